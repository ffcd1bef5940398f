// Multicast DNS on one network card, in the records of `@libp2p/mdns`: asks, answers who asks on that card, and tells what was
// answered there. Anybody may send anything: what comes out is still only a hint.
import multicastDns from 'multicast-dns'
import type { Logger } from '../base/index.js'
import { readEndpoint, type Endpoint } from './addresses.js'
import { MAX_ADDRESSES_PER_SIGHTING, MAX_TEXTS_PER_ANSWER } from './defaults.js'
import { isInSubnet, type Card } from './discovery-plan.js'
import { reasonOf } from './errors.js'

/** That others may keep our answer for, s; as `@libp2p/mdns` says. */
const ANSWER_TTL_S = 120

export interface CardDiscoveryInit {
  card: Card
  tag: string
  /** Under which we answer: a DNS label that nobody else has. */
  label: string
  /** Our multiaddr on this card with `/p2p/`; undefined: we answer nobody. */
  announced(): string | undefined
  /** At least one, all with one peer id, of whatever kind: ours too. */
  onFound(endpoints: readonly Endpoint[]): void
  logger: Logger
}

export class CardDiscovery {
  readonly #init: CardDiscoveryInit
  readonly #socket: multicastDns.MulticastDNS

  /** Asks at once. Never throws: what fails is logged. */
  constructor(init: CardDiscoveryInit) {
    this.#init = init
    const { card, tag, logger } = init
    // Bound to all addresses, since a socket that is bound to one hears no multicast.
    this.#socket = multicastDns({ interface: card.address, bind: '0.0.0.0' })
    const failed = (thrown: unknown): void => logger(`multicast by ${card.address}: ${reasonOf(thrown)}`)
    this.#socket.on('error', failed)
    this.#socket.on('warning', failed)
    this.#socket.on('query', ({ questions }, { address }) => this.#asked(questions?.[0]?.name, address))
    this.#socket.on('response', (packet, { address }) => {
      const endpoints = readAnswer(packet, tag, card, address)
      if (endpoints.length > 0) init.onFound(endpoints)
    })
    this.#socket.query({ questions: [{ name: tag, type: 'PTR' }] })
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.destroy(resolve))
  }

  #asked(name: string | undefined, from: string): void {
    const { card, tag, label } = this.#init
    // All sockets hear what comes in by any card; who asked elsewhere is answered there.
    if (name !== tag || !isInSubnet(card, from)) return
    const announced = this.#init.announced()
    if (announced !== undefined) this.#socket.respond(answerTo(tag, label, announced))
  }
}

type Answers = multicastDns.ResponseOutgoingPacket['answers']

export function answerTo(tag: string, label: string, announced: string): Answers {
  const name = `${label}.${tag}`
  return [
    { name: tag, type: 'PTR', ttl: ANSWER_TTL_S, data: name },
    { name, type: 'TXT', ttl: ANSWER_TTL_S, data: `dnsaddr=${announced}` }
  ]
}

/**
 * Where one peer says that it is, of an answer under the tag: at the address that the answer came from, on that card. Never throws.
 * @param from the IPv4 address that sent it
 */
export function readAnswer(packet: FoundRecords, tag: string, card: Card, from: string): Endpoint[] {
  if (!isInSubnet(card, from)) return []
  const { answers = [], additionals = [] } = packet
  if (!answers.some(({ type, name }) => type === 'PTR' && name === tag)) return []
  const endpoints = [...answers, ...additionals]
    .flatMap((record) => (record.type === 'TXT' ? [record.data].flat() : []))
    .slice(0, MAX_TEXTS_PER_ANSWER)
    .flatMap((text): Endpoint[] => {
      const [, address] = /^dnsaddr=(.+)$/.exec(String(text)) ?? []
      const endpoint = address === undefined ? undefined : readEndpoint(address)
      return endpoint?.peer === undefined || endpoint.host !== from ? [] : [endpoint]
    })
  return endpoints.filter(({ peer }) => peer === endpoints[0]?.peer).slice(0, MAX_ADDRESSES_PER_SIGHTING)
}

type FoundRecords = Pick<multicastDns.ResponsePacket, 'answers' | 'additionals'>
