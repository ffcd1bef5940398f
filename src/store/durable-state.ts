// What the parts of the durable store share: logs, versions, documents, and the way to the disk.
import { peerIdFromPublicKey, type Clock, type KeyPair, type Logger, type PeerId, type Random } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { checkChange, type ChangeRefusal, type CheckedChange } from './change-check.js'
import { StoreError } from './errors.js'
import { changeKey, shardText, type ShardName } from './log-keys.js'
import { RecordVersions } from './record-versions.js'
import { ShardDocuments } from './shard-documents.js'
import { ShardLogs } from './shard-logs.js'
import { openShardRecord, restingRecord, type ShardRecordVerdict } from './shard-record.js'
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
  knowsAuthor(author: PeerId): boolean
  /** A version came in: look at the id again. */
  onVersion(id: RecordId): void
  /** A held update fits now: nobody passed it on while it was held. */
  onHeldApplied(item: Uint8Array): void
}

/** A change that is well formed by itself, with the record inside. */
export interface JudgedChange {
  readonly change: CheckedChange
  readonly record: GroupRecord
}

export class DurableState {
  readonly author: PeerId
  readonly logs: ShardLogs
  readonly versions = new RecordVersions()
  readonly documents: ShardDocuments
  readonly queue: WriteQueue

  constructor(readonly init: DurableInit) {
    this.author = peerIdFromPublicKey(init.keyPair.publicKey)
    this.logs = new ShardLogs(this.author)
    this.queue = new WriteQueue(init.storage)
    this.documents = new ShardDocuments({
      ...init,
      changesOf: (name) => this.changeBytes(name, this.logs.get(name)?.changes() ?? []),
      onRefused: (name, error) => init.logger(`Automerge refused shard ${shardText(name)}: ${String(error)}`)
    })
  }

  /** The bytes of changes of one shard, from disk. @throws {StoreError} `DISK` */
  changeBytes(name: ShardName, changes: readonly { startOperation: number; hash: string }[]): Uint8Array[] {
    return changes.map(({ startOperation, hash }) => {
      const bytes = this.queue.get(changeKey(name, startOperation, hash))
      if (bytes === undefined) throw new StoreError('DISK', `change ${hash} of ${shardText(name)} is not on the disk`)
      return bytes
    })
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

  /** Has the versions know what a change of the log says. */
  addVersion(name: ShardName, { change, record }: JudgedChange): void {
    this.versions.add(this.#resting(name, change, record), change.hash)
    const log = this.logs.get(name)
    if (log !== undefined) this.logs.types.note(log, record.type)
  }

  #resting(name: ShardName, { startOperation, hash }: CheckedChange, record: GroupRecord): GroupRecord {
    return restingRecord(record, () => {
      const judged = this.judge(this.changeBytes(name, [{ startOperation, hash }])[0]!, name)
      if ('reason' in judged) throw new StoreError('DISK', `change ${hash} is damaged: ${judged.reason}`)
      return judged.record.data
    })
  }
}

type RecordRefusal = Extract<ShardRecordVerdict, { ok: false }>['reason']
