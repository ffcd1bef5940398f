// A network in memory for graphs of one process: links, flooding, synchronising, neighbours and presence as they are, without
// libp2p and without sockets. For tests of applications; the simulation has one of its own, with delays and faults.
import { copyBytes, equalBytes, peerIdFromPublicKey, type PeerId } from '../base/index.js'
import { addressText, readEndpoint } from './addresses.js'
import type { DialledConnection, Dialler, DirectLine } from './dialler.js'
import type { NewDirectStream } from './direct-driver.js'
import { GraphError } from './errors.js'
import type { Frames } from './frame-channel.js'
import type { GraphComponents, GraphInit, RunningGraph } from './graph.js'
import type { GraphNetwork } from './graph-network.js'
import type { NewStream } from './link-table.js'
import type { NewMessageStream } from './message-driver.js'
import { StartedGraph } from './started-graph.js'

/** Where every node of the network says that it listens: its host is its own. */
const PORT = 1967
/** Frames that one side may send ahead of the other's reading. */
const MAX_WAITING_FRAMES = 64

interface Listener {
  readonly peer: PeerId
  readonly groupId: string
  readonly host: string
  readonly gate: GraphComponents['gate']
  takeStream(stream: NewStream): void
  takeDirectStream(stream: NewDirectStream): void
  takeMessageStream(stream: NewMessageStream): void
}

export class MemoryNetwork {
  readonly #listeners = new Map<string, Listener>()
  readonly #connections = new Set<Connection>()
  readonly #unreachable = new Set<PeerId>()
  #hosts = 0

  /** As `openGraph`, over this network: of `init` only group, known addresses, presence and address book count. */
  async openGraph(components: GraphComponents, init: GraphInit): Promise<RunningGraph> {
    const graph = await this.startGraph(components, init)
    await graph.listen({ port: PORT, scope: 'site' })
    await graph.find(init.knownAddresses)
    return graph
  }

  /** As `startGraph`, over this network. */
  startGraph(
    components: GraphComponents,
    {
      groupId,
      presenceTtlMs,
      presenceMax,
      peerClock,
      addressBook
    }: Pick<GraphInit, 'groupId' | 'presenceTtlMs' | 'presenceMax' | 'peerClock' | 'addressBook'>
  ): Promise<StartedGraph> {
    const peer = peerIdFromPublicKey(components.keyPair.publicKey)
    return StartedGraph.start(components, {
      presenceTtlMs,
      presenceMax,
      peerClock,
      addressBook,
      openNetwork: async ({ onStream, onDirectStream, onMessageStream }) =>
        this.#join({
          ...{ peer, groupId, gate: components.gate, takeStream: onStream },
          ...{ takeDirectStream: onDirectStream, takeMessageStream: onMessageStream }
        })
    })
  }

  #join(node: Omit<Listener, 'host'>): GraphNetwork {
    const number = ++this.#hosts
    const host = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`
    const listener: Listener = { ...node, host }
    const listeners = this.#listeners
    return {
      dialler: this.#diallerOf(listener),
      get port() {
        return listeners.get(host) === listener ? PORT : 0
      },
      listen: async () => void listeners.set(host, listener),
      hosts: () => [host],
      mayDial: () => true,
      discover: async () => {},
      stop: async () => {
        listeners.delete(host)
        this.#cut((connection) => connection.joins(listener), 'it was closed')
      }
    }
  }

  /** Cuts a peer off, and lets it back: its links break at once, and nobody can dial it, nor it anybody. */
  setReachable(peer: PeerId, isReachable: boolean): void {
    if (isReachable) this.#unreachable.delete(peer)
    else {
      this.#unreachable.add(peer)
      this.#cut(({ peers }) => peers.includes(peer), 'it was cut off')
    }
  }

  #diallerOf(self: Listener): Dialler {
    return {
      dial: async (peer, addresses, signal) => this.#connect(self, await this.#find(self, peer, addresses, signal)),
      reach: async (peer, addresses, signal) => {
        const there = [...this.#connections].flatMap((connection) => connection.otherThan(self) ?? [])
        const before = there.find((other) => other.peer === peer)
        const other = before ?? (await this.#find(self, peer, addresses, signal))
        return this.#line(self, other, before === undefined)
      }
    }
  }

  async #find(
    self: Listener,
    peer: PeerId | undefined,
    addresses: readonly string[],
    signal: AbortSignal
  ): Promise<Listener> {
    let isRefused = false
    let isSelf = false
    for (const address of addresses) {
      const listener = this.#at(address)
      isSelf ||= listener === self
      if (listener === undefined || listener === self || (peer !== undefined && listener.peer !== peer)) continue
      if (this.#unreachable.has(self.peer) || this.#unreachable.has(listener.peer)) continue
      isRefused = !(await admitEachOther(self, listener))
      if (isRefused) continue
      signal.throwIfAborted()
      return listener
    }
    const code = isRefused ? 'HANDSHAKE_REFUSED' : isSelf ? 'CONNECT_SELF' : 'UNREACHABLE'
    throw new GraphError(code, 'nobody else of us is there')
  }

  #at(address: string): Listener | undefined {
    const host = readEndpoint(address)?.host
    return host === undefined ? undefined : this.#listeners.get(host)
  }

  /** A connection of its own for each direct stream, and message: here they cost nothing. */
  #line(self: Listener, other: Listener, isNew: boolean): DirectLine {
    const { connection, hangUp } = this.#open(self, other)
    return {
      address: addressText(other.host, PORT),
      isNew,
      openDirect: async () => {
        const [near, far] = connection.ends
        const address = addressText(self.host, PORT)
        other.takeDirectStream({ peer: self.peer, address, channel: far, probe: async () => {}, hangUp })
        return near
      },
      openMessage: async () => {
        const [near, far] = connection.ends
        other.takeMessageStream({ peer: self.peer, channel: far, hangUp })
        return near
      },
      probe: async () => {},
      hangUp
    }
  }

  #open(self: Listener, other: Listener): { connection: Connection; hangUp: () => void } {
    const connection = new Connection(self, other)
    this.#connections.add(connection)
    const hangUp = (): void => {
      this.#connections.delete(connection)
      connection.break('hung up')
    }
    return { connection, hangUp }
  }

  #connect(self: Listener, listener: Listener): DialledConnection {
    const { connection, hangUp } = this.#open(self, listener)
    return {
      peer: listener.peer,
      address: addressText(listener.host, PORT),
      isInbound: false,
      openLink: async () => {
        const [near, far] = connection.ends
        const address = addressText(self.host, PORT)
        listener.takeStream({ peer: self.peer, address, direction: 'inbound', channel: far, hangUp })
        return near
      },
      hangUp
    }
  }

  #cut(isMeant: (connection: Connection) => boolean, why: string): void {
    for (const connection of [...this.#connections].filter(isMeant)) {
      this.#connections.delete(connection)
      connection.break(why)
    }
  }
}

/** What the handshake decides, without its bytes. */
async function admitEachOther(a: Listener, b: Listener): Promise<boolean> {
  if (a.groupId !== b.groupId || !equalBytes(a.gate.groupSecret, b.gate.groupSecret)) return false
  const admitted = await Promise.all([
    b.gate.admit(a.peer, a.gate.credentials()),
    a.gate.admit(b.peer, b.gate.credentials())
  ])
  return admitted.every(Boolean)
}

class Connection {
  readonly ends: readonly [End, End]
  readonly #listeners: readonly [Listener, Listener]

  constructor(from: Listener, to: Listener) {
    this.#listeners = [from, to]
    const [near, far] = [new End(), new End()]
    near.other = far
    far.other = near
    this.ends = [near, far]
  }

  get peers(): PeerId[] {
    return this.#listeners.map(({ peer }) => peer)
  }

  joins(listener: Listener): boolean {
    return this.#listeners.includes(listener)
  }

  /** @returns undefined where it is not one of the two */
  otherThan(listener: Listener): Listener | undefined {
    const [from, to] = this.#listeners
    return from === listener ? to : to === listener ? from : undefined
  }

  break(why: string): void {
    for (const end of this.ends) end.abort(why)
  }
}

/** One side of a channel: what the other sent, until it is read. */
class End implements Frames {
  other: End | undefined
  readonly #arrived: Uint8Array[] = []
  #failure: Error | undefined
  #isEnded = false
  #wakeReader: (() => void) | undefined
  #wakeSenders: (() => void)[] = []

  async *frames(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      for (let frame = this.#arrived.shift(); frame !== undefined; frame = this.#arrived.shift()) {
        if (this.#arrived.length < MAX_WAITING_FRAMES) this.#letSend()
        yield frame
      }
      if (this.#failure !== undefined) throw this.#failure
      if (this.#isEnded) return
      await new Promise<void>((resolve) => (this.#wakeReader = resolve))
    }
  }

  async send(bytes: Uint8Array): Promise<void> {
    await this.other?.take(bytes)
  }

  async take(bytes: Uint8Array): Promise<void> {
    while (this.#arrived.length >= MAX_WAITING_FRAMES && !this.#isEnded) {
      await new Promise<void>((resolve) => this.#wakeSenders.push(resolve))
    }
    if (this.#isEnded) throw this.#failure ?? new GraphError('LINK_CLOSED', 'the channel is closed')
    this.#arrived.push(copyBytes(bytes))
    this.#wakeReader?.()
  }

  async close(): Promise<void> {
    this.other?.end(undefined)
  }

  abort(reason: string): void {
    this.end(reason)
    this.other?.end(reason)
  }

  end(reason: string | undefined): void {
    if (this.#isEnded) return
    this.#isEnded = true
    if (reason !== undefined) this.#failure = new GraphError('LINK_CLOSED', reason)
    this.#letSend()
    this.#wakeReader?.()
  }

  #letSend(): void {
    for (const wake of this.#wakeSenders.splice(0)) wake()
  }
}
