// The election of a provider, as a machine: one for each kind at each node (seed 001, Fig. 8, "process 300", for who begins one, and
// Fig. 9, "process 320", for who hears a packet of one). Spec: docs/protocols/election.md.
//
// Where the seed contradicts itself, its detailed text wins: by the summary who would win waits for its delay (326) and then sends a
// *result*; by the description of Fig. 9 it sends an election packet and goes on as in Fig. 8. The second is done: a result at
// once would end the election before anybody better could answer.
import { toHex, type PeerId, type Random } from '../../base/index.js'
import { compareCandidates, type Candidate, type Criteria } from './criteria.js'
import { FRESH_MS, RESULT_WAIT_MS, REVIEW_TOLERANCE_MS, ROUND_TRIP_MS, TIME_OUT_MS } from './defaults.js'
import type {
  ElectionInput,
  ElectionOutput,
  ElectionReason,
  ElectionSnapshot,
  ElectionState,
  ElectionTimer,
  ElectionView
} from './election-events.js'
import type { ElectionId, ElectionPacket, ElectionResult } from './election-records.js'
import { Office } from './office.js'
import { rankAmong } from './merit.js'
import { OwnResult } from './own-result.js'
import { responseDelayMs, roleValueOf, startDelayMs } from './role-value.js'
import { Verification } from './verification.js'

export interface ElectionInit {
  /** As in records: '' is the whole group. */
  readonly kind: string
  readonly self: PeerId
  readonly random: Random
  readonly view: ElectionView
  /** Peer time. */
  readonly nowMs: number
  /** How long who would win waits before it answers (326), ms. @default as `responseDelayMs` of role-value.ts */
  readonly responseDelayMs?: (rank: number, members: number) => number
}

const BOXES = { idle: undefined, 'about-to-start': undefined, standing: '302', delaying: '326' }

export class Election {
  readonly #init: ElectionInit
  #state: ElectionState = 'idle'
  /** Grows with every state, so that timers of an earlier one are known as such. */
  #round = 0
  #reviewRound = 0
  #reviewAtMs = Infinity
  /** Before this node has heard what there is, it calls no election. */
  #isReady = false
  #own: Criteria | undefined
  /** Whether who is about to start has waited for whoever is likelier to win. */
  #isDrawn = false
  /** What we said in this election; undefined: nothing. */
  #stood: Criteria | undefined
  /** When we last said a packet, monotonic and peer time. */
  #spokeMs = -Infinity
  #saidAtMs = -Infinity
  #electionId: ElectionId | undefined
  #reason: ElectionReason | undefined
  /** Whose result is waited for. */
  #awaited: PeerId | undefined
  readonly #verification: Verification
  readonly #office: Office
  readonly #ownResult: OwnResult
  #provider: PeerId | undefined

  constructor(init: ElectionInit) {
    this.#init = init
    this.#verification = new Verification(init)
    this.#office = new Office(init, this.#verification)
    this.#ownResult = new OwnResult(init, this.#verification)
  }

  /** The author of the result that counts, while it is here; else its backup, while that is here. */
  get provider(): PeerId | undefined {
    return this.#provider
  }

  get state(): ElectionState {
    return this.#state
  }

  /**
   * @param nowMs peer time: dates in records are judged by it
   * @param monotonicMs all that is a time since something happened here goes by it, so that a clock may be set @default nowMs
   */
  handle(input: ElectionInput, nowMs: number, monotonicMs = nowMs): ElectionOutput[] {
    this.#verification.begin(nowMs, monotonicMs)
    return [...this.#take(input), ...this.#review()]
  }

  /** It is taken to be gone although it is present: a presence that it tells anew is news. */
  misses(peer: PeerId): boolean {
    return this.#verification.misses(peer)
  }

  snapshot(): ElectionSnapshot {
    const ranked = this.#verification.ranked()
    const result = this.#verification.standing ?? ranked[0]
    const otherResults = ranked.filter((one) => one !== result)
    return {
      isWished: this.#isWished,
      kind: this.#init.kind,
      state: this.#state,
      box: this.#state === 'awaiting-result' ? (this.#stood === undefined ? '328' : '310') : BOXES[this.#state],
      electionId: this.#electionId,
      reason: this.#state === 'idle' ? undefined : this.#reason,
      criteria: this.#stood ?? this.#own,
      roleValue: this.#own === undefined ? undefined : roleValueOf(this.#rank()),
      packets: this.#verification.packets.ranked(),
      result,
      otherResults,
      provider: this.#provider,
      refusals: [...this.#verification.refusals]
    }
  }

  #take(input: ElectionInput): ElectionOutput[] {
    switch (input.type) {
      case 'start':
        return this.#start(input.reason)
      case 'wish':
        this.#verification.wishes.isOwn = true
        return []
      case 'packet':
        return input.packet.author === this.#init.self ? [] : this.#heardPacket(input.packet)
      case 'result':
        return this.#heardResult(input.result)
      case 'result-gone':
        return this.#verification.forget(input.author)
      case 'values':
        return this.#changeValues(input.criteria)
      case 'presence':
        return this.#changePresence(input.peer, input.present)
      case 'view':
        this.#verification.viewChanged()
        return []
      case 'review-due':
        if (input.round === this.#reviewRound) this.#reviewAtMs = Infinity
        return []
      default:
        return input.round === this.#round ? this.#timer(input.type) : []
    }
  }

  #start(reason: 'asked' | 'start'): ElectionOutput[] {
    this.#isReady = true
    return reason === 'asked' && !this.#isRunning && this.#own !== undefined ? this.#aboutToStart('asked') : []
  }

  /** Fig. 8, 306 and 308; Fig. 9, 322 and 324. */
  #heardPacket(packet: ElectionPacket): ElectionOutput[] {
    const wasWished = this.#isWished
    const refused = this.#verification.takePacket(packet, !this.#isRunning)
    if (refused !== undefined) return refused
    if (!this.#isRunning) {
      this.#electionId = packet.electionId
      this.#reason = undefined
      return this.#beatsAll() ? this.#delay() : this.#await()
    }
    // Elections of one kind that run at the same time are one: all packets compare, and the smallest id names it.
    if (this.#electionId === undefined || packet.electionId < this.#electionId) this.#electionId = packet.electionId
    // An answer came before the packet of who wishes it.
    const mayAnswerNow = !wasWished && this.#state === 'awaiting-result' && this.#beatsAll()
    if (mayAnswerNow) return this.#delay()
    // "The receiving node returns to step 322" (326): who still wins keeps the delay that runs. One drawn anew might end after the
    // time-out of who began.
    const best = this.#verification.packets.best()?.author
    const goesOn = this.#state === 'awaiting-result' ? best === this.#awaited : this.#beatsAll()
    return goesOn ? [] : this.#await()
  }

  /** Fig. 8, 310 and 312; Fig. 9, 328 and 330: verified, then stored; or else an objection. */
  #heardResult(result: ElectionResult): ElectionOutput[] {
    const { author, electionId } = result
    const verification = this.#verification
    verification.wishes.heard(result, result.electedAtMs, verification.nowMs)
    const known = verification.results.of(author)
    const isSame = known?.electionId === electionId && known.electedAtMs === result.electedAtMs
    // Ours is known, unless it was elected before this process ran: what it claims may be so no more.
    if (author === this.#init.self) return isSame ? [] : this.#ownResult.withdraw()
    const takenBack = verification.takesBack(author, result)
    verification.keep(result)
    if (!this.#isReady || isSame) return takenBack
    const why = verification.judgeNow(result)
    if (why !== undefined) return why
    if (verification.isFresh(result)) verification.lives(author)
    const before = [...takenBack, ...this.#ownResult.hears(result, this.#stood ?? this.#own)]
    if (this.#isRunning) {
      const refuted = verification.refutes(result, this.#state === 'awaiting-result' ? undefined : this.#candidate())
      if (refuted !== undefined) return [...before, ...refuted]
      // Who stands tells its own, unless a better one stood: or one result that is taken back would end what all wait for.
      const endsThis = verification.isFresh(result) || electionId === this.#electionId
      if (endsThis && this.#state !== 'standing') this.#conclude()
    } else if (this.#objectsTo(result)) return this.#object(result)
    const outputs = verification.place(result)
    verification.ask(result)
    return [...before, ...outputs]
  }

  /** Whether this node, who would win against it, says so: it counts, and was elected just now. */
  #objectsTo(result: ElectionResult): boolean {
    const verification = this.#verification
    const own = this.#candidate()
    if (own === undefined || verification.standing?.author !== result.author || !verification.isFresh(result))
      return false
    if (verification.isMuted(result.author) || verification.monotonicMs < this.#spokeMs + ROUND_TRIP_MS) return false
    return verification.beats(own, result)
  }

  /** As if it had been a packet (326): so of many who would object few do. Who stands already will tell its own result. */
  #object(result: ElectionResult): ElectionOutput[] {
    const outputs = this.#verification.refute(result)
    this.#electionId = result.electionId
    this.#reason = 'objection'
    return [...outputs, ...this.#delay()]
  }

  /** Fig. 9, 326. */
  #delay(): ElectionOutput[] {
    this.#enter('delaying')
    return [this.#timerIn(this.#delayMs(responseDelayMs), 'delay-over')]
  }

  /** Fig. 8, 302: our packet, and process 300 from there. */
  #stand(): ElectionOutput[] {
    const criteria = this.#wouldSay
    if (criteria === undefined) return this.#stop()
    const electionId = (this.#electionId ??= this.#drawId())
    this.#enter('standing')
    this.#stood = criteria
    this.#spokeMs = this.#verification.monotonicMs
    this.#saidAtMs = this.#verification.nowMs
    return [this.#ownResult.packet(electionId, criteria), this.#timerIn(TIME_OUT_MS, 'time-out')]
  }

  /** Fig. 8, 310, where we stood; Fig. 9, 328, where we are silent. */
  #await(): ElectionOutput[] {
    this.#enter('awaiting-result')
    this.#awaited = this.#verification.packets.best()?.author
    return [this.#timerIn(RESULT_WAIT_MS, 'wait-over')]
  }

  /** Fig. 8, 304: nobody better answered in time. */
  #win(): ElectionOutput[] {
    const verification = this.#verification
    const criteria = this.#stood
    const isForNobody = this.#office.isAlone && this.#reason !== 'asked'
    // A machine that slept: others have long had their election.
    const isLate = verification.nowMs > this.#saidAtMs + TIME_OUT_MS + FRESH_MS
    if (criteria === undefined || this.#wouldSay === undefined || isForNobody || isLate) return this.#stop()
    const outputs = this.#ownResult.win(this.#electionId ?? this.#drawId(), criteria)
    this.#conclude()
    return outputs
  }

  #stop(): ElectionOutput[] {
    this.#conclude()
    return []
  }

  #conclude(): void {
    this.#enter('idle')
    this.#electionId = undefined
    this.#verification.conclude()
    this.#office.concludes()
  }

  #timer(type: ElectionTimer['type']): ElectionOutput[] {
    switch (type) {
      case 'start-due':
        return this.#startDue()
      case 'delay-over':
        return this.#stand()
      case 'time-out':
        return this.#win()
      case 'wait-over': {
        const awaited = this.#awaited
        this.#conclude()
        return awaited === undefined ? [] : this.#verification.noResultOf(awaited)
      }
      default:
        return []
    }
  }

  /** Others have the same reason: who is likelier to win begins first. Drawn as late as can be, when presences have told most. */
  #startDue(): ElectionOutput[] {
    const inMs = this.#isDrawn ? 0 : this.#delayMs(startDelayMs)
    this.#isDrawn = true
    if (inMs > 0) return [this.#timerIn(inMs, 'start-due')]
    this.#office.calls()
    this.#electionId = undefined
    return this.#stand()
  }

  #changeValues(criteria: Criteria | undefined): ElectionOutput[] {
    this.#own = criteria
    if (criteria === undefined) {
      if (this.#state !== 'idle' && this.#state !== 'awaiting-result') this.#conclude()
      return this.#ownResult.isThere ? this.#ownResult.withdraw() : []
    }
    // An old claim outdoes nobody. The provider itself calls an election.
    const isOld = this.#ownResult.isAbove(criteria) && this.#provider !== this.#init.self
    const outputs = isOld ? this.#ownResult.withdraw() : []
    // Who stands goes by what it said; who only would have said it, by what it would say now.
    return this.#state === 'delaying' && !this.#beatsAll() ? [...outputs, ...this.#await()] : outputs
  }

  #changePresence(peer: PeerId, present: boolean): ElectionOutput[] {
    this.#verification.presence(peer, present)
    return !present && this.#state === 'awaiting-result' && this.#awaited === peer ? this.#stop() : []
  }

  /** After every input: who provides now, and is an election due? */
  #review(): ElectionOutput[] {
    const outputs = this.#isRunning ? [] : this.#ownResult.sayAgain()
    if (this.#isReady) this.#office.look()
    const provider = this.#isReady ? this.#office.provider(this.#own) : undefined
    if (provider !== this.#provider) {
      this.#provider = provider
      outputs.push({ type: 'provider-changed', provider })
    }
    const isWaiting = this.#state === 'about-to-start' && this.#reason !== 'asked'
    if (this.#state === 'idle' || isWaiting) {
      const due = this.#isReady && this.#wouldSay !== undefined ? this.#office.due(this.#wouldSay) : undefined
      if (due === undefined && isWaiting) this.#conclude()
      if (due !== undefined && !(isWaiting && this.#reason === due)) outputs.push(...this.#aboutToStart(due))
    }
    const atMs = Math.min(this.#office.nextReviewMs(), this.#ownResult.nextMs())
    // The same moment, as two clocks say it: no other timer.
    if (atMs === Infinity || Math.abs(atMs - this.#reviewAtMs) < REVIEW_TOLERANCE_MS) return outputs
    this.#reviewAtMs = atMs
    const then = { type: 'review-due', round: ++this.#reviewRound } as const
    return [...outputs, { type: 'set-timer', inMs: Math.ceil(atMs - this.#verification.monotonicMs), then }]
  }

  #aboutToStart(reason: ElectionReason): ElectionOutput[] {
    this.#enter('about-to-start')
    this.#reason = reason
    this.#isDrawn = !this.#office.isShared(reason)
    return [this.#timerIn(this.#office.waitMs(reason), 'start-due')]
  }

  get #isRunning(): boolean {
    return this.#state !== 'idle' && this.#state !== 'about-to-start'
  }

  get #isWished(): boolean {
    return this.#verification.wishes.hold(this.#verification.nowMs)
  }

  /** What we stand with; undefined: we may not, or nobody wishes that anybody does. */
  get #wouldSay(): Criteria | undefined {
    return this.#isWished ? this.#own : undefined
  }

  /** Ourselves: by what we said in this election, or else by what we would say. */
  #candidate(): Candidate | undefined {
    const criteria = this.#wouldSay === undefined ? undefined : (this.#stood ?? this.#wouldSay)
    return criteria === undefined ? undefined : { author: this.#init.self, criteria }
  }

  /** Fig. 8, 308; Fig. 9, 324: whether we win against every packet that was heard. */
  #beatsAll(): boolean {
    const own = this.#candidate()
    const best = this.#verification.packets.best()
    return own !== undefined && (best === undefined || compareCandidates(own, best) < 0)
  }

  #delayMs(delayMs: (rank: number, members: number) => number): number {
    return (this.#init.responseDelayMs ?? delayMs)(this.#rank(), this.#init.view.presentCount())
  }

  #rank(): number {
    const candidate = this.#candidate() ?? { author: this.#init.self, criteria: this.#own ?? [] }
    return rankAmong(candidate, this.#init.view.others())
  }

  #drawId(): ElectionId {
    return toHex(this.#init.random.bytes(16))
  }

  #enter(state: ElectionState): void {
    // Who stood goes on having stood until the election is over.
    if (state !== 'awaiting-result') this.#stood = undefined
    this.#state = state
    this.#round++
    this.#awaited = undefined
  }

  #timerIn(inMs: number, type: ElectionTimer['type']): ElectionOutput {
    return { type: 'set-timer', inMs, then: { type, round: this.#round } }
  }
}
