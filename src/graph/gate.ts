// Port: may this peer in? The group fills it; the handshake asks it before anything else sees a connection (design section 4).
import type { PeerId } from '../base/index.js'

/** What somebody who is no member asks for. Foreign. */
export interface AdmissionRequest {
  /** Whose key Noise has proved. */
  readonly peer: PeerId
  /** IP address it comes from. */
  readonly host: string
  readonly body: Uint8Array
}

export interface Gate {
  /** 32 bytes that every member knows: keys the mDNS tag and the first step of the handshake. */
  readonly groupSecret: Uint8Array
  /** What proves our own membership: at most 16 KiB. */
  credentials(): Uint8Array
  /** Judges a peer whose identity key Noise has proved. Keeps valid credentials. Never throws. */
  admit(peer: PeerId, credentials: Uint8Array): Promise<boolean>
  /** Whether the peer is a member now: asked again while a link lives. */
  isMember(peer: PeerId): boolean
  /**
   * Tells that a peer may have become, or ceased to be, a member: what it holds open is judged again in the same turn. What others should
   * know of it is queued for neighbours, that one too, before this is told. Returns how to unlisten. @default asked again every 5 s only
   */
  onChange?(listener: (peer: PeerId) => void): () => void
  /**
   * What to tell one that is no member any more why, where it was removed: at most 40 KiB and 64 bytes; it has proved its key
   * and the group secret. Never throws. @default nothing is told
   */
  farewell?(peer: PeerId): Uint8Array | undefined
  /** Hears what somebody that we dialled told us so. Foreign. Never throws. @default passed over */
  hearFarewell?(body: Uint8Array): Promise<void>
  /**
   * Answers a request for admission, with at most 16 KiB; then the connection ends, whatever
   * the answer. Never throws. @default such requests are refused without a word
   */
  answerRequest?(request: AdmissionRequest): Promise<Uint8Array>
  /**
   * Answers somebody who knocks, with at most 16 KiB; then the connection ends. undefined: without a word. Never throws.
   * @default without a word
   */
  answerKnock?(request: AdmissionRequest): Promise<Uint8Array | undefined>
}
