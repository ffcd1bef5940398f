// Graphs without a group are named by text; on the wire a graph is 32 bytes.
import { isText, sha256, utf8 } from '../base/index.js'
import { MAX_GRAPH_ID_BYTES } from './defaults.js'
import { GraphError } from './errors.js'

const DOMAIN = 'potluck/graph-id/1'

/** @throws {GraphError} `INVALID_ARGUMENT`: 1 to 255 bytes of UTF-8 */
export function graphIdBytes(graphId: string): Uint8Array {
  const bytes = utf8(graphId)
  if (bytes.byteLength === 0 || bytes.byteLength > MAX_GRAPH_ID_BYTES || !isText(graphId)) {
    throw new GraphError('INVALID_ARGUMENT', `a graph id is text of 1 to ${MAX_GRAPH_ID_BYTES} bytes`)
  }
  return sha256(utf8(DOMAIN), Uint8Array.of(0), bytes)
}
