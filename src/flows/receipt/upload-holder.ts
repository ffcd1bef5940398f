// Who has an upload now (Fig. 9, 558 and 560), as its machine knows it: part of upload.ts, no IO.
import { RETENTION_MS } from './defaults.js'
import { FIRST_LOOK_MS } from './upload-defaults.js'
import type { HeldBy } from './upload-events.js'
import type { UploadBy } from './uploads.js'

export interface Holder {
  readonly by: UploadBy
  isAccepted: boolean
  /** From the acceptance to the deadline, ms, and when that is, as the machine is told the time. */
  waitMs: number
  deadlineMs: number
  lookMs: number
  wasAway: boolean
  /** This node stopped while it had it. */
  readonly wasResumed: boolean
  isAway: boolean
  /** The deadline is over: what it says now decides. */
  isLastLook: boolean
}

/** It is on its way there. */
export function offeredTo(by: UploadBy): Holder {
  const times = { waitMs: 0, deadlineMs: 0, lookMs: FIRST_LOOK_MS }
  return { by, isAccepted: false, ...times, wasAway: false, isAway: false, isLastLook: false, wasResumed: false }
}

/** It had it when this node stopped. Whether it was here all the time nobody knows. */
export function resumedAt({ by, isAccepted, leftMs }: HeldBy, nowMs: number): Holder {
  const times = { waitMs: Math.max(0, leftMs), deadlineMs: nowMs + leftMs, lookMs: FIRST_LOOK_MS }
  return { by, isAccepted, ...times, wasAway: true, isAway: false, isLastLook: false, wasResumed: true }
}

/** From then on it may have forgotten it, as it should. After a stop of this node nobody knows what it has fetched, or when. */
export function forgetsAtMs({ deadlineMs, wasResumed }: Holder): number {
  return wasResumed ? -Infinity : deadlineMs + RETENTION_MS
}
