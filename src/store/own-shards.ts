// Writing our own durable records: into the newest shard of ours, through Automerge, and to the disk before anything
// of them leaves.
import { sealRecord, type GroupRecord } from '../record/index.js'
import { checkChange, spellKey, type CheckedChange } from './change-check.js'
import { MAX_FLOODED_CHANGE_BYTES, SHARD_CLOSES_AT_BYTES, SHARD_CLOSES_AT_CHANGES } from './defaults.js'
import type { DurableState } from './durable-state.js'
import { StoreError } from './errors.js'
import { putChange, putHead, removeHead, shardText, type ShardName } from './log-keys.js'
import type { ShardDocument } from './shard.js'
import { signHead, type SignedHead } from './signed-head.js'
import { encodeItem } from './store-item.js'

export class OwnShards {
  readonly #state: DurableState
  /** Shards of ours whose document Automerge does not open: kept and passed on, but we write into later ones. */
  readonly #unwritable = new Set<string>()

  constructor(state: DurableState) {
    this.#state = state
  }

  /**
   * Writes a record of ours. Until it is fsynced nothing here knows of it, so nothing of it can leave. One at a time.
   * @returns the item to flood
   * @throws {StoreError} `DISK`: nothing was confirmed; a later write may succeed
   */
  async write(record: GroupRecord): Promise<Uint8Array> {
    const { init, logs, documents, queue } = this.#state
    const envelope = sealRecord(record, init.group, init.keyPair)
    const { name, document } = this.#openShard(envelope.byteLength)
    const verdict = checkChange(this.#commit(name, document, spellKey(record.id, record.version), envelope))
    if (!verdict.ok) throw this.#notWritten(name, `a change of ours does not pass our own check: ${verdict.reason}`)
    const { change } = verdict
    const head = signOwnHead(this.#state, name.shard, change)
    try {
      // The change lies above everything in the log, and so does its head: it replaces the ones before it.
      const covered = logs.get(name)?.signedHeads.map(removeHead) ?? []
      await queue.write([putChange(name, change), ...covered, putHead(head)], true)
    } catch (error) {
      documents.drop(name) // It holds a change that the log does not.
      throw error
    }
    const admission = logs.admit(name, [change], [head])
    if (admission.outcome !== 'admitted') throw this.#notWritten(name, `our own change is ${admission.outcome}`)
    this.#state.addVersion(name, { change, record })
    init.onVersion(record.id)
    const inline = change.bytes.byteLength <= MAX_FLOODED_CHANGE_BYTES
    return encodeItem({ type: 'shard-update', head: head.bytes, change: inline ? change.bytes : undefined })
  }

  /** The newest shard of ours, or the next where that one is full or cannot be opened. */
  #openShard(bytes: number): { name: ShardName; document: ShardDocument } {
    const { author, logs, documents, init } = this.#state
    for (let shard = Math.max(1, ...logs.shardsOf(author)); ; shard++) {
      const name = { author, shard }
      const log = logs.get(name)
      const size = log?.size ?? 0
      const isFull =
        size >= SHARD_CLOSES_AT_CHANGES || (log !== undefined && size > 0 && log.bytes + bytes > SHARD_CLOSES_AT_BYTES)
      if (isFull || this.#unwritable.has(shardText(name))) continue
      try {
        return { name, document: documents.forWriting(name, log?.heads() ?? []) }
      } catch (error) {
        if (size === 0) throw new StoreError('DISK', 'Automerge does not open an empty shard', { cause: error })
        this.#unwritable.add(shardText(name))
        init.logger(`shard ${shardText(name)} of ours cannot be written any more: ${String(error)}`)
      }
    }
  }

  #commit(name: ShardName, document: ShardDocument, key: string, envelope: Uint8Array): Uint8Array {
    try {
      return document.write(key, envelope)
    } catch (error) {
      this.#state.documents.drop(name) // May be half changed (libraries.md 4.3).
      throw error
    }
  }

  #notWritten(name: ShardName, message: string): StoreError {
    this.#state.documents.drop(name)
    return new StoreError('DISK', message)
  }
}

/** A head over `change`, which is not in the log yet. */
export function signOwnHead({ logs, author, init }: DurableState, shard: number, change: CheckedChange): SignedHead {
  const changes = (logs.get({ author, shard })?.count(change.dependencies) ?? 0) + 1
  const statement = { shard, firstLivingShard: 1, changes, heads: [change.hash] }
  return signHead(statement, init.group, init.keyPair)
}
