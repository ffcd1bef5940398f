// The needs of this node that live: numbers them, and leads to each what members say.
import { toHex, type PeerId, type Random } from '../../base/index.js'
import type { Claim, NeedData } from '../../content/index.js'
import { Announcers } from './announcers.js'
import type { Have } from './have.js'
import type { NeedClientOutput } from './need-client.js'
import { OwnNeed, type HeardAnswer, type OwnNeedHost, type OwnNeedInit } from './own-need.js'
import type { AnswerTimes } from './response-delay.js'

export type NewNeed = Omit<OwnNeedInit, 'data' | 'times'> & {
  readonly said: Omit<NeedData, 'needId' | 'id'>
}

export interface OwnNeedsHost extends Omit<OwnNeedHost, 'ended' | 'renumber' | 'copyFailed'> {
  /** In the group as it is now. */
  times(): AnswerTimes
  /** What any of them says, before who asked hears it. */
  heard(urlKey: string, output: NeedClientOutput<HeardAnswer>): void
  /** Downloads of members that run and may be followed. */
  runningClaims(urlKey: string): readonly Claim[]
}

export class OwnNeeds {
  readonly #host: OwnNeedsHost
  readonly #random: Random
  readonly #byNeedId = new Map<string, OwnNeed>()
  readonly #byUrlKey = new Map<string, Set<OwnNeed>>()
  readonly #ids = new Set<number>()
  readonly #announcers: Announcers
  #lastId: number

  constructor(host: OwnNeedsHost, random: Random) {
    this.#host = host
    this.#announcers = new Announcers(host.clock)
    this.#random = random
    // Another run of this node must not answer to the numbers of the last.
    this.#lastId = Math.floor(random.fraction() * 2 ** 32)
  }

  /** Not begun yet. */
  make({ said, ...init }: NewNeed, heard: ConstructorParameters<typeof OwnNeed>[2]): OwnNeed {
    const data = { ...said, ...this.#number() }
    const host = {
      ...this.#host,
      ended: (ended: OwnNeed) => this.#forget(ended),
      renumber: (again: OwnNeed) => {
        const number = this.#number()
        this.#byNeedId.set(number.needId, again)
        return number
      },
      copyFailed: (peer: PeerId, failed: OwnNeed) => this.#announcers.failed(peer, failed.ids.keys())
    }
    const need = new OwnNeed({ ...init, data, times: this.#host.times() }, host, (output) => {
      this.#host.heard(init.urlKey, output)
      heard(output)
    })
    this.#byNeedId.set(data.needId, need)
    this.#byUrlKey.set(init.urlKey, (this.#byUrlKey.get(init.urlKey) ?? new Set()).add(need))
    return need
  }

  /** One that has begun hears of the downloads that run already. */
  tellRunning(need: OwnNeed): void {
    for (const claim of this.#host.runningClaims(need.init.urlKey)) need.hearClaim(claim)
  }

  /** @returns whether it answers a need of ours that lives */
  hear(have: Have): boolean {
    const { holder, needId, downloading } = have
    if (downloading === undefined) this.#announcers.kept(holder, needId)
    const need = this.#byNeedId.get(needId)
    if (need === undefined || (downloading !== undefined && !this.#announcers.announced(holder, needId))) return false
    return need.hear(have)
  }

  hearClaim(claim: Claim): void {
    for (const need of [...(this.#byUrlKey.get(claim.urlKey) ?? [])]) need.hearClaim(claim)
  }

  gone(peer: PeerId): void {
    this.#announcers.gone(peer)
    for (const need of [...this.#byNeedId.values()]) need.gone(peer)
  }

  close(): void {
    for (const need of [...this.#byNeedId.values()]) need.close()
  }

  #number(): { needId: string; id: number } {
    return { needId: toHex(this.#random.bytes(16)), id: this.#nextId() }
  }

  #nextId(): number {
    do this.#lastId = (this.#lastId + 1) >>> 0
    while (this.#lastId === 0 || this.#ids.has(this.#lastId))
    this.#ids.add(this.#lastId)
    return this.#lastId
  }

  #forget(need: OwnNeed): void {
    const { urlKey } = need.init
    for (const [needId, id] of need.ids) {
      this.#byNeedId.delete(needId)
      this.#ids.delete(id)
    }
    const others = this.#byUrlKey.get(urlKey)
    others?.delete(need)
    if (others?.size === 0) this.#byUrlKey.delete(urlKey)
  }
}
