// Records that live in memory only: flooded, part of synchronising, gone in ten minutes (design section 2). The newest
// version of an id wins; every signature is checked; bounded by author, by type and overall.
import { compareBytes, sha256, toHex, type PeerId } from '../base/index.js'
import { MAX_EPHEMERAL_LIFETIME_MS, openEnvelope, type GroupRecord, type RecordId } from '../record/index.js'
import {
  MAX_AHEAD_MS,
  MAX_EPHEMERAL_BYTES,
  MAX_EPHEMERAL_BYTES_PER_AUTHOR,
  MAX_EPHEMERAL_ENVELOPE_BYTES,
  MAX_EPHEMERAL_PER_AUTHOR,
  MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE,
  MAX_EPHEMERAL_RECORDS,
  SYNC_DIGEST_BYTES
} from './defaults.js'
import { restingRecord } from './held-record.js'
import { SortedDigests, summaryOf, type SyncedSet } from './sync-set.js'

export interface EphemeralRecord {
  readonly record: GroupRecord
  /** As signed and sent. */
  readonly envelope: Uint8Array
  /** SHA-256 of the envelope, cut to {@link SYNC_DIGEST_BYTES}, in hex. */
  readonly digest: string
  /** Shown before this, peer time, ms. */
  readonly untilMs: number
  /** Kept until no version of it that was ever here could still be believed: none comes back. */
  readonly forgetAtMs: number
}

export type EphemeralVerdict =
  | { outcome: 'applied'; kept: EphemeralRecord }
  | { outcome: 'known' | 'ignored' }
  | { outcome: 'refused'; reason: string }

export interface EphemeralJudge {
  /** Peer time, ms; undefined: is no member now. */
  memberUntilMs(author: PeerId): number | undefined
}

interface AuthorUse {
  records: number
  bytes: number
  readonly byType: Map<string, number>
}

export class EphemeralRecords {
  readonly #group: Uint8Array
  readonly #judge: EphemeralJudge
  readonly #byId = new Map<RecordId, EphemeralRecord>()
  readonly #byDigest = new SortedDigests<EphemeralRecord>()
  /** Over all that is shown, and the time for which it holds; undefined since something came or went. */
  #summary: { readonly digest: string; readonly fromMs: number; readonly untilMs: number } | undefined
  readonly #use = new Map<PeerId, AuthorUse>()
  #bytes = 0

  constructor(group: Uint8Array, judge: EphemeralJudge) {
    this.#group = group
    this.#judge = judge
  }

  get(id: RecordId): EphemeralRecord | undefined {
    return this.#byId.get(id)
  }

  all(): IterableIterator<EphemeralRecord> {
    return this.#byId.values()
  }

  /** What neighbours compare and fetch: what is shown at `nowMs`, peer time. */
  synced(nowMs: number): SyncedSet {
    const living = (types?: readonly string[]): string[] => {
      const digests: string[] = []
      for (const { record, digest, untilMs } of this.#byDigest.all()) {
        if (untilMs > nowMs && types?.includes(record.type) !== false) digests.push(digest)
      }
      return digests
    }
    return {
      has: (digest) => this.#byDigest.get(digest) !== undefined,
      get: (digest) => {
        const kept = this.#byDigest.get(digest)
        return kept !== undefined && kept.untilMs > nowMs ? kept.envelope : undefined
      },
      digests: living,
      summary: (types) => (types === undefined ? this.#summaryAt(nowMs) : summaryOf(living(types)))
    }
  }

  /**
   * Takes an envelope, ours or a foreign one. What depends on the time or on who is a member is never held against the
   * sender: its clock and its membership objects may be other than ours.
   * @param isOwn it was signed here just now
   */
  receive(envelope: Uint8Array, nowMs: number, { isOwn = false } = {}): EphemeralVerdict {
    if (envelope.byteLength > MAX_EPHEMERAL_ENVELOPE_BYTES) return { outcome: 'refused', reason: 'too-large' }
    const digest = digestOf(envelope)
    if (this.#byDigest.get(digest) !== undefined) return { outcome: 'known' }
    const verdict = openEnvelope(envelope, this.#group, { verifySignature: !isOwn })
    if (!verdict.ok) return { outcome: 'refused', reason: verdict.reason }
    const { record } = verdict
    const broken = brokenEphemeralRule(record)
    if (broken !== undefined) return { outcome: 'refused', reason: broken }
    if (record.version > nowMs + MAX_AHEAD_MS || record.expiresAtMs <= nowMs) return { outcome: 'ignored' }
    const memberUntilMs = this.#judge.memberUntilMs(record.creator)
    if (memberUntilMs === undefined || memberUntilMs <= nowMs) return { outcome: 'ignored' }
    const before = this.#byId.get(record.id)
    if (before !== undefined && !isNewer(record, envelope, before)) return { outcome: 'known' }
    if (before !== undefined) this.remove(record.id)
    if (!this.#hasRoom(record, envelope)) {
      if (before !== undefined) this.#insert(before)
      return { outcome: 'ignored' }
    }
    const untilMs = Math.min(record.expiresAtMs, memberUntilMs)
    const forgetAtMs = Math.max(record.expiresAtMs, before?.forgetAtMs ?? 0)
    const kept = { record: restingRecord(record), envelope, digest, untilMs, forgetAtMs }
    this.#insert(kept)
    return { outcome: 'applied', kept }
  }

  remove(id: RecordId): void {
    const kept = this.#byId.get(id)
    if (kept === undefined) return
    this.#byId.delete(id)
    this.#byDigest.delete(kept.digest)
    this.#summary = undefined
    this.#account(kept, -1)
  }

  #insert(kept: EphemeralRecord): void {
    this.#byId.set(kept.record.id, kept)
    this.#byDigest.set(kept.digest, kept)
    this.#summary = undefined
    this.#account(kept, 1)
  }

  #summaryAt(nowMs: number): string {
    const known = this.#summary
    if (known !== undefined && known.fromMs <= nowMs && nowMs < known.untilMs) return known.digest
    const living = [...this.#byDigest.all()].filter(({ untilMs }) => untilMs > nowMs)
    const digest = summaryOf(living.map((kept) => kept.digest))
    const untilMs = living.reduce((first, kept) => Math.min(first, kept.untilMs), Infinity)
    this.#summary = { digest, fromMs: nowMs, untilMs }
    return digest
  }

  #account({ record, envelope }: EphemeralRecord, sign: 1 | -1): void {
    let use = this.#use.get(record.creator)
    if (use === undefined) this.#use.set(record.creator, (use = { records: 0, bytes: 0, byType: new Map() }))
    use.records += sign
    use.bytes += sign * envelope.byteLength
    this.#bytes += sign * envelope.byteLength
    const ofType = (use.byType.get(record.type) ?? 0) + sign
    if (ofType === 0) use.byType.delete(record.type)
    else use.byType.set(record.type, ofType)
    if (use.records === 0) this.#use.delete(record.creator)
  }

  #hasRoom(record: GroupRecord, envelope: Uint8Array): boolean {
    const bytes = envelope.byteLength
    if (this.#byId.size >= MAX_EPHEMERAL_RECORDS || this.#bytes + bytes > MAX_EPHEMERAL_BYTES) return false
    const use = this.#use.get(record.creator)
    if (use === undefined) return true
    return (
      use.records < MAX_EPHEMERAL_PER_AUTHOR &&
      use.bytes + bytes <= MAX_EPHEMERAL_BYTES_PER_AUTHOR &&
      (use.byType.get(record.type) ?? 0) < MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE
    )
  }
}

/** Rules that are true or false for ever: which one is broken. */
export function brokenEphemeralRule(record: GroupRecord): string | undefined {
  if (record.lastModifiedBy !== record.creator) return 'ephemeral-of-other-author'
  if (record.version !== record.modifiedAtMs) return 'ephemeral-version-is-not-its-time'
  if (record.expiresAtMs - record.modifiedAtMs > MAX_EPHEMERAL_LIFETIME_MS) return 'ephemeral-lives-too-long'
  if (record.renewals > 0) return 'ephemeral-renewed'
  if (record.edits !== undefined) return 'ephemeral-collaborative'
  return undefined
}

/** Of two envelopes of one version, which only a faulty author makes, the larger one wins everywhere. */
function isNewer(record: GroupRecord, envelope: Uint8Array, before: EphemeralRecord): boolean {
  if (record.version !== before.record.version) return record.version > before.record.version
  return compareBytes(envelope, before.envelope) > 0
}

function digestOf(envelope: Uint8Array): string {
  return toHex(sha256(envelope).subarray(0, SYNC_DIGEST_BYTES))
}
