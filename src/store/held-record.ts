// Records as lookups, searches and events hand them out: whoever gets one changes nothing that others see.
import { copyBytes } from '../base/index.js'
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
  readonly #data: HeldData

  constructor(fields: Omit<GroupRecord, 'data'>, data: HeldData) {
    this.#data = data
    Object.assign(this, fields)
    Object.defineProperty(this, 'data', HeldRecord.#DATA)
    Object.freeze(this)
  }
}

/** @param fields with attributes that are frozen, as read from an envelope. @param data each look at them takes a copy */
export function heldRecord(fields: Omit<GroupRecord, 'data'>, data: HeldData): GroupRecord {
  return new HeldRecord(fields, data) as unknown as GroupRecord
}

/** As read from an envelope. @param readData where the data are not to stay in memory: large ones rest in the log */
export function restingRecord({ data, ...fields }: GroupRecord, readData?: () => Uint8Array): GroupRecord {
  const rests = readData !== undefined && data.byteLength > MAX_RESTING_DATA_BYTES
  return heldRecord(fields, rests ? readData : data)
}
