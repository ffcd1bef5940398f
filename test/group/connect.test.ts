// Opened groups that are offline until they connect, over a network in memory.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { GraphError, MemoryNetwork } from '../../src/graph/index.js'
import {
  createGroup,
  createIdentity,
  createInvitation,
  joinGroup,
  openGroup,
  readGroupFolder,
  saveIdentity,
  type Group,
  type GroupEvents,
  type GroupInit,
  type Identity
} from '../../src/group/index.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { memoryStorages } from '../../src/testing/memory-storages.js'
import { FakeClock } from '../support/fake-clock.js'

let base: string
let open: Group[]
const clock = new FakeClock()
const network = new MemoryNetwork()
const random = seededRandom(1)
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-connect-'))
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((group) => clock.run(group.close())))
  await rm(base, { recursive: true })
})

async function makeHome(name: string): Promise<{ home: string; identity: Identity }> {
  const home = join(base, name)
  const identity = createIdentity(name, random)
  await saveIdentity(home, identity)
  return { home, identity }
}

async function openAt(home: string, groupId: string, init: Partial<GroupInit> = {}): Promise<Group> {
  const group = await openGroup(
    {
      ...{ clock, random, logger: silentLogger, storages: memoryStorages() },
      startGraph: (components, graphInit) => network.startGraph(components, graphInit)
    },
    { home, groupId, listenPort: 0, mdns: false, connect: false, ...init }
  )
  open.push(group)
  return group
}

/** Alice's group, opened offline, and bob's home, who was invited by these addresses. */
async function office(): Promise<{ alice: Group; bobsHome: string }> {
  const { home, identity } = await makeHome('alice')
  const { home: bobsHome, identity: bob } = await makeHome('bob')
  const { id } = await createGroup(home, 'Office', { clock, random })
  const invitation = createInvitation({
    group: await readGroupFolder(home, id),
    ...{ keyPair: identity.keyPair, forIdentity: { publicKey: bob.keyPair.publicKey }, addresses: [] },
    ...{ nowMs: clock.nowMs(), random, removals: NO_REMOVALS }
  })
  await joinGroup(bobsHome, invitation.text, { clock })
  return { alice: await openAt(home, id), bobsHome }
}

const heard = <Name extends keyof GroupEvents>(group: Group, name: Name): GroupEvents[Name][] => {
  const events: GroupEvents[Name][] = []
  group.on(name, (event) => events.push(event))
  return events
}

test('a group is offline until it connects: nobody can reach it, and its records can be read and written', async () => {
  const { alice, bobsHome } = await office()
  expect(alice.status).toEqual({ listening: false, connected: false, synchronised: false })
  expect(alice.graph.addresses()).toEqual([])
  const bob = await openAt(bobsHome, alice.id, { connect: true })
  expect(bob.status).toEqual({ listening: true, connected: false, synchronised: false })
  const [told, failed] = [heard(alice, 'status'), heard(alice, 'connection-failed')]
  await clock.advanceAsync(60_000)
  expect([told, failed, bob.graph.neighbours()]).toEqual([[], [], []])

  expect(await clock.run(alice.connect({ addresses: ['no address', ...bob.graph.addresses()] }))).toBe('connected')
  expect(told).toEqual([{ listening: true, connected: false, synchronised: false }])
  await clock.advanceAsync(30_000)
  expect(alice.status).toEqual({ listening: true, connected: true, synchronised: true })
  expect(told.at(-1)).toEqual(alice.status)
  expect(bob.members().filter(({ present }) => present)).toHaveLength(2)
  expect(await clock.run(alice.connect())).toBe('already')

  await clock.run(bob.close())
  expect(alice.status).toEqual({ listening: true, connected: false, synchronised: false })
  expect(told.at(-1)).toEqual(alice.status)
  await clock.advanceAsync(30_000)
  expect(failed).toEqual([{ reason: 'nobody-found' }])
})

test('of two calls at once one connects', async () => {
  const { alice } = await office()
  expect(await clock.run(Promise.all([alice.connect(), alice.connect()]))).toEqual(['connected', 'already'])
})

test('who is turned away by all hears that, and who founded a group alone hears nothing', async () => {
  const { alice, bobsHome } = await office()
  const bob = await openAt(bobsHome, alice.id)
  const failed = heard(bob, 'connection-failed')
  const { home, identity } = await makeHome('carol')
  const { id } = await createGroup(home, 'Casino', { clock, random })
  const carol = await openAt(home, id, { connect: true })
  const alone = heard(carol, 'connection-failed')
  await clock.run(bob.connect({ addresses: carol.graph.addresses().map((address) => address.split('/p2p/')[0]!) }))
  await clock.advanceAsync(30_000)
  expect(identity.peer).toBe(carol.self)
  expect([failed, alone]).toEqual([[{ reason: 'nobody-accepted' }], []])
})

test('where nothing can listen it can be tried again, and never after closing', async () => {
  const { alice } = await office()
  const { graph } = alice as unknown as { graph: { listen(): Promise<void> } }
  const { listen } = graph
  graph.listen = () => Promise.reject(new GraphError('CANNOT_LISTEN', 'the port is taken'))
  await expect(alice.connect()).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
  expect(alice.status.listening).toBe(false)
  graph.listen = listen
  expect(await clock.run(alice.connect())).toBe('connected')
  await clock.run(alice.close())
  expect(alice.status).toEqual({ listening: false, connected: false, synchronised: false })
})

test('closing while it connects ends that', async () => {
  const { alice } = await office()
  const connecting = alice.connect()
  const failed = expect(connecting).rejects.toMatchObject({ code: 'CLOSED' })
  await clock.run(alice.close())
  await failed
})
