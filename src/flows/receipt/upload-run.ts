// Carries out what the machine of one upload says: asks, sends, verifies, keeps, blames. Decides nothing.
import type { PeerId, Timer } from '../../base/index.js'
import { AnswerJudge, base64, bytesOf } from './answer-judge.js'
import { askBackend } from './backend-exchange.js'
import { isOfBackend } from './judged-answer.js'
import { maximumWaitMs } from './maximum-wait.js'
import { decodeOrder, encodeOrder, type Order } from './order.js'
import { withAttempt } from './kept-attempts.js'
import { groupTimeMs } from './group-time.js'
import { judgeNow } from './later-judgement.js'
import { PassedTime } from './passed-time.js'
import type { KeptHold, UploadRecord } from './queue-entry.js'
import type { ForwardResult, LookResult, OrderInHand } from './relay-line.js'
import type { RunHost } from './run-host.js'
import { UploadMachine } from './upload.js'
import { UploadShares } from './upload-shares.js'
import {
  FORWARD_ALLOWANCE_MS,
  FORWARD_RATE,
  LATEST_SLACK_MS,
  LOOK_BUDGET_MS,
  TURNED_DOWN_MS,
  UNPROVED_MS
} from './upload-defaults.js'
import type { HeldBy, UploadInput, UploadOutput, UploadPlace } from './upload-events.js'
import { within } from './within.js'
import type { AttemptResult, UploadBy } from './uploads.js'

/** How long a relay gets nothing for that origin after such an end, ms. */
const PASSED_OVER_MS: { readonly [result in AttemptResult]?: number } = {
  gone: TURNED_DOWN_MS,
  'too-late': UNPROVED_MS
}
const TOO_SLOW: ForwardResult = {
  ...{ type: 'not-taken', why: 'broken', detail: 'it took too long to take it' },
  againMs: UNPROVED_MS
}

export class UploadRun {
  readonly #host: RunHost
  readonly #machine: UploadMachine
  readonly #time: PassedTime
  /** By the monotonic clock. */
  readonly #expiresMs: number
  readonly origin: string
  #record: UploadRecord
  #place: UploadPlace
  readonly #timers = new Set<Timer>()
  readonly #stopped = new AbortController()
  /** When what goes on now began, by who does it; the empty string: the own line. */
  readonly #since = new Map<string, number>()
  /** Who is asked now, and whether it is to be asked once more. */
  readonly #looking = new Map<PeerId, boolean>()
  /** What relays are told before they are offered it again. */
  readonly #told = new Map<PeerId, Promise<boolean>>()
  #stopAsking: (() => void) | undefined
  readonly #judge: AnswerJudge
  /** As the disk has it. */
  #savedHeld: string
  readonly #shares: UploadShares

  constructor(record: UploadRecord, host: RunHost) {
    this.#record = record
    this.#host = host
    this.#machine = new UploadMachine(host.random)
    this.#time = new PassedTime(host.clock)
    this.#expiresMs = record.facts.expiresAtMs - groupTimeMs(host.clock, host.groups) + host.clock.monotonicMs()
    this.#judge = new AnswerJudge(host)
    this.#savedHeld = JSON.stringify(record.held)
    this.#place = this.#machine.place
    this.origin = new URL(record.facts.url).origin
    this.#shares = new UploadShares(host.known, this.origin, record.facts.bytes)
  }

  get record(): UploadRecord {
    return this.#record
  }

  /** Over only when the disk holds that. */
  get place(): UploadPlace {
    return this.#place
  }

  /** It was tried for as long as it may: a clock that is set right, or stood still in sleep, ends nothing. */
  get isExpired(): boolean {
    return this.#host.clock.monotonicMs() >= this.#expiresMs
  }

  /** Members that have it, or had it and may bring an answer still. */
  get holders(): readonly PeerId[] {
    return this.#record.held.map(({ by }) => by.peer)
  }

  /** By this machine's clock. */
  wallMs(atMs: number): number {
    return Math.round(this.#host.clock.nowMs() + atMs - this.#time.nowMs())
  }

  start(): void {
    const nowMs = this.#host.clock.nowMs()
    const held = this.#record.held.map((hold): HeldBy => ({ ...hold, leftMs: hold.untilMs - nowMs }))
    if (held.length === 0) return this.give({ type: 'start' })
    for (const { by } of held) this.#shares.took(by.peer)
    this.give({ type: 'resume', held })
  }

  give(input: UploadInput): void {
    if (this.#stopped.signal.aborted) return
    const outputs = this.#machine.handle(input, this.#time.nowMs())
    if (!this.#machine.isOver) this.#place = this.#machine.place
    if (this.#place.state !== 'asking') this.#stopAsking?.()
    const ended = outputs.find((output) => output.type === 'ended')
    const isBlamed = outputs.some(({ type }) => type === 'blame')
    for (const output of outputs) {
      if (output.type === 'attempt') this.#attempted(output, isBlamed)
      else if (ended === undefined || output.type !== 'tell-off') this.#do(output)
    }
    if (ended !== undefined) void this.#end(outputs)
    else if (outputs.length > 0) this.#host.changed(this)
  }

  /** Nothing of it goes on; unless it is over it does the next time that this node starts. */
  stop(): void {
    this.#stopped.abort(new Error('it is over, or this node is stopping'))
    this.#stopAsking?.()
    for (const timer of this.#timers) timer.cancel()
  }

  #do(output: UploadOutput): void {
    switch (output.type) {
      case 'want-turn':
        return this.#host.wantTurn(this)
      case 'go-directly':
        return void this.#goDirectly()
      case 'ask':
        return this.#ask()
      case 'forward':
        return void this.#forward(output.by)
      case 'look':
        return void this.#look(output.by)
      case 'tell-off':
        return this.#tellOff(output.by)
      case 'blame':
        return this.#judge.blame(this.#record.facts, output.by, output.for, this.#heldBy(output.by?.peer))
      case 'held-changed':
        return this.#keepHeld()
      case 'set-timer': {
        const timer = this.#host.clock.setTimer(output.inMs, () => {
          this.#timers.delete(timer)
          this.give(output.then)
        })
        this.#timers.add(timer)
      }
    }
  }

  async #goDirectly(): Promise<void> {
    const { origins, direct, clock, queue, keys, logger } = this.#host
    this.#since.set('', clock.nowMs())
    const inHand = this.#newOrder(
      clock.nowMs(),
      maximumWaitMs({ bytes: this.#bytes, queuedBytes: 0, everyMs: 0, bytesPerSecond: undefined })
    )
    const ended = direct.began(this.origin)
    try {
      const request = { order: inHand.order, content: queue.bytes(this.#record.facts), origins, asker: 'own' } as const
      const answer = await askBackend({ ...request, clock, signal: this.#stopped.signal })
      if (answer.isCut && keys.trustFor(inHand.order.targetUri) !== undefined) {
        throw new Error('its answer is too large')
      }
      const brought = { by: undefined, inHand, answer, returned: undefined, beganMs: this.#began() }
      await this.#judge.judge(brought, (judged) => {
        direct.showed(this.origin, isOfBackend(judged), clock.monotonicMs())
        this.give({ type: 'direct-ended', answer: judged })
      })
    } catch (error) {
      if (this.#stopped.signal.aborted) return
      direct.showed(this.origin, false, clock.monotonicMs())
      logger(`an upload cannot go directly: ${String(error)}`)
      this.give({ type: 'direct-ended', answer: { type: 'unreachable', detail: wordsOf(error) } })
    } finally {
      ended()
    }
  }

  /** 552: what is remembered first, then whoever answers. */
  #ask(): void {
    this.#offer(false)
    if (this.#machine.place.state !== 'asking') return
    const { url, groupId } = this.#record.facts
    const stop = this.#host.asks.ask(url, this.origin, groupId, (isAll) => this.#offer(isAll))
    this.#stopAsking = () => {
      this.#stopAsking = undefined
      stop()
    }
  }

  /** 554: who is doubted comes last, and who is black-listed not at all. */
  #offer(isAll: boolean): void {
    const { known, blackList, clock, groups } = this.#host
    const { url, groupId, bytes } = this.#record.facts
    const all = known.of(this.origin, bytes, clock.monotonicMs()).map(({ by }) => by)
    const here = all.filter((by) => groups.has(by.groupId) && (groupId === undefined || by.groupId === groupId))
    const standing = (wanted: string): UploadBy[] => here.filter(({ peer }) => blackList.standing(peer, url) === wanted)
    this.give({ type: 'offers', offers: [...standing('fine'), ...(isAll ? standing('doubted') : [])], isAll })
  }

  async #forward(by: UploadBy): Promise<void> {
    const { clock, queue, relays, known } = this.#host
    this.#since.set(by.peer, clock.nowMs())
    const relay = known.of(this.origin, this.#bytes, clock.monotonicMs()).find((one) => one.by.peer === by.peer)
    const { everyMs = 0, bytesPerSecond } = relay ?? {}
    const queuedBytes = relay === undefined ? 0 : known.queuedBytes(relay)
    const waitMs = maximumWaitMs({ bytes: this.#bytes, queuedBytes, everyMs, bytesPerSecond })
    const sendingMs = Math.ceil((this.#bytes / FORWARD_RATE) * 1_000)
    const peerTimeMs = this.#host.groups.get(by.groupId)?.group.peerTimeMs() ?? clock.nowMs()
    const inHand = this.#newOrder(Math.floor(peerTimeMs), sendingMs + waitMs + LATEST_SLACK_MS)
    this.#hold({
      by,
      isAccepted: false,
      isLate: false,
      untilMs: clock.nowMs() + sendingMs + waitMs,
      waitMs,
      order: base64(inHand.bytes)
    })
    this.#shares.took(by.peer)
    try {
      await this.#told.get(by.peer)
      await this.#save() // Whoever may have it is asked after a stop, whatever else is.
      const open = (): AsyncIterable<Uint8Array> => queue.bytes(this.#record.facts)
      const result = await this.#within(sendingMs + FORWARD_ALLOWANCE_MS, TOO_SLOW, (signal) =>
        relays.forward(by, { ...inHand, waitMs }, open, signal)
      )
      if (result.type === 'accepted') {
        const untilMs = clock.nowMs() + result.waitMs
        const acceptance = base64(result.acceptance)
        this.#hold({
          by,
          isAccepted: true,
          isLate: false,
          untilMs,
          waitMs: result.waitMs,
          order: base64(inHand.bytes),
          acceptance
        })
        return this.give({ type: 'accepted', peer: by.peer, waitMs: result.waitMs })
      }
      if (result.hasOther === true) this.#tellOff(by)
      this.#passOver(by.peer, result.againMs)
      this.give({ ...result, peer: by.peer })
    } catch (error) {
      this.give({ type: 'not-taken', peer: by.peer, why: 'broken', detail: wordsOf(error) })
    }
  }

  /** One at a time. Where another is wanted meanwhile the answer may be older than the wish: then once more. */
  async #look(by: UploadBy): Promise<void> {
    const { peer } = by
    if (this.#looking.has(peer)) return void this.#looking.set(peer, true)
    this.#looking.set(peer, false)
    let result = await this.#lookOnce(by)
    const isWantedAgain = this.#looking.get(peer) === true && !['answered', 'given-back'].includes(result.type)
    if (isWantedAgain) result = await this.#lookOnce(by)
    this.#looking.delete(peer)
    if (result.type === 'given-back') this.#passOver(peer)
    if (result.type !== 'answered') return this.give({ ...result, peer })
    const { answer, returned } = result
    const bytes = bytesOf(this.#heldBy(peer)?.order ?? '')
    const order = decodeOrder(bytes)
    if (order === undefined) return
    const brought = { by, inHand: { order, bytes }, answer, returned, beganMs: this.#began() }
    await this.#judge.judge(brought, (judged) => this.give({ type: 'answered', peer, answer: judged }))
  }

  /** Never rejects. */
  async #lookOnce(by: UploadBy): Promise<LookResult> {
    const hold = this.#heldBy(by.peer)
    if (hold === undefined || this.#stopped.signal.aborted) return { type: 'no-answer' }
    const noAnswer: LookResult = { type: 'no-answer' }
    const { id } = this.#record.facts
    return await this.#within(LOOK_BUDGET_MS, noAnswer, (signal) =>
      this.#host.relays.look(by, id, bytesOf(hold.order), signal)
    )
  }

  #attempted({ by, ...said }: Extract<UploadOutput, { type: 'attempt' }>, isBlamed: boolean): void {
    const endedAtMs = this.#host.clock.nowMs()
    const atMs = this.#since.get(by?.peer ?? '') ?? endedAtMs
    this.#record = withAttempt(this.#record, { ...said, by, atMs, endedAtMs })
    if (by === undefined) return
    this.#shares.ended(by.peer, said.result)
    // Whoever lost one is not given the next at once: by then it is judged.
    if (PASSED_OVER_MS[said.result] === undefined) return
    this.#passOver(by.peer, PASSED_OVER_MS[said.result])
    const graph = this.#host.groups.get(by.groupId)?.group.graph
    const isHere = graph?.present().some(({ peer }) => peer === by.peer) === true // Who is switched off is not even doubted.
    if (isHere && !isBlamed) this.#judge.doubt(this.#record.facts, by)
  }

  /** Nothing to that origin is offered to it for so long. */
  #passOver(peer: PeerId, forMs = TURNED_DOWN_MS): void {
    const { known, clock } = this.#host
    known.backOff(this.origin, peer, clock.monotonicMs() + forMs)
  }

  #within<Result>(budgetMs: number, late: Result, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    return within(this.#host.clock, budgetMs, late, this.#stopped.signal, work)
  }

  /** Only once the disk holds how it ended may relays forget it. */
  async #end(outputs: readonly UploadOutput[]): Promise<void> {
    const { queue, logger } = this.#host
    const ended = outputs.find((output) => output.type === 'ended')
    if (ended === undefined) return
    const state = ended.how
    const receipt = state === 'delivered' || state === 'refused' ? this.#judge.kept(ended.by) : undefined
    const tellOffs = outputs.filter((output) => output.type === 'tell-off')
    const judged = outputs.filter((output) => output.type === 'judge-later')
    const holds = this.#record.held
    this.#record = { ...this.#record, state, held: [], ...(receipt !== undefined && { receipt }) }
    this.stop()
    try {
      await queue.over(this.#record)
    } catch (error) {
      logger.error(`how an upload ended could not be kept: ${String(error)}`, { upload: this.#record.facts.id })
    }
    this.#place = { state }
    for (const { by } of tellOffs) this.#tellOff(by)
    for (const { by, inMs } of judged) {
      const hold = holds.find((one) => one.by.peer === by.peer)
      const { clock, relays } = this.#host
      const parts = { clock, relays, judge: this.#judge, facts: this.#record.facts }
      if (hold !== undefined) this.#host.later(inMs, () => judgeNow({ ...parts, hold }))
    }
    this.#shares.keep(new Set())
    this.#host.changed(this)
  }

  #tellOff(by: UploadBy): void {
    // A stop ends it too: the relay forgets by itself some time.
    const told = this.#host.relays.tellOff(by, this.#record.facts.id, new AbortController().signal)
    this.#told.set(by.peer, told)
  }

  #hold(hold: KeptHold): void {
    const others = this.#record.held.filter(({ by }) => by.peer !== hold.by.peer)
    this.#record = { ...this.#record, held: [...others, hold] }
  }

  /** Who has it, as the machine says now. */
  #keepHeld(): void {
    const now = new Map(this.#machine.held().map((held) => [held.by.peer, held]))
    const held = this.#record.held.flatMap((hold): KeptHold[] => {
      const { isAccepted, isLate } = now.get(hold.by.peer) ?? {}
      return isAccepted === undefined || isLate === undefined ? [] : [{ ...hold, isAccepted, isLate }]
    })
    this.#shares.keep(new Set(now.keys()))
    this.#record = { ...this.#record, held }
    if (!this.#machine.isOver && JSON.stringify(held) !== this.#savedHeld) void this.#save()
  }

  async #save(): Promise<void> {
    this.#savedHeld = JSON.stringify(this.#record.held)
    try {
      await this.#host.queue.save(this.#record)
    } catch (error) {
      this.#host.logger.warn(`the state of an upload could not be kept: ${String(error)}`, {
        upload: this.#record.facts.id
      })
    }
  }

  #heldBy(peer: PeerId | undefined): KeptHold | undefined {
    return this.#record.held.find(({ by }) => by.peer === peer)
  }

  /** Now, if nothing of it has gone out yet. */
  #began(): number {
    const beganMs = this.#record.beganMs ?? this.#host.clock.nowMs()
    this.#record = { ...this.#record, beganMs }
    return beganMs
  }

  get #bytes(): number {
    return this.#record.facts.bytes
  }

  #newOrder(nowMs: number, withinMs: number): OrderInHand {
    this.#began()
    const { id, url, digest, bytes, contentType } = this.#record.facts
    const report = this.#host.blackList.report(url) ?? ''
    const fixed = { id, targetUri: url, contentSha256: digest, bytes, contentType }
    const order: Order = { ...fixed, report, latestMs: nowMs + withinMs }
    return { order, bytes: encodeOrder(order) }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
