// What removals in a history let count, from what lay on disks when they were made: written after docs/protocols/shard.md, without the
// store's code.
import { fromHex, type PeerId } from '../../src/base/index.js'
import { shardOfKey, type ShardName } from '../../src/store/log-keys.js'
import type { AuthorCut, ShardCut } from '../../src/store/index.js'
import type { Fact } from './replica-facts.js'
import type { Replica } from './replica.js'

/** Somebody is a member from now on, or is none; `cut`: and what of its records still counts. */
export interface Decision {
  readonly member: PeerId
  readonly isMember: boolean
  readonly cut?: Cut
}

export interface Cut {
  readonly removal: string
  readonly shards: readonly ShardCut[]
  /** Of the member's changes those on the disk of who removed it, as keys in hexadecimal. */
  readonly under: ReadonlySet<string>
}

const CHANGE = 'c'.charCodeAt(0)

/** Where a change stands, by its key on a disk. undefined: it is no change's. */
export function readPlace(place: string): ShardName | undefined {
  const key = fromHex(place)
  return key?.[0] === CHANGE ? shardOfKey(key) : undefined
}

/** As `by` makes it, of what it has. */
export function cutBy(by: Replica, member: PeerId, removal: string): Cut {
  const shards = by.store!.cutOf(member)
  const places = [...by.disk.values().keys()].filter((place) => readPlace(place)?.author === member)
  return { removal, shards, under: new Set(places) }
}

/** @param decisions that were heard, oldest first */
export function cutsAmong(decisions: readonly Decision[], member: PeerId): (AuthorCut & Cut)[] {
  return decisions.flatMap((decision, at) => {
    if (decision.member !== member || decision.cut === undefined) return []
    const isBack = decisions.slice(at).some((later) => later.member === member && later.isMember)
    return { ...decision.cut, isBack }
  })
}

/**
 * In which of its places a fact counts. Of what a member that means harm signed: anywhere in a shard of which something does, since
 * of its histories none is better than another.
 */
export function countedPlaces(fact: Fact, decisions: readonly Decision[]): string[] {
  const cuts = cutsAmong(decisions, fact.record.lastModifiedBy)
  return [...fact.places].filter((place) => {
    const shard = readPlace(place)?.shard ?? 0
    return cuts.every(({ shards, under, isBack }) => {
      if (shard > (shards.at(-1)?.shard ?? 0)) return isBack
      return fact.isHarm ? shards.some((cut) => cut.shard === shard) : under.has(place)
    })
  })
}
