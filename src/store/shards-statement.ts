// What an author says about its shards in a record of its own: which live, how far each goes, and what was in those that
// ended (docs/protocols/shard.md). Each statement is true by itself, whoever else writes with the same identity.
import { copyBytes, fromHex, toHex, type PeerId } from '../base/index.js'
import { namedRecordId, type GroupRecord, type RecordId } from '../record/index.js'
import { MAX_RETIRED_SHARDS, MAX_SHARD_CHANGES, MAX_SHARDS_PER_AUTHOR, MAX_STATEMENT_ACTORS } from './defaults.js'
import type { ShardName } from './log-keys.js'
import type { ShardExtent } from './shard-extent.js'
import { potluck } from './store-pb.js'

const wire = potluck.store.v1
const ACTOR_BYTES = 16
/** It counts while it stands, whatever the time: as long as a record can say. A hundred years. */
const LASTS_MS = 100 * 365 * 86_400_000

export const SHARDS_STATEMENT_TYPE = 'store.shards'

/** Extents by shard number, ascending. */
export type ShardExtents = ReadonlyMap<number, ShardExtent>

export interface ShardsStatement {
  /** Shards before this one have ended. */
  readonly firstLivingShard: number
  /** From the first living one on, as far as the author had them: who has these has everything that was written again. */
  readonly living: ShardExtents
  /** What its author knew to be in shards that ended, from {@link lowestNamedShard} on; of one that is not named, nothing. */
  readonly retired: ShardExtents
}

/** Of shards before this one all has ended: too long ago to say what it was. */
export function lowestNamedShard(firstLivingShard: number): number {
  return Math.max(1, firstLivingShard - MAX_RETIRED_SHARDS)
}

export function shardsStatementId(author: PeerId): RecordId {
  return namedRecordId(author, SHARDS_STATEMENT_TYPE)
}

/** The record that says it. */
export function shardsStatementRecord(
  statement: ShardsStatement,
  author: PeerId,
  version: number,
  nowMs: number
): GroupRecord {
  return {
    id: shardsStatementId(author),
    type: SHARDS_STATEMENT_TYPE,
    creator: author,
    lastModifiedBy: author,
    version,
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
    expiresAtMs: nowMs + LASTS_MS,
    deleted: false,
    attributes: {},
    data: encodeStatement(statement),
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0
  }
}

export function encodeStatement({ firstLivingShard, living, retired }: ShardsStatement): Uint8Array {
  const statement = { firstLivingShard, living: extentsToWire(living), retired: extentsToWire(retired) }
  return copyBytes(wire.ShardsStatement.encode(statement).finish())
}

/**
 * Reads foreign bytes. Never throws; undefined: malformed, or over a limit.
 * @param shard in which the statement stands: it cannot end its own shard
 */
export function decodeStatement(bytes: Uint8Array, shard: number): ShardsStatement | undefined {
  try {
    const { firstLivingShard, living, retired } = wire.ShardsStatement.decode(bytes)
    if (firstLivingShard < 1 || firstLivingShard > shard) return undefined
    if (living.length > MAX_SHARDS_PER_AUTHOR || retired.length > MAX_RETIRED_SHARDS) return undefined
    const actors = [...living, ...retired].reduce((sum, extent) => sum + (extent.actors?.length ?? 0), 0)
    if (actors > MAX_STATEMENT_ACTORS) return undefined
    const livingExtents = extentsFromWire(living, firstLivingShard, shard)
    const retiredExtents = extentsFromWire(retired, 1, firstLivingShard - 1)
    if (livingExtents === undefined || retiredExtents === undefined) return undefined
    return { firstLivingShard, living: livingExtents, retired: retiredExtents }
  } catch {
    return undefined
  }
}

/** What a record of a shard states, if it is a statement of the shard's author and well formed. */
export function readStatement(record: GroupRecord, { author, shard }: ShardName): ShardsStatement | undefined {
  if (record.type !== SHARDS_STATEMENT_TYPE || record.id !== shardsStatementId(author)) return undefined
  return decodeStatement(record.data, shard)
}

/** Whether a statement with these fits a record: else nothing can end for now. */
export function fitsStatement({ living, retired }: Pick<ShardsStatement, 'living' | 'retired'>): boolean {
  return (
    living.size <= MAX_SHARDS_PER_AUTHOR &&
    retired.size <= MAX_RETIRED_SHARDS &&
    countActors(living) + countActors(retired) <= MAX_STATEMENT_ACTORS
  )
}

export function countActors(extents: ShardExtents): number {
  return [...extents.values()].reduce((sum, extent) => sum + extent.size, 0)
}

function extentsToWire(extents: ShardExtents): potluck.store.v1.IShardExtent[] {
  const inOrder = [...extents].sort(([a], [b]) => a - b)
  return inOrder.map(([shard, extent]) => ({
    shard,
    actors: [...extent]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([actor, sequence]) => ({ actor: fromHex(actor) ?? new Uint8Array(), sequence }))
  }))
}

function extentsFromWire(
  list: readonly potluck.store.v1.IShardExtent[],
  least: number,
  most: number
): ShardExtents | undefined {
  const extents = new Map<number, ShardExtent>()
  let lastShard = least - 1
  for (const { shard, actors } of list) {
    if (shard == null || shard <= lastShard || shard > most) return undefined
    lastShard = shard
    const extent = new Map<string, number>()
    let lastActor = ''
    for (const { actor: bytes, sequence } of actors ?? []) {
      if (bytes?.byteLength !== ACTOR_BYTES || sequence == null) return undefined
      const actor = toHex(bytes)
      if (actor <= lastActor || sequence < 1 || sequence > MAX_SHARD_CHANGES) return undefined
      extent.set((lastActor = actor), sequence)
    }
    extents.set(shard, extent)
  }
  return extents
}
