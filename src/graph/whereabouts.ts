// Where members are, as far as is known here, and what of it others are told. Spec: docs/protocols/discovery.md.
import type { PeerId, Random } from '../base/index.js'
import { addressText, hostOf } from './addresses.js'
import { MAX_ADDRESSES_PER_CANDIDATE, MAX_DIALLED_PRESENCE_HOSTS, MAX_REFERRALS } from './defaults.js'
import type { Referral } from './link-frame.js'
import type { LinkedNeighbour } from './link-table.js'
import { dialableAddress } from './neighbours-driver.js'

export interface WhereaboutsInit {
  neighbours(): readonly LinkedNeighbour[]
  /** What its presence says, unless it could not be reached since. */
  presentAt(peer: PeerId): readonly string[]
  /** Where a link came from before, and where members said that it is. */
  trustedAddressesOf(peer: PeerId): readonly string[]
  /** Whether a host that another names is worth dialling. */
  mayDial(host: string): boolean
  random: Random
}

export class Whereabouts {
  readonly #init: WhereaboutsInit
  /** Of those with a presence. */
  readonly #portOf = new Map<PeerId, number>()

  constructor(init: WhereaboutsInit) {
    this.#init = init
  }

  /** A member said where it is. @returns where it is worth dialling */
  said(peer: PeerId, hosts: readonly string[], port: number): string[] {
    this.#portOf.set(peer, port)
    const near = hosts.filter((host) => this.#init.mayDial(host))
    return near.slice(0, MAX_DIALLED_PRESENCE_HOSTS).map((host) => addressText(host, port))
  }

  /** Its presence ended. */
  gone(peer: PeerId): void {
    this.#portOf.delete(peer)
  }

  /** By its link, by its presence, where it was before: nobody else's word. */
  addressesOf(peer: PeerId): string[] {
    const { neighbours, presentAt, trustedAddressesOf } = this.#init
    const neighbour = neighbours().find((each) => each.peer === peer)
    const linked = neighbour === undefined ? undefined : this.#addressOf(neighbour)
    const said = presentAt(peer).filter((address) => this.#isWorthDialling(address))
    const all = [...(linked === undefined ? [] : [linked]), ...said, ...trustedAddressesOf(peer)]
    return [...new Set(all)].slice(0, MAX_ADDRESSES_PER_CANDIDATE)
  }

  /**
   * Some neighbours, for who finds no place with us. Not where only we can reach them, on this machine or beyond the scope, nor a
   * name, which the other would have to ask for.
   */
  referrals(peer: PeerId): Referral[] {
    const { neighbours, random } = this.#init
    return neighbours()
      .flatMap((neighbour): (Referral & { chance: number })[] => {
        const address = neighbour.peer === peer ? undefined : this.#addressOf(neighbour)
        if (address === undefined || !this.#isWorthDialling(address)) return []
        return [{ peer: neighbour.peer, address, chance: random.fraction() }]
      })
      .sort((a, b) => a.chance - b.chance)
      .slice(0, MAX_REFERRALS)
      .map(({ peer: named, address }) => ({ peer: named, address }))
  }

  /** Where a neighbour can be dialled. Who did not listen when its link came up has said its port in its presence since. */
  #addressOf(neighbour: LinkedNeighbour): string | undefined {
    const { peer, hello } = neighbour
    const listenPort = hello.listenPort === 0 ? (this.#portOf.get(peer) ?? 0) : hello.listenPort
    return dialableAddress({ ...neighbour, hello: { ...hello, listenPort } })
  }

  #isWorthDialling(address: string): boolean {
    const host = hostOf(address)
    return host !== undefined && this.#init.mayDial(host)
  }
}
