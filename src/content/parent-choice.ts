// Whom a follower reads from, as a machine: the downloader first, where that one sends it on to, and when a parent fails its
// parent's parent, then the downloader (design section 6, "Relay tree").
import type { PeerId } from '../base/index.js'
import { MAX_FRUITLESS_PARENTS, MAX_RELAY_REDIRECTS } from './crossing-defaults.js'

export interface ParentAsk {
  readonly peer: PeerId
  /** How often we were sent on; the limit: serve us yourself. */
  readonly redirects: number
}

export class ParentChoice {
  readonly #self: PeerId
  readonly #downloader: PeerId
  /** Failed us, refused us, or cannot be reached: not asked again. */
  readonly #left = new Set<PeerId>()
  #asks: ParentAsk[]
  #asked: ParentAsk | undefined
  #sentBy: PeerId | undefined
  /** Of the one we read from: its parent. */
  #spare: PeerId | undefined
  #fruitless = 0
  #wasSlow = false

  constructor(self: PeerId, downloader: PeerId) {
    this.#self = self
    this.#downloader = downloader
    this.#asks = [{ peer: downloader, redirects: 0 }]
  }

  /** Whom to ask now; undefined: the transfer cannot be followed. */
  next(): ParentAsk | undefined {
    const ask = this.#asks.shift()
    if (ask === undefined || this.#fruitless >= MAX_FRUITLESS_PARENTS) return undefined
    this.#fruitless++
    return (this.#asked = ask)
  }

  /** The member asked has named one of its readers. */
  sentOn(to: PeerId): void {
    const asked = this.#asked!
    if (asked.redirects >= MAX_RELAY_REDIRECTS) return this.failed()
    const isUseless = to === this.#self || this.#left.has(to)
    if (isUseless) this.#asks = [{ peer: asked.peer, redirects: MAX_RELAY_REDIRECTS }, ...this.#asks]
    else this.#asks = [{ peer: to, redirects: asked.redirects + 1 }, ...this.#asks]
    this.#sentBy = isUseless ? undefined : asked.peer
  }

  /** @param path of the member that was asked: itself first, the downloader last */
  attached(path: readonly PeerId[]): void {
    this.#sentBy = undefined
    this.#spare = path[1]
    this.#asks = []
  }

  /** It brought a leaf: who fails after that may be replaced as often as it takes. */
  progressed(): void {
    this.#fruitless = 0
  }

  /** The one asked, or read from, is of no use. */
  failed(): void {
    const { peer } = this.#asked!
    const sentBy = this.#sentBy
    const spare = this.#spare
    this.#sentBy = undefined
    this.#spare = undefined
    this.#left.add(peer)
    // The downloader itself is gone, or refuses: what others still have of it is not worth a search.
    if (peer === this.#downloader) this.#asks = []
    else if (sentBy !== undefined) this.#asks = [this.#direct(sentBy), this.#direct(this.#downloader)]
    else this.#asks = [...(spare === undefined ? [] : [{ peer: spare, redirects: 0 }]), ...this.#fromTheTop()]
    this.#asks = this.#asks.filter((ask) => !this.#left.has(ask.peer))
  }

  /** The one read from falls behind its own source. @returns whether to leave it: once at most, and never the downloader */
  tooSlow(): boolean {
    const parent = this.#asked?.peer
    if (this.#wasSlow || parent === undefined || parent === this.#downloader) return false
    this.#wasSlow = true
    this.#left.add(parent)
    const spare = this.#spare ?? this.#downloader
    // Sent on once more at most: many may be slow at the same time, and must not all hang at one.
    this.#asks = [{ peer: spare, redirects: MAX_RELAY_REDIRECTS - 1 }, this.#direct(this.#downloader)]
    this.#asks = this.#asks.filter((ask) => !this.#left.has(ask.peer))
    return true
  }

  #fromTheTop(): ParentAsk[] {
    return [{ peer: this.#downloader, redirects: 0 }, this.#direct(this.#downloader)]
  }

  #direct(peer: PeerId): ParentAsk {
    return { peer, redirects: MAX_RELAY_REDIRECTS }
  }
}
