// What a search compares of a record: its attributes, and fields of its own under reserved names.
import type { AttributeValue, GroupRecord } from '../../record/index.js'

export type ValueKind = 'string' | 'int' | 'date'

/** Attributes that every record has, of its fields; no application sets them. */
export const RESERVED_ATTRIBUTES = {
  peerrecordid: 'string',
  peerrecordtype: 'string',
  peercreatorid: 'string',
  peerlastmodifiedby: 'string',
  peercreationtime: 'date',
  peerlastmodificationtime: 'date'
} as const

type ReservedName = keyof typeof RESERVED_ATTRIBUTES

/** As it is compared and indexed; dates in ms. Undefined where a record has no such value. */
export type FieldReader = (record: GroupRecord) => string | number | undefined

const FIELDS: { readonly [Name in ReservedName]: FieldReader } = {
  peerrecordid: ({ id }) => id,
  peerrecordtype: ({ type }) => type,
  peercreatorid: ({ creator }) => creator,
  peerlastmodifiedby: ({ lastModifiedBy }) => lastModifiedBy,
  peercreationtime: ({ createdAtMs }) => createdAtMs,
  peerlastmodificationtime: ({ modifiedAtMs }) => modifiedAtMs
}

/** Of values of that kind. Reserved names mean fields, whatever a record has under them. Chosen once for a clause. */
export function fieldReader(name: string, kind: ValueKind): FieldReader {
  if (Object.hasOwn(RESERVED_ATTRIBUTES, name)) {
    const reserved = name as ReservedName
    return RESERVED_ATTRIBUTES[reserved] === kind ? FIELDS[reserved] : () => undefined
  }
  // What an object has by itself, as `constructor`, is of none of these kinds.
  switch (kind) {
    case 'string':
      return ({ attributes }) => {
        const value = attributes[name]
        return typeof value === 'string' ? value : undefined
      }
    case 'int':
      return ({ attributes }) => {
        const value = attributes[name]
        return typeof value === 'number' ? value : undefined
      }
    case 'date':
      return ({ attributes }) => {
        const value = attributes[name]
        return value instanceof Date ? value.getTime() : undefined
      }
  }
}

export function kindOf(value: AttributeValue): ValueKind {
  if (typeof value === 'string') return 'string'
  return typeof value === 'number' ? 'int' : 'date'
}

/** As it is compared and indexed. */
export function keyOf(value: AttributeValue): string | number {
  return value instanceof Date ? value.getTime() : value
}
