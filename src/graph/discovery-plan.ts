// By which cards to send and hear multicast, and when to begin anew, as a machine. `@libp2p/mdns` serves the card that the route
// for multicast leads to; it is deaf on the others, where there is no such route, and on a card that was taken out and put in
// again (libraries 2.2). Spec: docs/protocols/discovery.md.
import { BlockList, isIPv4 } from 'node:net'
import type { Random } from '../base/index.js'
import { isLanAddress, type NetworkInterfaces } from './addresses.js'
import { AskPace, type Company } from './ask-pace.js'
import { MAX_CARDS } from './defaults.js'
import type { GraphScope } from './scope.js'

/** By which address multicast leaves this machine; the reason where it cannot. */
export type MulticastRoute =
  | { readonly address: string; readonly failure?: undefined }
  | { readonly address?: undefined; readonly failure: string }

/** An IPv4 address of a network card. */
export interface Card {
  readonly address: string
  /** Of its subnet. */
  readonly prefixBits: number
}

export interface Look extends Company {
  /** How far the graph reaches. */
  readonly scope: GraphScope
  readonly route: MulticastRoute
  readonly interfaces: NetworkInterfaces
  /** Addresses of this machine by which others reach it. */
  readonly hosts: readonly string[]
  /** Monotonic. */
  readonly nowMs: number
}

export type PlanOutput =
  /** Close what is open, open these, and ask by each. `byRoute`: `@libp2p/mdns` as well. */
  | { readonly type: 'open'; readonly byRoute: boolean; readonly cards: readonly Card[] }
  /** Multicast can leave by nothing; `reason` undefined: it can again. Only where that changed. */
  | { readonly type: 'deaf'; readonly reason: string | undefined }

/** By which nodes of this machine find each other, and nothing leaves it; also where loopback is no route for multicast. */
const THIS_MACHINE: Card = { address: '127.0.0.1', prefixBits: 8 }

export class DiscoveryPlan {
  readonly #pace: AskPace
  /** As of the last look, as text. */
  #seen = ''
  #isDeaf = false

  constructor(random: Random) {
    this.#pace = new AskPace(random)
  }

  look(look: Look): PlanOutput[] {
    const { scope, route, nowMs } = look
    const isLocal = scope === 'loopback'
    const cards = isLocal ? [THIS_MACHINE] : ownCards(look)
    const byRoute = !isLocal && route.address !== undefined && !cards.some(({ address }) => address === route.address)
    const seen = JSON.stringify([route.address, byRoute, cards, incarnations(look)])
    if (seen === this.#seen && !this.#pace.isDue(nowMs, look)) return []
    this.#seen = seen
    this.#pace.asked(nowMs)
    const outputs: PlanOutput[] = [{ type: 'open', byRoute, cards }]
    const isDeaf = !byRoute && cards.length === 0
    if (isDeaf !== this.#isDeaf) outputs.push({ type: 'deaf', reason: isDeaf ? route.failure : undefined })
    this.#isDeaf = isDeaf
    return outputs
  }

  /** The next look asks. */
  hurry(): void {
    this.#pace.hurry()
  }
}

/**
 * The cards that `@libp2p/mdns` does not serve: all but the one that multicast leaves by; that too where its address is a public
 * one, which `@libp2p/mdns` would not announce.
 */
function ownCards({ route, interfaces, hosts }: Look): Card[] {
  const cards = Object.values(interfaces).flatMap((addresses) =>
    (addresses ?? []).flatMap(({ address, internal, cidr }): Card[] => {
      if (internal || cidr === null || !isIPv4(address) || !hosts.includes(address)) return []
      if (address === route.address && isLanAddress(address, () => ({}))) return []
      return [{ address, prefixBits: Number(cidr.split('/')[1]) }]
    })
  )
  return cards.slice(0, MAX_CARDS)
}

/** Differs when one of our cards was taken out and put in again between two looks, where it has an IPv6 address: that has its number. */
function incarnations({ interfaces, hosts }: Look): string[] {
  return Object.entries(interfaces)
    .filter(([, addresses]) => addresses?.some(({ address }) => hosts.includes(address)))
    .flatMap(([name, addresses]) =>
      (addresses ?? []).map((own) => `${name} ${own.mac} ${own.address} ${own.scopeid ?? 0}`)
    )
    .sort()
}

export function isInSubnet({ address, prefixBits }: Card, host: string): boolean {
  if (!isIPv4(host)) return false
  const subnet = new BlockList()
  subnet.addSubnet(address, prefixBits)
  return subnet.check(host)
}
