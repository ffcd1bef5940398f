// What waits for a time that its author claimed: no more of it than is here.
import { expect, test, vi } from 'vitest'
import { ExpiryQueue } from '../../src/store/expiry-queue.js'
import { encodeItem } from '../../src/store/store-item.js'
import { shardsStatementRecord } from '../../src/store/shards-statement.js'
import { signHead } from '../../src/store/signed-head.js'
import { actorOf, checked, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { noteType, openTestStore, type TestStore } from '../support/store-peers.js'

const RECORDS = 10
const NEVER_MS = 8e15

/** Bob writes a shard of records that claim to last for ever, after a statement that the one before has ended. */
async function takeShard({ store }: TestStore, shard: number): Promise<void> {
  const writer = new ShardWriter(bob, `process ${shard}`)
  if (shard > 1) {
    const changes = shard === 2 ? RECORDS : RECORDS + 1
    const retired = new Map([[shard - 1, new Map([[actorOf(`${bob.name} process ${shard - 1}`), changes]])]])
    const statement = { firstLivingShard: shard, living: new Map(), retired }
    writer.write('statement', shardsStatementRecord(statement, bob.peer, shard, FAKE_NOW_MS))
  }
  for (let i = 0; i < RECORDS; i++) writer.write(`${shard} ${i}`, { expiresAtMs: NEVER_MS })
  for (const [i, change] of writer.changes.entries()) {
    const content = { shard, firstLivingShard: shard, changes: i + 1, heads: [checked(change).hash] }
    const head = signHead(content, TEST_GROUP, bob.keyPair)
    expect(await store.receive(encodeItem({ type: 'shard-update', head: head.bytes, change }))).toMatchObject({
      outcome: 'applied'
    })
  }
}

test('records that a member ends wait nowhere for the expiry that they claimed', async () => {
  const add = vi.spyOn(ExpiryQueue.prototype, 'add')
  const here = await openTestStore(alice)
  for (let shard = 1; shard <= 12; shard++) await takeShard(here, shard)
  expect(here.store.status()).toMatchObject({ records: RECORDS, shards: 1 })
  const queues = [...new Set(add.mock.contexts as ExpiryQueue[])]
  expect(Math.max(...queues.map(({ size }) => size))).toBeLessThanOrEqual(2 * RECORDS + 1)
  expect(Math.max(...queues.map((queue) => queue.takeDue(NEVER_MS).length))).toBe(RECORDS)
  add.mockRestore()
})

test('records that were to be renewed and then deleted wait for no renewal', async () => {
  const add = vi.spyOn(ExpiryQueue.prototype, 'add')
  const here = await openTestStore(alice)
  for (let i = 0; i < 20; i++) {
    const { id } = await here.store.add(noteType, { data: `${i}`, autoRefresh: true })
    await here.store.delete(id)
  }
  const renewing = Math.floor(noteType.ttlMs / 2) + here.clock.nowMs()
  const queues = [...new Set(add.mock.contexts as ExpiryQueue[])]
  for (const queue of queues) expect(queue.takeDue(renewing)).toEqual([])
  add.mockRestore()
})
