// Carries out what the neighbour machine says: dials, opens the link stream, remembers where members were reached.
import type { Connection } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { delay, setRepeating, type Clock, type Logger, type PeerId, type Random, type Timer } from '../base/index.js'
import { addressText, endpointText, hostOf, readEndpoint } from './addresses.js'
import { DIAL_BUDGET_MS, MAX_REMEMBERED_ADDRESSES, NEIGHBOUR_TICK_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import { FrameChannel } from './frame-channel.js'
import type { AddressBook } from './graph.js'
import type { GoodbyeReason } from './link-frame.js'
import type { LinkedNeighbour, LinkTable } from './link-table.js'
import {
  NeighbourMachine,
  type CandidateSource,
  type DialResult,
  type NeighbourInput,
  type NeighbourOutput
} from './neighbours.js'
import type { GraphNode } from './node.js'
import { LINK_PROTOCOL } from './protocols.js'

export interface NeighboursInit {
  self: PeerId
  node: GraphNode
  links: LinkTable
  addressBook: AddressBook | undefined
  clock: Clock
  random: Random
  logger: Logger
}

export class NeighboursDriver {
  readonly #init: NeighboursInit
  readonly #machine: NeighbourMachine
  readonly #stop = new AbortController()
  readonly #ticks: Timer
  /** With `/p2p/`, most recently connected first. */
  #remembered: string[] = []
  #saving: Promise<void> = Promise.resolve()

  constructor(init: NeighboursInit) {
    this.#init = init
    this.#machine = new NeighbourMachine(init.self)
    this.#ticks = setRepeating(init.clock, NEIGHBOUR_TICK_MS, () => this.#give({ type: 'tick', nowMs: this.#nowMs() }))
  }

  /** Reads the address book. Never rejects. */
  async start(): Promise<void> {
    try {
      this.#remembered = ((await this.#init.addressBook?.load()) ?? []).slice(0, MAX_REMEMBERED_ADDRESSES)
    } catch (thrown) {
      this.#init.logger(`cannot read remembered addresses: ${reasonOf(thrown)}`)
    }
    for (const address of this.#remembered) this.found(address, 'remembered')
  }

  /** One multiaddr, with or without `/p2p/`. Bad ones are passed over. */
  found(address: string, source: CandidateSource): void {
    const endpoint = readEndpoint(address)
    if (endpoint === undefined) return this.#init.logger(`passed over the address ${address.slice(0, 100)}`)
    this.foundPeer(endpoint.peer, [endpointText(endpoint)], source)
  }

  /** @param addresses as `endpointText` spells them */
  foundPeer(peer: PeerId | undefined, addresses: readonly string[], source: CandidateSource): void {
    this.#give({ type: 'found', peer, addresses, source, nowMs: this.#nowMs() })
  }

  linkUp({ peer, address, direction, listenPort }: LinkedNeighbour): void {
    const host = hostOf(address)
    const inbound = host === undefined || listenPort === 0 ? undefined : addressText(host, listenPort)
    const dialable = direction === 'outbound' ? address : inbound
    if (dialable !== undefined) this.#remember(`${dialable}/p2p/${peer}`)
    this.#give({ type: 'link-up', peer, address: dialable, nowMs: this.#nowMs() })
  }

  linkDown(peer: PeerId, goodbye: GoodbyeReason | undefined): void {
    const chance = this.#init.random.fraction()
    this.#give({ type: 'link-down', peer, goodbye, nowMs: this.#nowMs(), chance })
  }

  async close(): Promise<void> {
    this.#ticks.cancel()
    this.#stop.abort()
    await this.#saving
  }

  #give(input: NeighbourInput): void {
    if (this.#stop.signal.aborted) return
    for (const output of this.#machine.handle(input)) {
      void this.#dial(output).then(({ result, peer }) => {
        const chance = this.#init.random.fraction()
        this.#give({ type: 'dialled', key: output.key, result, peer, nowMs: this.#nowMs(), chance })
      })
    }
  }

  /** Never rejects. */
  async #dial({ peer, addresses }: NeighbourOutput): Promise<{ result: DialResult; peer: PeerId | undefined }> {
    const { node, links, clock, logger } = this.#init
    const budget = new AbortController()
    const signal = AbortSignal.any([this.#stop.signal, budget.signal])
    delay(clock, DIAL_BUDGET_MS, signal).then(
      () => budget.abort(new Error(`no link within ${DIAL_BUDGET_MS} ms`)),
      () => {}
    )
    let answered = peer
    try {
      const targets = addresses.map((address) => multiaddr(peer === undefined ? address : `${address}/p2p/${peer}`))
      const connection = await node.libp2p.dial(targets, { signal })
      answered = connection.remotePeer.toString()
      if (connection.direction === 'inbound') return { result: 'pending', peer: answered }
      if (links.get(answered) !== undefined) {
        hangUp(connection) // A known address led to a neighbour.
        return { result: 'linked', peer: answered }
      }
      const added = await this.#openLink(connection, signal)
      return { result: added ? 'linked' : 'failed', peer: answered }
    } catch (thrown) {
      logger(`dialling ${peer ?? addresses[0] ?? ''} failed: ${reasonOf(thrown)}`)
      return { result: 'failed', peer: answered }
    } finally {
      budget.abort()
    }
  }

  async #openLink(connection: Connection, signal: AbortSignal): Promise<boolean> {
    try {
      const stream = await connection.newStream(LINK_PROTOCOL, { signal })
      return await this.#init.links.add({
        peer: connection.remotePeer.toString(),
        address: addressOf(connection),
        direction: 'outbound',
        channel: new FrameChannel(stream),
        hangUp: () => hangUp(connection)
      })
    } catch (thrown) {
      hangUp(connection)
      throw thrown
    }
  }

  #remember(address: string): void {
    if (this.#remembered[0] === address) return
    const others = this.#remembered.filter((other) => other !== address)
    this.#remembered = [address, ...others].slice(0, MAX_REMEMBERED_ADDRESSES)
    const { addressBook, logger } = this.#init
    if (addressBook === undefined) return
    this.#saving = this.#saving
      .then(() => addressBook.save(this.#remembered))
      .catch((thrown: unknown) => logger(`cannot remember addresses: ${reasonOf(thrown)}`))
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

/** The other end, without `/p2p/`. */
export function addressOf(connection: Connection): string {
  return connection.remoteAddr.toString().replace(/\/p2p\/[^/]+$/, '')
}

/** Never rejects: libp2p does, also with what is no error. */
export function hangUp(connection: Connection): void {
  connection.close().catch(() => connection.abort(new Error('could not close in time')))
}
