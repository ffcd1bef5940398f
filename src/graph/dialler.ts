// Port: how the neighbour driver reaches others. Filled by libp2p (libp2p-dialler.ts), and by a network in memory in the
// simulation.
import type { PeerId } from '../base/index.js'
import type { Frames } from './frame-channel.js'

export interface Dialler {
  /**
   * Resolves with a connection to a member; rejects where none comes about: with `HANDSHAKE_REFUSED` where who answered is none of
   * us.
   * @param peer who must answer; undefined: whoever is there
   * @param addresses as `endpointText` spells them, the best first
   */
  dial(peer: PeerId | undefined, addresses: readonly string[], signal: AbortSignal): Promise<DialledConnection>
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
