// Settings of a group: set by administrators, read alike by all, each value judged before it is written and when it is read.
import { beforeEach, describe, expect, test } from 'vitest'
import { peerIdFromPublicKey, sha256, utf8 } from '../../src/base/index.js'
import { SettingsRecord, settingsType } from '../../src/group/settings.js'
import { createTestGroup } from '../../src/testing/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'
import { openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const DEFAULTS = { allowPrivateOrigins: [], neverShare: [], doNotName: [], knock: 'off' }

describe('settings of a group', () => {
  const root = sha256(utf8('root'))
  let stores: TestStore[]
  let records: SettingsRecord[]

  beforeEach(async () => {
    const clock = new FakeClock()
    stores = await Promise.all([alice, bob, carol].map((person) => openTestStore(person, { clock })))
    for (const { policy } of stores) for (const one of [alice, bob]) policy.setAdministrator(one.peer, true)
    records = stores.map(({ store }) => new SettingsRecord(store, root))
  })

  test('are the defaults until an administrator sets them; then everybody reads the same, and who set it', async () => {
    const [a, , c] = records as [SettingsRecord, SettingsRecord, SettingsRecord]
    expect(a.read()).toEqual(DEFAULTS)
    expect(a.setBy()).toEqual({})
    const set = {
      allowPrivateOrigins: ['10.0.0.0/8', '[fd12::/16]:8080'],
      doNotName: ['*.example.com/a b'.replace(' ', '')]
    }
    await a.set(set)
    await synchronise(stores[0]!, stores[1]!)
    await records[1]!.set({ knock: 'on', doNotName: null })
    await synchronise(stores[1]!, stores[2]!)
    expect(c.read()).toEqual({ ...DEFAULTS, allowPrivateOrigins: set.allowPrivateOrigins, knock: 'on' })
    expect(c.setBy()).toEqual({ allowPrivateOrigins: alice.peer, knock: bob.peer })
    await expect(c.set({ knock: 'off' })).rejects.toMatchObject({ code: 'NOT_ADMINISTRATOR' })
  })

  test('that one administrator set are set again by another: they stay when the first is none any more', async () => {
    const [a, b, c] = records as [SettingsRecord, SettingsRecord, SettingsRecord]
    await b.set({ allowPrivateOrigins: ['10.0.0.0/8'] })
    await synchronise(stores[1]!, stores[0]!)
    await a.set({ neverShare: ['of-alice.example'] })
    await a.adopt(bob.peer)
    expect(a.setBy()).toEqual({ allowPrivateOrigins: alice.peer, neverShare: alice.peer })
    await synchronise(stores[0]!, stores[2]!)
    await synchronise(stores[1]!, stores[2]!)
    stores[2]!.policy.setAdministrator(bob.peer, false)
    expect(c.read()).toMatchObject({ allowPrivateOrigins: ['10.0.0.0/8'], neverShare: ['of-alice.example'] })
    expect(a.conflicts()).toEqual([])
  })

  test('are read once until they change, and nobody who has them can change them', async () => {
    const [a, b] = records as [SettingsRecord, SettingsRecord]
    expect(a.read()).toBe(a.read())
    await a.set({ neverShare: ['of-alice.example'] })
    const read = a.read()
    expect(read.neverShare).toEqual(['of-alice.example'])
    expect(a.read()).toBe(read)
    expect(() => (read.neverShare as string[]).push('of-a-program.example')).toThrow(TypeError)
    expect(() => Object.assign(read, { knock: 'on' })).toThrow(TypeError)
    await synchronise(stores[0]!, stores[1]!)
    await b.set({ knock: 'on' })
    await synchronise(stores[0]!, stores[1]!)
    expect(a.read()).toEqual({ ...read, knock: 'on' })
  })

  test('that a member writes by force, whose own node lets it, count nowhere else', async () => {
    const [a, b, c] = records as [SettingsRecord, SettingsRecord, SettingsRecord]
    await a.set({ neverShare: ['of-alice.example'] })
    await synchronise(stores[0]!, stores[2]!)
    stores[2]!.policy.setAdministrator(carol.peer, true)
    await c.set({ allowPrivateOrigins: ['10.0.0.0/8'], neverShare: null, knock: 'on' })
    expect(c.read()).toMatchObject({ allowPrivateOrigins: ['10.0.0.0/8'], neverShare: [], knock: 'on' })
    for (const other of [stores[0]!, stores[1]!]) await synchronise(stores[2]!, other)
    for (const one of [a, b]) expect(one.read()).toEqual({ ...DEFAULTS, neverShare: ['of-alice.example'] })
  })

  test('that two administrators set apart: one list stands everywhere, and the other can be read', async () => {
    const [a, b] = records as [SettingsRecord, SettingsRecord]
    await a.set({ neverShare: ['of-alice.example', 'both.example'] })
    await b.set({ neverShare: ['of-bob.example'] })
    await synchronise(stores[0]!, stores[1]!)
    expect(b.read()).toEqual(a.read())
    const [lost, ...others] = a.conflicts()
    expect(others).toEqual([])
    expect(lost).toMatchObject({ name: 'neverShare' })
    expect([lost!.value, a.read().neverShare].map(String).sort()).toEqual([
      'of-alice.example,both.example',
      'of-bob.example'
    ])
  })

  test.each([
    ['a range that is none', { allowPrivateOrigins: ['10.0.0.0'] }, 'not a range'],
    ['loopback', { allowPrivateOrigins: ['127.0.0.0/8'] }, 'not within a private network'],
    ['link-local', { allowPrivateOrigins: ['169.254.0.0/16'] }, 'not within a private network'],
    ['what translates IPv4', { allowPrivateOrigins: ['64:ff9b:1::/48'] }, 'not within a private network'],
    ['everything', { allowPrivateOrigins: ['0.0.0.0/0'] }, 'not within a private network'],
    ['text for a list', { neverShare: 'example.com' }, 'must be a list'],
    ['a number in a list', { neverShare: [7] }, 'must be a list of text'],
    ['a pattern that is none', { neverShare: ['exa*mple.com'] }, 'not a pattern'],
    ['two patterns in one', { doNotName: ['a.example\nb.example'] }, 'not a pattern'],
    ['a long pattern', { doNotName: [`a.example/${'x'.repeat(512)}`] }, 'not a pattern'],
    ['too many', { doNotName: Array.from({ length: 257 }, () => 'a.example') }, 'at most 256 entries'],
    [
      'too much',
      { doNotName: Array.from({ length: 20 }, (_, i) => `a.example/${i}${'x'.repeat(300)}`) },
      'at most 4096 bytes'
    ],
    ['half a knock', { knock: true }, 'must be on or off'],
    ['another setting', { colour: 'red' }, 'there is no setting "colour"']
  ])('%s is refused', async (_what, changes, words) => {
    const refused = { code: 'BAD_SETTING', message: expect.stringContaining(words) as string }
    await expect(records[0]!.set(changes as never)).rejects.toMatchObject(refused)
    expect(records[0]!.read()).toEqual(DEFAULTS)
  })

  test('of a later version are passed over, and stay when this one sets others', async () => {
    const [a] = records as [SettingsRecord]
    const attributes = {
      neverShare: ['known.example', 'regexp:^later', 'too.example'].join('\n'),
      allowPrivateOrigins: '127.0.0.1/32\n10.0.0.0/8\n0.0.0.0/0',
      knock: 'perhaps',
      colour: 'red'
    }
    await stores[0]!.store.edit(settingsType, a.id, { attributes, creator: peerIdFromPublicKey(root) })
    const read = { ...DEFAULTS, neverShare: ['known.example', 'too.example'], allowPrivateOrigins: ['10.0.0.0/8'] }
    expect(a.read()).toEqual(read)
    expect(a.setBy()).toEqual({ neverShare: alice.peer, allowPrivateOrigins: alice.peer })
    await a.set({ knock: 'on' })
    expect(a.read()).toEqual({ ...read, knock: 'on' })
    expect(stores[0]!.store.get(a.id)!.attributes).toEqual({ ...attributes, knock: 'on' })
  })
})

test('a group tells of changed settings, and members may not set them', async () => {
  const group = await createTestGroup(['alice', 'bob'])
  try {
    const [a, b] = group.members
    const told: string[] = []
    b!.on('settings:change', () => told.push(b!.settings().knock))
    await a!.setSettings({ knock: 'on' })
    await group.settle()
    expect(told).toEqual(['on'])
    await expect(b!.setSettings({ knock: 'off' })).rejects.toMatchObject({ code: 'NOT_ADMINISTRATOR' })
  } finally {
    await group.close()
  }
})

test('what an administrator set stays when it is made a member', async () => {
  const group = await createTestGroup(['alice', 'bob'])
  try {
    const [a, b] = group.members
    const bobs = a!.members().find(({ name }) => name === 'bob')!.peer
    await a!.setRole(bobs, 'administrator')
    await group.settle()
    await b!.setSettings({ allowPrivateOrigins: ['10.0.0.0/8'] })
    await b!.setProperties({ comment: 'ask bob' })
    await group.settle()
    await a!.setRole(bobs, 'member')
    await group.settle()
    for (const one of [a, b]) {
      expect(one!.settings().allowPrivateOrigins).toEqual(['10.0.0.0/8'])
      expect(one!.properties().comment).toBe('ask bob')
    }
  } finally {
    await group.close()
  }
})
