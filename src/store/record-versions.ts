// Every durable version that still counts: of each record id, what each author says now, and in which changes of which
// shards it stands. What stands in several shards (a copy was written before the old shard ends) stays until the last goes.
import type { PeerId } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { Contributions } from './contributions.js'
import { MAX_STRANGERS_VERSION } from './defaults.js'
import type { LinkedChange } from './shard-log.js'
import { isContribution } from './shared-record.js'
import { compareVersions, type AuthorVersion } from './version-order.js'

/** One change that says a version. */
export interface Place {
  readonly shard: number
  readonly change: LinkedChange
}

/** What an author says about an id now. */
export interface StandingVersion extends AuthorVersion {
  /** Never empty. */
  readonly places: readonly Place[]
  /** The highest shard in which another, dead version of this author stands; 0: in none. It may have ended since. */
  readonly othersUpToShard: number
  /** Of all versions of this author that stood since the first of them came. */
  readonly highestVersion: number
}

interface Standing {
  record: GroupRecord
  hash: string
  places: Place[]
  othersUpToShard: number
  /** Of all versions of this author that stood since the first of them came. */
  highestVersion: number
}

/** A contribution to a collaborative record. Needed as long as no other contribution of its author replaces it. */
export interface StandingContribution {
  readonly id: RecordId
  readonly author: PeerId
  readonly hash: string
  places: Place[]
}

/** What ends when changes do. */
export interface EndedVersions {
  /** Their author says nothing any more about these, as far as we know. */
  readonly ids: readonly RecordId[]
  /** Of which a dead version may stand elsewhere still: it is what the author says now. */
  readonly unsureIds: readonly RecordId[]
}

export class RecordVersions {
  /** Of collaborative records: they are merged, not chosen from. */
  readonly contributions = new Contributions()
  /** Where each of them stands, by the hash of each change that says it. */
  readonly #contributionAt = new Map<string, StandingContribution>()
  readonly #contributions = new Map<string, StandingContribution>()
  /** Those of each author that count, with the bytes that each counts as living. */
  readonly #counting = new Map<PeerId, Map<StandingContribution, number>>()
  /** Most have one version: no list for these. */
  readonly #byId = new Map<RecordId, Standing | Standing[]>()
  readonly #idsByAuthor = new Map<PeerId, Set<RecordId>>()
  readonly #livingBytes = new Map<PeerId, number>()
  /** Highest versions of what the disk has lost, until they come back. */
  readonly #lostVersions = new Map<RecordId, number>()

  /** @param hash of the envelope: the same wherever the version stands */
  add(record: GroupRecord, hash: string, place: Place): void {
    const { id, lastModifiedBy: author, version, creator } = record
    if (isContribution(record)) {
      this.#noteId(id, author)
      return this.#addContribution(id, author, hash, place, this.contributions.add(record, hash))
    }
    // It counts nowhere: what its author said before stays what it says.
    if (author !== creator && version > MAX_STRANGERS_VERSION) return
    if (version >= (this.#lostVersions.get(id) ?? Infinity)) this.#lostVersions.delete(id)
    this.#noteId(id, author)
    const standing = this.#find(id, author)
    if (standing === undefined) {
      this.#put({ record, hash, places: [place], othersUpToShard: 0, highestVersion: version })
      return
    }
    standing.highestVersion = Math.max(standing.highestVersion, version)
    const order = compareVersions({ record, hash }, standing)
    if (order < 0) standing.othersUpToShard = Math.max(standing.othersUpToShard, place.shard)
    else if (order === 0) {
      if (standing.places.every(({ change }) => change.hash !== place.change.hash)) standing.places.push(place)
    } else {
      this.#countLiving(author, place.change.byteLength - byteLengthOf(standing))
      const shards = standing.places.map(({ shard }) => shard)
      standing.othersUpToShard = Math.max(standing.othersUpToShard, ...shards)
      Object.assign(standing, { record, hash, places: [place] })
    }
  }

  of(id: RecordId): readonly StandingVersion[] {
    return this.#of(id)
  }

  ofAuthor(id: RecordId, author: PeerId): StandingVersion | undefined {
    return this.#find(id, author)
  }

  /** Where what was added with this hash stands now. undefined: it is gone, or its author has said something else since. */
  placeOf(id: RecordId, author: PeerId, hash: string): Place | undefined {
    const standing = this.#find(id, author)
    return (standing?.hash === hash ? standing : this.#contributions.get(hash))?.places[0]
  }

  /** Counting dead ones and lost ones, since each key is written once. 0 where nothing is known of the id. */
  highestVersion(id: RecordId): number {
    return Math.max(this.#lostVersions.get(id) ?? 0, ...this.of(id).map(({ highestVersion }) => highestVersion))
  }

  /** Bytes of the changes that an author needs to say what it says now. */
  livingBytesOf(author: PeerId): number {
    return this.#livingBytes.get(author) ?? 0
  }

  /** Of which something of this type was said. Looks at everything. */
  *idsOfType(type: string): Iterable<RecordId> {
    for (const id of this.#byId.keys()) if (this.#of(id).some(({ record }) => record.type === type)) yield id
    yield* this.contributions.idsOfType(type)
  }

  authors(): Iterable<PeerId> {
    return this.#idsByAuthor.keys()
  }

  idsOf(author: PeerId): Iterable<RecordId> {
    return this.#idsByAuthor.get(author) ?? []
  }

  /** Of an author, those that count. */
  contributionsOf(author: PeerId): Iterable<StandingContribution> {
    return this.#counting.get(author)?.keys() ?? []
  }

  /** The one that a change says, if it counts. */
  contributionIn({ hash }: LinkedChange): StandingContribution | undefined {
    const standing = this.#contributionAt.get(hash)
    return standing !== undefined && this.contributions.holds(standing.id, standing.author, standing.hash)
      ? standing
      : undefined
  }

  /** These changes of one author's shard say nothing any more. */
  end(author: PeerId, changes: readonly LinkedChange[]): EndedVersions {
    const ended = new Set(changes.map(({ hash }) => hash))
    const ids = new Set<RecordId>()
    const unsureIds = new Set<RecordId>()
    for (const change of changes) {
      const id = change.recordId
      if (this.#endContribution(change)) ids.add(id)
      const standing = this.#find(id, author)
      const left = standing?.places.filter(({ change }) => !ended.has(change.hash))
      if (standing === undefined || left === undefined || left.length === standing.places.length) continue
      if (left.length > 0) {
        this.#countLiving(author, -byteLengthOf(standing))
        standing.places = left
        this.#countLiving(author, byteLengthOf(standing))
        continue
      }
      ids.add(id)
      if (standing.othersUpToShard >= standing.places[0]!.shard) unsureIds.add(id)
      this.#remove(id, author)
    }
    return { ids: [...ids], unsureIds: [...unsureIds] }
  }

  /** What stands of the id ends though nobody said so: {@link highestVersion} still counts it. */
  noteLoss(id: RecordId): void {
    const version = this.highestVersion(id)
    if (version > 0) this.#lostVersions.set(id, version)
  }

  /**
   * As `end`, where changes fell that should never have counted. @returns the ids of which everything that this author says
   * is to be read again: some of it was hidden
   */
  takeBack(author: PeerId, changes: readonly LinkedChange[]): RecordId[] {
    const { ids } = this.end(author, changes)
    return [...new Set([...ids, ...changes.map(({ recordId }) => recordId)])]
  }

  #of(id: RecordId): readonly Standing[] {
    const versions = this.#byId.get(id) ?? []
    return Array.isArray(versions) ? versions : [versions]
  }

  #find(id: RecordId, author: PeerId): Standing | undefined {
    return this.#of(id).find(({ record }) => record.lastModifiedBy === author)
  }

  #put(standing: Standing): void {
    const { id, lastModifiedBy: author } = standing.record
    const versions = this.#byId.get(id)
    if (Array.isArray(versions)) versions.push(standing)
    else this.#byId.set(id, versions === undefined ? standing : [versions, standing])
    this.#countLiving(author, byteLengthOf(standing))
  }

  #addContribution(id: RecordId, author: PeerId, hash: string, place: Place, replaced: readonly string[]): void {
    const standing = this.#contributions.get(hash) ?? { id, author, hash, places: [] }
    this.#contributions.set(hash, standing)
    if (!this.#contributionAt.has(place.change.hash)) standing.places.push(place)
    this.#contributionAt.set(place.change.hash, standing)
    if (this.contributions.holds(id, author, hash)) this.#count(standing)
    for (const other of replaced) this.#uncount(this.#contributions.get(other))
  }

  #count(standing: StandingContribution): void {
    const { author, places } = standing
    const counting = this.#counting.get(author) ?? new Map<StandingContribution, number>()
    this.#counting.set(author, counting)
    if (counting.has(standing)) return
    const bytes = places[0]!.change.byteLength
    counting.set(standing, bytes)
    this.#countLiving(author, bytes)
  }

  #uncount(standing: StandingContribution | undefined): void {
    const counting = standing && this.#counting.get(standing.author)
    const bytes = counting?.get(standing!)
    if (standing === undefined || counting === undefined || bytes === undefined) return
    counting.delete(standing)
    if (counting.size === 0) this.#counting.delete(standing.author)
    this.#countLiving(standing.author, -bytes)
  }

  /** @returns whether what the change said is said nowhere else */
  #endContribution(change: LinkedChange): boolean {
    const standing = this.#contributionAt.get(change.hash)
    if (standing === undefined) return false
    this.#contributionAt.delete(change.hash)
    standing.places = standing.places.filter((place) => place.change.hash !== change.hash)
    if (standing.places.length > 0) return false
    this.#uncount(standing)
    this.#contributions.delete(standing.hash)
    const { id, author, hash } = standing
    for (const other of this.contributions.remove(id, author, hash)) this.#count(this.#contributions.get(other)!)
    this.#forgetId(id, author)
    return true
  }

  #noteId(id: RecordId, author: PeerId): void {
    const ids = this.#idsByAuthor.get(author)
    if (ids === undefined) this.#idsByAuthor.set(author, new Set([id]))
    else ids.add(id)
  }

  #forgetId(id: RecordId, author: PeerId): void {
    if (this.#find(id, author) !== undefined) return
    if (this.contributions.of(id).some(({ lastModifiedBy }) => lastModifiedBy === author)) return
    const ids = this.#idsByAuthor.get(author)
    ids?.delete(id)
    if (ids?.size === 0) this.#idsByAuthor.delete(author)
  }

  #remove(id: RecordId, author: PeerId): void {
    const versions = this.#of(id)
    const standing = versions.find(({ record }) => record.lastModifiedBy === author)
    if (standing === undefined) return
    const rest = versions.filter((other) => other !== standing)
    if (rest.length === 0) this.#byId.delete(id)
    else this.#byId.set(id, rest)
    this.#forgetId(id, author)
    this.#countLiving(author, -byteLengthOf(standing))
  }

  #countLiving(author: PeerId, bytes: number): void {
    const sum = (this.#livingBytes.get(author) ?? 0) + bytes
    if (sum === 0) this.#livingBytes.delete(author)
    else this.#livingBytes.set(author, sum)
  }
}

/** Of one place: the others are copies that make each other spare. */
function byteLengthOf({ places }: Standing): number {
  return places[0]?.change.byteLength ?? 0
}
