// Runs synchronising over one link: carries out what the machine says, and answers the peer's questions one after the
// other, apart from our own reading, so that two sides that answer each other cannot wait for each other.
import { fromHex, sha256, toHex, type Clock, type Timer } from '../base/index.js'
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
import type { LinkedChange } from './shard-log.js'
import type { ReceiveOutcome, SyncInit, SyncSession } from './store.js'
import {
  decodeSyncFrame,
  encodeSyncFrame,
  type ShardEntry,
  type SyncBody,
  type SyncFrame,
  type SyncSet
} from './sync-frame.js'
import { SyncMachine, type SyncInput, type SyncOutput, type SyncView } from './sync.js'

/** What of the durable records a session needs. */
export type SyncedRecords = Pick<DurableRecords, 'digests' | 'log' | 'lacks' | 'changeBytes' | 'receiveShard'>

/** What a session reads and fills. */
export interface SyncSource {
  clock: Clock
  credentials(): Uint8Array[]
  /** By digest, what may still be passed on. */
  ephemeral(): ReadonlyMap<string, Uint8Array>
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
  /** Something was new here in this round. */
  #learnt = false
  /** A shard came without what it rests on: this round cannot say that we have everything. */
  #incomplete = false
  /** By shard, the peer's heads as last told, and those that led to no change here: not asked for again. */
  readonly #offered = new Map<string, string>()
  readonly #fruitless = new Map<string, string>()
  #steps = 0
  #stalled: Timer | undefined
  #closed = false

  constructor(init: SyncInit, source: SyncSource) {
    this.#init = init
    this.#source = source
    this.#machine = new SyncMachine({ ...viewOf(source), lacks: (entry) => this.#lacks(entry) })
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
    this.#answers.push({ round: frame.round, bodies: answers(frame, this.#source) })
    void this.#sendAll()
  }

  close(): void {
    this.#closed = true
    this.#stalled?.cancel()
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
    const heads = entry.heads.join()
    if (this.#fruitless.get(text) === heads || !this.#source.durable.lacks(entry, entry.heads)) return false
    this.#offered.set(text, heads)
    return true
  }

  #noteFruitless(name: ShardName): void {
    const text = shardText(name)
    if (this.#fruitless.size >= MAX_FRUITLESS_SHARDS) this.#fruitless.clear()
    this.#fruitless.set(text, this.#offered.get(text) ?? '')
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
      case 'synchronised':
      case 'gaps-filled':
        if (output.type === 'synchronised' && !this.#incomplete) this.#init.onSynchronised(this.#learnt)
        else if (this.#learnt) this.#init.onLearnt?.()
        this.#learnt = this.#incomplete = false
        this.#offered.clear()
        return
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
        await this.#init.send(encodeSyncFrame(frame))
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
      if (answer === undefined) return undefined
      const next = answer.bodies.next()
      if (next.done !== true) return { ...next.value, round: answer.round }
      this.#answers.shift()
    }
    return undefined
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
      const { set, summary } = question
      const items = itemsOf(source, set)
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
    case 'shard-ask': {
      const entries: ShardEntry[] = []
      for (const log of source.durable.digests.differing(question.buckets)) {
        if (entries.length >= MAX_ENTRIES_PER_ROUND) break // What is over comes in the next round: then these are equal.
        entries.push({ author: log.author, shard: log.shard, heads: log.heads() })
      }
      const pages = paged(entries, MAX_ENTRIES_PER_FRAME, () => 1)
      for (const [page, last] of pages) yield { type: 'shard-entries', entries: page, last }
      return
    }
    case 'shard-want':
      for (const want of question.wants) yield* shardAnswer(want, source)
      return
    default:
      return
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
    summary: (set) => summaryOf(itemsOf(source, set).keys()),
    buckets: () => source.durable.digests.buckets(),
    headsOf: (name) => source.durable.log(name)?.heads() ?? [],
    lacks: (entry) => source.durable.lacks(entry, entry.heads)
  }
}

function itemsOf(source: SyncSource, set: SyncSet): ReadonlyMap<string, Uint8Array> {
  if (set === 'ephemeral') return source.ephemeral()
  return new Map(source.credentials().map((object) => [credentialDigest(object), object]))
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
