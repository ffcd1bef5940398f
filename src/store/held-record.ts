// Records as lookups, searches and events hand them out: whoever gets one changes nothing that others see.
import { copyBytes, sha256, toHex } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import { MAX_RESTING_DATA_BYTES } from './defaults.js'

/** Where data are: here, or read anew whenever somebody looks. */
type HeldData = Uint8Array | (() => Uint8Array)

/** One getter for all of them: with a function each, records would take several times the memory. */
class HeldRecord {
  static readonly #DATA = {
    get(this: HeldRecord): Uint8Array {
      return this.#data instanceof Uint8Array ? copyBytes(this.#data) : this.#data()
    },
    enumerable: true
  }
  static readonly #SECURITY = {
    get(this: HeldRecord): Uint8Array {
      return copyBytes(this.#security!)
    },
    enumerable: true
  }
  readonly #data: HeldData
  readonly #security: Uint8Array | undefined
  readonly #dataBytes: number | undefined
  #dataHash: string | undefined

  constructor(fields: Omit<GroupRecord, 'data'>, data: HeldData, dataBytes?: number, dataHash?: string) {
    this.#data = data
    this.#dataBytes = data instanceof Uint8Array ? data.byteLength : dataBytes
    this.#security = fields.security
    this.#dataHash = dataHash
    Object.assign(this, fields)
    Object.defineProperty(this, 'data', HeldRecord.#DATA)
    if (fields.security !== undefined) Object.defineProperty(this, 'security', HeldRecord.#SECURITY)
    Object.freeze(this)
  }

  static dataHashOf(record: GroupRecord): string {
    if (!(#data in record)) return hashOf(record.data)
    return (record.#dataHash ??= hashOf(record.data))
  }

  static dataBytesOf(record: GroupRecord): number {
    return (#data in record ? record.#dataBytes : undefined) ?? record.data.byteLength
  }
}

/**
 * @param fields with attributes that are frozen, as read from an envelope. @param data each look at them takes a copy
 * @param dataBytes what {@link recordBytes} counts of them. @param dataHash what {@link dataHashOf} says; where these are not to be asked
 * of `data`
 */
export function heldRecord(
  fields: Omit<GroupRecord, 'data'>,
  data: HeldData,
  dataBytes?: number,
  dataHash?: string
): GroupRecord {
  return new HeldRecord(fields, data, dataBytes, dataHash) as unknown as GroupRecord
}

/** Of its data and attributes together: names and texts as UTF-8, a number or date 8. Costs no look at the disk. */
export function recordBytes(record: GroupRecord): number {
  let bytes = HeldRecord.dataBytesOf(record)
  for (const [name, value] of Object.entries(record.attributes)) {
    bytes += Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 8)
  }
  return bytes
}

/** SHA-256 of its data, in hexadecimal. Of contributions to collaborative records that came from an envelope it costs no look at the disk. */
export function dataHashOf(record: GroupRecord): string {
  return HeldRecord.dataHashOf(record)
}

/** As read from an envelope. @param readData where the data are not to stay in memory: large ones rest in the log */
export function restingRecord({ data, ...fields }: GroupRecord, readData?: () => Uint8Array): GroupRecord {
  const rests = readData !== undefined && data.byteLength > MAX_RESTING_DATA_BYTES
  // Contributions are compared with each other whenever one of them comes.
  if (!rests) return heldRecord(fields, data)
  return heldRecord(fields, readData, data.byteLength, fields.edits && hashOf(data))
}

function hashOf(data: Uint8Array): string {
  return toHex(sha256(data))
}
