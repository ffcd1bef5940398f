// How long a holder waits before it says "I have" (Fig. 3, 126): so that few of many answer, and not always the same.
import { publicKeyFromPeerId, type PeerId, type Random } from '../../base/index.js'
import {
  DELAY_PER_DOUBLING_MS,
  DELAY_SLOTS,
  DELAY_STEEPNESS,
  LARGE_GROUP_MEMBERS,
  MAX_RESPONSE_DELAY_MS,
  MAX_SERVED_UNITS,
  SERVED_HALF_LIFE_MS,
  SERVED_UNIT_BYTES,
  TRANSMISSION_MS,
  TRANSMISSION_PER_DOUBLING_MS
} from './defaults.js'

/** Below it the formula is the uniform distribution, and numbers are too small for it. */
const LEAST_LAMBDA = 1e-6

/** `uniform`: as in the seed. `exponential`: RFC 5401. */
export type DelayShape = 'exponential' | 'uniform'

export interface DelayInit {
  readonly shape: DelayShape
  /** See {@link answerTimes}: askers wait for no longer. */
  readonly maxDelayMs: number
  /** See {@link placeAmong}. */
  readonly place: Place
  /** See {@link ServedLately}. */
  readonly servedBytes: number
}

/** `rank` of `of`, from 0 on. */
export interface Place {
  readonly rank: number
  readonly of: number
}

/** How long answers take. Who asks waits for both. */
export interface AnswerTimes {
  /** How long holders delay at most. */
  readonly maxDelayMs: number
  /** What need and answer take on the way. */
  readonly transmissionMs: number
}

/**
 * In a group of so many members: {@link MAX_RESPONSE_DELAY_MS} and {@link TRANSMISSION_MS}, and in large groups more. Holders and askers go by
 * the same rule. By members and not by who is present: of those all know alike. `uniform`: as in the seed, however many there are.
 * @param members present or not, with this one
 */
export function answerTimes(shape: DelayShape, members: number): AnswerTimes {
  const doublings = shape === 'uniform' ? 0 : Math.log2(Math.max(1, members / LARGE_GROUP_MEMBERS))
  return {
    maxDelayMs: MAX_RESPONSE_DELAY_MS + Math.round(DELAY_PER_DOUBLING_MS * doublings),
    transmissionMs: TRANSMISSION_MS + Math.round(TRANSMISSION_PER_DOUBLING_MS * doublings)
  }
}

/**
 * A delay in [0, `maxDelayMs`], in ms.
 *
 * `exponential` is the truncated exponential distribution of RFC 5401 section 3.2.2 (`RandomBackoff`): with x uniform in [0, 1),
 * t = (maxDelay / L) * ln(1 + x * (exp(L) - 1)) (the RFC writes the same with another range of x). Most draw long delays and few short
 * ones, so that the first answer has silenced nearly all others. Each member draws x from the part of [0, 1) at its own place: all
 * together draw as before, and two early ones seldom come together. Hence a smaller L than the RFC's ln(members) + 1 will do, and first
 * answers come sooner: {@link DELAY_STEEPNESS} * ln(members / 10), where up to 10 members draw uniformly. Who served much lately draws
 * as if the group were larger, up to four times: later in the mean, never after `maxDelayMs`, and others come first. `uniform` knows
 * none of this.
 */
export function responseDelayMs({ shape, maxDelayMs, place, servedBytes }: DelayInit, random: Random): number {
  if (shape === 'uniform') return random.fraction() * maxDelayMs
  const x = (place.rank + random.fraction()) / place.of
  const asIfTimes = 1 + Math.min(Math.max(0, servedBytes) / SERVED_UNIT_BYTES, MAX_SERVED_UNITS)
  const lambda = DELAY_STEEPNESS * Math.log((place.of * asIfTimes) / DELAY_SLOTS)
  if (lambda < LEAST_LAMBDA) return x * maxDelayMs
  return Math.min(maxDelayMs, (maxDelayMs / lambda) * Math.log1p(x * Math.expm1(lambda)))
}

/**
 * Where a member stands among all for one need: another order for each need, and the same at everybody who knows the same members. By the
 * first 32 bits of need id and public key, mixed as MurmurHash3 ends: a hash proper takes 9 ms for 1,000 members, and no security rests
 * on it, since everybody draws its own delay anyway.
 * @param needId 32 hex characters
 * @param members with or without `self`
 */
export function placeAmong(needId: string, self: PeerId, members: readonly PeerId[]): Place {
  const own = orderFor(needId, self)
  const others = members.filter((peer) => peer !== self)
  return { rank: others.filter((peer) => orderFor(needId, peer) < own).length, of: others.length + 1 }
}

/** The smallest is first. */
export function orderFor(needId: string, peer: PeerId): number {
  const salt = parseInt(needId.slice(0, 8), 16)
  const key = publicKeyFromPeerId(peer)
  let mixed = salt ^ (key === undefined ? 0 : new DataView(key.buffer, key.byteOffset).getUint32(0))
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Bytes that this node served to members, each counting half after {@link SERVED_HALF_LIFE_MS}. */
export class ServedLately {
  #bytes = 0
  #atMs = 0

  /** @param nowMs monotonic */
  add(bytes: number, nowMs: number): void {
    this.#bytes = this.bytes(nowMs) + bytes
    this.#atMs = nowMs
  }

  /** @param nowMs monotonic */
  bytes(nowMs: number): number {
    return this.#bytes * 2 ** (-Math.max(0, nowMs - this.#atMs) / SERVED_HALF_LIFE_MS)
  }
}
