// Runs synchronising over one link: carries out what the machine says, and answers the peer's questions one after the
// other, apart from our own reading, so that two sides that answer each other cannot wait for each other.
import { fromHex, sha256, toHex, utf8, type Clock, type Timer } from '../base/index.js'
import {
  MAX_CREDENTIAL_BYTES,
  MAX_DIGESTS_PER_FRAME,
  MAX_DIGESTS_PER_ROUND,
  MAX_ENTRIES_PER_FRAME,
  MAX_ENTRIES_PER_ROUND,
  MAX_FRUITLESS_SHARDS,
  MAX_WAITING_QUESTIONS,
  SYNC_DIGEST_BYTES,
  SYNC_FRAME_BYTES,
  SYNC_STALLED_AFTER_MS
} from './defaults.js'
import type { DurableRecords } from './durable-records.js'
import { shardText, type ShardName } from './log-keys.js'
import type { LinkedChange, ShardLog } from './shard-log.js'
import type { ReceiveOutcome, SyncInit, SyncSession } from './store.js'
import {
  decodeSyncFrame,
  encodeSyncFrame,
  type ShardEntry,
  type SyncBody,
  type SyncFrame,
  type SyncSet
} from './sync-frame.js'
import { AnswerBudget } from './sync-budget.js'
import { SyncMachine, type SyncInput, type SyncOutput, type SyncView } from './sync.js'

/** What of the durable records a session needs. */
export type SyncedRecords = Pick<DurableRecords, 'digests' | 'types' | 'log' | 'lacks' | 'changeBytes' | 'receiveShard'>

/** What a session reads and fills. */
export interface SyncSource {
  clock: Clock
  credentials(): Uint8Array[]
  /** By digest, what may still be passed on; of some types, or of all. */
  ephemeral(types?: readonly string[]): ReadonlyMap<string, Uint8Array>
  /** Types that come first, in this order. @default none */
  precedence?: readonly string[]
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
  /** By shard, a digest of the peer's heads as last told, and of those that led to nothing here: not asked for again. */
  readonly #offered = new Map<string, string>()
  readonly #fruitless = new Map<string, string>()
  #steps = 0
  #stalled: Timer | undefined
  #closed = false

  constructor(init: SyncInit, source: SyncSource) {
    this.#init = init
    this.#source = source
    this.#budget = new AnswerBudget(source.clock.monotonicMs())
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
    if (!isQuestion(frame)) return this.#work(() => this.#machine.handle({ type: 'frame', frame }))
    if (this.#answers.length >= MAX_WAITING_QUESTIONS) return this.#refuse('asks on without reading the answers')
    this.#budget.spendQuestion(this.#source.clock.monotonicMs())
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
      if (!this.#closed) for (const output of step()) if (!this.#closed) await this.#carryOut(output)
      this.#watch()
    })
    this.#working = done.catch(() => {})
    return done
  }

  /** A peer that says nothing for long is asked anew. */
  #watch(): void {
    this.#stalled?.cancel()
    if (this.#closed || this.#machine.isIdle) return
    const steps = this.#steps
    this.#stalled = this.#source.clock.setTimer(SYNC_STALLED_AFTER_MS, () => {
      // Something may have come, and wait behind this.
      this.#work(() => (this.#steps === steps + 1 ? this.#machine.handle({ type: 'stalled' }) : [])).catch(() =>
        this.close()
      )
    })
  }

  #lacks(entry: ShardEntry): boolean {
    const text = shardText(entry)
    const heads = headsDigest(entry)
    if (this.#fruitless.get(text) === heads || !this.#source.durable.lacks(entry, entry.heads)) return false
    this.#offered.set(text, heads)
    return true
  }

  #noteFruitless(name: ShardName): void {
    const text = shardText(name)
    const heads = this.#offered.get(text)
    if (heads === undefined) return // A gap: no heads were told.
    if (this.#fruitless.size >= MAX_FRUITLESS_SHARDS) this.#fruitless.delete(this.#fruitless.keys().next().value!)
    this.#fruitless.set(text, heads)
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
        if (outcome.outcome === 'ignored') this.#noteFruitless(output.name)
        return outcome.outcome === 'refused' ? this.#refuse(outcome.reason) : undefined
      }
      case 'took-nothing':
        return this.#noteFruitless(output.name)
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
        this.#offered.clear()
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

function* answers(question: SyncBody, source: SyncSource): Generator<SyncBody, void> {
  switch (question.type) {
    case 'set-ask': {
      const { set, summary, types } = question
      const items = itemsOf(source, set, types)
      const digests = summaryOf(items.keys()) === summary ? [] : [...items.keys()].slice(0, MAX_DIGESTS_PER_ROUND)
      const pages = paged(digests, MAX_DIGESTS_PER_FRAME, () => 1)
      for (const [page, last] of pages) yield { type: 'set-digests', set, digests: page, last }
      return
    }
    case 'set-want': {
      const items = itemsOf(source, question.set)
      const found = [...new Set(question.digests)].flatMap((digest) => items.get(digest) ?? [])
      const pages = paged(found, SYNC_FRAME_BYTES, (item) => item.byteLength)
      for (const [page, last] of pages) yield { type: 'set-items', set: question.set, items: page, last }
      return
    }
    case 'shard-ask':
      return yield* entriesAnswer(question.buckets, question.types ?? [], source)
    case 'shard-want':
      for (const want of question.wants) yield* shardAnswer(want, source)
      return
    default:
      return
  }
}

/** Shards that hold records of the types asked for come first, type by type; a page ends where a type does. */
function* entriesAnswer(
  buckets: Uint8Array,
  types: readonly string[],
  { durable }: SyncSource
): Generator<SyncBody, void> {
  const differing = new Set(durable.digests.differing(buckets))
  let room = MAX_ENTRIES_PER_ROUND // What is over comes in the next round: then these are equal.
  for (const [ended, type] of [...types, undefined].entries()) {
    const named: ShardLog[] = []
    for (const log of differing) {
      if (named.length >= room) break
      if (type !== undefined && !durable.types.mayHold(log, type)) continue
      differing.delete(log)
      named.push(log)
    }
    room -= named.length
    for (const [page, isLastOfType] of paged(named, MAX_ENTRIES_PER_FRAME, () => 1)) {
      const last = type === undefined && isLastOfType
      if (page.length === 0 && !last) continue
      const entries = page.map((log) => ({ author: log.author, shard: log.shard, heads: log.heads() }))
      yield { type: 'shard-entries', entries, types: ended, last }
    }
  }
}

function* shardAnswer(want: ShardEntry, { durable }: SyncSource): Generator<SyncBody, void> {
  const name: ShardName = { author: want.author, shard: want.shard }
  const log = durable.log(name)
  const missing = log?.changesSince(want.heads) ?? []
  yield { type: 'shard-heads', name, heads: log?.signedHeads.map(({ bytes }) => bytes) ?? [] }
  for (const [page, last] of paged(missing, SYNC_FRAME_BYTES, (change) => change.byteLength)) {
    const changes = bytesOrNothing(durable, name, page)
    yield { type: 'shard-changes', changes: changes ?? [], last: last || changes === undefined }
    if (changes === undefined) return // Our disk failed: the peer finds the answer incomplete and asks another.
  }
}

function bytesOrNothing(durable: SyncedRecords, name: ShardName, page: LinkedChange[]): Uint8Array[] | undefined {
  try {
    return durable.changeBytes(name, page)
  } catch {
    return undefined
  }
}

/** Cuts a list so that each page weighs at most `limit`, or is one item. At least one page; the last one says so. */
function* paged<Item>(
  items: readonly Item[],
  limit: number,
  weigh: (item: Item) => number
): Generator<[Item[], boolean]> {
  let page: Item[] = []
  let weight = 0
  for (const item of items) {
    const more = weigh(item)
    if (page.length > 0 && weight + more > limit) {
      yield [page, false]
      page = []
      weight = 0
    }
    page.push(item)
    weight += more
  }
  yield [page, true]
}

function viewOf(source: SyncSource): SyncView {
  return {
    digests: (set) => new Set(itemsOf(source, set).keys()),
    summary: (set, types) => summaryOf(itemsOf(source, set, types).keys()),
    buckets: () => source.durable.digests.buckets(),
    headsOf: (name) => source.durable.log(name)?.heads() ?? [],
    lacks: (entry) => source.durable.lacks(entry, entry.heads)
  }
}

function itemsOf(source: SyncSource, set: SyncSet, types?: readonly string[]): ReadonlyMap<string, Uint8Array> {
  if (set === 'ephemeral') return source.ephemeral(types)
  return new Map(source.credentials().map((object) => [credentialDigest(object), object]))
}

function headsDigest({ heads }: ShardEntry): string {
  return toHex(sha256(utf8(heads.join())).subarray(0, SYNC_DIGEST_BYTES))
}

const credentialDigests = new WeakMap<Uint8Array, string>()

function credentialDigest(object: Uint8Array): string {
  let digest = credentialDigests.get(object)
  if (digest === undefined) {
    digest = toHex(sha256(object).subarray(0, SYNC_DIGEST_BYTES))
    credentialDigests.set(object, digest)
  }
  return digest
}

function summaryOf(digests: Iterable<string>): string {
  return toHex(sha256(fromHex([...digests].sort().join(''))!).subarray(0, SYNC_DIGEST_BYTES))
}
