// Reads the log at start. What does not pass our own check again is left aside, and said.
import type { DurableState } from './durable-state.js'
import { putHead, removeHead, shardText } from './log-keys.js'
import { readLog, type StoredShard } from './read-log.js'
import { signOwnHead } from './own-shards.js'
import { atOrBelow } from './whole-part.js'

/** @throws {StoreError} `DISK` */
export async function restoreShards(state: DurableState): Promise<void> {
  const { storage, group, logger } = state.init
  let damaged = 0
  try {
    for await (const shard of readLog(storage, group)) {
      damaged += shard.damaged
      if (shard.damaged > 0) logger(`${shard.damaged} changes and heads of shard ${shardText(shard.name)} are damaged`)
      restoreShard(state, shard)
    }
  } finally {
    await state.queue.settled() // Who closes the storage after an error finds nothing under way.
  }
  if (damaged > 0) logger.warn('changes and signed heads on the disk are damaged and left aside', { damaged })
}

/**
 * Takes what the disk holds of a shard as far as it is whole. Where damage broke what a head covers, synchronising
 * brings the shard again; of our own we sign what is left, since nobody else may have it.
 */
export function restoreShard(state: DurableState, { name, changes, heads }: StoredShard): void {
  const { logs, queue, init } = state
  for (const head of [...heads].sort((a, b) => b.changes - a.changes)) {
    logs.admit(name, atOrBelow(changes, head.heads), [head])
  }
  if (name.author === state.author) {
    for (const change of changes) {
      if (logs.get(name)?.has(change.hash) === true) continue
      const below = (logs.get(name)?.count(change.dependencies) ?? 0) + 1
      const admission = logs.admit(name, [change], [signOwnHead(state, name.shard, change.hash, below)])
      if (admission.outcome !== 'admitted') continue
      // The change is on the disk, its head is new.
      const batch = [...admission.droppedHeads.map(removeHead), ...admission.keptHeads.map(putHead)]
      void queue.keep(batch, true).catch((error: unknown) => {
        init.logger(`heads over what damage left of ${shardText(name)} are not on the disk yet: ${String(error)}`)
      })
    }
  }
  const log = logs.get(name)
  const lost = changes.length - (log?.size ?? 0)
  if (lost > 0) init.logger(`${lost} changes of shard ${shardText(name)} on disk lie below no whole signed head`)
  for (const change of changes) {
    if (log?.has(change.hash) !== true) continue
    const opened = state.open(change, name)
    if (opened.ok) state.addVersion(name, { change, record: opened.record })
  }
}
