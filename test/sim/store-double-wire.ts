// What the doubles of the store sign and send: readable JSON, and a signature that is a word. No cryptography, so that a
// thousand runs of twenty peers cost minutes; what is signed and judged is what the real store signs and judges.
import { sha256, toHex, utf8, type PeerId } from '../../src/base/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import type { CheckedChange } from '../../src/store/change-check.js'
import { SYNC_DIGEST_BYTES } from '../../src/store/defaults.js'
import type { SignedHead } from '../../src/store/signed-head.js'

/** Stands for a signature: only who says `by` its own name was that author. */
export interface Signed<Body> {
  readonly body: Body
  readonly signer: PeerId
}

export interface DoubleHead {
  readonly author: PeerId
  readonly shard: number
  readonly changes: number
  readonly heads: readonly string[]
}

export interface DoubleChange {
  readonly actor: string
  readonly sequence: number
  readonly startOperation: number
  readonly dependencies: readonly string[]
  readonly record: DoubleRecord
}

/** A record in JSON: `data` in base64. Attributes are left out: no simulation needs them. */
export type DoubleRecord = Omit<GroupRecord, 'data' | 'attributes'> & { readonly data: string }

export function encode(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value))
}

/** Undefined: no JSON. What it says is trusted no further than the doubles need: only tests speak it. */
export function decode<Value>(bytes: Uint8Array): Value | undefined {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as Value
  } catch {
    return undefined
  }
}

export function recordToDouble({ data, attributes: _, ...rest }: GroupRecord): DoubleRecord {
  return { ...rest, data: Buffer.from(data).toString('base64') }
}

export function recordFromDouble({ data, ...rest }: DoubleRecord): GroupRecord {
  return { ...rest, attributes: {}, data: new Uint8Array(Buffer.from(data, 'base64')) }
}

/** Entries of each cache below. */
const MAX_READ_ONCE = 5_000

/** Twenty peers read the same bytes some hundred times: read once, they give the same value. Nobody changes it. */
function readOnce<Value>(read: (bytes: Uint8Array) => Value): (bytes: Uint8Array) => Value {
  const values = new Map<string, Value>()
  return (bytes) => {
    const text = textOf(bytes)
    const known = values.get(text)
    if (known !== undefined) return known
    if (values.size >= MAX_READ_ONCE) values.clear()
    const value = read(bytes)
    values.set(text, value)
    return value
  }
}

/** One character a byte: bytes as the key of a map. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** What `ShardLog` judges: the same facts as of a real change. */
export const checkedChange = readOnce((bytes): (CheckedChange & { readonly record: GroupRecord }) | undefined => {
  const change = decode<DoubleChange>(bytes)
  if (change?.record === undefined) return undefined
  const record = recordFromDouble(change.record)
  return {
    ...change,
    record,
    hash: toHex(sha256(bytes)),
    key: `${record.id}/${record.version}`,
    recordId: record.id,
    version: record.version,
    value: new Uint8Array(),
    bytes
  }
})

/** @returns undefined where it is malformed, or another one signed it */
export const openHead = readOnce((bytes): SignedHead | undefined => {
  const signed = decode<Signed<DoubleHead>>(bytes)
  if (signed?.body?.author === undefined || signed.signer !== signed.body.author) return undefined
  return { ...signed.body, firstLivingShard: 1, bytes }
})

/** An ephemeral record, whoever signed it. */
export interface DoubleEnvelope {
  readonly record: GroupRecord
  readonly signer: PeerId
  /** How synchronising names it. */
  readonly digest: string
}

export const openEnvelope = readOnce((bytes): DoubleEnvelope | undefined => {
  const signed = decode<Signed<DoubleRecord>>(bytes)
  if (signed?.body?.creator === undefined) return undefined
  const digest = toHex(sha256(bytes).subarray(0, SYNC_DIGEST_BYTES))
  return { record: recordFromDouble(signed.body), signer: signed.signer, digest }
})
