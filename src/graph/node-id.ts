// The id of one run of a node, as frames and presences carry it: 8 random bytes.
import { fromHex, toHex } from '../base/index.js'
import type { NodeId } from './nodes.js'

export const NODE_ID_BYTES = 8

/** @returns `{ nodeId: undefined }` where it does not say; undefined where it breaks the rule */
export function readNodeId(bytes: Uint8Array | null | undefined): { nodeId: NodeId | undefined } | undefined {
  const length = bytes?.byteLength ?? 0
  if (length !== 0 && length !== NODE_ID_BYTES) return undefined
  return { nodeId: bytes == null || length === 0 ? undefined : toHex(bytes) }
}

export function nodeIdBytes(nodeId: NodeId): Uint8Array {
  return fromHex(nodeId)!
}
