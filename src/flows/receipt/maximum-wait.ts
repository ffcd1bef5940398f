// How long the asker waits for the receipt at most (seeds/000, Fig. 9, 560): "dependent upon factors such as the frequency of which the
// uploading service at the responding server performs the upload task, size of the file being uploaded, and/or transmission speeds".
import { MAX_WAIT_MS } from './defaults.js'
import { BACKEND_ALLOWANCE_MS, MIN_WAIT_MS, UNKNOWN_RATE, WAIT_FACTOR } from './upload-defaults.js'

export interface WaitFacts {
  /** Of the upload. */
  readonly bytes: number
  /** What the relay sends before it. */
  readonly queuedBytes: number
  /** From one run of the relay's uploader to the next; 0: it sends at once. */
  readonly everyMs: number
  /** By which the relay uploads, as it measured; undefined: it has not. */
  readonly bytesPerSecond: number | undefined
}

/** @returns ms, from the moment when the relay has it whole: 45 s to 24 h */
export function maximumWaitMs({ bytes, queuedBytes, everyMs, bytesPerSecond = UNKNOWN_RATE }: WaitFacts): number {
  const sendingMs = ((queuedBytes + bytes) / Math.max(1, bytesPerSecond)) * 1_000
  const waitMs = Math.ceil(BACKEND_ALLOWANCE_MS + everyMs + WAIT_FACTOR * sendingMs)
  return Math.min(Math.max(waitMs, MIN_WAIT_MS), MAX_WAIT_MS)
}
