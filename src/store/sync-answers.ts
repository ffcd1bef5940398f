// What a neighbour that synchronises is answered, frame by frame. Spec: docs/protocols/store-sync.md.
import {
  MAX_DIGESTS_PER_FRAME,
  MAX_DIGESTS_PER_ROUND,
  MAX_ENTRIES_PER_FRAME,
  MAX_ENTRIES_PER_ROUND,
  SYNC_FRAME_BYTES
} from './defaults.js'
import type { DurableRecords } from './durable-records.js'
import type { ShardName } from './log-keys.js'
import type { LinkedChange, ShardLog } from './shard-log.js'
import type { ShardEntry, SyncBody, SyncSet } from './sync-frame.js'
import type { SyncedSet } from './sync-set.js'

/** What answers are made from. */
export interface AnswerSource {
  credentials(): SyncedSet
  ephemeral(): SyncedSet
  durable: Pick<DurableRecords, 'digests' | 'types' | 'log' | 'outlivesEnd' | 'changeBytes'>
}

export function setOfSource(source: Pick<AnswerSource, SyncSet>, set: SyncSet): SyncedSet {
  return set === 'ephemeral' ? source.ephemeral() : source.credentials()
}

/** The frames that answer a question, each made when it is asked for: nothing of them waits in memory. */
export function* answers(question: SyncBody, source: AnswerSource): Generator<SyncBody, void> {
  switch (question.type) {
    case 'set-ask': {
      const { set, summary, types } = question
      const here = setOfSource(source, set)
      const digests = here.summary(types) === summary ? [] : here.digests(types).slice(0, MAX_DIGESTS_PER_ROUND)
      const pages = paged(digests, MAX_DIGESTS_PER_FRAME, () => 1)
      for (const [page, last] of pages) yield { type: 'set-digests', set, digests: page, last }
      return
    }
    case 'set-want': {
      const here = setOfSource(source, question.set)
      const found = [...new Set(question.digests)].flatMap((digest) => here.get(digest) ?? [])
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
  { durable }: AnswerSource
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
      const entries = page.map((log) => entryOf(log, durable.outlivesEnd(log)))
      yield { type: 'shard-entries', entries, types: ended, last }
    }
  }
}

function entryOf(log: ShardLog, outlivesEnd: boolean): ShardEntry {
  const entry = { author: log.author, shard: log.shard, heads: log.heads() }
  return outlivesEnd ? { ...entry, outlivesEnd } : entry
}

function* shardAnswer(want: ShardEntry, { durable }: AnswerSource): Generator<SyncBody, void> {
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

function bytesOrNothing(
  durable: AnswerSource['durable'],
  name: ShardName,
  page: LinkedChange[]
): Uint8Array[] | undefined {
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
