// Links and direct streams on one libp2p connection, over loopback: who ends which, and what stays.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger, systemRandom, toHex } from '../../src/base/index.js'
import { HELLO_BUDGET_MS } from '../../src/graph/defaults.js'
import type { NewDirectStream } from '../../src/graph/direct-driver.js'
import type { Frames } from '../../src/graph/frame-channel.js'
import type { GraphNetwork } from '../../src/graph/graph-network.js'
import { startNetwork } from '../../src/graph/libp2p-network.js'
import type { NewStream } from '../../src/graph/link-table.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { GROUP_ID, testGate } from '../support/graphs.js'
import { alice, bob, type Person } from '../support/people.js'

const signal = new AbortController().signal
let clock: FakeClock

/** One node's network, and what came to it. */
class End {
  readonly links: NewStream[] = []
  readonly direct: NewDirectStream[] = []
  #network: GraphNetwork | undefined

  constructor(readonly person: Person) {}

  async start(): Promise<void> {
    const { person } = this
    this.#network = await startNetwork({
      groupId: toHex(GROUP_ID),
      gate: testGate(person, { members: [alice, bob] }),
      keyPair: person.keyPair,
      mdns: false,
      events: {
        onStream: (stream) => this.links.push(stream),
        onDirectStream: (stream) => this.direct.push(stream),
        onMessageStream: ({ hangUp }) => hangUp(),
        onFound: () => {},
        company: () => ({ neighbours: 0, present: 0 }),
        onDeaf: () => {}
      },
      clock,
      random: systemRandom,
      logger: silentLogger
    })
    await this.#network.listen({ port: 0, hosts: ['127.0.0.1'], scope: 'site' })
  }

  get network(): GraphNetwork {
    return this.#network!
  }

  get addresses(): string[] {
    return [`/ip4/127.0.0.1/tcp/${this.network.port}`]
  }
}

let a: End
let b: End

beforeEach(async () => {
  clock = new FakeClock()
  a = new End(alice)
  b = new End(bob)
  await Promise.all([a.start(), b.start()])
})

afterEach(async () => {
  await Promise.all([a, b].map(({ network }) => network.stop()))
})

interface Pair {
  near: { channel: Frames; hangUp(): void }
  far: { channel: Frames; hangUp(): void }
}

/** Dials as for a link, and opens its stream. */
async function link(from: End, to: End): Promise<Pair> {
  const connection = await from.network.dialler.dial(to.person.peer, to.addresses, signal)
  expect(connection.isInbound).toBe(false)
  const channel = await connection.openLink(signal)
  await channel.send(Uint8Array.of(0))
  await eventually(() => expect(to.links).toHaveLength(1))
  return { near: { channel, hangUp: () => connection.hangUp() }, far: to.links.shift()! }
}

async function direct(from: End, to: End): Promise<Pair & { isNew: boolean }> {
  const line = await from.network.dialler.reach(to.person.peer, to.addresses, signal)
  const channel = await line.openDirect(signal)
  await channel.send(Uint8Array.of(0))
  await eventually(() => expect(to.direct).toHaveLength(1))
  return { near: { channel, hangUp: () => line.hangUp() }, far: to.direct.shift()!, isNew: line.isNew }
}

/** Whether what one end sends comes to the other. */
async function carries({ near, far }: Pair): Promise<void> {
  const text = toHex(systemRandom.bytes(8))
  await near.channel.send(new Uint8Array(Buffer.from(text)))
  for await (const frame of far.channel.frames()) if (Buffer.from(frame).toString() === text) return
  throw new Error('it ended')
}

/** Ends its stream at both ends, as links and direct connections do. */
async function end({ near, far }: Pair): Promise<void> {
  await near.channel.close(signal)
  await far.channel.close(signal)
  for (const side of [near, far]) side.hangUp()
}

/** Takes a use, and keeps it: who asks must not be who ends the connection. */
const connected = (from: End, to: End): Promise<boolean> =>
  from.network.dialler.reach(to.person.peer, [], signal).then(
    () => true,
    () => false
  )

test('a link that ends leaves the direct stream beside it; with that the connection ends', async () => {
  const ofLink = await link(a, b)
  const stream = await direct(a, b)
  expect(stream.isNew).toBe(false)
  await end(ofLink)
  await carries(stream)
  await end(stream)
  await eventually(async () => expect([await connected(a, b), await connected(b, a)]).toEqual([false, false]))
})

test('a direct stream that ends leaves the link, though it was dialled for it, and in either direction', async () => {
  const stream = await direct(a, b)
  const back = await direct(b, a)
  expect([stream.isNew, back.isNew]).toEqual([true, false])
  const ofLink = await link(a, b)
  await end(stream)
  await end(back)
  await carries(ofLink)
})

test('who was dialled for a direct stream dials anew for a link: the other would bring none', async () => {
  const stream = await direct(a, b)
  await clock.advanceAsync(HELLO_BUDGET_MS)
  const ofLink = await link(b, a)
  await end(ofLink)
  await carries(stream)
})

test('a connection that brings no stream is closed in time, and one that brings a direct stream is not', async () => {
  const idle = await a.network.dialler.reach(bob.peer, b.addresses, signal)
  await clock.advanceAsync(HELLO_BUDGET_MS)
  await eventually(async () => expect(await connected(a, b)).toBe(false))
  idle.hangUp()
  const stream = await direct(a, b)
  await clock.advanceAsync(2 * HELLO_BUDGET_MS)
  await carries(stream)
})

test('that the other end is there is asked beside what its streams wait for', async () => {
  const line = await a.network.dialler.reach(bob.peer, b.addresses, signal)
  await line.probe(signal)
  const stream = await direct(a, b)
  await line.probe(signal)
  await stream.far.channel.close(signal)
  await b.network.stop()
  await expect(line.probe(AbortSignal.timeout(5_000))).rejects.toThrow()
})
