// Whose word counts in an election, and for how much (seed 001, Fig. 8, 306 and 308; Fig. 9, 322, 324 and 330). Signature, group and
// record are the envelope's: what comes here is authentic. Spec: docs/protocols/election.md.
import { setNewest, type PeerId } from '../../base/index.js'
import { AuthorPace } from './author-pace.js'
import { capCriteria, compareCandidates, decidingLevel, type Candidate, type Criteria } from './criteria.js'
import {
  FAILED_MS,
  FRESH_MS,
  LIFE_SIGN_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_PACED_AUTHORS,
  MAX_REFUSALS_SHOWN,
  PACKET_TTL_MS,
  ROUND_TRIP_MS,
  TAKEN_BACK_MS,
  TIME_OUT_MS
} from './defaults.js'
import type { ElectionOutput, ElectionView, Refusal, RefusalReason } from './election-events.js'
import type { ElectionId, ElectionPacket, ElectionResult } from './election-records.js'
import { HeardPackets } from './heard-packets.js'
import { ResultBook } from './result-book.js'
import { Wishes } from './wishes.js'

export class Verification {
  readonly packets: HeardPackets
  readonly results: ResultBook
  readonly wishes: Wishes
  readonly refusals: Refusal[] = []
  /** Peer time of the input that is handled now. */
  nowMs: number
  /** The same in monotonic time: by it goes all that is no date in a record. */
  monotonicMs = -Infinity
  readonly #self: PeerId
  readonly #view: ElectionView
  readonly #pace = new AuthorPace()
  /** When a packet was last heard of whom: it lives, whatever presence says. */
  readonly #lifeSigns = new Map<PeerId, number>()
  /** When its last packet was said, peer time. */
  readonly #said = new Map<PeerId, number>()
  /** When it last spoke, gone since or not. */
  readonly #spoke = new Map<PeerId, number>()
  /** Whose result is better than one that was elected, with from when they are taken to be gone: who lives says so. */
  readonly #missed = new Map<PeerId, number>() // Of authors of results: no more than those.
  /** When a member last began to stand: one result of it may lose, where much is lost. */
  readonly #stoodSince = new Map<PeerId, number>()
  readonly #failedUntil = new Map<PeerId, number>()
  #ranked: ElectionResult[] | undefined
  /** So long {@link ranked} stays, peer time. */
  #judgedUntilMs = Infinity

  constructor({ self, view, nowMs }: { self: PeerId; view: ElectionView; nowMs: number }) {
    this.#self = self
    this.#view = view
    this.nowMs = nowMs
    const measured = (peer: PeerId): number | undefined => (peer === self ? undefined : view.measuredBandwidth(peer))
    this.packets = new HeardPackets(measured)
    this.results = new ResultBook(measured)
    this.wishes = new Wishes(view)
  }

  begin(nowMs: number, monotonicMs: number): void {
    // Which results count changes with them, with what this node sees, and at times that stand in them.
    if (nowMs < this.nowMs || nowMs >= this.#judgedUntilMs) this.#ranked = undefined
    this.nowMs = nowMs
    this.monotonicMs = monotonicMs
  }

  /** Rights or measurements are others than before. */
  viewChanged(): void {
    this.#ranked = undefined
    this.packets.dropUnless((author) => this.#view.mayProvide(author))
  }

  /** The result that counts: the first whose author is here. */
  get standing(): ElectionResult | undefined {
    return this.ranked().find(({ author }) => this.isHere(author))
  }

  /** All results that may count, in their order, whether their authors are here or not. */
  ranked(): readonly ElectionResult[] {
    if (this.#ranked === undefined) {
      this.#ranked = this.results.ranked((result) => this.#judgeResult(result) === undefined)
      this.#judgedUntilMs = this.#nextJudgedMs()
    }
    return this.#ranked
  }

  /**
   * @param isIdle no election runs: it begins one
   * @returns what is told where it does not count, or says nothing new; undefined: it counts, and is among the packets
   */
  takePacket(packet: ElectionPacket, isIdle: boolean): ElectionOutput[] | undefined {
    const { author } = packet
    const { standing } = this
    const why = this.#judgePacket(packet)
    const saidAtMs = packet.expiresAtMs - PACKET_TTL_MS
    if (why === undefined || why === 'over') this.wishes.heard(packet, saidAtMs, this.nowMs)
    if (why === undefined || why === 'over' || why === 'failed') {
      this.lives(author)
      remember(this.#said, author, saidAtMs)
    }
    if (why === 'over' && this.#hasWon(packet)) return []
    if (why !== undefined) return this.refuse(author, 'packet', why)
    const begins = isIdle || this.packets.of(author) !== undefined
    if (!this.packets.add(packet, this.monotonicMs)) return []
    // One that nobody needs: whoever won the last one is here, and better.
    const isNeedless = begins && standing !== undefined && this.beats(standing, packet)
    if (isNeedless && this.#pace.began(author, this.monotonicMs)) return this.#mute(author, 'packet')
    remember(this.#stoodSince, author, this.packets.sinceMs(author) ?? this.monotonicMs)
    return undefined
  }

  /** Its author's own result ended that election: it says that it lives. */
  #hasWon({ author, electionId }: ElectionPacket): boolean {
    return this.results.of(author)?.electionId === electionId
  }

  /** It spoke just now. */
  lives(author: PeerId): void {
    for (const signs of [this.#lifeSigns, this.#spoke]) remember(signs, author, this.monotonicMs)
    this.#missed.delete(author)
  }

  #judgePacket(packet: ElectionPacket): RefusalReason | undefined {
    const { author, electionId, expiresAtMs } = packet
    const saidAtMs = expiresAtMs - PACKET_TTL_MS
    if (!this.#view.mayProvide(author)) return 'right'
    if (expiresAtMs <= this.nowMs || saidAtMs > this.nowMs + MAX_CLOCK_AHEAD_MS) return 'time'
    // Of an election long over that this node did not hear, by somebody who is not here any more.
    if (saidAtMs < this.nowMs - FRESH_MS && !this.#view.isPresent(author)) return 'time'
    if (this.isMuted(author)) return 'muted'
    if (this.#hasFailed(author)) return 'failed'
    if (this.#hasWon(packet)) return 'over'
    const { standing } = this
    const isBefore =
      standing !== undefined && saidAtMs <= Math.min(standing.electedAtMs, this.results.heardAtMs(standing.author))
    const result = this.#resultOf(electionId) ?? (isBefore ? standing : undefined)
    if (result === undefined) return undefined
    return result.author !== author && this.isFresh(result) && this.beats(packet, result) ? undefined : 'over'
  }

  /** Its author's last word, in place of what it said before: kept in any case, and judged whenever results are ranked. */
  keep(result: ElectionResult): void {
    this.results.keep(result, this.nowMs, (one) => this.#judgeResult(one) === undefined)
    this.#ranked = undefined
  }

  /** It says nothing more. */
  forget(author: PeerId): ElectionOutput[] {
    const outputs = author === this.#self ? [] : this.takesBack(author)
    this.results.forget(author)
    this.#missed.delete(author)
    this.#ranked = undefined
    return outputs
  }

  /** It won just now, and says that it did not, or by less: as one that stood and told no result. @param next what it says now; undefined: nothing */
  takesBack(author: PeerId, next?: ElectionResult): ElectionOutput[] {
    const before = this.results.of(author)
    const isNew = before !== undefined && this.results.heardAtMs(author) > this.nowMs - TAKEN_BACK_MS
    return isNew && (next === undefined || this.beats(before, next)) ? this.noResultOf(author) : []
  }

  /** Why it does not count now; undefined: it does, by the order of results. */
  judgeNow(result: ElectionResult): ElectionOutput[] | undefined {
    const why = this.#judgeResult(result)
    return why === undefined ? undefined : this.refuse(result.author, 'result', why)
  }

  #judgeResult({ author, electedAtMs, untilMs }: ElectionResult): RefusalReason | undefined {
    if (!this.#view.mayProvide(author)) return 'right'
    return untilMs <= this.nowMs || electedAtMs > this.nowMs + MAX_CLOCK_AHEAD_MS ? 'time' : undefined
  }

  /** When a result begins to count or ends to, peer time: the next such moment. */
  nextJudgedMs(): number {
    this.ranked()
    return this.#judgedUntilMs
  }

  #nextJudgedMs(): number {
    let nextMs = Infinity
    for (const { electedAtMs, untilMs } of this.results.all()) {
      if (untilMs > this.nowMs && untilMs < nextMs) nextMs = untilMs
      const countsAtMs = electedAtMs - MAX_CLOCK_AHEAD_MS
      if (countsAtMs > this.nowMs && countsAtMs < nextMs) nextMs = countsAtMs
    }
    return nextMs
  }

  /** When somebody is here no more, or again, without an input, monotonic: the next such moment. */
  nextHereMs(): number {
    let nextMs = Infinity
    const { standing } = this
    const times = [...this.#missed.values()]
    if (standing !== undefined) times.push(this.#lifeSignUntilMs(standing.author))
    for (const atMs of times) if (atMs > this.monotonicMs && atMs < nextMs) nextMs = atMs
    return nextMs
  }

  /** Why the election that runs goes on without it; undefined: it does not. @param own where we stand or wait to */
  refutes(result: ElectionResult, own: Candidate | undefined): ElectionOutput[] | undefined {
    const rivals = [this.packets.best(result.author), own]
    const isBeaten = rivals.some((rival) => rival !== undefined && this.beats(rival, result))
    return isBeaten || this.breaksWord(result) ? this.refute(result) : undefined
  }

  /** It does not win by its own values in the election that runs, or claims others than its author's packet: that goes on without it. */
  refute(result: ElectionResult): ElectionOutput[] {
    const { author } = result
    this.results.refute(author)
    this.#ranked = undefined
    return this.breaksWord(result)
      ? [...this.refuse(author, 'result', 'beaten'), ...this.#failed(author)]
      : this.loses(result)
  }

  /** Held against its author, unless that stood and waited first: who did has not heard a better one, as happens where much is lost. */
  loses({ author }: ElectionResult): ElectionOutput[] {
    if (this.isMuted(author)) return this.refuse(author, 'result', 'muted')
    const stoodAgoMs = this.monotonicMs - (this.#stoodSince.get(author) ?? -Infinity)
    const isExcused = stoodAgoMs <= FRESH_MS && stoodAgoMs >= TIME_OUT_MS - ROUND_TRIP_MS
    this.#stoodSince.delete(author)
    return [...this.refuse(author, 'result', 'beaten'), ...(isExcused ? [] : this.#failed(author))]
  }

  /** It claims something else than its author's packet of the election that runs. */
  breaksWord({ author, criteria }: ElectionResult): boolean {
    const said = this.packets.of(author)
    return said !== undefined && decidingLevel(criteria, said.criteria) !== undefined
  }

  /**
   * Somebody was elected since the better one who provides last spoke: who lives says so, by a packet. Who does not is taken to be gone, long before
   * its presence ends.
   */
  ask(elected: ElectionResult): void {
    const { standing } = this
    if (standing === undefined || standing.author === this.#self || !this.isFresh(elected)) return
    // By a round of synchronising the answer may come before what it answers.
    const saidMs = Math.max(standing.electedAtMs, this.#said.get(standing.author) ?? -Infinity)
    if (saidMs >= elected.electedAtMs || !this.beats(standing, elected)) return
    const spokeMs = this.#lifeSigns.get(standing.author) ?? -Infinity
    const fromMs = Math.max(this.monotonicMs, spokeMs + LIFE_SIGN_MS) + ROUND_TRIP_MS
    if (!this.#missed.has(standing.author)) this.#missed.set(standing.author, fromMs)
  }

  /** Where a better one provides, here as far as this node knows: held against its author, unless only this node's evidence speaks against it. */
  place(elected: ElectionResult): ElectionOutput[] {
    const { standing } = this
    if (standing === undefined || standing === elected || !this.isHere(elected.author)) return []
    return this.beats(standing, elected) ? this.loses(elected) : this.refuse(elected.author, 'result', 'beaten')
  }

  /** An election is over. */
  conclude(): void {
    this.packets.clear()
    this.results.restore()
    this.#ranked = undefined
  }

  /** It would have won, and told no result: for a while others are to. */
  noResultOf(author: PeerId): ElectionOutput[] {
    remember(this.#failedUntil, author, this.monotonicMs + FAILED_MS)
    return [...this.refuse(author, 'packet', 'failed'), ...this.#failed(author)]
  }

  /** Presence says anew what it is, or that it is gone. */
  presence(peer: PeerId, present: boolean): void {
    this.#missed.delete(peer)
    if (present) return
    this.#lifeSigns.delete(peer)
    this.packets.drop(peer)
  }

  /** Present, unless it was missed since; or heard so lately that it must live. */
  isHere(peer: PeerId): boolean {
    if (peer === this.#self || this.monotonicMs < this.#lifeSignUntilMs(peer)) return true
    return this.#view.isPresent(peer) && !this.misses(peer)
  }

  /** It was asked for, and has not spoken since; a presence that it tells anew ends that, too. */
  misses(peer: PeerId): boolean {
    return this.monotonicMs >= (this.#missed.get(peer) ?? Infinity)
  }

  /** The author of one result spoke after the other was told: that was no answer to its absence. */
  spokeAfter(one: ElectionResult, other: ElectionResult): boolean {
    const spokeAgoMs = this.monotonicMs - (this.#spoke.get(one.author) ?? -Infinity)
    const toldAgoMs = this.nowMs - this.results.heardAtMs(other.author)
    return other.electedAtMs < one.electedAtMs || spokeAgoMs <= toldAgoMs
  }

  #lifeSignUntilMs(peer: PeerId): number {
    return (this.#lifeSigns.get(peer) ?? -Infinity) + LIFE_SIGN_MS
  }

  isMuted(author: PeerId): boolean {
    return this.#pace.isMuted(author, this.monotonicMs)
  }

  /** Nobody who is here and was elected is heard: whoever that is may be gone the next moment. */
  get isSilenced(): boolean {
    const here = this.ranked().filter(({ author }) => this.isHere(author))
    return here.every(({ author }) => this.isMuted(author) || this.#hasFailed(author))
  }

  #hasFailed(author: PeerId): boolean {
    return this.monotonicMs < (this.#failedUntil.get(author) ?? -Infinity)
  }

  /** Elected so lately that we might have taken part, and have not heard of it. */
  isFresh({ electedAtMs }: ElectionResult): boolean {
    return electedAtMs > this.nowMs - FRESH_MS
  }

  /** By what both claim: all agree, whatever each of them measured. */
  beats(a: Candidate, b: Candidate): boolean {
    const one = { author: a.author, criteria: claimOf(a) }
    return compareCandidates(one, { author: b.author, criteria: claimOf(b) }) < 0
  }

  /** What it claims, as far as this node's own evidence does not speak against it. */
  capped({ author, criteria }: Candidate): Criteria {
    return author === this.#self ? criteria : capCriteria(criteria, this.#view.measuredBandwidth(author))
  }

  refuse(author: PeerId, what: Refusal['what'], why: RefusalReason): ElectionOutput[] {
    const refusal = { atMs: this.nowMs, author, what, why }
    this.refusals.push(refusal)
    if (this.refusals.length > MAX_REFUSALS_SHOWN) this.refusals.shift()
    return [{ type: 'refused', refusal }]
  }

  #resultOf(electionId: ElectionId): ElectionResult | undefined {
    return this.ranked().find((result) => result.electionId === electionId)
  }

  #failed(author: PeerId): ElectionOutput[] {
    const isTooMuch = author !== this.#self && this.#pace.failed(author, this.monotonicMs)
    return isTooMuch ? this.#mute(author, 'result') : []
  }

  /** Its packets do not count. Its result does, like any: or some would name another provider than others. */
  #mute(author: PeerId, what: Refusal['what']): ElectionOutput[] {
    this.packets.drop(author)
    return this.refuse(author, what, 'muted')
  }
}

/** As far as machines go. */
export function claimOf({ criteria }: Candidate): Criteria {
  return capCriteria(criteria, undefined)
}

/** Bounded: what was heard least lately goes first. */
export function remember(map: Map<string, number>, name: string, atMs: number): void {
  setNewest(map, name, atMs, MAX_PACED_AUTHORS)
}
