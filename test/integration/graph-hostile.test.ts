// A member who means harm, written by hand over real libp2p with an identity that is good: floods what is valid, and what is forged.
import { multiaddr } from '@multiformats/multiaddr'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock, utf8 } from '../../src/base/index.js'
import {
  AUTHOR_ITEMS_BURST,
  AUTHOR_ITEMS_PER_SECOND,
  ITEMS_BURST,
  ITEMS_PER_SECOND,
  MAX_JUDGING_BYTES,
  MAX_JUDGING_ITEMS,
  MAX_QUEUED_ITEM_BYTES,
  MAX_QUEUED_ITEMS
} from '../../src/graph/defaults.js'
import { FrameChannel } from '../../src/graph/frame-channel.js'
import { helloFrame, itemFrame, readLinkFrame } from '../../src/graph/link-frame.js'
import { LINK_PROTOCOL } from '../../src/graph/protocols.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import type { StreamLink } from '../../src/graph/stream-link.js'
import { namedRecordId, sealRecord } from '../../src/record/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { eventually } from '../support/eventually.js'
import { plainNode } from '../support/first-revision.js'
import { GROUP_ID, noteType, startNode, textsIn, type TestNode } from '../support/graphs.js'
import { hello } from '../support/hello.js'
import { alice, bob, mallory } from '../support/people.js'

const members = [alice, bob, mallory]
const opened: { close(): Promise<void> }[] = []
let a: TestNode
let b: TestNode
/** Of the link between these two. */
let downs: number

/** Signed while no link waits for the answer to a ping. */
let valid: Uint8Array[]

beforeAll(() => {
  valid = Array.from({ length: ITEMS_BURST + 3_000 }, (_, i) => itemFrame(validItem(i)))
})

beforeEach(async () => {
  a = await startNode(alice, { members })
  b = await startNode(bob, { members, knownAddresses: a.graph.addresses() })
  opened.push(a, b)
  downs = 0
  a.graph.on('neighbour:down', ({ peer }) => (downs += Number(peer === bob.peer)))
  await eventually(() => {
    for (const { graph } of [a, b]) expect(graph.neighbours()).toHaveLength(1)
  })
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

test('who floods more than its part is passed on in part; others’ records do not wait for it, and little waits', async () => {
  const { link } = await startMallory()
  const channel = await link(a)
  const heard = [countOf(a), countOf(b)]
  const cut = new Promise<void>((resolve) => {
    a.graph.on('neighbour:down', ({ peer }) => peer === mallory.peer && resolve())
  })
  const watched = watchWaiting(a)
  const fromMs = systemClock.monotonicMs()
  const flooding = flood(channel, valid)
  await eventually(() => expect(heard[0]!()).toBeGreaterThan(500))
  await b.store.add(noteType, { data: 'from bob' })
  await a.store.add(noteType, { data: 'from alice' })
  await eventually(() => {
    for (const { store } of [a, b]) expect(textsIn(store)).toEqual(expect.arrayContaining(['from alice', 'from bob']))
  })
  await flooding
  await lastOf(channel, Uint8Array.of(0xff, 0xff, 0xff)) // No frame: who is cut for that has been read to the end.
  await cut
  const seconds = (systemClock.monotonicMs() - fromMs) / 1000
  const [atAlice, atBob] = heard.map((count) => count())
  expect(atAlice).toBeLessThanOrEqual(ITEMS_BURST + seconds * ITEMS_PER_SECOND + 1)
  expect(atBob).toBeLessThanOrEqual(AUTHOR_ITEMS_BURST + seconds * AUTHOR_ITEMS_PER_SECOND + 1)
  expect(atBob).toBeLessThan(atAlice!)
  expect(watched()).toEqual([])
  await eventually(() => expect(neighboursOf(a)).toEqual([bob.peer]))
})

test('who sends what is forged is cut, by all, and let in no more; who stands beside it is not blamed', async () => {
  const { link, hungUp } = await startMallory()
  const seen = [countOf(a), countOf(b)]
  for (const node of [a, b]) {
    for (let times = 0; times < 2; times++) {
      const channel = await link(node)
      await channel.send(itemFrame(validItem(times)))
      await lastOf(channel, itemFrame(forgedItem(times)))
      await eventually(() => expect(neighboursOf(node)).not.toContain(mallory.peer))
      await hungUp()
    }
    await expect(link(node)).rejects.toThrow('protocol')
    await hungUp()
  }
  expect(textsIn(a.store).concat(textsIn(b.store))).not.toContain('forged')
  await b.store.add(noteType, { data: 'from bob' })
  await eventually(() => expect(textsIn(a.store)).toContain('from bob'))
  expect(seen.map((count) => count() > 0)).toEqual([true, true])
  expect(downs).toBe(0)
})

const neighboursOf = ({ graph }: TestNode): string[] => graph.neighbours().map(({ peer }) => peer)

interface Mallory {
  /** A link that has exchanged hellos. @throws what the other side says instead */
  link(node: TestNode): Promise<FrameChannel>
  /** The other side has closed the connection. */
  hungUp(): Promise<void>
}

async function startMallory(): Promise<Mallory> {
  const client = await plainNode(mallory, members)
  opened.push({ close: async () => client.stop() })
  return {
    link: async (node) => {
      const signal = AbortSignal.timeout(5_000)
      const connection = await client.dial(multiaddr(node.graph.addresses()[0]), { signal })
      const channel = new FrameChannel(await connection.newStream(LINK_PROTOCOL, { signal }))
      await channel.send(helloFrame(hello(0)))
      const incoming = channel.frames()
      const { value } = await incoming.next()
      const frame = value === undefined ? undefined : readLinkFrame(value)
      void drain(incoming)
      if (frame?.kind !== 'hello') throw new Error(frame?.kind === 'goodbye' ? frame.reason : 'no hello')
      return channel
    },
    hungUp: () => eventually(() => expect(client.getConnections()).toEqual([]))
  }
}

async function drain(incoming: AsyncGenerator<Uint8Array>): Promise<void> {
  try {
    for await (const frame of incoming) void frame
  } catch {
    // It was cut: the test sees that by itself.
  }
}

async function flood(channel: FrameChannel, frames: readonly Uint8Array[]): Promise<void> {
  for (const frame of frames) await channel.send(frame)
}

/** What ends the link: that may be before there is room for another. */
async function lastOf(channel: FrameChannel, frame: Uint8Array): Promise<void> {
  await channel.send(frame).catch(() => {})
}

/** The i-th of many, each a new version of one of a thousand records. */
function validItem(i: number): Uint8Array {
  const version = systemClock.nowMs() + i
  const envelope = sealRecord(
    {
      id: namedRecordId(mallory.peer, `flood ${i % 1000}`),
      type: noteType.name,
      creator: mallory.peer,
      lastModifiedBy: mallory.peer,
      version,
      createdAtMs: version,
      modifiedAtMs: version,
      expiresAtMs: version + 60_000,
      deleted: false,
      autoRefresh: false,
      renewals: 0,
      renewedAtMs: 0,
      attributes: {},
      data: utf8('flooded')
    },
    GROUP_ID,
    mallory.keyPair
  )
  return encodeItem({ type: 'ephemeral', envelope })
}

/** Its signature is over something else. */
function forgedItem(i: number): Uint8Array {
  const item = validItem(10_000 + i)
  const at = Buffer.from(item).indexOf('flooded')
  item.set(utf8('forged '), at)
  return item
}

/** How many versions of Mallory's records a store has shown. */
function countOf({ store }: TestNode): () => number {
  let count = 0
  for (const change of ['record:add', 'record:update'] as const) {
    store.on(change, ({ creator, type }) => (count += Number(creator === mallory.peer && type === noteType.name)))
  }
  return () => count
}

/** Looks at what waits whenever something was judged. @returns what was over its limit */
function watchWaiting({ graph, store }: TestNode): () => string[] {
  const { core } = graph as unknown as StartedGraph
  const over: string[] = []
  const look = (waiting: StreamLink['waiting']): void => {
    const { items, itemBytes, judgingItems, judgingBytes } = waiting
    const isOver =
      items > MAX_QUEUED_ITEMS ||
      itemBytes > MAX_QUEUED_ITEM_BYTES ||
      judgingItems > MAX_JUDGING_ITEMS + 1 ||
      judgingBytes > 2 * MAX_JUDGING_BYTES
    if (isOver) over.push(JSON.stringify(waiting))
  }
  store.on('record:update', () => core.waiting().forEach(look))
  return () => over
}
