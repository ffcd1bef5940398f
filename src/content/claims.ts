// `content.need` ("who has it, who goes?") and `content.claim` ("I am downloading"): the two ephemeral records of one
// crossing (design section 6, step 3). Signed by the record envelope. Spec: docs/protocols/crossing.md.
import { copyBytes, fromHex, peerIdFromPublicKey, publicKeyFromPeerId, toHex, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../record/index.js'
import { CLAIM_TTL_MS, MAX_CLAIM_BYTES, MAX_EXCLUDED, MAX_NEED_BYTES, NEED_TTL_MS } from './crossing-defaults.js'
import { MAX_URL_CHARACTERS } from './defaults.js'
import { potluck } from './content-pb.js'

const wire = potluck.content.v1
const ID_BYTES = 16
const HEX_HASH = /^[0-9a-f]{64}$/

/**
 * How a transfer ended: `lost` to a better claim or a holder; `unshareable`: the answer is for its asker alone; `offline`: the
 * claimant's own line leads nowhere, which says nothing of the origin.
 */
export type TransferEnd = 'complete' | 'lost' | 'origin-failed' | 'unshareable' | 'offline'

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
}

export interface ClaimData {
  /** 32 hex characters. */
  readonly transferId: string
  readonly verifiedBytes: number
  /** Undefined while it runs. */
  readonly end: TransferEnd | undefined
  /** When the claimant began to ask for it, peer time; 0 where it does not say. */
  readonly startedAtMs: number
}

export interface Need extends NeedData {
  readonly asker: PeerId
  readonly urlKey: string
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

export function endToWire(end: TransferEnd | undefined): number {
  return ENDS.indexOf(end)
}

/** @throws {RangeError} on numbers that mean nothing to us */
export function endFromWire(value: number): TransferEnd | undefined {
  if (value < 0 || value >= ENDS.length) throw new RangeError(`end ${value}`)
  return ENDS[value]
}

export const needType = defineRecordType<NeedData>({
  name: 'content.need',
  lifetime: 'ephemeral',
  maxBytes: MAX_NEED_BYTES,
  ttlMs: NEED_TTL_MS,
  indexed: ['urlKey'],
  codec: {
    encode: ({ needId, url, excluded, newerThanMs, refusesRedirects }) => {
      const keys = excluded.slice(0, MAX_EXCLUDED).map((peer) => publicKeyFromPeerId(peer) ?? new Uint8Array())
      const said = { needId: idBytes(needId), url, excluded: keys, newerThanMs, refuseRedirects: refusesRedirects }
      return copyBytes(wire.Need.encode(said).finish())
    },
    decode: (bytes) => {
      const { needId, url, excluded, newerThanMs, refuseRedirects } = wire.Need.decode(bytes)
      if (needId.byteLength !== ID_BYTES || url.length > MAX_URL_CHARACTERS || excluded.length > MAX_EXCLUDED) {
        throw new RangeError('need')
      }
      if (excluded.some((key) => key.byteLength !== 32)) throw new RangeError('excluded')
      if (!Number.isSafeInteger(newerThanMs)) throw new RangeError('newer than')
      const peers = excluded.map((key) => peerIdFromPublicKey(key))
      return { needId: toHex(needId), url, excluded: peers, newerThanMs, refusesRedirects: refuseRedirects }
    }
  }
})

export const claimType = defineRecordType<ClaimData>({
  name: 'content.claim',
  lifetime: 'ephemeral',
  maxBytes: MAX_CLAIM_BYTES,
  ttlMs: CLAIM_TTL_MS,
  indexed: ['urlKey'],
  codec: {
    encode: ({ transferId, verifiedBytes, end, startedAtMs }) => {
      const said = { transferId: idBytes(transferId), verifiedBytes, end: endToWire(end), startedMs: startedAtMs }
      return copyBytes(wire.Claim.encode(said).finish())
    },
    decode: (bytes) => {
      const { transferId, verifiedBytes, end, startedMs } = wire.Claim.decode(bytes)
      if (transferId.byteLength !== ID_BYTES) throw new RangeError('transfer id')
      for (const count of [verifiedBytes, startedMs]) if (!Number.isSafeInteger(count)) throw new RangeError('claim')
      return { transferId: toHex(transferId), verifiedBytes, end: endFromWire(end), startedAtMs: startedMs }
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
  const urlKey = urlKeyOf(record)
  if (data === undefined || urlKey === undefined) return undefined
  return { ...data, urlKey, asker: record.creator }
}

/** The record as a claim, or undefined where it is none. For foreign bytes. */
export function readClaim(record: GroupRecord): Claim | undefined {
  const data = readData(claimType, record)
  const urlKey = urlKeyOf(record)
  if (data === undefined || urlKey === undefined) return undefined
  return { ...data, urlKey, claimant: record.creator }
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
