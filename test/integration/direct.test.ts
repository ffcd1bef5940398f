// Direct connections and data for neighbours, over real libp2p on loopback.
import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { MAX_DATA_BYTES, MAX_DIRECT_WAITING_BYTES, STREAM_WINDOW_BYTES } from '../../src/graph/defaults.js'
import type { ConnectionId, ConnectionInfo } from '../../src/graph/connections.js'
import { StartedGraph } from '../../src/graph/started-graph.js'
import type { DirectChange, DirectConnections, DirectData } from '../../src/graph/index.js'
import { eventually } from '../support/eventually.js'
import { startNode, type TestNode } from '../support/graphs.js'
import { alice, bob, carol, mallory, person, type Person } from '../support/people.js'

const members = [alice, bob, carol]
const opened: TestNode[] = []

async function start(who: Person, init: Partial<Parameters<typeof startNode>[1]> = {}): Promise<TestNode> {
  const node = await startNode(who, { members, ...init })
  opened.push(node)
  return node
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

/** An application that registered for everything, and takes data when told to. */
class Application {
  readonly changes: DirectChange[] = []
  readonly heard: DirectData[] = []
  /** Takes what it heard, the oldest first. */
  readonly take: (() => void)[] = []
  readonly direct: DirectConnections

  constructor(
    readonly node: TestNode,
    takesAtOnce = true
  ) {
    const { graph } = node
    this.direct = graph.direct
    graph.direct.register({
      onChange: (change) => this.changes.push(change),
      onData: (data) => {
        this.heard.push(data)
        return takesAtOnce ? Promise.resolve() : new Promise((resolve) => this.take.push(resolve))
      }
    })
  }

  /** Neighbours and direct ones. */
  get connections(): ConnectionInfo[] {
    const { graph } = this.node
    return graph instanceof StartedGraph ? graph.core.connections() : []
  }

  get texts(): string[] {
    return this.heard.map(({ type, bytes }) => `${type}: ${Buffer.from(bytes).toString()}`)
  }

  /** What was told of a connection, without what is the same in all. */
  told(id?: ConnectionId): string[] {
    const told = this.changes.filter((change) => id === undefined || change.id === id)
    return told.map((change) => ('reason' in change ? `${change.change} ${change.reason}` : change.change))
  }

  /** @returns the id of a connection that stands */
  async open(peer: Person): Promise<ConnectionId> {
    const id = this.direct.openDirect(peer.peer)
    await eventually(() => expect(this.told(id)).toEqual(['connected']))
    return id
  }

  say(id: ConnectionId, text: string): Promise<void> {
    return this.direct.sendData(id, 'test.text', Buffer.from(text))
  }
}

/** Bob knows alice, and both are neighbours. */
async function pair(): Promise<[TestNode, TestNode]> {
  const a = await start(alice)
  const b = await start(bob, { knownAddresses: a.graph.addresses() })
  await linked(a, b)
  return [a, b]
}

const linked = (...nodes: TestNode[]): Promise<void> =>
  eventually(() => {
    for (const node of nodes) expect(node.graph.neighbours()).toHaveLength(nodes.length - 1)
  })

describe('a direct connection', () => {
  test('carries messages of both sides in order, and is told of, listed and closed at both', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b)]
    const id = await ours.open(bob)
    expect(ours.direct.openDirect(bob.peer)).toBe(id)
    const [info] = ours.connections.filter(({ kind }) => kind === 'direct')
    expect(info).toMatchObject({ id, peer: bob.peer, direction: 'outbound' })
    expect(info?.nodeId).toMatch(/^[0-9a-f]{16}$/)
    const [there] = theirs.changes
    expect(there).toMatchObject({ change: 'connected', peer: alice.peer, direction: 'inbound' })
    await Promise.all(Array.from({ length: 500 }, (_, i) => ours.say(id, `${i}`)))
    for (let i = 0; i < 20; i++) await theirs.say(there!.id, `${i}`)
    await eventually(() => {
      expect(theirs.texts).toEqual(Array.from({ length: 500 }, (_, i) => `test.text: ${i}`))
      expect(ours.texts).toEqual(Array.from({ length: 20 }, (_, i) => `test.text: ${i}`))
    })
    expect(theirs.heard[0]).toMatchObject({ id: there!.id, peer: alice.peer })
    ours.direct.closeDirect(id)
    expect(ours.told(id)).toEqual(['connected', 'disconnected closed'])
    await eventually(() => expect(theirs.told()).toEqual(['connected', 'disconnected closed-by-peer']))
    for (const { connections } of [ours, theirs]) expect(connections.map(({ kind }) => kind)).toEqual(['neighbour'])
    await expect(ours.say(id, 'late')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
    await eventually(() => expect(ours.heard).toHaveLength(20))
  })

  test('that the other side closes ends here, and can be opened again', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b)]
    const id = await ours.open(bob)
    theirs.direct.closeDirect(theirs.changes[0]!.id)
    await eventually(() => expect(ours.told(id)).toEqual(['connected', 'disconnected closed-by-peer']))
    const again = await ours.open(bob)
    expect(again).not.toBe(id)
    await ours.say(again, 'again')
    await eventually(() => expect(theirs.texts).toEqual(['test.text: again']))
  })

  test('carries messages of a mebibyte byte for byte, and none that is larger', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b)]
    const id = await ours.open(bob)
    const sent = Array.from({ length: 12 }, () => randomBytes(MAX_DATA_BYTES))
    for (const bytes of sent) await ours.direct.sendData(id, 't'.repeat(128), bytes)
    await eventually(() => expect(theirs.heard).toHaveLength(sent.length))
    expect(theirs.heard.every(({ bytes }, i) => Buffer.compare(bytes, sent[i]!) === 0)).toBe(true)
    const larger = new Uint8Array(MAX_DATA_BYTES + 1)
    await expect(ours.direct.sendData(id, 't', larger)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    for (const type of ['', 't'.repeat(129), 'é'.repeat(65), '\ud800']) {
      await expect(ours.direct.sendData(id, type, new Uint8Array())).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    }
  })

  test('holds its sender back while the other application takes nothing, and what was sent still arrives after closing', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b, false)]
    const id = await ours.open(bob)
    const bytes = new Uint8Array(256 * 1024)
    let sent = 0
    const sending = (async () => {
      for (; sent < 200; sent++) await ours.direct.sendData(id, `${sent}`, bytes)
    })()
    let before = -1
    await eventually(() => {
      const isStill = before === sent && sent > 0
      before = sent
      expect(isStill).toBe(true)
    })
    // With the application, in the channel, in the stream's windows and in the sockets: not the 50 MiB that are to be sent.
    expect(theirs.heard.length * bytes.byteLength).toBeLessThanOrEqual(MAX_DIRECT_WAITING_BYTES + bytes.byteLength)
    expect(sent * bytes.byteLength).toBeLessThan(4 * MAX_DIRECT_WAITING_BYTES + 2 * STREAM_WINDOW_BYTES)
    const taking = (async () => {
      while (theirs.heard.length < 200 || theirs.take.length > 0) {
        theirs.take.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await sending
    ours.direct.closeDirect(id)
    await taking
    expect(theirs.heard.map(({ type }) => type)).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`))
    await eventually(() => expect(theirs.told()).toEqual(['connected', 'disconnected closed-by-peer']))
  })

  test('a message whose turn has not come is taken back by its signal', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b, false)]
    const id = await ours.open(bob)
    const bytes = new Uint8Array(MAX_DATA_BYTES)
    const sends = Array.from({ length: 12 }, (_, i) => ours.direct.sendData(id, `${i}`, bytes).then(() => i))
    const abort = new AbortController()
    const takenBack = ours.direct.sendData(id, 'taken back', bytes, { signal: abort.signal })
    const last = ours.direct.sendData(id, 'last', bytes)
    abort.abort(new Error('no more'))
    await expect(takenBack).rejects.toThrow('no more')
    const taking = (async () => {
      while (theirs.heard.length < 13) {
        theirs.take.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await Promise.all([...sends, last, taking])
    expect(theirs.heard.map(({ type }) => type)).toEqual([...sends.keys(), 'last'].map(String))
  })
})

describe('both ends must have asked for it', () => {
  test('who did not register opens none, and is opened none', async () => {
    const [a, b] = await pair()
    expect(() => a.graph.direct.openDirect(bob.peer)).toThrow(expect.objectContaining({ code: 'NOT_ASKED_FOR' }))
    const ours = new Application(a)
    const id = ours.direct.openDirect(bob.peer)
    await eventually(() => expect(ours.told(id)).toEqual(['failed not-asked-for']))
    const forget = b.graph.direct.register({ onChange: () => {} })
    await ours.open(bob)
    forget()
    ours.direct.closeDirect(ours.direct.openDirect(bob.peer))
    const again = ours.direct.openDirect(bob.peer)
    await eventually(() => expect(ours.told(again)).toEqual(['failed not-asked-for']))
  })

  test('data for one who did not register for data are dropped, and the connection stays', async () => {
    const [a, b] = await pair()
    const ours = new Application(a)
    b.graph.direct.register({ onChange: () => {} })
    const id = await ours.open(bob)
    await ours.say(id, 'dropped')
    const late: string[] = []
    b.graph.direct.register({ onData: async ({ bytes }) => void late.push(Buffer.from(bytes).toString()) })
    await ours.say(id, 'heard')
    await eventually(() => expect(late.at(-1)).toBe('heard'))
    expect(ours.told(id)).toEqual(['connected'])
  })
})

describe('who cannot be reached', () => {
  test('ourselves, nobody’s peer, an address of another, an address that is none', async () => {
    const [a] = await pair()
    const { direct, connections } = new Application(a)
    const code = (value: string): unknown => expect.objectContaining({ code: value })
    expect(() => direct.openDirect(alice.peer)).toThrow(code('CONNECT_SELF'))
    expect(() => direct.openDirect(mallory.peer)).toThrow(code('NODE_NOT_FOUND'))
    const ofBob = `/ip4/127.0.0.1/tcp/1/p2p/${bob.peer}`
    expect(() => direct.openDirect(carol.peer, { address: ofBob })).toThrow(code('INVALID_ARGUMENT'))
    expect(() => direct.openDirect(carol.peer, { address: '/ip4/127.0.0.1/udp/1' })).toThrow(code('INVALID_ARGUMENT'))
    expect(() => direct.closeDirect(4711)).toThrow(code('CONNECTION_NOT_FOUND'))
    const [neighbour] = connections
    expect(() => direct.closeDirect(neighbour!.id)).toThrow(code('CONNECTION_NOT_FOUND'))
  })

  test('who is not there, is another, or is no member', async () => {
    const [a, b] = await pair()
    const stranger = await start(mallory, { groupSecret: new Uint8Array(32).fill(6) })
    const ours = new Application(a)
    const where = (port: number): { address: string } => ({ address: `/ip4/127.0.0.1/tcp/${port}` })
    const absent = ours.direct.openDirect(carol.peer, where(1))
    const other = ours.direct.openDirect(person('nobody').peer, where(b.graph.port))
    const noMember = ours.direct.openDirect(mallory.peer, where(stranger.graph.port))
    await eventually(() => {
      expect(ours.told(absent)).toEqual(['failed unreachable'])
      expect(ours.told(other)).toEqual(['failed not-authenticated'])
      expect(ours.told(noMember)).toEqual(['failed not-authenticated'])
    })
    expect(ours.connections.map(({ kind }) => kind)).toEqual(['neighbour'])
  })
})

describe('a link and a direct connection', () => {
  test('share what they run on, and neither ends the other', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b)]
    const downs: string[] = []
    for (const { graph } of [a, b]) graph.on('neighbour:down', ({ peer }) => downs.push(peer))
    const id = await ours.open(bob)
    ours.direct.closeDirect(id)
    await eventually(() => expect(theirs.told()).toEqual(['connected', 'disconnected closed-by-peer']))
    await ours.say(ours.connections[0]!.id, 'by the link')
    await eventually(() => expect(theirs.texts).toEqual(['test.text: by the link']))
    expect(downs).toEqual([])
  })

  test('with somebody who is no neighbour stands by itself', async () => {
    const c = await start(carol)
    const a = await start(alice, { admits: [bob] })
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    await linked(a, b)
    const [ours, theirs] = [new Application(b), new Application(c)]
    const id = ours.direct.openDirect(carol.peer, { address: `/ip4/127.0.0.1/tcp/${c.graph.port}` })
    await eventually(() => expect(ours.told(id)).toEqual(['connected']))
    await ours.say(id, 'hello')
    await eventually(() => expect(theirs.texts).toEqual(['test.text: hello']))
    await c.close()
    await eventually(() => expect(ours.told(id)[1]).toMatch(/^disconnected (closed-by-peer|lost)$/))
  })
})

describe('data for a neighbour', () => {
  test('arrive in order, with an id to answer to, though both sides begin at once', async () => {
    const [a, b] = await pair()
    const [ours, theirs] = [new Application(a), new Application(b)]
    const [there] = ours.connections
    const [here] = theirs.connections
    expect(there).toMatchObject({ kind: 'neighbour', peer: bob.peer })
    await eventually(() => expect(ours.connections[0]?.rttMs).toBeGreaterThan(0))
    const numbers = Array.from({ length: 100 }, (_, i) => `${i}`)
    await Promise.all(numbers.flatMap((text) => [ours.say(there!.id, text), theirs.say(here!.id, text)]))
    await eventually(() => {
      for (const { texts } of [ours, theirs]) expect(texts).toEqual(numbers.map((text) => `test.text: ${text}`))
    })
    expect(ours.heard[0]).toMatchObject({ id: there!.id, peer: bob.peer })
    expect(ours.changes).toEqual([])
  })

  test('are refused where no application takes data', async () => {
    const [a] = await pair()
    const ours = new Application(a)
    await expect(ours.say(ours.connections[0]!.id, 'hm')).rejects.toMatchObject({ code: 'NOT_ASKED_FOR' })
  })

  test('end with the link: its id is gone', async () => {
    const [a, b] = await pair()
    const [ours] = [new Application(a), new Application(b)]
    const { id } = ours.connections[0]!
    await ours.say(id, 'hello')
    await b.close()
    await eventually(() => expect(ours.connections).toEqual([]))
    await expect(ours.say(id, 'gone')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  })
})
