// What ends in the turn in which a membership ends: links, direct connections, presence.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import { openFrame } from '../../src/graph/direct-frame.js'
import type { GraphEvents } from '../../src/graph/graph.js'
import { GraphCore } from '../../src/graph/graph-core.js'
import { helloFrame, readLinkFrame } from '../../src/graph/link-frame.js'
import { presenceId, presenceType } from '../../src/graph/presence.js'
import type { Store } from '../../src/store/index.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { noteType, testGate, testStore } from '../support/graphs.js'
import { hello } from '../support/hello.js'
import { memoryChannels, type MemoryChannel } from '../support/memory-channel.js'
import { alice, bob } from '../support/people.js'

const clock = new FakeClock()
const nodeId = '0123456789abcdef'
let members: Set<PeerId>
let judgeAgain: ((peer: PeerId) => void) | undefined
let store: Store
let core: GraphCore
/** What alice's graph tells. */
let told: string[]

beforeEach(async () => {
  members = new Set([alice.peer, bob.peer])
  told = []
  store = await testStore(alice, [alice, bob])
  const events = new EventSource<GraphEvents>()
  events.on('neighbour:down', ({ peer }) => told.push(`down ${peer}`))
  events.on('presence:change', (peer) => told.push(`presence ${peer}`))
  const gate = {
    ...testGate(alice, { members: [alice, bob] }),
    isMember: (peer: PeerId) => members.has(peer),
    onChange: (listener: (peer: PeerId) => void) => {
      judgeAgain = listener
      return () => (judgeAgain = undefined)
    }
  }
  core = new GraphCore(
    { store, gate, clock, random: seededRandom(3), logger: silentLogger },
    {
      self: alice.peer,
      port: () => 1967,
      hosts: () => ['10.0.0.1'],
      mayDial: () => true,
      addressBook: undefined,
      events,
      dialler: {
        dial: async () => Promise.reject(new Error('none')),
        reach: async () => Promise.reject(new Error('none'))
      }
    }
  )
})

afterEach(async () => {
  await clock.run(core.close())
  expect(judgeAgain).toBeUndefined()
})

/** Bob dials, and says hello. */
async function linkWithBob(): Promise<MemoryChannel> {
  const [ours, theirs] = memoryChannels()
  core.takeStream({
    peer: bob.peer,
    address: '/ip4/10.0.0.2/tcp/1',
    direction: 'inbound',
    channel: ours,
    hangUp: () => {}
  })
  await theirs.send(helloFrame(hello(2000)))
  await settle()
  return theirs
}

/** What waits at bob's end, less what synchronising says. */
async function heard(theirs: MemoryChannel): Promise<string[]> {
  const frames: string[] = []
  const incoming = theirs.frames()
  while (theirs.waitingFrames > 0) {
    const frame = readLinkFrame((await incoming.next()).value as Uint8Array)
    if (frame?.kind === 'goodbye') frames.push(`goodbye ${frame.reason}`)
    else if (frame?.kind === 'item')
      frames.push(
        Buffer.from(frame.item)
          .toString('latin1')
          .match(/says \w+/)?.[0] ?? 'item'
      )
  }
  return frames
}

test('the one removed hears what was queued for it, then goodbye, and nothing that is written after', async () => {
  const theirs = await linkWithBob()
  await heard(theirs)
  await store.add(noteType, { data: 'says before' })
  members.delete(bob.peer)
  judgeAgain!(bob.peer)
  await store.add(noteType, { data: 'says after' })
  await settle()
  expect(await heard(theirs)).toEqual(['says before', 'goodbye not-a-member'])
})

test('who is a member still, by another certificate, stays', async () => {
  const theirs = await linkWithBob()
  await heard(theirs)
  judgeAgain!(bob.peer)
  await store.add(noteType, { data: 'says after' })
  await settle()
  expect(await heard(theirs)).toEqual(['says after'])
  expect(core.neighbours()).toHaveLength(1)
})

test('a direct connection of the one removed is cut in the same turn', async () => {
  const [ours, theirs] = memoryChannels()
  core.direct.register({ onChange: (change) => told.push(change.change, 'reason' in change ? change.reason : '') })
  core.takeDirectStream({
    peer: bob.peer,
    address: '/ip4/10.0.0.2/tcp/1',
    channel: ours,
    probe: async () => {},
    hangUp: () => told.push('hung up')
  })
  await theirs.send(openFrame(nodeId, 'direct'))
  await settle()
  members.delete(bob.peer)
  judgeAgain!(bob.peer)
  expect(told).toEqual(['connected', '', 'hung up', 'disconnected', 'not-a-member'])
})

test('a message of the one removed is cut in the same turn', async () => {
  const [ours, theirs] = memoryChannels()
  core.messages.handle((peer) => (told.push(`heard ${peer}`), 'taken'))
  core.messages.takeStream({ peer: bob.peer, channel: ours, hangUp: () => told.push('hung up') })
  await settle()
  members.delete(bob.peer)
  judgeAgain!(bob.peer)
  expect((await theirs.frames().next()).done).toBe(true)
  await settle()
  expect(told.filter((what) => !what.startsWith('presence'))).toEqual(['hung up'])
})

test('whoever is removed is present no more, in the same turn', async () => {
  const bobs = await testStore(bob, [alice, bob])
  bobs.on('item:local', (item) => void store.receive(item))
  const data = {
    hosts: ['10.0.0.2'],
    graphPort: 1,
    contentPort: 2,
    uplink: 'yes',
    serves: 'yes',
    load: 0,
    nodeId,
    attributes: '',
    merit: 0
  } as const
  await bobs.add(presenceType, { id: presenceId(bob.peer), data, ttlMs: 60_000 })
  await settle()
  expect(core.present().map(({ peer }) => peer)).toEqual([alice.peer, bob.peer])
  members.delete(bob.peer)
  judgeAgain!(bob.peer)
  expect(core.present().map(({ peer }) => peer)).toEqual([alice.peer])
})
