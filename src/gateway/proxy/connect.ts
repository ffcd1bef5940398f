// Tunnels of the forward proxy (RFC 9110, section 9.3.6).
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'
import { socketProblem } from '../problem.js'

/** The socket is its own from here on, also to end and to hear errors of. */
export async function handleConnect(
  _node: PotluckNode,
  _request: IncomingMessage,
  socket: Duplex,
  _head: Buffer
): Promise<void> {
  socket.end(socketProblem(new GatewayError('NOT_IMPLEMENTED', 'tunnels are not there yet')))
}
