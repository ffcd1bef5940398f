// The rules that need nothing but the record itself: true or false for ever. Spec: docs/protocols/record.md.
import { isText } from '../base/index.js'
import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_ATTRIBUTE_TEXT_BYTES,
  MAX_ATTRIBUTES,
  MAX_DELETED_EDITS,
  MAX_DURABLE_VERSION,
  MAX_EDITS,
  MAX_OVERWRITES,
  MAX_RECORD_DATA_BYTES,
  MAX_RECORD_SECURITY_BYTES,
  MAX_REPLACES,
  MAX_TYPE_BYTES
} from './defaults.js'
import { belongsToCreator } from './record-id.js'
import type { AttributeEdit, AttributeValue, GroupRecord } from './record.js'

/** The last millisecond that JavaScript's dates can say: what lies later could not be shown. The other times lie before it. */
const MAX_DATE_MS = 8.64e15

export type BrokenRule = 'malformed' | 'too-large' | 'foreign-id'

export function checkRecord(record: GroupRecord): BrokenRule | undefined {
  if (record.data.byteLength > MAX_RECORD_DATA_BYTES) return 'too-large'
  if ((record.security?.byteLength ?? 0) > MAX_RECORD_SECURITY_BYTES) return 'too-large'
  const names = Object.keys(record.attributes)
  if (names.length > MAX_ATTRIBUTES) return 'too-large'
  for (const name of names) {
    const value = record.attributes[name]
    if (name === '' || !isText(name) || !isAttributeValue(value)) return 'malformed'
    if (Buffer.byteLength(name) > MAX_ATTRIBUTE_NAME_BYTES) return 'too-large'
    if (typeof value === 'string' && Buffer.byteLength(value) > MAX_ATTRIBUTE_TEXT_BYTES) return 'too-large'
  }
  if (record.type === '' || !isText(record.type) || Buffer.byteLength(record.type) > MAX_TYPE_BYTES) return 'malformed'
  const numbers = [record.version, record.createdAtMs, record.modifiedAtMs, record.expiresAtMs]
  if (!numbers.every(isPositive) || record.expiresAtMs > MAX_DATE_MS) return 'malformed'
  if (record.modifiedAtMs < record.createdAtMs || record.expiresAtMs <= record.modifiedAtMs) return 'malformed'
  if (record.deleted && (names.length > 0 || record.data.byteLength > 0 || record.autoRefresh)) return 'malformed'
  if (!isRenewedWell(record)) return 'malformed'
  if (!belongsToCreator(record.id, record.creator)) return 'foreign-id'
  return record.edits === undefined ? undefined : (checkReplaces(record) ?? checkEdits(record, record.edits))
}

/** Renewed is what has content, by versions above that of the content, and with times in order. */
function isRenewedWell(record: GroupRecord): boolean {
  const { renewals, renewedAtMs } = record
  if (renewals === 0) return renewedAtMs === 0
  if (!isPositive(renewals) || !isPositive(renewedAtMs) || record.deleted) return false
  if (renewals >= record.version || renewals > MAX_DURABLE_VERSION) return false
  return renewedAtMs >= record.modifiedAtMs && renewedAtMs < record.expiresAtMs
}

/** A contribution replaces earlier ones of its author only, so that no two replace each other. */
function checkReplaces({ version, replaces = [] }: GroupRecord): BrokenRule | undefined {
  if (replaces.length > MAX_REPLACES) return 'too-large'
  const isGood = replaces.every((other) => isPositive(other.version) && isPositive(other.modifiedAtMs))
  return isGood && replaces.every((other) => other.version < version) ? undefined : 'malformed'
}

/** Each value has its edit; a tombstone has one of the data, which says when it was written. */
function checkEdits(record: GroupRecord, edits: readonly AttributeEdit[]): BrokenRule | undefined {
  const maxOverwrites = record.deleted ? MAX_DELETED_EDITS : MAX_OVERWRITES
  if (edits.length > MAX_EDITS || edits.some(({ overwrites }) => overwrites.length > maxOverwrites)) return 'too-large'
  const names = new Set<string>()
  let values = 0
  for (const { name, version, modifiedAtMs, removed, overwrites } of edits) {
    if (names.has(name) || !isText(name)) return 'malformed'
    if (Buffer.byteLength(name) > MAX_ATTRIBUTE_NAME_BYTES) return 'too-large'
    names.add(name)
    if (!isPositive(version) || version > record.version || version > MAX_DURABLE_VERSION) return 'malformed'
    if (!isPositive(modifiedAtMs)) return 'malformed'
    if (!overwrites.every((edit) => isPositive(edit.version) && isPositive(edit.modifiedAtMs))) return 'malformed'
    if (name === '' ? removed && record.data.byteLength > 0 : removed === Object.hasOwn(record.attributes, name)) {
      return 'malformed'
    }
    if (name !== '' && !removed) values++
  }
  if (record.deleted && (edits.length !== 1 || !names.has(''))) return 'malformed'
  if (values !== Object.keys(record.attributes).length) return 'malformed'
  return record.data.byteLength > 0 && !names.has('') ? 'malformed' : undefined
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0
}

export function isAttributeValue(value: unknown): value is AttributeValue {
  if (typeof value === 'string') return isText(value)
  if (typeof value === 'number') return Number.isSafeInteger(value)
  return value instanceof Date && Number.isSafeInteger(value.getTime()) && value.getTime() >= 0
}
