// Writing our own durable records: into the newest shard of ours, through Automerge, and to the disk before anything
// of them leaves. What is asked for at the same time is written as one batch: one fsync for all of it.
import {
  MAX_DURABLE_VERSION,
  MAX_ENVELOPE_BYTES,
  RecordError,
  sealAndRead,
  type GroupRecord,
  type RecordId
} from '../record/index.js'
import { checkChange, spellKey } from './change-check.js'
import {
  MAX_FLOODED_CHANGE_BYTES,
  MAX_WRITES_PER_BATCH,
  SHARD_CLOSES_AT_BYTES,
  SHARD_CLOSES_AT_CHANGES
} from './defaults.js'
import { envelopeHash, type DurableState, type JudgedChange, type SealedRecord } from './durable-state.js'
import { StoreError } from './errors.js'
import { restingRecord } from './held-record.js'
import { putChange, putHead, removeHead, shardText, type ShardName } from './log-keys.js'
import type { ShardDocument } from './shard.js'
import { signHead, type SignedHead } from './signed-head.js'
import { encodeItem } from './store-item.js'
import { compareVersions } from './version-order.js'
import { OWN_TYPE_PREFIX } from './write-rules.js'

/** A record on disk, and the item by which others get it. */
export interface Written {
  readonly record: GroupRecord
  readonly item: Uint8Array
}

interface Waiting {
  readonly id: RecordId
  readonly make: () => SealedRecord | undefined
  readonly isCopy: boolean
  readonly resolve: (written: { record: GroupRecord; item: Uint8Array | undefined } | undefined) => void
  readonly reject: (error: unknown) => void
}

interface Staged extends JudgedChange {
  readonly waiting: Waiting
  readonly head: SignedHead
}

interface OpenShard {
  readonly name: ShardName
  readonly document: ShardDocument
  /** With what is staged. */
  changes: number
  bytes: number
}

export class OwnShards {
  readonly #state: DurableState
  /** Shards of ours whose document Automerge does not open: kept and passed on, but we write into later ones. */
  readonly #unwritable = new Set<string>()
  /** A shard was begun, so the one before is closed. */
  readonly #onClosed: () => void
  readonly #mustWait: () => boolean
  readonly #waiting: Waiting[] = []
  /** What makes room: before all else, since the rest may wait for it. */
  readonly #urgent: Waiting[] = []
  #running: Promise<void> | undefined

  /** @param mustWait whether records wait for room: whoever says so calls {@link resume} when it no longer holds */
  constructor(state: DurableState, onClosed: () => void, mustWait: () => boolean = () => false) {
    this.#state = state
    this.#onClosed = onClosed
    this.#mustWait = mustWait
  }

  /**
   * Writes a record of ours. Until it is fsynced nothing here knows of it, so nothing of it can leave.
   * @param make says what to write; called when all earlier writes of this id are done
   * @throws what `make` throws; {StoreError} `DISK`: nothing was confirmed; a later write may succeed
   */
  async write(id: RecordId, make: () => GroupRecord): Promise<Written> {
    return (await this.#write(this.#waiting, id, make))!
  }

  /** As `write`, before all that waits; where `make` says undefined, nothing is written. */
  writeUrgent(id: RecordId, make: () => GroupRecord | undefined): Promise<Written | undefined> {
    return this.#write(this.#urgent, id, make)
  }

  async #write(queue: Waiting[], id: RecordId, make: () => GroupRecord | undefined): Promise<Written | undefined> {
    const { group, keyPair } = this.#state.init
    const written = await this.#add(queue, id, false, () => {
      const record = make()
      return record && sealAndRead(record, group, keyPair)
    })
    return written && { record: written.record, item: written.item! }
  }

  /**
   * Writes an envelope of ours again. It is nothing new, so of many copies that are written as one batch only the head
   * over the last one floods: there the item is.
   * @param make as with `writeUrgent`
   */
  copy(
    id: RecordId,
    make: () => SealedRecord | undefined
  ): Promise<{ record: GroupRecord; item: Uint8Array | undefined } | undefined> {
    return this.#add(this.#urgent, id, true, make)
  }

  /**
   * Writes records of ours whose changes fell, or that a removal cut off, once more, in changes that nobody contradicts; but no
   * statements, which were of then. @returns whether all are
   */
  async addAgain(fallen: readonly SealedRecord[]): Promise<boolean> {
    const { init, versions, author } = this.#state
    const free = fallen.filter(({ record }) => !record.type.startsWith(OWN_TYPE_PREFIX))
    const all = free.map(async (sealed) => {
      const { id } = sealed.record
      const hash = envelopeHash(sealed.envelope)
      const copying = this.copy(id, () => {
        const standing = versions.ofAuthor(id, author)
        const isSaid = standing !== undefined && compareVersions({ ...sealed, hash }, standing) <= 0
        return isSaid || versions.placeOf(id, author, hash) !== undefined ? undefined : sealed
      })
      try {
        const copy = await copying
        if (copy?.item !== undefined) init.flood(copy.item)
        return true
      } catch (error) {
        init.logger(`record ${id} is not written again: ${String(error)}`)
        return false
      }
    })
    return (await Promise.all(all)).every(Boolean)
  }

  /** Writes what waited. */
  resume(): void {
    if (this.#waiting.length + this.#urgent.length > 0) this.#running ??= this.#run()
  }

  #add(
    queue: Waiting[],
    id: RecordId,
    isCopy: boolean,
    make: () => SealedRecord | undefined
  ): Promise<{ record: GroupRecord; item: Uint8Array | undefined } | undefined> {
    return new Promise((resolve, reject) => {
      queue.push({ id, isCopy, make, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  async #run(): Promise<void> {
    await Promise.resolve() // Whoever asks within the same turn is in the same batch.
    for (let queue = this.#nextQueue(); queue.length > 0; queue = this.#nextQueue()) {
      const batch = takeBatch(queue)
      try {
        await this.#writeBatch(queue, batch)
      } catch (error) {
        for (const { reject } of batch) reject(error) // Nothing changes for those that are settled already.
      }
    }
    this.#running = undefined
  }

  /** Empty where all that is left waits for room. */
  #nextQueue(): Waiting[] {
    if (this.#urgent.length > 0 || (this.#waiting.length > 0 && this.#mustWait())) return this.#urgent
    return this.#waiting
  }

  async #writeBatch(queueOfBatch: Waiting[], batch: Waiting[]): Promise<void> {
    const { logs, documents, queue, init } = this.#state
    let open: OpenShard | undefined
    const staged: Staged[] = []
    for (const [index, waiting] of batch.entries()) {
      const sealed = this.#seal(waiting)
      if (sealed === undefined) continue
      if (open !== undefined && !this.#fits(open, sealed)) {
        queueOfBatch.unshift(...batch.splice(index)) // They begin the next shard.
        break
      }
      open ??= this.#openShard(sealed)
      staged.push(this.#stage(open, waiting, sealed))
    }
    const last = staged.at(-1)
    if (open === undefined || last === undefined) return
    const { name } = open
    const isNewShard = logs.get(name) === undefined
    try {
      // The changes lie above everything in the log, and so does the last head: it replaces the ones before it.
      const covered = logs.get(name)?.signedHeads.map(removeHead) ?? []
      await queue.write([...staged.map(({ change }) => putChange(name, change)), ...covered, putHead(last.head)], true)
    } catch (error) {
      documents.drop(name) // It holds changes that the log does not.
      throw error
    }
    const changes = staged.map(({ change }) => change)
    const admission = logs.admit(name, changes, [last.head])
    if (admission.outcome !== 'admitted') throw this.#notWritten(name, `our own changes are ${admission.outcome}`)
    for (const one of staged) this.#state.addVersion(name, one)
    for (const { record } of staged) init.onVersion(record.id)
    for (const one of staged)
      one.waiting.resolve({ record: restingRecord(one.record), item: itemOf(one, one === last) })
    if (isNewShard) this.#onClosed()
  }

  #seal({ make, resolve, reject }: Waiting): SealedRecord | undefined {
    try {
      const sealed = make()
      if (sealed === undefined) resolve(undefined)
      else requireWritable(sealed)
      return sealed
    } catch (error) {
      reject(error)
      return undefined
    }
  }

  #stage(open: OpenShard, waiting: Waiting, { record, envelope }: SealedRecord): Staged {
    const { name } = open
    const verdict = checkChange(this.#commit(open, spellKey(record.id, record.version), envelope))
    if (!verdict.ok) throw this.#notWritten(name, `a change of ours does not pass our own check: ${verdict.reason}`)
    const { change } = verdict
    open.changes++
    open.bytes += change.bytes.byteLength
    return { waiting, record, change, head: signOwnHead(this.#state, name.shard, change.hash, open.changes) }
  }

  /** The newest shard of ours that no removal names, or the next where that one is full or cannot be opened. */
  #openShard(sealed: SealedRecord): OpenShard {
    const { author, logs, documents, ended, cuts, init } = this.#state
    const uncut = (cuts.of(author)?.highestShard ?? 0) + 1
    for (let shard = Math.max(ended.highestFirstShard(author), logs.highestOf(author), uncut); ; shard++) {
      const name = { author, shard }
      const log = logs.get(name)
      const sizes = { changes: log?.size ?? 0, bytes: log?.bytes ?? 0 }
      if (!this.#fits({ name, ...sizes }, sealed) || this.#unwritable.has(shardText(name))) continue
      try {
        return { name, ...sizes, document: documents.forWriting(name, log?.heads() ?? []) }
      } catch (error) {
        if (sizes.changes === 0)
          throw new StoreError('DISK', 'Automerge does not open an empty shard', { cause: error })
        this.#unwritable.add(shardText(name))
        init.logger(`shard ${shardText(name)} of ours cannot be written any more: ${String(error)}`)
      }
    }
  }

  /** Each key is written once in a shard: a second machine may have put its own version under it. */
  #fits({ name, changes, bytes }: Omit<OpenShard, 'document'>, { record, envelope }: SealedRecord): boolean {
    const { logs, init } = this.#state
    if (changes >= (init.shardClosesAtChanges ?? SHARD_CLOSES_AT_CHANGES)) return false
    if (changes > 0 && bytes + envelope.byteLength > SHARD_CLOSES_AT_BYTES) return false
    return logs.get(name)?.hasVersion(record.id, record.version) !== true
  }

  #commit({ name, document }: OpenShard, key: string, envelope: Uint8Array): Uint8Array {
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

/** Up to a record that is in the batch already: its next version is made when this one is there. */
function takeBatch(queue: Waiting[]): Waiting[] {
  const ids = new Set<RecordId>()
  for (const { id } of queue) {
    if (ids.has(id) || ids.size >= MAX_WRITES_PER_BATCH) break
    ids.add(id)
  }
  return queue.splice(0, ids.size)
}

/** What no change can say must not take the others of its batch with it. @throws {RecordError} `BAD_RECORD`, `TOO_LARGE` */
function requireWritable({ record: { id, version }, envelope }: SealedRecord): void {
  if (version < 1 || version > MAX_DURABLE_VERSION) {
    throw new RecordError('BAD_RECORD', `record ${id} cannot have version ${version}`)
  }
  if (envelope.byteLength > MAX_ENVELOPE_BYTES) throw new RecordError('TOO_LARGE', `record ${id} fits no envelope`)
}

/** A head of ours over one change. @param changes how many lie at or below it */
export function signOwnHead(
  { init, ended, author }: DurableState,
  shard: number,
  hash: string,
  changes: number
): SignedHead {
  const firstLivingShard = Math.min(shard, ended.firstLivingShard(author))
  return signHead({ shard, firstLivingShard, changes, heads: [hash] }, init.group, init.keyPair)
}

function itemOf({ waiting, head, change }: Staged, isLast: boolean): Uint8Array | undefined {
  if (waiting.isCopy && !isLast) return undefined
  const inline = !waiting.isCopy && change.bytes.byteLength <= MAX_FLOODED_CHANGE_BYTES
  return encodeItem({ type: 'shard-update', head: head.bytes, change: inline ? change.bytes : undefined })
}
