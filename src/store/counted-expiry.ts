// Until when what somebody said of a record keeps it. Its creator decides as it likes; nobody else makes it last for ever.
import type { GroupRecord } from '../record/index.js'
import { MAX_AHEAD_MS, MAX_OTHERS_LIFE_MS } from './defaults.js'

/**
 * Peer time, ms. What another than the creator said counts no longer than the creator's own word, or for
 * {@link MAX_OTHERS_LIFE_MS} from when it was said; not yet, where it says that this lies ahead.
 * @param record a version, or a contribution
 * @param creatorsExpiresAtMs what the creator said; 0: nothing
 */
export function countedExpiresAtMs(record: GroupRecord, creatorsExpiresAtMs: number, nowMs: number): number {
  const { creator, lastModifiedBy: author, expiresAtMs } = record
  if (author === creator) return expiresAtMs
  const untilMs = isAhead(record, nowMs) ? 0 : saidAtMs(record) + MAX_OTHERS_LIFE_MS
  return Math.min(expiresAtMs, Math.max(creatorsExpiresAtMs, untilMs))
}

/** When the next of these counts that lies ahead now, peer time, ms; undefined: none does. */
export function nextCountsAtMs(records: readonly GroupRecord[], nowMs: number): number | undefined {
  const ahead = records.filter((record) => record.lastModifiedBy !== record.creator && isAhead(record, nowMs))
  return ahead.length === 0 ? undefined : Math.min(...ahead.map((record) => saidAtMs(record) - MAX_AHEAD_MS))
}

function isAhead(record: GroupRecord, nowMs: number): boolean {
  return saidAtMs(record) > nowMs + MAX_AHEAD_MS
}

function saidAtMs({ modifiedAtMs, renewedAtMs }: GroupRecord): number {
  return Math.max(modifiedAtMs, renewedAtMs)
}
