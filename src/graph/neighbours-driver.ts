// Carries out what the neighbour machine says: dials, opens the link stream, remembers where members were reached.
import { setMaxListeners } from 'node:events'
import { delay, setRepeating, type Clock, type Logger, type PeerId, type Random, type Timer } from '../base/index.js'
import { addressText, endpointText, hostOf, readEndpoint } from './addresses.js'
import { DIAL_BUDGET_MS, MAX_REMEMBERED_ADDRESSES, NEIGHBOUR_TICK_MS } from './defaults.js'
import type { DialledConnection, Dialler } from './dialler.js'
import { reasonOf } from './errors.js'
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

export interface NeighboursInit {
  self: PeerId
  dialler: Dialler
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
    setMaxListeners(0, this.#stop.signal) // Every dial that runs listens to it.
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
    const { dialler, links, clock, logger } = this.#init
    const budget = new AbortController()
    const { signal } = budget
    // Not AbortSignal.any: while somebody listens to one, Node keeps it and all that its listeners hold.
    const stop = (): void => budget.abort(this.#stop.signal.reason)
    this.#stop.signal.addEventListener('abort', stop, { once: true })
    delay(clock, DIAL_BUDGET_MS, signal).then(
      () => budget.abort(new Error(`no link within ${DIAL_BUDGET_MS} ms`)),
      () => {}
    )
    let answered = peer
    try {
      const connection = await dialler.dial(peer, addresses, signal)
      answered = connection.peer
      if (connection.isInbound) return { result: 'pending', peer: answered }
      if (links.get(answered) !== undefined) {
        connection.hangUp() // A known address led to a neighbour.
        return { result: 'linked', peer: answered }
      }
      const added = await this.#openLink(connection, signal)
      return { result: added ? 'linked' : 'failed', peer: answered }
    } catch (thrown) {
      logger(`dialling ${peer ?? addresses[0] ?? ''} failed: ${reasonOf(thrown)}`)
      return { result: 'failed', peer: answered }
    } finally {
      this.#stop.signal.removeEventListener('abort', stop)
      budget.abort()
    }
  }

  async #openLink(connection: DialledConnection, signal: AbortSignal): Promise<boolean> {
    const { peer, address } = connection
    const hangUp = (): void => connection.hangUp()
    try {
      const channel = await connection.openLink(signal)
      return await this.#init.links.add({ peer, address, direction: 'outbound', channel, hangUp })
    } catch (thrown) {
      hangUp()
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
