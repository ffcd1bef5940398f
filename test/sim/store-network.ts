// Connections between simulated peers: dialling, the real handshake inside, the link stream, and how they break. Bytes on a
// connection are never lost, as with TCP: they come later. Who cannot be reached any more is noticed after a while, as by
// libp2p's pings.
import { addressText } from '../../src/graph/addresses.js'
import { HANDSHAKE_BUDGET_MS } from '../../src/graph/defaults.js'
import type { DialledConnection, Dialler } from '../../src/graph/dialler.js'
import type { Gate } from '../../src/graph/gate.js'
import { HandshakeMachine, NONCE_BYTES, type HandshakeRole } from '../../src/graph/handshake.js'
import type { NewStream } from '../../src/graph/link-table.js'
import type { PeerId } from '../../src/base/index.js'
import { ChannelEnd } from './store-channel.js'
import type { SimPeer } from './sim-peer.js'
import { between, randomStream } from './streams.js'
import type { World } from './world.js'

/** libp2p asks every 10 s and waits for the answer up to as long. */
const NOTICED_AFTER_MS = [10_000, 20_000] as const
/** What TCP takes to send a lost packet again. */
const RETRANSMIT_MS = [200, 1_000] as const
/** How long a kernel that hears nothing tries to connect: beyond any budget of ours. */
export const PORT = 1967

/** What listens on a peer's address. */
export interface Listener {
  readonly peer: SimPeer
  readonly gate: Gate
  /** See `handshakeKey`. */
  readonly key: Uint8Array
  takeStream(stream: NewStream): void
}

/** Sees every frame that `from` gives to a connection. `connection` counts them. */
export type Tap = (from: SimPeer, to: SimPeer, connection: number, frame: Uint8Array) => void

export class StoreNetwork {
  readonly #world: World
  readonly #random
  readonly #listeners = new Map<number, Listener>()
  readonly #connections = new Set<Connection>()
  #count = 0
  onFrame: Tap = () => {}

  constructor(world: World) {
    this.#world = world
    this.#random = randomStream(world.seed, 'connections')
    world.onChange((change, peer) => this.#changed(change, peer))
  }

  static hostOf(peer: SimPeer): string {
    return `10.0.${peer.index >> 8}.${(peer.index & 255) + 1}`
  }

  listen(listener: Listener): void {
    this.#listeners.set(listener.peer.index, listener)
  }

  /** How many connections stand, as either side sees it. */
  get connections(): number {
    return this.#connections.size
  }

  /** Ends of the streams that a peer has now, for who does with them what it likes. */
  channelsOf(peer: SimPeer): ChannelEnd[] {
    return [...this.#connections].flatMap((connection) => connection.channelOf(peer) ?? [])
  }

  /** Dials as `from`'s process that runs now. */
  dialler(self: Listener): Dialler {
    return {
      reach: () => Promise.reject(new Error('no direct connections here')),
      dial: async (peer, addresses, signal) => {
        for (const address of addresses) {
          const target = this.#world.peers.find((other) => addressText(StoreNetwork.hostOf(other), PORT) === address)
          if (target === undefined || target.index === self.peer.index) continue
          const inbound = peer === undefined ? undefined : this.#openedBy(target, self.peer)
          // As libp2p does: of two that dial each other, the one that comes later is given what there is.
          if (inbound !== undefined) return { ...this.#dialled(inbound, self, this.#of(target)), isInbound: true }
          const connection = await this.#connect(self, target, peer, signal)
          if (connection !== undefined) return connection
        }
        throw new Error('nobody there')
      }
    }
  }

  /** @returns undefined where nobody listens there, or another one than expected */
  #connect(
    self: Listener,
    target: SimPeer,
    expected: PeerId | undefined,
    signal: AbortSignal
  ): Promise<DialledConnection | undefined> {
    return new Promise((resolve, reject) => {
      const connection = new Connection(this.#world, this.#random, this.#count++, self.peer, target, this.onFrame)
      const boot = self.peer.boots
      let isSettled = false
      const fail = (): void => {
        this.#drop(connection, 'refused')
        isSettled = true
        self.peer.input(boot, () => resolve(undefined))
      }
      signal.addEventListener('abort', () => {
        if (isSettled) return
        this.#drop(connection, 'given up')
        reject(signal.reason as Error)
      })
      const done = (listener: Listener): void => {
        isSettled = true
        connection.isProved = true
        resolve(this.#dialled(connection, self, listener))
      }
      this.#connections.add(connection)
      // A machine without the process refuses at once; one out of reach says nothing.
      connection.onRefused = fail
      connection.carry(self.peer, 0, () => {
        const listener = this.#listeners.get(target.index)
        if (listener === undefined || (expected !== undefined && expected !== target.id)) return fail()
        this.#shakeHands(connection, self, listener, fail, () => done(listener))
      })
    })
  }

  #openedBy(target: SimPeer, self: SimPeer): Connection | undefined {
    if (!this.#listeners.has(target.index)) return undefined
    for (const connection of this.#connections)
      if (connection.isProved && connection.leads(target, self)) return connection
    return undefined
  }

  #of(peer: SimPeer): Listener {
    return this.#listeners.get(peer.index)!
  }

  #dialled(connection: Connection, self: Listener, listener: Listener): DialledConnection {
    const hangUp = (): void => this.#hangUp(connection, self.peer)
    const hangUpThere = (): void => this.#hangUp(connection, listener.peer)
    return {
      peer: listener.peer.id,
      address: addressText(StoreNetwork.hostOf(listener.peer), PORT),
      isInbound: false,
      openLink: async () => {
        if (!connection.isOpen) throw new Error('the connection broke')
        const [near, far] = connection.openChannel()
        connection.carry(self.peer, 0, () => {
          const address = addressText(StoreNetwork.hostOf(self.peer), 40_000 + connection.number)
          listener.takeStream({ peer: self.peer.id, address, direction: 'inbound', channel: far, hangUp: hangUpThere })
        })
        return near
      },
      hangUp
    }
  }

  /** The real machines on both sides; each message takes its way. */
  #shakeHands(
    connection: Connection,
    dialling: Listener,
    listening: Listener,
    fail: () => void,
    done: () => void
  ): void {
    const sides = { dialer: dialling, listener: listening }
    const machineOf = (role: HandshakeRole, self: Listener, remote: Listener): HandshakeMachine =>
      new HandshakeMachine({
        role,
        self: self.peer.id,
        remote: remote.peer.id,
        key: self.key,
        nonce: self.peer.random.bytes(NONCE_BYTES),
        credentials: self.gate.credentials()
      })
    const machines = {
      dialer: machineOf('dialer', dialling, listening),
      listener: machineOf('listener', listening, dialling)
    }
    const give = (role: HandshakeRole, input: Parameters<HandshakeMachine['handle']>[0]): void => {
      const self = sides[role]
      const other = role === 'dialer' ? 'listener' : 'dialer'
      for (const output of machines[role].handle(input)) {
        if (output.type === 'send') {
          const { bytes } = output
          connection.carry(self.peer, bytes.byteLength, () => give(other, { type: 'message', bytes }))
        } else if (output.type === 'admit') {
          const remote = sides[other].peer.id
          void self.gate.admit(remote, output.credentials).then((admitted) => give(role, { type: 'judged', admitted }))
        } else if (output.type === 'refuse') {
          connection.carry(self.peer, 0, fail)
        } else if (role === 'dialer') done()
      }
    }
    const timer = listening.peer.clock.setTimer(HANDSHAKE_BUDGET_MS, () => {
      if (connection.isOpen && !connection.hasChannel) this.#drop(connection, 'handshake took too long')
    })
    connection.onBroken(() => timer.cancel())
    give('listener', { type: 'start' })
    // The dialler learns that it is connected, and speaks first.
    connection.carry(listening.peer, 0, () => give('dialer', { type: 'start' }))
  }

  /** The other side learns it after what was sent before. */
  #hangUp(connection: Connection, by: SimPeer): void {
    connection.carry(by, 0, () => this.#drop(connection, 'hung up'))
  }

  #drop(connection: Connection, why: string): void {
    this.#connections.delete(connection)
    connection.break(why)
  }

  /** The kernel of a killed process resets its connections; who is out of reach is noticed later. */
  #changed(change: string, peer: SimPeer | undefined): void {
    if (change === 'killed' && peer !== undefined) {
      this.#listeners.delete(peer.index)
      for (const connection of [...this.#connections]) if (connection.joins(peer)) this.#drop(connection, 'reset')
      return
    }
    for (const connection of this.#connections) {
      connection.flush()
      if (connection.isDisturbed) this.#watch(connection)
    }
  }

  #watch(connection: Connection): void {
    if (connection.watched) return
    connection.watched = true
    this.#world.in(between(this.#random, NOTICED_AFTER_MS), () => {
      connection.watched = false
      if (connection.isOpen && connection.isDisturbed) this.#drop(connection, 'no answer to pings')
    })
  }
}

/** Bytes of one connection arrive in order, and wait while the two do not reach each other. */
class Connection {
  readonly number: number
  readonly #world: World
  readonly #random
  readonly #ends: readonly [SimPeer, SimPeer]
  readonly #boots: readonly [number, number]
  readonly #onFrame: Tap
  #channel: [ChannelEnd, ChannelEnd] | undefined
  /** By direction: what waits for the way to open, and when the last of what was sent arrives. */
  readonly #waiting: [(() => void)[], (() => void)[]] = [[], []]
  readonly #lastMs: [number, number] = [0, 0]
  readonly #whenBroken: (() => void)[] = []
  isOpen = true
  /** Both have proved who they are. */
  isProved = false
  watched = false
  onRefused: () => void = () => {}

  constructor(
    world: World,
    random: ReturnType<typeof randomStream>,
    number: number,
    from: SimPeer,
    to: SimPeer,
    onFrame: Tap
  ) {
    this.number = number
    this.#world = world
    this.#random = random
    this.#ends = [from, to]
    this.#boots = [from.boots, to.boots]
    this.#onFrame = onFrame
  }

  get hasChannel(): boolean {
    return this.#channel !== undefined
  }

  /** Whether pings would go unanswered now. */
  get isDisturbed(): boolean {
    const [from, to] = this.#ends
    return !this.#world.network.reaches(from, to) || from.state !== 'running' || to.state !== 'running'
  }

  /** Whether `from` dialled it to reach `to`. */
  leads(from: SimPeer, to: SimPeer): boolean {
    return this.isOpen && this.#ends[0] === from && this.#ends[1] === to
  }

  channelOf(peer: SimPeer): ChannelEnd | undefined {
    return this.#channel?.[this.#ends.indexOf(peer)]
  }

  joins(peer: SimPeer): boolean {
    return this.#ends.includes(peer)
  }

  onBroken(run: () => void): void {
    this.#whenBroken.push(run)
  }

  openChannel(): [ChannelEnd, ChannelEnd] {
    const [from, to] = this.#ends
    const end = (self: SimPeer, other: SimPeer): ChannelEnd =>
      new ChannelEnd({
        carry: (bytes, arrive) => this.carry(self, bytes, arrive),
        onSend: (frame) => this.#onFrame(self, other, this.number, frame)
      })
    const [near, far] = [end(from, to), end(to, from)]
    near.other = far
    far.other = near
    return (this.#channel = [near, far])
  }

  /** `arrive` runs at the other side, after everything sent before, if its process still lives. */
  carry(from: SimPeer, bytes: number, arrive: () => void): void {
    if (!this.isOpen) return
    const direction = from === this.#ends[0] ? 0 : 1
    const [a, b] = this.#ends
    if (!this.#world.network.reaches(a, b) || this.#waiting[direction].length > 0) {
      this.#waiting[direction].push(() => this.carry(from, bytes, arrive))
      return
    }
    const to = direction === 0 ? b : a
    const boot = this.#boots[direction === 0 ? 1 : 0]
    const { network, nowMs } = this.#world
    const isLost = this.#random.fraction() < network.loss
    const lateMs = isLost ? between(this.#random, RETRANSMIT_MS) : 0
    const takesMs = network.latencyMs(from, to) + bytes / from.portOut.bytesPerMs + lateMs
    this.#lastMs[direction] = Math.max(this.#lastMs[direction], nowMs + takesMs)
    this.#world.in(this.#lastMs[direction] - nowMs, () => {
      if (!this.isOpen) return
      if (to.state === 'dead' || to.boots !== boot) return this.onRefused()
      to.input(boot, () => {
        if (this.isOpen) arrive()
      })
    })
  }

  /** What waited goes on its way, where there is one again. */
  flush(): void {
    const [from, to] = this.#ends
    if (!this.isOpen || !this.#world.network.reaches(from, to)) return
    for (const direction of [0, 1] as const) for (const send of this.#waiting[direction].splice(0)) send()
  }

  /** Both processes learn it, each in its time. */
  break(why: string): void {
    if (!this.isOpen) return
    this.isOpen = false
    for (const run of this.#whenBroken) run()
    for (const [side, end] of (this.#channel ?? []).entries()) {
      const peer = this.#ends[side]!
      peer.input(this.#boots[side]!, () => end.break(why))
    }
  }
}
