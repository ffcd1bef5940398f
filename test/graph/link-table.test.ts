import { beforeEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import {
  CLOSE_FLUSH_MS,
  DUPLICATE_GRACE_MS,
  HELLO_BUDGET_MS,
  HOUSEKEEPING_MS,
  MAX_INBOUND
} from '../../src/graph/defaults.js'
import { goodbyeFrame, helloFrame, readLinkFrame } from '../../src/graph/link-frame.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { LinkTable } from '../../src/graph/link-table.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { hello } from '../support/hello.js'
import { memoryChannels, type MemoryChannel } from '../support/memory-channel.js'
import { alice, bob } from '../support/people.js'

let clock: FakeClock
let table: LinkTable
let members: Set<string>
let banned: Set<string>
let faults: string[]
let log: string[]
let hungUp: string[]

/** We are `m`. Opens a link with `peer` and answers its hello. @returns the other end */
async function open(peer: string, direction: 'inbound' | 'outbound', name = `${direction} ${peer}`) {
  const [ours, theirs] = memoryChannels()
  await theirs.send(helloFrame(hello(2000)))
  const address = `/ip4/10.0.0.1/tcp/1`
  const adding = table.add({ peer, address, direction, channel: ours, hangUp: () => hungUp.push(name) })
  await settle()
  return { theirs, adding }
}

/** Kinds of everything that reached the other end so far, with reasons of goodbyes. */
async function said(theirs: MemoryChannel): Promise<string[]> {
  const kinds: string[] = []
  const reader = theirs.frames()
  for (let i = theirs.waitingFrames; i > 0; i--) {
    const { value } = await reader.next()
    const frame = value === undefined ? undefined : readLinkFrame(value)
    kinds.push(frame?.kind === 'goodbye' ? frame.reason : String(frame?.kind))
    if (frame?.kind === 'goodbye') kinds.push(...frame.referrals.map(({ address }) => `try ${address}`))
  }
  return kinds
}

beforeEach(() => {
  clock = new FakeClock()
  members = new Set(['a', 'n', ...Array.from({ length: 2 * MAX_INBOUND }, (_, i) => `p${i}`)])
  banned = new Set()
  faults = []
  log = []
  hungUp = []
  table = new LinkTable({
    self: 'm',
    clock,
    logger: silentLogger,
    hello: () => hello(1967),
    isMember: (peer) => members.has(peer),
    isWelcome: (peer) => !banned.has(peer),
    onFault: (peer) => faults.push(peer),
    hasPlace: (_peer, coming) => table.all().length + coming < MAX_INBOUND,
    referrals: () => [{ peer: alice.peer, address: '/ip4/10.0.0.9/tcp/1967' }],
    events: {
      onUp: ({ peer, direction }, replaces) => log.push(`${replaces ? 'replaced' : 'up'} ${peer} ${direction}`),
      onDown: ({ peer }, { by, reason }) => log.push(`down ${peer} ${by} ${reason ?? ''}`.trim()),
      onItem: async () => {},
      onSync: async () => {},
      onPull: () => {},
      onPing: () => {},
      onPong: () => {}
    }
  })
})

describe('a link', () => {
  test('counts when the hellos are exchanged, and tells the port of the other side', async () => {
    const { adding } = await open('n', 'inbound')
    expect(await adding).toEqual({ isLinked: true, referrals: [] })
    expect(table.get('n')).toMatchObject({ peer: 'n', direction: 'inbound', hello: { listenPort: 2000 } })
    expect(log).toEqual(['up n inbound'])
  })

  test('with somebody who is no member by then is turned away', async () => {
    members.delete('n')
    const { theirs, adding } = await open('n', 'inbound')
    expect(await said(theirs)).toEqual(['hello', 'not-a-member'])
    await clock.advanceAsync(CLOSE_FLUSH_MS)
    expect(await adding).toEqual({ isLinked: false, referrals: [] })
    expect([log, hungUp]).toEqual([[], ['inbound n']])
  })

  test('ends within seconds after its peer’s membership', async () => {
    const { theirs } = await open('n', 'inbound')
    members.delete('n')
    await clock.advanceAsync(HOUSEKEEPING_MS + CLOSE_FLUSH_MS)
    expect(await said(theirs)).toEqual(['hello', 'not-a-member'])
    expect(log).toEqual(['up n inbound', 'down n us not-a-member'])
  })

  test('too many is turned away with a word, but one of a neighbour is not', async () => {
    for (let i = 0; i < MAX_INBOUND; i++) await open(`p${i}`, 'inbound')
    const { theirs, adding } = await open('n', 'inbound')
    expect(await said(theirs)).toEqual(['full', 'try /ip4/10.0.0.9/tcp/1967'])
    await clock.advanceAsync(CLOSE_FLUSH_MS)
    expect(await adding).toEqual({ isLinked: false, referrals: [] })
    expect(await (await open('p0', 'inbound')).adding).toMatchObject({ isLinked: true })
    expect(table.all()).toHaveLength(MAX_INBOUND)
  })
})

describe('those that come at the same moment', () => {
  async function comeAtOnce(peers: readonly string[]): Promise<MemoryChannel[]> {
    const ends = peers.map((peer) => {
      const [ours, theirs] = memoryChannels()
      const stream = { peer, address: '/ip4/10.0.0.1/tcp/1', direction: 'inbound', channel: ours } as const
      void table.add({ ...stream, hangUp: () => {} })
      return theirs
    })
    await settle()
    return ends
  }

  test('find as many places as there are, however many they are', async () => {
    const ends = await comeAtOnce(Array.from({ length: 2 * MAX_INBOUND }, (_, i) => `p${i}`))
    await Promise.all(ends.map((theirs) => theirs.send(helloFrame(hello(2000)))))
    await settle()
    expect(table.all()).toHaveLength(MAX_INBOUND)
    expect((await said(ends.at(-1)!))[0]).toBe('full')
  })

  test('and say no hello keep their places no longer than one may take', async () => {
    await comeAtOnce(Array.from({ length: MAX_INBOUND }, (_, i) => `p${i}`))
    expect(await said((await open('n', 'inbound')).theirs)).toContain('full')
    await clock.advanceAsync(HELLO_BUDGET_MS)
    expect(await (await open('n', 'inbound')).adding).toMatchObject({ isLinked: true })
  })

  test('take one place, where they are one peer', async () => {
    await comeAtOnce(Array.from({ length: 2 * MAX_INBOUND }, () => 'p0'))
    expect(await (await open('n', 'inbound')).adding).toMatchObject({ isLinked: true })
  })
})

test('who is not welcome is turned away, and referred to nobody', async () => {
  banned.add('n')
  const { theirs, adding } = await open('n', 'inbound')
  expect(await said(theirs)).toEqual(['protocol'])
  await clock.advanceAsync(CLOSE_FLUSH_MS)
  expect(await adding).toEqual({ isLinked: false, referrals: [] })
})

test('who is full tells us whom else to ask', async () => {
  const [ours, theirs] = memoryChannels()
  const referrals = [{ peer: bob.peer, address: '/ip4/10.0.0.7/tcp/1967' }]
  await theirs.send(goodbyeFrame('full', referrals))
  const stream = { peer: 'n', address: '/ip4/10.0.0.1/tcp/1', direction: 'outbound', channel: ours } as const
  expect(await table.add({ ...stream, hangUp: () => {} })).toEqual({ isLinked: false, referrals, turnedAway: 'full' })
})

describe('a fault', () => {
  const encode = (frame: potluck.graph.v1.ILinkFrame): Uint8Array => potluck.graph.v1.LinkFrame.encode(frame).finish()

  async function begin(first: Uint8Array): Promise<void> {
    const [ours, theirs] = memoryChannels()
    await theirs.send(first)
    await theirs.close(new AbortController().signal)
    const stream = { peer: 'n', address: '/ip4/10.0.0.1/tcp/1', direction: 'inbound', channel: ours } as const
    await table.add({ ...stream, hangUp: () => {} })
  }

  test.each([
    ['no frame', Uint8Array.of(0xff, 0xff, 0xff)],
    ['a port that is none', encode({ hello: { version: 1, listenPort: 70_000 } })],
    ['a node id that is none', encode({ hello: { version: 1, nodeId: new Uint8Array(5) } })],
    ['an item', encode({ item: Uint8Array.of(1) })]
  ])('is %s in place of a hello', async (_what, first) => {
    await begin(first)
    expect(faults).toEqual(['n'])
  })

  test.each([
    ['another version', encode({ hello: { version: 2 } })],
    ['a frame of a later version', Uint8Array.of(0x82, 0x02, 0x00)],
    ['a goodbye', goodbyeFrame('closing')]
  ])('is not %s', async (_what, first) => {
    await begin(first)
    expect(faults).toEqual([])
  })

  test('counts on a link that lost to another of its peer, too', async () => {
    const { theirs } = await open('a', 'outbound')
    await open('a', 'inbound')
    await theirs.send(Uint8Array.of(0xff, 0xff, 0xff))
    await clock.advanceAsync(CLOSE_FLUSH_MS)
    expect(faults).toEqual(['a'])
  })
})

describe('of two links of one pair', () => {
  test('the one that the smaller id dialled stays; we, the smaller, close the other at once', async () => {
    const surplus = await open('n', 'inbound')
    await open('n', 'outbound')
    expect(log).toEqual(['up n inbound', 'replaced n outbound'])
    expect(await said(surplus.theirs)).toEqual(['hello', 'duplicate'])
    await clock.advanceAsync(CLOSE_FLUSH_MS)
    expect(hungUp).toEqual(['inbound n'])
    expect(table.get('n')?.direction).toBe('outbound')
    expect(log).toHaveLength(2)
  })

  test('it stays also where it came first', async () => {
    await open('n', 'outbound')
    await open('n', 'inbound')
    await clock.advanceAsync(CLOSE_FLUSH_MS)
    expect(hungUp).toEqual(['inbound n'])
    expect(log).toEqual(['up n outbound'])
  })

  test('we, the larger, leave the closing to the other side for a while', async () => {
    const surplus = await open('a', 'outbound')
    await open('a', 'inbound')
    expect(log).toEqual(['up a outbound', 'replaced a inbound'])
    await clock.advanceAsync(DUPLICATE_GRACE_MS - 1)
    expect(await said(surplus.theirs)).toEqual(['hello'])
    await clock.advanceAsync(1 + CLOSE_FLUSH_MS)
    expect(hungUp).toEqual(['outbound a'])
    expect(log).toHaveLength(2)
  })

  test('of the same direction the newer stays: its peer has lost the older', async () => {
    await open('n', 'inbound', 'older')
    await open('n', 'inbound', 'newer')
    await clock.advanceAsync(CLOSE_FLUSH_MS)
    expect(hungUp).toEqual(['older'])
    expect(log).toEqual(['up n inbound', 'replaced n inbound'])
  })
})

test('closing says goodbye to everybody and leaves no timer', async () => {
  const first = await open('n', 'inbound')
  const second = await open('a', 'outbound')
  await open('a', 'inbound')
  const closing = table.close()
  await clock.advanceAsync(CLOSE_FLUSH_MS)
  await closing
  expect(await said(first.theirs)).toEqual(['hello', 'closing'])
  expect(await said(second.theirs)).toEqual(['hello', 'closing'])
  expect(clock.pendingTimers).toBe(0)
  expect(table.all()).toEqual([])
})
