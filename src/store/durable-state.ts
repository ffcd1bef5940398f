// What the parts of the durable store share: logs, versions, documents, and the way to the disk.
import {
  peerIdFromPublicKey,
  sha256,
  toHex,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId,
  type Random
} from '../base/index.js'
import { openEnvelope, type GroupRecord, type RecordId } from '../record/index.js'
import { checkChange, isChange, type ChangeRefusal, type CheckedChange } from './change-check.js'
import { Cuts } from './cuts.js'
import { EndedShards } from './ended-shards.js'
import { StoreError } from './errors.js'
import type { Evidence } from './evidence.js'
import { restingRecord } from './held-record.js'
import { changeKey, shardText, type ShardName } from './log-keys.js'
import { RecordVersions, type Place } from './record-versions.js'
import { ShardDocuments } from './shard-documents.js'
import { ShardLogs } from './shard-logs.js'
import type { AuthorCut } from './shard-cut.js'
import { isWithin } from './shard-extent.js'
import type { LinkedChange } from './shard-log.js'
import { openShardRecord, type ShardRecordVerdict } from './shard-record.js'
import { readStatement } from './shards-statement.js'
import type { Contribution } from './shared-record.js'
import type { Storage } from './storage.js'
import { WriteQueue } from './write-queue.js'

export interface DurableInit {
  /** 32 bytes. */
  group: Uint8Array
  keyPair: KeyPair
  storage: Storage
  clock: Clock
  random: Random
  logger: Logger
  /** @default {@link SHARD_CLOSES_AT_CHANGES} */
  shardClosesAtChanges?: number
  /** @default true */
  endsHistory?: boolean
  /** As {@link Policy}, as is the next. */
  knowsAuthor(author: PeerId): boolean
  maxAuthors?: number | undefined
  /** As {@link Policy}. @default nothing is cut */
  cutsOf?(author: PeerId): readonly AuthorCut[]
  /** A version came in: look at the id again. */
  onVersion(id: RecordId): void
  /** An item that nobody has passed on yet: a held update that fits now, or something of our own. */
  flood(item: Uint8Array): void
  /** An author is caught with two histories. */
  onEvidence?(evidence: Evidence): void
  /** Until when some version of the id could be in force, peer time, ms; 0: never, Infinity: it may be now. */
  endedAtMs(id: RecordId): number
  /** As `endedAtMs`, of what we contributed to a collaborative record. */
  contributionEndedAtMs(contribution: Contribution): number
  /** Whether others than its creator may be allowed to change a record of the type. */
  othersMayChange(type: string): boolean
}

/** Cut SHA-256: long enough that nobody makes two envelopes with the same one. */
const ENVELOPE_HASH_BYTES = 16

/** A change that is well formed by itself, with the record inside. */
export interface JudgedChange {
  readonly change: CheckedChange
  readonly record: GroupRecord
}

/** A record in its envelope. */
export interface SealedRecord {
  readonly record: GroupRecord
  readonly envelope: Uint8Array
}

export class DurableState {
  readonly author: PeerId
  readonly logs: ShardLogs
  /** What removals let count. */
  readonly cuts: Cuts
  readonly versions = new RecordVersions()
  /** What ended of shards, once everything that was written again before is here, and counts. */
  readonly ended = new EndedShards((name) => this.cuts.extentOf(name))
  /** Where our own statements about shards stand, by hash. Of ended shards too, until they are counted. */
  readonly ownStatements = new Map<string, Place>()
  /**
   * Shards of ours that ended too long ago to say what was in them, and of which all that lives stands elsewhere: what an empty
   * disk, or one that was away for long, got before it met anybody is confirmed all the same.
   */
  readonly writtenAgain = new Set<number>()
  readonly documents: ShardDocuments
  readonly queue: WriteQueue

  constructor(readonly init: DurableInit) {
    this.author = peerIdFromPublicKey(init.keyPair.publicKey)
    this.cuts = new Cuts(
      (author) => init.cutsOf?.(author) ?? [],
      (name) => this.logs.get(name)
    )
    this.logs = new ShardLogs(
      this.author,
      (author) => this.ended.grew(author),
      (name) => this.cuts.pinsOf(name)
    )
    this.queue = new WriteQueue(init.storage)
    this.documents = new ShardDocuments({
      ...init,
      changesOf: (name) => this.changeBytes(name, this.logs.get(name)?.changes() ?? []),
      onRefused: (name, error) => init.logger(`Automerge refused shard ${shardText(name)}: ${String(error)}`)
    })
  }

  /** Whether what an author signs is kept: asked before it is looked at, so it takes no place. */
  takesFrom(author: PeerId): boolean {
    const { maxAuthors = Infinity } = this.init
    if (!this.init.knowsAuthor(author)) return false
    return author === this.author || this.logs.hasAuthor(author) || this.logs.authorCount < maxAuthors
  }

  /**
   * The bytes of changes of one shard, from disk. What it has damaged is as good as gone: sent on, others would blame us for it.
   * @throws {StoreError} `DISK`
   */
  changeBytes(name: ShardName, changes: readonly { startOperation: number; hash: string }[]): Uint8Array[] {
    return changes.map(({ startOperation, hash }) => {
      const bytes = this.queue.get(changeKey(name, startOperation, hash))
      const trouble = bytes === undefined ? 'not on the disk' : isChange(bytes, hash) ? undefined : 'damaged'
      if (trouble !== undefined) throw new StoreError('DISK', `change ${hash} of ${shardText(name)} is ${trouble}`)
      return bytes!
    })
  }

  /** What stands on the disk of changes of one shard; what it has lost is passed over. */
  judgedOnDisk(name: ShardName, changes: Iterable<LinkedChange>): JudgedChange[] {
    const found: JudgedChange[] = []
    for (const change of changes) {
      try {
        const judged = this.judge(this.changeBytes(name, [change])[0]!, name)
        if (!('reason' in judged)) found.push(judged)
      } catch (error) {
        this.init.logger(`what a change says is not known here: ${String(error)}`)
      }
    }
    return found
  }

  judge(bytes: Uint8Array, name: ShardName): JudgedChange | { reason: ChangeRefusal | RecordRefusal } {
    const verdict = checkChange(bytes)
    if (!verdict.ok) return verdict
    const opened = this.open(verdict.change, name)
    return opened.ok ? { change: verdict.change, record: opened.record } : opened
  }

  /** The record of a checked change. */
  open(change: CheckedChange, name: ShardName): ShardRecordVerdict {
    return openShardRecord(change, name.author, this.init.group)
  }

  /** Has the versions know what a change of the log says, if a removal of its author does not forbid it. */
  addVersion(name: ShardName, { change: checked, record }: JudgedChange): void {
    const log = this.logs.get(name)
    const change = log?.change(checked.hash)
    if (log === undefined || change === undefined) return
    this.logs.types.note(log, record.type)
    if (!this.cuts.counts(name, change)) return
    const statement = readStatement(record, name)
    if (statement !== undefined) this.ended.note(name.author, statement)
    if (statement !== undefined && name.author === this.author) {
      this.ownStatements.set(change.hash, { shard: name.shard, change })
    }
    const hash = envelopeHash(checked.value)
    const place = { shard: name.shard, change }
    // Names that its change and its shard have too are in memory once.
    const { author } = log
    const shared = {
      id: change.recordId,
      lastModifiedBy: author,
      ...(record.creator === author && { creator: author })
    }
    const resting = restingRecord({ ...record, ...shared }, () => this.#readData(resting, hash, place))
    this.versions.add(resting, hash, place)
  }

  /** Whether a change lies in what its author has written again elsewhere, or let die. */
  hasEnded(name: ShardName, change: { actor: string; sequence: number }): boolean {
    const end = this.ended.endOf(name)
    if (end === 'all') return name.author !== this.author || this.writtenAgain.has(name.shard)
    return end !== undefined && isWithin(end, change)
  }

  /** Those whose envelopes their author signed: the head that stood for that may have been another's word. */
  sealedIn(judged: readonly JudgedChange[]): SealedRecord[] {
    return judged.flatMap(({ change: { value: envelope } }) => {
      const opened = openEnvelope(envelope, this.init.group, { verifySignature: true })
      return opened.ok ? [{ record: opened.record, envelope }] : []
    })
  }

  /** Of a record that rests on disk, wherever it stands by now. */
  #readData(record: GroupRecord, hash: string, lastPlace: Place): Uint8Array {
    const { id, lastModifiedBy: author } = record
    const { shard, change } = this.versions.placeOf(id, author, hash) ?? lastPlace
    const name = { author, shard }
    const judged = this.judge(this.changeBytes(name, [change])[0]!, name)
    if ('reason' in judged) throw new StoreError('DISK', `change ${change.hash} is damaged: ${judged.reason}`)
    return judged.record.data
  }
}

type RecordRefusal = Extract<ShardRecordVerdict, { ok: false }>['reason']

/** By which versions are told apart. */
export function envelopeHash(envelope: Uint8Array): string {
  return toHex(sha256(envelope).subarray(0, ENVELOPE_HASH_BYTES))
}
