// What each member was seen to bring as a downloader, and whether that says anything of its line. What is read along with comes no faster
// than its origin gives it: so it testifies only where the same origins have given others much more.
import { setNewest, type PeerId } from '../base/index.js'
import {
  MAX_DOWNLOADERS_OF_ORIGIN,
  MAX_DOWNLOADERS_REMEMBERED,
  MAX_ORIGINS_REMEMBERED,
  ORIGINS_TO_TESTIFY,
  SEEN_JUDGED_EVERY_MS,
  SLOWER_TO_TESTIFY
} from './defaults.js'
import { RateMeter } from './rate-meter.js'

/** This node, among the peers that read from an origin: none is called so. */
const SELF = ''

interface SeenMember {
  readonly meter: RateMeter
  judged: { readonly atMs: number; readonly rate: number | undefined } | undefined
}

export class SeenRates {
  /** In all maps who was met last comes last. */
  readonly #members = new Map<PeerId, SeenMember>()
  /** By host, what each brought from it. */
  readonly #origins = new Map<string, Map<PeerId, RateMeter>>()

  countOwn(origin: string, bytes: number, nowMs: number): void {
    this.#countOf(origin, SELF, bytes, nowMs)
  }

  countMember(peer: PeerId, origin: string, bytes: number, nowMs: number): void {
    const member = this.#members.get(peer) ?? { meter: new RateMeter(), judged: undefined }
    setNewest(this.#members, peer, member, MAX_DOWNLOADERS_REMEMBERED)
    member.meter.count(bytes, nowMs)
    this.#countOf(origin, peer, bytes, nowMs)
  }

  /**
   * The best that member was seen to bring, bytes a second; undefined where that is no evidence: unless {@link ORIGINS_TO_TESTIFY} origins
   * that it was seen to read from have given others {@link SLOWER_TO_TESTIFY} times more. As of {@link SEEN_JUDGED_EVERY_MS} ago at most.
   */
  rateOf(peer: PeerId, nowMs: number): number | undefined {
    const member = this.#members.get(peer)
    if (member === undefined) return undefined
    if (member.judged === undefined || nowMs >= member.judged.atMs + SEEN_JUDGED_EVERY_MS)
      member.judged = { atMs: nowMs, rate: this.#judge(peer, member.meter.estimate(nowMs), nowMs) }
    return member.judged.rate
  }

  #judge(peer: PeerId, best: number | undefined, nowMs: number): number | undefined {
    if (best === undefined) return undefined
    let testifying = 0
    for (const rates of this.#origins.values()) {
      const isSeen = rates.get(peer)?.estimate(nowMs) !== undefined
      if (isSeen && controlOf(rates, peer, nowMs) > SLOWER_TO_TESTIFY * best) testifying++
    }
    return testifying >= ORIGINS_TO_TESTIFY ? best : undefined
  }

  #countOf(origin: string, who: PeerId, bytes: number, nowMs: number): void {
    const rates = this.#origins.get(origin) ?? new Map<PeerId, RateMeter>()
    const meter = rates.get(who) ?? new RateMeter()
    meter.count(bytes, nowMs)
    setNewest(rates, who, meter, MAX_DOWNLOADERS_OF_ORIGIN)
    this.#origins.delete(origin)
    if (this.#origins.size >= MAX_ORIGINS_REMEMBERED) this.#origins.delete(this.#leastUseful())
    this.#origins.set(origin, rates)
  }

  /** The oldest that one alone has read, which compares nobody with anybody; else the oldest. */
  #leastUseful(): string {
    for (const [origin, rates] of this.#origins) if (rates.size === 1) return origin
    return this.#origins.keys().next().value ?? ''
  }
}

/**
 * What an origin gives, by what others got from it: this node, or two members. One who means harm may have had it before, and bring it as fast as it
 * likes.
 */
function controlOf(rates: ReadonlyMap<PeerId, RateMeter>, except: PeerId, nowMs: number): number {
  let [own, best, second] = [0, 0, 0]
  for (const [who, meter] of rates) {
    const rate = who === except ? 0 : (meter.estimate(nowMs) ?? 0)
    if (who === SELF) own = rate
    else if (rate > best) [best, second] = [rate, best]
    else if (rate > second) second = rate
  }
  return Math.max(own, second)
}
