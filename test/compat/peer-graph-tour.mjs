// A walk through everything that a graph offers, over real libp2p on loopback (windows-peer-api.test.ts). Prints what it was told: events,
// changes, reasons, codes and flags. The argument is a folder of its own.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock, systemRandom } from '../../dist/base/index.js'
import { MAX_INBOUND } from '../../dist/graph/defaults.js'
import { startGraph } from '../../dist/graph/open-graph.js'
import { createPeerGraph } from '../../dist/graph/open-peer-graph.js'
import { defineRecordType, keyPairFromSeed, PeerGraph, readAttributesXml } from '../../dist/index.js'

const home = process.argv[2]
const told = new Set()
const KINDS = ['status', 'properties', 'record', 'neighbour', 'node', 'direct', 'data', 'connection-required']
const EVERYTHING = [...KINDS, 'synchronised-type'].map((event) => ({ event }))
const CHANGES = {
  record: 'RecordChange',
  neighbour: 'NeighbourChange.change',
  node: 'NodeChange.change',
  direct: 'DirectChange.change'
}

const noteType = (more) =>
  defineRecordType({
    name: 'tour.note',
    lifetime: 'durable',
    ttlMs: 3_600_000,
    changeableBy: 'creator',
    codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() },
    ...more
  })
const note = noteType()
const puzzle = noteType({ name: 'tour.puzzle' })
const moment = noteType({ name: 'tour.moment', lifetime: 'ephemeral', ttlMs: 500 })

const optionsOf = (name, graphId = 'tour') => ({
  graphId,
  keyPair: keyPairFromSeed(createHash('sha256').update(name).digest()),
  folder: join(home, `${graphId}-${name}`),
  mdns: false
})

/** Goes on to the event that fits, and remembers what was told on the way. */
async function eventOf(queue, kind, fits = () => true) {
  for await (const event of queue) {
    hear(event)
    if (event.event === kind && fits(event)) return event
  }
}

function hear({ event, change, reason, status = {} }) {
  told.add(`GraphEvent.event.${event}`)
  if (change !== undefined) told.add(`${CHANGES[event]}.${change}`)
  if (reason !== undefined) told.add(`${reasonsOf(event, change)}.${reason}`)
  for (const flag of Object.keys(status)) if (status[flag]) told.add(`GraphStatus.${flag}`)
}

function reasonsOf(event, change) {
  if (event === 'neighbour') return 'ConnectFailure'
  return change === 'failed' ? 'DirectFailure' : 'DirectEnd'
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

// Beginning
PeerGraph.negotiateVersion({ major: 1, minor: 0 })
await refused('UNSUPPORTED_VERSION', () => PeerGraph.negotiateVersion({ major: 9, minor: 0 }))
const a = await PeerGraph.create({
  ...optionsOf('a'),
  properties: { scope: 'loopback', maxRecordBytes: 4096, friendlyName: 'The tour' }
})
const shed = await PeerGraph.create({ ...optionsOf('c', 'shed'), properties: { scope: 'loopback' } })
await refused('DUPLICATE_GRAPH', () => PeerGraph.create(optionsOf('a')))
await refused('GRAPH_IN_USE', () => PeerGraph.delete(optionsOf('a')))
await refused('INVALID_ARGUMENT', () => a.listen({ port: -1 }))
const atA = a.events(EVERYTHING)
await a.listen({ scope: 'loopback' })
await refused('ALREADY_LISTENING', () => a.listen())
await refused('CANNOT_LISTEN', () => shed.listen({ port: Number(a.addresses[0].split('/')[4]) }))
await shed.listen()
await a.records.add(note, { data: 'from the creator' })

// Coming in
const opened = await PeerGraph.open({ ...optionsOf('b'), precedence: [note.name] })
const b = opened.graph
if (opened.outcome === 'created') told.add('OpenedPeerGraph.outcome.created')
const atB = b.events(EVERYTHING)
for (const early of [() => b.listen(), () => b.properties(), () => b.nodes(), () => b.records.get('none')]) {
  await refused('NOT_READY', early)
}
if (atB.next() === undefined) told.add('GraphEventQueue.next')
b.connect('/ip4/127.0.0.1/tcp/9')
await eventOf(atB, 'neighbour', ({ reason }) => reason === 'unreachable')
b.connect(shed.addresses[0])
await eventOf(atB, 'neighbour', ({ reason }) => reason === 'not-authenticated')
await refused('CONNECT_SELF', () => b.connect(`/ip4/127.0.0.1/tcp/9/p2p/${b.peer}`))
const link = b.connect(a.addresses[0], { peer: a.peer })
await eventOf(atB, 'neighbour', ({ id, change }) => id === link && change === 'connected')
await eventOf(atB, 'synchronised-type')
if (!b.status.synchronised) await eventOf(atB, 'status', ({ status }) => status.synchronised)
await refused('ALREADY_CONNECTED', () => b.connect(a.addresses[0]))
await b.listen()
await eventOf(atA, 'node', ({ change, nodeId }) => change === 'connected' && nodeId === b.nodeId)

// Properties
const stayed = await a.setProperties({ comment: 'for all', scope: 'global' })
if (stayed.join() !== 'scope') throw new Error(`fixed: ${stayed}`)
await eventOf(atB, 'properties', () => b.properties().comment === 'for all')

// Records
const { id } = await b.records.add(note, { data: 'first', attributes: { title: 'tour' } })
await eventOf(atA, 'record', (event) => event.id === id && event.change === 'added')
await b.records.update(note, id, { data: 'second', attributes: { title: 'tour' } })
await eventOf(atA, 'record', (event) => event.id === id && event.change === 'updated')
const kept = a.records.get(id)
await refused('NOT_ALLOWED', () => a.records.update(note, id, { data: 'third' }))
await refused('NOT_FOUND', () => a.records.update(note, 'no such record', { data: '' }))
await refused('TOO_LARGE', () => a.records.add(note, { data: 'x'.repeat(5000) }))
const many = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`a${i}`, i]))
await refused('TOO_LARGE', () => a.records.add(note, { data: '', attributes: many }))
await refused('BAD_RECORD', () => a.records.add(note, { data: '', attributes: { '': 'unnamed' } }))
await refused('INVALID_ATTRIBUTES', () => readAttributesXml('<no/>'))
const listed = a.records.enumerate({ type: note.name, creator: b.peer })
if (listed.count !== 1 || listed.next(9)[0].id !== id) throw new Error('the record is not listed')
listed.end()
const search = (value) => `<peersearch><clause attrib="title" type="string">${value}</clause></peersearch>`
if (a.records.search(search('t*r')).count !== 1) throw new Error('the record is not found')
await refused('INVALID_SEARCH', () => a.records.search('<peersearch/>'))
await refused('INVALID_ARGUMENT', () => a.records.search(search('\\x')))
await a.records.delete(id, { localOnly: true })
if (a.records.get(id) !== undefined) throw new Error('the record did not vanish here')
const passing = await b.records.add(moment, { data: 'soon over' })
await eventOf(atA, 'record', (event) => event.id === passing.id && event.change === 'expired')
const doomed = await b.records.add(note, { data: 'not for long' })
await eventOf(atA, 'record', (event) => event.id === doomed.id && event.change === 'added')
await b.records.delete(doomed.id)
await eventOf(atA, 'record', (event) => event.id === doomed.id && event.change === 'deleted')

// Records of which it cannot be said yet whether they are good
let verdict = 'deferred'
b.records.declare(noteType({ name: puzzle.name, validate: () => verdict }))
const riddle = await a.records.add(puzzle, { data: 'what is it?' })
const after = await a.records.add(note, { data: 'after the riddle' })
await eventOf(atB, 'record', (event) => event.id === after.id)
if (b.records.deferredIds().join() !== riddle.id) throw new Error(`deferred: ${b.records.deferredIds()}`)
told.add('Validity.deferred')
verdict = 'valid'
b.records.validateDeferredRecords([riddle.id])
await eventOf(atB, 'record', (event) => event.id === riddle.id && event.change === 'added')

// A copy in a file
const file = join(home, 'records')
await b.exportRecords(file)
await b.importRecords(file)
await refused('FOREIGN_EXPORT', () => shed.importRecords(file))
await writeFile(join(home, 'junk'), 'junk')
await refused('BAD_EXPORT', () => b.importRecords(join(home, 'junk')))

// Nodes
await b.setNodeAttributes('under the tree')
const isThere = () => a.nodeInfo(b.nodeId).attributes === 'under the tree'
await eventOf(atA, 'node', ({ change }) => change === 'updated' && isThere())
if (a.nodeInfo().addresses.length === 0) throw new Error('no own address')
await refused('NODE_NOT_FOUND', () => a.nodeInfo('0'.repeat(16)))
const nodes = a.nodes()
if (nodes.count !== 2 || nodes.next(1).length !== 1) throw new Error('not two nodes')
nodes.end()
if (nodes.next(1).length !== 0) throw new Error('the enumeration goes on')
await b.setPresence(true)
await b.setPresence(false)

// Messages
await refused('NOT_ASKED_FOR', () => shed.openDirect(b.peer, { address: a.addresses[0] }))
await refused('CONNECT_SELF', () => b.openDirect(b.peer))
await refused('NODE_NOT_FOUND', () => b.resolve(shed.peer, { waitMs: 0 }))
b.openDirect(shed.peer, { address: '/ip4/127.0.0.1/tcp/9' })
await eventOf(atB, 'direct', ({ change }) => change === 'failed')
const direct = b.openDirect(a.peer)
await eventOf(atB, 'direct', ({ id, change }) => id === direct && change === 'connected')
await b.sendData(direct, 'greeting', Buffer.from('hello'))
const message = await eventOf(atA, 'data')
if (Buffer.from(message.bytes).toString() !== 'hello') throw new Error('another message')
const [neighbour] = b.connections({ kinds: ['neighbour'] }).next(1)
await b.sendData(neighbour.id, 'by the link', Buffer.from('hello'))
await eventOf(atA, 'data', ({ type }) => type === 'by the link')
await refused('CONNECTION_NOT_FOUND', () => b.closeDirect(neighbour.id))
b.closeDirect(direct)
await eventOf(atA, 'direct', ({ change }) => change === 'disconnected')
await refused('CONNECTION_NOT_FOUND', () => b.sendData(direct, 'late', Buffer.from('')))

// Nobody there for a minute, which a clock that goes thirty times as fast has over in two seconds
const fast = {
  nowMs: () => systemClock.nowMs(),
  monotonicMs: () => 30 * systemClock.monotonicMs(),
  setTimer: (delayMs, fire) => systemClock.setTimer(delayMs / 30, fire)
}
const lonely = await createPeerGraph(
  { ...optionsOf('a', 'lonely'), properties: { scope: 'loopback' } },
  { clock: fast, random: systemRandom, startGraph }
)
const atLonely = lonely.events(EVERYTHING)
await lonely.listen()
await eventOf(atLonely, 'connection-required')
await lonely.close()

// More than a node has places for
const hub = await PeerGraph.create({ ...optionsOf('hub', 'crowd'), properties: { scope: 'loopback' } })
const atHub = hub.events([{ event: 'neighbour' }])
await hub.listen()
for (let number = 0; number < MAX_INBOUND; number++) {
  const { graph: guest } = await PeerGraph.open(optionsOf(`guest ${number}`, 'crowd'))
  guest.connect(hub.addresses[0])
  await eventOf(atHub, 'neighbour', ({ change }) => change === 'connected')
}
const { graph: late } = await PeerGraph.open(optionsOf('late', 'crowd'))
const atLate = late.events(EVERYTHING)
const refusedId = late.connect(hub.addresses[0])
const failure = await eventOf(atLate, 'neighbour', ({ id }) => id === refusedId)
if (failure.reason !== 'refused' || failure.nextId !== undefined) throw new Error(`told ${JSON.stringify(failure)}`)

// Time
const nowMs = b.peerTimeMs()
if (b.toPeerTime(b.toSystemTime(nowMs)) !== nowMs) throw new Error('time does not come back')

// No presences
const nodesAtA = a.events([{ event: 'node' }])
await a.setProperties({ presenceMax: 0 })
await eventOf(atB, 'properties', () => b.properties().presenceMax === 0)
await refused('PRESENCE_DISABLED', () => b.nodes())

// Leaving
atB.close()
const leaving = b.close()
await refused('SHUTTING_DOWN', () => b.connect(a.addresses[0]))
await leaving
await refused('CLOSED', () => b.records.add(note, { data: 'too late' }))
await eventOf(atA, 'neighbour', ({ change }) => change === 'disconnected')
await eventOf(nodesAtA, 'node', ({ change }) => change === 'disconnected')
await PeerGraph.delete(optionsOf('b'))
await refused('DATABASE_NOT_PRESENT', () => PeerGraph.delete(optionsOf('b')))
await PeerGraph.closeAll()
if (Buffer.from(kept.data).toString() !== 'second') throw new Error('what was returned is gone')
await refused('DATABASE_ALREADY_PRESENT', () => PeerGraph.create(optionsOf('a')))
await refused('INVALID_DATABASE', () => PeerGraph.open({ ...optionsOf('b'), folder: optionsOf('a').folder }))
const again = await PeerGraph.open(optionsOf('a'))
if (again.outcome === 'existing') told.add('OpenedPeerGraph.outcome.existing')
await PeerGraph.closeAll()

process.stdout.write(JSON.stringify([...told]))
