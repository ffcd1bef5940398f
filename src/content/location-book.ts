// Who holds what, from the records of one group, and what this node tells about itself.
import type { Clock, Logger } from '../base/index.js'
import { readData, type GroupRecord } from '../record/index.js'
import type { BlobInfo, BlobStore } from './blob-store.js'
import { factsAlone, type ContentFacts } from './content-facts.js'
import { LOCATION_TTL_MS, MAX_VALIDATIONS_REMEMBERED } from './crossing-defaults.js'
import {
  contentVersions,
  locationRecordId,
  locationType,
  readLocation,
  type Location,
  type LocationData,
  type Wanted
} from './location.js'
import type { ContentGroup } from './ports.js'

export interface LocationBookComponents {
  group: ContentGroup
  blobs: BlobStore
  clock: Clock
  logger: Logger
}

export class LocationBook {
  readonly #group: ContentGroup
  readonly #blobs: BlobStore
  readonly #clock: Clock
  readonly #logger: Logger
  /** By URL key and digest, the oldest first. */
  readonly #remembered = new Map<string, { atMs: number; facts: ContentFacts }>()
  /** By digest, ms; the oldest first. */
  readonly #readRight = new Map<string, number>()

  constructor({ group, blobs, clock, logger }: LocationBookComponents) {
    this.#group = group
    this.#blobs = blobs
    this.#clock = clock
    this.#logger = logger
  }

  byUrlKey(urlKey: string): Location[] {
    return this.#find({ name: 'urlKey', value: urlKey }).map((location) => {
      const word = this.#remembered.get(`${urlKey}/${location.digest}`)
      if (word === undefined || word.atMs <= (location.validatedAtMs ?? 0)) return location
      return { ...location, ...word.facts, validatedAtMs: word.atMs }
    })
  }

  /** What will do of it, what counts first. */
  versions(urlKey: string, wanted?: Wanted): Location[][] {
    return contentVersions(this.byUrlKey(urlKey), this.#clock.nowMs(), wanted)
  }

  byDigest(digest: string): Location[] {
    return this.#find({ name: 'digest', value: digest })
  }

  /** Whether this node has told the group that it holds the blob. */
  isTold(digest: string): boolean {
    return this.#own(digest).length > 0
  }

  /** Of this node, and the blob is here. */
  isHere({ holder, digest }: Location): boolean {
    return holder === this.#group.self && this.#blobs.info(digest) !== undefined
  }

  /** What the origin said of it counts here, though no record says so (yet). */
  remember(urlKey: string, digest: string, word: { atMs: number; facts: ContentFacts }): void {
    const key = `${urlKey}/${digest}`
    this.#remembered.delete(key)
    this.#remembered.set(key, { ...word, facts: factsAlone(word.facts) })
    keepNewest(this.#remembered, MAX_VALIDATIONS_REMEMBERED)
  }

  /** This node has just read all of its copy, and found it right. */
  readRight(digest: string): void {
    this.#readRight.delete(digest)
    this.#readRight.set(digest, this.#clock.nowMs())
    keepNewest(this.#readRight, MAX_VALIDATIONS_REMEMBERED)
  }

  readRightAtMs(digest: string): number | undefined {
    return this.#readRight.get(digest)
  }

  /** The origin has said that it is still the same: tells the group where this node holds it. Never rejects. */
  async confirm(urlKey: string, digest: string, { atMs, facts }: { atMs: number; facts: ContentFacts }): Promise<void> {
    const own = this.#own(digest).find((location) => location.urlKey === urlKey)
    if (own === undefined || !this.#blobs.has(digest)) return
    const { bytes, leafRoot, fetchedFromOriginAtMs, url } = own
    const said = { ...factsAlone(facts), fetchedFromOriginAtMs, url, validatedAtMs: atMs }
    await this.#quietly(async () => void (await this.write({ digest, bytes, leafRoot }, urlKey, said)))
  }

  /** Tells the group that a blob is here. @throws {StoreError} */
  async write(
    info: BlobInfo,
    urlKey: string | undefined,
    said: Omit<LocationData, 'bytes' | 'leafRoot'>
  ): Promise<Location> {
    const { digest, bytes, leafRoot } = info
    const record = await this.#group.store.add(locationType, {
      id: locationRecordId(this.#group.self, urlKey, digest),
      attributes: urlKey === undefined ? { digest } : { digest, urlKey },
      data: { ...said, bytes, leafRoot }
    })
    return {
      ...said,
      bytes,
      leafRoot,
      digest,
      urlKey,
      recordId: record.id,
      holder: this.#group.self,
      writtenAtMs: record.modifiedAtMs
    }
  }

  /** The blob is gone. Never rejects: what stays told is refused to who asks, and withdrawn at the next start. */
  async withdraw(digest: string): Promise<void> {
    for (const { recordId } of this.#own(digest)) await this.#quietly(() => this.#group.store.delete(recordId))
  }

  /** Locations of ours that are not to be told. Never rejects. */
  async withdrawWhere(isNotToBeTold: (location: Location) => boolean): Promise<void> {
    for (const record of this.#group.store.find({ type: locationType.name, creator: this.#group.self })) {
      const location = readLocation(record)
      if (location === undefined || !isNotToBeTold(location)) continue
      await this.#quietly(() => this.#group.store.delete(record.id))
    }
  }

  /** Locations of ours from an earlier run: gone where the blob is, written again past half of their life. Never rejects. */
  async renewOwn(): Promise<void> {
    for (const record of this.#group.store.find({ type: locationType.name, creator: this.#group.self })) {
      await this.#quietly(() => this.#renew(record))
    }
  }

  async #renew(record: GroupRecord): Promise<void> {
    const location = readLocation(record)
    if (location === undefined) return
    if (!this.#blobs.has(location.digest)) return this.#group.store.delete(record.id)
    const data = readData(locationType, record)
    if (data === undefined || record.expiresAtMs - this.#clock.nowMs() > LOCATION_TTL_MS / 2) return
    await this.#group.store.add(locationType, { id: record.id, attributes: record.attributes, data })
  }

  async #quietly(write: () => Promise<void>): Promise<void> {
    try {
      await write()
    } catch (error) {
      this.#logger(`a location of ours was not changed: ${String(error)}`)
    }
  }

  #own(digest: string): Location[] {
    return this.byDigest(digest).filter(({ holder }) => holder === this.#group.self)
  }

  #find(attribute: { name: string; value: string }): Location[] {
    return this.#group.store
      .find({ type: locationType.name, attribute })
      .flatMap((record) => readLocation(record) ?? [])
  }
}

/** Of a map in which the newest entries come last. */
function keepNewest(map: Map<string, unknown>, maxEntries: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= maxEntries) return
    map.delete(oldest)
  }
}
