import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { namedRecordId, type GroupRecord } from '../../src/record/index.js'
import { AutoRefresh } from '../../src/store/auto-refresh.js'
import { MIN_REFRESH_DELAY_MS, UPKEEP_RETRY_MS } from '../../src/store/defaults.js'
import { createMemoryStorage } from '../../src/store/index.js'
import type { View } from '../../src/store/view.js'
import { testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { contents, FIRST_NAMED_VERSION, noteType, openTestStore, signalType } from '../support/store-peers.js'

const MINUTE_MS = 60_000
const id = namedRecordId(alice.peer, 'list')

describe('the machine', () => {
  function viewOf(changed: Partial<GroupRecord> = {}): View {
    const record = testRecord(alice, 'list', {
      autoRefresh: true,
      expiresAtMs: FAKE_NOW_MS + 10 * MINUTE_MS,
      ...changed
    })
    return { winner: { record, hash: 'aa' }, expiresAtMs: record.expiresAtMs, untilMs: record.expiresAtMs }
  }

  test('has a record renewed when half its life is left', () => {
    const machine = new AutoRefresh(alice.peer)
    machine.see(id, viewOf(), FAKE_NOW_MS)
    expect(machine.nextAtMs).toBe(FAKE_NOW_MS + 5 * MINUTE_MS)
    expect(machine.takeDue(FAKE_NOW_MS + 5 * MINUTE_MS - 1)).toEqual([])
    expect(machine.takeDue(FAKE_NOW_MS + 5 * MINUTE_MS)).toEqual([id])
    expect(machine.takeDue(FAKE_NOW_MS + 5 * MINUTE_MS)).toEqual([])
  })

  test('counts from the last renewal', () => {
    const machine = new AutoRefresh(alice.peer)
    const renewedAtMs = FAKE_NOW_MS + 4 * MINUTE_MS
    machine.see(id, viewOf({ version: 2, renewals: 1, renewedAtMs }), renewedAtMs)
    expect(machine.nextAtMs).toBe(FAKE_NOW_MS + 7 * MINUTE_MS)
  })

  test('never does so within 4 s, however late it is', () => {
    const machine = new AutoRefresh(alice.peer)
    const lateMs = FAKE_NOW_MS + 9 * MINUTE_MS
    machine.see(id, viewOf(), lateMs)
    expect(machine.nextAtMs).toBe(lateMs + MIN_REFRESH_DELAY_MS)
  })

  test('tries again after a minute', () => {
    const machine = new AutoRefresh(alice.peer)
    machine.see(id, viewOf(), FAKE_NOW_MS)
    const dueMs = FAKE_NOW_MS + 5 * MINUTE_MS
    expect(machine.takeDue(dueMs)).toEqual([id])
    machine.failed(id, dueMs)
    expect(machine.takeDue(dueMs + UPKEEP_RETRY_MS)).toEqual([id])
  })

  test.each<[string, View | undefined]>([
    ['nothing of it counts any more', undefined],
    ['somebody else changed it', viewOf({ version: 2, lastModifiedBy: bob.peer })],
    ['it is deleted', viewOf({ version: 2, deleted: true, autoRefresh: true })],
    ['it is not to be renewed any more', viewOf({ version: 2, autoRefresh: false })]
  ])('leaves it alone when %s', (_what, view) => {
    const machine = new AutoRefresh(alice.peer)
    machine.see(id, viewOf(), FAKE_NOW_MS)
    machine.see(id, view, FAKE_NOW_MS)
    expect(machine.takeDue(FAKE_NOW_MS + 10 * MINUTE_MS)).toEqual([])
    machine.failed(id, FAKE_NOW_MS)
    expect(machine.takeDue(FAKE_NOW_MS + 20 * MINUTE_MS)).toEqual([])
  })
})

describe('a record that is to be renewed', () => {
  test('lives as long as its writer runs, says the same, and ends when that stops', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const first = await here.store.add(noteType, { id, data: 'milk', ttlMs: 4 * MINUTE_MS, autoRefresh: true })
    await here.clock.advanceAsync(60 * MINUTE_MS)
    const now = here.store.get(id)!
    expect(now).toMatchObject({
      autoRefresh: true,
      modifiedAtMs: first.modifiedAtMs,
      renewals: now.version - first.version
    })
    expect(now.renewals).toBe(30) // One in two minutes.
    for (const item of here.flooded) expect((await there.store.receive(item)).outcome).toBe('applied')
    expect(contents(there)).toEqual([expect.stringMatching(/ milk$/)])
    await here.store.close()
    expect(here.clock.pendingTimers).toBe(0)
    await there.clock.advanceAsync(59 * MINUTE_MS)
    expect(contents(there)).toHaveLength(1)
    await there.clock.advanceAsync(5 * MINUTE_MS)
    expect(contents(there)).toEqual([])
  })

  test('never wins against a change or a deletion by somebody who had not seen it renewed', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const type = { ...noteType, name: 'test.shared', changeableBy: 'members' as const }
    for (const { store } of [here, there]) store.declare(type)
    const other = namedRecordId(alice.peer, 'other')
    for (const name of [id, other]) await here.store.add(type, { id: name, data: 'milk', autoRefresh: true })
    for (const item of here.flooded) await there.store.receive(item)
    await here.clock.advanceAsync(48 * 60 * MINUTE_MS)
    expect(here.store.get(id)!.version).toBeGreaterThan(FIRST_NAMED_VERSION + 2)
    await there.store.update(type, id, { data: 'bread' })
    await there.store.delete(other)
    for (const item of there.flooded) expect((await here.store.receive(item)).outcome).toBe('applied')
    expect(contents(here)).toEqual([expect.stringMatching(/ bread$/)])
    const written = here.flooded.length
    await here.clock.advanceAsync(MINUTE_MS) // Both are adopted, above every version that was seen.
    expect(here.flooded).toHaveLength(written + 2)
    expect(here.store.get(id)).toMatchObject({ renewals: 0, autoRefresh: true, lastModifiedBy: alice.peer })
    for (const item of here.flooded) await there.store.receive(item)
    expect(contents(there)).toEqual(contents(here))
  })

  test('is renewed until it is told not to be', async () => {
    const here = await openTestStore(alice)
    await here.store.add(noteType, { id, data: 'milk', ttlMs: 10 * MINUTE_MS, autoRefresh: true })
    await here.store.update(noteType, id, { data: 'bread', ttlMs: 10 * MINUTE_MS })
    await here.clock.advanceAsync(30 * MINUTE_MS)
    expect(here.store.get(id)).toMatchObject({ autoRefresh: true, data: utf8('bread') })
    await here.store.update(noteType, id, { data: 'end', ttlMs: MINUTE_MS, autoRefresh: false })
    await here.clock.advanceAsync(30 * MINUTE_MS)
    expect(contents(here)).toEqual([])
  })

  test('is renewed by what runs after a restart', async () => {
    const storage = createMemoryStorage()
    storage.close = async () => {}
    const here = await openTestStore(alice, { storage })
    await here.store.add(noteType, { id, data: 'milk', ttlMs: 10 * MINUTE_MS, autoRefresh: true })
    await here.store.close()
    const again = await openTestStore(alice, { storage, seed: 9 })
    expect(contents(again)).toHaveLength(1)
    await again.clock.advanceAsync(60 * MINUTE_MS)
    expect(contents(again)).toHaveLength(1)
  })

  test('must live 4 minutes, and be durable', async () => {
    const here = await openTestStore(alice)
    const short = here.store.add(noteType, { data: 'x', ttlMs: 4 * MINUTE_MS - 1, autoRefresh: true })
    await expect(short).rejects.toMatchObject({ code: 'BAD_RECORD' })
    const ephemeral = here.store.add(signalType, { data: 'x', autoRefresh: true })
    await expect(ephemeral).rejects.toMatchObject({ code: 'BAD_RECORD' })
  })
})
