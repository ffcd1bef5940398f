// Who is a member, as far as this node knows: a grow-only set of self-proving objects (design section 5). Merging is
// taking the union and, of each peer, the best few; so all sets that saw the same objects are equal. Fills the store's
// Policy and the graph's Gate.
import {
  EventSource,
  setRepeating,
  sha256,
  toHex,
  type Clock,
  type Logger,
  type PeerId,
  type Timer
} from '../base/index.js'
import { MAX_CREDENTIALS_BYTES } from '../graph/index.js'
import {
  MAX_MEMBERSHIP_BYTES,
  MAX_MEMBERSHIP_OBJECTS,
  MAX_OBJECTS_PER_PEER_AND_ROLE,
  MAX_SHOWN_OBJECTS,
  REJUDGE_PERIOD_MS
} from './defaults.js'
import { decodeChain, decodeCredentials, encodeChain, encodeCredentials, isOfLaterKind } from './membership-object.js'
import type { MembershipStorage } from './membership-storage.js'
import { isValidAt, verifyChain, type Membership } from './membership.js'

export interface MembershipSetInit {
  /** 32 bytes. */
  readonly rootPublicKey: Uint8Array
  readonly storage: MembershipStorage
  readonly clock: Clock
  readonly logger: Logger
}

export type MembershipSetEvents = {
  /** The peer became or ceased to be a member, or its role or validity changed. */
  change: PeerId
  /** An object that is new here and did not come from the store: everybody else should have it too. */
  object: Uint8Array
}

interface Entry {
  /** SHA-256 of the object, hex. */
  readonly id: string
  readonly object: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly membership: Membership
}

/** `ignored`: of a later version. */
export type ReceivedMembership = 'new' | 'known' | 'ignored' | 'refused'

export class MembershipSet {
  readonly #init: MembershipSetInit
  readonly #events = new EventSource<MembershipSetEvents>()
  /** Of each peer its objects, best first. */
  readonly #entries = new Map<PeerId, Entry[]>()
  readonly #ids = new Set<string>()
  #bytes = 0
  /** What was last told of each peer, to tell changes from repetitions. */
  readonly #told = new Map<PeerId, string>()
  readonly #timer: Timer

  private constructor(init: MembershipSetInit) {
    this.#init = init
    this.#timer = setRepeating(init.clock, REJUDGE_PERIOD_MS, () => {
      for (const peer of this.#entries.keys()) this.#tell(peer)
    })
  }

  /** Loads what was saved; what no longer verifies is left aside. */
  static async open(init: MembershipSetInit): Promise<MembershipSet> {
    const set = new MembershipSet(init)
    for (const object of await init.storage.load()) {
      const entry = set.#judge(object)
      if (entry !== undefined && set.#insert(entry) !== undefined) set.#tell(entry.membership.peer)
    }
    return set
  }

  on<Name extends keyof MembershipSetEvents>(
    name: Name,
    listener: (detail: MembershipSetEvents[Name]) => void
  ): () => void {
    return this.#events.on(name, listener)
  }

  /** Whether any object here, even one that has expired, vouches for the peer. */
  knows(peer: PeerId): boolean {
    return this.#entries.has(peer)
  }

  /** The membership that counts now: an administrator's before a member's, then the longest. */
  membershipOf(peer: PeerId): Membership | undefined {
    return this.#current(peer)?.membership
  }

  /** Certificates of the membership that counts now. */
  chainOf(peer: PeerId): readonly Uint8Array[] | undefined {
    return this.#current(peer)?.chain
  }

  /** Until when the peer is a member without interruption from now; undefined: it is none. */
  memberUntilMs(peer: PeerId): number | undefined {
    const valid = this.#validEntries(peer)
    return valid.length === 0 ? undefined : Math.max(...valid.map((entry) => entry.membership.validUntilMs))
  }

  isMember(peer: PeerId): boolean {
    return this.#current(peer) !== undefined
  }

  /** Members now, in the order of their peer ids. */
  members(): Membership[] {
    return [...this.#entries.keys()].sort().flatMap((peer) => this.membershipOf(peer) ?? [])
  }

  /** Every object here, in the order of their ids. */
  objects(): Uint8Array[] {
    const all = [...this.#entries.values()].flat()
    return all.sort((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => entry.object)
  }

  /** What `peer` shows in the handshake: its valid objects, best first, as many as fit. */
  credentialsOf(peer: PeerId): Uint8Array {
    const shown: Uint8Array[] = []
    for (const { object } of this.#validEntries(peer).slice(0, MAX_SHOWN_OBJECTS)) {
      if (encodeCredentials([...shown, object]).byteLength <= MAX_CREDENTIALS_BYTES) shown.push(object)
    }
    return encodeCredentials(shown)
  }

  /** Adds a membership of our own making or from our own disk. */
  async addChain(chain: readonly Uint8Array[]): Promise<ReceivedMembership> {
    const object = encodeChain(chain)
    const outcome = await this.receive(object)
    if (outcome === 'new') this.#events.emit('object', object)
    return outcome
  }

  /** Whether it is here, or would be judged a membership of this group, now or ever, or later versions would. Never throws. */
  accepts(object: Uint8Array): boolean {
    return this.#ids.has(idOf(object)) || this.#judge(object) !== undefined || isOfLaterKind(object)
  }

  /** Takes a foreign object. Resolves when it is saved. Never throws on foreign bytes. */
  async receive(object: Uint8Array): Promise<ReceivedMembership> {
    if (this.#ids.has(idOf(object))) return 'known'
    const entry = this.#judge(object)
    if (entry !== undefined) return this.#take(entry)
    return isOfLaterKind(object) ? 'ignored' : 'refused'
  }

  /** Judges what a peer shows whose key is proved: keeps it, and says whether the peer is a member now. Never throws. */
  async admit(peer: PeerId, credentials: Uint8Array): Promise<boolean> {
    const objects = decodeCredentials(credentials)
    if (objects === undefined) return false
    for (const object of objects) {
      // Only its own: whom else it vouches for is exchanged by synchronising.
      if (this.#ids.has(idOf(object))) continue
      const entry = this.#judge(object)
      if (entry?.membership.peer !== peer) continue
      if ((await this.#take(entry)) === 'new') this.#events.emit('object', entry.object)
    }
    return this.isMember(peer)
  }

  close(): void {
    this.#timer.cancel()
  }

  async #take(entry: Entry): Promise<'new' | 'known'> {
    const dropped = this.#insert(entry)
    if (dropped === undefined) return 'known'
    await this.#save(entry, dropped)
    this.#tell(entry.membership.peer)
    return 'new'
  }

  #judge(object: Uint8Array): Entry | undefined {
    const chain = decodeChain(object)
    if (chain === undefined) return undefined
    const verdict = verifyChain(this.#init.rootPublicKey, chain)
    if (!verdict.ok) return undefined
    return { id: idOf(object), object: new Uint8Array(object), chain, membership: verdict.membership }
  }

  /** @returns what was dropped for it; undefined: it was not taken, since better ones are here or the set is full */
  #insert(entry: Entry): Entry[] | undefined {
    const { peer, role } = entry.membership
    const all = [...(this.#entries.get(peer) ?? []), entry].sort(byRank)
    const dropped = all.filter((other) => other.membership.role === role).slice(MAX_OBJECTS_PER_PEER_AND_ROLE)
    if (this.#ids.has(entry.id) || dropped.includes(entry)) return undefined
    if (dropped.length === 0 && this.#isFull(entry.object.byteLength)) {
      this.#init.logger(`the membership set is full at ${this.#ids.size} objects: refused one of ${peer}`)
      return undefined
    }
    this.#entries.set(
      peer,
      all.filter((other) => !dropped.includes(other))
    )
    this.#ids.add(entry.id)
    this.#bytes += entry.object.byteLength
    for (const other of dropped) {
      this.#ids.delete(other.id)
      this.#bytes -= other.object.byteLength
    }
    return dropped
  }

  #isFull(moreBytes: number): boolean {
    return this.#ids.size >= MAX_MEMBERSHIP_OBJECTS || this.#bytes + moreBytes > MAX_MEMBERSHIP_BYTES
  }

  async #save(entry: Entry, dropped: readonly Entry[]): Promise<void> {
    try {
      await this.#init.storage.save(entry.id, entry.object)
      for (const other of dropped) await this.#init.storage.remove(other.id)
    } catch (error) {
      // It counts all the same, and is fetched again after a restart.
      this.#init.logger(`a membership object was not saved: ${(error as Error).message}`)
    }
  }

  #validEntries(peer: PeerId): Entry[] {
    const nowMs = this.#init.clock.nowMs()
    return (this.#entries.get(peer) ?? []).filter((entry) => isValidAt(entry.membership, nowMs))
  }

  #current(peer: PeerId): Entry | undefined {
    const nowMs = this.#init.clock.nowMs()
    return this.#entries.get(peer)?.find((entry) => isValidAt(entry.membership, nowMs))
  }

  #tell(peer: PeerId): void {
    const membership = this.membershipOf(peer)
    const state = membership === undefined ? '' : `${membership.role} ${this.memberUntilMs(peer)}`
    if ((this.#told.get(peer) ?? '') === state) return
    this.#told.set(peer, state)
    this.#events.emit('change', peer)
  }
}

function idOf(object: Uint8Array): string {
  return toHex(sha256(object))
}

/** Administrators first, then the longer valid, then the smaller id: total, so every node keeps the same. */
function byRank(a: Entry, b: Entry): number {
  if (a.membership.role !== b.membership.role) return a.membership.role === 'administrator' ? -1 : 1
  if (a.membership.validUntilMs !== b.membership.validUntilMs) {
    return b.membership.validUntilMs - a.membership.validUntilMs
  }
  return a.id < b.id ? -1 : 1
}
