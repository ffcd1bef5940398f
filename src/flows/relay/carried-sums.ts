// What this node's owner sees of what it carries: that it happened, for whom, when and how much. Not where it went: that is the member's business.
import type { PeerId } from '../../base/index.js'
import { CLASS_WEIGHTS, MAX_MEMBERS_REMEMBERED } from './defaults.js'
import type { CarriedClass } from './shares.js'

export interface CarriedForMember {
  readonly peer: PeerId
  /** Open now. */
  readonly connections: number
  /** Since the start, both ways. */
  readonly bytes: number
  /** When something moved last, ms since 1970. */
  readonly lastAtMs: number
}

interface Sum {
  connections: number
  bytes: number
  lastAtMs: number
}

export class CarriedSums {
  readonly #members = new Map<PeerId, Sum>()
  readonly #byClass = new Map<CarriedClass, number>()
  #open = 0
  #bytes = 0

  /** Open now, for all. */
  get open(): number {
    return this.#open
  }

  get bytes(): number {
    return this.#bytes
  }

  get byClass(): { readonly [Name in CarriedClass]: number } {
    const names = Object.keys(CLASS_WEIGHTS) as CarriedClass[]
    return Object.fromEntries(names.map((name) => [name, this.#byClass.get(name) ?? 0])) as {
      [Name in CarriedClass]: number
    }
  }

  members(): CarriedForMember[] {
    return [...this.#members].map(([peer, sum]) => ({ peer, ...sum }))
  }

  openFor(peer: PeerId): number {
    return this.#members.get(peer)?.connections ?? 0
  }

  opened(peer: PeerId, nowMs: number): void {
    this.#open++
    this.#sumOf(peer, nowMs).connections++
  }

  moved(peer: PeerId, name: CarriedClass, bytes: number, nowMs: number): void {
    this.#bytes += bytes
    this.#byClass.set(name, (this.#byClass.get(name) ?? 0) + bytes)
    this.#sumOf(peer, nowMs).bytes += bytes
  }

  closed(peer: PeerId, nowMs: number): void {
    this.#open--
    this.#sumOf(peer, nowMs).connections--
  }

  /** Those with something open stay, as many as there are: they are counted by it. */
  #forgetOne(except: PeerId): void {
    for (const [peer, { connections }] of this.#members) {
      if (connections === 0 && peer !== except) return void this.#members.delete(peer)
    }
  }

  #sumOf(peer: PeerId, nowMs: number): Sum {
    const sum = this.#members.get(peer) ?? { connections: 0, bytes: 0, lastAtMs: nowMs }
    sum.lastAtMs = nowMs
    this.#members.delete(peer)
    this.#members.set(peer, sum)
    if (this.#members.size > MAX_MEMBERS_REMEMBERED) this.#forgetOne(peer)
    return sum
  }
}
