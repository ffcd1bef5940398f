// Finding peers by multicast on the LAN, under a tag that only members know (docs/protocols/discovery.md). Anybody may
// answer anything: only sane addresses of Ed25519 peers come out, and whoever is behind them must pass the handshake.
import { createSocket } from 'node:dgram'
import { createHmac } from 'node:crypto'
import type { PeerDiscovery, PeerInfo } from '@libp2p/interface'
import { mdns } from '@libp2p/mdns'
import { publicKeyFromPeerId, toHex, utf8, type Logger, type PeerId } from '../base/index.js'
import { endpointText, readEndpoint, type Endpoint } from './addresses.js'
import { MAX_ADDRESSES_PER_SIGHTING, MDNS_INTERVAL_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import type { GraphNode } from './node.js'
import { DISCOVERY_DOMAIN } from './protocols.js'

const MDNS_GROUP = '224.0.0.251'
const MDNS_PORT = 5353

export interface DiscoveryInit {
  self: PeerId
  node: Pick<GraphNode, 'libp2p' | 'mayDial'>
  /** See {@link serviceTag}. */
  tag: string
  /** Whether others find us. @default true */
  announce?: boolean
  /** A peer was seen at these addresses (as `endpointText` spells them), now. */
  onFound(peer: PeerId, addresses: readonly string[]): void
  /** There is no route for multicast: nobody is found, and nobody finds us. */
  onDeaf(reason: string): void
  logger: Logger
}

/** Under what the group is found, 8 bytes: says nothing about it to whoever does not know its secret, nor the secret. */
export function rendezvousOf(groupSecret: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', groupSecret).update(utf8(DISCOVERY_DOMAIN)).digest().subarray(0, 8))
}

/** `_<16 hex>._udp.local` */
export function serviceTag(groupSecret: Uint8Array): string {
  return rendezvousTag(rendezvousOf(groupSecret))
}

export function rendezvousTag(rendezvous: Uint8Array): string {
  return `_${toHex(rendezvous)}._udp.local`
}

export class Discovery {
  readonly #init: DiscoveryInit
  readonly #mdns: PeerDiscovery & Partial<{ start(): Promise<void>; stop(): Promise<void> }>

  constructor(init: DiscoveryInit) {
    this.#init = init
    // Not given to libp2p, which would put every answer into its address book, unchecked, and tell us once per peer.
    const addressManager = { getAddresses: () => init.node.libp2p.getMultiaddrs() }
    const components = { addressManager, logger: init.node.libp2p.logger } as unknown as Parameters<
      ReturnType<typeof mdns>
    >[0]
    this.#mdns = mdns({ serviceTag: init.tag, interval: MDNS_INTERVAL_MS, broadcast: init.announce ?? true })(
      components
    )
    this.#mdns.addEventListener('peer', (event) => this.#sighted(event.detail))
  }

  /** Never rejects: a node without multicast still has its known addresses. */
  async start(): Promise<void> {
    const { failure } = await multicastRoute()
    if (failure !== undefined) this.#init.onDeaf(failure)
    try {
      await this.#mdns.start?.()
    } catch (thrown) {
      this.#init.onDeaf(reasonOf(thrown))
    }
  }

  async stop(): Promise<void> {
    try {
      await this.#mdns.stop?.()
    } catch (thrown) {
      this.#init.logger(`mDNS did not stop: ${reasonOf(thrown)}`)
    }
  }

  #sighted(info: PeerInfo): void {
    const peer = info.id.toString()
    if (peer === this.#init.self || publicKeyFromPeerId(peer) === undefined) return
    const addresses = info.multiaddrs
      .slice(0, MAX_ADDRESSES_PER_SIGHTING)
      .map((address) => readEndpoint(address.toString()))
      .filter((endpoint): endpoint is Endpoint => endpoint !== undefined && this.#init.node.mayDial(endpoint.host))
      .map(endpointText)
    if (addresses.length > 0) this.#init.onFound(peer, addresses)
  }
}

/** By which address multicast leaves this machine; the reason where it cannot. */
export type MulticastRoute =
  | { readonly address: string; readonly failure?: undefined }
  | { readonly address?: undefined; readonly failure: string }

/** Asks the routing table by connecting a UDP socket, which sends nothing. Never rejects. */
export function multicastRoute(): Promise<MulticastRoute> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const done = (route: MulticastRoute): void => {
      socket.close()
      resolve(route)
    }
    // Without a callback, which would be given the error in place of the event.
    socket.once('error', (error) => done({ failure: error.message }))
    socket.once('connect', () => done({ address: socket.address().address }))
    socket.connect(MDNS_PORT, MDNS_GROUP)
  })
}
