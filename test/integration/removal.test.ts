// A removal takes effect at every door at once, over real connections, and whoever is removed is told why.
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { configSchema } from '../../src/gateway/config-schema.js'
import { openNode } from '../../src/gateway/node.js'
import type { DirectConnections, StartedGraph } from '../../src/graph/index.js'
import { createGroup, identityText, joinGroup, type Group } from '../../src/group/index.js'
import { openOfflineStore } from '../../src/group/open-offline.js'
import { defineRecordType } from '../../src/record/index.js'
import { eventually } from '../support/eventually.js'
import { components, hears, isPresent, keyOf, RealGroup } from '../support/real-group.js'

const note = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'durable',
  ttlMs: 3600_000,
  codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
})

let office: RealGroup
beforeEach(async () => {
  office = await RealGroup.found()
})
afterEach(() => office.close())

/** Alice, who founded it, and others that she let in; each sees all. */
async function openAll(...names: string[]): Promise<Group[]> {
  const groups = [await office.open(office.founder)]
  for (const name of names) groups.push(await office.open(await office.join(name), groups))
  await eventually(() => {
    for (const group of groups) {
      expect(group.graph.present()).toHaveLength(groups.length)
      expect(group.graph.neighbours()).toHaveLength(groups.length - 1)
    }
  })
  return groups
}

test('ends links, direct connections and presence in the turn in which each member hears of it, and the one removed is told first', async () => {
  const [alice, bob, carol] = (await openAll('bob', 'carol')) as [Group, Group, Group]
  const told: string[] = []
  const ended = direct(alice).register({ onChange: ({ change }) => told.push(`alice: ${change}`) })
  direct(bob).register({ onChange: () => {} })
  direct(alice).openDirect(bob.self)
  await eventually(() => expect(told).toEqual(['alice: connected']))
  const removal = office.removal(await office.signer(office.founder), keyOf(bob))
  const lost = [alice, carol].map((group) => {
    return new Promise<void>((resolve) => {
      group.graph.on('neighbour:down', ({ peer }) => peer === bob.self && resolve())
    })
  })
  const bobs: string[] = []
  bob.on('member:change', (peer) => peer === bob.self && !bob.isMember(peer) && bobs.push('is no member'))
  bob.on('removed', ({ by }) => bobs.push(by === alice.self ? 'removed by alice' : 'removed by another'))
  bob.graph.on('neighbour:down', () => bobs.push('lost a neighbour'))

  const hearing = hears(alice, removal)
  expect({ told, present: isPresent(alice, bob.self) }).toEqual({
    told: ['alice: connected', 'alice: disconnected'],
    present: false
  })
  await hearing
  await Promise.all(lost)
  expect([carol.isMember(bob.self), isPresent(carol, bob.self)]).toEqual([false, false])
  // It believes it when nobody is left who might know better.
  await eventually(() => expect([...new Set(bobs)]).toEqual(['is no member', 'lost a neighbour', 'removed by alice']))
  expect(bobs.filter((what) => what === 'lost a neighbour')).toHaveLength(2)
  expect(bob.removed).toMatchObject({ peer: bob.self, by: alice.self, kind: 'removed' })
  expect(bob.status).toMatchObject({ listening: false, connected: false })
  ended()
})

test('tells one that was away when it dials again, which then says so without a network, and can still be read', async () => {
  const [alice, bob] = (await openAll('bob')) as [Group, Group]
  const { id } = await bob.store.add(note, { data: 'what bob wrote' })
  const home = office.homeOf('bob')
  await eventually(() => expect(alice.store.get(id)).toBeDefined())
  await bob.close()
  const cut = alice.store.cutOf(bob.self)
  await hears(alice, office.removal(await office.signer(office.founder), keyOf(bob), { cut }))
  const again = await office.open(home, [alice])
  const why = { peer: bob.self, by: alice.self, kind: 'removed', counts: true }
  await eventually(() => expect(again.removed).toMatchObject(why))
  expect(again.graph.neighbours()).toEqual([])
  expect(again.store.get(id)?.data).toEqual(utf8('what bob wrote'))
  await again.close()
  await alice.close()
  await expect(office.open(home)).rejects.toMatchObject({
    code: 'REMOVED',
    message: expect.stringContaining(`the administrator …${alice.self.slice(-8)} removed this machine`) as unknown
  })
  const { store, close } = await openOfflineStore(components, home, office.id)
  expect(store.get(id)?.data).toEqual(utf8('what bob wrote'))
  await close()
})

test('lets in again whom an invitation brings back that knows of it', async () => {
  const [alice, bob] = (await openAll('bob')) as [Group, Group]
  const home = office.homeOf('bob')
  const removal = office.removal(await office.signer(office.founder), keyOf(bob))
  const ended = new Promise((resolve) => bob.on('removed', resolve))
  await hears(alice, removal)
  await ended
  await bob.close()
  await office.admit(home, { knowing: [removal] })
  const again = await office.open(home, [alice])
  await eventually(() => expect(alice.graph.neighbours()).toMatchObject([{ peer: bob.self }]))
  expect(again.removed).toBeUndefined()
})

test('of oneself is heard by a neighbour before the graph closes', async () => {
  const [alice, bob] = (await openAll('bob')) as [Group, Group]
  const home = office.homeOf('bob')
  expect(await bob.leave()).toBe(true)
  expect(alice.isMember(bob.self)).toBe(false)
  expect(bob.removed).toMatchObject({ kind: 'left', peer: bob.self })
  await eventually(() => expect(bob.graph.neighbours()).toEqual([]))
  await bob.close()
  await expect(office.open(home, [alice])).rejects.toMatchObject({
    code: 'REMOVED',
    message: expect.stringContaining('this identity left Office') as unknown
  })
})

test('of oneself before the first link is heard by whoever is met first, also by one that never met us', async () => {
  const alice = await office.open(office.founder)
  const bob = await office.open(await office.join('bob'))
  const leaving = bob.leave()
  bob.graph.addKnownAddresses(alice.graph.addresses())
  expect(await leaving).toBe(true)
  expect(alice.removals()).toMatchObject([{ kind: 'left', peer: bob.self }])
})

test('of a node leaves its other groups, and is why this one is not open', async () => {
  const [alice] = (await openAll()) as [Group]
  const home = await office.join('bob')
  const other = await createGroup(home, 'Other')
  const config = configSchema.parse({
    ports: { group: 0, content: 0, gateway: 0 },
    listen: { hosts: ['127.0.0.1'] },
    discovery: { mdns: false, knownAddresses: alice.graph.addresses() }
  })
  const node = await openNode(components, { home, config })
  office.closing(() => node.close())
  const { group, content } = node.group(office.id)
  await eventually(() => expect(group.graph.neighbours()).toHaveLength(1))
  await hears(alice, office.removal(await office.signer(office.founder), keyOf(group)))
  await eventually(() => expect(node.failedGroups()).toHaveLength(1))
  expect(node.failedGroups()).toEqual([
    { id: office.id, code: 'REMOVED', message: expect.stringContaining(alice.self.slice(-8)) as unknown }
  ])
  expect(node.groups().map(({ id }) => id)).toEqual([other.id])
  await expect(content.fetch('http://127.0.0.1:9/')).rejects.toMatchObject({ code: 'CLOSED' })
  expect(await node.reload()).toEqual([])
  expect(node.failedGroups()).toMatchObject([{ id: office.id, code: 'REMOVED' }])
  await expect(node.openGroup(office.id)).rejects.toMatchObject({ code: 'REMOVED' })
  expect((await buffer(group.store.exportRecords())).byteLength).toBeGreaterThan(0)

  const { text } = await alice.invite({ identity: identityText(keyOf(group), 'bob'), again: true })
  await joinGroup(home, text)
  expect(await node.reload()).toEqual([office.id])
  expect(node.group(office.id).group.isMember(group.self)).toBe(true)
})

test('what a crash left half written of one goes when the group is opened again', async () => {
  const [alice] = (await openAll()) as [Group]
  const members = join(office.founder, 'groups', office.id, 'members')
  await alice.close()
  await writeFile(join(members, `${'ab'.repeat(32)}.tmp`), 'half')
  await office.open(office.founder)
  expect((await readdir(members)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

function direct(group: Group): DirectConnections {
  return (group.graph as StartedGraph).direct
}
