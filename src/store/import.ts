// Takes an export file in: first all of it is judged as if a stranger had sent it, and only then the first byte is applied
// (docs/protocols/export.md).
import { equalBytes } from '../base/index.js'
import { checkChange } from './change-check.js'
import { IMPORT_BATCH_BYTES } from './defaults.js'
import { StoreError } from './errors.js'
import { badExport } from './export-format.js'
import { readExport, type ExportItem, type ExportOwner } from './export-read.js'
import { shardText } from './log-keys.js'
import { ShardLog } from './shard-log.js'
import { openShardRecord } from './shard-record.js'
import { readHead } from './signed-head.js'
import type { ReceiveOutcome } from './store.js'

/** Opens the file anew: it is read twice. */
export type ExportSource = () => AsyncIterable<Uint8Array>

export interface ImportReport {
  /** In the file. */
  readonly credentials: number
  readonly shards: number
  readonly changes: number
  /** Of the shards: those with something that was not here. */
  readonly newShards: number
  /** Those that were not taken: no membership object vouches for the author, or there is no room for more of it. */
  readonly leftOutShards: number
}

export interface ImportInit extends ExportOwner {
  source: ExportSource
  acceptsCredential(bytes: Uint8Array): boolean
  receiveCredential(bytes: Uint8Array): Promise<unknown>
  /** Checks again, merges, and resolves when it is on the disk. */
  receiveShard(shard: Extract<ExportItem, { type: 'shard' }>): Promise<ReceiveOutcome>
}

/**
 * Each shard is applied whole. Cut off in the middle, by a kill or a full disk, what was applied so far is here as if a
 * neighbour had brought it, and the same import brings the rest.
 * @throws {StoreError} `BAD_EXPORT`, `FOREIGN_EXPORT`, `NEWER_FORMAT`: nothing was applied; `DISK`
 */
export async function importExport(init: ImportInit): Promise<ImportReport> {
  const { source, group } = init
  const trailer = await readWhole(source, init, async (item) => {
    if (item.type === 'shard') checkShard(item, group)
    else if (!init.acceptsCredential(item.bytes)) throw badExport('the credential is not of this group', item.place)
  })
  let newShards = 0
  let leftOutShards = 0
  const apply = async (shard: Extract<ExportItem, { type: 'shard' }>): Promise<void> => {
    const { outcome } = await init.receiveShard(shard)
    if (outcome === 'applied') newShards++
    else if (outcome !== 'known') leftOutShards++
  }
  let running: Promise<void>[] = []
  let runningBytes = 0
  const again = await readWhole(source, init, async (item) => {
    if (item.type === 'credential') return void (await init.receiveCredential(item.bytes))
    const applying = apply(item)
    applying.catch(() => {}) // It is waited for below, with the others of its batch.
    running.push(applying)
    runningBytes += item.changes.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    if (runningBytes < IMPORT_BATCH_BYTES) return
    const before = running
    running = []
    runningBytes = 0
    await Promise.all(before)
  }).finally(() => Promise.all(running))
  if (!equalBytes(trailer.digest, again.digest))
    throw badExport('the file changed while it was imported', { offset: 0 })
  const { credentials, shards, changes } = trailer
  return { credentials, shards, changes, newShards, leftOutShards }
}

type Part = Exclude<ExportItem, { type: 'trailer' }>
type Trailer = Extract<ExportItem, { type: 'trailer' }>

async function readWhole(
  source: ExportSource,
  owner: ExportOwner,
  take: (item: Part) => Promise<void>
): Promise<Trailer> {
  for await (const item of readExport(source(), owner)) {
    if (item.type === 'trailer') return item
    await take(item)
  }
  throw new StoreError('BAD_EXPORT', 'the export has no trailer')
}

/** The same strict readers as for what peers send. */
function checkShard({ name, heads, changes, place }: Extract<ExportItem, { type: 'shard' }>, group: Uint8Array): void {
  const signed = heads.map((bytes) => {
    const head = readHead(bytes, group)
    if (head === undefined || shardText(head) !== shardText(name)) throw badExport('head-malformed', place)
    if (!head.verify()) throw badExport('head-signature', place)
    return head
  })
  const checked = changes.map((change) => {
    const verdict = checkChange(change.bytes)
    if (!verdict.ok) throw badExport(verdict.reason, change.place)
    const opened = openShardRecord(verdict.change, name.author, group)
    if (!opened.ok) throw badExport(opened.reason, change.place)
    return verdict.change
  })
  const admission = new ShardLog(name.author, name.shard).admit(checked, signed)
  if (admission.outcome === 'refused') throw badExport(admission.reason, place)
  if (admission.outcome !== 'admitted') throw badExport(`its changes do not fit together: ${admission.outcome}`, place)
  if (admission.added.length < changes.length || admission.removed.length > 0) {
    throw badExport('it holds a change twice, or two histories', place)
  }
}
