import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import {
  defineRecordType,
  MAX_RECORD_DATA_BYTES,
  namedRecordId,
  readData,
  type GroupRecord
} from '../../src/record/index.js'
import { alice } from '../support/people.js'

const note = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'durable',
  ttlMs: 1000,
  maxBytes: 8,
  codec: {
    encode: utf8,
    decode: (bytes) => {
      if (bytes.byteLength === 0) throw new Error('empty')
      return new TextDecoder().decode(bytes)
    }
  }
})

function recordWith(change: Partial<GroupRecord>): GroupRecord {
  return {
    id: namedRecordId(alice.peer, 'note'),
    type: 'test.note',
    creator: alice.peer,
    lastModifiedBy: alice.peer,
    version: 1,
    createdAtMs: 1,
    modifiedAtMs: 1,
    expiresAtMs: 2,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data: utf8('hello'),
    ...change
  }
}

describe('a record type', () => {
  test('has defaults and cannot be changed afterwards', () => {
    const { name, lifetime, ttlMs, codec } = note
    expect(defineRecordType({ name, lifetime, ttlMs, codec })).toMatchObject({
      maxBytes: MAX_RECORD_DATA_BYTES,
      indexed: []
    })
    expect(Object.isFrozen(note)).toBe(true)
  })

  test('reads its data', () => {
    expect(readData(note, recordWith({}))).toBe('hello')
  })

  test.each<[string, Partial<GroupRecord>]>([
    ['of another type', { type: 'test.other' }],
    ['of a deleted record', { deleted: true }],
    ['over its limit', { data: new Uint8Array(9) }],
    ['that its codec refuses', { data: new Uint8Array() }]
  ])('does not read data %s', (_what, change) => {
    expect(readData(note, recordWith(change))).toBeUndefined()
  })
})
