// Who holds what, from the records of one group, and what this node tells about itself.
import { setNewest, type Clock, type Logger } from '../base/index.js'
import { readData, type GroupRecord } from '../record/index.js'
import type { BlobInfo, BlobStore } from './blob-store.js'
import { factsAlone, type ContentFacts } from './content-facts.js'
import { LOCATION_TTL_MS, MAX_VALIDATIONS_REMEMBERED, UNTOLD_FILES_AT_ONCE } from './crossing-defaults.js'
import { locationRecordId, locationType, readLocation, type Location, type LocationData } from './location.js'
import type { Asker, ContentGroup } from './ports.js'
import { UntoldFiles } from './untold-files.js'
import { UntoldLocations, type UntoldLocation } from './untold-locations.js'

export interface LocationBookComponents {
  group: ContentGroup
  blobs: BlobStore
  clock: Clock
  logger: Logger
  /** `ask-first`: no location record is written or read. @default 'alongside' */
  asker?: Pick<Asker, 'mode'> | undefined
  /** Where locations that no record tells outlast a restart: a folder of this group's own. @default nowhere */
  heldDirectory?: string | undefined
}

/** Of what another member says that it was published: since when it is, and until when that is gone by here, ms. */
export interface HeardPublished {
  readonly asOfMs: number
  readonly untilMs: number
}

/** How a location is held that no record tells. */
export type Held = Pick<UntoldLocation, 'heldForUrl' | 'version'> & { readonly asOfMs: number }

export class LocationBook {
  readonly #group: ContentGroup
  readonly #blobs: BlobStore
  readonly #clock: Clock
  readonly #logger: Logger
  /** False: the group is asked, and told nothing. */
  readonly #isTelling: boolean
  readonly #untold: UntoldLocations
  /** By URL key and digest, the oldest first. */
  readonly #remembered = new Map<string, { atMs: number; facts: ContentFacts }>()
  /** By digest, ms; the oldest first. */
  readonly #readRight = new Map<string, number>()

  constructor({ group, blobs, clock, logger, asker, heldDirectory: directory }: LocationBookComponents) {
    this.#isTelling = asker?.mode !== 'ask-first'
    const files = directory === undefined ? undefined : new UntoldFiles({ directory, holder: group.self, logger })
    this.#untold = new UntoldLocations(files)
    this.#group = group
    this.#blobs = blobs
    this.#clock = clock
    this.#logger = logger
  }

  /** Brings back what earlier runs held and told nobody. Never rejects. */
  async load(): Promise<void> {
    await this.#quietly(() => this.#untold.load())
  }

  byUrlKey(urlKey: string): Location[] {
    return this.#all({ name: 'urlKey', value: urlKey }, this.#untold.byUrlKey(urlKey)).map((location) => {
      const word = this.#remembered.get(`${urlKey}/${location.digest}`)
      if (word === undefined || word.atMs <= (location.validatedAtMs ?? 0)) return location
      return { ...location, ...word.facts, validatedAtMs: word.atMs }
    })
  }

  byDigest(digest: string): Location[] {
    return this.#all({ name: 'digest', value: digest }, this.#untold.byDigest(digest))
  }

  /** Whether members may read the blob: this node holds it for the group, told or not. */
  isShared(digest: string): boolean {
    return this.#own(digest).length > 0
  }

  /** Of this node, and the blob is here. */
  isHere({ holder, digest }: Location): boolean {
    return holder === this.#group.self && this.#blobs.info(digest) !== undefined
  }

  /** What the origin said of it counts here, though no record says so (yet). */
  remember(urlKey: string, digest: string, word: { atMs: number; facts: ContentFacts }): void {
    const said = { ...word, facts: factsAlone(word.facts) }
    setNewest(this.#remembered, `${urlKey}/${digest}`, said, MAX_VALIDATIONS_REMEMBERED)
  }

  /** This node has just read all of its copy, and found it right. */
  readRight(digest: string): void {
    setNewest(this.#readRight, digest, this.#clock.nowMs(), MAX_VALIDATIONS_REMEMBERED)
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
    const untold = this.#untold.get(own.recordId)
    await this.#quietly(async () => {
      if (untold?.isToTell !== false) await this.write({ digest, bytes, leafRoot }, urlKey, said)
      else await this.#untold.put({ ...untold, location: { ...own, ...said } })
    })
  }

  /** What is held of that state of a source. */
  heldAs(urlKey: string, version: string): Location | undefined {
    return this.#untold.byUrlKey(urlKey).find((untold) => {
      return untold.version === version && this.#blobs.has(untold.location.digest)
    })?.location
  }

  /** A blob is here, which no record tells; what was held so of that URL before is not any more. @throws {ContentError} `DISK` */
  async hold(
    info: BlobInfo,
    urlKey: string,
    said: Omit<LocationData, 'bytes' | 'leafRoot'>,
    { asOfMs, ...held }: Held
  ): Promise<Location> {
    const location = this.#located(info, urlKey, said, asOfMs)
    const before = this.#untold.byUrlKey(urlKey).filter((untold) => {
      return !untold.isToTell && untold.location.recordId !== location.recordId
    })
    const isToTell = this.#untold.get(location.recordId)?.isToTell === true
    await this.#untold.put({ ...held, location, isToTell })
    for (const { location: other } of before) await this.#untold.remove(other.recordId)
    return location
  }

  /**
   * A blob is here: told to the group, unless that is only asked.
   * @param heard where another says that it was published: only for who asks first @throws {StoreError} {ContentError} `DISK`
   */
  async write(
    info: BlobInfo,
    urlKey: string | undefined,
    said: Omit<LocationData, 'bytes' | 'leafRoot'>,
    heard?: HeardPublished
  ): Promise<Location> {
    const location = this.#located(info, urlKey, said, heard?.asOfMs ?? this.#clock.nowMs())
    const { recordId: id, digest, bytes, leafRoot } = location
    const untold = this.#untold.get(id)
    if (!this.#isTelling) {
      const { heldForUrl, version } = untold ?? {}
      const until = heard === undefined ? {} : { publishedUntilMs: heard.untilMs }
      await this.#untold.put({ location, isToTell: true, heldForUrl, version, ...until })
      return location
    }
    const record = await this.#group.store.add(locationType, {
      id,
      attributes: urlKey === undefined ? { digest } : { digest, urlKey },
      data: { ...said, bytes, leafRoot }
    })
    if (untold?.isToTell === true) await this.#untold.remove(id)
    return { ...location, writtenAtMs: record.modifiedAtMs }
  }

  /** The blob is gone. Never rejects: what stays told is refused to who asks, and withdrawn at the next start. */
  async withdraw(digest: string): Promise<void> {
    for (const { location } of this.#untold.byDigest(digest)) {
      await this.#quietly(() => this.#untold.remove(location.recordId))
    }
    for (const { recordId, holder } of this.#find({ name: 'digest', value: digest })) {
      if (holder === this.#group.self) await this.#quietly(() => this.#group.store.delete(recordId))
    }
  }

  /**
   * Locations of ours that are not to be told, nor given. Never rejects.
   * @param isNotToBeTold also given what URL it was taken for, where that was said
   */
  async withdrawWhere(isNotToBeTold: (location: Location, heldForUrl?: string) => boolean): Promise<void> {
    for (const { location, heldForUrl } of this.#untold.all()) {
      if (isNotToBeTold(location, heldForUrl)) await this.#quietly(() => this.#untold.remove(location.recordId))
    }
    for (const record of this.#group.store.find({ type: locationType.name, creator: this.#group.self })) {
      const location = readLocation(record)
      if (location === undefined || !isNotToBeTold(location)) continue
      await this.#quietly(() => this.#group.store.delete(record.id))
    }
  }

  /**
   * Locations of ours from an earlier run: gone where the blob is; told, written again past half of their life, or taken back, as
   * this node now does. Never rejects.
   */
  async renewOwn(): Promise<void> {
    const untold = this.#untold.all().map((one) => () => this.#renewUntold(one))
    const told = this.#group.store.find({ type: locationType.name, creator: this.#group.self }).map((record) => {
      return () => (this.#isTelling ? this.#renew(record) : this.#takeBack(record))
    })
    for (const renewing of [untold, told]) {
      for (let at = 0; at < renewing.length; at += UNTOLD_FILES_AT_ONCE) {
        await Promise.all(renewing.slice(at, at + UNTOLD_FILES_AT_ONCE).map((renew) => this.#quietly(renew)))
      }
    }
  }

  async #renewUntold({ location, isToTell, publishedUntilMs }: UntoldLocation): Promise<void> {
    if (!this.#blobs.has(location.digest)) return await this.#untold.remove(location.recordId)
    // Told first: what a crash leaves is both, and told again.
    if (!isToTell || !this.#isTelling) return
    const said = saidOf(location)
    const isOwnWord = publishedUntilMs === undefined
    await this.write(location, location.urlKey, isOwnWord ? said : { ...said, url: undefined })
  }

  /** Held first, for the same reason. */
  async #takeBack(record: GroupRecord): Promise<void> {
    const location = readLocation(record)
    if (location !== undefined && this.#blobs.has(location.digest)) {
      const { heldForUrl, version } = this.#untold.get(location.recordId) ?? {}
      await this.#untold.put({ location, isToTell: true, heldForUrl, version })
    }
    await this.#group.store.delete(record.id)
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

  #located(
    { digest, bytes, leafRoot }: BlobInfo,
    urlKey: string | undefined,
    said: Omit<LocationData, 'bytes' | 'leafRoot'>,
    writtenAtMs: number
  ): Location {
    const holder = this.#group.self
    const recordId = locationRecordId(holder, urlKey, digest)
    return { ...said, bytes, leafRoot, digest, urlKey, recordId, holder, writtenAtMs }
  }

  #own(digest: string): Location[] {
    return this.byDigest(digest).filter(({ holder }) => holder === this.#group.self)
  }

  /** Of what is both told and not, what is told. */
  #all(attribute: { name: string; value: string }, untold: readonly UntoldLocation[]): Location[] {
    const told = this.#isTelling ? this.#find(attribute) : []
    const others = untold.filter(({ location }) => told.every(({ recordId }) => recordId !== location.recordId))
    return [...told, ...others.map((one) => this.#asOfNow(one))]
  }

  /** What others said of it is gone by for a while. */
  #asOfNow({ location, publishedUntilMs = Infinity }: UntoldLocation): Location {
    return this.#clock.nowMs() > publishedUntilMs ? { ...location, url: undefined } : location
  }

  #find(attribute: { name: string; value: string }): Location[] {
    return this.#group.store
      .find({ type: locationType.name, attribute })
      .flatMap((record) => readLocation(record) ?? [])
  }
}

function saidOf(location: Location): Omit<LocationData, 'bytes' | 'leafRoot'> {
  const { fetchedFromOriginAtMs, validatedAtMs, url } = location
  return { ...factsAlone(location), fetchedFromOriginAtMs, validatedAtMs, url }
}
