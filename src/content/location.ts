// `content.location` records: this member holds this blob, for this URL key (design section 6). One record per holder.
import type { IncomingHttpHeaders } from 'node:http'
import { copyBytes, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../record/index.js'
import { LOCATION_TTL_MS, MAX_HEADER_CHARACTERS, MAX_LOCATION_BYTES } from './crossing-defaults.js'
import { HASH_BYTES, MAX_URL_CHARACTERS } from './defaults.js'
import { potluck } from './content-pb.js'

const wire = potluck.content.v1
const HEX_HASH = /^[0-9a-f]{64}$/

/** What an origin said of content in its headers, as far as records can carry it. */
export interface ContentFacts {
  readonly contentType: string | undefined
  readonly etag: string | undefined
  readonly lastModified: string | undefined
}

export const NO_FACTS: ContentFacts = { contentType: undefined, etag: undefined, lastModified: undefined }

/** What stands in the record's data; digest and URL key are its attributes. */
export interface LocationData extends ContentFacts {
  readonly bytes: number
  /** 32 bytes, see leaf-hashes.ts. */
  readonly leafRoot: Uint8Array
  /** When this holder fetched it from the origin itself, peer time. */
  readonly fetchedFromOriginAtMs: number | undefined
  /** Only for what was published on purpose. */
  readonly url: string | undefined
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
  codec: {
    encode: (data) =>
      copyBytes(
        wire.Location.encode({
          bytes: data.bytes,
          leafRoot: data.leafRoot,
          contentType: data.contentType ?? '',
          etag: data.etag ?? '',
          lastModified: data.lastModified ?? '',
          fetchedFromOriginMs: data.fetchedFromOriginAtMs ?? 0,
          url: data.url ?? ''
        }).finish()
      ),
    decode: (bytes) => {
      const {
        bytes: size,
        leafRoot,
        contentType,
        etag,
        lastModified,
        fetchedFromOriginMs,
        url
      } = wire.Location.decode(bytes)
      if (!Number.isSafeInteger(size) || !Number.isSafeInteger(fetchedFromOriginMs)) throw new RangeError('number')
      if (leafRoot.byteLength !== HASH_BYTES) throw new RangeError('leaf root')
      for (const text of [contentType, etag, lastModified]) if (!isHeaderValue(text)) throw new RangeError('header')
      if (url.length > MAX_URL_CHARACTERS) throw new RangeError('URL')
      return {
        bytes: size,
        leafRoot: copyBytes(leafRoot),
        contentType: contentType || undefined,
        etag: etag || undefined,
        lastModified: lastModified || undefined,
        fetchedFromOriginAtMs: fetchedFromOriginMs || undefined,
        url: url || undefined
      }
    }
  }
})

/** What of an answer's headers others may hear; what a record cannot carry is left out. */
export function factsOf(headers: IncomingHttpHeaders): ContentFacts {
  const kept = (text: string | undefined): string | undefined =>
    text !== undefined && isHeaderValue(text) ? text : undefined
  return {
    contentType: kept(headers['content-type']),
    etag: kept(headers.etag),
    lastModified: kept(headers['last-modified'])
  }
}

/** When one of these members last had it from the origin, ms; undefined where none says so. */
export function latestFetch(locations: readonly Location[]): number | undefined {
  const times = locations.flatMap(({ fetchedFromOriginAtMs: atMs }) => (atMs === undefined ? [] : [atMs]))
  return times.length === 0 ? undefined : Math.max(...times)
}

/** Text that can stand in an HTTP header as it is. */
export function isHeaderValue(text: string): boolean {
  return text.length <= MAX_HEADER_CHARACTERS && /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
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

/**
 * Of several digests for one URL, the one that was fetched from the origin (or published) last counts (design section 6,
 * trust): the locations with that digest. Holders that copied it say nothing about its age, so what they wrote counts only
 * where no first holder is known. Ties go to the smaller digest: everybody chooses alike.
 */
export function currentLocations(locations: readonly Location[]): Location[] {
  const first = locations.filter(
    ({ fetchedFromOriginAtMs, url }) => fetchedFromOriginAtMs !== undefined || url !== undefined
  )
  const [newest] = [...(first.length > 0 ? first : locations)].sort(
    (a, b) => ageMark(b) - ageMark(a) || (a.digest < b.digest ? -1 : 1)
  )
  return locations.filter(({ digest }) => digest === newest?.digest)
}

function ageMark(location: Location): number {
  return location.fetchedFromOriginAtMs ?? location.writtenAtMs
}
