// A walk through everything that a group offers, between nodes on loopback (windows-peer-api.test.ts). Prints what it was told: events,
// changes, reasons, codes and flags. The argument is a folder of its own.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock, systemRandom, silentLogger } from '../../dist/base/index.js'
import { OpenedPeerGroup } from '../../dist/embed/index.js'
import { openGroup } from '../../dist/group/index.js'
import { defineRecordType, PeerGroup, PeerIdentity } from '../../dist/index.js'

const folder = process.argv[2]
const told = new Set()
const LOOPBACK = { hosts: ['127.0.0.1'], mdns: false, env: {} }
const KINDS = ['status', 'properties', 'record', 'member', 'neighbour', 'direct', 'data', 'connection-failed']
const EVERYTHING = [...KINDS, 'settings', 'knock', 'removed'].map((event) => ({ event }))
const CHANGES = {
  record: 'RecordChange',
  member: 'MemberChange.change',
  neighbour: 'NeighbourChange.change',
  direct: 'DirectChange.change'
}

const note = defineRecordType({
  name: 'app.tour.note',
  lifetime: 'durable',
  ttlMs: 3_600_000,
  codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() }
})

const homeOf = (name) => ({ ...LOOPBACK, home: join(folder, name), name })

/** Goes on to the event that fits, and remembers what was told on the way. */
async function eventOf(queue, kind, fits = () => true) {
  const late = systemClock.setTimer(15_000, () => queue.close())
  try {
    for await (const event of queue) {
      hear(event)
      if (event.event === kind && fits(event)) return event
    }
  } finally {
    late.cancel()
  }
  throw new Error(`${kind} was not told of: ${fits}`)
}

function hear({ event, change, reason, status = {} }) {
  told.add(`GroupEvent.event.${event}`)
  if (change !== undefined) told.add(`${CHANGES[event]}.${change}`)
  if (event === 'connection-failed') told.add(`ConnectionFailureReason.${reason}`)
  for (const flag of Object.keys(status)) if (status[flag]) told.add(`GroupStatus.${flag}`)
}

/** The attempt fails so, and not otherwise. */
async function refused(code, attempt) {
  try {
    await attempt()
  } catch (error) {
    if (error.code !== code) throw error
    told.add(`${error.name}Code.${code}`)
    return
  }
  throw new Error(`${code} was expected of ${attempt}`)
}

function expect(what, truth) {
  if (!truth) throw new Error(what)
}

// Beginning
PeerGroup.negotiateVersion({ major: 1, minor: 0 })
await refused('UNSUPPORTED_VERSION', () => PeerGroup.negotiateVersion({ major: 9, minor: 0 }))
await refused('NO_IDENTITY', () => PeerGroup.open(homeOf('a')))
await refused('BAD_NAME', () => PeerIdentity.create({ ...homeOf('a'), name: '' }))
await PeerIdentity.create(homeOf('a'))
const { group: a, recoveryPhrase } = await PeerGroup.create({
  ...homeOf('a'),
  group: 'Tour',
  connect: false,
  properties: { comment: 'from one to the other' }
})
await refused('INVALID_ARGUMENT', () => a.connect({ addresses: 'there' }))
await refused('BAD_PROPERTY', () => a.setProperties({ presenceLifetimeMs: 1 }))
const atA = a.events(EVERYTHING)
expect('it is offline', (await a.connect()) === 'connected')
if ((await a.connect()) === 'already') told.add('PeerGroup.connect.already')
await eventOf(atA, 'status', ({ status }) => status.listening)

// An invitation, read and accepted; the group is opened, and is off the network until it connects
const b0 = await PeerIdentity.create(homeOf('b'))
const invitation = await a.invite(b0.text)
const read = await PeerGroup.parseInvitation(invitation)
expect('it is for bob', read.subject === b0.peer && read.groupId === a.id)
await refused('MANGLED', () => PeerGroup.parseInvitation(invitation.slice(0, -5)))
await refused('NOT_AN_INVITATION', () => PeerGroup.parseInvitation(b0.text))
await refused('INVITATION_FOR_ANOTHER', () => PeerGroup.join({ ...homeOf('c'), invitation }))
const short = await a.invite(b0.text, { ttlMs: 0 })
await new Promise((resolve) => systemClock.setTimer(5, resolve))
await refused('INVITATION_EXPIRED', () => PeerGroup.join({ ...homeOf('b'), invitation: short }))
let b = await PeerGroup.join({ ...homeOf('b'), invitation, connect: false })
expect('it is offline', !b.status.listening)
await b.close()
b = await PeerGroup.open({ ...homeOf('b'), connect: false })
let atB = b.events(EVERYTHING)
if (atB.next() === undefined) told.add('GraphEventQueue.next')
for (const group of [a, b]) group.records.declare(note)
await b.connect()
await eventOf(atA, 'member', ({ change, peer }) => change === 'joined' && peer === b.identity.peer)
await eventOf(atA, 'member', ({ change, peer }) => change === 'connected' && peer === b.identity.peer)
await eventOf(atB, 'status', ({ status }) => status.connected)
if (!b.status.synchronised) await eventOf(atB, 'status', ({ status }) => status.synchronised)
if (!a.status.synchronised) await eventOf(atA, 'status', ({ status }) => status.synchronised)

// Properties
await a.setProperties({ comment: 'for all' })
await eventOf(atB, 'properties', () => b.properties().comment === 'for all')
await refused('NOT_ADMINISTRATOR', () => b.setProperties({ comment: 'not for me' }))

// Members
const members = b.enumMembers()
expect('ourselves first', members.count === 2 && members.next(1)[0].self)
members.end()
expect('the enumeration has ended', members.next(1).length === 0)
const [seen] = a.enumMembers({ present: true, peer: b.identity.peer }).next(1)
if (seen.present) told.add('Member.present')
expect('two members', seen.addresses.length === 1 && a.members().length === 2)
await a.setLimits(b.identity.peer, { mayServe: false })
await eventOf(atB, 'member', ({ change, peer }) => change === 'updated' && peer === b.identity.peer)

// Records
const { id } = await b.records.add(note, { data: 'first', attributes: { title: 'tour' } })
await eventOf(atA, 'record', (event) => event.id === id && event.change === 'added')
await b.records.update(note, id, { data: 'second', attributes: { title: 'tour' } })
await eventOf(atA, 'record', (event) => event.id === id && event.change === 'updated')
const kept = a.records.get(id)
await refused('BAD_RECORD', () => a.records.add(note, { data: '', ttlMs: -1 }))
await refused('TOO_LARGE', () => a.records.add(note, { data: 'x'.repeat(800 * 1024) }))
const listed = a.records.enumerate({ type: note.name, creator: b.identity.peer })
expect('the record is listed', listed.count === 1 && listed.next(9)[0].id === id)
listed.end()
const search = '<peersearch><clause attrib="title" type="string">t*r</clause></peersearch>'
expect('the record is found', a.records.search(search).count === 1)
const file = join(folder, 'records')
await b.exportRecords(file)
await b.importRecords(file)
await writeFile(join(folder, 'junk'), 'junk')
await refused('BAD_EXPORT', () => b.importRecords(join(folder, 'junk')))
await b.records.delete(id)
await eventOf(atA, 'record', (event) => event.id === id && event.change === 'deleted')

// Messages
await refused('CONNECT_SELF', () => b.openDirect(b.identity.peer))
const direct = b.openDirect(a.identity.peer)
await eventOf(atB, 'direct', ({ id: one, change }) => one === direct && change === 'connected')
await b.sendData(direct, 'greeting', Buffer.from('hello'))
const message = await eventOf(atA, 'data')
expect('the message', Buffer.from(message.bytes).toString() === 'hello')
expect('two connections', b.connections().count === 2 && b.connections({ kinds: ['neighbour'] }).count === 1)
b.closeDirect(direct)
await eventOf(atA, 'direct', ({ change }) => change === 'disconnected')
await refused('CONNECTION_NOT_FOUND', () => b.sendData(direct, 'late', Buffer.from('')))

// Somebody knocks, and is let in
await a.setSettings({ knock: 'on' })
const knocking = PeerGroup.knock({ ...homeOf('c'), group: a.id, knownAddresses: a.addresses })
const { knock } = await eventOf(atA, 'knock')
expect('who knocks', a.knocks()[0].peer === knock.peer)
await refused('NO_SUCH_KNOCK', () => a.authorizeMembership(b.identity.peer, true))
await a.authorizeMembership(knock.peer, true)
const c = await knocking
expect('carol is in', c.role === 'member')
await eventOf(atA, 'member', ({ change, peer }) => change === 'connected' && peer === knock.peer)

// Time
const nowMs = b.peerTimeMs()
expect('time comes back', b.toPeerTime(b.toSystemTime(nowMs)) === nowMs)

// Several groups of a home share its node
const { group: other } = await PeerGroup.create({ ...homeOf('b'), group: 'Other' })
expect('two groups', (await PeerGroup.list(homeOf('b'))).length === 2)
await refused('GROUP_IN_USE', () => PeerGroup.delete({ ...homeOf('b'), group: 'Other' }))
const noMore = other.events([])
noMore.close()
await other.close()
await PeerGroup.delete({ ...homeOf('b'), group: 'Other' })
await refused('NO_GROUP', () => PeerGroup.delete({ ...homeOf('b'), group: 'Other' }))
await refused('ALREADY_RUNNING', () => PeerIdentity.delete(homeOf('b')))

// Roles end, and so do memberships
await a.setRole(b.identity.peer, 'administrator')
await eventOf(atB, 'member', ({ peer }) => peer === b.identity.peer && b.role === 'administrator')
await refused('MAY_NOT_REMOVE', () => b.remove(a.identity.peer))
expect('it was heard', await c.leave())
await eventOf(atA, 'member', ({ change, peer }) => change === 'left' && peer === knock.peer)
await a.remove(b.identity.peer)
await eventOf(atB, 'removed')
await eventOf(atA, 'member', ({ change, peer }) => change === 'disconnected' && peer === b.identity.peer)
await refused('NOT_A_MEMBER', () => b.records.add(note, { data: 'too late' }))
await refused('ALREADY_REMOVED', () => a.invite(b0.text))
await PeerGroup.recover({ ...homeOf('a'), phrase: recoveryPhrase })
await refused('BAD_RECOVERY_PHRASE', () => PeerGroup.recover({ ...homeOf('a'), phrase: 'no words' }))

// Leaving
const leaving = a.close()
await refused('SHUTTING_DOWN', () => a.connections())
await leaving
await refused('CLOSED', () => a.connections())
await PeerGroup.closeAll()
await refused('GROUPS_EXIST', () => PeerIdentity.delete(homeOf('a')))
expect('what was returned is there', Buffer.from(kept.data).toString() === 'second')
await writeFile(join(folder, 'a', 'groups', a.id, 'group.json'), '{')
await refused('BAD_GROUP_FILE', () => PeerGroup.open(homeOf('a')))

// Nobody there for 30 s, and then somebody who does not let us in, which a clock that goes thirty times as fast has over in two
const fast = {
  nowMs: () => systemClock.nowMs(),
  monotonicMs: () => 30 * systemClock.monotonicMs(),
  setTimer: (delayMs, fire) => systemClock.setTimer(delayMs / 30, fire)
}
const { group: host } = await PeerGroup.create({ ...homeOf('host'), group: 'Lonely' })
const guest = await PeerIdentity.create(homeOf('guest'))
const lonely = await PeerGroup.join({ ...homeOf('guest'), invitation: await host.invite(guest.text), connect: false })
await lonely.close()
await host.close()
const { group: stranger } = await PeerGroup.create({ ...homeOf('stranger'), group: 'Lonely' })
for (const addresses of [[], stranger.addresses.map((address) => address.split('/p2p/')[0])]) {
  const group = await openGroup(
    { clock: fast, random: systemRandom, logger: silentLogger },
    {
      home: join(folder, 'guest'),
      groupId: host.id,
      listenPort: 0,
      listenHosts: ['127.0.0.1'],
      mdns: false,
      connect: false
    }
  )
  const program = new OpenedPeerGroup({
    ...{
      group,
      content: undefined,
      elections: { on: () => () => {} },
      name: 'guest',
      api: undefined,
      ledger: () => undefined
    },
    connect: (options) => group.connect(options),
    close: () => group.close()
  })
  const queue = program.events([{ event: 'connection-failed' }])
  await program.connect({ addresses })
  await eventOf(queue, 'connection-failed')
  await program.close()
}
await PeerGroup.closeAll()

// Identities
await PeerGroup.delete({ ...homeOf('stranger'), group: 'Lonely' })
await PeerIdentity.delete(homeOf('stranger'))
await refused('NO_IDENTITY', () => PeerIdentity.get(homeOf('stranger')))
await writeFile(join(folder, 'host', 'identity.key'), 'junk')
await refused('BAD_IDENTITY_FILE', () => PeerIdentity.get(homeOf('host')))

process.stdout.write(JSON.stringify([...told]))
