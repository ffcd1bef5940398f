// The links of a node as its neighbour machine sees them: which of them it chose itself, which bring something, and which one goes
// where others are to have its place. Pure: time is given. Spec: docs/protocols/discovery.md.
import type { PeerId, Random } from '../base/index.js'
import { MAX_INBOUND, MAX_NEIGHBOURS, NEAR_RTT_MS, RANDOM_NEIGHBOURS, USELESS_AFTER_MS } from './defaults.js'

interface Kept {
  /** We dialled it: whoever means us harm chooses to dial us, not whom we dial. */
  readonly isOutbound: boolean
  /** Of the first, where a better one took its place. */
  readonly sinceMs: number
  /** Chosen without regard to how near it is. */
  isRandom: boolean
  rttMs: number | undefined
  /** When it last was the first to bring something of somebody else; when it came up, until then. */
  usefulAtMs: number
  /** Told to go: its place is another's. */
  isGoing: boolean
}

export class KeptLinks {
  readonly #links = new Map<PeerId, Kept>()

  get size(): number {
    return this.#links.size
  }

  get outbound(): number {
    let count = 0
    for (const { isOutbound } of this.#links.values()) if (isOutbound) count += 1
    return count
  }

  has(peer: PeerId): boolean {
    return this.#links.has(peer)
  }

  /** @param rttMs of an earlier link */
  up(peer: PeerId, isOutbound: boolean, rttMs: number | undefined, nowMs: number): void {
    const sinceMs = this.#links.get(peer)?.sinceMs ?? nowMs
    this.#links.delete(peer)
    if (isOutbound) this.#endRandom()
    this.#links.set(peer, { isOutbound, sinceMs, isRandom: isOutbound, rttMs, usefulAtMs: nowMs, isGoing: false })
  }

  /** @returns when it came up */
  down(peer: PeerId): number | undefined {
    const sinceMs = this.#links.get(peer)?.sinceMs
    this.#links.delete(peer)
    return sinceMs
  }

  /** @returns the lowest of its link */
  measured(peer: PeerId, rttMs: number): number | undefined {
    const link = this.#links.get(peer)
    if (link !== undefined) link.rttMs = Math.min(rttMs, link.rttMs ?? Infinity)
    return link?.rttMs
  }

  brought(peer: PeerId, nowMs: number): void {
    const link = this.#links.get(peer)
    if (link !== undefined) link.usefulAtMs = nowMs
  }

  /**
   * Whether one more that dialled us finds a place. Some are kept for those that we dial: others must not take all.
   * @param coming those that were given one, and are not here yet
   */
  hasPlace(coming: number): boolean {
    let inbound = coming
    for (const { isOutbound, isGoing } of this.#links.values()) if (!isOutbound && !isGoing) inbound += 1
    return inbound + this.outbound < MAX_NEIGHBOURS && inbound < MAX_INBOUND
  }

  /** It is told to go, since another is to have its place. */
  goes(peer: PeerId): void {
    const link = this.#links.get(peer)
    if (link !== undefined) link.isGoing = true
  }

  /** Of those that dialled us, the one that brought nothing for longest, where that is long. */
  idle(nowMs: number): PeerId | undefined {
    const [longest] = [...this.#links]
      .filter(([, link]) => !link.isOutbound && !link.isGoing && isUseless(link, nowMs))
      .sort(([, a], [, b]) => a.usefulAtMs - b.usefulAtMs)
    return longest?.[0]
  }

  /** Of those that we dialled, but for the latest: who brings nothing before any other, then the far ones, then by chance. */
  worstFirst(random: Random, nowMs: number): PeerId[] {
    return [...this.#links]
      .filter(([, { isOutbound, isRandom }]) => isOutbound && !isRandom)
      .map(([peer, link]) => {
        return { peer, isUseless: isUseless(link, nowMs), isFar: isFar(link), chance: random.fraction() }
      })
      .sort(
        (a, b) => Number(b.isUseless) - Number(a.isUseless) || Number(b.isFar) - Number(a.isFar) || a.chance - b.chance
      )
      .map(({ peer }) => peer)
  }

  /** The latest few stay that were chosen without regard to nearness. */
  #endRandom(): void {
    const random = [...this.#links.values()].filter(({ isRandom }) => isRandom)
    if (random.length >= RANDOM_NEIGHBOURS) random[0]!.isRandom = false
  }
}

export function isFar({ rttMs }: { rttMs: number | undefined }): boolean {
  return rttMs !== undefined && rttMs > NEAR_RTT_MS
}

function isUseless({ usefulAtMs }: Kept, nowMs: number): boolean {
  return nowMs - usefulAtMs >= USELESS_AFTER_MS
}
