// The links of this node: one per peer by rule, whoever dialled (docs/protocols/link.md). Thin driver over StreamLink.
import { setRepeating, type Clock, type Logger, type PeerId, type Timer } from '../base/index.js'
import { CLOSE_FLUSH_MS, DUPLICATE_GRACE_MS, HOUSEKEEPING_MS } from './defaults.js'
import { ProtocolError, reasonOf } from './errors.js'
import type { Frames } from './frame-channel.js'
import type { Neighbour } from './graph.js'
import type { GoodbyeReason, Hello, Referral } from './link-frame.js'
import { StreamLink, TurnedAwayError, type LinkEnd } from './stream-link.js'

/** A link that stands for its peer: flooding and synchronising use it. */
export interface LinkedNeighbour extends Neighbour {
  readonly link: StreamLink
  /** What it said of itself. */
  readonly hello: Hello
}

export interface LinkTableEvents {
  /** A peer became a neighbour, or a better link took the place of the one it had (`replaces`). */
  onUp(neighbour: LinkedNeighbour, replaces: LinkedNeighbour | undefined): void
  /** A peer is no neighbour any more. */
  onDown(neighbour: LinkedNeighbour, end: LinkEnd): void
  onItem(peer: PeerId, item: Uint8Array): Promise<void>
  onSync(link: StreamLink, frame: Uint8Array): Promise<void>
  onPull(link: StreamLink): void
  onPing(link: StreamLink, nonce: number): void
  onPong(link: StreamLink, nonce: number, peerTimeMs: number | undefined): void
}

export interface LinkTableInit {
  self: PeerId
  clock: Clock
  logger: Logger
  /** What we say of ourselves. */
  hello(): Omit<Hello, 'version'>
  /** Whether one that dialled us may stay; asked once of each that is no neighbour. @param coming others, whose hello is awaited */
  hasPlace(peer: PeerId, coming: number): boolean
  /** Whom we name to who finds no place here. */
  referrals(peer: PeerId): readonly Referral[]
  isMember(peer: PeerId): boolean
  /** Not if it broke the rules lately. */
  isWelcome(peer: PeerId): boolean
  /** It broke a rule, on whichever of its links, or in place of a hello. */
  onFault(peer: PeerId): void
  events: LinkTableEvents
}

/** What became of a connection. */
export interface LinkAttempt {
  readonly isLinked: boolean
  /** What was said in place of a hello. */
  readonly turnedAway?: GoodbyeReason
  /** Whom a peer that turned us away named. */
  readonly referrals: readonly Referral[]
}

/** One connection with its stream, before the hello. */
export interface NewStream {
  peer: PeerId
  /** Multiaddr of the other end, without `/p2p/`. */
  address: string
  direction: 'inbound' | 'outbound'
  channel: Frames
  /** Closes the connection below. Never rejects. */
  hangUp(): void
}

export class LinkTable {
  readonly #init: LinkTableInit
  readonly #current = new Map<PeerId, LinkedNeighbour>()
  /** Every link that is not down, the ones that lost to another of the same peer included. */
  readonly #all = new Set<StreamLink>()
  /** Of them, those that were given a place and have not said hello: they dialled us. */
  readonly #coming = new Set<StreamLink>()
  readonly #housekeeping: Timer
  readonly #graceTimers = new Set<Timer>()
  #closing = false

  constructor(init: LinkTableInit) {
    this.#init = init
    this.#housekeeping = setRepeating(init.clock, HOUSEKEEPING_MS, () => this.#cutStrangers())
  }

  get(peer: PeerId): LinkedNeighbour | undefined {
    return this.#current.get(peer)
  }

  all(): LinkedNeighbour[] {
    return [...this.#current.values()]
  }

  /** Exchanges hellos and takes the link in. Never rejects. */
  async add(stream: NewStream): Promise<LinkAttempt> {
    const { peer, direction, channel } = stream
    const link = new StreamLink(peer, channel, this.#init.clock)
    this.#all.add(link)
    try {
      if (!this.#init.isWelcome(peer)) return await this.#turnAway(link, stream, 'protocol')
      if (direction === 'inbound') {
        if (this.#isFullFor(peer)) return await this.#turnAway(link, stream, 'full')
        this.#coming.add(link)
      }
      const hello = await link.exchangeHello(direction === 'outbound', this.#init.hello())
      if (this.#closing) return await this.#turnAway(link, stream, 'closing')
      if (!this.#init.isMember(peer)) return await this.#turnAway(link, stream, 'not-a-member')
      this.#take(link, stream, hello)
      return { isLinked: true, referrals: [] }
    } catch (thrown) {
      this.#init.logger(`no link with ${peer}: ${reasonOf(thrown)}`)
      this.#all.delete(link)
      stream.hangUp()
      if (thrown instanceof ProtocolError) this.#init.onFault(peer)
      if (!(thrown instanceof TurnedAwayError)) return { isLinked: false, referrals: [] }
      return { isLinked: false, referrals: thrown.referrals, turnedAway: thrown.reason }
    } finally {
      this.#coming.delete(link)
    }
  }

  /** Cuts a peer that is no member any more, once what is queued for it is sent. */
  recheck(peer: PeerId): void {
    if (this.#init.isMember(peer)) return
    for (const link of [...this.#all]) if (link.peer === peer) void link.close('not-a-member', CLOSE_FLUSH_MS)
  }

  /** Says goodbye to all and closes. Resolves within CLOSE_FLUSH_MS. */
  async close(): Promise<void> {
    this.#closing = true
    this.#housekeeping.cancel()
    for (const timer of this.#graceTimers) timer.cancel()
    await Promise.all([...this.#all].map((link) => link.close('closing', CLOSE_FLUSH_MS)))
  }

  #isFullFor(peer: PeerId): boolean {
    const coming = new Set([...this.#coming].map((link) => link.peer))
    if (this.#current.has(peer) || coming.has(peer)) return false
    const others = [...coming].filter((other) => !this.#current.has(other))
    return !this.#init.hasPlace(peer, others.length)
  }

  async #turnAway(link: StreamLink, stream: NewStream, reason: GoodbyeReason): Promise<LinkAttempt> {
    link.start({ onItem: async () => {}, onSync: async () => {}, onPull: () => {}, onDown: () => {} })
    const referrals = reason === 'full' ? this.#init.referrals(stream.peer) : []
    await link.close(reason, CLOSE_FLUSH_MS, referrals)
    this.#all.delete(link)
    stream.hangUp()
    return { isLinked: false, referrals: [] }
  }

  #take(link: StreamLink, stream: NewStream, hello: Hello): void {
    const { peer, address, direction } = stream
    const neighbour: LinkedNeighbour = { peer, address, direction, link, hello }
    const { events, onFault } = this.#init
    link.start({
      onItem: (item) => events.onItem(peer, item),
      onSync: (frame) => events.onSync(link, frame),
      onPull: () => events.onPull(link),
      onPing: (nonce) => events.onPing(link, nonce),
      onPong: (nonce, peerTimeMs) => events.onPong(link, nonce, peerTimeMs),
      onDown: (end) => {
        this.#all.delete(link)
        stream.hangUp()
        if (end.by === 'us' && end.reason === 'protocol') onFault(peer)
        if (this.#current.get(peer)?.link !== link) return
        this.#current.delete(peer)
        events.onDown(neighbour, end)
      }
    })
    const before = this.#current.get(peer)
    if (before !== undefined && this.#stays(before, neighbour)) return this.#retire(neighbour)
    this.#current.set(peer, neighbour)
    events.onUp(neighbour, before)
    if (before !== undefined) this.#retire(before)
  }

  /** Which of two links of one pair stays: the one that the smaller peer id dialled; of two such, the newer. */
  #stays(before: LinkedNeighbour, newer: LinkedNeighbour): boolean {
    if (before.direction === newer.direction) return false // The older one is half dead: its peer dialled again.
    return this.#weAreSmaller(newer.peer) === (before.direction === 'outbound')
  }

  /** The smaller id closes what is surplus, and only it, so that neither side ever sees no link at all. */
  #retire({ link, peer }: LinkedNeighbour): void {
    const close = (): void => void link.close('duplicate', CLOSE_FLUSH_MS)
    if (this.#weAreSmaller(peer)) return close()
    const timer = this.#init.clock.setTimer(DUPLICATE_GRACE_MS, () => {
      this.#graceTimers.delete(timer)
      close()
    })
    this.#graceTimers.add(timer)
  }

  #weAreSmaller(peer: PeerId): boolean {
    return this.#init.self < peer
  }

  /** Membership may expire while a link lives. */
  #cutStrangers(): void {
    for (const { peer } of this.all()) this.recheck(peer)
  }
}
