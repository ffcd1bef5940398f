// One simulated node: the graph room as it is, less libp2p, over a store, on a simulated peer that may be killed and started.
import { EventSource, silentLogger } from '../../src/base/index.js'
import type { GraphEvents } from '../../src/graph/graph.js'
import { GraphCore } from '../../src/graph/graph-core.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import type { Gate } from '../../src/graph/gate.js'
import type { Store } from '../../src/store/index.js'
import type { SimPeer } from './sim-peer.js'
import { PORT, StoreNetwork, type Listener } from './store-network.js'

export const GROUP_SECRET = new Uint8Array(32).fill(7)
export const KEY = handshakeKey(GROUP_SECRET, new Uint8Array(32).fill(8))

/** What a node runs on; made anew for each of its processes. */
export interface NodeStore {
  readonly store: Store
  credentials(): Uint8Array
  admit: Gate['admit']
  isMember: Gate['isMember']
}

export interface StoreNodeInit {
  peer: SimPeer
  network: StoreNetwork
  /** Multiaddrs that a person named. */
  knownAddresses: readonly string[]
  /** Opens what is on the peer's disk. */
  openStore(): Promise<NodeStore>
  /** A process is up. */
  onUp(node: StoreNode): void
}

export class StoreNode {
  readonly peer: SimPeer
  readonly #init: StoreNodeInit
  /** Outlives processes. */
  #addresses: readonly string[] = []
  #running: { readonly store: Store; readonly core: GraphCore } | undefined

  constructor(init: StoreNodeInit) {
    this.#init = init
    this.peer = init.peer
    this.peer.onStart = () => this.#start()
    this.peer.onKilled = () => (this.#running = undefined)
  }

  /** Undefined while no process runs. */
  get store(): Store | undefined {
    return this.#running?.store
  }

  get core(): GraphCore | undefined {
    return this.#running?.core
  }

  start(): void {
    this.#start()
  }

  #start(): void {
    const { boots } = this.peer
    void this.#init.openStore().then((opened) => {
      if (boots === this.peer.boots && this.peer.isAlive) this.#run(opened)
    })
  }

  #run({ store, credentials, admit, isMember }: NodeStore): void {
    const { peer, network, knownAddresses, onUp } = this.#init
    const { clock, random } = peer
    const gate: Gate = { groupSecret: GROUP_SECRET, credentials, admit, isMember }
    const hosts = (): string[] => [StoreNetwork.hostOf(peer)]
    const listener: Listener = { peer, gate, key: KEY, takeStream: (stream) => core.takeStream(stream) }
    const core = new GraphCore(
      { store, gate, clock, random, logger: silentLogger },
      {
        self: peer.id,
        port: () => PORT,
        hosts,
        mayDial: () => true,
        dialler: network.dialler(listener),
        addressBook: {
          load: async () => [...this.#addresses],
          save: async (addresses) => void (this.#addresses = addresses)
        },
        events: new EventSource<GraphEvents>()
      }
    )
    this.#running = { store, core }
    network.listen(listener)
    onUp(this)
    void core.listening().then(() => core.find(knownAddresses))
  }
}
