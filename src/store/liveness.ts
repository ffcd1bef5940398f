// Which of our own versions are needed still (docs/decisions/0003). Everything else is dead: cleaning does not write it
// again.
import { afterPendingInput } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import type { Census, ShardFacts } from './cleaning.js'
import { EXPIRED_NEEDED_MS, MAX_EXPIRED_BYTES, MAX_LONE_TOMBSTONES, MAX_LOOKS_PER_SLICE } from './defaults.js'
import type { DurableState } from './durable-state.js'
import type { Place, StandingContribution, StandingVersion } from './record-versions.js'
import { reaches } from './shard-extent.js'
import type { LinkedChange } from './shard-log.js'
import { SHARDS_STATEMENT_TYPE } from './shards-statement.js'

export class Liveness {
  readonly #state: DurableState
  /** Tombstones written after this stay until they expire, for the sake of a second machine or a restored backup. */
  #youngAfterMs = -Infinity
  /**
   * What expired after this stays, for the sake of a member that was away and has the record last longer: it counts then, or what
   * that member changed rests on it.
   */
  #expiredAfterMs = -Infinity

  #looked = 0

  constructor(state: DurableState) {
    this.#state = state
  }

  /** Looks at each id of ours, some at a time. */
  async census(): Promise<Census> {
    const { author, logs, versions, ended } = this.#state
    this.#youngAfterMs = await this.#youngSince()
    this.#expiredAfterMs = await this.#expiredSince()
    const livingBytes = new Map<number, number>()
    for (const id of versions.idsOf(author)) {
      if (this.#isSliceOver()) await othersTurn()
      const version = versions.ofAuthor(id, author)
      if (version === undefined || !this.#isNeeded(id, version)) continue
      const { shard, change } = version.places.at(-1)!
      livingBytes.set(shard, (livingBytes.get(shard) ?? 0) + change.byteLength)
    }
    for (const standing of versions.contributionsOf(author)) {
      if (this.#isSliceOver()) await othersTurn()
      const place = standing.places.at(-1) // Gone, where its last shard was dropped a slice before.
      if (place === undefined || !this.#isContributionNeeded(standing)) continue
      const { shard, change } = place
      livingBytes.set(shard, (livingBytes.get(shard) ?? 0) + change.byteLength)
    }
    const firstLivingShard = ended.firstLivingShard(author)
    const shards = logs.shardsOf(author).sort((a, b) => a - b)
    const newest = shards.at(-1) ?? 0
    // A statement is dead as soon as the next is there, but cleaning itself writes them: they are no reason to clean.
    for (const [hash, { shard, change }] of this.#state.ownStatements) {
      if (logs.get({ author, shard })?.has(hash) !== true) this.#state.ownStatements.delete(hash)
      else livingBytes.set(shard, (livingBytes.get(shard) ?? 0) + change.byteLength)
    }
    const closed = shards
      .filter((shard) => shard >= firstLivingShard && shard < newest)
      .map((shard): ShardFacts => {
        return { shard, bytes: logs.get({ author, shard })?.bytes ?? 0, livingBytes: livingBytes.get(shard) ?? 0 }
      })
    const unsettledShard = shards.find((shard) => {
      const end = ended.endOf({ author, shard })
      if (end === 'all') return !this.#state.writtenAgain.has(shard)
      return end !== undefined && !reaches(end, logs.get({ author, shard })!.extent())
    })
    return { firstLivingShard, closed, unsettledShard }
  }

  /**
   * Changes of one of our shards that must be written again before anything below `boundary` ends.
   * @param boundary what stands in this shard or a later one needs no copy
   */
  *uncopied(shard: number, boundary: number): Iterable<LinkedChange> {
    const { author, logs } = this.#state
    for (const change of logs.get({ author, shard })?.changes() ?? []) {
      if (this.isUncopied(change, boundary)) yield change
    }
  }

  /** Whether some stands below only: what it took the place of, in whatever shard, must not end before. */
  hasUncopied(boundary: number): boolean {
    return this.shardsBelow(boundary).some(
      (shard) => this.uncopied(shard, boundary)[Symbol.iterator]().next().done !== true
    )
  }

  /** Of ours, ascending. */
  shardsBelow(boundary: number): number[] {
    const { author, logs } = this.#state
    return logs
      .shardsOf(author)
      .filter((shard) => shard < boundary)
      .sort((a, b) => a - b)
  }

  isUncopied(change: LinkedChange, boundary: number): boolean {
    const contribution = this.#state.versions.contributionIn(change)
    if (contribution !== undefined) {
      const isBelow = contribution.places.every((place) => place.shard < boundary)
      return isBelow && this.#isContributionNeeded(contribution)
    }
    const id = change.recordId
    const version = this.#state.versions.ofAuthor(id, this.#state.author)
    if (version === undefined || version.places.some((place) => place.shard >= boundary)) return false
    return version.places.some((place) => place.change.hash === change.hash) && this.#isNeeded(id, version)
  }

  #isNeeded(id: RecordId, { record, places, othersUpToShard }: StandingVersion): boolean {
    if (record.type === SHARDS_STATEMENT_TYPE) return false // Each cleaning ends with the next.
    // An older version that stands in a later shard, from a second machine, must not be what we say when this one ends.
    if (places.every(({ shard }) => shard < othersUpToShard)) return true
    const endedAtMs = this.#endedAtMs(id, record)
    if (endedAtMs < Infinity) return this.#mayBeChanged(record) && endedAtMs > this.#expiredAfterMs
    return !record.deleted || record.modifiedAtMs > this.#youngAfterMs || this.#isHeldByOthers(id)
  }

  /** Of those that count; the others have been replaced. A tombstone lasts 30 days, and as long as what it hides. */
  #isContributionNeeded({ id, author, hash }: StandingContribution): boolean {
    const { versions, init } = this.#state
    const contribution = versions.contributions.get(id, author, hash)
    if (contribution === undefined) return false
    const endedAtMs = init.contributionEndedAtMs(contribution)
    return endedAtMs === Infinity || (this.#mayBeChanged(contribution) && endedAtMs > this.#expiredAfterMs)
  }

  /** When it had expired, and everything that kept its record in force; Infinity: it has not. */
  #endedAtMs(id: RecordId, { expiresAtMs }: GroupRecord): number {
    const { clock, endedAtMs } = this.#state.init
    return expiresAtMs > clock.nowMs() ? Infinity : Math.max(expiresAtMs, endedAtMs(id))
  }

  /** Of what another deleted too, both would stay for the other's sake. */
  #isHeldByOthers(id: RecordId): boolean {
    const { versions, author } = this.#state
    return versions.of(id).some(({ record }) => record.lastModifiedBy !== author && !record.deleted)
  }

  #isSliceOver(): boolean {
    return ++this.#looked % MAX_LOOKS_PER_SLICE === 0
  }

  /** By others than us. */
  #mayBeChanged({ creator, type }: GroupRecord): boolean {
    return creator !== this.#state.author || this.#state.init.othersMayChange(type)
  }

  async #expiredSince(): Promise<number> {
    const { author, versions, init } = this.#state
    const sinceMs = init.clock.nowMs() - EXPIRED_NEEDED_MS
    const expired: { atMs: number; bytes: number }[] = []
    const note = (record: GroupRecord, atMs: number, place: Place | undefined): void => {
      if (place === undefined || atMs <= sinceMs || atMs === Infinity || !this.#mayBeChanged(record)) return
      expired.push({ atMs, bytes: place.change.byteLength })
    }
    for (const id of versions.idsOf(author)) {
      if (this.#isSliceOver()) await othersTurn()
      const version = versions.ofAuthor(id, author)
      if (version !== undefined) note(version.record, this.#endedAtMs(id, version.record), version.places[0])
    }
    for (const { id, hash, places } of versions.contributionsOf(author)) {
      if (this.#isSliceOver()) await othersTurn()
      const contribution = versions.contributions.get(id, author, hash)
      if (contribution !== undefined) note(contribution, init.contributionEndedAtMs(contribution), places[0])
    }
    let bytes = 0
    const first = expired.sort((a, b) => b.atMs - a.atMs).find((one) => (bytes += one.bytes) > MAX_EXPIRED_BYTES)
    return first?.atMs ?? sinceMs
  }

  async #youngSince(): Promise<number> {
    const { author, versions, init } = this.#state
    const nowMs = init.clock.nowMs()
    const writtenAtMs: number[] = []
    for (const id of versions.idsOf(author)) {
      if (this.#isSliceOver()) await othersTurn()
      const record = versions.ofAuthor(id, author)?.record
      if (record?.deleted === true && record.expiresAtMs > nowMs) writtenAtMs.push(record.modifiedAtMs)
    }
    if (writtenAtMs.length <= MAX_LONE_TOMBSTONES) return -Infinity
    return writtenAtMs.sort((a, b) => b - a)[MAX_LONE_TOMBSTONES]!
  }
}

/** Between two slices what came in meanwhile is read and answered. */
function othersTurn(): Promise<void> {
  return new Promise(afterPendingInput)
}
