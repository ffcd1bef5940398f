// Requests in absolute form: the forward proxy (RFC 9112, section 3.2.2).
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'

/** What it throws is answered as a problem, or cuts an answer that has begun. */
export async function handleForward(
  _node: PotluckNode,
  _request: IncomingMessage,
  _response: ServerResponse
): Promise<void> {
  throw new GatewayError('NOT_IMPLEMENTED', 'the forward proxy is not there yet')
}
