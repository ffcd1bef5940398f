// A timer of the crossing's machine. One that comes late tells that this process is busy: what it waits for (a claim, say) may
// be late for the same reason, in a buffer that nobody has read. So it waits once more, as long as it was late.
import { afterPendingInput, type Clock, type Timer } from '../base/index.js'
import { BUSY_LATE_MS, MAX_BUSY_WAIT_MS } from './crossing-defaults.js'

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
