// The clock by which memberships are judged. A machine without a battery wakes in 1970: then it is later than what it knows, and nobody
// is thrown out for that.
import type { Clock } from '../base/index.js'
import { PROGRAM_WRITTEN_MS } from '../graph/index.js'
import { verifyChain } from './membership.js'

/**
 * This machine's clock, but never before the program was written, or neighbours last agreed with us. Where it says that it is before the
 * program was written, which is evidently wrong, our own certificate has begun too; else that says nothing: it may come from an hour in
 * which the clock was ahead.
 * @param chain our own, as the group's folder has it
 * @param agreedMs ms since 1970; undefined: not known
 */
export function membershipClock(
  clock: Clock,
  rootPublicKey: Uint8Array,
  chain: readonly Uint8Array[],
  agreedMs?: number
): Clock {
  const verdict = verifyChain(rootPublicKey, chain)
  const beganMs = verdict.ok ? verdict.membership.validFromMs : 0
  const lowestMs = Math.max(PROGRAM_WRITTEN_MS, agreedMs ?? 0)
  const ofClock = (nowMs: number): number => (nowMs < PROGRAM_WRITTEN_MS ? Math.max(lowestMs, beganMs) : nowMs)
  return {
    nowMs: () => Math.max(lowestMs, ofClock(clock.nowMs())),
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (delayMs, fire) => clock.setTimer(delayMs, fire)
  }
}
