// Types of records whose data are JSON text: what programs that come by HTTP write too (`json` in the API).
import { utf8 } from '../base/index.js'
import { defineRecordType, type RecordType, type RecordTypeInit } from './record-type.js'

export interface JsonRecordTypeInit<Data> extends Omit<RecordTypeInit<Data>, 'codec'> {
  /** Makes sure that foreign JSON is what it should be, and throws where it is not; a zod schema's `parse`, say. */
  check(value: unknown): Data
}

/** Applications' names are `app.<namespace>.<name>`. */
export function defineJsonRecordType<Data>({ check, ...init }: JsonRecordTypeInit<Data>): RecordType<Data> {
  return defineRecordType({
    ...init,
    codec: {
      encode: (data) => utf8(JSON.stringify(data)),
      decode: (bytes) => check(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    }
  })
}
