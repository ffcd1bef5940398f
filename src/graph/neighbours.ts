// Whom to stay connected to, as a machine: dials until there are enough neighbours, with growing delays for ever; keeps the near
// ones and two at random; looks for parts of the graph that it cannot see. Spec: docs/protocols/discovery.md; design section 4.
import type { PeerId, Random } from '../base/index.js'
import { addressesOf, Candidates, hasAddress } from './candidates.js'
import type { Candidate, CandidateSource, PeerAddresses } from './candidates.js'
import {
  ALONE_AFTER_MS,
  DIALS_BURST,
  DIALS_PER_SECOND,
  EARLY_EXTRA_DIAL_MS,
  EARLY_EXTRA_DIALS,
  EXTRA_DIAL_MS,
  FEW_NEIGHBOURS,
  LARGER_ID_DELAY_MS,
  MAX_DIALS,
  MAX_NEIGHBOURS,
  MAX_STRANGER_DIALS,
  OWN_NEIGHBOURS,
  PROBES_A_ROUND,
  PRUNE_AFTER_MS,
  REDIAL_MAX_MS,
  REDIAL_MIN_MS,
  WANTED_NEIGHBOURS
} from './defaults.js'
import { isFar, KeptLinks } from './kept-links.js'
import type { GoodbyeReason, Referral } from './link-frame.js'

export type { CandidateSource } from './candidates.js'

export type NeighbourInput =
  /** `addresses` as `endpointText` spells them; without a peer exactly one. */
  | { type: 'found'; peer: PeerId | undefined; addresses: readonly string[]; source: CandidateSource; nowMs: number }
  /** Its presence ended. */
  | { type: 'absent'; peer: PeerId; nowMs: number }
  /**
   * `pending`: the other side is just connecting to us. `full`: it has no place. `peer`: who answered. `referrals`: whom it named.
   */
  | {
      type: 'dialled'
      key: string
      result: DialResult
      peer: PeerId | undefined
      referrals?: readonly Referral[]
      nowMs: number
    }
  /** `address`: where it can be dialled, if that is known. */
  | { type: 'link-up'; peer: PeerId; address: string | undefined; direction: 'inbound' | 'outbound'; nowMs: number }
  | { type: 'link-down'; peer: PeerId; by: LinkEnder; reason: GoodbyeReason | undefined; nowMs: number }
  /** Somebody dialled it there, for another reason, and nobody answered. */
  | { type: 'unreachable'; peer: PeerId; addresses: readonly string[]; nowMs: number }
  | { type: 'rtt'; peer: PeerId; rttMs: number; nowMs: number }
  /** The machine slept, or its addresses changed: what failed before says nothing. */
  | { type: 'hurry'; nowMs: number }
  | { type: 'tick'; nowMs: number }

export type LinkEnder = 'us' | 'them' | 'line'
export type DialResult = 'linked' | 'pending' | 'full' | 'failed'

export type NeighbourOutput =
  | {
      type: 'dial'
      /** Comes back in `dialled`. */
      key: string
      peer: PeerId | undefined
      addresses: readonly string[]
    }
  /** Say goodbye: there are enough, and others are kept. */
  | { type: 'prune'; peer: PeerId }
  /** Nobody could be reached for long: somebody has to name an address. Once, until a link is up. */
  | { type: 'alone' }

export interface NeighbourMachineInit {
  self: PeerId
  random: Random
  /** Monotonic, as in every input. */
  nowMs: number
  /** Until when a peer is left alone, whoever names it. @default nobody is */
  bannedUntilMs?(peer: PeerId): number
}

export class NeighbourMachine {
  readonly #self: PeerId
  readonly #random: Random
  readonly #bannedUntilMs: (peer: PeerId) => number
  readonly #candidates: Candidates
  readonly #linked = new KeptLinks()
  readonly #dialling = new Set<Candidate>()
  /** Dialled beyond what is wanted. */
  #extra: string | undefined
  #nextExtraMs: number
  #earlyExtras = EARLY_EXTRA_DIALS
  #pruneAtMs = Infinity
  /** Extra links that came up since some of them were pruned last. */
  #surplus = 0
  #aloneAtMs: number
  #handledAtMs: number
  #forgetAtMs: number
  /** Dials that may begin at once. */
  #tokens = DIALS_BURST
  #tokensAtMs: number

  constructor({ self, random, nowMs, bannedUntilMs = () => -Infinity }: NeighbourMachineInit) {
    this.#self = self
    this.#random = random
    this.#bannedUntilMs = bannedUntilMs
    this.#candidates = new Candidates((peer) => this.#linked.has(peer), random)
    this.#nextExtraMs = nowMs + this.#extraDelay()
    this.#aloneAtMs = nowMs + ALONE_AFTER_MS
    this.#handledAtMs = nowMs
    this.#forgetAtMs = nowMs
    this.#tokensAtMs = nowMs
  }

  /** `nowMs` must never go back. */
  handle(input: NeighbourInput): NeighbourOutput[] {
    const { nowMs } = input
    this.#handledAtMs = nowMs
    switch (input.type) {
      case 'found':
        this.#found(input.peer, input.addresses, input.source, nowMs)
        break
      case 'absent':
        for (const candidate of this.#candidates.ofPeer(input.peer)) candidate.isPresent = false
        break
      case 'dialled':
        this.#dialled(input)
        break
      case 'link-up':
        this.#linkUp(input.peer, input.address, input.direction === 'outbound', nowMs)
        break
      case 'link-down':
        this.#linkDown(input)
        break
      case 'unreachable':
        this.#candidates.unreachable(input.peer, input.addresses, nowMs)
        break
      case 'rtt':
        this.#measured(input.peer, input.rttMs)
        break
      case 'hurry':
        for (const candidate of this.#candidates.all()) {
          if (candidate.trusted) candidate.notBeforeMs = nowMs + this.#random.fraction() * REDIAL_MIN_MS
        }
        break
      case 'tick':
        if (nowMs < this.#forgetAtMs) break
        this.#forgetAtMs = nowMs + REDIAL_MAX_MS
        this.#candidates.forgetFailed(nowMs)
        break
    }
    return [...this.#due(nowMs), ...this.#extraDial(nowMs), ...this.#prune(nowMs), ...this.#alone(nowMs)]
  }

  /** Bounded, whatever strangers announce. */
  get candidates(): number {
    return this.#candidates.size
  }

  addressesOf(peer: PeerId): PeerAddresses {
    return this.#candidates.addressesOf(peer)
  }

  /** When a tick has something to do next; Infinity: never, as things stand. */
  get wakeAtMs(): number {
    let atMs = Math.min(this.#nextExtraMs, this.#pruneAtMs, this.#aloneAtMs)
    if (this.#places() <= 0) return atMs // Whoever is due waits for a dial to end.
    if (this.#tokens < 1)
      return Math.min(atMs, this.#tokensAtMs + Math.ceil(((1 - this.#tokens) * 1000) / DIALS_PER_SECOND) + 1)
    for (const candidate of this.#candidates.all()) {
      if (candidate.dialling || !this.#isWanted(candidate)) continue
      const dueMs = this.#dueMs(candidate)
      if (dueMs > this.#handledAtMs) atMs = Math.min(atMs, dueMs) // As above.
    }
    return atMs
  }

  /** A neighbour was the first to bring something of somebody else. */
  brought(peer: PeerId, nowMs: number): void {
    this.#linked.brought(peer, nowMs)
  }

  /**
   * Whether somebody that dialled us finds a place.
   * @param coming others, that were given one and are not linked yet
   * @returns `instead`: this one, that brings nothing, must be told to go
   */
  placeFor(peer: PeerId, coming: number, nowMs: number): { hasPlace: boolean; instead?: PeerId } {
    if (this.#linked.has(peer) || this.#linked.hasPlace(coming)) return { hasPlace: true }
    const rests = this.#candidates
      .ofPeer(peer)
      .some(({ restsUntilMs, sparedUntilMs }) => Math.max(restsUntilMs, sparedUntilMs) > nowMs)
    const instead = rests ? undefined : this.#linked.idle(nowMs)
    if (instead === undefined) return { hasPlace: false }
    this.#linked.goes(instead)
    return { hasPlace: true, instead }
  }

  #found(peer: PeerId | undefined, addresses: readonly string[], source: CandidateSource, nowMs: number): void {
    if (peer === this.#self) return
    this.#candidates.found(peer, addresses, source, nowMs + this.#courtesyMs(peer), nowMs)
  }

  #dialled({ key, result, peer, referrals, nowMs }: Extract<NeighbourInput, { type: 'dialled' }>): void {
    if (key === this.#extra) this.#extra = undefined
    for (const referral of referrals ?? []) this.#found(referral.peer, [referral.address], 'referral', nowMs)
    const candidate = this.#candidates.get(key)
    if (candidate === undefined) return
    candidate.dialling = false
    this.#dialling.delete(candidate)
    candidate.lastDialMs = nowMs
    candidate.peer ??= peer
    if (result === 'pending') {
      candidate.notBeforeMs = nowMs + REDIAL_MIN_MS
      return
    }
    if (result === 'linked' || result === 'full') {
      candidate.failures = 0
      candidate.failedSinceMs = undefined
      if (result === 'full') this.#candidates.rest(candidate, nowMs)
      return
    }
    this.#candidates.failed(candidate, nowMs)
  }

  #linkUp(peer: PeerId, address: string | undefined, isOutbound: boolean, nowMs: number): void {
    const candidate = this.#candidates.get(peer) ?? this.#candidates.create(peer, peer, true, nowMs, nowMs)
    this.#linked.up(peer, isOutbound, candidate?.rttMs, nowMs)
    this.#aloneAtMs = Infinity
    if (this.#extra !== undefined && this.#candidates.get(this.#extra)?.peer === peer) {
      this.#pruneAtMs = nowMs + PRUNE_AFTER_MS
      this.#surplus += 1
    }
    if (candidate === undefined) return
    candidate.trusted = true
    candidate.namedAtMs = nowMs
    candidate.failures = 0
    candidate.failedSinceMs = undefined
    if (address !== undefined) candidate.proven = address
  }

  #linkDown({ peer, by, reason, nowMs }: Extract<NeighbourInput, { type: 'link-down' }>): void {
    const sinceMs = this.#linked.down(peer) ?? nowMs
    if (this.#linked.size === 0) this.#aloneAtMs = nowMs + ALONE_AFTER_MS
    this.#candidates.linkEnded(peer, { by, reason }, nowMs - sinceMs, nowMs + this.#courtesyMs(peer), nowMs)
  }

  #measured(peer: PeerId, rttMs: number): void {
    const lowestMs = this.#linked.measured(peer, rttMs)
    for (const candidate of this.#candidates.ofPeer(peer)) candidate.rttMs = lowestMs
  }

  /** How many are to be dialled: there are to be enough in all, and enough that we chose. */
  get #lacking(): number {
    const { size, outbound } = this.#linked
    return Math.min(Math.max(WANTED_NEIGHBOURS - size, OWN_NEIGHBOURS - outbound), MAX_NEIGHBOURS - size)
  }

  /** Whether it is one to dial while some are lacking: where there are enough in all, nobody who was away, unless a person named it. */
  #isWanted(candidate: Candidate): boolean {
    const { isPresent, kept, failures } = candidate
    const isAny = this.#linked.size < WANTED_NEIGHBOURS
    return (isAny || isPresent || kept || failures === 0) && hasAddress(candidate) && !this.#isTaken(candidate)
  }

  #due(nowMs: number): NeighbourOutput[] {
    if (this.#lacking <= 0) return []
    this.#tokens = Math.min(DIALS_BURST, this.#tokens + ((nowMs - this.#tokensAtMs) * DIALS_PER_SECOND) / 1000)
    this.#tokensAtMs = nowMs
    let places = this.#places()
    if (places <= 0 || this.#tokens < 1) return []
    const dialling = [...this.#dialling]
    let strangers = MAX_STRANGER_DIALS - dialling.filter(({ trusted }) => !trusted).length
    const busy = new Set(dialling.map(({ peer }) => peer))
    const due = this.#inOrder(this.#mayBeDialled(nowMs).filter((candidate) => this.#isWanted(candidate)))
    const outputs: NeighbourOutput[] = []
    for (const candidate of due) {
      if (places <= 0 || this.#tokens < 1) break
      const { peer, trusted } = candidate
      if (peer !== undefined && busy.has(peer)) continue
      if (!trusted && strangers-- <= 0) continue
      places -= 1
      this.#tokens -= 1
      if (peer !== undefined) busy.add(peer)
      outputs.push(this.#dial(candidate, nowMs))
    }
    return outputs
  }

  /** Dials that may begin, as far as neighbours and other dials go. */
  #places(): number {
    return Math.min(this.#lacking, MAX_DIALS) - this.#dialling.size
  }

  #mayBeDialled(nowMs: number): Candidate[] {
    const found: Candidate[] = []
    for (const candidate of this.#candidates.all()) if (this.#mayDial(candidate, nowMs)) found.push(candidate)
    return found
  }

  #mayDial(candidate: Candidate, nowMs: number): boolean {
    const { dialling } = candidate
    return !dialling && this.#dueMs(candidate) <= nowMs && hasAddress(candidate) && !this.#isTaken(candidate)
  }

  #dueMs({ peer, notBeforeMs, restsUntilMs, sparedUntilMs }: Candidate): number {
    const bannedUntilMs = peer === undefined ? -Infinity : this.#bannedUntilMs(peer)
    const dueMs = Math.max(notBeforeMs, restsUntilMs, bannedUntilMs)
    return this.#linked.size < FEW_NEIGHBOURS ? dueMs : Math.max(dueMs, sparedUntilMs)
  }

  #isTaken({ peer }: Candidate): boolean {
    return peer !== undefined && (peer === this.#self || this.#linked.has(peer))
  }

  /**
   * Members first. While nobody is linked, who waited longest; then by chance, since all hear of the same peers in the same order:
   * of two names for one peer, the one that says who must answer.
   */
  #inOrder(due: Candidate[]): Candidate[] {
    const isAlone = this.#linked.size === 0
    const drawn = due.map((candidate) => ({ candidate, chance: this.#random.fraction() }))
    const order = (a: Candidate, b: Candidate): number =>
      Number(b.trusted) - Number(a.trusted) ||
      (isAlone ? a.notBeforeMs - b.notBeforeMs : Number(isFar(a)) - Number(isFar(b))) ||
      Number(b.key === b.peer) - Number(a.key === a.peer)
    return drawn
      .sort((a, b) => order(a.candidate, b.candidate) || a.chance - b.chance)
      .map(({ candidate }) => candidate)
  }

  /**
   * Beyond those wanted, now and then: somebody who is not present, since there may be a part of the graph that this one does not
   * see (all of a part together look for such a one once or twice a round); else anybody, which mixes the neighbours.
   */
  #extraDial(nowMs: number): NeighbourOutput[] {
    if (nowMs < this.#nextExtraMs) return []
    this.#nextExtraMs = nowMs + this.#extraDelay()
    const links = this.#linked.size
    if (links < WANTED_NEIGHBOURS || links >= MAX_NEIGHBOURS || this.#extra !== undefined) return []
    const present = [...this.#candidates.all()].filter(({ isPresent }) => isPresent).length + 1
    const isProbe = this.#random.fraction() * present < PROBES_A_ROUND
    const due = this.#mayBeDialled(nowMs)
    const absent = isProbe ? due.filter(({ isPresent }) => !isPresent) : []
    // Anybody can name strangers without number: every other look is for those that members vouch for.
    const isForTrusted = this.#random.fraction() < 0.5
    const first = absent.filter(({ trusted }) => trusted === isForTrusted)
    const others = due.filter(({ trusted, isPresent }) => trusted && isPresent)
    const chosen = this.#oneOf(first) ?? this.#oneOf(absent) ?? this.#oneOf(others) ?? this.#oneOf(due)
    if (chosen === undefined) return []
    this.#earlyExtras -= 1
    this.#extra = chosen.key
    return [this.#dial(chosen, nowMs)]
  }

  #oneOf(candidates: readonly Candidate[]): Candidate | undefined {
    return candidates[Math.floor(this.#random.fraction() * candidates.length)]
  }

  /** Some time after an extra link came up, when both have been measured: the worst of those that we dialled goes instead. */
  #prune(nowMs: number): NeighbourOutput[] {
    if (nowMs < this.#pruneAtMs) return []
    const { size, outbound } = this.#linked
    const count = Math.min(this.#surplus, size - WANTED_NEIGHBOURS, outbound - OWN_NEIGHBOURS)
    this.#pruneAtMs = Infinity
    this.#surplus = 0
    const worst = this.#linked.worstFirst(this.#random, nowMs)
    return worst.slice(0, Math.max(0, count)).map((peer) => ({ type: 'prune', peer }))
  }

  #dial(candidate: Candidate, nowMs: number): NeighbourOutput {
    candidate.dialling = true
    candidate.lastDialMs = nowMs
    this.#dialling.add(candidate)
    const { key, peer } = candidate
    // An address that was named without a peer is dialled without one: another machine may have it by now.
    return { type: 'dial', key, peer: key === peer ? peer : undefined, addresses: addressesOf(candidate) }
  }

  #alone(nowMs: number): NeighbourOutput[] {
    if (nowMs < this.#aloneAtMs) return []
    this.#aloneAtMs = Infinity
    return [{ type: 'alone' }]
  }

  #extraDelay(): number {
    return (this.#earlyExtras > 0 ? EARLY_EXTRA_DIAL_MS : EXTRA_DIAL_MS) * (0.5 + this.#random.fraction())
  }

  /** The smaller id dials first, so that two peers rarely dial each other at once. */
  #courtesyMs(peer: PeerId | undefined): number {
    return peer !== undefined && this.#self > peer ? LARGER_ID_DELAY_MS : 0
  }
}
