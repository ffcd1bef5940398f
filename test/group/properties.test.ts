// Properties of a group: set by administrators, seen by all, merged where two set them apart, and used by the group.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PropertiesRecord, propertiesType } from '../../src/group/properties.js'
import { sha256, utf8, peerIdFromPublicKey } from '../../src/base/index.js'
import { createTestGroup, type TestGroup } from '../../src/testing/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'
import { openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const DEFAULTS = { friendlyName: 'Office', comment: '', presenceLifetimeMs: 180_000, deferExpiration: false }

describe('properties of a group', () => {
  const root = sha256(utf8('root'))
  let stores: TestStore[]
  let records: PropertiesRecord[]

  beforeEach(async () => {
    const clock = new FakeClock()
    stores = await Promise.all([alice, bob, carol].map((person) => openTestStore(person, { clock })))
    for (const { policy } of stores) for (const one of [alice, bob]) policy.setAdministrator(one.peer, true)
    records = stores.map(({ store }) => new PropertiesRecord(store, root, 'Office'))
  })

  test('are the defaults until an administrator sets them; then everybody reads the same', async () => {
    const [a, , c] = records as [PropertiesRecord, PropertiesRecord, PropertiesRecord]
    expect(a.read()).toEqual(DEFAULTS)
    await a.set({ friendlyName: 'Bakery', presenceLifetimeMs: 300_000, deferExpiration: true })
    await a.set({ comment: 'second floor' })
    await synchronise(stores[0]!, stores[2]!)
    const set = { friendlyName: 'Bakery', comment: 'second floor', presenceLifetimeMs: 300_000, deferExpiration: true }
    expect(c.read()).toEqual(set)
    await a.set({ friendlyName: null, deferExpiration: false })
    expect(a.read()).toEqual({ ...set, friendlyName: 'Office', deferExpiration: false })
    await expect(c.set({ comment: 'mine' })).rejects.toMatchObject({ code: 'NOT_ADMINISTRATOR' })
  })

  test('that two administrators set apart are both there; of one property the one that lost can be read', async () => {
    const [a, b] = records as [PropertiesRecord, PropertiesRecord]
    await a.set({ friendlyName: 'Bakery', comment: 'of alice' })
    await b.set({ presenceLifetimeMs: 60_000, comment: 'of bob' })
    await synchronise(stores[0]!, stores[1]!)
    expect(a.read()).toMatchObject({ friendlyName: 'Bakery', presenceLifetimeMs: 60_000 })
    expect(b.read()).toEqual(a.read())
    const [lost, ...others] = a.conflicts()
    expect(others).toEqual([])
    expect(lost).toMatchObject({ name: 'comment' })
    expect([lost!.value, a.read().comment].sort()).toEqual(['of alice', 'of bob'])
    await b.set({ comment: 'of both' })
    await synchronise(stores[0]!, stores[1]!)
    expect(a.conflicts()).toEqual([])
  })

  test.each([
    ['an empty name', { friendlyName: '' }],
    ['a name of many bytes', { friendlyName: 'x'.repeat(65) }],
    ['a comment of many bytes', { comment: 'ö'.repeat(257) }],
    ['a comment that steers terminals', { comment: 'a\u001b[2J' }],
    ['a short presence', { presenceLifetimeMs: 59_999 }],
    ['a long presence', { presenceLifetimeMs: 600_001 }],
    ['half a millisecond', { presenceLifetimeMs: 60_000.5 }],
    ['a word for a truth', { deferExpiration: 'yes' }],
    ['another property', { colour: 'red' }]
  ])('%s is refused', async (_what, changes) => {
    await expect(records[0]!.set(changes as never)).rejects.toMatchObject({ code: 'BAD_PROPERTY' })
  })

  test('that make no sense count as not set: an administrator may run another version', async () => {
    const attributes = { friendlyName: ' ', comment: 7, presenceLifetimeMs: 1, deferExpiration: 2, other: 'x' }
    await stores[0]!.store.edit(propertiesType, records[0]!.id, { attributes, creator: peerIdFromPublicKey(root) })
    expect(records[0]!.read()).toEqual(DEFAULTS)
  })

  test('that lost and make no sense are told as the default: what steers a terminal goes no further', async () => {
    const [a, b] = records as [PropertiesRecord, PropertiesRecord]
    const attributes = { comment: `a\u001b[2J${'x'.repeat(3000)}`, deferExpiration: 2 }
    await stores[0]!.store.edit(propertiesType, a.id, { attributes, creator: peerIdFromPublicKey(root) })
    await b.set({ comment: 'once', deferExpiration: true })
    await b.set({ comment: 'twice', deferExpiration: false })
    await synchronise(stores[0]!, stores[1]!)
    const lost = b.conflicts()
    expect(lost.map(({ name, value }) => ({ name, value }))).toEqual([
      { name: 'comment', value: null },
      { name: 'deferExpiration', value: null }
    ])
  })
})

describe('a group with properties', () => {
  let group: TestGroup | undefined
  afterEach(() => group?.close())

  test('keeps its name here beside the friendly one, tells of changes, and its members are present for as long as it says', async () => {
    group = await createTestGroup(['alice', 'bob'])
    const [a, b] = group.members
    const told: string[] = []
    b!.on('property:change', () => told.push(b!.properties().friendlyName))
    await a!.setProperties({ friendlyName: 'Bakery', presenceLifetimeMs: 600_000 })
    await group.settle()
    expect(b!.name).toBe('Test group')
    expect(b!.properties()).toMatchObject({ friendlyName: 'Bakery', presenceLifetimeMs: 600_000 })
    expect(told).toEqual(['Bakery'])
    await group.settle()
    for (const peer of [a!, b!].map(({ identity }) => identity.peer)) {
      const [presence] = a!.records.find({ type: 'graph.presence', creator: peer })
      expect(presence!.expiresAtMs - presence!.modifiedAtMs).toBe(600_000)
    }
    await expect(b!.setProperties({ comment: 'mine' })).rejects.toMatchObject({ code: 'NOT_ADMINISTRATOR' })
  })
})
