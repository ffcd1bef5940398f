// Runs synchronising over one link: carries out what the machine says, and answers the peer's questions one after the
// other, apart from our own reading, so that two sides that answer each other cannot wait for each other.
import { concatBytes, fromHex, sha256, toHex } from '../base/index.js'
import {
  MAX_DIGESTS_PER_FRAME,
  MAX_ENTRIES_PER_FRAME,
  MAX_WAITING_ANSWERS,
  SYNC_BUCKETS,
  SYNC_DIGEST_BYTES,
  SYNC_FRAME_BYTES
} from './defaults.js'
import type { DurableRecords } from './durable-records.js'
import { shardBytes, shardText, type ShardName } from './log-keys.js'
import type { ReceiveOutcome, SyncInit, SyncSession } from './store.js'
import {
  decodeSyncFrame,
  encodeSyncFrame,
  type ShardEntry,
  type SyncBody,
  type SyncFrame,
  type SyncSet
} from './sync-frame.js'
import { SyncMachine, type SyncOutput, type SyncView } from './sync.js'

/** What a session reads and fills. */
export interface SyncSource {
  credentials(): Uint8Array[]
  /** By digest, what may still be passed on. */
  ephemeral(): ReadonlyMap<string, Uint8Array>
  durable: DurableRecords
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
  /** Outputs of the machine, and answers: each in its own order. */
  #working: Promise<void> = Promise.resolve()
  #answering: Promise<void> = Promise.resolve()
  #waitingAnswers = 0
  #closed = false

  constructor(init: SyncInit, source: SyncSource) {
    this.#init = init
    this.#source = source
    this.#machine = new SyncMachine(viewOf(source))
  }

  startRound(): void {
    void this.#work(() => this.#machine.handle({ type: 'start' }))
  }

  requestShard(author: string, shard: number): void {
    void this.#work(() => this.#machine.handle({ type: 'gap', name: { author, shard } }))
  }

  async receive(bytes: Uint8Array): Promise<void> {
    if (this.#closed) return
    const frame = decodeSyncFrame(bytes)
    if (frame === undefined) return this.#refuse('malformed frame')
    if (isQuestion(frame)) return this.#enqueueAnswer(frame)
    await this.#work(() => this.#machine.handle({ type: 'frame', frame }))
  }

  close(): void {
    this.#closed = true
  }

  #work(step: () => SyncOutput[]): Promise<void> {
    this.#working = this.#working.then(async () => {
      try {
        if (!this.#closed) for (const output of step()) if (!this.#closed) await this.#carryOut(output)
      } catch {
        this.#closed = true // The link or the disk failed: the link's owner knows; a later round goes on.
      }
    })
    return this.#working
  }

  async #carryOut(output: SyncOutput): Promise<void> {
    switch (output.type) {
      case 'send':
        return this.#init.send(encodeSyncFrame(output.frame))
      case 'take-items':
        for (const item of output.items) {
          const { receiveCredential, receiveEphemeral } = this.#source
          const outcome = output.set === 'credentials' ? await receiveCredential(item) : receiveEphemeral(item)
          if (outcome.outcome === 'refused') return this.#refuse(outcome.reason)
        }
        return
      case 'take-shard': {
        const outcome = await this.#source.durable.receiveShard(output.name, output.heads, output.changes)
        return outcome.outcome === 'refused' ? this.#refuse(outcome.reason) : undefined
      }
      case 'synchronised':
        return this.#init.onSynchronised()
      case 'refuse':
        return this.#refuse(output.reason)
    }
  }

  #enqueueAnswer(frame: SyncFrame): void {
    if (++this.#waitingAnswers > MAX_WAITING_ANSWERS) return this.#refuse('asks without reading the answers')
    this.#answering = this.#answering.then(async () => {
      try {
        for (const body of answers(frame, this.#source)) {
          if (this.#closed) return
          await this.#init.send(encodeSyncFrame({ ...body, round: frame.round }))
        }
      } catch {
        this.#closed = true
      } finally {
        this.#waitingAnswers--
      }
    })
  }

  #refuse(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#init.onRefuse(reason)
  }
}

function isQuestion({ type }: SyncBody): boolean {
  return type === 'set-ask' || type === 'set-want' || type === 'shard-ask' || type === 'shard-want'
}

function* answers(question: SyncBody, source: SyncSource): Generator<SyncBody> {
  switch (question.type) {
    case 'set-ask': {
      const { set, summary } = question
      const items = itemsOf(source, set)
      const digests = summaryOf(items.keys()) === summary ? [] : [...items.keys()]
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
      const ours = bucketsOf(source)
      const entries = [...source.durable.logs()]
        .filter((log) => {
          const at = bucketOf(log) * SYNC_DIGEST_BYTES
          return (
            Buffer.compare(
              ours.subarray(at, at + SYNC_DIGEST_BYTES),
              question.buckets.subarray(at, at + SYNC_DIGEST_BYTES)
            ) !== 0
          )
        })
        .map((log) => ({ author: log.author, shard: log.shard, heads: log.heads() }))
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

function* shardAnswer(want: ShardEntry, { durable }: SyncSource): Generator<SyncBody> {
  const name: ShardName = { author: want.author, shard: want.shard }
  const log = durable.log(name)
  const missing = log?.changesSince(want.heads) ?? []
  yield { type: 'shard-heads', name, heads: log?.signedHeads.map(({ bytes }) => bytes) ?? [] }
  for (const [page, last] of paged(missing, SYNC_FRAME_BYTES, (change) => change.byteLength)) {
    yield { type: 'shard-changes', changes: durable.changeBytes(name, page), last }
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
    buckets: () => bucketsOf(source),
    headsOf: (name) => source.durable.log(name)?.heads() ?? []
  }
}

function itemsOf(source: SyncSource, set: SyncSet): ReadonlyMap<string, Uint8Array> {
  if (set === 'ephemeral') return source.ephemeral()
  return new Map(source.credentials().map((object) => [toHex(sha256(object).subarray(0, SYNC_DIGEST_BYTES)), object]))
}

function summaryOf(digests: Iterable<string>): string {
  return toHex(sha256(...[...digests].sort().map((digest) => fromHex(digest)!)).subarray(0, SYNC_DIGEST_BYTES))
}

/** In which of the 256 buckets a shard lies. */
function bucketOf(name: ShardName): number {
  return sha256(shardBytes(name))[0] ?? 0
}

/** The digest of each bucket, over its shards and their heads in the order of author and shard. */
function bucketsOf({ durable }: SyncSource): Uint8Array {
  const members: Uint8Array[][] = Array.from({ length: SYNC_BUCKETS }, () => [])
  for (const log of [...durable.logs()].sort((a, b) => (shardText(a) < shardText(b) ? -1 : 1))) {
    members[bucketOf(log)]?.push(sha256(shardBytes(log), ...log.heads().map((head) => fromHex(head)!)))
  }
  return concatBytes(members.map((entries) => sha256(...entries).subarray(0, SYNC_DIGEST_BYTES)))
}
