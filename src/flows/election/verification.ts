// Whose word counts in an election, and for how much (seed 001, Fig. 8, 306 and 308; Fig. 9, 322, 324 and 330). Signature, group and
// record are the envelope's: what comes here is authentic. Spec: docs/protocols/election.md.
import type { PeerId } from '../../base/index.js'
import { AuthorPace } from './author-pace.js'
import { capCriteria, compareCandidates, decidingLevel, type Candidate, type Criteria } from './criteria.js'
import {
  FAILED_MS,
  FRESH_MS,
  LIFE_SIGN_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_PACED_AUTHORS,
  MAX_REFUSALS_SHOWN,
  MISSED_MS,
  PACKET_TTL_MS,
  RE_ELECTION_MS,
  ROUND_TRIP_MS,
  TIME_OUT_MS
} from './defaults.js'
import type { ElectionOutput, ElectionView, Refusal, RefusalReason } from './election-events.js'
import type { ElectionId, ElectionPacket, ElectionResult } from './election-records.js'
import { HeardPackets } from './heard-packets.js'
import { ResultBook } from './result-book.js'
import { Wishes } from './wishes.js'

/** By when who was not heard is taken to be gone, and until when; monotonic. */
interface Missed {
  readonly fromMs: number
  readonly untilMs: number
  /** How often in a row, before. */
  readonly times: number
}

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
  /** Whose result is better than one that was elected: who lives says so. */
  readonly #missed = new Map<PeerId, Missed>() // Of authors of results: no more than those.
  /** When a member last began to stand. */
  readonly #stoodSince = new Map<PeerId, number>()
  /** Of which anybody spoke, with the time. */
  readonly #elections = new Map<ElectionId, number>()
  readonly #failedUntil = new Map<PeerId, number>()
  #ranked: ElectionResult[] | undefined

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
    this.nowMs = nowMs
    this.monotonicMs = monotonicMs
    this.#ranked = undefined
  }

  /** The result that counts: the first whose author is here. */
  get standing(): ElectionResult | undefined {
    return this.ranked().find(({ author }) => this.isHere(author))
  }

  /** All results that may count, in their order, whether their authors are here or not. */
  ranked(): readonly ElectionResult[] {
    this.#ranked ??= this.results.ranked((result) => this.#judgeResult(result) === undefined)
    return this.#ranked
  }

  /** @returns what is told where it does not count, or says nothing new; undefined: it counts, and is among the packets */
  takePacket(packet: ElectionPacket): ElectionOutput[] | undefined {
    const { author, electionId } = packet
    const why = this.#judgePacket(packet)
    const saidAtMs = packet.expiresAtMs - PACKET_TTL_MS
    if (why === undefined || why === 'over') this.wishes.heard(packet, saidAtMs, this.nowMs)
    if (why === undefined || why === 'over' || why === 'failed') this.lives(author)
    // It stood, if too late: not one that says that it won and never stood.
    if (why === 'over' && this.#stoodAgoMs(author) < 0) remember(this.#stoodSince, author, this.monotonicMs)
    if (why !== undefined) return this.refuse(author, 'packet', why)
    const isIdle = this.#begins(packet)
    this.noteElection(electionId)
    if (!this.packets.add(packet, this.monotonicMs)) return []
    if (isIdle && this.#pace.began(author, this.monotonicMs)) return this.#mute(author, 'packet')
    remember(this.#stoodSince, author, this.packets.sinceMs(author) ?? this.monotonicMs)
    return undefined
  }

  /** This node begins to stand. */
  stands(electionId: ElectionId): void {
    this.noteElection(electionId)
    remember(this.#stoodSince, this.#self, this.monotonicMs)
  }

  /** It spoke just now. */
  lives(author: PeerId): void {
    remember(this.#lifeSigns, author, this.monotonicMs)
    this.#missed.delete(author)
  }

  /** It begins an election that nobody needs: whoever won the last one is here, and better. */
  #begins(packet: ElectionPacket): boolean {
    const { standing } = this
    return !this.#elections.has(packet.electionId) && standing !== undefined && this.beats(standing, packet)
  }

  /** Somebody spoke of that election, or we do. */
  noteElection(electionId: ElectionId): void {
    remember(this.#elections, electionId, this.monotonicMs)
  }

  #judgePacket(packet: ElectionPacket): RefusalReason | undefined {
    const { author, electionId, expiresAtMs } = packet
    const saidAtMs = expiresAtMs - PACKET_TTL_MS
    if (!this.#view.mayProvide(author)) return 'right'
    if (expiresAtMs <= this.nowMs || saidAtMs > this.nowMs + MAX_CLOCK_AHEAD_MS) return 'time'
    // Of an election long over that this node did not hear, by somebody who is not here any more.
    if (saidAtMs < this.nowMs - FRESH_MS && !this.#view.isPresent(author)) return 'time'
    if (this.isMuted(author)) return 'muted'
    if (this.monotonicMs < (this.#failedUntil.get(author) ?? -Infinity)) return 'failed'
    const { standing } = this
    const isBefore =
      standing !== undefined && saidAtMs <= Math.min(standing.electedAtMs, this.results.heardAtMs(standing.author))
    const result = this.#resultOf(electionId) ?? (isBefore ? standing : undefined)
    if (result === undefined || result.author === author) return result === undefined ? undefined : 'over'
    return this.isFresh(result) && this.beats(packet, result) ? undefined : 'over'
  }

  /** A packet that comes after the result of its election, and wins: that result should not have been. */
  refuteBy(packet: ElectionPacket): ElectionOutput[] {
    const outputs: ElectionOutput[] = []
    for (const result of this.ranked()) {
      if (result.electionId !== packet.electionId || !this.beats(packet, result)) continue
      outputs.push(...this.refute(result))
    }
    return outputs
  }

  /** Its author's last word, in place of what it said before: kept in any case, and judged whenever results are ranked. */
  keep(result: ElectionResult): void {
    this.noteElection(result.electionId)
    this.results.keep(result, this.nowMs, (one) => this.#judgeResult(one) === undefined)
    this.#ranked = undefined
  }

  forget(author: PeerId): void {
    this.results.forget(author)
    this.#missed.delete(author)
    this.#ranked = undefined
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
    let nextMs = Infinity
    for (const { electedAtMs, untilMs } of this.results.all()) {
      for (const atMs of [untilMs, electedAtMs - MAX_CLOCK_AHEAD_MS])
        if (atMs > this.nowMs && atMs < nextMs) nextMs = atMs
    }
    return nextMs
  }

  /** When somebody is here no more, or again, without an input, monotonic: the next such moment. */
  nextHereMs(): number {
    let nextMs = Infinity
    const { standing } = this
    const times = [...this.#missed.values()].flatMap(({ fromMs, untilMs }) => [fromMs, untilMs])
    if (standing !== undefined) times.push(this.#lifeSignUntilMs(standing.author))
    for (const atMs of times) if (atMs > this.monotonicMs && atMs < nextMs) nextMs = atMs
    return nextMs
  }

  /** It does not win by its own values in the election that runs, which goes on without it. */
  refute(result: ElectionResult): ElectionOutput[] {
    this.results.refute(result.author)
    this.#ranked = undefined
    return this.loses(result)
  }

  /**
   * Held against its author only where that did not stand and wait first: who did has not heard a better one, as happens where much is
   * lost.
   */
  loses({ author }: ElectionResult): ElectionOutput[] {
    if (this.isMuted(author)) return this.refuse(author, 'result', 'muted')
    const hasStood = this.#stoodAgoMs(author) >= TIME_OUT_MS - ROUND_TRIP_MS
    return [...this.refuse(author, 'result', 'beaten'), ...(hasStood ? [] : this.#failed(author))]
  }

  /** It claims more than its author's packet of the election that runs: whatever else, its author is held to what it said. */
  claimsMore({ author, criteria }: ElectionResult): ElectionOutput[] {
    const said = this.packets.of(author)?.criteria
    const isMore = said !== undefined && (decidingLevel(criteria, said)?.difference ?? 0) > 0
    return isMore ? [...this.refuse(author, 'result', 'beaten'), ...this.#failed(author)] : []
  }

  /**
   * Somebody was elected although there are better results of members who are present: these were not heard. Who lives speaks, in that
   * election or at its result; who does not is taken to be gone, long before its presence ends.
   */
  ask(elected: ElectionResult): void {
    const { author } = elected
    const isOwn = author === this.#self
    if (!isOwn && (!this.isFresh(elected) || this.#pace.isSuspect(author, this.monotonicMs))) return
    const stoodAgoMs = this.#stoodAgoMs(author)
    const sinceMs = this.monotonicMs - Math.max(0, stoodAgoMs)
    for (const result of this.#above(elected)) {
      const { author: better } = result
      const spokeMs = this.#lifeSigns.get(better) ?? -Infinity
      const before = this.#missed.get(better)
      const isAsked = before !== undefined && this.monotonicMs < before.untilMs
      if (better === this.#self || spokeMs >= sinceMs - ROUND_TRIP_MS || isAsked) continue
      const fromMs = isOwn ? this.monotonicMs : Math.max(this.monotonicMs, sinceMs + TIME_OUT_MS)
      const times = before === undefined ? 0 : before.times + 1
      this.#missed.set(better, { fromMs, untilMs: fromMs + Math.min(RE_ELECTION_MS, MISSED_MS * 2 ** times), times })
    }
  }

  /** Where a better one provides, here as far as this node knows: held against its author, unless only this node's evidence speaks against it. */
  place(elected: ElectionResult): ElectionOutput[] {
    if (this.#above(elected).some(({ author }) => this.isHere(author))) return this.loses(elected)
    const { standing } = this
    const isDoubted = standing !== undefined && standing !== elected && this.beats(elected, standing)
    return isDoubted && this.isHere(elected.author) ? this.refuse(elected.author, 'result', 'beaten') : []
  }

  #above(elected: ElectionResult): ElectionResult[] {
    return this.ranked().filter((result) => {
      return result.electedAtMs < elected.electedAtMs && this.beats(result, elected)
    })
  }

  /** How long its packet has been known, ms, where that was in an election of now; -1: not. */
  #stoodAgoMs(author: PeerId): number {
    const agoMs = this.monotonicMs - (this.#stoodSince.get(author) ?? -Infinity)
    return agoMs <= FRESH_MS ? agoMs : -1
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
    return this.#view.isPresent(peer) && !this.#isMissed(peer)
  }

  #isMissed(peer: PeerId): boolean {
    const missed = this.#missed.get(peer)
    return missed !== undefined && this.monotonicMs >= missed.fromMs && this.monotonicMs < missed.untilMs
  }

  #lifeSignUntilMs(peer: PeerId): number {
    return (this.#lifeSigns.get(peer) ?? -Infinity) + LIFE_SIGN_MS
  }

  isMuted(author: PeerId): boolean {
    return this.#pace.isMuted(author, this.monotonicMs)
  }

  /** Elected so lately that we might have taken part, and have not heard of it. */
  isFresh({ electedAtMs }: ElectionResult): boolean {
    return electedAtMs > this.nowMs - FRESH_MS
  }

  /** By what both claim: all agree, whatever each of them measured. */
  beats(a: Candidate, b: Candidate): boolean {
    return compareCandidates({ ...a, criteria: claimOf(a) }, { ...b, criteria: claimOf(b) }) < 0
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
  map.delete(name)
  map.set(name, atMs)
  for (const [oldest] of map) {
    if (map.size <= MAX_PACED_AUTHORS) break
    map.delete(oldest)
  }
}
