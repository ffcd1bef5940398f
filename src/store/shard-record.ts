// The record inside a change: whether the envelope belongs where the change puts it.
import type { PeerId } from '../base/index.js'
import { openEnvelope, type GroupRecord, type RejectReason } from '../record/index.js'
import type { CheckedChange } from './change-check.js'

export type ShardRecordVerdict =
  | { ok: true; record: GroupRecord }
  | { ok: false; reason: RejectReason | 'record-of-other-author' | 'record-not-as-key' }

/**
 * Reads the record of a checked change. The signed head over the change stands for the envelope's own signature (design
 * section 2), which is checked when the record leaves its shard.
 * @param author whose shard it is
 * @param group the group id, 32 bytes
 */
export function openShardRecord(change: CheckedChange, author: PeerId, group: Uint8Array): ShardRecordVerdict {
  const verdict = openEnvelope(change.value, group, { verifySignature: false })
  if (!verdict.ok) return verdict
  const { record } = verdict
  if (record.lastModifiedBy !== author) return { ok: false, reason: 'record-of-other-author' }
  if (record.id !== change.recordId || record.version !== change.version)
    return { ok: false, reason: 'record-not-as-key' }
  return verdict
}
