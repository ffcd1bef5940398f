// What each member was seen to bring as a downloader, and whether that says anything of its line. What is read along with comes no faster
// than its origin gives it: so it testifies only where this node itself has got much more from the same origins.
import { setNewest, type PeerId } from '../base/index.js'
import {
  MAX_DOWNLOADERS_REMEMBERED,
  MAX_ORIGINS_OF_DOWNLOADER,
  MAX_ORIGINS_REMEMBERED,
  ORIGINS_TO_TESTIFY,
  SLOWER_TO_TESTIFY
} from './defaults.js'
import { RateMeter } from './rate-meter.js'

interface SeenMember {
  readonly whole: RateMeter
  /** By host. */
  readonly byOrigin: Map<string, RateMeter>
}

export class SeenRates {
  /** What this node's own line brought, by host. In all maps who was met last comes last. */
  readonly #own = new Map<string, RateMeter>()
  readonly #members = new Map<PeerId, SeenMember>()

  countOwn(origin: string, bytes: number, nowMs: number): void {
    latest(this.#own, origin, () => new RateMeter(), MAX_ORIGINS_REMEMBERED).count(bytes, nowMs)
  }

  countMember(peer: PeerId, origin: string, bytes: number, nowMs: number): void {
    const unseen = (): SeenMember => ({ whole: new RateMeter(), byOrigin: new Map() })
    const member = latest(this.#members, peer, unseen, MAX_DOWNLOADERS_REMEMBERED)
    member.whole.count(bytes, nowMs)
    latest(member.byOrigin, origin, () => new RateMeter(), MAX_ORIGINS_OF_DOWNLOADER).count(bytes, nowMs)
  }

  /**
   * The best that member was seen to bring, bytes a second; undefined where that is no evidence: unless {@link ORIGINS_TO_TESTIFY} origins
   * that it was seen to read from have given this node {@link SLOWER_TO_TESTIFY} times more.
   */
  rateOf(peer: PeerId, nowMs: number): number | undefined {
    const member = this.#members.get(peer)
    const best = member?.whole.estimate(nowMs)
    if (member === undefined || best === undefined) return undefined
    const control = [...member.byOrigin].filter(([origin, meter]) => {
      const own = this.#own.get(origin)?.estimate(nowMs) ?? 0
      return own > SLOWER_TO_TESTIFY * best && meter.estimate(nowMs) !== undefined
    })
    return control.length >= ORIGINS_TO_TESTIFY ? best : undefined
  }
}

function latest<Value>(map: Map<string, Value>, key: string, make: () => Value, max: number): Value {
  const value = map.get(key) ?? make()
  setNewest(map, key, value, max)
  return value
}
