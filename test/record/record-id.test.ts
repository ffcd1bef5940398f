import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import {
  belongsToCreator,
  createRecordId,
  namedRecordId,
  recordIdFromBytes,
  recordIdToBytes
} from '../../src/record/index.js'
import { alice, bob } from '../support/people.js'

describe('a record id', () => {
  test('belongs to its creator and to nobody else', () => {
    for (const id of [createRecordId(alice.peer, seededRandom(1)), namedRecordId(alice.peer, 'profile')]) {
      expect(id).toMatch(/^[0-9a-f]{64}$/)
      expect(belongsToCreator(id, alice.peer)).toBe(true)
      expect(belongsToCreator(id, bob.peer)).toBe(false)
    }
  })

  test('with a name is the same each time, and differs by name and creator', () => {
    expect(namedRecordId(alice.peer, 'profile')).toBe(namedRecordId(alice.peer, 'profile'))
    expect(namedRecordId(alice.peer, 'profile')).not.toBe(namedRecordId(alice.peer, 'profiles'))
    for (const name of ['\ud800', 'a \udfff', '\udc00\ud800']) {
      expect(() => namedRecordId(alice.peer, name)).toThrow(expect.objectContaining({ code: 'BAD_RECORD' }))
    }
    expect(namedRecordId(alice.peer, '\ufffd')).not.toBe(namedRecordId(alice.peer, '\u{1f378}'))
    expect(namedRecordId(alice.peer, 'profile').slice(32)).toBe(namedRecordId(bob.peer, 'profile').slice(32))
  })

  test('of one creator are different', () => {
    const random = seededRandom(1)
    expect(new Set(Array.from({ length: 1000 }, () => createRecordId(alice.peer, random))).size).toBe(1000)
  })

  test('goes to bytes and back; other lengths are none', () => {
    const id = namedRecordId(alice.peer, 'profile')
    expect(recordIdFromBytes(recordIdToBytes(id))).toBe(id)
    expect(recordIdFromBytes(new Uint8Array(31))).toBeUndefined()
    expect(recordIdFromBytes(new Uint8Array(33))).toBeUndefined()
    expect(() => recordIdToBytes(id.slice(2))).toThrow(RangeError)
    expect(() => createRecordId('nobody', seededRandom(1))).toThrow(RangeError)
  })

  test('foreign text belongs to nobody, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 70 }), fc.string({ maxLength: 60 }), (id, creator) => {
        expect(belongsToCreator(id, creator)).toBe(false)
        expect(belongsToCreator(id, alice.peer)).toBe(false)
      })
    )
  })
})

test('an id whose own half is no lower-case hexadecimal belongs to nobody', () => {
  const id = namedRecordId(alice.peer, 'x')
  expect(belongsToCreator(id, alice.peer)).toBe(true)
  for (const own of ['z'.repeat(32), 'A'.repeat(32), '\u00e4'.repeat(32), ' '.repeat(32)]) {
    expect(belongsToCreator(id.slice(0, 32) + own, alice.peer)).toBe(false)
  }
})
