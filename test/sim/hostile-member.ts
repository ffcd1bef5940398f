// A member who means harm, by hand: it proves itself, answers hellos, pings and rounds of synchronising as it should, and keeps back
// what it hears. What it may do beyond that is said by whoever makes it.
import type { PeerId } from '../../src/base/index.js'
import { addressText } from '../../src/graph/addresses.js'
import type { Dialler } from '../../src/graph/dialler.js'
import type { Frames } from '../../src/graph/frame-channel.js'
import { itemFrame, type Referral } from '../../src/graph/link-frame.js'
import type { NewStream } from '../../src/graph/link-table.js'
import { presenceId, presenceType } from '../../src/graph/presence.js'
import { StreamLink } from '../../src/graph/stream-link.js'
import { hello } from '../support/hello.js'
import type { SimPeer } from './sim-peer.js'
import { credentialOf, StoreDouble, type StoreDoubleInit } from './store-double.js'
import { GROUP_SECRET, KEY } from './store-node.js'
import { PORT, StoreNetwork, type Listener } from './store-network.js'

const RENEW_MS = 15_000
const BUDGET_MS = 8_000

export interface HostileInit {
  peer: SimPeer
  network: StoreNetwork
  /** Those of its kind: what they write it has, and passes on. */
  friends: ReadonlySet<PeerId>
  /** Whom it takes; others it tells that it is full, and whom to try. */
  takes(peer: PeerId): boolean
  referrals(): Referral[]
  /** What its presence says, every 15 s anew. */
  hosts(): string[]
  /** What it shows in the handshake. @default what proves it a member */
  credentials?: (() => Uint8Array) | undefined
  /** See `handshakeKey`. @default the group's */
  key?: Uint8Array | undefined
}

/** Holds what its friends write, and nothing else. */
class PartialStore extends StoreDouble {
  /** Set where all of them are known. */
  private isClosed?: true

  constructor(init: StoreDoubleInit, friends: ReadonlySet<PeerId>) {
    super(init)
    for (const friend of friends) this.learnMember(credentialOf(friend))
    this.isClosed = true
  }

  override learnMember(bytes: Uint8Array): 'new' | 'known' | 'refused' {
    return this.isClosed === undefined ? super.learnMember(bytes) : 'known'
  }
}

export class HostileMember {
  readonly peer: SimPeer
  readonly store: StoreDouble
  readonly links = new Map<PeerId, StreamLink>()
  /** Below them: what is sent here keeps to no limit. */
  readonly channels = new Map<PeerId, Frames>()
  /** How often it got a link, and was turned away. */
  readonly counts = { links: 0, refused: 0 }
  readonly #init: HostileInit
  readonly #dialler: Dialler

  constructor(init: HostileInit, store: Omit<StoreDoubleInit, 'author' | 'clock' | 'random' | 'onWrite'>) {
    const { peer, network, friends } = init
    this.#init = init
    this.peer = peer
    const { clock, random } = peer
    this.store = new PartialStore({ ...store, author: peer.id, clock, random, onWrite: () => {} }, friends)
    this.store.on('item:local', (item) => this.flood(item))
    const gate: Listener['gate'] = {
      groupSecret: GROUP_SECRET,
      credentials: init.credentials ?? (() => credentialOf(peer.id)),
      admit: async () => true,
      isMember: () => true
    }
    const listener: Listener = {
      peer,
      gate,
      key: init.key ?? KEY,
      takeStream: (stream) => void this.#takeStream(stream)
    }
    this.#dialler = network.dialler(listener)
    network.listen(listener)
    this.#renew()
  }

  /** Sends an item to all that it is linked with. */
  flood(item: Uint8Array, except?: PeerId): void {
    for (const [peer, link] of this.links) if (peer !== except) link.flood(itemFrame(item))
  }

  /** Dials it, and again so often while it has no link with it. */
  pester(victim: SimPeer, everyMs: number): void {
    const again = (): void => void this.peer.clock.setTimer(everyMs, () => this.pester(victim, everyMs))
    if (this.links.has(victim.id)) return again()
    void this.#dial(victim).then(again, again)
  }

  #renew(): void {
    const data = {
      hosts: this.#init.hosts(),
      graphPort: PORT,
      contentPort: 0,
      uplink: 'unknown',
      serves: 'unknown',
      load: 0,
      merit: 0
    } as const
    const id = presenceId(this.peer.id)
    const init = { id, data: { ...data, nodeId: undefined, attributes: '' }, ttlMs: 180_000 }
    void (this.store.get(id) === undefined
      ? this.store.add(presenceType, init)
      : this.store.update(presenceType, id, init))
    this.peer.clock.setTimer(RENEW_MS, () => this.#renew())
  }

  async #dial(victim: SimPeer): Promise<void> {
    const budget = new AbortController()
    const timer = this.peer.clock.setTimer(BUDGET_MS, () => budget.abort(new Error('too late')))
    try {
      const address = addressText(StoreNetwork.hostOf(victim), PORT)
      const connection = await this.#dialler.dial(victim.id, [address], budget.signal)
      if (connection.isInbound) return
      const { hangUp } = connection
      const channel = await connection.openLink(budget.signal)
      const stream: NewStream = { peer: victim.id, address, direction: 'outbound', channel, hangUp }
      await this.#link(stream)
    } finally {
      timer.cancel()
    }
  }

  async #takeStream(stream: NewStream): Promise<void> {
    if (this.#init.takes(stream.peer)) return this.#link(stream).catch(() => {})
    const link = new StreamLink(stream.peer, stream.channel, this.peer.clock)
    link.start({ onItem: async () => {}, onSync: async () => {}, onPull: () => {}, onDown: () => {} })
    await link.close('full', 200, this.#init.referrals())
    stream.hangUp()
  }

  async #link({ peer, direction, channel, hangUp }: NewStream): Promise<void> {
    const link = new StreamLink(peer, channel, this.peer.clock)
    try {
      await link.exchangeHello(direction === 'outbound', hello(PORT, { features: ['ping'] }))
    } catch (thrown) {
      this.counts.refused += 1
      hangUp()
      throw thrown
    }
    this.counts.links += 1
    const session = this.store.openSync({
      peer,
      send: (frame) => link.sendSync(frame),
      onSynchronised: () => {},
      onRefuse: () => {}
    })
    link.start({
      onItem: async (item) => {
        const { outcome } = await this.store.receive(item)
        if (outcome === 'applied') this.flood(item, peer)
      },
      onSync: (frame) => session.receive(frame),
      onPull: () => session.startRound(),
      onPing: (nonce) => link.pong(nonce, undefined),
      onDown: () => {
        session.close()
        hangUp()
        if (this.links.get(peer) !== link) return
        this.links.delete(peer)
        this.channels.delete(peer)
      }
    })
    this.links.set(peer, link)
    this.channels.set(peer, channel)
    session.startRound()
  }
}
