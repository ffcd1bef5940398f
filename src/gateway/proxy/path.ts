// Origins behind a path: `/https/HOST/PATH`.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'

/** What it throws is answered as a problem, or cuts an answer that has begun. */
export async function handlePath(
  _node: PotluckNode,
  _request: IncomingMessage,
  _response: ServerResponse
): Promise<void> {
  throw new GatewayError('NOT_IMPLEMENTED', 'origins behind a path are not there yet')
}
