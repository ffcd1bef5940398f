// Records that cannot be judged yet, and records that wait for company before they expire.
import { describe, expect, test } from 'vitest'
import { namedRecordId, type GroupRecord, type RecordType, type Validity } from '../../src/record/index.js'
import { ALONE_KEY } from '../../src/store/alone-since.js'
import { createMemoryStorage } from '../../src/store/index.js'
import type { Storage } from '../../src/store/storage.js'
import { utf8 } from '../../src/base/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'
import { contents, noteType, openTestStore, signalType, synchronise, type TestStore } from '../support/store-peers.js'

const HOUR_MS = 3_600_000
const id = namedRecordId(alice.peer, 'list')
const text = ({ data }: GroupRecord): string => Buffer.from(data).toString()

/** A type whose validator says what its records say, or what was decided about them meanwhile. */
function judgedType(decided: Map<string, Validity> = new Map(), base: RecordType<string> = noteType) {
  const asked: string[] = []
  const type: RecordType<string> = {
    ...base,
    name: 'test.judged',
    changeableBy: 'members',
    validate: (record) => {
      asked.push(text(record))
      if (text(record) === 'throws') throw new Error('a bug')
      return decided.get(text(record)) ?? (text(record) as Validity)
    }
  }
  return { type, decided, asked }
}

async function flood(from: TestStore, to: TestStore): Promise<void> {
  for (const item of from.flooded) await to.store.receive(item)
}

describe('a type’s validator', () => {
  const plain: RecordType<string> = { ...noteType, name: 'test.judged', changeableBy: 'members' }

  test.each([
    ['valid', 1, 0],
    ['invalid', 0, 0],
    ['deferred', 0, 1],
    ['throws', 0, 0],
    ['nonsense', 0, 0]
  ])('that says "%s" about a record', async (data, visible, deferred) => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { type, asked } = judgedType()
    there.store.declare(type)
    await here.store.add(plain, { data })
    await flood(here, there)
    expect(there.store.find({})).toHaveLength(visible)
    expect(there.store.deferredIds()).toHaveLength(deferred)
    there.policy.setMember(bob.peer, Number.MAX_SAFE_INTEGER)
    there.policy.setMember(alice.peer, Number.MAX_SAFE_INTEGER)
    expect(asked).toHaveLength(data === 'deferred' ? 3 : 1) // Once, and what waits again when members change.
  })

  test('judges versions, so that the last valid one stays, also under a deferred one', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { type, decided } = judgedType()
    const late = await openTestStore(carol)
    late.store.declare(type)
    await here.store.add(plain, { id, data: 'valid' })
    await flood(here, there)
    there.store.declare(plain)
    await there.store.update(plain, id, { data: 'deferred' })
    for (const store of [here, there]) await flood(store, late)
    expect(contents(late)).toEqual([expect.stringMatching(/ valid$/)])
    expect(late.store.deferredIds()).toEqual([id])
    decided.set('deferred', 'valid')
    late.store.validateDeferredRecords()
    expect(contents(late)).toEqual([expect.stringMatching(/ deferred$/)])
    expect(late.store.deferredIds()).toEqual([])
    expect(late.events).toEqual(['add valid', 'update deferred'])
  })

  test.each(['deferred', 'invalid'])(
    'that finds the only author’s next version %s takes the record back',
    async (says) => {
      const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
      const { type, decided } = judgedType()
      there.store.declare(type)
      await here.store.add(plain, { id, data: 'valid' })
      await here.store.update(plain, id, { data: says })
      await flood(here, there)
      expect(there.events).toEqual(['add valid', 'delete valid'])
      there.clock.advance(1000)
      await here.store.update(plain, id, { data: 'throws' })
      decided.set('valid again', 'valid')
      await here.store.update(plain, id, { data: 'valid again' })
      await flood(here, there)
      there.clock.advance(86_400_000)
      expect(there.events.slice(2)).toEqual(['add valid again', 'expire valid again'])
    }
  )

  test('is asked again for the ids that are named, and may say the same again', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { type, decided, asked } = judgedType(
      new Map([
        ['a', 'deferred'],
        ['b', 'deferred']
      ])
    )
    there.store.declare(type)
    const [a, b] = [await here.store.add(plain, { data: 'a' }), await here.store.add(plain, { data: 'b' })]
    await flood(here, there)
    expect(there.store.deferredIds()).toEqual([a.id, b.id].sort())
    there.store.validateDeferredRecords([b.id, id])
    expect(asked).toEqual(['a', 'b', 'b'])
    decided.set('a', 'valid')
    decided.set('b', 'invalid')
    there.store.validateDeferredRecords([a.id])
    expect(there.events).toEqual(['add a'])
    there.store.validateDeferredRecords()
    expect(there.store.deferredIds()).toEqual([])
    expect(there.events).toEqual(['add a'])
  })

  test('is asked again when members change: it may wait for one', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { type, decided } = judgedType()
    there.store.declare(type)
    await here.store.add(plain, { data: 'deferred' })
    await flood(here, there)
    decided.set('deferred', 'valid')
    there.policy.setMember(carol.peer, Number.MAX_SAFE_INTEGER)
    expect(there.events).toEqual(['add deferred'])
  })

  test('is not asked about deletions, nor about what a stranger to the record writes', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { type, asked } = judgedType()
    const own = { ...type, changeableBy: 'creator' as const }
    await here.store.add(plain, { id, data: 'valid' })
    await flood(here, there)
    there.store.declare(plain)
    await there.store.update(plain, id, { data: 'mine' })
    const late = await openTestStore(carol)
    late.store.declare(own)
    for (const store of [here, there]) await flood(store, late)
    await here.store.delete(id)
    await flood(here, late)
    expect(asked).toEqual(['valid'])
    expect(late.events).toEqual(['add valid', 'delete valid'])
  })

  test('judges what is here already when its type is declared', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    for (const data of ['valid', 'invalid', 'deferred']) await here.store.add(plain, { data })
    await flood(here, there)
    expect(contents(there)).toHaveLength(3)
    there.store.declare(judgedType().type)
    expect(there.store.find({}).map(text)).toEqual(['valid'])
    expect(there.store.deferredIds()).toHaveLength(1)
  })

  test('judges ephemeral records too', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { type, decided } = judgedType(new Map(), signalType)
    there.store.declare(type)
    const unjudged = { ...signalType, name: type.name }
    for (const data of ['valid', 'invalid', 'deferred']) await here.store.add(unjudged, { data })
    await flood(here, there)
    expect(there.events).toEqual(['add valid'])
    decided.set('deferred', 'valid')
    there.store.validateDeferredRecords()
    expect(there.events).toEqual(['add valid', 'add deferred'])
  })

  test('keeps its own writer from writing what nobody would see; what waits is written', async () => {
    const here = await openTestStore(alice)
    const { type } = judgedType()
    await expect(here.store.add(type, { data: 'invalid' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
    const written = await here.store.add(type, { data: 'deferred' })
    expect(here.store.deferredIds()).toEqual([written.id])
    expect(here.flooded).toHaveLength(1)
    expect(here.events).toEqual([])
  })

  test('that defers keeps no removed member’s record waiting', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    there.store.declare(judgedType().type)
    await here.store.add(plain, { data: 'deferred' })
    await flood(here, there)
    expect(there.store.deferredIds()).toHaveLength(1)
    there.policy.setMember(alice.peer, undefined)
    expect(there.store.deferredIds()).toEqual([])
  })
})

describe('a store that defers expiry while it is alone', () => {
  const alone = { deferExpirationWhileAlone: true }

  test('shows durable records beyond their end, and judges all again when it is not alone any more', async () => {
    const here = await openTestStore(alice, alone)
    await here.store.add(noteType, { data: 'before', ttlMs: 1000 })
    await here.clock.advanceAsync(1000)
    await here.store.add(noteType, { id, data: 'milk', ttlMs: 1000 })
    here.store.setAlone(true)
    here.store.setAlone(true)
    await here.store.add(noteType, { data: 'bread', ttlMs: 10_000 })
    await here.store.add(signalType, { data: 'hello', ttlMs: 1000 })
    await here.clock.advanceAsync(3_600_000)
    expect(here.store.find({}).map(text).sort()).toEqual(['bread', 'milk']) // Ephemeral ones are leases.
    await here.store.update(noteType, id, { data: 'cheese', ttlMs: 1000 })
    here.store.setAlone(false)
    expect(here.store.find({}).map(text)).toEqual(['cheese'])
    await here.clock.advanceAsync(1000)
    expect(contents(here)).toEqual([])
    expect(here.events.slice(-3)).toEqual(['update cheese', 'expire bread', 'expire cheese'])
  })

  test('still hides who is no member any more, and what is deleted', async () => {
    const [here, there] = [await openTestStore(alice, alone), await openTestStore(bob)]
    await there.store.add(noteType, { data: 'milk' })
    await synchronise(here, there)
    await here.store.add(noteType, { id, data: 'bread' })
    here.store.setAlone(true)
    here.policy.setMember(bob.peer, undefined)
    await here.store.delete(id)
    expect(contents(here)).toEqual([])
  })

  test.each(['durable', 'collaborative'] as const)(
    'hides %s records of whoever stops being a member as time passes, before and after they would have expired',
    async (lifetime) => {
      const type: RecordType<string> = { ...noteType, name: 'test.lasting', lifetime, changeableBy: 'members' }
      const here = await openTestStore(alice, alone)
      const others = await Promise.all([bob, carol].map((person) => openTestStore(person, { clock: here.clock })))
      for (const { store } of [here, ...others]) store.declare(type)
      for (const [i, other] of others.entries()) {
        await other.store.add(type, { data: `long ${i}`, ttlMs: 100 * HOUR_MS })
        await other.store.add(type, { data: `short ${i}`, ttlMs: HOUR_MS })
        await synchronise(here, other)
      }
      here.policy.setMember(bob.peer, here.clock.nowMs() + 2 * HOUR_MS)
      here.policy.setMember(carol.peer, here.clock.nowMs() + 200 * HOUR_MS)
      const shown = (): string[] => here.store.find({}).map(text).sort()
      here.store.setAlone(true)
      await here.clock.advanceAsync(2 * HOUR_MS - 1)
      expect(shown()).toEqual(['long 0', 'long 1', 'short 0', 'short 1'])
      await here.clock.advanceAsync(1)
      expect(shown()).toEqual(['long 1', 'short 1'])
      expect(here.events.slice(-2).sort()).toEqual(['expire long 0', 'expire short 0'])
      await here.clock.advanceAsync(198 * HOUR_MS - 1)
      expect(shown()).toEqual(['long 1', 'short 1'])
      await here.clock.advanceAsync(1)
      expect(shown()).toEqual([])
    }
  )

  test('does so only where it was asked for', async () => {
    const here = await openTestStore(alice)
    await here.store.add(noteType, { data: 'milk', ttlMs: 1000 })
    here.store.setAlone(true)
    await here.clock.advanceAsync(1000)
    expect(contents(here)).toEqual([])
  })

  describe('and is opened again', () => {
    const aYearMs = 365 * 24 * 3_600_000

    async function opened(): Promise<{ here: TestStore; again: (more?: typeof alone) => Promise<TestStore> }> {
      const memory = createMemoryStorage()
      const storage: Storage = new Proxy(memory, {
        get: (of, name) => (name === 'close' ? async () => {} : (Reflect.get(of, name) as () => unknown).bind(of))
      })
      const clock = new FakeClock()
      const init = { ...alone, storage, clock }
      const here = await openTestStore(alice, init)
      await here.store.add(noteType, { data: 'milk', ttlMs: 1000 })
      return { here, again: (more = alone) => openTestStore(alice, { ...init, ...more, seed: 2 }) }
    }

    test('still shows what it showed, until it has company', async () => {
      const { here, again } = await opened()
      here.store.setAlone(true)
      await here.clock.advanceAsync(2000)
      await here.store.close()
      await here.clock.advanceAsync(20 * 24 * 3_600_000)
      const second = await again()
      expect(second.store.find({}).map(text)).toEqual(['milk'])
      second.store.setAlone(true)
      await second.store.close()
      const third = await again()
      expect(third.store.find({}).map(text)).toEqual(['milk'])
      third.store.setAlone(false)
      expect(contents(third)).toEqual([])
      await third.store.close()
      expect(contents(await again())).toEqual([])
    })

    test('judges by the time then where it had company last, or does not defer any more', async () => {
      const { here, again } = await opened()
      here.store.setAlone(true)
      here.store.setAlone(false)
      await here.store.close()
      await here.clock.advanceAsync(2000)
      const second = await again()
      second.store.setAlone(true)
      expect(contents(second)).toEqual([])
      await second.store.close()
      await (await again({ deferExpirationWhileAlone: false })).store.close()
      const last = await again()
      await last.store.add(noteType, { data: 'bread', ttlMs: 1000 })
      await last.clock.advanceAsync(1000)
      expect(contents(last)).toEqual([])
    })

    test.each(['x', '-1', '1e9', ''])('passes over a time that is none: "%s"', async (value) => {
      const { here, again } = await opened()
      await here.clock.advanceAsync(2000)
      await here.store.close()
      await here.storage.write([{ key: ALONE_KEY, value: utf8(value) }], { sync: false })
      expect(contents(await again())).toEqual([])
    })

    test('goes by its clock where that says an earlier time than was noted', async () => {
      const { here, again } = await opened()
      await here.store.close()
      await here.storage.write([{ key: ALONE_KEY, value: utf8(String(here.clock.nowMs() + aYearMs)) }], { sync: false })
      expect((await again()).store.find({}).map(text)).toEqual(['milk'])
    })
  })
})
