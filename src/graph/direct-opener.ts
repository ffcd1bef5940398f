// Opens a stream to a peer and asks for it. Spec: docs/protocols/direct.md.
import type { Clock, PeerId } from '../base/index.js'
import type { ConnectionKind } from './connections.js'
import type { Dialler, DirectLine } from './dialler.js'
import { DirectChannel, DirectRefusedError } from './direct-channel.js'
import type { DirectFailure } from './direct-connections.js'
import { GraphError, ProtocolError, reasonOf } from './errors.js'

export interface DirectRequest {
  readonly peer: PeerId
  readonly kind: ConnectionKind
  /** As for `Dialler.reach`. */
  readonly addresses: readonly string[]
}

/** A stream that the other side took. */
export interface OpenedDirect {
  readonly channel: DirectChannel
  readonly line: DirectLine
  /** The other side's; undefined: it did not say. */
  readonly nodeId: string | undefined
}

/**
 * @param nodeId ours
 * @throws {DirectRefusedError}; {ProtocolError}; {GraphError} `UNREACHABLE`, `HANDSHAKE_REFUSED`, `LINK_CLOSED`; `signal.reason`
 */
export async function askDirect(
  dialler: Pick<Dialler, 'reach'>,
  clock: Clock,
  nodeId: string,
  { peer, kind, addresses }: DirectRequest,
  signal: AbortSignal
): Promise<OpenedDirect> {
  for (let isAgain = false; ; isAgain = true) {
    const line = await dialler.reach(peer, addresses, signal)
    let channel: DirectChannel | undefined
    try {
      channel = new DirectChannel(await line.openDirect(signal), clock)
      return { channel, line, nodeId: await channel.ask(nodeId, kind, signal) }
    } catch (thrown) {
      channel?.cut(reasonOf(thrown))
      line.hangUp()
      const isAnswer = thrown instanceof DirectRefusedError || thrown instanceof ProtocolError
      // Somebody may just have hung up a connection that was there before: once more.
      if (isAnswer || isAgain || line.isNew || signal.aborted) throw thrown
    }
  }
}

/** What an application is told of it. */
export function failureOf(thrown: unknown): DirectFailure {
  if (thrown instanceof DirectRefusedError) return thrown.reason
  if (thrown instanceof ProtocolError) return 'refused'
  const code = thrown instanceof GraphError ? thrown.code : undefined
  if (code === 'NODE_NOT_FOUND' || code === 'INVALID_ARGUMENT') return 'not-found'
  return code === 'HANDSHAKE_REFUSED' ? 'not-authenticated' : 'unreachable'
}
