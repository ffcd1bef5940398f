// What we do not write, though nobody would refuse its bytes.
import type { PeerId } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import { isAttributeValue, MAX_DURABLE_VERSION, RecordError } from '../record/index.js'
import { MAX_STRANGERS_VERSION, OWN_ROOM_BYTES } from './defaults.js'
import { StoreError } from './errors.js'
import { RESERVED_ATTRIBUTES } from './search/fields.js'
import type { TypeRules } from './type-rules.js'

/** Deletions always find some: they are small, and the way out. @throws {StoreError} `FULL` */
export function requireRoom({ deleted, data }: GroupRecord, ownBytes: number): void {
  if (deleted || ownBytes + data.byteLength <= OWN_ROOM_BYTES) return
  throw new StoreError('FULL', `our records fill ${ownBytes} bytes, and members keep little more of one author`)
}

/** Nobody would take it. @throws {StoreError} `NOT_A_MEMBER` */
export function requireMember(author: PeerId, rules: TypeRules, nowMs: number): void {
  if ((rules.memberUntilMs(author) ?? 0) > nowMs) return
  throw new StoreError('NOT_A_MEMBER', 'this machine is no member now: nobody would take what it writes')
}

/** What would count nowhere is not written. @throws {RecordError} `BAD_RECORD` */
export function requireVersion({ id, version, creator, lastModifiedBy: author }: GroupRecord): void {
  if (version <= (author === creator ? MAX_DURABLE_VERSION : MAX_STRANGERS_VERSION)) return
  throw new RecordError('BAD_RECORD', `record ${id} has no versions left`)
}

/** Types that the store itself writes: never shown, and nobody else's to write. */
export const OWN_TYPE_PREFIX = 'store.'

/** @throws {RecordError} `BAD_RECORD` */
export function requireFreeType(name: string): void {
  if (name.startsWith(OWN_TYPE_PREFIX))
    throw new RecordError('BAD_RECORD', `types of ${OWN_TYPE_PREFIX} are the store's own`)
}

/** A search takes these names for the record's own fields; an empty one means the data of a collaborative record. */
function requireFreeNames(attributes: { readonly [name: string]: unknown }): void {
  const reserved = Object.keys(attributes).find((name) => name === '' || Object.hasOwn(RESERVED_ATTRIBUTES, name))
  if (reserved !== undefined) throw new RecordError('BAD_RECORD', `no attribute can be named "${reserved}"`)
}

interface Given {
  readonly attributes?: { readonly [name: string]: unknown } | undefined
  readonly ttlMs: number
}

/**
 * What a program gives, refused in words for whoever wrote it: no reader takes what is not so.
 * @param mayRemove null stands for an attribute that goes
 * @throws {RecordError} `BAD_RECORD`
 */
export function requireGiven({ attributes = {}, ttlMs }: Given, mayRemove = false): void {
  requireFreeNames(attributes)
  const bad = Object.entries(attributes).find(([, value]) => !isAttributeValue(value) && !(mayRemove && value === null))
  if (bad !== undefined) {
    throw new RecordError(
      'BAD_RECORD',
      `attribute "${bad[0]}" is no text, whole number within 2^53 or date from 1970 on`
    )
  }
  if (Number.isSafeInteger(ttlMs) && ttlMs > 0) return
  throw new RecordError('BAD_RECORD', `a record lives a whole number of milliseconds above 0, not ${ttlMs}`)
}

/** A record is of its type for ever. @param shown undefined: nothing of that id is here @throws {RecordError} `BAD_RECORD` */
export function requireSameType(shown: GroupRecord | undefined, type: string): void {
  if (shown === undefined || shown.type === type) return
  throw new RecordError('BAD_RECORD', `record ${shown.id} is a ${shown.type} for ever`)
}

/** What nobody would see is not written. @throws {RecordError} `TOO_LARGE`, `BAD_RECORD` */
export function requireValid(record: GroupRecord, rules: TypeRules): void {
  if (rules.isTooLarge(record))
    throw new RecordError('TOO_LARGE', `record ${record.id} of ${record.type} has more bytes than records here may`)
  if (rules.validityOf(record) !== 'invalid') return
  throw new RecordError(
    'BAD_RECORD',
    `record ${record.id} is not what ${record.type}, or the program's security, finds valid`
  )
}
