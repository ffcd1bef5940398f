// `content.need` ("who has it, who goes?") and `content.claim` ("I am downloading"): the two ephemeral records of one
// crossing (design section 6, step 3). Signed by the record envelope. Spec: docs/protocols/crossing.md.
import { copyBytes, fromHex, peerIdFromPublicKey, publicKeyFromPeerId, toHex, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../record/index.js'
import {
  CLAIM_TTL_MS,
  MAX_CLAIM_BYTES,
  MAX_EXCLUDED,
  MAX_NEED_BYTES,
  MAX_NEED_PAIR_CHARACTERS,
  MAX_NEED_PAIRS,
  MAX_NEED_WORD_CHARACTERS,
  NEED_TTL_MS
} from './crossing-defaults.js'
import { MAX_URL_CHARACTERS } from './defaults.js'
import { potluck } from './content-pb.js'

const wire = potluck.content.v1
const ID_BYTES = 16
const HEX_HASH = /^[0-9a-f]{64}$/

/**
 * How a transfer ended: `lost` to a better claim or a holder; `unshareable`: the answer is for its asker alone; `offline`: the
 * claimant's own line leads nowhere, which says nothing of the origin; `changed`: the origin has something else by now, and what was
 * read here is of no use.
 */
export type TransferEnd = 'complete' | 'lost' | 'origin-failed' | 'unshareable' | 'offline' | 'changed'

/** What a need is; a number is the application's own meaning, from {@link FIRST_APPLICATION_NEED} on. */
export type NeedType = 'request' | 'end-request' | 'response' | number
export type NeedMethod = 'GET' | 'POST'

/** The application's own: neither is empty of a key; at most 16, of 1,024 characters together. */
export interface NeedPair {
  readonly key: string
  readonly value: string
}

export interface NeedData {
  /** 32 hex characters, new each time somebody asks. */
  readonly needId: string
  readonly url: string
  /** Members who just failed the asker: nobody counts their claims for this need. */
  readonly excluded: readonly PeerId[]
  /** What its origin said by then, peer time, will not do: it is out of date. 0: all will. */
  readonly newerThanMs: number
  /** An origin that redirects is an answer to this asker, who follows by itself. */
  readonly refusesRedirects: boolean
  /** uint32, unique on its asker while its needs live. 0: not said. */
  readonly id: number
  readonly type: NeedType
  readonly method: NeedMethod
  /** What the asker retrieves by, such as `http`. Empty: not said. */
  readonly protocol: string
  /** Nobody downloads for this asker. */
  readonly cachedOnly: boolean
  /** As the application counts. Empty: not said. */
  readonly version: string
  readonly pairs: readonly NeedPair[]
}

/** A request that says no more than what it asks for, as all did at first. */
export const PLAIN_NEED = {
  id: 0,
  type: 'request',
  method: 'GET',
  protocol: '',
  cachedOnly: false,
  version: '',
  pairs: []
} as const

/** Types from here on mean what the application says, those below what this protocol says. */
export const FIRST_APPLICATION_NEED = 16

export interface ClaimData {
  /** 32 hex characters. */
  readonly transferId: string
  readonly verifiedBytes: number
  /** Undefined while it runs. */
  readonly end: TransferEnd | undefined
  /** When the claimant began to ask for it, peer time; 0 where it does not say. */
  readonly startedAtMs: number
  /** What the origin said of the content; undefined: not known, or not yet. */
  readonly expectedBytes: number | undefined
}

/** Its URL key is that of its URL: it says none besides. */
export interface Need extends NeedData {
  readonly asker: PeerId
}

export interface Claim extends ClaimData {
  readonly claimant: PeerId
  readonly urlKey: string
}

const ENDS: readonly (TransferEnd | undefined)[] = [
  undefined,
  'complete',
  'lost',
  'origin-failed',
  'unshareable',
  'offline'
]

const NEED_TYPES: readonly NeedType[] = ['request', 'end-request', 'response']
const METHODS: readonly NeedMethod[] = ['GET', 'POST']
const MAX_UINT32 = 2 ** 32 - 1

/** What is wrong with what a need says beside its URL, in words; undefined: nothing. */
export function needProblem(
  said: Pick<NeedData, 'id' | 'type' | 'protocol' | 'version' | 'pairs'>
): string | undefined {
  const { id, type, protocol, version, pairs } = said
  if (!isUint32(id)) return `the id ${id} is not of 32 bits`
  if (typeof type === 'number' && (!isUint32(type) || type < FIRST_APPLICATION_NEED)) {
    return `the type ${type} is not one of an application: those are ${FIRST_APPLICATION_NEED} and above`
  }
  for (const [name, word] of Object.entries({ protocol, version })) {
    if (word.length > MAX_NEED_WORD_CHARACTERS)
      return `the ${name} has more than ${MAX_NEED_WORD_CHARACTERS} characters`
  }
  if (pairs.length > MAX_NEED_PAIRS) return `there are more than ${MAX_NEED_PAIRS} pairs`
  if (pairs.some(({ key }) => key === '')) return 'the key of a pair is empty'
  const characters = pairs.reduce((sum, { key, value }) => sum + key.length + value.length, 0)
  if (characters > MAX_NEED_PAIR_CHARACTERS) return `the pairs have more than ${MAX_NEED_PAIR_CHARACTERS} characters`
  return undefined
}

function isUint32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_UINT32
}

/** `changed` is `lost` and a word more: who does not know the word hears what it knows. */
export function endToWire(end: TransferEnd | undefined): { end: number; changed?: true } {
  return end === 'changed' ? { end: ENDS.indexOf('lost'), changed: true } : { end: ENDS.indexOf(end) }
}

/** @throws {RangeError} on numbers that mean nothing to us */
export function endFromWire({ end, changed }: { end: number; changed: boolean }): TransferEnd | undefined {
  if (end < 0 || end >= ENDS.length) throw new RangeError(`end ${end}`)
  return changed && ENDS[end] === 'lost' ? 'changed' : ENDS[end]
}

export const needType = defineRecordType<NeedData>({
  name: 'content.need',
  lifetime: 'ephemeral',
  maxBytes: MAX_NEED_BYTES,
  ttlMs: NEED_TTL_MS,
  codec: {
    encode: (data) => copyBytes(wire.Need.encode(needToWire(data)).finish()),
    decode: (bytes) => needFromWire(wire.Need.decode(bytes))
  }
})

export const claimType = defineRecordType<ClaimData>({
  name: 'content.claim',
  lifetime: 'ephemeral',
  maxBytes: MAX_CLAIM_BYTES,
  ttlMs: CLAIM_TTL_MS,
  indexed: ['urlKey'],
  codec: {
    encode: ({ transferId, verifiedBytes, end, startedAtMs, expectedBytes }) => {
      const said = { transferId: idBytes(transferId), verifiedBytes, startedMs: startedAtMs, ...endToWire(end) }
      return copyBytes(wire.Claim.encode({ ...said, ...(expectedBytes !== undefined && { expectedBytes }) }).finish())
    },
    decode: (bytes) => {
      const claim = wire.Claim.decode(bytes)
      const { transferId, verifiedBytes, startedMs, expectedBytes: expected } = claim
      if (transferId.byteLength !== ID_BYTES) throw new RangeError('transfer id')
      const counts = [verifiedBytes, startedMs, expected ?? 0]
      if (!counts.every((count) => Number.isSafeInteger(count))) throw new RangeError('claim')
      const expectedBytes = expected ?? undefined
      return {
        transferId: toHex(transferId),
        verifiedBytes,
        end: endFromWire(claim),
        startedAtMs: startedMs,
        expectedBytes
      }
    }
  }
})

/** One need and one claim per member and URL: the next one replaces it. */
export function needRecordId(asker: PeerId, urlKey: string): RecordId {
  return namedRecordId(asker, `${needType.name}/${urlKey}`)
}

export function claimRecordId(claimant: PeerId, urlKey: string): RecordId {
  return namedRecordId(claimant, `${claimType.name}/${urlKey}`)
}

/** The record as a need, or undefined where it is none. For foreign bytes. */
export function readNeed(record: GroupRecord): Need | undefined {
  const data = readData(needType, record)
  // A record that somebody else changed is not its creator's word.
  if (data === undefined || record.lastModifiedBy !== record.creator) return undefined
  return { ...data, asker: record.creator }
}

/** The record as a claim, or undefined where it is none. For foreign bytes. */
export function readClaim(record: GroupRecord): Claim | undefined {
  const data = readData(claimType, record)
  const urlKey = urlKeyOf(record)
  if (data === undefined || urlKey === undefined) return undefined
  return { ...data, urlKey, claimant: record.creator }
}

function needToWire(data: NeedData): potluck.content.v1.INeed {
  const { needId, url, excluded, newerThanMs, refusesRedirects, id, type, method, protocol, cachedOnly, version } = data
  const problem = needProblem(data)
  if (problem !== undefined) throw new RangeError(problem)
  return {
    needId: idBytes(needId),
    url,
    excluded: excluded.slice(0, MAX_EXCLUDED).map((peer) => publicKeyFromPeerId(peer) ?? new Uint8Array()),
    newerThanMs,
    refuseRedirects: refusesRedirects,
    // Left out where they say nothing: such needs keep the bytes that they always had.
    ...(id > 0 && { id }),
    ...(type !== 'request' && { type: typeof type === 'number' ? type : NEED_TYPES.indexOf(type) }),
    ...(method !== 'GET' && { method: METHODS.indexOf(method) }),
    ...(protocol !== '' && { protocol }),
    ...(cachedOnly && { cachedOnly }),
    ...(version !== '' && { version }),
    pairs: data.pairs.map(({ key, value }) => ({ key, value }))
  }
}

/** @throws {RangeError} on what breaks a limit, or means nothing to us */
function needFromWire(need: potluck.content.v1.Need): NeedData {
  const { needId, url, excluded, newerThanMs, refuseRedirects, id, protocol, cachedOnly, version } = need
  if (needId.byteLength !== ID_BYTES || url.length > MAX_URL_CHARACTERS || excluded.length > MAX_EXCLUDED) {
    throw new RangeError('need')
  }
  if (excluded.some((key) => key.byteLength !== 32)) throw new RangeError('excluded')
  if (!Number.isSafeInteger(newerThanMs)) throw new RangeError('newer than')
  const method = METHODS[need.method]
  if (method === undefined) throw new RangeError('method')
  if (need.pairs.length > MAX_NEED_PAIRS) throw new RangeError('pairs')
  const type = NEED_TYPES[need.type] ?? need.type
  const pairs = need.pairs.map(({ key, value }) => ({ key: key ?? '', value: value ?? '' }))
  const said = { id, type, method, protocol, cachedOnly, version, pairs }
  const problem = needProblem(said)
  if (problem !== undefined) throw new RangeError(problem)
  const peers = excluded.map((key) => peerIdFromPublicKey(key))
  return { needId: toHex(needId), url, excluded: peers, newerThanMs, refusesRedirects: refuseRedirects, ...said }
}

function urlKeyOf(record: GroupRecord): string | undefined {
  const { urlKey } = record.attributes
  // A record that somebody else changed is not its creator's word.
  if (typeof urlKey !== 'string' || !HEX_HASH.test(urlKey) || record.lastModifiedBy !== record.creator) return undefined
  return urlKey
}

function idBytes(id: string): Uint8Array {
  const bytes = fromHex(id)
  if (bytes?.byteLength !== ID_BYTES) throw new RangeError(`${id} is no id of ${ID_BYTES} bytes`)
  return bytes
}
