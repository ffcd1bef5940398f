import { expect, test } from 'vitest'
import { seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import { MAX_DURABLE_VERSION } from '../../src/record/index.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR } from '../../src/store/defaults.js'
import { DurableRecords } from '../../src/store/durable-records.js'
import { ALL_HEADS } from '../../src/store/log-keys.js'
import { createMemoryStorage, type Storage } from '../../src/store/index.js'
import { signHead } from '../../src/store/signed-head.js'
import { ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../support/people.js'

function open(person: Person, storage: Storage): Promise<DurableRecords> {
  return DurableRecords.open({
    group: TEST_GROUP,
    keyPair: person.keyPair,
    storage,
    clock: new FakeClock(),
    random: seededRandom(1),
    logger: silentLogger,
    knowsAuthor: () => true,
    onVersion: () => {},
    flood: () => {},
    endedAtMs: () => 0,
    contributionEndedAtMs: () => 0,
    othersMayChange: () => false
  })
}

test('one author fills its own share of the bytes, and nobody else pays for it', async () => {
  const records = await open(bob, createMemoryStorage())
  const bytesOf = (author: PeerId): number =>
    [...records.logs()].reduce((sum, log) => sum + (log.author === author ? log.bytes : 0), 0)
  const big = async (author: Person, shard: number): Promise<string> => {
    const writer = new ShardWriter(author, `${shard}`)
    const change = writer.write(`${shard}`, { data: new Uint8Array(768 * 1024) })
    const head = writer.sign(shard).bytes
    writer.document.free()
    return (await records.receiveShard({ author: author.peer, shard }, [head], [change])).outcome
  }
  let shard = 0
  while ((await big(alice, ++shard)) === 'applied') expect(shard).toBeLessThan(100)
  expect(bytesOf(alice.peer)).toBeLessThanOrEqual(MAX_CHANGE_BYTES_PER_AUTHOR)
  expect(bytesOf(alice.peer)).toBeGreaterThan(MAX_CHANGE_BYTES_PER_AUTHOR - 1024 * 1024)
  expect(await big(alice, shard + 1)).toBe('ignored')
  expect(await big(carol, 1)).toBe('applied')
})

test('who was away for a whole turn of an author takes its new shards while the old ones are here, and no more', async () => {
  const records = await open(bob, createMemoryStorage())
  const bytes = (): number => [...records.logs()].reduce((sum, log) => sum + log.bytes, 0)
  const receive = async (shard: number, firstLivingShard: number): Promise<string> => {
    const writer = new ShardWriter(alice, `${shard}`)
    const data = new Uint8Array(768 * 1024)
    const changes = Array.from({ length: 5 }, (_, i) => writer.write(`${shard} ${i}`, { data }))
    const head = signHead(
      { shard, firstLivingShard, changes: 5, heads: writer.document.heads() },
      TEST_GROUP,
      alice.keyPair
    )
    writer.document.free()
    return (await records.receiveShard({ author: alice.peer, shard }, [head.bytes], changes)).outcome
  }
  let shard = 1
  while ((await receive(shard, 1)) === 'applied') shard++
  const [full, turn] = [bytes(), shard]
  expect(full).toBeGreaterThan(0.9 * MAX_CHANGE_BYTES_PER_AUTHOR)
  while ((await receive(shard, shard - turn + 2)) === 'applied') shard++
  expect(bytes()).toBeGreaterThan(1.9 * full)
  expect(bytes()).toBeLessThanOrEqual(2 * MAX_CHANGE_BYTES_PER_AUTHOR)
})

test('what no change can say is refused by itself, not with what is written beside it', async () => {
  const records = await open(alice, createMemoryStorage())
  const [tooNew, good] = [testRecord(alice, 'new', { version: MAX_DURABLE_VERSION + 1 }), testRecord(alice, 'good')]
  const written = await Promise.allSettled([tooNew, good].map((record) => records.write(record.id, () => record)))
  expect(written.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

test('the heads that we sign over what damage left of ours are on the disk', async () => {
  const storage = createMemoryStorage()
  const writer = new ShardWriter(alice)
  const first = writer.write('first')
  writer.write('second')
  const source = await open(alice, storage)
  await source.receiveShard({ author: alice.peer, shard: 1 }, [writer.sign().bytes], writer.changes)
  await source.close()
  for await (const [key, value] of storage.entries({ from: Uint8Array.of(0), to: Uint8Array.of(255) })) {
    if (Buffer.compare(value, first) !== 0 && key[0] === 'c'.charCodeAt(0)) {
      await storage.write([{ key, value: undefined }], { sync: true })
    }
  }
  const restored = await open(alice, storage)
  const log = [...restored.logs()][0]!
  expect(log.size).toBe(1)
  await restored.close()
  const heads: string[] = []
  for await (const [, value] of storage.entries(ALL_HEADS)) heads.push(Buffer.from(value).toString('hex'))
  expect(heads).toContain(Buffer.from(log.signedHeads[0]!.bytes).toString('hex'))
})
