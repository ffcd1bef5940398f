// A program's graphs over real libp2p on loopback, without a group: from creating one to deleting it.
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MAX_EVENT_QUEUES } from '../../src/graph/defaults.js'
import { graphIdBytes } from '../../src/graph/graph-id.js'
import { openSecurity } from '../../src/graph/graph-security.js'
import {
  PeerGraph,
  type GraphEvent,
  type GraphEventQueue,
  type GraphOptions,
  type GraphSecurity
} from '../../src/graph/index.js'
import { readData } from '../../src/record/index.js'
import { eventually } from '../support/eventually.js'
import { bookType, noteType, testGate } from '../support/graphs.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const LOOPBACK = { scope: 'loopback' } as const
let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-graph-'))
})

afterEach(async () => {
  await PeerGraph.closeAll()
  await rm(home, { recursive: true })
})

function options(who: Person, graphId = 'garden'): GraphOptions {
  return { graphId, keyPair: who.keyPair, folder: join(home, `${graphId} of ${who.name}`), mdns: false }
}

const create = (who: Person, graphId?: string): Promise<PeerGraph> =>
  PeerGraph.create({ ...options(who, graphId), properties: { scope: 'loopback', friendlyName: 'The garden' } })
const open = async (who: Person, graphId?: string): Promise<PeerGraph> =>
  (await PeerGraph.open(options(who, graphId))).graph

/** Takes what waits, and waits for what is to come, until an event fits. */
async function eventOf(queue: GraphEventQueue, fits: (event: GraphEvent) => boolean): Promise<GraphEvent> {
  let found: GraphEvent | undefined
  await eventually(() => {
    for (let event = queue.next(); event !== undefined && found === undefined; event = queue.next()) {
      if (fits(event)) found = event
    }
    expect(found).toBeDefined()
  })
  return found!
}

/** Two nodes of one graph, the second synchronised. */
async function two(graphId?: string): Promise<{ a: PeerGraph; b: PeerGraph }> {
  const a = await create(alice, graphId)
  await a.listen()
  const b = await open(bob, graphId)
  b.connect(a.addresses[0]!)
  await eventually(() => expect(b.status.synchronised).toBe(true))
  return { a, b }
}

describe('the life of two graphs in one process', () => {
  test('two nodes each: made, joined, listened to, written, told of, left, opened again without anybody, deleted', async () => {
    const garden = await create(alice)
    expect(garden.status).toEqual({ listening: false, connected: false, synchronised: true })
    const shed = await create(alice, 'shed')
    await Promise.all([garden.listen(), shed.listen()])
    expect(garden.addresses[0]).toMatch(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\//)
    expect(garden.addresses).not.toEqual(shed.addresses)

    const opened = await PeerGraph.open(options(bob))
    expect(opened.outcome).toBe('created')
    const b = opened.graph
    const events = b.events([{ event: 'status' }, { event: 'neighbour' }, { event: 'record' }, { event: 'node' }])
    await expect(b.listen()).rejects.toMatchObject({ code: 'NOT_READY' })
    await expect(b.records.add(bookType, { data: 'too early' })).rejects.toMatchObject({ code: 'NOT_READY' })
    expect(() => b.properties()).toThrow(expect.objectContaining({ code: 'NOT_READY' }))
    await garden.records.add(bookType, { data: 'from the creator' })

    const id = b.connect(garden.addresses[0]!)
    expect(await eventOf(events, ({ event }) => event === 'neighbour')).toMatchObject({
      change: 'connected',
      id,
      peer: alice.peer,
      nodeId: garden.nodeId
    })
    await eventOf(events, (event) => event.event === 'status' && event.status.synchronised)
    expect(b.properties()).toMatchObject({ creator: alice.peer, friendlyName: 'The garden', scope: 'loopback' })
    expect(b.connections().next(9)).toMatchObject([{ id, kind: 'neighbour', peer: alice.peer, direction: 'outbound' }])
    expect(readData(bookType, b.records.find({ type: bookType.name })[0]!)).toBe('from the creator')

    const told = garden.events([{ event: 'node' }, { event: 'record', types: [noteType.name] }])
    await b.setNodeAttributes('under the tree')
    await b.listen()
    expect(await eventOf(told, ({ event }) => event === 'node')).toMatchObject({
      change: 'connected',
      peer: bob.peer,
      nodeId: b.nodeId
    })
    expect(garden.nodeInfo(b.nodeId)).toEqual({
      nodeId: b.nodeId,
      peer: bob.peer,
      addresses: b.addresses.map((address) => address.replace(/\/p2p\/.*/, '')),
      attributes: 'under the tree'
    })
    const note = await b.records.add(noteType, { data: 'hello' })
    expect(await eventOf(told, ({ event }) => event === 'record')).toEqual({
      event: 'record',
      change: 'added',
      id: note.id,
      type: noteType.name
    })
    expect(shed.records.find({ type: bookType.name })).toEqual([]) // It is another graph.

    await b.close()
    expect(await eventOf(told, (event) => event.event === 'node' && event.change === 'disconnected')).toMatchObject({
      nodeId: b.nodeId
    })
    await PeerGraph.closeAll()
    const again = await PeerGraph.open(options(bob))
    expect(again.outcome).toBe('existing')
    expect(again.graph.properties().friendlyName).toBe('The garden')
    await again.graph.records.add(bookType, { data: 'written alone' })
    await expect(PeerGraph.delete(options(bob))).rejects.toMatchObject({ code: 'GRAPH_IN_USE' })
    await again.graph.close()
    await PeerGraph.delete(options(bob))
    await expect(PeerGraph.delete(options(bob))).rejects.toMatchObject({ code: 'DATABASE_NOT_PRESENT' })
    expect((await readdir(home)).sort()).toEqual(['garden of alice', 'shed of alice'])
  })
})

describe('opening', () => {
  test('is for one node of an identity in a process, whichever folder it names', async () => {
    await create(alice)
    await expect(open(alice)).rejects.toMatchObject({ code: 'DUPLICATE_GRAPH' })
    const elsewhere = { ...options(alice), folder: join(home, 'elsewhere') }
    await expect(PeerGraph.open(elsewhere)).rejects.toMatchObject({ code: 'DUPLICATE_GRAPH' })
    await PeerGraph.closeAll()
    await PeerGraph.closeAll()
    await expect(create(alice)).rejects.toMatchObject({ code: 'DATABASE_ALREADY_PRESENT' })
    expect((await PeerGraph.open(options(alice))).outcome).toBe('existing')
  })

  test('refuses the folder of another graph, and of another identity', async () => {
    const { folder } = options(alice)
    await (await create(alice)).close()
    await expect(PeerGraph.open({ ...options(bob), folder })).rejects.toMatchObject({ code: 'INVALID_DATABASE' })
    await expect(PeerGraph.delete({ ...options(alice, 'shed'), folder })).rejects.toMatchObject({
      code: 'INVALID_DATABASE'
    })
    expect((await stat(join(folder, 'graph.json'))).mode & 0o077).toBe(0)
  })

  test.each(['', 'x'.repeat(256), 'half a pair \ud800'])('refuses %j for a graph id', async (graphId) => {
    const unnamed = { ...options(alice), graphId }
    await expect(PeerGraph.create(unnamed)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })

  test('what cannot be a property founds nothing', async () => {
    const bad = { ...options(alice), properties: { presenceMax: -2 } }
    await expect(PeerGraph.create(bad)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    expect(await readdir(home)).toEqual([])
  })

  test('asks for a version that is here', () => {
    expect(PeerGraph.negotiateVersion({ major: 1, minor: 0 })).toEqual({ major: 1, minor: 0 })
    const version = expect.objectContaining({ code: 'UNSUPPORTED_VERSION' }) as Error
    for (const [major, minor] of [[2, 0] as const, [1, 1] as const, [0, 9] as const]) {
      expect(() => PeerGraph.negotiateVersion({ major, minor })).toThrow(version)
    }
  })
})

describe('connecting', () => {
  test('tells why it came to nothing', async () => {
    const shed = await create(carol, 'shed')
    await shed.listen()
    const b = await open(bob)
    const events = b.events([{ event: 'neighbour' }])
    const nobody = b.connect('/ip4/127.0.0.1/tcp/9')
    expect(await eventOf(events, () => true)).toEqual({
      event: 'neighbour',
      change: 'failed',
      id: nobody,
      peer: undefined,
      reason: 'unreachable',
      nextId: undefined
    })
    const stranger = b.connect(shed.addresses[0]!) // It is in another graph.
    expect(await eventOf(events, () => true)).toMatchObject({ id: stranger, reason: 'not-authenticated' })
    for (const address of ['/ip4/127.0.0.1/udp/9', 'no address', '']) {
      expect(() => b.connect(address)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    }
    const own = expect.objectContaining({ code: 'CONNECT_SELF' }) as Error
    expect(() => b.connect('/ip4/127.0.0.1/tcp/9', { peer: bob.peer })).toThrow(own)
  })

  test('to a neighbour is refused, and to ourselves comes to nothing', async () => {
    const { a, b } = await two()
    expect(() => b.connect(a.addresses[0]!)).toThrow(expect.objectContaining({ code: 'ALREADY_CONNECTED' }))
    const events = a.events([{ event: 'neighbour' }])
    const self = a.connect(a.addresses[0]!.replace(/\/p2p\/.*/, ''))
    expect(await eventOf(events, () => true)).toMatchObject({ id: self, peer: a.peer, reason: 'already-connected' })
    expect(a.connections().next(9)).toMatchObject([{ peer: bob.peer }])
  })

  test('twice at once comes about once, and is told as a neighbour the other time', async () => {
    const a = await create(alice)
    await a.listen()
    const b = await open(bob)
    const events = b.events([{ event: 'neighbour' }])
    const bare = a.addresses[0]!.replace(/\/p2p\/.*/, '')
    const ids = [b.connect(bare), b.connect(bare)]
    const told: GraphEvent[] = []
    await eventually(() => {
      for (let event = events.next(); event !== undefined; event = events.next()) told.push(event)
      expect(told).toHaveLength(2)
    })
    expect(told).toMatchObject([{ change: 'connected' }, { change: 'failed', reason: 'already-connected' }])
    expect(told.map((event) => 'id' in event && event.id).sort()).toEqual(ids)
  })
})

describe('properties', () => {
  test('that may change are changed by anybody for all, others stay, and it is told', async () => {
    const { a, b } = await two()
    const events = a.events([{ event: 'properties' }])
    expect(await b.setProperties({ comment: 'behind the house', scope: 'global', graphId: 'other' })).toEqual([
      'scope',
      'graphId'
    ])
    await eventOf(events, () => true)
    expect(a.properties()).toMatchObject({ comment: 'behind the house', scope: 'loopback', graphId: 'garden' })
    await expect(b.setProperties({ presenceLifetimeMs: 1 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    await expect(b.setProperties({ colour: 'green' } as never)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })

  test('say how large a record may be', async () => {
    const graph = await PeerGraph.create({ ...options(alice), properties: { maxRecordBytes: 1024 } })
    await graph.records.add(bookType, { data: 'x'.repeat(1000), attributes: { title: 'a'.repeat(19) } })
    const large = graph.records.add(bookType, { data: 'x'.repeat(1000), attributes: { title: 'a'.repeat(20) } })
    await expect(large).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('say how many tell that they are present', async () => {
    const { a, b } = await two()
    await b.listen(LOOPBACK)
    await eventually(() => expect(a.nodes().count).toBe(2))
    await a.setProperties({ presenceMax: 0 })
    await eventually(() => expect(() => b.nodes()).toThrow(expect.objectContaining({ code: 'PRESENCE_DISABLED' })))
    await eventually(() => expect(b.records.find({ type: 'graph.presence' })).toEqual([]))
    await b.setPresence(true)
    await eventually(() => expect(a.nodeInfo(b.nodeId).peer).toBe(bob.peer))
    await a.setProperties({ presenceMax: 10 })
    await b.setPresence(false)
    expect(a.nodes({ peer: bob.peer }).next(9)).toHaveLength(1)
    expect(() => a.nodeInfo('0'.repeat(16))).toThrow(expect.objectContaining({ code: 'NODE_NOT_FOUND' }))
  })
})

test('a graph without presences says where a peer is: the peer does, that is no neighbour of who asks', async () => {
  const { a, b } = await two()
  await a.setProperties({ presenceMax: 0 })
  await b.listen()
  const c = await open(carol)
  c.connect(b.addresses[0]!)
  await eventually(() => expect(c.status.synchronised).toBe(true))
  await c.listen()
  expect(await a.resolve(carol.peer)).toEqual(c.addresses.map((address) => address.replace(/\/p2p\/.*/, '')))
  await expect(a.resolve('nobody')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  const closing = a.close()
  await expect(a.resolve(carol.peer)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
  await closing
  await expect(a.resolve(carol.peer)).rejects.toMatchObject({ code: 'CLOSED' })
})

test('messages go over a direct connection that both asked for, and to neighbours, until it is closed', async () => {
  const { a, b } = await two()
  expect(() => b.openDirect(alice.peer)).toThrow(expect.objectContaining({ code: 'NOT_ASKED_FOR' }))
  const atA = a.events([{ event: 'direct' }, { event: 'data' }])
  const atB = b.events([{ event: 'direct' }, { event: 'data' }])
  const id = b.openDirect(alice.peer)
  const up = await eventOf(atB, ({ event }) => event === 'direct')
  expect(up).toMatchObject({ change: 'connected', id, peer: alice.peer, nodeId: a.nodeId, direction: 'outbound' })
  const arrived = (await eventOf(atA, ({ event }) => event === 'direct')) as { id: number }
  expect(b.connections({ kinds: ['direct'] }).next(9)).toMatchObject([{ id, kind: 'direct', peer: alice.peer }])

  await b.sendData(id, 'greeting', Buffer.from('hello'))
  const data = await eventOf(atA, ({ event }) => event === 'data')
  expect(data).toMatchObject({ id: arrived.id, peer: bob.peer, type: 'greeting' })
  expect(Buffer.from((data as { bytes: Uint8Array }).bytes).toString()).toBe('hello')
  const [neighbour] = a.connections({ kinds: ['neighbour'] }).next(1)
  await a.sendData(neighbour!.id, 'to my neighbour', Buffer.from('hi'))
  expect(await eventOf(atB, ({ event }) => event === 'data')).toMatchObject({ type: 'to my neighbour' })

  expect(() => b.closeDirect(b.connections({ kinds: ['neighbour'] }).next(1)[0]!.id)).toThrow(
    expect.objectContaining({ code: 'CONNECTION_NOT_FOUND' })
  )
  b.closeDirect(id)
  expect(await eventOf(atA, ({ event }) => event === 'direct')).toMatchObject({ change: 'disconnected' })
  await expect(b.sendData(id, 'late', new Uint8Array())).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  atA.close()
  const again = b.openDirect(alice.peer)
  await eventOf(atB, (event) => event.event === 'direct' && event.id === again && event.change === 'failed')
})

test('security of the program’s own says who comes in, and whose records count', async () => {
  const members = [alice, bob]
  const security = (who: Person): GraphSecurity => ({
    gate: testGate(who, { members }),
    policy: {
      ...openSecurity(graphIdBytes('garden')).policy,
      isAdministrator: (author) => author === alice.peer
    }
  })
  const a = await PeerGraph.create({ ...options(alice), security: security(alice) })
  await a.listen(LOOPBACK)
  const { graph: b } = await PeerGraph.open({ ...options(bob), security: security(bob) })
  const { graph: c } = await PeerGraph.open({ ...options(carol), security: security(carol) })
  const events = c.events([{ event: 'neighbour' }])
  b.connect(a.addresses[0]!)
  c.connect(a.addresses[0]!)
  expect(await eventOf(events, () => true)).toMatchObject({ change: 'failed', reason: 'not-authenticated' })
  await eventually(() => expect(b.status.synchronised).toBe(true))
  const { id } = await a.records.add(bookType, { data: 'the creator’s' })
  await eventually(() => expect(b.records.get(id)).toBeDefined())
  await expect(b.records.update(bookType, id, { data: 'mine' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('without security whoever knows the id is in, and changes what its type does not keep to its creator', async () => {
  const { a, b } = await two()
  const { id } = await a.records.add(bookType, { data: 'first' })
  await eventually(() => expect(b.records.get(id)).toBeDefined())
  await b.records.update(bookType, id, { data: 'second' })
  await eventually(() => expect(readData(bookType, a.records.get(id)!)).toBe('second'))
})

test('a folder that is damaged is no graph, and says so', async () => {
  const { folder } = options(alice)
  await (await create(alice)).close()
  await writeFile(join(folder, 'graph.json'), '{"version":1,')
  await expect(open(alice)).rejects.toMatchObject({ code: 'INVALID_DATABASE' })
  await writeFile(join(folder, 'graph.json'), '{"version":2}')
  await expect(open(alice)).rejects.toMatchObject({ code: 'INVALID_DATABASE' })
})

test('so many queues are open at once', async () => {
  const a = await create(alice)
  const queues = Array.from({ length: MAX_EVENT_QUEUES }, () => a.events([{ event: 'status' }]))
  expect(() => a.events([])).toThrow(expect.objectContaining({ code: 'TOO_MANY_QUEUES' }))
  queues[0]!.close()
  a.events([]).close()
})

test('times are converted there and back', async () => {
  const a = await create(alice)
  const { modifiedAtMs } = await a.records.add(bookType, { data: 'now' })
  expect(a.toPeerTime(a.toSystemTime(modifiedAtMs))).toBe(modifiedAtMs)
  expect(a.peerTimeMs()).toBeGreaterThanOrEqual(modifiedAtMs)
})

test('a graph listens once, on a port that is free', async () => {
  const a = await create(alice)
  await a.listen()
  const port = Number(/tcp\/(\d+)/.exec(a.addresses[0]!)![1])
  await expect(a.listen()).rejects.toMatchObject({ code: 'ALREADY_LISTENING' })
  const b = await create(bob, 'shed')
  await expect(b.listen({ port })).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
  for (const wrong of [{ port: 65_536 }, { scope: 'moon' as never }, { hosts: ['a name'] }, { hosts: [] }]) {
    await expect(b.listen(wrong)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  }
  expect(b.status.listening).toBe(false)
  await b.listen()
  expect(b.status.listening).toBe(true)
})

test('what was exported comes back, and enumerations are snapshots that end', async () => {
  const a = await create(alice)
  for (const data of ['one', 'two', 'three']) await a.records.add(bookType, { data })
  await a.exportRecords(join(home, 'export'))
  await a.close()
  await PeerGraph.delete(options(alice))
  const again = await open(alice)
  await again.importRecords(join(home, 'export'))
  const found = again.records.enumerate({ type: bookType.name })
  expect(found.count).toBe(3)
  expect(found.next(2)).toHaveLength(2)
})

test('after closing, everything says so', async () => {
  const a = await create(alice)
  await a.listen()
  const queue = a.events([{ event: 'status' }])
  const closing = a.close()
  expect(() => a.connections()).toThrow(expect.objectContaining({ code: 'SHUTTING_DOWN' }))
  await closing
  await a.close()
  const told: GraphEvent[] = []
  for await (const event of queue) told.push(event)
  expect(told).toEqual([])
  const { records } = a
  const calls: { [name: string]: () => unknown } = {
    connect: () => a.connect('/ip4/127.0.0.1/tcp/9'),
    openDirect: () => a.openDirect(bob.peer),
    closeDirect: () => a.closeDirect(1),
    properties: () => a.properties(),
    events: () => a.events([]),
    connections: () => a.connections(),
    nodes: () => a.nodes(),
    nodeInfo: () => a.nodeInfo(),
    peerTimeMs: () => a.peerTimeMs(),
    toPeerTime: () => a.toPeerTime(0),
    toSystemTime: () => a.toSystemTime(0),
    get: () => records.get(''),
    find: () => records.find({}),
    search: () => records.search('<peersearch><clause attrib="a" type="string">x</clause></peersearch>'),
    enumerate: () => records.enumerate({}),
    watch: () => records.watch({}, () => {}),
    deferredIds: () => records.deferredIds(),
    validateDeferredRecords: () => records.validateDeferredRecords(),
    evidence: () => records.evidence(),
    conflicts: () => records.conflicts('x'),
    declare: () => records.declare(bookType),
    on: () => records.on('record:add', () => {})
  }
  const pending: { [name: string]: () => Promise<unknown> } = {
    listen: () => a.listen(),
    findNeighbours: () => a.findNeighbours(),
    sendData: () => a.sendData(1, 'a', new Uint8Array()),
    setProperties: () => a.setProperties({}),
    setPresence: () => a.setPresence(true),
    setNodeAttributes: () => a.setNodeAttributes(null),
    exportRecords: () => a.exportRecords(join(home, 'export')),
    importRecords: () => a.importRecords(join(home, 'export')),
    add: () => records.add(bookType, { data: 'late' }),
    update: () => records.update(bookType, 'x', { data: 'late' }),
    edit: () => records.edit(bookType, 'x', {}),
    delete: () => records.delete('x')
  }
  const code = (call: () => unknown): unknown => {
    try {
      return call()
    } catch (error) {
      return (error as { code?: unknown }).code
    }
  }
  const rejected = (call: () => Promise<unknown>): Promise<unknown> =>
    call().catch((error: { code?: unknown }) => error.code)
  expect(Object.keys(calls).filter((name) => code(calls[name]!) !== 'CLOSED')).toEqual([])
  const silent: string[] = []
  for (const [name, call] of Object.entries(pending)) if ((await rejected(call)) !== 'CLOSED') silent.push(name)
  expect(silent).toEqual([])
  expect([a.status.listening, a.status.connected, a.addresses]).toEqual([false, false, []])
})
