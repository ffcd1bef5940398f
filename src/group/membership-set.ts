// Who is a member, as far as this node knows: a grow-only set of self-proving objects (design section 5). Judges foreign bytes, keeps
// them on disk, and tells; what they mean together is in membership-state.ts. Fills the store's Policy and the graph's Gate.
import { EventSource, setRepeating, type Clock, type Logger, type PeerId, type Timer } from '../base/index.js'
import { MAX_CREDENTIALS_BYTES, MAX_REMOVAL_NOTICE_BYTES } from '../graph/index.js'
import type { AuthorCut } from '../store/index.js'
import { MAX_SHOWN_OBJECTS, REJUDGE_PERIOD_MS } from './defaults.js'
import { GroupError } from './errors.js'
import { objectId, readEntries } from './membership-entry.js'
import { decodeCredentials, encodeChain, encodeCredentials, isOfLaterKind } from './membership-object.js'
import { MembershipState, type AuthorRecords, type ChainEntry, type MembershipEntry } from './membership-state.js'
import type { MembershipStorage } from './membership-storage.js'
import { isValidAt, type Membership } from './membership.js'
import type { Removals } from './removals.js'

export interface MembershipSetInit {
  /** 32 bytes. */
  readonly rootPublicKey: Uint8Array
  readonly storage: MembershipStorage
  readonly clock: Clock
  readonly logger: Logger
}

export type MembershipSetEvents = {
  /**
   * The peer became or ceased to be a member, or its role, limits or validity changed, or what of its records counts. Of one object all
   * in one turn, after everything of it is here, and after `object`: whoever is cut off has been told why.
   */
  change: PeerId
  /** An object that everybody else should have too: every removal, and what is new here and did not come from the store. */
  object: Uint8Array
}

/** `ignored`: of a later version. */
export type ReceivedMembership = 'new' | 'known' | 'ignored' | 'refused'

export class MembershipSet {
  readonly #init: MembershipSetInit
  readonly #events = new EventSource<MembershipSetEvents>()
  readonly #state = new MembershipState()
  /** What was last told of each peer, to tell changes from repetitions. */
  readonly #told = new Map<PeerId, string>()
  readonly #timer: Timer

  private constructor(init: MembershipSetInit) {
    this.#init = init
    this.#timer = setRepeating(init.clock, REJUDGE_PERIOD_MS, () => this.#tell(this.#state.peers()))
  }

  /** Loads what was saved; what no longer verifies is left aside. */
  static async open(init: MembershipSetInit): Promise<MembershipSet> {
    const set = new MembershipSet(init)
    const saved = (await init.storage.load()).flatMap((object) => set.#judge(object) ?? [])
    set.#tell(set.#state.add(saved, init.clock.nowMs()).affected)
    return set
  }

  on<Name extends keyof MembershipSetEvents>(
    name: Name,
    listener: (detail: MembershipSetEvents[Name]) => void
  ): () => void {
    return this.#events.on(name, listener)
  }

  /** Whether anybody who may vouches for the peer, or vouched until it ended or was removed. */
  knows(peer: PeerId): boolean {
    return this.#state.knows(peer)
  }

  /** The entry of the membership that counts now. */
  currentOf(peer: PeerId): ChainEntry | undefined {
    return this.#state.currentOf(peer, this.#nowMs())
  }

  /** The membership that counts now: an administrator's before a member's, then the nearest to the root, then the longest. */
  membershipOf(peer: PeerId): Membership | undefined {
    return this.currentOf(peer)?.membership
  }

  /** Certificates of the membership that counts now. */
  chainOf(peer: PeerId): readonly Uint8Array[] | undefined {
    return this.currentOf(peer)?.chain
  }

  /** Until when the peer is a member without interruption from now; undefined: it is none. */
  memberUntilMs(peer: PeerId): number | undefined {
    return this.#state.memberUntilMs(peer, this.#nowMs())
  }

  isMember(peer: PeerId): boolean {
    return this.currentOf(peer) !== undefined
  }

  /** How the peer's durable records count, as far as {@link cutsOf} lets them; undefined: they do not. */
  recordsOf(peer: PeerId): AuthorRecords | undefined {
    return this.#state.recordsOf(peer, this.#nowMs())
  }

  /** What removals cut off the peer's records: what every one of them lets count does. */
  cutsOf(peer: PeerId): AuthorCut[] {
    return this.#state.cutsOf(peer)
  }

  /** Members now, in the order of their peer ids. */
  members(): Membership[] {
    return [...this.#state.peers()].sort().flatMap((peer) => this.membershipOf(peer) ?? [])
  }

  /** What removals do, as far as this node knows. */
  get removals(): Removals {
    return this.#state.removals
  }

  /** All that is here, to look at. */
  get state(): MembershipState {
    return this.#state
  }

  /** Every object here, in the order of their ids. */
  objects(): Uint8Array[] {
    return this.#state.entries().map(({ object }) => object)
  }

  /** What `peer` shows in the handshake: its valid objects, best first, as many as fit. */
  credentialsOf(peer: PeerId): Uint8Array {
    const shown: Uint8Array[] = []
    for (const { object } of this.#state.validOf(peer, this.#nowMs()).slice(0, MAX_SHOWN_OBJECTS)) {
      if (encodeCredentials([...shown, object]).byteLength <= MAX_CREDENTIALS_BYTES) shown.push(object)
    }
    return encodeCredentials(shown)
  }

  /** What is said to one that was removed and does not know it; undefined: nothing of it, or it is a member. */
  farewellTo(peer: PeerId): Uint8Array | undefined {
    if (this.isMember(peer)) return undefined
    const said: Uint8Array[] = []
    for (const { object } of this.#state.endedBy(peer).slice(0, MAX_SHOWN_OBJECTS)) {
      if (encodeCredentials([...said, object]).byteLength <= MAX_REMOVAL_NOTICE_BYTES) said.push(object)
    }
    return said.length === 0 ? undefined : encodeCredentials(said)
  }

  /** Judges what was said so: only what is about `self`, or who let it in, is a farewell. Never throws on foreign bytes. */
  async hearFarewell(self: PeerId, body: Uint8Array): Promise<void> {
    for (const object of decodeCredentials(body) ?? []) {
      const entries = this.#state.has(objectId(object)) ? undefined : this.#judge(object)
      const removal = entries?.at(-1)
      if (entries === undefined || removal?.type !== 'removal') continue
      const vouchers = this.#state.of(self).flatMap(({ certificates }) => certificates.map(({ subject }) => subject))
      if (vouchers.includes(removal.removal.peer)) await this.#take(entries, false)
    }
  }

  /** Adds a membership of our own making or from our own disk. */
  async addChain(chain: readonly Uint8Array[]): Promise<ReceivedMembership> {
    const object = encodeChain(chain)
    return this.#receive(object, true)
  }

  /**
   * Adds a removal of our own making: first it is on our disk for good, then everybody hears of it.
   * @throws {GroupError} `NOT_SAVED`, `TOO_MANY_REMOVALS`: nothing has changed
   */
  async addRemoval(object: Uint8Array): Promise<ReceivedMembership> {
    const entries = this.#judge(object)
    const removal = entries?.at(-1)
    if (entries === undefined || removal?.type !== 'removal') return 'refused'
    if (this.#state.isFullWith(removal)) {
      throw new GroupError(
        'TOO_MANY_REMOVALS',
        'one of those who were removed before would come back: found a new group'
      )
    }
    try {
      // What is reissued with it stands in it, so there is no moment between the two.
      await this.#init.storage.save(removal.id, object, true)
    } catch (error) {
      if (!this.#state.has(removal.id)) await this.#init.storage.remove(removal.id).catch(() => {})
      throw new GroupError('NOT_SAVED', 'the removal could not be written to disk: nothing has changed', {
        cause: error
      })
    }
    return this.#take(entries, true, removal.id)
  }

  /** Whether it is here, or would be judged an object of this group, now or ever, or later versions would. Never throws. */
  accepts(object: Uint8Array): boolean {
    return this.#state.has(objectId(object)) || this.#judge(object) !== undefined || isOfLaterKind(object)
  }

  /** Takes a foreign object. Resolves when it is saved. Never throws on foreign bytes. */
  receive(object: Uint8Array): Promise<ReceivedMembership> {
    return this.#receive(object, false)
  }

  /** Judges what a peer shows whose key is proved: keeps it, and says whether the peer is a member now. Never throws. */
  async admit(peer: PeerId, credentials: Uint8Array): Promise<boolean> {
    const objects = decodeCredentials(credentials)
    if (objects === undefined) return false
    for (const object of objects) {
      // Only its own: whom else it vouches for, and whom it removed, is exchanged by synchronising.
      if (this.#state.has(objectId(object))) continue
      const entries = this.#judge(object)
      const [entry] = entries ?? []
      if (entries === undefined || entry?.type !== 'chain' || entry.membership.peer !== peer) continue
      // Else whoever was an administrator once could fill everybody's room with what it signs for keys that it makes up.
      if (this.removals.standing(entry.certificates) !== 'counts') continue
      if (isValidAt(entry.membership, this.#nowMs())) await this.#take(entries, true)
    }
    return this.isMember(peer)
  }

  close(): void {
    this.#timer.cancel()
  }

  async #receive(object: Uint8Array, isOurs: boolean): Promise<ReceivedMembership> {
    if (this.#state.has(objectId(object))) return 'known'
    const entries = this.#judge(object)
    if (entries !== undefined) return this.#take(entries, isOurs)
    return isOfLaterKind(object) ? 'ignored' : 'refused'
  }

  /**
   * @param entries of one object, which is the last of them. @param isOurs whether the store did not bring it
   * @param savedId what is on disk, for good
   */
  async #take(entries: readonly MembershipEntry[], isOurs: boolean, savedId?: string): Promise<ReceivedMembership> {
    const object = entries.at(-1)!
    const { added, dropped, affected } = this.#state.add(entries, this.#nowMs())
    const isNew = added.some(({ id }) => id === object.id)
    if (!isNew && added.length === 0 && object.type === 'chain') {
      this.#init.logger(`no room for a membership of ${object.membership.peer}`)
    }
    // What the store brings it passes on only when we have answered. A removal goes ahead of what it does: links are cut then.
    if (isNew && (isOurs || object.type === 'removal')) this.#events.emit('object', object.object)
    this.#tell(affected)
    await this.#save(
      added.filter(({ id }) => id !== savedId),
      dropped
    )
    return isNew ? 'new' : 'known'
  }

  #judge(object: Uint8Array): MembershipEntry[] | undefined {
    return readEntries(this.#init.rootPublicKey, object)
  }

  async #save(added: readonly MembershipEntry[], dropped: readonly MembershipEntry[]): Promise<void> {
    try {
      for (const { id, object } of added) await this.#init.storage.save(id, object)
      for (const { id } of dropped) await this.#init.storage.remove(id)
    } catch (error) {
      // It counts all the same, and is fetched again after a restart.
      this.#init.logger(`a membership object was not saved: ${(error as Error).message}`)
    }
  }

  #nowMs(): number {
    return this.#init.clock.nowMs()
  }

  /** Once for each about whom something is another now. */
  #tell(peers: Iterable<PeerId>): void {
    const changed: PeerId[] = []
    for (const peer of peers) {
      const state = this.#state.spell(peer, this.#nowMs())
      if ((this.#told.get(peer) ?? '') === state) continue
      this.#told.set(peer, state)
      changed.push(peer)
    }
    for (const peer of changed) this.#events.emit('change', peer)
  }
}
