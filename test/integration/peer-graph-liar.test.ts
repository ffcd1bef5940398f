// A member of a graph without security that keeps to no rule of it, over real libp2p on loopback.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, toHex, type Clock, type PeerId } from '../../src/base/index.js'
import { graphIdBytes } from '../../src/graph/graph-id.js'
import { graphFoundingType, type FixedGraphProperties } from '../../src/graph/graph-properties.js'
import { openSecurity } from '../../src/graph/graph-security.js'
import { openGraph, PeerGraph, type RunningGraph } from '../../src/graph/index.js'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, openStore, type Store } from '../../src/store/index.js'
import { eventually } from '../support/eventually.js'
import { bookType } from '../support/graphs.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const DAY_MS = 24 * 3600_000
let home: string
let closing: (() => Promise<void>)[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-graph-'))
  closing = []
})

afterEach(async () => {
  await Promise.all(closing.map((close) => close()))
  await PeerGraph.closeAll()
  await rm(home, { recursive: true })
})

const options = (who: Person) => ({
  graphId: 'garden',
  keyPair: who.keyPair,
  folder: join(home, who.name),
  mdns: false
})

async function create(properties: Partial<FixedGraphProperties>): Promise<PeerGraph> {
  const graph = await PeerGraph.create({ ...options(alice), properties })
  await graph.listen({ scope: 'loopback' })
  return graph
}

/** Synchronised with whoever is at `addresses`. */
async function joined(who: Person, addresses: readonly string[], creator?: PeerId): Promise<PeerGraph> {
  const { graph } = await PeerGraph.open({ ...options(who), creator })
  graph.connect(addresses[0]!)
  await eventually(() => expect(graph.status.synchronised).toBe(true))
  return graph
}

/** Knows the id, and nothing of what the graph allows. */
async function liar(clock: Clock = systemClock): Promise<{ store: Store; graph: RunningGraph }> {
  const groupId = graphIdBytes('garden')
  const { gate, policy } = openSecurity(groupId)
  const components = { keyPair: mallory.keyPair, clock, random: systemRandom, logger: silentLogger }
  const store = await openStore({ ...components, policy, storage: createMemoryStorage() }, { group: groupId })
  const graph = await openGraph(
    { ...components, store, gate },
    { groupId: toHex(groupId), listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false, knownAddresses: [] }
  )
  closing.push(async () => {
    await graph.close()
    await store.close()
  })
  return { store, graph }
}

function lie(store: Store, data: Partial<FixedGraphProperties>): Promise<unknown> {
  return store.add(graphFoundingType, { id: namedRecordId(mallory.peer, graphFoundingType.name), data })
}

const lengthsIn = ({ records }: PeerGraph): number[] =>
  records.find({ type: bookType.name }).map(({ data }) => data.length)

test('records that are larger than the graph allows are shown nowhere, and no node is at odds with another for them', async () => {
  const a = await create({ maxRecordBytes: 1024 })
  const { store, graph } = await liar()
  graph.addKnownAddresses(a.addresses)
  const large = await store.add(bookType, { data: 'x'.repeat(5_000) })
  const b = await joined(bob, a.addresses, alice.peer)
  const events = b.events([{ event: 'record' }])
  await store.add(bookType, { data: 'x'.repeat(1_000) })
  await eventually(() => expect([lengthsIn(a), lengthsIn(b)]).toEqual([[1_000], [1_000]]))
  await b.listen({ scope: 'loopback' })
  const c = await joined(carol, b.addresses)
  await eventually(() => expect(lengthsIn(c)).toEqual([1_000]))
  for (const node of [a, b, c]) expect(node.records.get(large.id)).toBeUndefined()
  expect(graph.neighbours().length).toBeGreaterThan(0)
  for (let event = events.next(); event !== undefined; event = events.next()) {
    expect(event).not.toMatchObject({ id: large.id })
  }
})

describe('an earlier founding by another than the creator', () => {
  const yesterday: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - DAY_MS }
  const truth = { maxRecordBytes: 2048, deferExpiration: true }
  const untrue = { maxRecordBytes: 4096, deferExpiration: false }

  test('counts for nothing where the creator was named, whoever is reached first, and again later', async () => {
    const { store, graph } = await liar(yesterday)
    await lie(store, untrue)
    const b = await joined(bob, graph.addresses(), alice.peer)
    expect(b.properties()).toMatchObject({ creator: alice.peer, maxRecordBytes: 786_432 }) // Nobody has said it yet.
    const a = await create(truth)
    b.connect(a.addresses[0]!)
    await eventually(() => expect(b.properties()).toMatchObject({ creator: alice.peer, ...truth }))
    expect(a.properties()).toMatchObject(truth)
    await b.close()
    const { graph: again } = await PeerGraph.open(options(bob))
    expect(again.properties()).toMatchObject({ creator: alice.peer, ...truth })
  })

  test('is believed where nobody named one: this is what naming one is for', async () => {
    const { store, graph } = await liar(yesterday)
    await lie(store, untrue)
    const b = await joined(bob, graph.addresses())
    expect(b.properties()).toMatchObject({ creator: mallory.peer, ...untrue })
    await b.close()
    const { graph: again } = await PeerGraph.open({ ...options(bob), creator: alice.peer })
    expect(again.properties()).toMatchObject({ creator: alice.peer, maxRecordBytes: 786_432 })
    await again.close()
    const { graph: thrice } = await PeerGraph.open(options(bob))
    expect(thrice.properties().creator).toBe(alice.peer)
  })

  test('that is larger than any record may be holds nothing, and is no trouble', async () => {
    const a = await create({})
    const { store, graph } = await liar(yesterday)
    const id = namedRecordId(mallory.peer, graphFoundingType.name)
    await store.add(graphFoundingType, {
      id,
      data: { maxRecordBytes: 1024 },
      attributes: { padding: 'x'.repeat(2_000) }
    })
    graph.addKnownAddresses(a.addresses)
    const b = await joined(bob, graph.addresses(), mallory.peer)
    expect(b.properties()).toMatchObject({ creator: mallory.peer, maxRecordBytes: 786_432 })
  })
})

test('a creator that is no peer is refused', async () => {
  const refused = PeerGraph.open({ ...options(bob), creator: 'alice' })
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
})
