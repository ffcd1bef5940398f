// Finding peers by multicast on the LAN, under a tag that only members know (docs/protocols/discovery.md). Anybody may
// answer anything: only sane addresses of Ed25519 peers come out, and whoever is behind them must pass the handshake.
import { createSocket } from 'node:dgram'
import { createHmac } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import type { PeerDiscovery } from '@libp2p/interface'
import { mdns } from '@libp2p/mdns'
import {
  publicKeyFromPeerId,
  setRepeating,
  sha256,
  toHex,
  utf8,
  type Clock,
  type Logger,
  type PeerId,
  type Random,
  type Timer
} from '../base/index.js'
import {
  endpointText,
  isLanAddress,
  isLoopback,
  readEndpoint,
  type Endpoint,
  type NetworkInterfaces
} from './addresses.js'
import type { Company } from './ask-pace.js'
import { CardDiscovery } from './card-discovery.js'
import { HOUSEKEEPING_MS, MAX_ADDRESSES_PER_SIGHTING } from './defaults.js'
import { DiscoveryPlan, type Card, type MulticastRoute, type PlanOutput } from './discovery-plan.js'
import { reasonOf } from './errors.js'
import type { GraphNode } from './node.js'
import { DISCOVERY_DOMAIN, KNOCK_DOMAIN } from './protocols.js'

export type { MulticastRoute } from './discovery-plan.js'

const MDNS_GROUP = '224.0.0.251'
const MDNS_PORT = 5353
/** `@libp2p/mdns` asks when it starts and then in this interval: the longest that a timer of Node has, ms. */
const NEVER_MS = 2 ** 31 - 1

export interface DiscoveryInit {
  self: PeerId
  node: Pick<GraphNode, 'libp2p' | 'scope' | 'mayDial' | 'hosts'>
  /** See {@link serviceTag}. */
  tag: string
  /** Whether others find us. @default true */
  announce?: boolean
  /** Asked whenever we might ask the LAN. */
  company(): Company
  /** A peer was seen at these addresses (as `endpointText` spells them), now. */
  onFound(peer: PeerId, addresses: readonly string[]): void
  /** Multicast can leave by no card, or not be heard: nobody is found, and nobody finds us. `reason`: in words; undefined: it can again. */
  onDeaf(reason: string | undefined): void
  clock: Clock
  random: Random
  logger: Logger
}

/** Under what the group is found, 8 bytes: says nothing about it to whoever does not know its secret, nor the secret. */
export function rendezvousOf(groupSecret: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', groupSecret).update(utf8(DISCOVERY_DOMAIN)).digest().subarray(0, 8))
}

/** Under what all who can be knocked at are found, whatever their group, 8 bytes. Spec: docs/protocols/knock.md. */
export function knockRendezvous(): Uint8Array {
  return sha256(utf8(KNOCK_DOMAIN)).slice(0, 8)
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
  readonly #plan: DiscoveryPlan
  readonly #label: string
  readonly #mdns: PeerDiscovery & Partial<{ start(): Promise<void>; stop(): Promise<void> }>
  #cards: CardDiscovery[] = []
  #timer: Timer | undefined
  /** Why multicast can leave by no card. */
  #noWay: string | undefined
  /** Why we cannot have its port. */
  #noPort: string | undefined
  #toldDeaf: string | undefined
  #isStopped = false
  /** Settles when nothing is being opened or closed. */
  #looking: Promise<void> | undefined

  constructor(init: DiscoveryInit) {
    this.#init = init
    this.#plan = new DiscoveryPlan(init.random)
    this.#label = toHex(init.random.bytes(16))
    // Not given to libp2p, which would put every answer into its address book, unchecked, and tell us once per peer.
    const addressManager = { getAddresses: () => init.node.libp2p.getMultiaddrs() }
    const components = { addressManager, logger: init.node.libp2p.logger } as unknown as Parameters<
      ReturnType<typeof mdns>
    >[0]
    this.#mdns = mdns({ serviceTag: init.tag, interval: NEVER_MS, broadcast: init.announce ?? true })(components)
    this.#mdns.addEventListener('peer', ({ detail }) => {
      const endpoints = detail.multiaddrs
        .slice(0, MAX_ADDRESSES_PER_SIGHTING)
        .map((each) => readEndpoint(each.toString()))
      this.#sighted(detail.id.toString(), endpoints)
    })
  }

  /** Never rejects: a node without multicast still has its known addresses. */
  async start(): Promise<void> {
    if (this.#isStopped) return
    this.#timer = setRepeating(this.#init.clock, HOUSEKEEPING_MS, () => this.#look())
    this.#look()
    await this.#looking
  }

  /** Asks soon: this machine slept, or moved. */
  hurry(): void {
    this.#plan.hurry()
    this.#look()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#timer?.cancel()
    await this.#looking
    await this.#close()
  }

  /** How things are now, unless that is just being seen to. */
  #look(): void {
    this.#looking ??= this.#lookNow()
      .catch((thrown: unknown) => this.#init.logger(`multicast failed: ${reasonOf(thrown)}`))
      .finally(() => (this.#looking = undefined))
  }

  async #lookNow(): Promise<void> {
    const { node, company, clock } = this.#init
    const route = await multicastRoute()
    if (this.#isStopped) return
    const look = {
      ...company(),
      scope: node.scope,
      route,
      interfaces: networkInterfaces(),
      hosts: node.hosts(),
      nowMs: clock.monotonicMs()
    }
    for (const output of this.#plan.look(look)) await this.#carryOut(output)
  }

  async #carryOut(output: PlanOutput): Promise<void> {
    if (output.type === 'deaf') {
      this.#noWay = output.reason === undefined ? undefined : `multicast cannot leave: ${output.reason}`
      return this.#tellDeaf()
    }
    await this.#close()
    const failure = await udpPortFailure(MDNS_PORT)
    if (this.#isStopped) return
    this.#noPort =
      failure && `another program keeps UDP port ${MDNS_PORT}, which multicast DNS needs, to itself: ${failure}`
    this.#tellDeaf()
    // Started anew it asks, and joins the multicast group on the cards that there are now.
    if (output.byRoute) await this.#mdns.start?.()
    this.#cards = output.cards.map((card) => this.#open(card))
  }

  #tellDeaf(): void {
    const reason = this.#noWay ?? this.#noPort
    if (reason === this.#toldDeaf) return
    this.#toldDeaf = reason
    this.#init.onDeaf(reason)
  }

  #open(card: Card): CardDiscovery {
    const { tag, node, announce, logger } = this.#init
    return new CardDiscovery({
      card,
      tag,
      label: this.#label,
      announced: () =>
        announce === false
          ? undefined
          : node.libp2p
              .getMultiaddrs()
              .map(String)
              .find((each) => readEndpoint(each)?.host === card.address),
      onFound: (endpoints) => this.#sighted(endpoints[0]?.peer, endpoints),
      logger
    })
  }

  async #close(): Promise<void> {
    const cards = this.#cards
    this.#cards = []
    await Promise.all([...cards.map((card) => card.close()), this.#mdns.stop?.()])
  }

  #sighted(peer: PeerId | undefined, endpoints: readonly (Endpoint | undefined)[]): void {
    if (peer === undefined || peer === this.#init.self || publicKeyFromPeerId(peer) === undefined) return
    const addresses = nearbyAddresses(endpoints, this.#init.node, networkInterfaces)
    if (addresses.length > 0) this.#init.onFound(peer, addresses)
  }
}

/** Why a port cannot be shared with whoever has it; undefined: it can. Never rejects. */
export function udpPortFailure(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    const done = (failure?: string): void => {
      socket.close()
      resolve(failure)
    }
    socket.once('error', (error) => done(error.message))
    socket.bind(port, () => done())
  })
}

/** Of what anybody answered: in the scope, and on this LAN or machine however far that goes. */
export function nearbyAddresses(
  endpoints: readonly (Endpoint | undefined)[],
  { mayDial }: Pick<GraphNode, 'mayDial'>,
  interfaces: () => NetworkInterfaces
): string[] {
  const isNear = ({ host }: Endpoint): boolean => isLoopback(host) || isLanAddress(host, interfaces)
  return endpoints.flatMap((endpoint) =>
    endpoint !== undefined && isNear(endpoint) && mayDial(endpoint.host) ? [endpointText(endpoint)] : []
  )
}

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
