// What becomes of changes of ours that the disk has lost, where cleaning is to write them again.
import { sealRecord } from '../record/index.js'
import { envelopeHash, type DurableState, type SealedRecord } from './durable-state.js'
import { changeKey, removeChange, removeHead, shardText, type ShardName } from './log-keys.js'
import type { LinkedChange } from './shard-log.js'
import { restoreShard } from './shard-restoring.js'
import type { SignedHead } from './signed-head.js'

/**
 * The record of one of our changes in its envelope: from the disk, or sealed again from memory, which gives the same bytes.
 * undefined: neither has it, since large data are not kept in memory.
 * @throws {StoreError} `DISK` where the disk refuses, which may pass
 */
export function sealedIn(state: DurableState, name: ShardName, change: LinkedChange): SealedRecord | undefined {
  const bytes = state.queue.get(changeKey(name, change.startOperation, change.hash))
  const judged = bytes && state.judge(bytes, name)
  if (judged !== undefined && !('reason' in judged)) return { record: judged.record, envelope: judged.change.value }
  const { versions, init, author } = state
  const contribution = versions.contributionIn(change)
  const standing = contribution ?? versions.ofAuthor(change.recordId, author)
  const record = contribution
    ? versions.contributions.get(contribution.id, author, contribution.hash)
    : versions.ofAuthor(change.recordId, author)?.record
  if (standing === undefined || record === undefined) return undefined
  try {
    const envelope = sealRecord(record, init.group, init.keyPair)
    return envelopeHash(envelope) === standing.hash ? { record, envelope } : undefined
  } catch {
    return undefined // Its data are on the disk only.
  }
}

/**
 * As at a start: what is left whole of a shard of ours is signed again. The rest stays at those who have it, since nothing says
 * that it ended, and is fetched from them and written again. Until then nothing is said of the records that were lost: what
 * the shard says of them beside that had been replaced.
 */
export function leaveAside(state: DurableState, name: ShardName, damaged: ReadonlySet<string>): void {
  const { logs, documents, versions, init } = state
  const log = logs.get(name)
  if (log === undefined) return
  init.logger(
    `${damaged.size} changes of shard ${shardText(name)} are damaged; they are fetched again, if others have them`
  )
  const [changes, heads] = [log.changes(), log.signedHeads]
  const whole = changes.flatMap((change) => {
    const bytes = damaged.has(change.hash)
      ? undefined
      : state.queue.get(changeKey(name, change.startOperation, change.hash))
    const judged = bytes && state.judge(bytes, name)
    return judged === undefined || 'reason' in judged ? [] : [judged.change]
  })
  const lostIds = new Set(changes.flatMap(({ hash, recordId }) => (damaged.has(hash) ? [recordId] : [])))
  for (const id of lostIds) versions.noteLoss(id)
  const { ids } = versions.end(name.author, changes)
  logs.forget(name)
  documents.drop(name)
  restoreShard(state, { name, changes: whole, heads, damaged: damaged.size })
  const left = [...(logs.get(name)?.unordered() ?? [])]
  removeOthers(state, name, changes, heads)
  versions.end(
    name.author,
    left.filter(({ recordId }) => lostIds.has(recordId))
  )
  for (const id of ids) init.onVersion(id)
}

/**
 * Off the disk goes what the log no longer has: who brings it again has it put there again, and each start would read it in vain. What of it
 * lives was written elsewhere before.
 */
function removeOthers(
  { logs, queue, init }: DurableState,
  name: ShardName,
  changes: readonly LinkedChange[],
  heads: readonly SignedHead[]
): void {
  const log = logs.get(name)
  const keptHeads = new Set(log?.signedHeads.map(({ heads }) => heads[0])) // By which they lie on the disk.
  const batch = [
    ...changes.filter(({ hash }) => log?.has(hash) !== true).map((change) => removeChange(name, change)),
    ...heads.filter(({ heads }) => !keptHeads.has(heads[0])).map(removeHead)
  ]
  void queue.keep(batch, false).catch((error: unknown) => {
    init.logger(`what damage broke of ${shardText(name)} is on the disk still: ${String(error)}`)
  })
}
