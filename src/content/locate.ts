// Who has content, and how good each is as a source: from the records here and what this node has measured. Asks nobody.
import type { PeerId } from '../base/index.js'
import type { Presence } from '../graph/index.js'
import type { AliasClient } from './alias-client.js'
import type { BlobLocation, ContentLocation } from './content.js'
import type { Crossings } from './crossings.js'
import type { Location } from './location.js'
import type { LocationBook } from './location-book.js'
import type { ContentGroup } from './ports.js'

export interface LocateParts {
  group: ContentGroup
  book: LocationBook
  aliasClient: Pick<AliasClient, 'roundTripMs'>
  crossings: Crossings
}

/** Whole copies, then what is being downloaded: `query` by digest finds none of these, since theirs is not known yet. */
export function locate(parts: LocateParts, query: { urlKey: string } | { digest: string }): ContentLocation[] {
  const { group, book } = parts
  const present = group.graph.present()
  const locations = 'urlKey' in query ? book.byUrlKey(query.urlKey) : book.byDigest(query.digest)
  const whole = locations.map((location) => describeLocation(location, group.self, present, parts))
  return 'urlKey' in query ? [...whole, ...downloads(parts, query.urlKey, locations, present)] : whole
}

/** What this node has found out besides. */
export interface Measured {
  readonly aliasClient: Pick<AliasClient, 'roundTripMs'>
  readonly book: Pick<LocationBook, 'readRightAtMs'>
}

/** As a caller sees it. */
export function describeLocation(
  location: Location,
  self: PeerId,
  present: readonly Presence[],
  measured?: Measured
): BlobLocation {
  const { digest, bytes, url, contentType, fetchedFromOriginAtMs, writtenAtMs } = location
  const holder = describeHolder(location.holder, self, present, measured)
  const readAtMs = holder.self ? measured?.book.readRightAtMs(digest) : undefined
  return {
    ...{ ...holder, digest, bytes, complete: true, heldBytes: bytes },
    verifiedAtMs: Math.max(writtenAtMs, readAtMs ?? 0),
    ...{ url, contentType, fetchedFromOriginAtMs }
  }
}

function downloads(
  parts: LocateParts,
  urlKey: string,
  whole: readonly Location[],
  present: readonly Presence[]
): ContentLocation[] {
  const { group, crossings } = parts
  const own = crossings.progress(urlKey)
  const isOwn = own !== undefined && own.bytes > 0 && own.bytes !== own.totalBytes
  const theirs = crossings
    .claims(urlKey)
    // A download stays claimed for a while after its end: then its location is here.
    .filter(({ end, claimant, startedAtMs }) => {
      const isTold = whole.some(({ holder, writtenAtMs }) => holder === claimant && writtenAtMs >= startedAtMs)
      return end === undefined && !isTold
    })
    .map(({ claimant: peer, verifiedBytes: heldBytes, expectedBytes: bytes }) => ({ peer, heldBytes, bytes }))
  const ours = isOwn ? [{ peer: group.self, heldBytes: own.bytes, bytes: own.totalBytes }] : []
  return [...ours, ...theirs].map(({ peer, heldBytes, bytes }) => ({
    ...{ ...describeHolder(peer, group.self, present, parts), digest: undefined, bytes, complete: false, heldBytes },
    ...{ verifiedAtMs: undefined, url: undefined, contentType: undefined, fetchedFromOriginAtMs: undefined }
  }))
}

function describeHolder(
  holder: PeerId,
  self: PeerId,
  present: readonly Presence[],
  measured: Measured | undefined
): Pick<ContentLocation, 'holder' | 'present' | 'self' | 'roundTripMs' | 'load'> {
  const presence = present.find(({ peer }) => peer === holder)
  const isSelf = holder === self
  const roundTripMs = isSelf ? 0 : presence && measured?.aliasClient.roundTripMs(holder)
  return { holder, present: isSelf || presence !== undefined, self: isSelf, roundTripMs, load: presence?.load }
}
