// Whose word counts in an election, and for how much (seed 001, Fig. 8, 306 and 308; Fig. 9, 322, 324 and 330). Signature, group and
// record are the envelope's: what comes here is authentic. Spec: docs/protocols/election.md.
import type { PeerId } from '../../base/index.js'
import { AuthorPace } from './author-pace.js'
import { capCriteria, compareCandidates, type Candidate, type Criteria } from './criteria.js'
import {
  FAILED_MS,
  FRESH_MS,
  LIFE_SIGN_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_PACED_AUTHORS,
  MAX_REFUSALS_SHOWN,
  PACKET_TTL_MS,
  ROUND_TRIP_MS,
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
  /** A result that does not count here is later than the one that does: at nodes that know less it counts. */
  isContested = false
  readonly #self: PeerId
  readonly #view: ElectionView
  readonly #pace = new AuthorPace()
  /** When a packet was last heard of whom: it lives, whatever presence says. */
  readonly #lifeSigns = new Map<PeerId, number>()
  /** When a member last began to stand. */
  readonly #stoodSince = new Map<PeerId, number>()
  /** Since when a member is here; who is not in it, for as long as this node. */
  readonly #hereSince = new Map<PeerId, number>()
  readonly #startedAtMs: number
  /** Of which anybody spoke, with the time. */
  readonly #elections = new Map<ElectionId, number>()
  readonly #failedUntil = new Map<PeerId, number>()

  constructor({ self, view, nowMs }: { self: PeerId; view: ElectionView; nowMs: number }) {
    this.#self = self
    this.#view = view
    this.nowMs = nowMs
    this.#startedAtMs = nowMs
    this.packets = new HeardPackets((peer) => view.measuredBandwidth(peer))
    this.results = new ResultBook((peer) => view.measuredBandwidth(peer))
    this.wishes = new Wishes(view)
  }

  /** The result that counts. */
  get standing(): ElectionResult | undefined {
    return this.ranked()[0]
  }

  /** All results that may count, the one that does first. */
  ranked(): ElectionResult[] {
    return this.results.ranked((result) => this.#judgeResult(result) === undefined)
  }

  /** @returns what is told where it does not count, or says nothing new; undefined: it counts, and is among the packets */
  takePacket(packet: ElectionPacket): ElectionOutput[] | undefined {
    const { author, electionId } = packet
    const why = this.#judgePacket(packet)
    const saidAtMs = packet.expiresAtMs - PACKET_TTL_MS
    if (why === undefined || why === 'over') this.wishes.heard(packet, saidAtMs, this.nowMs)
    // It stood, if too late: not one that says that it won and never stood.
    if (why === 'over' && !this.isFreshlyStood(author)) remember(this.#stoodSince, author, this.nowMs)
    if (why !== undefined) return this.refuse(author, 'packet', why)
    const isIdle = this.#begins(packet)
    this.noteElection(electionId)
    if (!this.packets.add(packet, this.nowMs)) return []
    if (isIdle && this.#pace.began(author, this.nowMs)) return this.#mute(author, 'packet')
    remember(this.#lifeSigns, author, this.nowMs)
    remember(this.#stoodSince, author, this.packets.sinceMs(author) ?? this.nowMs)
    return undefined
  }

  /** It begins an election that nobody needs: whoever won the last one is here, and better. */
  #begins(packet: ElectionPacket): boolean {
    const { standing } = this
    if (this.#elections.has(packet.electionId) || standing === undefined) return false
    return this.isHere(standing.author) && this.beats(standing, packet)
  }

  /** Somebody spoke of that election, or we do. */
  noteElection(electionId: ElectionId): void {
    remember(this.#elections, electionId, this.nowMs)
  }

  #judgePacket(packet: ElectionPacket): RefusalReason | undefined {
    const { author, electionId, expiresAtMs } = packet
    const saidAtMs = expiresAtMs - PACKET_TTL_MS
    if (!this.#view.mayProvide(author)) return 'right'
    if (expiresAtMs <= this.nowMs || saidAtMs > this.nowMs + MAX_CLOCK_AHEAD_MS) return 'time'
    // Of an election long over that this node did not hear, by somebody who is not here any more.
    if (saidAtMs < this.nowMs - FRESH_MS && !this.#view.isPresent(author)) return 'time'
    if (this.#pace.isMuted(author, this.nowMs)) return 'muted'
    if (this.nowMs < (this.#failedUntil.get(author) ?? 0)) return 'failed'
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
      outputs.push(...this.keepRefuted(result))
    }
    return outputs
  }

  /** @returns what is told where it does not count, or says nothing new; undefined: it may be kept */
  checkResult(result: ElectionResult): ElectionOutput[] | undefined {
    const known = this.results.of(result.author)
    this.noteElection(result.electionId)
    const isOlder = known !== undefined && known.electedAtMs >= result.electedAtMs
    if (isOlder && (result.author === this.#self || isSame(known, result))) return []
    // What its record says now is its author's word, and what it said before is not: who comes up later knows only this.
    if (isOlder) this.results.forget(result.author)
    const why = this.#judgeResult(result)
    if (why !== 'muted') this.wishes.heard(result, result.electedAtMs, this.nowMs)
    if (why === undefined) return undefined
    if (why === 'muted') this.#contest(result)
    // By another certificate, or later, it may count: all who have it are to agree then.
    else this.results.keep(result, this.nowMs)
    return this.refuse(result.author, 'result', why)
  }

  #judgeResult({ author, electedAtMs, untilMs }: ElectionResult): RefusalReason | undefined {
    if (!this.#view.mayProvide(author)) return 'right'
    if (untilMs <= this.nowMs || electedAtMs > this.nowMs + MAX_CLOCK_AHEAD_MS) return 'time'
    return this.#pace.isMuted(author, this.nowMs) ? 'muted' : undefined
  }

  /**
   * It does not win by its own values: kept, so that it is known, and does not count. Held against its author only where that did not stand
   * and wait first: who did has not heard a better one, as happens where much is lost.
   */
  keepRefuted(result: ElectionResult): ElectionOutput[] {
    const { author } = result
    const { standing } = this
    this.isContested ||= standing?.author === this.#self && this.results.wouldLead(result, this.ranked())
    this.results.keep(result, this.nowMs, true)
    const hasStood = this.#stoodMs(author) !== undefined
    return [...this.refuse(author, 'result', 'beaten'), ...(hasStood ? [] : this.#failed(author))]
  }

  /** It claims other values than its author stood with in this election. */
  isForged({ author, criteria }: ElectionResult): boolean {
    const stood = this.packets.of(author)
    return stood !== undefined && compareCandidates({ author, criteria }, { author, criteria: stood.criteria }) !== 0
  }

  /** Such a result does not count; whoever wins says so in an election of its own. */
  keepForged(result: ElectionResult): ElectionOutput[] {
    const refused = this.keepRefuted(result)
    this.results.forge(result.author)
    return refused
  }

  /**
   * It takes the office from a provider that is here, and better: whatever time it says. Its author must have stood, and the provider been
   * silent; or it was elected while its author was away, where nobody knew of the provider. The provider itself lets none pass.
   */
  isUsurped(result: ElectionResult): boolean {
    const { standing } = this
    const { author, electedAtMs } = result
    if (standing === undefined || standing.author === author || !this.isHere(standing.author)) return false
    if (!this.results.wouldLead(result, this.ranked()) || !this.beats(standing, result)) return false
    if (standing.author === this.#self) return true
    const stoodMs = this.#stoodMs(author)
    if (stoodMs !== undefined) return (this.#lifeSigns.get(standing.author) ?? -Infinity) >= stoodMs
    return (this.#hereSince.get(author) ?? this.#startedAtMs) < electedAtMs - TIME_OUT_MS
  }

  /** When it began to stand, where that was so lately, and so long ago, that it may have won. */
  #stoodMs(author: PeerId): number | undefined {
    const sinceMs = this.#stoodSince.get(author)
    const mayHaveWon = sinceMs !== undefined && isWithin(this.nowMs - sinceMs, TIME_OUT_MS - ROUND_TRIP_MS, FRESH_MS)
    return mayHaveWon ? sinceMs : undefined
  }

  isFreshlyStood(author: PeerId): boolean {
    return this.nowMs - (this.#stoodSince.get(author) ?? -Infinity) <= FRESH_MS
  }

  /** An election is over. */
  conclude(): void {
    this.packets.clear()
    this.results.restore()
  }

  /** It would have won, and told no result: for a while others are to. */
  noResultOf(author: PeerId): ElectionOutput[] {
    remember(this.#failedUntil, author, this.nowMs + FAILED_MS)
    return [...this.refuse(author, 'packet', 'failed'), ...this.#failed(author)]
  }

  came(peer: PeerId): void {
    remember(this.#hereSince, peer, this.nowMs)
  }

  gone(peer: PeerId): void {
    this.#lifeSigns.delete(peer)
    this.packets.drop(peer)
  }

  /** Present, or heard so lately that it must live. */
  isHere(peer: PeerId): boolean {
    return peer === this.#self || this.#view.isPresent(peer) || this.nowMs < this.lifeSignUntilMs(peer)
  }

  lifeSignUntilMs(peer: PeerId): number {
    return (this.#lifeSigns.get(peer) ?? -LIFE_SIGN_MS) + LIFE_SIGN_MS
  }

  /** Elected so lately that we might have taken part, and have not heard of it. */
  isFresh({ electedAtMs }: ElectionResult): boolean {
    return electedAtMs > this.nowMs - FRESH_MS
  }

  beats(a: Candidate, b: Candidate): boolean {
    return compareCandidates({ ...a, criteria: this.capped(a) }, { ...b, criteria: this.capped(b) }) < 0
  }

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
    const isTooMuch = author !== this.#self && this.#pace.failed(author, this.nowMs)
    return isTooMuch ? this.#mute(author, 'result') : []
  }

  /** Its result goes, so that it does not count again when the time is over: then it must win anew. */
  #mute(author: PeerId, what: Refusal['what']): ElectionOutput[] {
    const result = this.results.of(author)
    this.results.forget(author)
    this.packets.drop(author)
    if (result !== undefined) this.#contest(result)
    return this.refuse(author, what, 'muted')
  }

  #contest(result: ElectionResult): void {
    this.results.saw(result)
    const { standing } = this
    this.isContested ||= standing?.author === this.#self && standing.electedAtMs <= result.electedAtMs
  }
}

function isSame(a: ElectionResult, b: ElectionResult): boolean {
  const { electionId, electedAtMs, untilMs, backup } = b
  const isSameElection = a.electionId === electionId && a.electedAtMs === electedAtMs && a.untilMs === untilMs
  return isSameElection && a.backup === backup && compareCandidates(a, b) === 0
}

function isWithin(value: number, from: number, to: number): boolean {
  return value >= from && value <= to
}

/** Bounded: what was heard least lately goes first. */
function remember(map: Map<string, number>, name: string, atMs: number): void {
  map.delete(name)
  map.set(name, atMs)
  for (const [oldest] of map) {
    if (map.size <= MAX_PACED_AUTHORS) break
    map.delete(oldest)
  }
}
