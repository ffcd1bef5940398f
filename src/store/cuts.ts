// What removals let count of an author's shards: a function of the removals and of what lies below the heads that they name, so
// that every node that has these shows the same. Spec: docs/protocols/shard.md, "Cuts".
import type { PeerId } from '../base/index.js'
import type { ShardName } from './log-keys.js'
import type { AuthorCut, ShardCut } from './shard-cut.js'
import { isWithin, type ShardExtent } from './shard-extent.js'
import type { LinkedChange, ShardLog } from './shard-log.js'

type Change = Pick<LinkedChange, 'hash' | 'actor' | 'sequence'>

/** Of one shard. `all`: as if nobody had removed its author; `none`: nothing of it. */
export type ShardRule = 'all' | 'none' | LimitedShard

const NO_HEADS: readonly string[] = []

/** One shard that a removal names, or several. */
export class LimitedShard {
  readonly heads: readonly string[]
  /** Of the removal that names the heads; empty where it had no room. */
  readonly #extent: ShardExtent
  /** Of the other removals. */
  readonly #limits: readonly ShardExtent[]
  /** What lies at or below the heads: the same wherever they are. */
  #below: ReadonlySet<string> | undefined
  #counted: { readonly of: ShardExtent; readonly extent: ShardExtent } | undefined

  constructor(named: ShardCut, others: readonly ShardCut[]) {
    this.heads = named.heads
    this.#extent = named.extent
    this.#limits = others.map(({ extent }) => extent)
  }

  /** Whether everything that counts is here. */
  isComplete(log: ShardLog | undefined): boolean {
    return log !== undefined && this.heads.every((hash) => log.has(hash))
  }

  /** @param log of the shard, with the change */
  counts(log: ShardLog | undefined, change: Change): boolean {
    if (!this.isComplete(log)) return this.isWithinExtents(change)
    this.#below ??= log!.hashesBelow(this.heads)
    return this.#below.has(change.hash) && this.#limits.every((extent) => isWithin(extent, change))
  }

  /** All that can be said where a head is not here. */
  isWithinExtents(change: Change): boolean {
    return isWithin(this.#extent, change) && this.#limits.every((extent) => isWithin(extent, change))
  }

  /** Of what counts. */
  extentIn(log: ShardLog): ShardExtent {
    const whole = log.extent()
    if (this.#counted?.of === whole) return this.#counted.extent
    const extent = new Map<string, number>()
    for (const change of log.unordered()) {
      if (!this.counts(log, change)) continue
      extent.set(change.actor, Math.max(extent.get(change.actor) ?? 0, change.sequence))
    }
    this.#counted = { of: whole, extent }
    return extent
  }
}

/** All removals of one author. */
export class AuthorCuts {
  /** No removal names a shard above it. */
  readonly highestShard: number
  /** Whether shards above that count: certificates brought the author back after each removal. */
  readonly isBack: boolean
  /** Whether what the author wrote outside of what counts is its to write again: not where a removal lets nothing count. */
  readonly letsWriteAgain: boolean
  /** Equal texts cut alike. */
  readonly spelled: string
  readonly #cuts: readonly {
    readonly cut: AuthorCut
    readonly highest: number
    readonly shards: Map<number, ShardCut>
  }[]
  readonly #rules = new Map<number, ShardRule>()

  constructor(cuts: readonly AuthorCut[]) {
    this.#cuts = cuts.map((cut) => ({
      cut,
      highest: cut.shards.at(-1)?.shard ?? 0,
      shards: new Map(cut.shards.map((shard) => [shard.shard, shard]))
    }))
    this.highestShard = Math.max(...this.#cuts.map(({ highest }) => highest))
    this.isBack = cuts.every(({ isBack }) => isBack)
    this.letsWriteAgain = this.isBack && cuts.every(({ shards }) => shards.some(({ heads }) => heads.length > 0))
    this.spelled = cuts
      .map(({ removal, isBack }) => `${removal} ${isBack}`)
      .sort()
      .join()
  }

  ruleOf(shard: number): ShardRule {
    const known = this.#rules.get(shard)
    if (known !== undefined) return known
    const rule = this.#judge(shard)
    this.#rules.set(shard, rule)
    return rule
  }

  #judge(shard: number): ShardRule {
    const named: (ShardCut & { removal: string; reach: number })[] = []
    for (const { cut, highest, shards } of this.#cuts) {
      const of = shards.get(shard)
      if (of === undefined && (shard <= highest || !cut.isBack)) return 'none'
      if (of === undefined) continue
      if (of.heads.length === 0) return 'none'
      const reach = [...of.extent.values()].reduce((sum, sequence) => sum + sequence, 0)
      named.push({ ...of, removal: cut.removal, reach })
    }
    // The heads of one alone decide, or of two histories of a removed author each could stand somewhere: the one that reaches the
    // least far, whose heads are kept by all. One that says no extent is none of the others.
    const [first, ...others] = named.sort((a, b) => a.reach - b.reach || (a.removal < b.removal ? -1 : 1))
    if (first === undefined) return 'all'
    return others.some(({ extent }) => extent.size === 0) ? 'none' : new LimitedShard(first, others)
  }
}

export class Cuts {
  readonly #cutsOf: (author: PeerId) => readonly AuthorCut[]
  readonly #logOf: (name: ShardName) => ShardLog | undefined
  /** Of whom anything was asked; null: nobody removed it. */
  readonly #ofAuthor = new Map<PeerId, AuthorCuts | null>()

  constructor(cutsOf: (author: PeerId) => readonly AuthorCut[], logOf: (name: ShardName) => ShardLog | undefined) {
    this.#cutsOf = cutsOf
    this.#logOf = logOf
  }

  /** undefined: all that the author writes counts. */
  of(author: PeerId): AuthorCuts | undefined {
    let cuts = this.#ofAuthor.get(author)
    if (cuts === undefined) {
      const said = this.#cutsOf(author)
      this.#ofAuthor.set(author, (cuts = said.length === 0 ? null : new AuthorCuts(said)))
    }
    return cuts ?? undefined
  }

  /** Asks anew. @returns what was said before, where that was another */
  ask(author: PeerId): { readonly before: AuthorCuts | undefined } | undefined {
    const before = this.#ofAuthor.get(author)
    if (before === undefined) return undefined
    this.#ofAuthor.delete(author)
    if (before?.spelled !== this.of(author)?.spelled) return { before: before ?? undefined }
    this.#ofAuthor.set(author, before)
    return undefined
  }

  ruleOf({ author, shard }: ShardName): ShardRule {
    return this.of(author)?.ruleOf(shard) ?? 'all'
  }

  counts(name: ShardName, change: Change): boolean {
    return isCounted(this.of(name.author), name, this.#logOf(name), change)
  }

  /** Whether nothing more of a shard can count, whatever comes. */
  isComplete(name: ShardName): boolean {
    const rule = this.ruleOf(name)
    return typeof rule === 'string' ? rule === 'none' : rule.isComplete(this.#logOf(name))
  }

  /** Whether any of these changes, with those below them, brings what counts and is not here. */
  wants(name: ShardName, changes: readonly Change[]): boolean {
    const rule = this.ruleOf(name)
    if (typeof rule === 'string') return rule === 'all'
    const log = this.#logOf(name)
    if (rule.isComplete(log)) return false
    return changes.some(
      (change) => log?.has(change.hash) !== true && (rule.heads.includes(change.hash) || rule.isWithinExtents(change))
    )
  }

  /** At or below these nothing of a shard falls to another history. */
  pinsOf(name: ShardName): readonly string[] {
    const rule = this.ruleOf(name)
    return typeof rule === 'string' ? NO_HEADS : rule.heads
  }

  /** How far what counts of a shard goes here. undefined: nothing does. */
  extentOf(name: ShardName): ShardExtent | undefined {
    const log = this.#logOf(name)
    const rule = this.ruleOf(name)
    if (log === undefined || rule === 'none') return undefined
    return rule === 'all' ? log.extent() : rule.extentIn(log)
  }
}

/** As cuts say that may not be those of now. */
export function isCounted(
  cuts: AuthorCuts | undefined,
  { shard }: ShardName,
  log: ShardLog | undefined,
  change: Change
): boolean {
  const rule = cuts?.ruleOf(shard) ?? 'all'
  return typeof rule === 'string' ? rule === 'all' : rule.counts(log, change)
}
