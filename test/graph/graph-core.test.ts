// What the parts of a graph decide together: whom it dials on others' word, and whom no more.
import { afterEach, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger } from '../../src/base/index.js'
import { BAN_FIRST_MS, HOUSEKEEPING_MS } from '../../src/graph/defaults.js'
import type { DialledConnection } from '../../src/graph/dialler.js'
import type { Frames } from '../../src/graph/frame-channel.js'
import type { GraphEvents } from '../../src/graph/graph.js'
import { GraphCore } from '../../src/graph/graph-core.js'
import { goodbyeFrame, helloFrame } from '../../src/graph/link-frame.js'
import { presenceId, presenceType } from '../../src/graph/presence.js'
import { readData } from '../../src/record/index.js'
import type { Store } from '../../src/store/index.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { testGate, testStore } from '../support/graphs.js'
import { hello } from '../support/hello.js'
import { memoryChannels } from '../support/memory-channel.js'
import { alice, bob, carol, dave, person } from '../support/people.js'

const members = [alice, bob, carol, dave]
const BOB = '/ip4/10.0.0.2/tcp/1967'
/** The same, on this machine. */
const BOB_HERE = '/ip4/127.0.0.1/tcp/1967'
const clock = new FakeClock()
const opened: GraphCore[] = []
let hosts = ['10.0.0.1']

interface Opened {
  core: GraphCore
  store: Store
  events: EventSource<GraphEvents>
  /** Addresses, in the order in which they were dialled. */
  dialled: string[]
}

/** Alice's, in a network where bob alone is, and begins as `firstFrames` say. */
async function open(firstFrames: readonly Uint8Array[], bobs = BOB): Promise<Opened> {
  const dialled: string[] = []
  const events = new EventSource<GraphEvents>()
  let isTaken = false
  const dial = async (_peer: unknown, addresses: readonly string[]): Promise<DialledConnection> => {
    dialled.push(...addresses)
    if (addresses[0] !== bobs) throw new Error('nobody there')
    const [ours, theirs] = memoryChannels()
    for (const frame of firstFrames) await theirs.send(frame)
    const openLink = async (): Promise<Frames> => {
      if (isTaken) throw new Error('one stream of a peer at a time') // As libp2p has it.
      isTaken = true
      return ours
    }
    return { peer: bob.peer, address: bobs, isInbound: false, openLink, hangUp: () => (isTaken = false) }
  }
  const store = await testStore(alice, members)
  const core = new GraphCore(
    { store, gate: testGate(alice, { members }), clock, random: seededRandom(3), logger: silentLogger },
    {
      self: alice.peer,
      port: () => 1967,
      hosts: () => hosts,
      mayDial: (host) => host.startsWith('10.'),
      addressBook: undefined,
      events,
      dialler: { dial, reach: async () => Promise.reject(new Error('none')) }
    }
  )
  opened.push(core)
  return { core, store, events, dialled }
}

async function pass(byMs: number): Promise<void> {
  await clock.advanceAsync(byMs)
  await settle()
}

afterEach(async () => {
  hosts = ['10.0.0.1']
  await clock.run(Promise.all(opened.splice(0).map((core) => core.close())))
})

test('whom a full member names is dialled in the scope only, by the graph as by connect', async () => {
  const outside = ['/ip4/127.0.0.1/tcp/5432', '/ip4/203.0.113.9/tcp/80', '/dns/within.example.org/tcp/80']
  const near = '/ip4/10.0.0.3/tcp/1967'
  const named = [...outside, near].map((address, i) => ({ peer: person(`named ${i}`).peer, address }))
  for (const isAsked of [false, true]) {
    const { core, dialled } = await open([goodbyeFrame('full', named)])
    if (isAsked) core.connect({ peer: undefined, address: BOB })
    else core.foundPeer(bob.peer, [BOB], 'presence')
    for (let i = 0; i < 10; i++) await pass(1_000)
    expect(new Set(dialled)).toEqual(new Set([BOB, near]))
  }
})

test('a full member that is on this machine names who else is, also to who listens nowhere yet', async () => {
  const here = '/ip4/127.0.0.1/tcp/1968'
  const { core, dialled } = await open([goodbyeFrame('full', [{ peer: carol.peer, address: here }])], BOB_HERE)
  core.connect({ peer: undefined, address: BOB_HERE })
  await pass(1_000)
  expect(dialled).toEqual([BOB_HERE, here])
})

test.each([
  ['after its hello', [helloFrame(hello(2000)), Uint8Array.of(0xff, 0xff, 0xff)]],
  ['in place of a hello', [Uint8Array.of(0xff, 0xff, 0xff)]]
])('who broke a rule twice, %s, is left alone: not dialled either, until that is over', async (_when, frames) => {
  const { core, dialled } = await open(frames)
  const sight = async (forMs: number): Promise<void> => {
    for (let passedMs = 0; passedMs < forMs; passedMs += 30_000) {
      core.foundPeer(bob.peer, [BOB], 'presence')
      await pass(30_000)
    }
  }
  await sight(BAN_FIRST_MS)
  expect(dialled).toHaveLength(2)
  await sight(60_000)
  expect(dialled.length).toBeGreaterThan(2)
})

test('of two that connect to one peer at once, one is told that it came about, the other that it is a neighbour', async () => {
  const { core, events } = await open([helloFrame(hello(2000))])
  const told: unknown[] = []
  events.on('connection', ({ change, id, ...facts }) => told.push([change, id, 'reason' in facts && facts.reason]))
  const [first, second] = [0, 1].map(() => core.connect({ peer: undefined, address: BOB }))
  await pass(0)
  expect(told).toEqual([
    ['connected', first, false],
    ['failed', second, 'already-connected']
  ])
})

test('our presence is written once soon after our addresses changed, and not while they have not', async () => {
  const { core, store } = await open([])
  await core.listening()
  await settle()
  const version = (): number => store.get(presenceId(alice.peer))?.version ?? 0
  const before = version()
  await pass(2 * HOUSEKEEPING_MS)
  expect(version()).toBe(before)
  hosts = ['10.0.0.7']
  let writes = 0
  store.on('record:update', () => (writes += 1))
  await pass(2 * HOUSEKEEPING_MS)
  expect(writes).toBe(1)
  expect(readData(presenceType, store.get(presenceId(alice.peer))!)?.hosts).toEqual(hosts)
})
