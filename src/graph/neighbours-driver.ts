// Carries out what the neighbour machine says: dials, opens the link stream, remembers where members were reached.
import { setMaxListeners } from 'node:events'
import { delay, type Clock, type Logger, type PeerId, type Random, type Timer } from '../base/index.js'
import { addressText, endpointText, hostOf, isLoopback, readEndpoint } from './addresses.js'
import type { PeerAddresses } from './candidates.js'
import type { ConnectFailure } from './connections.js'
import { CLOSE_FLUSH_MS, DIAL_BUDGET_MS, MAX_REMEMBERED_ADDRESSES } from './defaults.js'
import type { DialledConnection, Dialler } from './dialler.js'
import { GraphError, reasonOf } from './errors.js'
import type { AddressBook } from './graph.js'
import type { LinkAttempt, LinkedNeighbour, LinkTable } from './link-table.js'
import {
  NeighbourMachine,
  type CandidateSource,
  type DialResult,
  type NeighbourInput,
  type NeighbourOutput
} from './neighbours.js'
import type { LinkEnd } from './stream-link.js'

export interface NeighboursInit {
  self: PeerId
  dialler: Dialler
  links: LinkTable
  addressBook: AddressBook | undefined
  clock: Clock
  random: Random
  logger: Logger
  /** Until when a peer is left alone, monotonic ms. */
  bannedUntilMs(peer: PeerId): number
  /** Whether a host that a member names is worth dialling. */
  mayDial(host: string): boolean
  /** Nobody could be reached for long. */
  onAlone(): void
  /** Somebody was reached, and became no neighbour: it is none of us, or does not take us. */
  onRefused(): void
}

type Dial = Extract<NeighbourOutput, { type: 'dial' }>

interface Dialled extends Pick<LinkAttempt, 'referrals'> {
  readonly result: DialResult
  readonly peer: PeerId | undefined
  /** Why it failed. */
  readonly failure?: ConnectFailure
}

export class NeighboursDriver {
  readonly #init: NeighboursInit
  readonly #machine: NeighbourMachine
  readonly #stop = new AbortController()
  /** Links that wait for their hellos: a peer takes one at a time. */
  readonly #opening = new Map<PeerId, Promise<Dialled>>()
  #tick: Timer | undefined
  /** With `/p2p/`, most recently connected first. */
  #remembered: string[] = []
  #saving: Promise<void> = Promise.resolve()

  constructor(init: NeighboursInit) {
    this.#init = init
    setMaxListeners(0, this.#stop.signal) // Every dial that runs listens to it.
    const { self, random, bannedUntilMs } = init
    this.#machine = new NeighbourMachine({ self, random, nowMs: this.#nowMs(), bannedUntilMs })
    this.#plan()
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

  /**
   * Dials for who asked for it, whatever the machine wants. Never rejects.
   * @param onAnswered called as soon as it is known who is there, before there is a link
   */
  connect(
    peer: PeerId | undefined,
    addresses: readonly string[],
    onAnswered: (peer: PeerId) => void
  ): Promise<Dialled> {
    return this.#dial({ peer, addresses }, onAnswered)
  }

  addressesOf(peer: PeerId): PeerAddresses {
    return this.#machine.addressesOf(peer)
  }

  /** Somebody dialled it there, for another reason than a link, and nobody answered. */
  unreachable(peer: PeerId, addresses: readonly string[]): void {
    this.#give({ type: 'unreachable', peer, addresses, nowMs: this.#nowMs() })
  }

  /** Its presence ended. */
  absent(peer: PeerId): void {
    this.#give({ type: 'absent', peer, nowMs: this.#nowMs() })
  }

  linkUp(neighbour: LinkedNeighbour): void {
    const { peer, direction } = neighbour
    const address = dialableAddress(neighbour)
    if (address !== undefined) this.#remember(`${address}/p2p/${peer}`)
    this.#give({ type: 'link-up', peer, address, direction, nowMs: this.#nowMs() })
  }

  linkDown(peer: PeerId, { by, reason }: LinkEnd): void {
    this.#give({ type: 'link-down', peer, by, reason, nowMs: this.#nowMs() })
  }

  measured(peer: PeerId, rttMs: number): void {
    this.#give({ type: 'rtt', peer, rttMs, nowMs: this.#nowMs() })
  }

  /** It was the first to bring something of somebody else. */
  brought(peer: PeerId): void {
    this.#machine.brought(peer, this.#nowMs())
  }

  /**
   * Whether somebody that dialled us finds a place; where that is another's, who has it is told to go.
   * @param coming others, that were given one and are not linked yet
   */
  hasPlace(peer: PeerId, coming: number): boolean {
    const { hasPlace, instead } = this.#machine.placeFor(peer, coming, this.#nowMs())
    if (instead !== undefined) this.#carryOut({ type: 'prune', peer: instead })
    return hasPlace
  }

  /** This machine slept, or its addresses changed: all are tried again now. */
  hurry(): void {
    this.#give({ type: 'hurry', nowMs: this.#nowMs() })
  }

  async close(): Promise<void> {
    this.#tick?.cancel()
    this.#stop.abort()
    await this.#saving
  }

  #give(input: NeighbourInput): void {
    if (this.#stop.signal.aborted) return
    for (const output of this.#machine.handle(input)) this.#carryOut(output)
    this.#plan()
  }

  #plan(): void {
    this.#tick?.cancel()
    const inMs = this.#machine.wakeAtMs - this.#nowMs()
    this.#tick =
      inMs === Infinity
        ? undefined
        : this.#init.clock.setTimer(Math.max(0, inMs), () => this.#give({ type: 'tick', nowMs: this.#nowMs() }))
  }

  #carryOut(output: NeighbourOutput): void {
    switch (output.type) {
      case 'dial':
        return void this.#dial(output).then(({ result, peer, referrals }) => {
          this.#give({ type: 'dialled', key: output.key, result, peer, referrals, nowMs: this.#nowMs() })
        })
      case 'prune':
        return void this.#init.links.get(output.peer)?.link.close('replaced', CLOSE_FLUSH_MS)
      case 'alone':
        return this.#init.onAlone()
    }
  }

  /** Never rejects. */
  async #dial(
    { peer, addresses }: Pick<Dial, 'peer' | 'addresses'>,
    onAnswered?: (peer: PeerId) => void
  ): Promise<Dialled> {
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
      onAnswered?.(answered)
      if (connection.isInbound) return { result: 'pending', peer: answered, referrals: [] }
      const opening = this.#opening.get(answered)
      if (opening === undefined && links.get(answered) === undefined) return await this.#link(connection, signal)
      connection.hangUp() // Two addresses, or two who asked, led to one peer.
      return (await opening) ?? { result: 'linked', peer: answered, referrals: [] }
    } catch (thrown) {
      logger(`dialling ${peer ?? addresses[0] ?? ''} failed: ${reasonOf(thrown)}`)
      const code = thrown instanceof GraphError ? thrown.code : undefined
      if (code === 'CONNECT_SELF') {
        return { result: 'failed', peer: this.#init.self, referrals: [], failure: 'already-connected' }
      }
      const failure = code === 'HANDSHAKE_REFUSED' ? 'not-authenticated' : 'unreachable'
      if (failure === 'not-authenticated') this.#init.onRefused()
      return { result: 'failed', peer: answered, referrals: [], failure }
    } finally {
      this.#stop.signal.removeEventListener('abort', stop)
      budget.abort()
    }
  }

  #link(connection: DialledConnection, signal: AbortSignal): Promise<Dialled> {
    const { peer } = connection
    const opening = this.#openLink(connection, signal).finally(() => this.#opening.delete(peer))
    this.#opening.set(peer, opening)
    return opening
  }

  async #openLink(connection: DialledConnection, signal: AbortSignal): Promise<Dialled> {
    const { peer, address } = connection
    const hangUp = (): void => connection.hangUp()
    try {
      const channel = await connection.openLink(signal)
      const attempt = await this.#init.links.add({ peer, address, direction: 'outbound', channel, hangUp })
      const referrals = attempt.referrals.filter((referral) => this.#mayDial(referral.address, address))
      if (attempt.isLinked) return { result: 'linked', peer, referrals }
      this.#init.onRefused()
      return { result: attempt.turnedAway === 'full' ? 'full' : 'failed', peer, referrals, failure: 'refused' }
    } catch (thrown) {
      hangUp()
      throw thrown
    }
  }

  /** What one member says of another. Who was reached on this machine names what is on it, before we listen anywhere, too. */
  #mayDial(address: string, namedAt: string): boolean {
    const [host, at] = [hostOf(address), hostOf(namedAt)]
    if (host === undefined) return false
    return this.#init.mayDial(host) || (isLoopback(host) && at !== undefined && isLoopback(at))
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

/** Where a neighbour can be dialled, as far as its link tells. */
export function dialableAddress({ address, direction, hello }: LinkedNeighbour): string | undefined {
  const host = hostOf(address)
  if (direction === 'outbound') return address
  return host === undefined || hello.listenPort === 0 ? undefined : addressText(host, hello.listenPort)
}
