// What the store keeps in memory, in bytes of the heap: no clock decides here, and garbage is collected before it is counted.
import '../../src/base/polyfill.js'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, test } from 'vitest'
import { peerIdFromPublicKey, seededRandom, silentLogger } from '../../src/base/index.js'
import { openStore, type Store } from '../../src/store/index.js'
import type { ShardLog } from '../../src/store/shard-log.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import { TEST_GROUP } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice } from '../support/people.js'
import { noteType, TestPolicy } from '../support/store-peers.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-memory-'))
afterAll(() => rm(home, { recursive: true }))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heapBytes(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

async function openAt(folder: string): Promise<Store> {
  const components = { keyPair: alice.keyPair, policy: new TestPolicy([alice]), clock: new FakeClock() }
  const rest = { random: seededRandom(1), logger: silentLogger }
  const store = await openStore({ ...components, ...rest }, { group: TEST_GROUP, folder })
  store.declare(noteType)
  return store
}

test('a record with two attributes rests in less than 1,600 bytes of the heap, whatever it is found by', async () => {
  const folder = join(home, 'resting')
  const [count, together] = [2000, 100]
  const writer = await openAt(folder)
  for (let i = 0; i < count; i += together) {
    const attributes = (j: number) => ({ color: `${i + j}`.padStart(64, 'f'), size: 3_000_000_000 + i + j })
    const add = (_: unknown, j: number) => writer.add(noteType, { data: 'x'.repeat(200), attributes: attributes(j) })
    await Promise.all(Array.from({ length: together }, add))
  }
  await writer.close()
  await (await openAt(folder)).close() // What the engine and the caches keep of the first time is not counted.
  // Now and then the engine lets go of, or takes, a tenth of that for its own ends: the median of three is what records take.
  const bytesEach: number[] = []
  for (let time = 0; time < 3; time++) {
    const before = heapBytes()
    const store = await openAt(folder)
    bytesEach.push((heapBytes() - before) / count)
    expect(store.find({ type: noteType.name })).toHaveLength(count)
    await store.close()
  }
  expect(bytesEach.sort((a, b) => a - b)[1]).toBeLessThan(1600)
})

test('a peer id is one piece in memory', () => {
  const count = 4000
  const keyOf = (i: number) => new Uint8Array(32).fill(i % 251).fill(Math.floor(i / 251), 31)
  const before = heapBytes()
  const ids = Array.from({ length: count }, (_, i) => peerIdFromPublicKey(keyOf(i)))
  const bytesEach = (heapBytes() - before) / count
  expect(new Set(ids).size).toBe(count)
  expect(bytesEach).toBeLessThan(400)
})

test('shards that were dropped are not kept where no neighbour asks for digests', () => {
  const digests = new SyncDigests()
  const shardBytes = 10_000
  const noteAll = (count: number): void => {
    for (let shard = 1; shard <= count; shard++) {
      const log = {
        author: alice.peer,
        shard,
        size: 1,
        heads: () => [],
        holds: new Array<number>(shardBytes / 8).fill(0.5)
      }
      digests.note(log as unknown as ShardLog)
      digests.note(log as unknown as ShardLog, 'gone')
    }
  }
  const before = heapBytes()
  noteAll(2000)
  expect(heapBytes() - before).toBeLessThan(100 * shardBytes)
})
