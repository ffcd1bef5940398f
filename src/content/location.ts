// `content.location` records: this member holds this blob, for this URL key (design section 6). One record per holder.
import { copyBytes, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../record/index.js'
import { factsFromWire, factsToWire, NO_FACTS, type ContentFacts } from './content-facts.js'
import { LOCATION_TTL_MS, MAX_CLOCK_AHEAD_MS, MAX_LOCATION_BYTES } from './crossing-defaults.js'
import { HASH_BYTES, MAX_URL_CHARACTERS } from './defaults.js'
import { potluck } from './content-pb.js'

const wire = potluck.content.v1
const HEX_HASH = /^[0-9a-f]{64}$/

/** What stands in the record's data; digest and URL key are its attributes. */
export interface LocationData extends ContentFacts {
  readonly bytes: number
  /** 32 bytes, see leaf-hashes.ts. */
  readonly leafRoot: Uint8Array
  /** When this holder fetched it from the origin itself, peer time. */
  readonly fetchedFromOriginAtMs: number | undefined
  /** When this holder last heard from the origin that it is still the same, peer time. */
  readonly validatedAtMs: number | undefined
  /** Only for what was published on purpose. */
  readonly url: string | undefined
}

/** Of content of which nothing but its bytes is known. */
export const NOTHING_SAID: Omit<LocationData, 'bytes' | 'leafRoot'> = {
  ...NO_FACTS,
  fetchedFromOriginAtMs: undefined,
  validatedAtMs: undefined,
  url: undefined
}

export interface Location extends LocationData {
  readonly recordId: RecordId
  readonly holder: PeerId
  /** SHA-256, 64 hex characters. */
  readonly digest: string
  /** 64 hex characters; undefined for a file that was published without a URL. */
  readonly urlKey: string | undefined
  readonly writtenAtMs: number
}

export const locationType = defineRecordType<LocationData>({
  name: 'content.location',
  lifetime: 'durable',
  maxBytes: MAX_LOCATION_BYTES,
  ttlMs: LOCATION_TTL_MS,
  indexed: ['digest', 'urlKey'],
  changeableBy: 'creator', // Nobody else can say what a member holds.
  codec: {
    encode: (data) =>
      copyBytes(
        wire.Location.encode({
          ...factsToWire(data),
          bytes: data.bytes,
          leafRoot: data.leafRoot,
          fetchedFromOriginMs: data.fetchedFromOriginAtMs ?? 0,
          validatedMs: data.validatedAtMs ?? 0,
          url: data.url ?? ''
        }).finish()
      ),
    decode: (bytes) => {
      const location = wire.Location.decode(bytes)
      const { bytes: size, leafRoot, fetchedFromOriginMs, validatedMs, url } = location
      for (const count of [size, fetchedFromOriginMs, validatedMs]) {
        if (!Number.isSafeInteger(count)) throw new RangeError('number')
      }
      if (leafRoot.byteLength !== HASH_BYTES) throw new RangeError('leaf root')
      if (url.length > MAX_URL_CHARACTERS) throw new RangeError('URL')
      return {
        ...factsFromWire(location),
        bytes: size,
        leafRoot: copyBytes(leafRoot),
        fetchedFromOriginAtMs: fetchedFromOriginMs || undefined,
        validatedAtMs: validatedMs || undefined,
        url: url || undefined
      }
    }
  }
})

/** When one of these members last had it from the origin, ms; undefined where none says so. */
export function latestFetch(locations: readonly Location[]): number | undefined {
  const times = locations.flatMap(({ fetchedFromOriginAtMs: atMs }) => (atMs === undefined ? [] : [atMs]))
  return times.length === 0 ? undefined : Math.max(...times)
}

/** One record per holder, URL key and digest. */
export function locationRecordId(holder: PeerId, urlKey: string | undefined, digest: string): RecordId {
  return namedRecordId(holder, `${locationType.name}/${urlKey ?? ''}/${digest}`)
}

/** The record as a location, or undefined where it is none or says nonsense. */
export function readLocation(record: GroupRecord): Location | undefined {
  const data = readData(locationType, record)
  const { digest, urlKey } = record.attributes
  if (data === undefined || typeof digest !== 'string' || !HEX_HASH.test(digest)) return undefined
  if (urlKey !== undefined && (typeof urlKey !== 'string' || !HEX_HASH.test(urlKey))) return undefined
  // Only the holder itself can say what it holds.
  if (record.lastModifiedBy !== record.creator) return undefined
  return { ...data, recordId: record.id, holder: record.creator, digest, urlKey, writtenAtMs: record.modifiedAtMs }
}

/** Which content of a URL will do. */
export interface Wanted {
  /** What its origin said by then, peer time, is out of date. 0: all will do. */
  readonly newerThanMs: number
  /** Found to be out of date here, whoever says what of it. */
  readonly notDigest?: string | undefined
  /** Found to do, however old. */
  readonly digest?: string | undefined
}

export const ANY_CONTENT: Wanted = { newerThanMs: 0 }

/**
 * Of several digests for one URL, the one that was fetched from the origin, or confirmed by it, last counts (design section 6,
 * trust); where none was, the one that was published last. All digests in that order, each with its locations: where nobody
 * has the first, the next is better than nothing. Holders that copied it say nothing about its age, so what they wrote comes
 * last, and only where anything will do. Ties go to the smaller digest: everybody chooses alike.
 */
export function contentVersions(
  locations: readonly Location[],
  nowMs: number,
  { newerThanMs, notDigest }: Wanted = ANY_CONTENT
): Location[][] {
  const byDigest = new Map<string, Location[]>()
  for (const location of locations) {
    byDigest.set(location.digest, [...(byDigest.get(location.digest) ?? []), location])
  }
  const latest = (of: readonly (number | undefined)[]): number => Math.max(0, ...of.map((atMs) => atMs ?? 0))
  const all = [...byDigest].map(([digest, held]) => ({
    ...{ digest, held },
    originAtMs: latest(held.map((location) => fetchedWord(location, nowMs))),
    publishedAtMs: latest(held.map((location) => publishedWord(location, nowMs))),
    writtenAtMs: latest(held.map(({ writtenAtMs }) => writtenAtMs))
  }))
  // What anybody publishes for a URL does not outdo what its origin said.
  const isFetched = all.some(({ originAtMs }) => originAtMs > 0)
  const ranked = all.flatMap(({ digest, held, originAtMs, publishedAtMs, writtenAtMs }) => {
    if (isFetched && originAtMs === 0 && publishedAtMs > 0) return []
    const atMs = isFetched ? originAtMs : publishedAtMs
    if (digest === notDigest || (newerThanMs > 0 && atMs <= newerThanMs)) return []
    return [{ digest, held, isDated: atMs > 0, atMs: atMs || writtenAtMs }]
  })
  return ranked
    .sort((a, b) => Number(b.isDated) - Number(a.isDated) || b.atMs - a.atMs || (a.digest < b.digest ? -1 : 1))
    .map(({ held }) => held)
}

/** What counts, whoever has it. */
export function currentLocations(locations: readonly Location[], nowMs: number, wanted?: Wanted): Location[] {
  return contentVersions(locations, nowMs, wanted)[0] ?? []
}

type Dated = Pick<Location, 'fetchedFromOriginAtMs' | 'validatedAtMs' | 'url' | 'writtenAtMs'>

/**
 * When the origin last said, as that holder tells, that this is the content: by sending it, or by saying that it is still the
 * same. What was published on purpose counts from when it was. Undefined where the holder says nothing of it, or says what
 * lies further ahead than clocks differ.
 */
export function wordOfOrigin(location: Dated, nowMs: number): number | undefined {
  return fetchedWord(location, nowMs) ?? publishedWord(location, nowMs)
}

/** The latest of them; 0 where nobody says anything of it. */
export function latestWord(locations: readonly Location[], nowMs: number): number {
  return Math.max(0, ...locations.map((location) => wordOfOrigin(location, nowMs) ?? 0))
}

/** Its holder has it from whoever published it, itself as a rule: no origin said anything of it. */
export function isPublished({ url, fetchedFromOriginAtMs, validatedAtMs }: Dated): boolean {
  return url !== undefined && fetchedFromOriginAtMs === undefined && validatedAtMs === undefined
}

function fetchedWord({ fetchedFromOriginAtMs = 0, validatedAtMs = 0 }: Dated, nowMs: number): number | undefined {
  return believed(Math.max(fetchedFromOriginAtMs, validatedAtMs), nowMs)
}

function publishedWord(location: Dated, nowMs: number): number | undefined {
  return isPublished(location) ? believed(location.writtenAtMs, nowMs) : undefined
}

function believed(atMs: number, nowMs: number): number | undefined {
  return atMs > 0 && atMs <= nowMs + MAX_CLOCK_AHEAD_MS ? atMs : undefined
}
