// A node as the first revision of the link had it, written by hand: it knows these messages and no others. Its store is today's.
import type { Stream } from '@libp2p/interface'
import { identify, type Identify } from '@libp2p/identify'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import protobuf from 'protobufjs'
import { copyBytes, silentLogger, systemClock, systemRandom } from '../../src/base/index.js'
import { FrameChannel } from '../../src/graph/frame-channel.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import { memberEncrypter } from '../../src/graph/member-encrypter.js'
import { LINK_PROTOCOL } from '../../src/graph/protocols.js'
import { defineRecordType, namedRecordId } from '../../src/record/index.js'
import type { Store, SyncSession } from '../../src/store/index.js'
import { eventually } from './eventually.js'
import { GROUP_ID, testGate, testStore } from './graphs.js'
import type { Person } from './people.js'

const { root } = protobuf.parse(`
  syntax = "proto3";
  message LinkFrame { oneof frame { Hello hello = 1; bytes item = 2; bytes sync = 3; Goodbye goodbye = 4; Pull pull = 5; } }
  message Hello { uint32 version = 1; uint32 listen_port = 2; }
  message Goodbye { uint32 reason = 1; }
  message Pull {}
  message PresenceData {
    repeated string hosts = 1; uint32 graph_port = 2; uint32 content_port = 3; uint32 uplink = 4; uint32 serves = 5;
    uint32 load = 6;
  }
  message Envelope { bytes record = 1; bytes signature = 2; }
  message Record {
    bytes id = 1; string type = 2; bytes creator = 3; bytes last_modified_by = 4; uint64 version = 5;
    uint64 created_ms = 6; uint64 modified_ms = 7; uint64 expires_ms = 8; bool deleted = 9; bytes data = 11;
  }
  message StoreItem { bytes ephemeral = 2; }
`)
const wire = (name: string): protobuf.Type => root.lookupType(name)

export const CLOSING = 1

export interface FirstPresence {
  hosts: string[]
  graphPort: number
  contentPort: number
}

/** As the first revision wrote and read it. */
export const firstPresenceType = defineRecordType<FirstPresence>({
  name: 'graph.presence',
  lifetime: 'ephemeral',
  ttlMs: 180_000,
  codec: {
    encode: (data) => copyBytes(wire('PresenceData').encode(wire('PresenceData').fromObject(data)).finish()),
    decode: (bytes) =>
      wire('PresenceData').toObject(wire('PresenceData').decode(bytes), { arrays: true, defaults: true })
  } as { encode(data: FirstPresence): Uint8Array; decode(bytes: Uint8Array): FirstPresence }
})

/** The record and the signature in a flooded item, as the first revision read them. */
export function readFirstRecord(item: Uint8Array): {
  type: string
  data: Uint8Array
  signed: Uint8Array
  signature: Uint8Array
} {
  const { ephemeral } = wire('StoreItem').decode(item) as unknown as { ephemeral: Uint8Array }
  const envelope = wire('Envelope').decode(ephemeral) as unknown as { record: Uint8Array; signature: Uint8Array }
  const record = wire('Record').decode(envelope.record) as unknown as { type: string; data: Uint8Array }
  return { type: record.type, data: record.data, signed: envelope.record, signature: envelope.signature }
}

interface Frame {
  hello?: { version: number; listenPort: number }
  item?: Uint8Array
  sync?: Uint8Array
  goodbye?: { reason: number }
  pull?: object
}

export class FirstRevisionNode {
  readonly store: Store
  readonly libp2p: Libp2p
  /** Numbers of the frames that came, in order. */
  readonly frames: number[] = []
  readonly items: Uint8Array[] = []
  /** Reasons of goodbyes. */
  readonly goodbyes: number[] = []
  hello: { version: number; listenPort: number } | undefined
  synchronised = 0
  refusals: string[] = []
  isLinked = false
  #channel: FrameChannel | undefined
  #session: SyncSession | undefined

  private constructor(store: Store, libp2p: Libp2p) {
    this.store = store
    this.libp2p = libp2p
    store.on('item:local', (item) => void this.say({ item }))
  }

  static async start(who: Person, members: readonly Person[]): Promise<FirstRevisionNode> {
    const store = await testStore(who, members)
    const libp2p = await plainNode(who, members)
    const node = new FirstRevisionNode(store, libp2p)
    await libp2p.handle(LINK_PROTOCOL, (stream) => void node.#run(stream, false))
    return node
  }

  get address(): string {
    return String(this.libp2p.getMultiaddrs()[0])
  }

  async dial(address: string): Promise<void> {
    await eventually(() => {
      if (this.libp2p.getConnections().length > 0) throw new Error('the last connection is still there')
    })
    const signal = AbortSignal.timeout(5_000)
    const connection = await this.libp2p.dial(multiaddr(address), { signal })
    void this.#run(await connection.newStream(LINK_PROTOCOL, { signal }), true)
    await eventually(() => {
      if (!this.isLinked) throw new Error('no hello yet')
    })
  }

  async say(frame: Frame): Promise<void> {
    await this.#channel?.send(wire('LinkFrame').encode(wire('LinkFrame').fromObject(frame)).finish()).catch(() => {})
  }

  async sayGoodbye(): Promise<void> {
    await this.say({ goodbye: { reason: CLOSING } })
    await this.#channel?.close(AbortSignal.timeout(1_000)).catch(() => {})
  }

  async close(): Promise<void> {
    this.#session?.close()
    await this.libp2p.stop()
    await this.store.close()
  }

  async #run(stream: Stream, speaksFirst: boolean): Promise<void> {
    const channel = new FrameChannel(stream)
    this.#channel = channel
    if (speaksFirst) await this.say({ hello: { version: 1, listenPort: 0 } })
    try {
      for await (const bytes of channel.frames()) await this.#take(bytes, speaksFirst)
    } catch {
      // The stream broke: the test sees what came of it.
    }
    this.isLinked = false
    this.#session?.close()
    this.#channel = undefined
    await channel.close(AbortSignal.timeout(1_000)).catch(() => {})
  }

  async #take(bytes: Uint8Array, speaksFirst: boolean): Promise<void> {
    this.frames.push(bytes[0]! >> 3)
    const frame = wire('LinkFrame').decode(bytes) as Frame
    if (frame.hello != null) {
      this.hello = frame.hello
      if (!speaksFirst) await this.say({ hello: { version: 1, listenPort: 0 } })
      this.isLinked = true
      this.#session = this.store.openSync({
        peer: 'the other end',
        send: (sync) => this.say({ sync }),
        onSynchronised: () => (this.synchronised += 1),
        onRefuse: (reason) => this.refusals.push(reason)
      })
      this.#session.startRound()
    } else if (frame.goodbye != null) this.goodbyes.push(frame.goodbye.reason)
    else if (frame.pull != null) this.#session?.startRound()
    else if (frame.sync != null && frame.sync.byteLength > 0) await this.#session?.receive(frame.sync)
    else if (frame.item != null && frame.item.byteLength > 0) {
      this.items.push(copyBytes(frame.item))
      await this.store.receive(frame.item)
    }
  }
}

/** A libp2p node with our handshake, and nothing else of ours. */
export async function plainNode(who: Person, members: readonly Person[]): Promise<Libp2p<{ identify: Identify }>> {
  const gate = testGate(who, { members })
  const key = handshakeKey(gate.groupSecret, GROUP_ID)
  const encrypter = { self: who.peer, gate, key, clock: systemClock, random: systemRandom, logger: silentLogger }
  return createLibp2p({
    privateKey: await generateKeyPairFromSeed('Ed25519', who.keyPair.seed),
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [memberEncrypter(encrypter)],
    streamMuxers: [yamux()],
    services: { identify: identify({ runOnConnectionOpen: false }) }
  })
}

/** The one record of a node of the first revision about itself. */
export async function writeFirstPresence(node: FirstRevisionNode, who: Person): Promise<void> {
  const data = { hosts: ['127.0.0.1'], graphPort: 1967, contentPort: 6515 }
  await node.store.add(firstPresenceType, { id: namedRecordId(who.peer, firstPresenceType.name), data })
}
