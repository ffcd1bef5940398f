// Graphs over real libp2p on loopback: links, flooding, synchronising, presence, and who is kept out.
import { noise } from '@chainsafe/libp2p-noise'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { identify, type Identify } from '@libp2p/identify'
import type { ConnectionEncrypter, Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom } from '../../src/base/index.js'
import type { AddressBook, Presence } from '../../src/graph/index.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import { memberEncrypter } from '../../src/graph/member-encrypter.js'
import { LINK_PROTOCOL } from '../../src/graph/protocols.js'
import { eventually } from '../support/eventually.js'
import {
  bookType,
  credentialsOf,
  GROUP_ID,
  GROUP_SECRET,
  noteType,
  startNode,
  testGate,
  textsIn,
  type TestGate,
  type TestNode
} from '../support/graphs.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'

const members = [alice, bob, carol, dave]
const opened: { close(): Promise<void> }[] = []

async function start(who: Person, init: Partial<Parameters<typeof startNode>[1]> = {}): Promise<TestNode> {
  const node = await startNode(who, { members, ...init })
  opened.push(node)
  return node
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

const linked = (...nodes: TestNode[]): Promise<void> =>
  eventually(() => {
    for (const node of nodes) expect(node.graph.neighbours()).toHaveLength(nodes.length - 1)
  })

function presenceOf(node: TestNode, who: Person): Presence | undefined {
  return node.graph.present().find(({ peer }) => peer === who.peer)
}

describe('members', () => {
  test('link up by one known address each, and everybody is everybody’s neighbour', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    const c = await start(carol, { knownAddresses: a.graph.addresses() })
    await linked(a, b, c)
    const directions = [a, b, c].flatMap(({ graph }) => graph.neighbours().map(({ direction }) => direction))
    expect(directions.filter((direction) => direction === 'outbound')).toHaveLength(3)
  })

  test('an address without a peer id is enough, and a name will do', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: [`/dns4/localhost/tcp/${a.graph.port}`] })
    await linked(a, b)
    expect(b.graph.neighbours()).toMatchObject([{ peer: alice.peer, direction: 'outbound' }])
  })

  test('two that dial each other at the same moment end with one link, dialled by the smaller peer id', async () => {
    const [smaller, larger] = alice.peer < bob.peer ? [alice, bob] : [bob, alice]
    const first = await start(smaller)
    const second = await start(larger)
    const downs: string[] = []
    for (const { graph } of [first, second]) graph.on('neighbour:down', ({ peer }) => downs.push(peer))
    first.graph.addKnownAddresses([`/ip4/127.0.0.1/tcp/${second.graph.port}`])
    second.graph.addKnownAddresses([`/ip4/127.0.0.1/tcp/${first.graph.port}`])
    await eventually(() => {
      expect(first.graph.neighbours()).toMatchObject([{ peer: larger.peer, direction: 'outbound' }])
      expect(second.graph.neighbours()).toMatchObject([{ peer: smaller.peer, direction: 'inbound' }])
    })
    expect(downs).toEqual([])
  })

  test('a record floods along a line of three: who stands between passes it on', async () => {
    const b = await start(bob)
    const a = await start(alice, { admits: [bob], knownAddresses: b.graph.addresses() })
    const c = await start(carol, { admits: [bob], knownAddresses: b.graph.addresses() })
    await eventually(() => expect(b.graph.neighbours()).toHaveLength(2))
    await c.store.add(noteType, { data: 'from one end' })
    await a.store.add(bookType, { data: 'from the other' })
    await eventually(() => {
      expect(textsIn(a.store)).toEqual(['from one end'])
      expect(textsIn(c.store, bookType)).toEqual(['from the other'])
    })
    expect(a.graph.neighbours()).toMatchObject([{ peer: bob.peer }])
  })

  test('one that joins late gets what was written before, of both lifetimes, and knows it', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    await a.store.add(noteType, { data: 'note' })
    await a.store.add(bookType, { data: 'first' })
    await b.store.add(bookType, { data: 'second' })
    await linked(a, b)
    const c = await start(carol, { knownAddresses: [...a.graph.addresses(), ...b.graph.addresses()] })
    let told = 0
    c.graph.on('synchronised', () => (told += 1))
    await eventually(() => {
      expect(textsIn(c.store)).toEqual(['note'])
      expect(textsIn(c.store, bookType)).toEqual(['first', 'second'])
      expect(c.graph.synchronised).toBe(true)
    })
    expect(told).toBeGreaterThan(0)
  })

  test('who is alone is not synchronised', async () => {
    const a = await start(alice)
    expect(a.graph.synchronised).toBe(false)
    expect(a.graph.neighbours()).toEqual([])
  })

  test('hear who is present, what it says about itself, and at once when it goes', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    await linked(a, b)
    await b.graph.announce({ contentPort: 6515, uplink: 'yes', load: 7, merit: 3 })
    const said = { hosts: ['127.0.0.1'], contentPort: 6515, uplink: 'yes', serves: 'unknown', load: 7, merit: 3 }
    await eventually(() => expect(presenceOf(a, bob)).toEqual({ peer: bob.peer, ...said }))
    expect(presenceOf(b, bob)).toEqual({ peer: bob.peer, ...said })
    await b.close()
    await eventually(() => expect(a.graph.present().map(({ peer }) => peer)).toEqual([alice.peer]), 1000)
    await eventually(() => expect(a.store.find({ type: 'graph.presence', creator: bob.peer })).toEqual([]), 1000)
  })

  test('a peer reported unreachable is hidden until it says something new', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    await eventually(() => expect(presenceOf(a, bob)).toBeDefined())
    const changes: string[] = []
    a.graph.on('presence:change', (peer) => changes.push(peer))
    a.graph.reportUnreachable(bob.peer)
    expect(presenceOf(a, bob)).toBeUndefined()
    expect(changes).toEqual([bob.peer])
    await b.graph.announce({ load: 1 })
    await eventually(() => expect(presenceOf(a, bob)).toMatchObject({ load: 1 }))
  })

  test('find each other again after a restart by the addresses they remember', async () => {
    const a = await start(alice)
    const book = memoryAddressBook()
    const first = await start(bob, { knownAddresses: a.graph.addresses(), addressBook: book })
    await linked(a, first)
    await first.close()
    expect(await book.load()).toEqual(a.graph.addresses())
    const again = await start(bob, { addressBook: book })
    await linked(a, again)
  })

  test('a neighbour that comes back is dialled again', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    await linked(a, b)
    const { port } = a.graph
    await a.close()
    await eventually(() => expect(b.graph.neighbours()).toEqual([]))
    const again = await start(alice, { listenPort: port })
    await linked(again, b)
  })

  test('closing with links open comes to its end, and can be done twice', async () => {
    const a = await start(alice)
    const b = await start(bob, { knownAddresses: a.graph.addresses() })
    const c = await start(carol, { knownAddresses: a.graph.addresses() })
    await linked(a, b, c)
    expect(await Promise.all([a.graph.close(), a.graph.close()])).toEqual([undefined, undefined])
  })

  test('a port that is taken is an error with a code', async () => {
    const a = await start(alice)
    await expect(start(bob, { listenPort: a.graph.port })).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
  })
})

describe('strangers', () => {
  test('who asks multistream-select for the list is shown the encrypter’s id and nothing else', async () => {
    const a = await start(alice)
    expect(await listProtocols(a.graph.port)).toEqual(['/multistream/1.0.0', '/potluck/noise/1'])
  })

  test('a stock libp2p node is not let in', async () => {
    const a = await start(alice)
    const client = await startClient(mallory, [noise()])
    await expect(protocolsOf(client, a)).rejects.toThrow()
    expect(a.gate.shown).toEqual([])
  })

  const wrongSecret = new Uint8Array(32).fill(6)
  const cases: [string, Person, Uint8Array, Uint8Array][] = [
    ['with the wrong secret', mallory, wrongSecret, credentialsOf(mallory.peer)],
    ['with the secret, but nobody vouched for', mallory, GROUP_SECRET, credentialsOf(mallory.peer)],
    ['with the secret and a member’s credentials', mallory, GROUP_SECRET, credentialsOf(bob.peer)],
    ['with a member’s key and no credentials', bob, GROUP_SECRET, new Uint8Array()]
  ]
  for (const [how, who, groupSecret, credentials] of cases) {
    test(`who speaks the handshake ${how} gets no protocol, no stream, no record and no credentials`, async () => {
      const a = await start(alice)
      await a.store.add(noteType, { data: 'for members' })
      const gate = testGate(who, { members: [alice], groupSecret, credentials })
      const client = await startClient(who, [encrypterOf(who, gate)])
      await expect(protocolsOf(client, a)).rejects.toThrow()
      expect(gate.shown).toEqual([])
      expect(a.graph.neighbours()).toEqual([])
    })
  }

  test('with a member’s key, secret and credentials the same client gets the protocol list', async () => {
    const a = await start(alice)
    const gate = testGate(bob, { members: [alice] })
    const client = await startClient(bob, [encrypterOf(bob, gate)])
    const answer = await protocolsOf(client, a)
    expect(answer.protocols).toContain(LINK_PROTOCOL)
    expect(answer.agentVersion).toBe('potluck/1')
    expect(gate.shown).toEqual([credentialsOf(alice.peer)])
  })

  test('an impostor that is dialled sees no credentials', async () => {
    const gate = testGate(mallory, { members: [alice], groupSecret: wrongSecret })
    const impostor = await startClient(mallory, [encrypterOf(mallory, gate)], true)
    let dialled = 0
    impostor.addEventListener('connection:open', () => (dialled += 1))
    const [address] = impostor.getMultiaddrs()
    const a = await start(alice, { knownAddresses: [String(address)] })
    await eventually(() => expect(impostor.inboundTries()).toBeGreaterThan(0))
    expect(gate.shown).toEqual([])
    expect(dialled).toBe(0)
    expect(a.graph.neighbours()).toEqual([])
  })

  test('a member of another group under the same secret’s tag is not let in', async () => {
    const a = await start(alice)
    const gate = testGate(bob, { members: [alice] })
    const otherGroup = person('another root').keyPair.publicKey
    const client = await startClient(bob, [encrypterOf(bob, gate, otherGroup)])
    await expect(protocolsOf(client, a)).rejects.toThrow()
    expect(gate.shown).toEqual([])
  })

  test('who holds connections open without a word does not keep members out', async () => {
    const a = await start(alice)
    const sockets = Array.from({ length: 8 }, () => connect(a.graph.port, '127.0.0.1').on('error', () => {}))
    try {
      const b = await start(bob, { knownAddresses: a.graph.addresses() })
      await linked(a, b)
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  })
})

type Client = Libp2p<{ identify: Identify }> & { inboundTries(): number }

/** A libp2p node that is not ours. */
async function startClient(
  who: Person,
  connectionEncrypters: ((components: never) => ConnectionEncrypter)[],
  listens = false
): Promise<Client> {
  let tries = 0
  const client = await createLibp2p({
    privateKey: await generateKeyPairFromSeed('Ed25519', who.keyPair.seed),
    addresses: { listen: listens ? ['/ip4/127.0.0.1/tcp/0'] : [] },
    transports: [tcp()],
    connectionEncrypters: connectionEncrypters as never,
    streamMuxers: [yamux()],
    connectionGater: {
      denyInboundConnection: () => {
        tries += 1
        return false
      }
    },
    services: { identify: identify({ runOnConnectionOpen: false }) }
  })
  opened.push({ close: async () => client.stop() })
  return Object.assign(client, { inboundTries: () => tries })
}

function encrypterOf(who: Person, gate: TestGate, group = GROUP_ID): (components: never) => ConnectionEncrypter {
  const key = handshakeKey(gate.groupSecret, group)
  const init = { self: who.peer, gate, key, clock: systemClock, random: systemRandom, logger: silentLogger }
  return memberEncrypter(init)
}

async function protocolsOf(client: Client, { graph }: TestNode): ReturnType<Identify['identify']> {
  const signal = AbortSignal.timeout(5000)
  const connection = await client.dial(multiaddr(graph.addresses()[0]), { signal })
  return client.services.identify.identify(connection, { signal })
}

/** What a listener answers to multistream-select's `ls`, line by line. */
function listProtocols(port: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const line = (text: string): Buffer => Buffer.from([text.length + 1, ...Buffer.from(`${text}\n`)])
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(Buffer.concat([line('/multistream/1.0.0'), line('ls')]))
    })
    socket.on('error', reject)
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1')
      if (!answer.endsWith('\n\n')) return
      socket.destroy()
      resolve(answer.match(/\/[\x21-\x7e]+/g) ?? [])
    })
  })
}

function memoryAddressBook(): AddressBook {
  let kept: readonly string[] = []
  return { load: async () => [...kept], save: async (addresses) => void (kept = addresses) }
}
