// Port: how the neighbour driver reaches others. Filled by libp2p (libp2p-dialler.ts), and by a network in memory in the
// simulation.
import type { PeerId } from '../base/index.js'
import type { Frames } from './frame-channel.js'

export interface Dialler {
  /**
   * Resolves with a connection to a member; rejects where none comes about: with `HANDSHAKE_REFUSED` where who answered is none of
   * us, with `CONNECT_SELF` where we answered ourselves.
   * @param peer who must answer; undefined: whoever is there
   * @param addresses as `endpointText` spells them, the best first
   */
  dial(peer: PeerId | undefined, addresses: readonly string[], signal: AbortSignal): Promise<DialledConnection>
  /**
   * Resolves with a line to a member for direct streams and messages: a connection that there is, whoever dialled it, or a new one.
   * @param addresses as for {@link dial}; none: only a connection that there is
   * @throws {GraphError} `UNREACHABLE`; `HANDSHAKE_REFUSED`; `signal.reason`
   */
  reach(peer: PeerId, addresses: readonly string[], signal: AbortSignal): Promise<DirectLine>
}

/** Shared with others: hanging up ends the connection when nobody needs it any more. */
export interface DirectLine {
  /** Multiaddr of the other end, without `/p2p/`. */
  readonly address: string
  /** Dialled for this. */
  readonly isNew: boolean
  /** Opens a stream of the direct protocol. @throws {DirectRefusedError} the other side knows no such protocol */
  openDirect(signal: AbortSignal): Promise<Frames>
  /** The same of the protocol of messages. */
  openMessage(signal: AbortSignal): Promise<Frames>
  /** Resolves when the other side answers, whatever its application reads. */
  probe(signal: AbortSignal): Promise<void>
  /** Never rejects. */
  hangUp(): void
}

export interface DialledConnection {
  readonly peer: PeerId
  /** Multiaddr of the other end, without `/p2p/`. */
  readonly address: string
  /** The other side dialled it, at the same time: it opens the link stream. */
  readonly isInbound: boolean
  /** Opens the stream of the link protocol. */
  openLink(signal: AbortSignal): Promise<Frames>
  /** Never rejects. */
  hangUp(): void
}
