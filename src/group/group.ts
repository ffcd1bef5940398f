// A graph whose members, and whose records, were let in by a member.
import type { KeyPair, PeerId, TypedEvents } from '../base/index.js'
import type { PeerGraph } from '../graph/index.js'
import type { Store } from '../store/index.js'
import type { Role } from './roles.js'

export interface PeerGroup extends TypedEvents<GroupEvents> {
  /** The group root's public key, 64 hex characters. */
  readonly id: string
  /** The same, 32 bytes: what stands under every signature. */
  readonly idBytes: Uint8Array
  readonly name: string
  readonly self: PeerId
  readonly keyPair: KeyPair
  /** What our membership allows now; `member` also after it has ended. */
  readonly role: Role
  readonly store: Store
  readonly graph: PeerGraph
  /** 32 bytes derived from the group secret: keys the hash of URLs (design section 6). */
  readonly urlHashKey: Uint8Array
  members(): Member[]
  /** The door of every room: a member now. */
  isMember(peer: PeerId): boolean
  /**
   * Takes up what `joinGroup` wrote into the group's folder since the group was opened: a renewed certificate, addresses.
   * @throws {GroupError} `NO_SUCH_GROUP`, `BAD_GROUP_FILE`
   */
  refresh(): Promise<void>
  /** Leaves the graph, then closes the store. Safe to call twice. */
  close(): Promise<void>
}

export interface Member {
  readonly peer: PeerId
  /** What the member calls itself; peer id where it has said nothing yet. */
  readonly name: string
  readonly role: Role
  readonly validUntilMs: number
  readonly present: boolean
  readonly self: boolean
}

export type GroupEvents = {
  /** A peer became, or ceased to be, a member as far as the objects here tell; or its role, name or presence changed. */
  'member:change': PeerId
}
