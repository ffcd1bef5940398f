// Records as the API spells them, and what it is given as records have it.
import type { Attributes, AttributeValue, GroupRecord } from '../record/index.js'
import type { RecordConflict } from '../store/index.js'
import type { RecordConflict as ConflictAnswer, Record as RecordAnswer } from './api/records.js'
import { MAX_EVENT_DATA_BYTES, MAX_JSON_DEPTH } from './defaults.js'
import { GatewayError } from './errors.js'

type GivenAttributes = RecordAnswer['attributes']

/** @param maxDataBytes larger data are left out @throws {StoreError} `DISK`: large data are read from there */
export function describeRecord(record: GroupRecord, maxDataBytes = Infinity): RecordAnswer {
  const { id, type, creator, lastModifiedBy, version, createdAtMs, modifiedAtMs, expiresAtMs, autoRefresh, data } =
    record
  const said = { id, type, creator, lastModifiedBy, version, createdAtMs, modifiedAtMs, expiresAtMs, autoRefresh }
  const attributes = Object.fromEntries(
    Object.entries(record.attributes).map(([name, value]) => [name, spellValue(value)])
  )
  const bytes = data.byteLength
  if (bytes > maxDataBytes) return { ...said, attributes, bytes }
  return { ...said, attributes, bytes, data: spellBytes(data), json: jsonIn(data) }
}

/** @param value undefined: it was removed */
export function describeConflict({ value, ...said }: RecordConflict): ConflictAnswer {
  if (value instanceof Uint8Array) return { ...said, data: spellBytes(value) }
  return value === undefined ? said : { ...said, value: spellValue(value) }
}

function spellBytes(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')
}

function spellValue(value: AttributeValue): GivenAttributes[string] {
  return value instanceof Date ? { dateMs: value.getTime() } : value
}

/** Undefined where the data are no JSON text, or one that is large or deep. */
function jsonIn(data: Uint8Array): RecordAnswer['json'] {
  const [first] = data
  if (
    first === undefined ||
    data.byteLength > MAX_EVENT_DATA_BYTES ||
    !'{["tfn-0123456789 \n\r\t'.includes(String.fromCharCode(first)) ||
    isDeep(data)
  ) {
    return undefined
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data)) as RecordAnswer['json']
  } catch {
    return undefined
  }
}

/** @param json text in UTF-8 */
function isDeep(json: Uint8Array): boolean {
  let depth = 0
  let isText = false
  for (let i = 0; i < json.byteLength; i++) {
    const character = String.fromCharCode(json[i]!)
    if (character === '"') isText = !isText
    else if (isText) i += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    if (depth > MAX_JSON_DEPTH) return true
  }
  return false
}

export function readAttributes(given: GivenAttributes = {}): Attributes {
  return readEdits(given) as Attributes
}

/** null: removed. */
export function readEdits(given: { readonly [name: string]: GivenAttributes[string] | null } = {}): {
  [name: string]: AttributeValue | null
} {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      return [name, typeof value === 'object' && value !== null ? new Date(value.dateMs) : value]
    })
  )
}

/** @throws {GatewayError} `BAD_REQUEST` */
export function readRecordData({ data, json }: { data?: string | undefined; json?: unknown }): Uint8Array {
  if (json === undefined) return new Uint8Array(Buffer.from(data ?? '', 'base64'))
  const tooDeep = `the JSON is nested deeper than ${MAX_JSON_DEPTH}`
  let text: string
  try {
    text = JSON.stringify(json)
  } catch (error) {
    throw new GatewayError('BAD_REQUEST', tooDeep, { cause: error })
  }
  const bytes = new Uint8Array(Buffer.from(text, 'utf8'))
  if (isDeep(bytes)) throw new GatewayError('BAD_REQUEST', tooDeep)
  return bytes
}

/** `name:value` as the store looks it up. */
export function readFilter(text: string): { name: string; value: string } {
  const end = text.indexOf(':')
  return { name: text.slice(0, end), value: text.slice(end + 1) }
}
