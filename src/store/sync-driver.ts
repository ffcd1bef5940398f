// Runs synchronising over one link: carries out what the machine says, and answers the peer's questions one after the
// other, apart from our own reading, so that two sides that answer each other cannot wait for each other.
import type { Clock, Timer } from '../base/index.js'
import { MAX_CREDENTIAL_BYTES, MAX_WAITING_QUESTIONS, SYNC_STALLED_AFTER_MS } from './defaults.js'
import type { DurableRecords } from './durable-records.js'
import type { ReceiveOutcome, SyncInit, SyncSession } from './store.js'
import {
  decodeSyncFrame,
  encodeSyncFrame,
  type ShardEntry,
  type SyncBody,
  type SyncFrame,
  type SyncSet
} from './sync-frame.js'
import { answers, setOfSource, type AnswerSource } from './sync-answers.js'
import { AnswerBudget } from './sync-budget.js'
import { FruitlessShards } from './sync-fruitless.js'
import { SyncProgress } from './sync-progress.js'
import { SyncMachine, type SyncInput, type SyncOutput, type SyncView } from './sync.js'

/** What of the durable records a session needs. */
export type SyncedRecords = Pick<
  DurableRecords,
  'digests' | 'types' | 'log' | 'lacks' | 'hasEnded' | 'outlivesEnd' | 'changeBytes' | 'receiveShard'
>

/** What a session reads and fills. */
export interface SyncSource extends AnswerSource {
  clock: Clock
  /** Types that come first, in this order. @default none */
  precedence?: readonly string[]
  /** What answering this peer may cost. @default one that is whole */
  budget?: AnswerBudget
  durable: SyncedRecords
  receiveCredential(bytes: Uint8Array): Promise<ReceiveOutcome>
  receiveEphemeral(envelope: Uint8Array): ReceiveOutcome
}

export function createSyncSession(init: SyncInit, source: SyncSource): SyncSession {
  return new Session(init, source)
}

class Session implements SyncSession {
  readonly #init: SyncInit
  readonly #source: SyncSource
  readonly #machine: SyncMachine
  #working: Promise<void> = Promise.resolve()
  /** What is sent next, made only when there is room for it: our own questions before answers to the peer's. */
  readonly #questions: SyncFrame[] = []
  readonly #answers: { readonly round: number; readonly bodies: Generator<SyncBody, void> }[] = []
  #sending = false
  readonly #budget: AnswerBudget
  /** Answers go on then. */
  #paced: Timer | undefined
  /** Something was new here in this round. */
  #learnt = false
  /** A shard came without what it rests on: this round cannot say that we have everything. */
  #incomplete = false
  readonly #fruitless = new FruitlessShards()
  readonly #progress = new SyncProgress()
  #steps = 0
  #stalled: Timer | undefined
  #closed = false

  constructor(init: SyncInit, source: SyncSource) {
    this.#init = init
    this.#source = source
    this.#budget = source.budget ?? new AnswerBudget(source.clock.monotonicMs())
    this.#machine = new SyncMachine({ ...viewOf(source), lacks: (entry) => this.#lacks(entry) }, source.precedence)
  }

  startRound(): void {
    this.#ask({ type: 'start' })
  }

  requestShard(author: string, shard: number): void {
    this.#ask({ type: 'gap', name: { author, shard } })
  }

  /** Never waits for our own sending: two sides that answer each other must not wait for each other. */
  async receive(bytes: Uint8Array): Promise<void> {
    if (this.#closed) return
    const frame = decodeSyncFrame(bytes)
    if (frame === undefined) return this.#refuse('malformed frame')
    if (frame.type === 'unknown') return
    if (!isQuestion(frame)) {
      return this.#work(() => {
        if (frame.round === this.#machine.round) this.#progress.bring(bytes.byteLength)
        return this.#machine.handle({ type: 'frame', frame })
      })
    }
    if (this.#answers.length >= MAX_WAITING_QUESTIONS) return this.#refuse('asks on without reading the answers')
    const wants = frame.type === 'shard-want' ? frame.wants.length : 0
    this.#budget.spendQuestion(wants, this.#source.clock.monotonicMs())
    this.#answers.push({ round: frame.round, bodies: answers(frame, this.#source) })
    void this.#sendAll()
  }

  close(): void {
    this.#closed = true
    this.#stalled?.cancel()
    this.#paced?.cancel()
    this.#answers.length = 0
  }

  #ask(input: SyncInput): void {
    this.#work(() => this.#machine.handle(input)).catch(() => this.close())
  }

  #work(step: () => SyncOutput[]): Promise<void> {
    const done = this.#working.then(async () => {
      this.#steps++
      this.#progress.stop(this.#source.clock.monotonicMs())
      if (!this.#closed) for (const output of step()) if (!this.#closed) await this.#carryOut(output)
      this.#watch()
    })
    this.#working = done.catch(() => {})
    return done
  }

  /** A peer that says nothing for long, or little for longer, is asked anew. */
  #watch(): void {
    this.#stalled?.cancel()
    if (this.#closed || this.#machine.isIdle) return
    const { clock } = this.#source
    const steps = this.#steps
    const waitMs = Math.min(SYNC_STALLED_AFTER_MS, this.#progress.wait(clock.monotonicMs()))
    this.#stalled = clock.setTimer(waitMs, () => {
      // Something may have come, and wait behind this.
      this.#work(() => (this.#steps === steps + 1 ? this.#beginAnew() : [])).catch(() => this.close())
    })
  }

  #beginAnew(): SyncOutput[] {
    if (this.#progress.verdict() === 'refuse') return [{ type: 'refuse', reason: 'keeps rounds open' }]
    this.#incomplete = false
    this.#fruitless.roundEnded()
    return this.#machine.handle({ type: 'stalled' })
  }

  #lacks(entry: ShardEntry): boolean {
    const { durable, clock } = this.#source
    const missing = entry.heads.find((head) => durable.lacks(entry, [head], entry.outlivesEnd))
    if (missing === undefined) return false
    const known = this.#fruitless.offer(entry, missing, durable.log(entry)?.heads() ?? [], clock.monotonicMs())
    if (known === 'incomplete') this.#incomplete = true
    return known === undefined
  }

  async #carryOut(output: SyncOutput): Promise<void> {
    switch (output.type) {
      case 'send':
        this.#questions.push(output.frame)
        return void this.#sendAll()
      case 'take-items':
        for (const item of output.items) {
          const outcome = await this.#take(output.set, item)
          if (outcome.outcome === 'applied') this.#learnt = true
          if (outcome.outcome === 'refused') return this.#refuse(outcome.reason)
        }
        return
      case 'take-shard': {
        const outcome = await this.#source.durable.receiveShard(output.name, output.heads, output.changes)
        if (outcome.outcome === 'applied') this.#learnt = true
        if (outcome.outcome === 'held') this.#incomplete = true
        if (outcome.outcome === 'held' || outcome.outcome === 'ignored') {
          this.#fruitless.note(output.name, this.#source.clock.monotonicMs(), outcome.outcome === 'held')
        }
        return outcome.outcome === 'refused' ? this.#refuse(outcome.reason) : undefined
      }
      case 'took-nothing': {
        // Nothing may have been left to send: it ended meanwhile, or came from elsewhere.
        const offered = this.#fruitless.offered(output.name)
        const { durable } = this.#source
        const { missing, outlivesEnd = false } = offered ?? {}
        const isLacking = missing !== undefined && durable.lacks(output.name, [missing], outlivesEnd)
        // Of ours that ended we ask for what others wrote there, which may be nothing.
        const isIncomplete = isLacking && (outlivesEnd || !durable.hasEnded(output.name))
        if (isIncomplete) this.#incomplete = true
        return this.#fruitless.note(output.name, this.#source.clock.monotonicMs(), isIncomplete)
      }
      case 'type-synchronised':
        return this.#incomplete ? undefined : this.#init.onTypeSynchronised?.(output.recordType)
      case 'synchronised':
      case 'gaps-filled': {
        const isWhole = output.type === 'synchronised' && !output.isPartial && !this.#incomplete
        if (isWhole) this.#init.onSynchronised(this.#learnt)
        else if (this.#learnt) this.#init.onLearnt?.()
        // The rest at once, unless this peer only says that it has more.
        const goesOn = output.type === 'synchronised' && output.isPartial && this.#learnt
        this.#learnt = this.#incomplete = false
        this.#fruitless.roundEnded()
        this.#progress.roundEnded()
        return goesOn ? this.startRound() : undefined
      }
      case 'refuse':
        return this.#refuse(output.reason)
    }
  }

  async #take(set: SyncSet, item: Uint8Array): Promise<ReceiveOutcome> {
    if (set === 'ephemeral') return this.#source.receiveEphemeral(item)
    if (item.byteLength > MAX_CREDENTIAL_BYTES) return { outcome: 'refused', reason: 'credential-too-large' }
    return this.#source.receiveCredential(item)
  }

  async #sendAll(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    try {
      for (let frame = this.#nextFrame(); frame !== undefined; frame = this.#nextFrame()) {
        const bytes = encodeSyncFrame(frame)
        if (!isQuestion(frame)) this.#budget.spend(bytes.byteLength, this.#source.clock.monotonicMs())
        await this.#init.send(bytes)
      }
    } catch {
      this.close() // The link is gone; its owner knows.
    } finally {
      this.#sending = false
    }
  }

  #nextFrame(): SyncFrame | undefined {
    while (!this.#closed) {
      const question = this.#questions.shift()
      if (question !== undefined) return question
      const answer = this.#answers[0]
      if (answer === undefined || this.#mustWait()) return undefined
      const next = answer.bodies.next()
      if (next.done !== true) return { ...next.value, round: answer.round }
      this.#answers.shift()
    }
    return undefined
  }

  /** Over the budget; what we ask ourselves goes on. */
  #mustWait(): boolean {
    const waitMs = this.#budget.waitMs(this.#source.clock.monotonicMs())
    if (waitMs === 0) return false
    this.#paced ??= this.#source.clock.setTimer(waitMs, () => {
      this.#paced = undefined
      void this.#sendAll()
    })
    return true
  }

  #refuse(reason: string): void {
    if (this.#closed) return
    this.close()
    this.#init.onRefuse(reason)
  }
}

function isQuestion({ type }: SyncBody): boolean {
  return type === 'set-ask' || type === 'set-want' || type === 'shard-ask' || type === 'shard-want'
}

function viewOf(source: SyncSource): SyncView {
  return {
    has: (set, digest) => setOfSource(source, set).has(digest),
    summary: (set, types) => setOfSource(source, set).summary(types),
    buckets: () => source.durable.digests.buckets(),
    headsOf: (name) => source.durable.log(name)?.heads() ?? [],
    lacks: (entry) => source.durable.lacks(entry, entry.heads, entry.outlivesEnd)
  }
}
