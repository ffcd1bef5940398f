// A program's own security: when it is asked, what becomes of its answers, and what it cannot do to the store.
import { describe, expect, test } from 'vitest'
import { createLogger, silentLogger, utf8 } from '../../src/base/index.js'
import { MAX_RECORD_SECURITY_BYTES, namedRecordId, type GroupRecord, type Validity } from '../../src/record/index.js'
import { ADOPT_AFTER_MS, SECURITY_LOG_MS, SLOW_SECURITY_MS } from '../../src/store/defaults.js'
import { createMemoryStorage, type RecordSecurity } from '../../src/store/index.js'
import { SecurityRules } from '../../src/store/security.js'
import { testRecord } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../support/people.js'
import { noteType, openTestStore, signalType, synchronise, type TestStore } from '../support/store-peers.js'

const sharedType = { ...noteType, name: 'test.shared', changeableBy: 'members' as const }
const boardType = { ...sharedType, name: 'test.board', lifetime: 'collaborative' as const }
const id = namedRecordId(alice.peer, 'list')
const text = ({ deleted, data }: GroupRecord): string => (deleted ? 'tombstone' : Buffer.from(data).toString())
const securityOf = (record: GroupRecord | undefined): string | undefined =>
  record?.security && Buffer.from(record.security).toString()

function fail(why: string): never {
  throw new Error(why)
}

/** Puts into each record what it is asked, and finds records valid that have just that, unless told otherwise. */
class TestSecurity implements RecordSecurity {
  readonly asked: string[] = []
  /** By the text of a record. */
  readonly decided = new Map<string, Validity>()

  secure(record: GroupRecord, change: string): Uint8Array {
    this.asked.push(`secure ${change} ${text(record)}`)
    expect(record.security).toBeUndefined()
    return utf8(`${change} ${record.version}`)
  }

  validate(record: GroupRecord, change: string): Validity {
    this.asked.push(`validate ${change} ${text(record)}`)
    if (securityOf(record) !== `${change} ${record.version}`) return 'invalid'
    return this.decided.get(text(record)) ?? 'valid'
  }

  /** What was asked since the last time, each once: what is here is judged as what is written, and again as what is kept. */
  taken(): string[] {
    return [...new Set(this.asked.splice(0))]
  }
}

interface SecuredStore extends TestStore {
  readonly security: TestSecurity
}

const clock = new FakeClock()

async function open(person: Person): Promise<SecuredStore> {
  const security = new TestSecurity()
  const opened = await openTestStore(person, { security, clock })
  for (const type of [sharedType, boardType, signalType]) opened.store.declare(type)
  return { ...opened, security }
}

async function flood(from: TestStore, to: TestStore): Promise<unknown[]> {
  return Promise.all(from.flooded.splice(0).map(async (item) => (await to.store.receive(item)).outcome))
}

function texts({ store }: TestStore): string[] {
  return store.find({}).map(text).sort()
}

describe('each version', () => {
  test.each([['durable', noteType] as const, ['ephemeral', signalType] as const])(
    'of a record that is %s is secured before it is signed, and judged here and there',
    async (_lifetime, type) => {
      const [here, there] = [await open(alice), await open(bob)]
      const added = await here.store.add(type, { id, data: 'one' })
      expect(here.security.taken()).toEqual(['secure added one', 'validate added one'])
      expect(securityOf(added)).toBe(`added ${added.version}`)
      clock.advance(1)
      const updated = await here.store.update(type, id, { data: 'two' })
      expect(here.security.taken()).toEqual(['secure updated two', 'validate updated two'])
      await flood(here, there)
      expect(securityOf(there.store.get(id))).toBe(`updated ${updated.version}`)
      await here.store.delete(id)
      expect(here.security.taken()).toEqual(['secure deleted tombstone', 'validate deleted tombstone'])
      there.security.taken()
      await flood(here, there)
      expect(there.security.taken()).toEqual(['validate deleted tombstone'])
      expect(texts(there)).toEqual([])
    }
  )

  test('that the store writes by itself is secured too: what is adopted, and what is renewed', async () => {
    const [here, there] = [await open(alice), await open(bob)]
    await here.store.add(sharedType, { id, data: 'one', autoRefresh: true, ttlMs: 600_000 })
    await flood(here, there)
    clock.advance(1)
    await there.store.update(sharedType, id, { data: 'two', ttlMs: 600_000 })
    here.security.taken()
    await flood(there, here)
    await clock.advanceAsync(ADOPT_AFTER_MS)
    const adopted = here.store.get(id)!
    expect(adopted).toMatchObject({ lastModifiedBy: alice.peer })
    expect(here.security.taken()).toEqual(['validate updated two', 'secure updated two'])
    expect(securityOf(adopted)).toBe(`updated ${adopted.version}`)
    await clock.advanceAsync(590_000)
    const renewed = here.store.get(id)!
    expect(renewed.renewals).toBeGreaterThan(0)
    expect(securityOf(renewed)).toBe(`updated ${renewed.version}`)
    await flood(here, there)
    expect(there.store.get(id)?.renewals).toBe(renewed.renewals)
  })

  test('of a collaborative record is a contribution: what is refused does not count, and the rest shows', async () => {
    const [here, there] = [await open(alice), await open(bob)]
    const late = await open(carol)
    await here.store.add(boardType, { id, data: 'plan', attributes: { color: 'red' } })
    for (const item of here.flooded) await late.store.receive(item)
    await flood(here, there)
    there.security.taken()
    clock.advance(1)
    await there.store.edit(boardType, id, { data: 'other plan' })
    expect(there.security.taken()).toEqual(['secure updated other plan', 'validate updated other plan'])
    late.security.decided.set('other plan', 'invalid')
    await flood(there, late)
    expect(texts(late)).toEqual(['plan'])
    await flood(there, here)
    expect(there.store.get(id)).toMatchObject({ attributes: { color: 'red' } })
    expect(there.store.get(id)?.security).toBeUndefined()
    await there.store.delete(id)
    expect(there.security.taken()).toContain('secure deleted tombstone')
    late.security.decided.set('tombstone', 'invalid')
    await flood(there, late)
    expect(texts(late)).toEqual(['plan'])
  })

  test('is judged after a restart, and still has what stood in it', async () => {
    const [storage, security] = [createMemoryStorage(), new TestSecurity()]
    storage.close = async () => {}
    const first = await openTestStore(alice, { storage, security, clock })
    await first.store.add(noteType, { id, data: 'one' })
    await first.store.add(noteType, { data: 'two' })
    await first.store.close()
    security.taken()
    security.decided.set('two', 'invalid')
    const { store } = await openTestStore(alice, { storage, security, clock })
    expect(security.taken().sort()).toEqual(['validate added one', 'validate added two'])
    expect(store.find({}).map(securityOf)).toEqual([`added ${store.get(id)!.version}`])
  })
})

describe('what is refused', () => {
  test('is hidden and nothing else, however it came: flooded, synchronised or imported', async () => {
    const [here, flooded, synchronised] = [await open(alice), await open(bob), await open(carol)]
    const imported = await open(alice)
    for (const { security } of [flooded, synchronised, imported]) security.decided.set('bad', 'invalid')
    await here.store.add(noteType, { data: 'bad' })
    await here.store.add(noteType, { data: 'good' })
    expect(await flood(here, flooded)).toEqual(['applied', 'applied'])
    const link = await synchronise(here, synchronised)
    await imported.store.importRecords(() => here.store.exportRecords())
    for (const there of [flooded, synchronised, imported]) {
      expect(texts(there)).toEqual(['good'])
      expect(there.security.taken()).toContain('validate added bad')
      expect(there.store.deferredIds()).toEqual([])
      expect(there.events).toEqual(['add good'])
    }
    expect(link.refusals.flat()).toEqual([])

    // Who hides it still passes it on, and nobody is blamed.
    const beyond = await openTestStore(bob, { clock })
    const onward = await synchronise(synchronised, beyond)
    expect(onward.refusals.flat()).toEqual([])
    expect(texts(beyond)).toEqual(['bad', 'good'])
  })

  test('hides nothing where it is a deletion, nor takes the place of what another author says', async () => {
    const [here, there] = [await open(alice), await open(bob)]
    await here.store.add(sharedType, { id, data: 'one' })
    await flood(here, there)
    here.security.decided.set('tombstone', 'invalid').set('two', 'invalid')
    clock.advance(1)
    await there.store.update(sharedType, id, { data: 'two' })
    await there.store.delete(id)
    await flood(there, here)
    expect(texts(there)).toEqual([])
    expect(texts(here)).toEqual(['one'])
  })

  test('is whatever comes from a node without that security', async () => {
    const [here, there] = [await openTestStore(alice, { clock }), await open(bob)]
    await here.store.add(noteType, { data: 'one' })
    await flood(here, there)
    expect(texts(there)).toEqual([])
  })

  test('is not written, where its own author says so', async () => {
    const here = await open(alice)
    here.security.decided.set('bad', 'invalid').set('tombstone', 'invalid')
    for (const type of [noteType, signalType, boardType]) {
      await expect(here.store.add(type, { data: 'bad' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
    }
    const { id } = await here.store.add(noteType, { data: 'good' })
    await expect(here.store.delete(id)).rejects.toMatchObject({ code: 'BAD_RECORD' })
    expect(texts(here)).toEqual(['good'])
    expect(here.flooded).toHaveLength(1)
  })
})

test('what is deferred waits, and is asked again with the others: before its type’s validator', async () => {
  const [here, there] = [await open(alice), await open(bob)]
  const asked: string[] = []
  const validate = (record: GroupRecord): Validity => (asked.push(text(record)), 'deferred')
  there.store.declare({ ...sharedType, validate })
  there.security.decided.set('one', 'deferred').set('two', 'deferred')
  const one = await here.store.add(noteType, { data: 'one' })
  const two = await here.store.add(sharedType, { data: 'two' })
  await flood(here, there)
  expect(there.store.deferredIds()).toEqual([one.id, two.id].sort())
  expect([texts(there), asked]).toEqual([[], []])
  there.security.taken()

  there.security.decided.clear()
  there.store.validateDeferredRecords()
  expect(there.security.taken().sort()).toEqual(['validate added one', 'validate added two'])
  expect(texts(there)).toEqual(['one'])
  expect([there.store.deferredIds(), asked]).toEqual([[two.id], ['two']])

  there.policy.setMember(alice.peer, Number.MAX_SAFE_INTEGER)
  expect(asked).toEqual(['two', 'two'])
  expect(there.security.asked).toEqual([]) // It has said what it has to say.
})

describe('a callback', () => {
  const secured = (security: Partial<RecordSecurity>): Promise<TestStore> =>
    openTestStore(alice, {
      clock,
      security: { secure: () => new Uint8Array(), validate: () => 'valid', ...security }
    })

  test.each([
    ['throws', () => fail('not yours'), 'not yours'],
    ['gives too much', () => new Uint8Array(MAX_RECORD_SECURITY_BYTES + 1), '1025 bytes'],
    ['gives no bytes', () => 'a signature' as unknown as Uint8Array, 'no bytes'],
    ['answers later', () => Promise.reject(new Error('late')) as unknown as Uint8Array, 'no bytes']
  ])('that secures and %s has nothing written', async (_what, secure, why) => {
    const here = await secured({ secure })
    for (const type of [noteType, signalType, boardType]) {
      const refused = { code: 'NOT_ALLOWED', message: expect.stringContaining(why) as string }
      await expect(here.store.add(type, { data: 'one' })).rejects.toMatchObject(refused)
    }
    expect([here.flooded, texts(here)]).toEqual([[], []])
  })

  test('may give as much as fits, its own memory, or nothing', async () => {
    const bytes = new Uint8Array(MAX_RECORD_SECURITY_BYTES).fill(1)
    const here = await secured({ secure: () => bytes, validate: () => (bytes.fill(2), 'valid') })
    const written = await here.store.add(noteType, { id, data: 'one' })
    written.security?.fill(3)
    expect(here.store.get(id)?.security).toEqual(new Uint8Array(MAX_RECORD_SECURITY_BYTES).fill(1))
    const other = await secured({})
    expect(await other.store.add(noteType, { data: 'one' })).not.toHaveProperty('security')
  })

  test('changes nothing of what it is shown', async () => {
    const change = (record: GroupRecord): void => {
      record.data.fill(0)
      record.security?.fill(0)
      expect(() => Object.assign(record, { version: 9 })).toThrow(TypeError)
      expect(() => Object.assign(record.attributes, { color: 'blue' })).toThrow(TypeError)
    }
    const here = await secured({
      secure: (record) => (change(record), utf8('mine')),
      validate: (record) => (change(record), 'valid')
    })
    for (const type of [noteType, signalType, boardType]) {
      const { id } = await here.store.add(type, { data: 'one', attributes: { color: 'red' } })
      expect(texts(here)).toContain('one')
      expect(here.store.get(id)?.attributes).toEqual({ color: 'red' })
    }
  })

  test.each<[string, (store: TestStore) => Validity, number]>([
    ['throws', () => fail('a bug'), 0],
    ['says nonsense', () => 'yes' as Validity, 0],
    ['answers later', () => Promise.reject(new Error('late')) as unknown as Validity, 0],
    ['calls the store', ({ store }) => (store.validateDeferredRecords(), store.get(id), 'valid'), 1]
  ])('that judges and %s', async (_what, validate, shown) => {
    const other = await openTestStore(bob, { clock })
    const here = await secured({ validate: () => validate(here) })
    await other.store.add(noteType, { data: 'one' })
    expect(await flood(other, here)).toEqual(['applied'])
    expect(texts(here)).toHaveLength(shown)
    expect(here.store.deferredIds()).toEqual([])
  })

  test('that has the store judge again and again is stopped', async () => {
    const [other, errors] = [await openTestStore(bob, { clock }), [] as unknown[]]
    let isWaiting = true
    const here = await secured({
      validate: () => {
        if (isWaiting) return 'deferred'
        try {
          here.store.validateDeferredRecords()
        } catch (error) {
          errors.push(error)
        }
        return 'valid'
      }
    })
    await other.store.add(noteType, { data: 'one' })
    await other.store.add(noteType, { data: 'two' })
    await flood(other, here)
    isWaiting = false
    here.store.validateDeferredRecords()
    expect(texts(here)).toEqual(['one', 'two'])
    expect(errors).toContainEqual(new RangeError('secure and validate must not call the store'))
    expect(errors.length).toBeLessThan(3) // And not until the stack is full.
  })

  test('that throws or takes long is told of, as often as once in ten seconds', async () => {
    const [time, said] = [new FakeClock(), [] as string[]]
    const logger = createLogger(({ message }) => void said.push(message), 'warn')
    const rules = new SecurityRules({
      clock: time,
      logger,
      security: {
        secure: () => (time.advance(SLOW_SECURITY_MS + 1), new Uint8Array()),
        validate: () => fail('a bug')
      }
    })
    rules.secured(testRecord(alice, 'one'))
    expect(said).toEqual([expect.stringContaining('secure took 101 ms')])
    for (let nth = 0; nth < 21; nth++) {
      expect(rules.validityOf(testRecord(alice, `${nth}`))).toBe('invalid')
      time.advance(SECURITY_LOG_MS / 10)
    }
    expect(said.slice(1)).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('a bug') as string))
  })
})

test('the store’s own records are not the program’s to judge', () => {
  const security = new TestSecurity()
  const rules = new SecurityRules({ security, clock, logger: silentLogger })
  expect(rules.validityOf(testRecord(alice, 'one', { type: 'store.shards' }))).toBe('valid')
  expect(security.asked).toEqual([])
})

test('without security what an earlier version said goes', () => {
  const rules = new SecurityRules({ clock, logger: silentLogger })
  const plain = testRecord(alice, 'one')
  expect(rules.secured({ ...plain, security: utf8('of before') })).toEqual(plain)
  expect(rules.secured(plain)).toBe(plain)
})
