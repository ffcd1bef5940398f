// Reads the log of signed changes back from the storage, shard by shard, through the same strict check as foreign bytes.
import { checkChange, type CheckedChange } from './change-check.js'
import { ALL_CHANGES, ALL_HEADS, shardOfKey, shardText, type ShardName } from './log-keys.js'
import { readHead, type SignedHead } from './signed-head.js'
import type { Storage } from './storage.js'

export interface StoredShard {
  readonly name: ShardName
  /** Rightly signed. Damaged ones are left out. */
  readonly heads: readonly SignedHead[]
  /** Each after those it depends on. Damaged ones are left out. */
  readonly changes: readonly CheckedChange[]
}

/** @param group the group id, 32 bytes @throws {StoreError} `DISK` */
export async function* readLog(storage: Pick<Storage, 'entries'>, group: Uint8Array): AsyncGenerator<StoredShard> {
  const heads = new Map<string, SignedHead[]>()
  for await (const [key, value] of storage.entries(ALL_HEADS)) {
    const name = shardOfKey(key)
    const head = readHead(value, group)
    // Others would blame us for a damaged one: 0.1 ms each, one or so a shard.
    if (name === undefined || head?.verify() !== true) continue
    heads.set(shardText(name), [...(heads.get(shardText(name)) ?? []), head])
  }
  let current: { name: ShardName; heads: SignedHead[]; changes: CheckedChange[] } | undefined
  for await (const [key, value] of storage.entries(ALL_CHANGES)) {
    const name = shardOfKey(key)
    if (name === undefined) continue
    if (current === undefined || shardText(current.name) !== shardText(name)) {
      if (current !== undefined) yield current
      current = { name, heads: heads.get(shardText(name)) ?? [], changes: [] }
    }
    const verdict = checkChange(value)
    if (verdict.ok) current.changes.push(verdict.change)
  }
  if (current !== undefined) yield current
}
