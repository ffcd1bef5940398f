// What we know of the changes of one shard without Automerge: the graph of hashes, whose ends are signed. Judges whether
// foreign changes fit ("authentic and well formed", true or false for ever); knows no disk and no records.
import type { PeerId } from '../base/index.js'
import type { RecordId } from '../record/index.js'
import type { CheckedChange } from './change-check.js'
import { MAX_SHARD_BYTES, MAX_SHARD_CHANGES, MAX_SHARD_HEADS } from './defaults.js'
import type { ShardExtent } from './shard-extent.js'
import type { SignedHead } from './signed-head.js'

/** A change in its place. */
export interface LinkedChange {
  readonly hash: string
  readonly actor: string
  readonly sequence: number
  readonly startOperation: number
  readonly recordId: RecordId
  readonly version: number
  readonly byteLength: number
  readonly dependencies: readonly LinkedChange[]
}

export type AdmissionRefusal =
  | 'change-start-operation' // not the highest of its dependencies + 1
  | 'change-sequence' // not its actor's next
  | 'change-overwrites' // sets a key that one of its ancestors set
  | 'change-unsigned' // lies below no head given with it
  | 'head-count' // says another number of changes than there are

export type Admission =
  | {
      outcome: 'admitted'
      added: LinkedChange[]
      keptHeads: SignedHead[]
      /** Covered by one of `keptHeads`, or standing over what was removed. */
      droppedHeads: SignedHead[]
      /** What fell because the author signed two histories and another one won (design section 3). */
      removed: LinkedChange[]
    }
  | { outcome: 'known' }
  /** A predecessor, or the change a head names, is not here. */
  | { outcome: 'missing' }
  /** The author signed two histories: another change of the same actor with the same number has the smaller hash, or is pinned. */
  | { outcome: 'contradicts' }
  /** The shard is larger, or has more concurrent ends, than honest authors make them. */
  | { outcome: 'full' }
  | { outcome: 'refused'; reason: AdmissionRefusal }

type Misfit = Exclude<Admission, { outcome: 'admitted' | 'known' }>
/** One that falls if the change that contradicts it fits otherwise. */
type Loser = { outcome: 'loses'; loser: LinkedChange }

export class ShardLog {
  #changes = new Map<string, LinkedChange>()
  #byActor = new Map<string, LinkedChange[]>()
  /** Most records are written once a shard: no list for these. */
  #byRecord = new Map<RecordId, LinkedChange | LinkedChange[]>()
  #heads = new Set<LinkedChange>()
  /** What `heads` says, until they change. */
  #headHashes: readonly string[] | undefined
  #extent: ShardExtent | undefined
  #signedHeads: SignedHead[] = []
  #bytes = 0

  constructor(
    readonly author: PeerId,
    readonly shard: number
  ) {}

  /** How many changes. */
  get size(): number {
    return this.#changes.size
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Every change lies at or below one of these, and none of them is covered by the others. */
  get signedHeads(): readonly SignedHead[] {
    return this.#signedHeads
  }

  /** How far each actor has come. The same map until something is admitted. */
  extent(): ShardExtent {
    return (this.#extent ??= new Map([...this.#byActor].map(([actor, changes]) => [actor, changes.length])))
  }

  hasVersion(id: RecordId, version: number): boolean {
    return this.#ofRecord(id).some((change) => change.version === version)
  }

  change(hash: string): LinkedChange | undefined {
    return this.#changes.get(hash)
  }

  /** Hashes of the changes that nothing depends on, ascending. The same array until they change. */
  heads(): readonly string[] {
    return (this.#headHashes ??= [...this.#heads].map((change) => change.hash).sort())
  }

  /** Another change of the same actor with the same number: who signs both signs two histories. */
  rivalOf({ actor, sequence, hash }: Pick<LinkedChange, 'actor' | 'sequence' | 'hash'>): LinkedChange | undefined {
    const rival = this.#byActor.get(actor)?.[sequence - 1]
    return rival?.hash === hash ? undefined : rival
  }

  has(hash: string): boolean {
    return this.#changes.has(hash)
  }

  /** All changes, in no order. */
  unordered(): Iterable<LinkedChange> {
    return this.#changes.values()
  }

  /** A change after those it depends on. */
  changes(): LinkedChange[] {
    return sortedForReading(this.#changes.values())
  }

  /** Those not at or below the given hashes (unknown ones are passed over); a change after those it depends on. */
  changesSince(known: readonly string[]): LinkedChange[] {
    if (this.#areAllHeads(known)) return [] // Of neighbours that ask again most have everything.
    const below = this.#atOrBelow(known)
    return below.size === 0
      ? this.changes()
      : sortedForReading([...this.#changes.values()].filter((change) => !below.has(change)))
  }

  /** Hashes of the changes at or below these. */
  hashesBelow(heads: readonly string[]): ReadonlySet<string> {
    return new Set([...this.#atOrBelow(heads)].map(({ hash }) => hash))
  }

  /** How many changes lie at or below these. */
  count(heads: readonly string[]): number {
    return this.#areAllHeads(heads) ? this.size : this.#atOrBelow(heads).size
  }

  /**
   * Takes changes (a change after those it depends on) with signed heads of this shard, whose signatures the caller has
   * checked. All or nothing.
   * @param pins what lies at or below one of these never falls
   */
  admit(changes: readonly CheckedChange[], heads: readonly SignedHead[], pins: readonly string[] = []): Admission {
    const added: LinkedChange[] = []
    for (const change of changes) {
      if (this.#changes.has(change.hash)) continue
      const fit = this.#fit(change, (rival) => this.#wins(change, rival, changes, pins))
      if ('loser' in fit) {
        this.#takeBack(added)
        return this.#admitInstead(fit.loser, changes, heads, pins)
      }
      if ('outcome' in fit) {
        this.#takeBack(added)
        return fit
      }
      this.#link(fit)
      added.push(fit)
    }
    const misfit = this.#judgeHeads(added, heads)
    if (misfit !== undefined) {
      this.#takeBack(added)
      return misfit
    }
    if (added.length === 0) return { outcome: 'known' }
    const { signedHeads, ...replaced } = this.#replaceHeads(heads)
    if (this.#heads.size > MAX_SHARD_HEADS || signedHeads.length > MAX_SHARD_HEADS) {
      this.#takeBack(added)
      return { outcome: 'full' }
    }
    this.#signedHeads = signedHeads
    return { outcome: 'admitted', added, removed: [], ...replaced }
  }

  /** Same actor, same number, two hashes: the smaller one, unless a removal lets the other one count. */
  #wins(
    change: CheckedChange,
    rival: LinkedChange,
    coming: readonly CheckedChange[],
    pins: readonly string[]
  ): boolean {
    const isSmaller = change.hash < rival.hash
    if (pins.length === 0) return isSmaller
    const dependencies = new Map(coming.map((one) => [one.hash, one.dependencies]))
    const pinned = new Set(pins)
    for (const hash of pinned) {
      const below = this.#changes.get(hash)?.dependencies.map((one) => one.hash) ?? dependencies.get(hash) ?? []
      for (const dependency of below) pinned.add(dependency)
    }
    const isPinned = pinned.has(change.hash)
    return isPinned === pinned.has(rival.hash) ? isSmaller : isPinned
  }

  /**
   * Of two rivals one wins everywhere, and what hangs below the loser falls with it. Tried on a copy, which takes our place only if
   * all that came fits.
   */
  #admitInstead(
    loser: LinkedChange,
    changes: readonly CheckedChange[],
    heads: readonly SignedHead[],
    pins: readonly string[]
  ): Admission {
    const fallen = new Set<LinkedChange>()
    for (const change of this.changes()) {
      if (change === loser || change.dependencies.some((dependency) => fallen.has(dependency))) fallen.add(change)
    }
    const copy = this.#copyOf((change) => !fallen.has(change))
    const admission = copy.admit(changes, heads, pins)
    if (admission.outcome !== 'admitted') return admission
    const covered = copy.#atOrBelow(copy.#signedHeads.flatMap((head) => head.heads))
    const rest = copy.#copyOf((change) => covered.has(change)) // What only a fallen head covered is not signed any more.
    const { keptHeads, added } = admission
    const removed = this.changes().filter((change) => !rest.has(change.hash))
    const droppedHeads = this.#signedHeads.filter((head) => !rest.#signedHeads.includes(head))
    this.#changes = rest.#changes
    this.#byActor = rest.#byActor
    this.#byRecord = rest.#byRecord
    this.#heads = rest.#heads
    this.#headHashes = undefined
    this.#extent = undefined
    this.#signedHeads = rest.#signedHeads
    this.#bytes = rest.#bytes
    return { outcome: 'admitted', added, keptHeads, droppedHeads, removed }
  }

  /** The part that `keeps` lets through (with all its dependencies), and the heads that still stand over it. */
  #copyOf(keeps: (change: LinkedChange) => boolean): ShardLog {
    const copy = new ShardLog(this.author, this.shard)
    for (const change of this.changes()) if (keeps(change)) copy.#link(change)
    copy.#signedHeads = this.#signedHeads.filter((head) => head.heads.every((hash) => copy.has(hash)))
    return copy
  }

  #ofRecord(id: RecordId): readonly LinkedChange[] {
    const changes = this.#byRecord.get(id) ?? []
    return Array.isArray(changes) ? changes : [changes]
  }

  #fit(change: CheckedChange, wins: (rival: LinkedChange) => boolean): LinkedChange | Misfit | Loser {
    const { hash, actor, sequence, startOperation, recordId, version } = change
    if (!change.dependencies.every((name) => this.#changes.has(name))) return { outcome: 'missing' }
    // By `map`, which makes no room for more: there are as many of these lists as changes.
    const dependencies = change.dependencies.map((name) => this.#changes.get(name)!)
    const highest = Math.max(0, ...dependencies.map((dependency) => dependency.startOperation))
    if (startOperation !== highest + 1) return { outcome: 'refused', reason: 'change-start-operation' }
    const earlier = this.#byActor.get(actor) ?? []
    const previous = sequence === 1 ? undefined : earlier[sequence - 2]
    // Automerge makes an actor's change depend on its last one, also where that is no head any more.
    if (sequence > 1 && (previous === undefined || !dependencies.includes(previous))) {
      return { outcome: 'refused', reason: 'change-sequence' }
    }
    const rival = earlier[sequence - 1]
    if (rival !== undefined) return wins(rival) ? { outcome: 'loses', loser: rival } : { outcome: 'contradicts' }
    const sameKey = this.#ofRecord(recordId).filter((other) => other.version === version)
    if (sameKey.length > 0) {
      const ancestors = this.#atOrBelow(change.dependencies)
      if (sameKey.some((other) => ancestors.has(other))) return { outcome: 'refused', reason: 'change-overwrites' }
    }
    const byteLength = change.bytes.byteLength
    if (this.size >= MAX_SHARD_CHANGES || this.#bytes + byteLength > MAX_SHARD_BYTES) return { outcome: 'full' }
    const sharedActor = previous?.actor ?? actor
    return { hash, actor: sharedActor, sequence, startOperation, recordId, version, byteLength, dependencies }
  }

  #link(change: LinkedChange): void {
    this.#changes.set(change.hash, change)
    const earlier = this.#byActor.get(change.actor)
    if (earlier === undefined) this.#byActor.set(change.actor, [change])
    else earlier.push(change)
    const sameRecord = this.#byRecord.get(change.recordId)
    if (Array.isArray(sameRecord)) sameRecord.push(change)
    else this.#byRecord.set(change.recordId, sameRecord === undefined ? change : [sameRecord, change])
    for (const dependency of change.dependencies) this.#heads.delete(dependency)
    this.#heads.add(change)
    this.#headHashes = undefined
    this.#extent = undefined
    this.#bytes += change.byteLength
  }

  /** Undoes what one call linked. */
  #takeBack(added: LinkedChange[]): void {
    if (added.length === 0) return
    for (const change of added.reverse()) {
      this.#changes.delete(change.hash)
      const earlier = this.#byActor.get(change.actor) ?? []
      earlier.pop()
      if (earlier.length === 0) this.#byActor.delete(change.actor)
      const others = this.#ofRecord(change.recordId).filter((other) => other !== change)
      if (others.length === 0) this.#byRecord.delete(change.recordId)
      else this.#byRecord.set(change.recordId, others)
      this.#bytes -= change.byteLength
    }
    this.#heads.clear()
    this.#headHashes = undefined
    this.#extent = undefined
    const inner = new Set([...this.#changes.values()].flatMap((change) => change.dependencies))
    for (const change of this.#changes.values()) if (!inner.has(change)) this.#heads.add(change)
  }

  #judgeHeads(added: readonly LinkedChange[], heads: readonly SignedHead[]): Misfit | undefined {
    const covered = new Set<LinkedChange>()
    let everything = false
    for (const head of heads) {
      if (head.heads.some((hash) => !this.#changes.has(hash))) return { outcome: 'missing' }
      if (this.#areAllHeads(head.heads)) {
        everything = true
        if (head.changes !== this.size) return { outcome: 'refused', reason: 'head-count' }
        continue
      }
      const below = this.#atOrBelow(head.heads)
      if (head.changes !== below.size) return { outcome: 'refused', reason: 'head-count' }
      for (const change of below) covered.add(change)
    }
    const unsigned = !everything && added.some((change) => !covered.has(change))
    return unsigned ? { outcome: 'refused', reason: 'change-unsigned' } : undefined
  }

  /** As few signed heads as cover everything, and what changes of them. */
  #replaceHeads(heads: readonly SignedHead[]): Record<'signedHeads' | 'keptHeads' | 'droppedHeads', SignedHead[]> {
    let signedHeads = this.#signedHeads
    const droppedHeads: SignedHead[] = []
    for (const head of heads) {
      if (signedHeads.some((other) => this.#covers(other, head))) continue
      droppedHeads.push(...signedHeads.filter((other) => this.#covers(head, other)))
      signedHeads = [...signedHeads.filter((other) => !this.#covers(head, other)), head]
    }
    return { signedHeads, keptHeads: heads.filter((head) => signedHeads.includes(head)), droppedHeads }
  }

  #covers(upper: SignedHead, lower: SignedHead): boolean {
    if (this.#areAllHeads(upper.heads)) return true
    if (lower.changes > upper.changes) return false
    const below = this.#atOrBelow(upper.heads)
    return lower.heads.every((hash) => below.has(this.#changes.get(hash)!))
  }

  #areAllHeads(hashes: readonly string[]): boolean {
    return hashes.length === this.#heads.size && hashes.every((hash) => this.#heads.has(this.#changes.get(hash)!))
  }

  #atOrBelow(hashes: readonly string[]): Set<LinkedChange> {
    const reached = new Set<LinkedChange>()
    for (const hash of hashes) {
      const change = this.#changes.get(hash)
      if (change !== undefined) reached.add(change)
    }
    // A Set goes on with what is added while it is iterated.
    for (const change of reached) for (const dependency of change.dependencies) reached.add(dependency)
    return reached
  }
}

/** Operation numbers grow along every dependency, so they are an order in which each change finds its predecessors. */
function sortedForReading(changes: Iterable<LinkedChange>): LinkedChange[] {
  return [...changes].sort((a, b) => a.startOperation - b.startOperation || (a.hash < b.hash ? -1 : 1))
}
