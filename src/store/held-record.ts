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
  #dataHash: string | undefined

  constructor(fields: Omit<GroupRecord, 'data'>, data: HeldData, dataHash: string | undefined) {
    this.#data = data
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
}

/**
 * @param fields with attributes that are frozen, as read from an envelope. @param data each look at them takes a copy
 * @param dataHash what {@link dataHashOf} says, where it is not to be asked of `data`
 */
export function heldRecord(fields: Omit<GroupRecord, 'data'>, data: HeldData, dataHash?: string): GroupRecord {
  return new HeldRecord(fields, data, dataHash) as unknown as GroupRecord
}

/** SHA-256 of its data, in hexadecimal. Of contributions to collaborative records that came from an envelope it costs no look at the disk. */
export function dataHashOf(record: GroupRecord): string {
  return HeldRecord.dataHashOf(record)
}

/** As read from an envelope. @param readData where the data are not to stay in memory: large ones rest in the log */
export function restingRecord({ data, ...fields }: GroupRecord, readData?: () => Uint8Array): GroupRecord {
  const rests = readData !== undefined && data.byteLength > MAX_RESTING_DATA_BYTES
  // Contributions are compared with each other whenever one of them comes.
  return rests ? heldRecord(fields, readData, fields.edits && hashOf(data)) : heldRecord(fields, data)
}

function hashOf(data: Uint8Array): string {
  return toHex(sha256(data))
}
