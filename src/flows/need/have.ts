// `need.have`: "I have this" (130, 192), or "I am downloading this" (216B), to who asked. Signed by the record envelope; told straight
// to the asker, or flooded. Spec: docs/protocols/need.md.
import { copyBytes, fromHex, toHex, type PeerId } from '../../base/index.js'
import { locationType, needProblem, type Location, type LocationData, type NeedPair } from '../../content/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../../record/index.js'
import { potluck } from '../need-pb.js'
import { HAVE_TTL_MS, MAX_ALIAS_CHARACTERS, MAX_HAVE_BYTES, MAX_HAVES_TOLD } from './defaults.js'

const wire = potluck.need.v1
const ID_BYTES = 16
const DIGEST_BYTES = 32
/** Field number and length of one beside another. */
const MORE_FRAME_BYTES = 4
/** The number that `content.need` has for it. */
const RESPONSE = 2

export interface HaveData {
  /** 32 hex characters: of the need that it answers. An answer to another asking counts for nothing. */
  readonly needId: string
  /** uint32: of the same need. */
  readonly id: number
  /** A number is the application's own meaning, from 16 on. */
  readonly type: 'response' | number
  /** Where the asker gets it: of content its path at the holder's content port, else what its application says. */
  readonly alias: string
  /** Of content that the holder has whole. */
  readonly content: HeldContent | undefined
  /** It is not there yet. */
  readonly downloading: RunningDownload | undefined
  /** As the application counts. Empty: not said. */
  readonly version: string
  readonly pairs: readonly NeedPair[]
  /** To other needs of the same asker, said in the same breath; these have none. @default none */
  readonly more?: readonly HaveData[] | undefined
}

export interface HeldContent {
  /** SHA-256, 64 hex characters. */
  readonly digest: string
  readonly location: LocationData
  /** When its holder wrote so down, peer time; of what a local source has, when that was changed. 0: not said. */
  readonly asOfMs: number
}

export interface RunningDownload {
  /** 32 hex characters. */
  readonly transferId: string
  readonly verifiedBytes: number
  /** Undefined: not known. */
  readonly expectedBytes: number | undefined
  /** Of a copy that waits its turn: what is copied before it. */
  readonly bytesBefore: number
}

export interface Have extends HaveData {
  readonly holder: PeerId
  readonly recordId: RecordId
  /** Peer time, ms. */
  readonly writtenAtMs: number
}

export const haveType = defineRecordType<HaveData>({
  name: 'need.have',
  lifetime: 'ephemeral',
  maxBytes: MAX_HAVE_BYTES,
  ttlMs: HAVE_TTL_MS,
  changeableBy: 'creator',
  codec: {
    encode: (data) => copyBytes(wire.Have.encode(toWire(data)).finish()),
    decode: (bytes) => fromWire(wire.Have.decode(bytes))
  }
})

/** Where it is flooded: one for each need that somebody answers. */
export function haveRecordId(holder: PeerId, needId: string): RecordId {
  return namedRecordId(holder, `${haveType.name}/${needId}`)
}

/** What it takes of a record's {@link MAX_HAVE_BYTES}, beside others; undefined: no reader would take it. */
export function haveBytes(have: HaveData): number | undefined {
  try {
    return haveType.codec.encode(have).byteLength + MORE_FRAME_BYTES
  } catch {
    return undefined
  }
}

/** The answers in the record; none where it is no such record. For foreign bytes. */
export function readHaves(record: GroupRecord): Have[] {
  const data = readData(haveType, record)
  // Only the holder itself can say what it holds.
  if (data === undefined || record.lastModifiedBy !== record.creator) return []
  const said = { holder: record.creator, recordId: record.id, writtenAtMs: record.modifiedAtMs }
  const { more = [], ...first } = data
  return [first, ...more].map((have) => ({ ...have, ...said }))
}

/** What it says of content, in the shape of a location; undefined where it says nothing of any. @param urlKey of our need */
export function offerOf(have: Have, urlKey: string): Location | undefined {
  const { content, holder, recordId } = have
  if (content === undefined) return undefined
  // An old file is not published anew by being offered.
  const writtenAtMs = Math.min(have.writtenAtMs, content.asOfMs || Infinity)
  return { ...content.location, digest: content.digest, holder, recordId, urlKey, writtenAtMs }
}

/** @throws {RangeError} on what no reader would take */
function toWire(data: HaveData): potluck.need.v1.IHave {
  const { needId, id, type, alias, content, downloading, version, pairs, more = [] } = checked(data)
  return {
    needId: bytesOf(needId, ID_BYTES),
    id,
    type: type === 'response' ? RESPONSE : type,
    alias,
    ...(content && {
      digest: bytesOf(content.digest, DIGEST_BYTES),
      location: locationType.codec.encode(content.location),
      ...(content.asOfMs > 0 && { asOfMs: content.asOfMs })
    }),
    ...(downloading && { downloading: writeDownloading(downloading) }),
    version,
    pairs: pairs.map(({ key, value }) => ({ key, value })),
    more: more.map((other) => wire.Have.encode(toWire(other)).finish())
  }
}

/** @throws {RangeError} on what breaks a limit, or means nothing to us */
function fromWire(have: potluck.need.v1.Have): HaveData {
  const { needId, id, type, alias, digest, location, asOfMs, downloading, version, pairs, more } = have
  if (!Number.isSafeInteger(asOfMs)) throw new RangeError('as of')
  if (more.length >= MAX_HAVES_TOLD) throw new RangeError(`${more.length} answers beside one`)
  const isContent = digest.byteLength > 0 || location.byteLength > 0
  return checked({
    needId: hexOf(needId, ID_BYTES),
    id,
    type: type === RESPONSE ? 'response' : type,
    alias,
    content: isContent
      ? { digest: hexOf(digest, DIGEST_BYTES), location: locationType.codec.decode(location), asOfMs }
      : undefined,
    downloading: downloading ? readDownloading(downloading) : undefined,
    version,
    pairs: pairs.map(({ key, value }) => ({ key: key ?? '', value: value ?? '' })),
    ...(more.length > 0 && { more: more.map(readMore) })
  })
}

function readMore(bytes: Uint8Array): HaveData {
  const have = wire.Have.decode(bytes)
  if (have.more.length > 0) throw new RangeError('more within more')
  return fromWire(have)
}

function checked(data: HaveData): HaveData {
  const { alias, content, downloading } = data
  if (alias.length > MAX_ALIAS_CHARACTERS) throw new RangeError(`an alias of ${alias.length} characters`)
  if (content !== undefined && downloading !== undefined) throw new RangeError('held, and not yet')
  const problem = needProblem({ ...data, protocol: '' })
  if (problem !== undefined) throw new RangeError(problem)
  return data
}

function writeDownloading(running: RunningDownload): potluck.need.v1.IDownloading {
  const { transferId, verifiedBytes, expectedBytes, bytesBefore } = running
  const said = { transferId: bytesOf(transferId, ID_BYTES), verifiedBytes }
  return { ...said, ...(expectedBytes !== undefined && { expectedBytes }), ...(bytesBefore > 0 && { bytesBefore }) }
}

function readDownloading(said: potluck.need.v1.IDownloading): RunningDownload {
  const { transferId, verifiedBytes, expectedBytes, bytesBefore } = said
  const running = {
    transferId: hexOf(transferId ?? new Uint8Array(), ID_BYTES),
    verifiedBytes: verifiedBytes ?? 0,
    expectedBytes: expectedBytes ?? undefined,
    bytesBefore: bytesBefore ?? 0
  }
  for (const count of [running.verifiedBytes, running.expectedBytes ?? 0, running.bytesBefore]) {
    if (!Number.isSafeInteger(count)) throw new RangeError('downloading')
  }
  return running
}

function bytesOf(hex: string, length: number): Uint8Array {
  const bytes = fromHex(hex)
  if (bytes?.byteLength !== length) throw new RangeError(`not ${length} bytes`)
  return bytes
}

function hexOf(bytes: Uint8Array, length: number): string {
  if (bytes.byteLength !== length) throw new RangeError(`not ${length} bytes`)
  return toHex(bytes)
}
