// How membership decides in a real store: the policy and the gate that a group makes of its membership set.
import { describe, expect, test } from 'vitest'
import { seededRandom, silentLogger, utf8 } from '../../src/base/index.js'
import { encodeChain, encodeCredentials } from '../../src/group/membership-object.js'
import { MembershipSet } from '../../src/group/membership-set.js'
import { gateOf, policyOf } from '../../src/group/open-group.js'
import { defineRecordType } from '../../src/record/index.js'
import { createMemoryStorage, openStore, type Store } from '../../src/store/index.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const YEAR_MS = 365 * 24 * 3600_000
const group = testGroup()
const aliceChain = group.found(alice)
const bobChain = group.appoint(alice, aliceChain, bob)

const note = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'durable',
  ttlMs: 10 * YEAR_MS,
  codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
})

interface Node {
  members: MembershipSet
  store: Store
  clock: FakeClock
  /** What this store wants flooded. */
  flooded: Uint8Array[]
}

async function openNode(person: Person, chain: readonly Uint8Array[]): Promise<Node> {
  const clock = new FakeClock()
  const storage = { load: async () => [], save: async () => {}, remove: async () => {} }
  const members = await MembershipSet.open({ rootPublicKey: group.idBytes, storage, clock, logger: silentLogger })
  await members.addChain(chain)
  const store = await openStore(
    {
      keyPair: person.keyPair,
      policy: policyOf(members),
      clock,
      random: seededRandom(1),
      logger: silentLogger,
      storage: createMemoryStorage()
    },
    { group: group.idBytes }
  )
  const flooded: Uint8Array[] = []
  store.on('item:local', (item) => flooded.push(item))
  return { members, store, clock, flooded }
}

describe('records and membership', () => {
  test('an author nobody vouched for is ignored; a newcomer is vouched for by what its neighbour floods', async () => {
    const alices = await openNode(alice, aliceChain)
    const carols = await openNode(carol, group.appoint(alice, aliceChain, carol))
    const bobs = await openNode(bob, bobChain)
    const { id } = await bobs.store.add(note, { data: 'hello' })
    const [record] = bobs.flooded
    expect(await carols.store.receive(record!)).toMatchObject({ outcome: 'ignored' })

    // bob comes in at alice's door; what she floods because of it reaches carol, who has no link with him.
    const gate = gateOf(alices.members, group.secret, alice.peer)
    expect(await gate.admit(bob.peer, gateOf(bobs.members, group.secret, bob.peer).credentials())).toBe(true)
    expect(alices.flooded).toHaveLength(1)
    expect(await carols.store.receive(alices.flooded[0]!)).toEqual({ outcome: 'applied' })
    expect(await carols.store.receive(alices.flooded[0]!)).toEqual({ outcome: 'known' })
    expect(carols.flooded).toEqual([])
    expect(carols.members.isMember(bob.peer)).toBe(true)
    expect(await carols.store.receive(record!)).toMatchObject({ outcome: 'applied' })
    expect(carols.store.get(id)?.creator).toBe(bob.peer)
  })

  test('end with the membership of their author, and come back when it is renewed', async () => {
    const alices = await openNode(alice, aliceChain)
    await alices.members.addChain(bobChain)
    const bobs = await openNode(bob, bobChain)
    const { id } = await bobs.store.add(note, { data: 'hello' })
    expect(await alices.store.receive(bobs.flooded[0]!)).toMatchObject({ outcome: 'applied' })
    expect(alices.store.get(id)).toBeDefined()

    alices.clock.jump(YEAR_MS + 1000)
    await alices.clock.advanceAsync(120_000)
    expect(alices.members.isMember(bob.peer)).toBe(false)
    expect(alices.store.get(id)).toBeUndefined()

    await alices.members.addChain(group.appoint(alice, aliceChain, bob, 'member', FAKE_NOW_MS + YEAR_MS))
    expect(alices.store.get(id)).toBeDefined()
  })

  test('are changed by administrators as long as they are some', async () => {
    const alices = await openNode(alice, aliceChain)
    const policy = policyOf(alices.members)
    await alices.members.addChain(bobChain)
    expect([alice, bob, carol].map(({ peer }) => policy.isAdministrator(peer))).toEqual([true, false, false])
    const changed: string[] = []
    policy.onChange((author) => changed.push(author))
    await alices.members.addChain(group.appoint(alice, aliceChain, bob, 'administrator'))
    expect(policy.isAdministrator(bob.peer)).toBe(true)
    expect(changed).toEqual([bob.peer])
    alices.clock.jump(6 * YEAR_MS)
    expect(policy.isAdministrator(bob.peer)).toBe(false)
  })

  test('a foreign object is refused, and the sender may be blamed', async () => {
    const alices = await openNode(alice, aliceChain)
    const foreign = testGroup('casino').found(mallory)
    expect(await policyOf(alices.members).receiveCredential(encodeChain(foreign))).toBe('refused')
    const gate = gateOf(alices.members, group.secret, alice.peer)
    expect(await gate.admit(mallory.peer, encodeCredentials([encodeChain(foreign)]))).toBe(false)
    expect(gate.isMember(mallory.peer)).toBe(false)
    expect(alices.flooded).toEqual([])
  })
})
