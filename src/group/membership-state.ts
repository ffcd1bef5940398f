// The membership set without its disk and its signatures: objects that were verified go in, and it says who is a member. Merging is
// taking the union and, where room ends, the same ones everywhere: so states that saw the same objects are equal.
import type { PeerId } from '../base/index.js'
import type { AuthorCut } from '../store/index.js'
import {
  MAX_MEMBERSHIP_BYTES,
  MAX_MEMBERSHIP_OBJECTS,
  MAX_OBJECTS_PER_PEER_AND_ROLE,
  MAX_REMOVALS,
  MAX_REMOVALS_BYTES,
  MAX_REMOVALS_PER_PEER
} from './defaults.js'
import { bytesOf, byRank, byRemovalRank, isAtLeastAsNear, LASTING_CLASS, placeAt } from './membership-rank.js'
import { branchOf, branchOfPeers, firstToGo, type Place } from './membership-room.js'
import { isValidAt, type CertificateFacts, type Membership } from './membership.js'
import { judgeRemovals, keptId, NO_REMOVALS, type Removals, type Standing, type VerifiedRemoval } from './removals.js'
import { spellLimits, type Role } from './roles.js'

/** A chain that was verified. */
export interface ChainEntry {
  readonly type: 'chain'
  /** SHA-256 of the object, hex. */
  readonly id: string
  readonly object: Uint8Array
  /** DER. */
  readonly chain: readonly Uint8Array[]
  readonly certificates: readonly CertificateFacts[]
  readonly membership: Membership
}

/** A removal that was verified. */
export interface RemovalEntry {
  readonly type: 'removal'
  readonly id: string
  readonly object: Uint8Array
  readonly removal: VerifiedRemoval
}

export type MembershipEntry = ChainEntry | RemovalEntry

export interface StateChange {
  /** What came in and stayed. */
  readonly added: readonly MembershipEntry[]
  /** What was here and gave way. */
  readonly dropped: readonly MembershipEntry[]
  /** Everybody about whom something may be another now. */
  readonly affected: ReadonlySet<PeerId>
}

/** How an author's durable records count, by certificates that count or did until they were hit. */
export interface AuthorRecords {
  readonly role: Role
  /** ms since 1970. */
  readonly untilMs: number
}

/** A chain, as it stands by the removals that are known. */
export interface Held extends ChainEntry {
  standing: Standing
}

export class MembershipState {
  readonly #chains = new Map<string, Held>()
  /** Of each peer its chains, best first. */
  readonly #ofPeer = new Map<PeerId, Held[]>()
  /** Chains in which a certificate of the peer stands, its own among them. */
  readonly #through = new Map<PeerId, Set<Held>>()
  readonly #removals = new Map<string, RemovalEntry>()
  #removalBytes = 0
  #chainBytes = 0
  #judged: Removals = NO_REMOVALS

  /** How many objects are here. */
  get size(): number {
    return this.#chains.size + this.#removals.size
  }

  /** Those that count. */
  get removals(): Removals {
    return this.#judged
  }

  has(id: string): boolean {
    return this.#chains.has(id) || this.#removals.has(id)
  }

  /** Takes them as one: nothing in between is ever seen. */
  add(entries: readonly MembershipEntry[], nowMs: number): StateChange {
    const affected = new Set<PeerId>()
    const dropped: MembershipEntry[] = []
    const fresh = [...new Map(entries.map((entry) => [entry.id, entry])).values()].filter(({ id }) => !this.has(id))
    const [chains, removals] = [fresh.filter(isChain), fresh.filter(isRemoval)]
    for (const entry of removals) this.#insertRemoval(entry)
    if (removals.length > 0) {
      this.#judgeAgain(affected)
      const gone = this.#makeRoomForRemovals(new Set(removals.map(({ removal }) => removal.peer)))
      if (gone.length > 0) this.#judgeAgain(affected)
      dropped.push(...gone)
    }
    for (const entry of chains) this.#insertChain(entry, affected)
    for (const peer of new Set(chains.map(({ membership }) => membership.peer))) {
      dropped.push(...this.#makeRoomOf(peer, nowMs))
    }
    while (this.#chains.size > MAX_MEMBERSHIP_OBJECTS || this.#chainBytes > MAX_MEMBERSHIP_BYTES) {
      const weigh = this.#chainBytes > MAX_MEMBERSHIP_BYTES ? bytesOf : undefined
      dropped.push(this.#drop(firstToGo([...this.#chains.values()], placeAt(nowMs), byRank, weigh)))
    }
    for (const entry of dropped) if (isChain(entry)) affected.add(entry.membership.peer)
    const isFresh = new Set(fresh.map(({ id }) => id))
    return {
      added: fresh.filter(({ id }) => this.has(id)),
      dropped: dropped.filter(({ id }) => !isFresh.has(id)),
      affected
    }
  }

  /** Whether somebody who may, or might until it was removed, vouches for the peer, or vouched once. */
  knows(peer: PeerId): boolean {
    // Leaving is everybody's own word, also of whom only a removed administrator ever let in.
    if (this.#judged.of(peer).some(({ kind }) => kind !== 'left')) return true
    return this.#ofPeer.get(peer)?.some(({ standing }) => standing !== 'issuer-removed') === true
  }

  /** Everybody about whom there is a chain or a removal. */
  peers(): Set<PeerId> {
    return new Set([...this.#ofPeer.keys(), ...this.#judged.peers()])
  }

  /** Of a peer what makes it a member now, best first. */
  validOf(peer: PeerId, nowMs: number): readonly ChainEntry[] {
    return (
      this.#ofPeer
        .get(peer)
        ?.filter(({ standing, membership }) => standing === 'counts' && isValidAt(membership, nowMs)) ?? []
    )
  }

  /** The one that counts: an administrator's before a member's, the nearest to the root, the longest. */
  currentOf(peer: PeerId, nowMs: number): ChainEntry | undefined {
    return this.#ofPeer
      .get(peer)
      ?.find(({ standing, membership }) => standing === 'counts' && isValidAt(membership, nowMs))
  }

  /** Until when the peer is a member without interruption from now; undefined: it is none. */
  memberUntilMs(peer: PeerId, nowMs: number): number | undefined {
    const valid = this.validOf(peer, nowMs)
    return valid.length === 0 ? undefined : Math.max(...valid.map(({ membership }) => membership.validUntilMs))
  }

  /**
   * How the peer's durable records count: also of one that was removed, as far as {@link cutsOf} lets them, by the certificate it had.
   * Undefined: they do not.
   */
  recordsOf(peer: PeerId, nowMs: number): AuthorRecords | undefined {
    const current = this.currentOf(peer, nowMs)
    if (current !== undefined) {
      return { role: current.membership.role, untilMs: this.memberUntilMs(peer, nowMs) ?? nowMs }
    }
    const had = this.#lastGiven(peer).filter(({ membership }) => isValidAt(membership, nowMs))
    const [best] = had
    return (
      best && { role: best.membership.role, untilMs: Math.max(...had.map(({ membership }) => membership.validUntilMs)) }
    )
  }

  /**
   * Of the chains that were vouched for, best first, those that name the most of the peer's removals: else an administrator that was made
   * a member would be one again, for its records, once that has ended too.
   */
  #lastGiven(peer: PeerId): Held[] {
    const vouched = (this.#ofPeer.get(peer) ?? []).filter(({ standing }) => standing !== 'issuer-removed')
    const ids = this.#judged.of(peer).map(({ id }) => id)
    const namedBy = ({ certificates }: Held): number => {
      const { named } = certificates.at(-1)!
      return ids.filter((id) => named.includes(id)).length
    }
    const most = vouched.reduce((most, held) => Math.max(most, namedBy(held)), 0)
    return vouched.filter((held) => namedBy(held) === most)
  }

  /** All of them hold: a record counts if every one lets it. */
  cutsOf(peer: PeerId): AuthorCut[] {
    const chains = this.#ofPeer.get(peer) ?? []
    const cutting = this.#judged
      .of(peer)
      .filter((removal) => removal.kind !== 'role' && !chains.some((chain) => this.#isOutOfReach(chain, removal)))
    const byOthers = cutting.filter(({ kind }) => kind === 'removed')
    return (
      cutting
        // Who removed it decides about what it said on leaving, or whoever has its key could hide all that it wrote.
        .filter(({ kind, id }) => kind === 'removed' || byOthers.every(({ kept }) => kept.has(keptId(id))))
        .map(({ id, cut }) => ({
          removal: id,
          shards: cut,
          isBack: chains.some(
            ({ standing, certificates }) => standing !== 'issuer-removed' && certificates.at(-1)!.named.includes(id)
          )
        }))
    )
  }

  /** All that there is to tell of a peer: equal texts, nothing has changed. Empty: nothing. */
  spell(peer: PeerId, nowMs: number): string {
    const membership = this.currentOf(peer, nowMs)?.membership
    const records = this.recordsOf(peer, nowMs)
    const member =
      membership && `${membership.role} ${this.memberUntilMs(peer, nowMs)} ${spellLimits(membership.limits)}`
    const cuts = this.cutsOf(peer).map(({ removal, isBack }) => `${removal}${isBack ? ' back' : ''}`)
    return [member, records && `${records.role} ${records.untilMs}`, ...cuts].filter(Boolean).join('; ')
  }

  /** Of each chain of a peer that does not count, the newest removal that ends it: why it is no member, where it was one. */
  endedBy(peer: PeerId): RemovalEntry[] {
    const chains = this.#ofPeer.get(peer) ?? []
    const ending = new Set(chains.map(({ certificates }) => this.#endingOf(certificates)))
    return [...this.#removals.values()]
      .filter(({ removal }) => ending.has(removal))
      .sort((a, b) => b.removal.madeMs - a.removal.madeMs)
  }

  /** Every chain here, in no order. */
  chains(): Iterable<ChainEntry> {
    return this.#chains.values()
  }

  /** Every object here, in the order of their ids. */
  entries(): MembershipEntry[] {
    const all: MembershipEntry[] = [...this.#chains.values(), ...this.#removals.values()]
    return all.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Everything of a peer, best first, with how it stands. */
  of(peer: PeerId): readonly (ChainEntry & { readonly standing: Standing })[] {
    return this.#ofPeer.get(peer) ?? []
  }

  /** The removal of `peer`, by its id, that would give way to a further one by the last of `signers`; undefined: there is room. */
  givesWay(peer: PeerId, signers: readonly PeerId[], madeMs: number): string | undefined {
    const known = this.#judged.of(peer)
    if (known.length < MAX_REMOVALS_PER_PEER) return undefined
    const authority = signers.map((subject) => ({ subject }))
    const further = { id: '', kind: 'role' as const, madeMs, branch: branchOfPeers(signers), class: LASTING_CLASS - 1 }
    const ranked = known.map((removal) => ({
      ...{ id: removal.id, kind: removal.kind, madeMs: removal.madeMs, branch: branchOf(removal.authority) },
      // It would know them all.
      class: removal.kind === 'role' && isAtLeastAsNear(authority, removal) ? 0 : this.#classOf(removal)
    }))
    return firstToGo([...ranked, further], (one) => one, byRemovalRank).id || undefined
  }

  /** Whether there is room for a further removal only where one that keeps somebody out gives way. */
  isFullWith({ id, object }: RemovalEntry): boolean {
    let [count, bytes] = [1, object.byteLength]
    for (const entry of this.#removals.values()) {
      if (entry.id === id || this.#classOf(entry.removal) !== LASTING_CLASS) continue
      count++
      bytes += entry.object.byteLength
    }
    return count > MAX_REMOVALS || bytes > MAX_REMOVALS_BYTES
  }

  /** The newest removal of anybody in a chain that hits its certificate and does not keep what that one signed in it. */
  #endingOf(chain: readonly CertificateFacts[]): VerifiedRemoval | undefined {
    const ending = chain.flatMap((certificate, at) => {
      const next = chain[at + 1]
      const falls = ({ kept }: VerifiedRemoval): boolean => next === undefined || !kept.has(keptId(next.id))
      const removals = this.#judged.of(certificate.subject)
      return removals.filter((removal) => this.#judged.hits(removal, certificate, at + 1) && falls(removal))
    })
    return ending.sort((a, b) => b.madeMs - a.madeMs)[0]
  }

  /** What a counting removal of somebody nearer to the root does not reach. */
  #isOutOfReach({ standing, certificates }: Held, removal: VerifiedRemoval): boolean {
    const own = certificates.at(-1)!
    return (
      standing === 'counts' && !own.named.includes(removal.id) && !this.#judged.hits(removal, own, certificates.length)
    )
  }

  #insertRemoval(entry: RemovalEntry): void {
    this.#removals.set(entry.id, entry)
    this.#removalBytes += entry.object.byteLength
  }

  /** @param affected gets whoever is removed, or not any more, and whose chains stand otherwise */
  #judgeAgain(affected: Set<PeerId>): void {
    const before = this.#judged
    this.#judged = judgeRemovals([...this.#removals.values()].map(({ removal }) => removal))
    for (const peer of new Set([...before.peers(), ...this.#judged.peers()])) {
      const [then, now] = [before.of(peer), this.#judged.of(peer)]
      if (then.length === now.length && then.every(({ id }, at) => id === now[at]!.id)) continue
      affected.add(peer)
      for (const held of this.#through.get(peer) ?? []) {
        const standing = this.#judged.standing(held.certificates)
        if (standing !== held.standing) affected.add(held.membership.peer)
        held.standing = standing
      }
    }
  }

  #makeRoomForRemovals(peers: ReadonlySet<PeerId>): RemovalEntry[] {
    const dropped: RemovalEntry[] = []
    const placeOf = ({ removal }: RemovalEntry): Place => ({
      class: this.#classOf(removal),
      branch: branchOf(removal.authority)
    })
    const drop = (among: readonly RemovalEntry[], weigh?: (entry: RemovalEntry) => number): void => {
      const gone = firstToGo(
        among,
        placeOf,
        (a, b) => byRemovalRank(a.removal, b.removal) || (a.id < b.id ? -1 : 1),
        weigh
      )
      this.#removals.delete(gone.id)
      this.#removalBytes -= gone.object.byteLength
      dropped.push(gone)
    }
    const all = [...this.#removals.values()]
    for (const peer of peers) {
      const ofPeer = (): RemovalEntry[] =>
        all.filter(({ id, removal }) => removal.peer === peer && this.#removals.has(id))
      for (let left = ofPeer(); left.length > MAX_REMOVALS_PER_PEER; left = ofPeer()) drop(left)
    }
    while (this.#removals.size > MAX_REMOVALS || this.#removalBytes > MAX_REMOVALS_BYTES) {
      drop([...this.#removals.values()], this.#removalBytes > MAX_REMOVALS_BYTES ? bytesOf : undefined)
    }
    return dropped
  }

  /**
   * What does nothing goes first: it does not count, or it is a change of somebody's role after which the same administrator made another
   * one. Then changes, and last what keeps somebody out.
   */
  #classOf(removal: VerifiedRemoval): number {
    const ofPeer = this.#judged.of(removal.peer)
    if (!ofPeer.includes(removal)) return 0
    if (removal.kind === 'left')
      return this.#judged.standing(removal.authority) === 'issuer-removed' ? 0 : LASTING_CLASS
    if (removal.kind === 'removed') return LASTING_CLASS
    const isPast = ofPeer.some(
      ({ kind, knew, authority }) => kind === 'role' && knew.has(removal.id) && isAtLeastAsNear(authority, removal)
    )
    return isPast ? 0 : LASTING_CLASS - 1
  }

  #insertChain(entry: ChainEntry, affected: Set<PeerId>): void {
    const { peer } = entry.membership
    const held = { ...entry, standing: this.#judged.standing(entry.certificates) }
    this.#chains.set(entry.id, held)
    this.#chainBytes += entry.object.byteLength
    this.#ofPeer.set(peer, [...(this.#ofPeer.get(peer) ?? []), held].sort(byRank))
    for (const { subject } of entry.certificates) {
      const through = this.#through.get(subject)
      if (through === undefined) this.#through.set(subject, new Set([held]))
      else through.add(held)
    }
    affected.add(peer)
  }

  #makeRoomOf(peer: PeerId, nowMs: number): ChainEntry[] {
    const dropped: ChainEntry[] = []
    for (const role of ['administrator', 'member'] as const) {
      const ofRole = (): Held[] => (this.#ofPeer.get(peer) ?? []).filter(({ membership }) => membership.role === role)
      for (let left = ofRole(); left.length > MAX_OBJECTS_PER_PEER_AND_ROLE; left = ofRole()) {
        dropped.push(this.#drop(firstToGo(left, placeAt(nowMs), byRank)))
      }
    }
    return dropped
  }

  #drop(held: Held): ChainEntry {
    const { peer } = held.membership
    this.#chains.delete(held.id)
    this.#chainBytes -= held.object.byteLength
    const left = this.#ofPeer.get(peer)?.filter((other) => other !== held) ?? []
    if (left.length > 0) this.#ofPeer.set(peer, left)
    else this.#ofPeer.delete(peer)
    for (const { subject } of held.certificates) {
      const through = this.#through.get(subject)
      through?.delete(held)
      if (through?.size === 0) this.#through.delete(subject)
    }
    return held
  }
}

function isChain(entry: MembershipEntry): entry is ChainEntry {
  return entry.type === 'chain'
}

function isRemoval(entry: MembershipEntry): entry is RemovalEntry {
  return entry.type === 'removal'
}
