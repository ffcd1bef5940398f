import { describe, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { APPLY_BATCH_MS, MAX_OPEN_DOCUMENTS } from '../../src/store/defaults.js'
import { shardText, type ShardName } from '../../src/store/log-keys.js'
import { ShardDocuments } from '../../src/store/shard-documents.js'
import { openShardDocument, type ShardDocument } from '../../src/store/shard.js'
import { checked, ShardWriter } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice } from '../support/people.js'

const name: ShardName = { author: alice.peer, shard: 1 }

/** Documents over a log in memory; each call of the real document is counted. */
function setUp(wrap: (document: ShardDocument) => ShardDocument = (document) => document) {
  const clock = new FakeClock()
  const log = new Map<string, Uint8Array[]>()
  const batches: number[] = []
  const refused: string[] = []
  let freed = 0
  const actors = new Set<string>()
  const documents = new ShardDocuments({
    clock,
    random: seededRandom(1),
    logger: silentLogger,
    changesOf: (of) => log.get(shardText(of)) ?? [],
    onRefused: (of) => refused.push(shardText(of)),
    open: (actor) => {
      actors.add(actor)
      const document = wrap(openShardDocument(actor))
      return {
        ...document,
        apply: (changes) => {
          batches.push(changes.length)
          document.apply(changes)
        },
        free: () => {
          freed++
          document.free()
        }
      }
    }
  })
  const keep = (of: ShardName, ...changes: Uint8Array[]): void => {
    log.set(shardText(of), [...(log.get(shardText(of)) ?? []), ...changes])
    documents.collect(of, changes)
  }
  return { clock, documents, batches, refused, actors, keep, log, freed: () => freed }
}

describe('foreign changes', () => {
  test('are collected and applied as one batch', () => {
    const { clock, documents, batches, keep } = setUp()
    const writer = new ShardWriter(alice)
    documents.forWriting(name, []) // Open, as one of ours that another machine of ours writes to.
    batches.length = 0
    for (const text of ['a', 'b', 'c']) keep(name, writer.write(text))
    expect(batches).toEqual([])
    clock.advance(APPLY_BATCH_MS)
    expect(batches).toEqual([3])
    for (const text of ['d', 'e']) keep(name, writer.write(text))
    clock.advance(APPLY_BATCH_MS)
    expect(batches).toEqual([3, 2])
    const document = documents.forWriting(name, writer.document.heads())
    expect(document.keys()).toHaveLength(5)
    expect(document.read(checked(writer.changes[0]!).key)).toEqual([checked(writer.changes[0]!).value])
  })

  test('that Automerge refuses cost the handle, not the log: the next one starts from there', () => {
    let poisoned = true
    const { clock, documents, keep, refused, freed, batches } = setUp((document) => ({
      ...document,
      apply: (changes) => {
        if (poisoned && changes.length === 2) throw new Error('PanicError')
        document.apply(changes)
      }
    }))
    const writer = new ShardWriter(alice)
    documents.forWriting(name, [])
    keep(name, writer.write('a'))
    clock.advance(APPLY_BATCH_MS)
    keep(name, writer.write('b'), writer.write('c'))
    clock.advance(APPLY_BATCH_MS)
    expect(refused).toEqual([shardText(name)])
    expect(freed()).toBe(1)
    poisoned = false
    expect(documents.forWriting(name, writer.document.heads()).keys()).toHaveLength(3)
    expect(batches.at(-1)).toBe(3)
  })
})

test('foreign shards that nobody writes are not opened, however much of them comes', () => {
  const { clock, documents, keep, batches } = setUp()
  for (let shard = 1; shard <= 40; shard++)
    keep({ author: alice.peer, shard }, new ShardWriter(alice, `${shard}`).write('a'))
  clock.advance(10 * APPLY_BATCH_MS)
  expect([documents.openCount, batches, clock.pendingTimers]).toEqual([0, [], 0])
})

test('a document is opened from the log as another actor each time, and brought up to it before it is written', () => {
  const { documents, log, actors, freed } = setUp()
  const writer = new ShardWriter(alice)
  log.set(shardText(name), [writer.write('a')])
  expect(documents.forWriting(name, writer.document.heads()).keys()).toHaveLength(1)
  log.get(shardText(name))!.push(writer.write('b')) // The log went on without the document.
  expect(documents.forWriting(name, writer.document.heads()).keys()).toHaveLength(2)
  expect(actors.size).toBe(2)
  expect(freed()).toBe(1)
})

test('few stay open: the one used least lately is freed, and all are at the end', () => {
  const { clock, documents, freed } = setUp()
  for (let shard = 1; shard <= MAX_OPEN_DOCUMENTS + 5; shard++) documents.forWriting({ author: alice.peer, shard }, [])
  expect(documents.openCount).toBe(MAX_OPEN_DOCUMENTS)
  expect(freed()).toBe(5)
  documents.close()
  expect(freed()).toBe(MAX_OPEN_DOCUMENTS + 5)
  expect(clock.pendingTimers).toBe(0)
})
