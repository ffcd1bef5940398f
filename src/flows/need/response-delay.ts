// How long a holder waits before it says "I have" (Fig. 3, 126): so that few of many answer, and not always the same.
import type { Random } from '../../base/index.js'
import { MAX_DELAY_GROUP, SERVED_HALF_LIFE_MS, SERVED_UNIT_BYTES } from './defaults.js'

/** `uniform`: as in the seed. `exponential`: RFC 5401. */
export type DelayShape = 'exponential' | 'uniform'

export interface DelayInit {
  readonly shape: DelayShape
  /** The longest delay, in ms: askers wait for no longer. */
  readonly maxDelayMs: number
  /** How many might answer: members present. */
  readonly groupSize: number
  /** See {@link ServedLately}. */
  readonly servedBytes: number
}

/**
 * A delay in [0, `maxDelayMs`], in ms.
 *
 * `exponential` is the truncated exponential distribution of RFC 5401 section 3.2.2 (`RandomBackoff`): with L = ln(groupSize) + 1 and
 * x uniform, t = (maxDelay / L) * ln(1 + x * (exp(L) - 1)) (the RFC writes the same with another range of x). Most draw long delays
 * and few short ones, so that the first answer has silenced nearly all others. Who served much lately draws as if the group were
 * larger, by 1 for each 16 MiB: later in the mean, never after `maxDelayMs`, and others come first. `uniform` knows neither.
 */
export function responseDelayMs({ shape, maxDelayMs, groupSize, servedBytes }: DelayInit, random: Random): number {
  const x = random.fraction()
  if (shape === 'uniform') return x * maxDelayMs
  const asIfOf = Math.max(1, groupSize) * (1 + Math.max(0, servedBytes) / SERVED_UNIT_BYTES)
  const lambda = Math.log(Math.min(asIfOf, MAX_DELAY_GROUP)) + 1
  return Math.min(maxDelayMs, (maxDelayMs / lambda) * Math.log1p(x * Math.expm1(lambda)))
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
