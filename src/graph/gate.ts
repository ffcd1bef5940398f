// Port: may this peer in? The group fills it; the handshake asks it before anything else sees a connection (design section 4).
import type { PeerId } from '../base/index.js'

export interface Gate {
  /** 32 bytes that every member knows: keys the mDNS tag and the first step of the handshake. */
  readonly groupSecret: Uint8Array
  /** What proves our own membership: at most {@link MAX_CREDENTIALS_BYTES}. */
  credentials(): Uint8Array
  /** Judges a peer whose identity key Noise has proved. Keeps valid credentials. Never throws. */
  admit(peer: PeerId, credentials: Uint8Array): Promise<boolean>
  /** Whether the peer is a member now: asked again while a link lives. */
  isMember(peer: PeerId): boolean
}
