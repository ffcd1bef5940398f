// Messages straight to one peer, over real libp2p on loopback.
import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, type PeerId } from '../../src/base/index.js'
import { FrameChannel } from '../../src/graph/frame-channel.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import { MAX_MESSAGE_BYTES, type MessageVerdict } from '../../src/graph/index.js'
import { MAX_MESSAGE_STREAMS } from '../../src/graph/message-defaults.js'
import { messageFrame, readAnswerFrame } from '../../src/graph/message-frame.js'
import { startNode as startLibp2p, type GraphNode } from '../../src/graph/node.js'
import { MESSAGE_PROTOCOL } from '../../src/graph/protocols.js'
import { multiaddr } from '@multiformats/multiaddr'
import { eventually } from '../support/eventually.js'
import { GROUP_ID, GROUP_SECRET, startNode, testGate, type TestNode } from '../support/graphs.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const members = [alice, bob, carol]
/** However busy the machine is. */
const patient = { budgetMs: 15_000 }
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

async function start(who: Person, init: Partial<Parameters<typeof startNode>[1]> = {}): Promise<TestNode> {
  const node = await startNode(who, { members, ...init })
  opened.push(node)
  return node
}

/** What a node was told, as `peer: text`. */
function listen({ graph }: TestNode, verdict: MessageVerdict = 'taken'): string[] {
  const heard: string[] = []
  graph.onMessage((peer, bytes) => {
    heard.push(`${peer}: ${Buffer.from(bytes).toString()}`)
    return verdict
  })
  return heard
}

const neighboursOf = ({ graph }: TestNode): PeerId[] => graph.neighbours().map(({ peer }) => peer)

/** Alice and bob, neighbours; carol is a member whom alice does not link with. */
async function threeInALine(): Promise<[TestNode, TestNode, TestNode]> {
  const b = await start(bob)
  const a = await start(alice, { knownAddresses: b.graph.addresses() })
  const c = await start(carol, { knownAddresses: b.graph.addresses() })
  await eventually(() => expect(neighboursOf(b)).toHaveLength(2))
  return [a, b, c]
}

describe('a message', () => {
  test('goes to a neighbour over its connection, in order, and to another member over a new one', async () => {
    const [a, b, c] = await threeInALine()
    const heard = { b: listen(b), c: listen(c) }
    const texts = Array.from({ length: 20 }, (_, i) => `message ${i}`)
    await Promise.all(texts.map((text) => a.graph.send(bob.peer, Buffer.from(text), patient)))
    expect(heard.b).toEqual(texts.map((text) => `${alice.peer}: ${text}`))
    await a.graph.send(carol.peer, Buffer.from('hello'), patient)
    expect(heard.c).toEqual([`${alice.peer}: hello`])
    const all = listen(a)
    await c.graph.send(alice.peer, Buffer.from('back'), patient)
    expect(all).toEqual([`${carol.peer}: back`])
  })

  test('of 64 KiB arrives byte for byte, and none that is larger or empty is sent', async () => {
    const b = await start(bob)
    const a = await start(alice, { knownAddresses: b.graph.addresses() })
    const heard: Uint8Array[] = []
    b.graph.onMessage((_, bytes) => (heard.push(bytes), 'taken'))
    const sent = randomBytes(MAX_MESSAGE_BYTES)
    await a.graph.send(bob.peer, sent, patient)
    expect(Buffer.compare(heard[0]!, sent)).toBe(0)
    for (const size of [0, MAX_MESSAGE_BYTES + 1]) {
      await expect(a.graph.send(bob.peer, new Uint8Array(size))).rejects.toMatchObject({ code: 'TOO_LARGE' })
    }
  })

  test('that nobody takes, that is refused, or that goes to nobody, is said to be so', async () => {
    const b = await start(bob)
    const a = await start(alice, { knownAddresses: b.graph.addresses() })
    const send = (peer: PeerId): Promise<void> => a.graph.send(peer, Buffer.from('hello'), patient)
    await expect(send(bob.peer)).rejects.toMatchObject({ code: 'NOT_ASKED_FOR' })
    listen(b, 'refused')
    await expect(send(bob.peer)).rejects.toThrow('refused it: refused')
    await expect(send(alice.peer)).rejects.toMatchObject({ code: 'CONNECT_SELF' })
    await expect(send(mallory.peer)).rejects.toMatchObject({ code: 'NODE_NOT_FOUND' })
    await a.graph.close()
    await expect(send(bob.peer)).rejects.toMatchObject({ code: 'CLOSED' })
  })
})

describe('a member that breaks rules', () => {
  /** Bob's libp2p, in the hands of somebody else. */
  async function hostile(victim: TestNode): Promise<{ node: GraphNode; open: () => Promise<FrameChannel> }> {
    const clock = systemClock
    const key = handshakeKey(GROUP_SECRET, GROUP_ID)
    const gate = testGate(bob, { members })
    const node = await startLibp2p({
      scope: () => 'site',
      keyPair: bob.keyPair,
      encrypter: { self: bob.peer, gate, key, clock, random: systemRandom, logger: silentLogger },
      onStream: () => {},
      onDirectStream: () => {},
      onMessageStream: () => {}
    })
    opened.push({ close: async () => node.libp2p.stop() })
    const address = victim.graph.addresses()[0]!
    const open = async (): Promise<FrameChannel> => {
      const connection = await node.libp2p.dial(multiaddr(address))
      return new FrameChannel(await connection.newStream(MESSAGE_PROTOCOL))
    }
    return { node, open }
  }

  /** What it hears in answer: names of answers, then how it ended. */
  async function answers(channel: FrameChannel): Promise<string[]> {
    const heard: string[] = []
    try {
      for await (const frame of channel.frames()) heard.push(readAnswerFrame(frame) ?? 'nonsense')
      channel.abort('enough')
      return [...heard, 'ended']
    } catch {
      return [...heard, 'reset']
    }
  }

  test('is cut off for what is no message, and left alone after the second; others are heard', async () => {
    const a = await start(alice)
    const heard = listen(a)
    const { open } = await hostile(a)
    const good = await open()
    await good.send(messageFrame(Buffer.from('good')))
    expect((await good.frames().next()).value).toBeDefined()
    good.abort('enough')
    for (const bytes of [new Uint8Array(40).fill(255), Uint8Array.of(10, 0)]) {
      const channel = await open()
      await channel.send(bytes).catch(() => {})
      expect(await answers(channel)).toEqual(['reset'])
    }
    const late = await open()
    await late.send(messageFrame(Buffer.from('late'))).catch(() => {})
    expect(await answers(late)).toEqual(['reset'])
    const c = await start(carol, { knownAddresses: a.graph.addresses() })
    await eventually(() => c.graph.send(alice.peer, Buffer.from('hello')))
    expect(heard).toEqual([`${bob.peer}: good`, `${carol.peer}: hello`])
  })

  test('is not heard with frames that are larger, nor on more than eight streams at once', async () => {
    const a = await start(alice)
    const heard = listen(a)
    const { open } = await hostile(a)
    const large = await open()
    await large.send(new Uint8Array(1024 * 1024)).catch(() => {})
    expect(await answers(large)).toEqual(['reset'])
    const many = await Promise.all(Array.from({ length: MAX_MESSAGE_STREAMS + 4 }, open))
    const said = many.map(async (channel) => {
      await channel.send(messageFrame(Buffer.from('hello'))).catch(() => {})
      return answers(channel)
    })
    const answered = (await Promise.all(said)).filter(([answer]) => answer === 'taken')
    expect(answered).toHaveLength(MAX_MESSAGE_STREAMS)
    expect(heard).toHaveLength(MAX_MESSAGE_STREAMS)
  })
})
