// Reads the log of signed changes back from the storage, shard by shard, through the same strict check as foreign bytes.
import { checkChange, type CheckedChange } from './change-check.js'
import { ALL_CHANGES, ALL_HEADS, isKeyOf, shardOfKey, shardText, type ShardName } from './log-keys.js'
import { readHead, type SignedHead } from './signed-head.js'
import type { Storage } from './storage.js'

export interface StoredShard {
  readonly name: ShardName
  /** Rightly signed. */
  readonly heads: readonly SignedHead[]
  /** Each after those it depends on. */
  readonly changes: readonly CheckedChange[]
  /** Heads and changes that are left out. */
  readonly damaged: number
}

/** @param group the group id, 32 bytes @throws {StoreError} `DISK` */
export async function* readLog(storage: Pick<Storage, 'entries'>, group: Uint8Array): AsyncGenerator<StoredShard> {
  const heads = new Map<string, { whole: SignedHead[]; damaged: number }>()
  for await (const [key, value] of storage.entries(ALL_HEADS)) {
    const name = shardOfKey(key)
    if (name === undefined) continue
    const ofShard = heads.get(shardText(name)) ?? { whole: [], damaged: 0 }
    heads.set(shardText(name), ofShard)
    const head = readHead(value, group)
    // Others would blame us for a damaged one: 0.1 ms each, one or so a shard.
    if (head?.verify() === true) ofShard.whole.push(head)
    else ofShard.damaged++
  }
  let current: { name: ShardName; heads: SignedHead[]; changes: CheckedChange[]; damaged: number } | undefined
  for await (const [key, value] of storage.entries(ALL_CHANGES)) {
    const name = shardOfKey(key)
    if (name === undefined) continue
    if (current === undefined || shardText(current.name) !== shardText(name)) {
      if (current !== undefined) yield current
      const { whole, damaged } = heads.get(shardText(name)) ?? { whole: [], damaged: 0 }
      current = { name, heads: whole, changes: [], damaged }
    }
    const verdict = checkChange(value)
    if (verdict.ok && isKeyOf(key, verdict.change)) current.changes.push(verdict.change)
    else current.damaged++
  }
  if (current !== undefined) yield current
}
