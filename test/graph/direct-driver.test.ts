// Drivers of direct connections over channels in memory, with a clock that tests move.
import { beforeEach, describe, expect, test } from 'vitest'
import { raceSignal, silentLogger } from '../../src/base/index.js'
import {
  CLOSE_FLUSH_MS,
  DIRECT_LINGER_MS,
  DIRECT_LINK_WAIT_MS,
  DIRECT_OPEN_BUDGET_MS,
  DIRECT_PROBE_BUDGET_MS,
  DIRECT_PROBE_MS,
  HELLO_BUDGET_MS,
  HOUSEKEEPING_MS,
  MAX_DIRECT_WAITING_MESSAGES
} from '../../src/graph/defaults.js'
import type { DirectLine } from '../../src/graph/dialler.js'
import { DirectRefusedError } from '../../src/graph/direct-channel.js'
import type { ConnectionId } from '../../src/graph/connections.js'
import type { DirectData } from '../../src/graph/direct-connections.js'
import { DirectDriver } from '../../src/graph/direct-driver.js'
import { acceptFrame, dataFrame, openFrame, readDirectFrame } from '../../src/graph/direct-frame.js'
import { GraphError } from '../../src/graph/errors.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { memoryChannels, type MemoryChannel } from '../support/memory-channel.js'

const NODE_ID = '0123456789abcdef'

let clock: FakeClock
let members: Set<string>
let log: string[]
/** What `reach` gives, or throws; the other end of each stream that it opened. */
let reach: (addresses: readonly string[]) => Promise<DirectLine>
let theirs: MemoryChannel[]
/** Where dials went in vain. */
let unreachable: string[]
/** Where peers are that are no neighbours. */
let resolve: (peer: string, signal: AbortSignal) => Promise<string[]>
/** Our ends of them. */
let ours: MemoryChannel[]
let answersProbes: boolean
let lastId: number
/** Ids of our neighbours. */
let links: Map<string, ConnectionId>

function newLine(name: string, isNew = true): DirectLine {
  return {
    address: '/ip4/10.0.0.2/tcp/1',
    isNew,
    openDirect: async () => {
      const [near, far] = memoryChannels()
      ours.push(near)
      theirs.push(far)
      return near
    },
    openMessage: () => Promise.reject(new Error('none here')),
    probe: (signal) =>
      answersProbes
        ? Promise.resolve()
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    hangUp: () => log.push(`hung up ${name}`)
  }
}

class Node {
  readonly heard: DirectData[] = []
  readonly driver: DirectDriver
  takesData = true
  readonly #take: (() => void)[] = []

  constructor(readonly self: string) {
    this.driver = new DirectDriver({
      self,
      nodeId: NODE_ID,
      dialler: { reach: (_peer, addresses) => reach(addresses) },
      nextId: () => (lastId += 1),
      idOf: (peer) => links.get(peer),
      neighbourOf: (id) => [...links].find(([, other]) => other === id)?.[0],
      addressesOf: () => ['/ip4/10.0.0.2/tcp/1967'],
      resolve: (peer, signal) => resolve(peer, signal),
      onUnreachable: (peer, addresses) => unreachable.push([peer, ...addresses].join(' ')),
      isMember: (peer) => members.has(peer),
      isWelcome: (peer) => peer !== 'banned',
      onFault: (peer) => log.push(`fault of ${peer}`),
      clock,
      logger: silentLogger
    })
    this.driver.register({
      onChange: ({ change, id, ...rest }) => {
        log.push(`${self}: ${change} ${id}${'reason' in rest ? ` ${rest.reason}` : ''}`)
      },
      onData: (data) => {
        this.heard.push(data)
        return this.takesData ? Promise.resolve() : new Promise((resolve) => this.#take.push(resolve))
      }
    })
  }

  get texts(): string[] {
    return this.heard.map(({ id, type, bytes }) => `${id} ${type} ${Buffer.from(bytes).toString()}`)
  }

  /** @returns the id of the neighbour */
  linkUp(peer: string): ConnectionId {
    links.set(peer, (lastId += 1))
    this.driver.linkUp(peer)
    return lastId
  }

  /** From now on takes everything. */
  takeAll(): void {
    this.takesData = true
    for (const take of this.#take.splice(0)) take()
  }

  say(id: ConnectionId, text: string): Promise<void> {
    return this.driver.sendData(id, 'text', Buffer.from(text))
  }

  /** Somebody opens a stream with us. @returns the other end */
  async taken(peer: string, first = openFrame(NODE_ID, 'direct')): Promise<MemoryChannel> {
    const [near, far] = memoryChannels()
    const { address, probe, hangUp } = newLine(`${peer}’s`)
    this.driver.takeStream({ peer, address, probe, hangUp, channel: near })
    if (first.byteLength > 0) await far.send(first)
    await settle()
    return far
  }

  /** A connection that we asked for and that stands. @returns its id, and the other end */
  async opened(peer = 'b'): Promise<[ConnectionId, MemoryChannel]> {
    const id = this.driver.openDirect(peer)
    await settle()
    const far = theirs.at(-1)!
    await far.send(acceptFrame(NODE_ID))
    await settle()
    return [id, far]
  }
}

/** What reached the other end, of all that waits there. */
async function said(far: MemoryChannel): Promise<string[]> {
  const reader = far.frames()
  const frames: string[] = []
  while (far.waitingFrames > 0) {
    const { value } = await reader.next()
    const frame = value === undefined ? undefined : readDirectFrame(value)
    if (frame?.kind === 'data') frames.push(`data ${Buffer.from(frame.bytes).toString()}`)
    else frames.push(frame?.kind === 'refuse' ? frame.reason : String(frame?.kind))
  }
  return frames
}

let a: Node

beforeEach(() => {
  clock = new FakeClock()
  members = new Set(['a', 'b', 'c', 'banned'])
  log = []
  theirs = []
  ours = []
  answersProbes = true
  lastId = 0
  links = new Map()
  reach = async () => newLine('ours')
  unreachable = []
  resolve = async () => ['/ip4/10.0.0.2/tcp/1967']
  a = new Node('a')
})

describe('a stream that a peer opens', () => {
  test('is taken, carries messages both ways, and ends when the peer ends it', async () => {
    const far = await a.taken('b')
    expect(await said(far)).toEqual(['accept'])
    await far.send(dataFrame('text', Buffer.from('hello')))
    await a.say(1, 'answer')
    await settle()
    expect([a.texts, await said(far)]).toEqual([['1 text hello'], ['data answer']])
    await far.close(new AbortController().signal)
    await settle()
    expect(log).toEqual(['a: connected 1', 'a: disconnected 1 closed-by-peer', 'hung up b’s'])
  })

  const wrong: [string, Uint8Array, string[], string[]][] = [
    ['that begins with data', dataFrame('text', new Uint8Array()), [], ['fault of b', 'hung up b’s']],
    ['that begins with bytes that are nothing', Uint8Array.of(255, 255), [], ['fault of b', 'hung up b’s']],
    ['of a later version', later({ version: 2 }), ['refused'], []],
    ['for what a later version knows', later({ version: 1, purpose: 7 }), ['refused'], []]
  ]
  for (const [what, first, answer, logged] of wrong) {
    test(`and ${what} is not taken`, async () => {
      const far = await a.taken('b', first)
      expect([await said(far), log]).toEqual([answer, logged])
      await clock.advanceAsync(CLOSE_FLUSH_MS)
      expect(log).toContain('hung up b’s')
    })
  }

  for (const peer of ['stranger', 'banned']) {
    test(`and who is a ${peer} hears nothing`, async () => {
      const far = await a.taken(peer, new Uint8Array())
      expect([await said(far), log]).toEqual([[], [`hung up ${peer}’s`]])
    })
  }

  test('and that begins with what a later version says is taken, once it asks', async () => {
    const far = await a.taken('b', Uint8Array.of(0xfa, 0x01, 0x00)) // Field 31.
    expect([await said(far), log]).toEqual([[], []])
    await far.send(openFrame(NODE_ID, 'direct'))
    await settle()
    expect([await said(far), log]).toEqual([['accept'], ['a: connected 1']])
  })

  test('and says nothing is closed in time', async () => {
    await a.taken('b', new Uint8Array())
    await clock.advanceAsync(HELLO_BUDGET_MS - 1)
    expect(log).toEqual([])
    await clock.advanceAsync(1)
    expect(log).toEqual(['hung up b’s'])
  })
})

/** The first frame of somebody who knows more than we. */
function later(open: { version: number; purpose?: number }): Uint8Array {
  return potluck.graph.v1.DirectFrame.encode({ open }).finish()
}

describe('a connection', () => {
  test('whose peer breaks a rule is cut, and that is a fault; what a later version says is passed over', async () => {
    const far = await a.taken('b')
    await far.send(Uint8Array.of(0xfa, 0x01, 0x00)) // Field 31.
    await far.send(dataFrame('text', Buffer.from('on')))
    await settle()
    expect(a.texts).toEqual(['1 text on'])
    log = []
    await far.send(acceptFrame(NODE_ID))
    await settle()
    expect(log).toEqual(['fault of b', 'hung up b’s', 'a: disconnected 1 protocol'])
  })

  test('whose peer is no member any more is cut', async () => {
    const [id] = await a.opened()
    await a.taken('c')
    log = []
    members.delete('b')
    await clock.advanceAsync(HOUSEKEEPING_MS)
    expect(log).toEqual(['hung up ours', `a: disconnected ${id} not-a-member`])
    await expect(a.say(id, 'late')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  })

  test('whose other end fell silent is lost, and one that answers is not', async () => {
    const [id] = await a.opened()
    await clock.advanceAsync(10 * DIRECT_PROBE_MS)
    answersProbes = false
    log = []
    await clock.advanceAsync(DIRECT_PROBE_MS + HOUSEKEEPING_MS + DIRECT_PROBE_BUDGET_MS)
    expect(log).toEqual(['hung up ours', `a: disconnected ${id} lost`])
  })

  test('reads no more than the application takes', async () => {
    const far = await a.taken('b')
    a.takesData = false
    for (let i = 0; i < 2 * MAX_DIRECT_WAITING_MESSAGES; i++) await far.send(dataFrame('text', Buffer.from(`${i}`)))
    await settle()
    expect(a.heard).toHaveLength(MAX_DIRECT_WAITING_MESSAGES + 1)
    a.takeAll()
    await settle()
    expect(a.heard.map(({ bytes }) => Number(Buffer.from(bytes)))).toEqual([
      ...Array(2 * MAX_DIRECT_WAITING_MESSAGES).keys()
    ])
  })

  test('that we close waits until all was read, but not for ever', async () => {
    const [id, far] = await a.opened()
    const sent = a.say(id, 'last')
    a.driver.closeDirect(id)
    await sent
    await clock.advanceAsync(DIRECT_LINGER_MS - 1)
    expect(await said(far)).toEqual(['open', 'data last'])
    expect(log).toEqual([`a: connected ${id}`, `a: disconnected ${id} closed`])
    await clock.advanceAsync(1)
    expect(log.at(-1)).toBe('hung up ours')
  })
})

describe('a connection that we ask for', () => {
  test('whose peer answers nothing fails in time', async () => {
    const id = a.driver.openDirect('b')
    await clock.advanceAsync(DIRECT_OPEN_BUDGET_MS - 1)
    expect(log).toEqual([])
    await clock.advanceAsync(1)
    expect(log).toEqual(['hung up ours', `a: failed ${id} unreachable`])
  })

  test('whose peer is not known anywhere here is looked for, and dialled where it says', async () => {
    const dialled: (readonly string[])[] = []
    resolve = async () => ['/ip4/10.0.0.3/tcp/1967']
    reach = async (addresses) => {
      dialled.push(addresses)
      return newLine('ours')
    }
    const [id] = await a.opened('c')
    expect([dialled, log]).toEqual([[['/ip4/10.0.0.3/tcp/1967']], [`a: connected ${id}`]])
  })

  test('whose peer nobody knows, or that is given up meanwhile, fails and dials nobody', async () => {
    reach = () => Promise.reject(new Error('that was dialled'))
    resolve = () => Promise.reject(new GraphError('NODE_NOT_FOUND', 'nobody knows'))
    const nowhere = a.driver.openDirect('c')
    await settle()
    expect(log.splice(0)).toEqual([`a: failed ${nowhere} not-found`])
    resolve = (_peer, signal) => raceSignal(new Promise<string[]>(() => {}), signal)
    const closed = a.driver.openDirect('c')
    a.driver.closeDirect(closed)
    const late = a.driver.openDirect('c')
    await clock.advanceAsync(DIRECT_OPEN_BUDGET_MS)
    expect(log).toEqual([`a: failed ${closed} closed`, `a: failed ${late} unreachable`])
  })

  test('whose peer is a neighbour is not looked for', async () => {
    resolve = () => Promise.reject(new Error('that was looked for'))
    a.linkUp('b')
    const [id] = await a.opened('b')
    expect(log).toEqual([`a: connected ${id}`])
  })

  test('with who is no member is refused at once, unless it is said where that is', async () => {
    expect(() => a.driver.openDirect('stranger')).toThrow(expect.objectContaining({ code: 'NODE_NOT_FOUND' }))
    const id = a.driver.openDirect('stranger', { address: '/ip4/10.0.0.9/tcp/1967' })
    await clock.advanceAsync(DIRECT_OPEN_BUDGET_MS)
    expect(log.at(-1)).toBe(`a: failed ${id} unreachable`)
  })

  test('tells where nobody answered, except of neighbours, and of who refused', async () => {
    reach = () => Promise.reject(new GraphError('UNREACHABLE', 'nobody is there'))
    a.driver.openDirect('b')
    a.driver.openDirect('c', { address: '/ip4/10.0.0.3/tcp/1' })
    a.linkUp('neighbour')
    members.add('neighbour')
    a.driver.openDirect('neighbour')
    await settle()
    reach = () => Promise.reject(new DirectRefusedError('full'))
    a.driver.openDirect('b')
    await settle()
    expect(unreachable.sort()).toEqual(['b /ip4/10.0.0.2/tcp/1967', 'c /ip4/10.0.0.3/tcp/1'])
  })

  test('over a line that just broke is asked for once more, over a new one is not', async () => {
    const broken = (isNew: boolean) => async (): Promise<DirectLine> => ({
      ...newLine('ours', isNew),
      openDirect: () => Promise.reject(new Error('it is going down'))
    })
    reach = broken(false)
    a.driver.openDirect('b')
    await settle()
    expect(log).toEqual(['hung up ours', 'hung up ours', 'a: failed 1 unreachable'])
    log = []
    reach = broken(true)
    a.driver.openDirect('b')
    await settle()
    expect(log).toEqual(['hung up ours', 'a: failed 2 unreachable'])
  })

  test('of one that knows no such protocol is refused, and asked once', async () => {
    reach = async () => ({
      ...newLine('ours', false),
      openDirect: () => Promise.reject(new DirectRefusedError('refused'))
    })
    a.driver.openDirect('b')
    await settle()
    expect(log).toEqual(['hung up ours', 'a: failed 1 refused'])
  })

  test('and give up meanwhile is not heard of again', async () => {
    const id = a.driver.openDirect('b')
    await settle()
    a.driver.closeDirect(id)
    await settle()
    expect(log).toEqual([`a: failed ${id} closed`, 'hung up ours'])
    const early = a.driver.openDirect('b')
    expect(() => a.driver.closeDirect(id)).toThrow()
    await expect(a.say(early, 'too early')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  })

  test('may be closed while it is told of', async () => {
    a.driver.register({ onChange: ({ change, id }) => change === 'connected' && a.driver.closeDirect(id) })
    const [id, far] = await a.opened()
    far.abort('gone')
    await settle()
    expect(log).toEqual([`a: connected ${id}`, `a: disconnected ${id} closed`, 'hung up ours'])
  })
})

describe('data for neighbours', () => {
  test('go over one stream, opened for the first, in the order of the calls', async () => {
    const id = a.linkUp('b')
    const abort = new AbortController()
    const sends = [
      a.say(id, '1'),
      a.driver.sendData(id, 'text', Buffer.from('2'), { signal: abort.signal }),
      a.say(id, '3')
    ]
    await settle()
    await theirs[0]!.send(acceptFrame(NODE_ID))
    await Promise.all(sends)
    await a.say(id, '4')
    expect(theirs).toHaveLength(1)
    expect(await said(theirs[0]!)).toEqual(['open', 'data 1', 'data 2', 'data 3', 'data 4'])
    expect(log).toEqual([])
  })

  test('that come before the hello wait for the link, and have its id; without it they are refused', async () => {
    const far = await a.taken('b', openFrame(NODE_ID, 'neighbour'))
    const other = await a.taken('c', openFrame(NODE_ID, 'neighbour'))
    expect([await said(far), await said(other)]).toEqual([[], []])
    const id = a.linkUp('b')
    await far.send(dataFrame('text', Buffer.from('hello')))
    await clock.advanceAsync(DIRECT_LINK_WAIT_MS)
    expect(await said(far)).toEqual(['accept'])
    expect(await said(other)).toEqual(['refused'])
    expect(a.texts).toEqual([`${id} text hello`])
  })

  test('end with the link', async () => {
    const id = a.linkUp('b')
    const sending = a.say(id, 'on its way')
    await settle()
    links.clear()
    a.driver.linkDown('b')
    await expect(sending).rejects.toMatchObject({ code: 'LINK_CLOSED' })
    await expect(a.say(id, 'late')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
    expect(log).toEqual(['hung up ours'])
  })
})

test('closing ends what stands and what is asked for, tells nothing, and leaves no timer', async () => {
  const [id] = await a.opened()
  await a.taken('b')
  a.driver.openDirect('c')
  await settle()
  log = []
  ours[0]!.hold()
  const stuck = a.say(id, 'stuck')
  stuck.catch(() => {})
  const closing = a.driver.close()
  await clock.advanceAsync(CLOSE_FLUSH_MS)
  await closing
  await settle()
  expect(log.sort()).toEqual(['hung up b’s', 'hung up ours', 'hung up ours'])
  expect(clock.pendingTimers).toBe(0)
  expect(() => a.driver.openDirect('b')).toThrow(expect.objectContaining({ code: 'CLOSED' }))
  await expect(a.say(id, 'late')).rejects.toMatchObject({ code: 'CLOSED' })
})
