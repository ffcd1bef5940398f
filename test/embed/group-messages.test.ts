// Messages, events and members of a group between two programs: real nodes on loopback.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineJsonRecordType, PeerGroup, type GroupEvent, type GroupEventQueue } from '../../src/index.js'
import { eventually } from '../support/eventually.js'

const LOOPBACK = { hosts: ['127.0.0.1'], mdns: false, env: {} }
const note = defineJsonRecordType<string>({
  ...{ name: 'app.test.note', lifetime: 'ephemeral', ttlMs: 60_000 },
  check: String
})

let folder: string
let alice: PeerGroup
let bob: PeerGroup
let atAlice: GroupEventQueue

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-messages-'))
  alice = (await PeerGroup.create({ ...LOOPBACK, home: join(folder, 'a'), name: 'alice', group: 'Office' })).group
  atAlice = alice.events([{ event: 'member' }, { event: 'status' }])
  const bobsHome = { home: join(folder, 'b'), name: 'bob' }
  const { text } = await PeerGroup.identity(bobsHome)
  const invitation = await alice.invite(text, { limits: { mayServe: false } })
  bob = await PeerGroup.join({ ...LOOPBACK, ...bobsHome, invitation, connect: false })
})
afterAll(async () => {
  await PeerGroup.closeAll()
  await rm(folder, { recursive: true })
})

type EventOf<Kind extends GroupEvent['event']> = Extract<GroupEvent, { event: Kind }>

/** The next that fits; others are passed over. */
async function eventOf<Kind extends GroupEvent['event']>(
  queue: GroupEventQueue,
  kind: Kind,
  fits: (event: EventOf<Kind>) => boolean = () => true
): Promise<EventOf<Kind>> {
  for await (const event of queue)
    if (event.event === kind && fits(event as EventOf<Kind>)) return event as EventOf<Kind>
  throw new Error('the queue was closed')
}

test('members are told as they come, with what changed, and listed ourselves first with where they are', async () => {
  const { peer } = bob.identity
  const changes: string[] = []
  const tell = (event: GroupEvent): void => {
    if (event.event === 'member' && event.peer === peer) changes.push(event.change)
  }
  expect(bob.enumMembers().next(9)).toMatchObject([{ self: true, limits: { mayServe: false } }])
  await bob.connect()
  await eventually(() => {
    for (let event = atAlice.next(); event !== undefined; event = atAlice.next()) tell(event)
    expect(changes.slice(0, 2)).toEqual(['joined', 'connected'])
    expect(alice.members().find((member) => member.peer === peer)?.name).toBe('bob')
  })
  expect(alice.status.connected).toBe(true)
  const all = alice.enumMembers()
  expect(all.count).toBe(2)
  expect(all.next(2).map(({ name }) => name)).toEqual(['alice', 'bob'])
  const [info] = alice.enumMembers({ peer, present: true }).next(1)
  expect(info).toMatchObject({ peer, role: 'member', issuer: alice.identity.peer, depth: 2, present: true })
  expect(info?.addresses).toEqual(bob.addresses.map((address) => address.split('/p2p/')[0]))
  expect(info?.nodeId).toMatch(/^[0-9a-f]{16}$/)
})

test('messages go over a direct connection, and over a link, and connections are listed', async () => {
  const kinds = [{ event: 'direct' }, { event: 'data' }] as const
  const [hearing, asking] = [alice.events(kinds), bob.events(kinds)]
  expect(() => bob.openDirect(bob.identity.peer)).toThrow(expect.objectContaining({ code: 'CONNECT_SELF' }))
  const id = bob.openDirect(alice.identity.peer)
  await eventOf(asking, 'direct', (event) => event.id === id && event.change === 'connected')
  await bob.sendData(id, 'greeting', Buffer.from('hello'))
  const message = await eventOf(hearing, 'data')
  expect(message).toMatchObject({ type: 'greeting', peer: bob.identity.peer })
  expect(Buffer.from(message.bytes).toString()).toBe('hello')
  expect(
    bob
      .connections()
      .next(9)
      .map(({ kind }) => kind)
      .sort()
  ).toEqual(['direct', 'neighbour'])
  const [link] = bob.connections({ kinds: ['neighbour'] }).next(1)
  await bob.sendData(link!.id, 'by the link', Buffer.from('hello'))
  await eventOf(hearing, 'data', ({ type }) => type === 'by the link')
  bob.closeDirect(id)
  await eventOf(hearing, 'direct', ({ change }) => change === 'disconnected')
  await expect(bob.sendData(id, 'late', Buffer.from(''))).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  hearing.close()
  asking.close()
})

test('records are told to who asks for them, Potluck’s own only by name', async () => {
  const queue = alice.events([{ event: 'record' }])
  const own = alice.events([{ event: 'record', types: ['group.properties'] }])
  const properties = alice.events([{ event: 'properties' }])
  await alice.setProperties({ comment: 'for all' })
  expect((await eventOf(own, 'record')).type).toBe('group.properties')
  await eventOf(properties, 'properties')
  for (const group of [alice, bob]) group.records.declare(note)
  const { id } = await bob.records.add(note, { data: 'one' })
  expect(await eventOf(queue, 'record')).toMatchObject({ change: 'added', id, type: note.name })
})

test('another role, another limit, and removal reach the other side at once', async () => {
  await eventually(() => expect(alice.synchronised && bob.synchronised).toBe(true))
  const atBob = bob.events([{ event: 'member' }, { event: 'removed' }])
  const { peer } = bob.identity
  expect(await alice.setRole(peer, 'member')).toBeUndefined()
  await alice.setLimits(peer, { mayServe: true })
  await eventOf(atBob, 'member', (event) => event.peer === peer && event.change === 'updated')
  await alice.setRole(peer, 'administrator')
  await eventually(() => expect(bob.role).toBe('administrator'))
  await expect(bob.remove(alice.identity.peer)).rejects.toMatchObject({ code: 'MAY_NOT_REMOVE' })
  const { signed, ...removal } = await alice.remove(peer)
  expect(signed).toEqual({ certificates: 0, removals: 0, fallen: 0 })
  expect(alice.removals()[0]).toEqual(removal)
  expect((await eventOf(atBob, 'removed')).removal).toMatchObject({ peer, by: alice.identity.peer, kind: 'removed' })
  await eventOf(atAlice, 'member', (event) => event.peer === peer && event.change === 'left')
})

test('closing while things run ends them', async () => {
  const queue = alice.events([{ event: 'direct' }, { event: 'data' }])
  const waiting = (async () => {
    for await (const event of queue) void event
  })()
  const sending = alice.setProperties({ comment: 'at the end' }).catch(({ code }: { code: string }) => code)
  const closing = alice.close()
  expect(() => alice.openDirect(bob.identity.peer)).toThrow(expect.objectContaining({ code: 'SHUTTING_DOWN' }))
  await Promise.all([closing, waiting, sending])
  expect(() => alice.connections()).toThrow(expect.objectContaining({ code: 'CLOSED' }))
  expect(alice.status).toEqual({ listening: false, connected: false, synchronised: false })
  expect(alice.addresses).toEqual([])
})
