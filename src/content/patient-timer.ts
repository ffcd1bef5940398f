// The timers of the crossing's machine. One that comes late tells that this process is busy: what it waits for (a claim, say) may
// be late for the same reason, in a buffer that nobody has read. So it waits once more, as long as it was late.
import { afterPendingInput, type Clock, type Timer } from '../base/index.js'
import { BUSY_LATE_MS, MAX_BUSY_WAIT_MS } from './crossing-defaults.js'
import type { CrossingTimer } from './crossing-events.js'

/** Those at which something counts as not heard. */
const JUDGES_SILENCE: ReadonlySet<CrossingTimer['type']> = new Set(['rank-due', 'deadline', 'answers-due', 'settled'])

/** What this node is to say itself it says when it is due: the others judge a busy one by that. */
export function setCrossingTimer(clock: Clock, inMs: number, type: CrossingTimer['type'], onDue: () => void): Timer {
  return JUDGES_SILENCE.has(type) ? setPatientTimer(clock, inMs, onDue) : clock.setTimer(inMs, onDue)
}

/** Calls `onDue` after `inMs` (or later, in a busy process), when what had arrived by then was read. */
export function setPatientTimer(clock: Clock, inMs: number, onDue: () => void): Timer {
  const dueMs = clock.monotonicMs() + inMs
  let isCancelled = false
  const due = (): void => {
    afterPendingInput(() => {
      if (!isCancelled) onDue()
    })
  }
  let timer = clock.setTimer(inMs, () => {
    const lateMs = clock.monotonicMs() - dueMs
    if (lateMs <= BUSY_LATE_MS) return due()
    timer = clock.setTimer(Math.min(lateMs, MAX_BUSY_WAIT_MS), due)
  })
  return {
    cancel: () => {
      isCancelled = true
      timer.cancel()
    }
  }
}
