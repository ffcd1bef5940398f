// Somebody who speaks our handshake and our link over real libp2p, written by hand: it shows what a test gives it, and sends what a test
// says. It judges nobody.
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { identify, type Identify } from '@libp2p/identify'
import type { Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import {
  peerIdFromPublicKey,
  silentLogger,
  systemClock,
  systemRandom,
  type KeyPair,
  type PeerId
} from '../../src/base/index.js'
import { FrameChannel } from '../../src/graph/frame-channel.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import { helloFrame, readLinkFrame, syncFrame } from '../../src/graph/link-frame.js'
import { memberEncrypter } from '../../src/graph/member-encrypter.js'
import { messageFrame, readAnswerFrame } from '../../src/graph/message-frame.js'
import { LINK_PROTOCOL, MESSAGE_PROTOCOL } from '../../src/graph/protocols.js'
import { encodeChain, encodeCredentials } from '../../src/group/membership-object.js'
import type { Group } from '../../src/group/index.js'
import type { Store } from '../../src/store/index.js'
import { eventually } from './eventually.js'
import { hello } from './hello.js'

export interface HandWrittenInit {
  readonly keyPair: KeyPair
  /** Whose group it pretends to be in. */
  readonly groupId: Uint8Array
  readonly groupSecret: Uint8Array
  /** What it shows in the handshake. */
  readonly chains: readonly (readonly Uint8Array[])[]
}

export interface Synchronising {
  readonly store: Store
  /** Changes what it sends. */
  tamper?(frame: Uint8Array): Uint8Array
  onSynchronised?(): void
}

export class HandWrittenPeer {
  readonly peer: PeerId
  /** Notices of removal that it was sent. */
  readonly told: Uint8Array[] = []
  readonly #client: Libp2p<{ identify: Identify }>

  private constructor(peer: PeerId, client: Libp2p<{ identify: Identify }>, told: Uint8Array[]) {
    this.peer = peer
    this.#client = client
    this.told = told
  }

  static async start({ keyPair, groupId, groupSecret, chains }: HandWrittenInit): Promise<HandWrittenPeer> {
    const self = peerIdFromPublicKey(keyPair.publicKey)
    const told: Uint8Array[] = []
    const gate = {
      groupSecret,
      credentials: () => encodeCredentials(chains.map(encodeChain)),
      admit: async () => true,
      isMember: () => true,
      hearFarewell: async (body: Uint8Array) => void told.push(body)
    }
    const key = handshakeKey(groupSecret, groupId)
    const encrypter = { self, gate, key, clock: systemClock, random: systemRandom, logger: silentLogger }
    const client = await createLibp2p({
      privateKey: await generateKeyPairFromSeed('Ed25519', keyPair.seed),
      transports: [tcp()],
      connectionEncrypters: [memberEncrypter(encrypter)],
      streamMuxers: [yamux()],
      services: { identify: identify({ runOnConnectionOpen: false }) }
    })
    return new HandWrittenPeer(self, client, told)
  }

  /** Whether it is let in, and sees what protocols are spoken. */
  async isLetIn(by: Group): Promise<boolean> {
    const signal = AbortSignal.timeout(5_000)
    try {
      const connection = await this.#client.dial(multiaddr(by.graph.addresses()[0]), { signal })
      const { protocols } = await this.#client.services.identify.identify(connection, { signal })
      return protocols.includes(LINK_PROTOCOL)
    } catch {
      return false
    }
  }

  /** A link that has exchanged hellos. @param synchronising its side of it @default it takes no part */
  async link(to: Group, synchronising?: Synchronising): Promise<FrameChannel> {
    const signal = AbortSignal.timeout(5_000)
    const connection = await this.#client.dial(multiaddr(to.graph.addresses()[0]), { signal })
    const channel = new FrameChannel(await connection.newStream(LINK_PROTOCOL, { signal }))
    await channel.send(helloFrame(hello(0)))
    const incoming = channel.frames()
    const { value } = await incoming.next()
    const frame = value === undefined ? undefined : readLinkFrame(value)
    if (frame?.kind !== 'hello') throw new Error(frame?.kind === 'goodbye' ? frame.reason : 'no hello')
    void this.#read(incoming, channel, synchronising)
    await eventually(() => {
      if (!to.graph.neighbours().some(({ peer }) => peer === this.peer)) throw new Error('no neighbour yet')
    })
    return channel
  }

  /** A stream for one message; whoever it goes to may have cut it by then. */
  async openMessage(to: Group): Promise<FrameChannel> {
    const signal = AbortSignal.timeout(5_000)
    const connection = await this.#client.dial(multiaddr(to.graph.addresses()[0]), { signal })
    return new FrameChannel(await connection.newStream(MESSAGE_PROTOCOL, { signal }))
  }

  /** Says these bytes straight to a member. @returns its answer, or that it hung up */
  async say(to: Group, bytes: Uint8Array): Promise<string> {
    const channel = await this.openMessage(to)
    try {
      await channel.send(messageFrame(bytes))
      const { value } = await channel.frames().next()
      return value === undefined ? 'cut' : (readAnswerFrame(value) ?? 'nonsense')
    } catch {
      return 'cut'
    } finally {
      channel.abort('enough')
    }
  }

  async close(): Promise<void> {
    await this.#client.stop()
  }

  async #read(
    incoming: AsyncGenerator<Uint8Array>,
    channel: FrameChannel,
    synchronising: Synchronising | undefined
  ): Promise<void> {
    const { store, tamper = (frame: Uint8Array) => frame, onSynchronised = () => {} } = synchronising ?? {}
    const session = store?.openSync({
      peer: 'the other end',
      send: (frame) => channel.send(syncFrame(tamper(frame))),
      onSynchronised,
      onRefuse: () => {}
    })
    session?.startRound()
    try {
      for await (const bytes of incoming) {
        const frame = readLinkFrame(bytes)
        if (frame?.kind === 'sync') await session?.receive(frame.frame)
        else if (frame?.kind === 'pull') session?.startRound()
      }
    } catch {
      // It was cut: the test sees that by itself.
    } finally {
      session?.close()
    }
  }
}
