// What authors have said about the end of their shards, joined: the highest first living shard, and what was in those
// before it. Pure; says what may go, and drops nothing itself.
import type { PeerId } from '../base/index.js'
import { MAX_RETIRED_SHARDS, MAX_STATEMENT_ACTORS } from './defaults.js'
import { joinExtents, reaches, type ShardExtent } from './shard-extent.js'
import type { ShardExtents, ShardsStatement } from './shards-statement.js'

interface AuthorEnd {
  firstLivingShard: number
  /** Of the statement that says so: living shards that are not here as far as it says. Shrinks. */
  missing: Map<number, ShardExtent>
  retired: Map<number, ShardExtent>
}

export class EndedShards {
  readonly #ends = new Map<PeerId, AuthorEnd>()

  /** Each statement is looked at when it comes, whether or not it is its author's newest. */
  note(author: PeerId, { firstLivingShard, living, retired }: ShardsStatement): void {
    const end = this.#ends.get(author)
    if (end === undefined) {
      this.#ends.set(author, { firstLivingShard, missing: new Map(living), retired: new Map(retired) })
      return
    }
    for (const [shard, extent] of retired) {
      const known = end.retired.get(shard)
      end.retired.set(shard, known === undefined ? extent : joinExtents(known, extent))
    }
    forgetOldest(end.retired)
    if (firstLivingShard < end.firstLivingShard) return
    // Two machines that say the same number: whichever is complete here first will do, and each of them will be.
    if (firstLivingShard > end.firstLivingShard || end.missing.size > 0) end.missing = new Map(living)
    end.firstLivingShard = firstLivingShard
  }

  /** What an author said was signed twice. What stands of it is noted again. */
  forget(author: PeerId): void {
    this.#ends.delete(author)
  }

  authors(): Iterable<PeerId> {
    return this.#ends.keys()
  }

  /** 1 where nothing has ended. */
  firstLivingShard(author: PeerId): number {
    return this.#ends.get(author)?.firstLivingShard ?? 1
  }

  /** Of shards before the first living one. */
  retired(author: PeerId): ShardExtents {
    return this.#ends.get(author)?.retired ?? new Map()
  }

  /** What ended of a shard; `all`: everything, since too long ago to know; undefined: it lives. */
  endOf(author: PeerId, shard: number): ShardExtent | 'all' | undefined {
    const end = this.#ends.get(author)
    if (end === undefined || shard >= end.firstLivingShard) return undefined
    return end.retired.get(shard) ?? 'all'
  }

  /**
   * Whether everything that was written again before shards ended is here.
   * @param extentOf how far a shard is here
   */
  isComplete(author: PeerId, extentOf: (shard: number) => ShardExtent | undefined): boolean {
    const missing = this.#ends.get(author)?.missing
    for (const [shard, extent] of missing ?? []) {
      if (!reaches(extentOf(shard) ?? new Map(), extent)) return false
      missing?.delete(shard)
    }
    return true
  }
}

/** As much as one statement may say, however many were signed: of what is older nothing is known any more. */
function forgetOldest(retired: Map<number, ShardExtent>): void {
  let actors = [...retired.values()].reduce((sum, extent) => sum + extent.size, 0)
  if (retired.size <= MAX_RETIRED_SHARDS && actors <= MAX_STATEMENT_ACTORS) return
  for (const [shard, extent] of [...retired].sort(([a], [b]) => a - b)) {
    if (retired.size <= MAX_RETIRED_SHARDS && actors <= MAX_STATEMENT_ACTORS) return
    retired.delete(shard)
    actors -= extent.size
  }
}
