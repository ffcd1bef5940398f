import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom, signedBytes } from '../../src/base/index.js'
import {
  createRecordId,
  MAX_ATTRIBUTE_TEXT_BYTES,
  MAX_ATTRIBUTES,
  MAX_ENVELOPE_BYTES,
  MAX_RECORD_DATA_BYTES,
  openEnvelope,
  sealRecord,
  MAX_EDITS,
  MAX_DELETED_EDITS,
  MAX_OVERWRITES,
  MAX_REPLACES,
  type AttributeEdit,
  type GroupRecord,
  type ReplacedContribution
} from '../../src/record/index.js'
import { potluck } from '../../src/record/record-pb.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, mallory, type Person } from '../support/people.js'

const wire = potluck.record.v1
const GROUP = new Uint8Array(32).fill(7)
const OTHER_GROUP = new Uint8Array(32).fill(8)
const VERIFY = { verifySignature: true }

function recordOf(author: Person, change: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: createRecordId(author.peer, seededRandom(1)),
    type: 'test.note',
    creator: author.peer,
    lastModifiedBy: author.peer,
    version: 1,
    createdAtMs: FAKE_NOW_MS,
    modifiedAtMs: FAKE_NOW_MS,
    expiresAtMs: FAKE_NOW_MS + 1000,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data: Uint8Array.of(1, 2, 3),
    ...change
  }
}

const none = new Uint8Array()

function edit(name: string, change: Partial<AttributeEdit> = {}): AttributeEdit {
  return { name, version: 2, modifiedAtMs: FAKE_NOW_MS, removed: false, overwrites: [], ...change }
}

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `a${i}`)
const overwrites = (count: number): AttributeEdit['overwrites'] =>
  Array.from({ length: count }, () => ({ author: bob.peer, version: 1, modifiedAtMs: FAKE_NOW_MS }))

const replaced = (version: number, count: number): ReplacedContribution[] =>
  Array.from({ length: count }, () => ({ version, modifiedAtMs: FAKE_NOW_MS }))

/** What a dishonest author sends: signed, but with whatever fields. */
function craft(author: Person, change: (record: potluck.record.v1.IRecord) => void): Uint8Array {
  const good = wire.Envelope.decode(sealRecord(recordOf(author), GROUP, author.keyPair))
  const message = wire.Record.decode(good.record)
  change(message)
  const record = wire.Record.encode(message).finish()
  return wire.Envelope.encode({
    record,
    signature: author.keyPair.sign(signedBytes('potluck/record/1', [GROUP, record]))
  }).finish()
}

describe('an envelope', () => {
  test('gives back the record that was sealed', () => {
    const attributeValue = fc.oneof(
      fc.string({ maxLength: 50 }),
      fc.maxSafeInteger(),
      fc.date({ min: new Date(0), max: new Date(8.64e15), noInvalidDate: true })
    )
    const timeMs = fc.integer({ min: 1, max: 2 ** 52 })
    fc.assert(
      fc.property(
        fc.record({
          type: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
          version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
          autoRefresh: fc.boolean(),
          attributes: fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), attributeValue, { maxKeys: 6 }),
          data: fc.uint8Array({ maxLength: 200 })
        }),
        fc.uniqueArray(timeMs, { minLength: 3, maxLength: 3 }),
        (fields, times) => {
          const [createdAtMs, modifiedAtMs, expiresAtMs] = times.sort((a, b) => a - b) as [number, number, number]
          const record = recordOf(alice, { ...fields, createdAtMs, modifiedAtMs, expiresAtMs })
          const verdict = openEnvelope(sealRecord(record, GROUP, alice.keyPair), GROUP, VERIFY)
          if (!verdict.ok) throw new Error(verdict.reason)
          expect({ ...verdict.record, attributes: { ...verdict.record.attributes } }).toEqual({
            ...record,
            attributes: { ...record.attributes }
          })
        }
      )
    )
  })

  test('gives back renewals, and the edits of a contribution', () => {
    const edits = [
      edit('color', { overwrites: [{ author: bob.peer, version: 7, modifiedAtMs: FAKE_NOW_MS }] }),
      edit('', { version: 3 }),
      edit('size', { removed: true })
    ]
    const replaces = [{ version: 3, modifiedAtMs: FAKE_NOW_MS }]
    const renewed = { version: 4, renewals: 1, renewedAtMs: FAKE_NOW_MS + 5 }
    const changed = { attributes: { color: 'red' }, edits, replaces, ...renewed }
    const verdict = openEnvelope(sealRecord(recordOf(alice, changed), GROUP, alice.keyPair), GROUP, VERIFY)
    expect(verdict).toMatchObject({ ok: true, record: { edits, replaces, ...renewed } })
    const empty = openEnvelope(
      sealRecord(recordOf(alice, { edits: [], data: none }), GROUP, alice.keyPair),
      GROUP,
      VERIFY
    )
    expect(empty).toMatchObject({ ok: true, record: { edits: [] } })
    const plain = openEnvelope(sealRecord(recordOf(alice), GROUP, alice.keyPair), GROUP, VERIFY)
    expect(plain.ok && 'edits' in plain.record).toBe(false)
  })

  test('keeps names of attributes apart from JavaScript’s own', () => {
    const attributes = { constructor: 'a', __proto__: undefined, toString: 1 } as never
    expect(() => sealRecord(recordOf(alice, { attributes }), GROUP, alice.keyPair)).not.toThrow()
    const bytes = craft(alice, (record) => void (record.attributes = [{ name: '__proto__', text: 'polluted' }]))
    const verdict = openEnvelope(bytes, GROUP, VERIFY)
    expect(verdict.ok && Object.entries(verdict.record.attributes)).toEqual([['__proto__', 'polluted']])
    expect(({} as { text?: string }).text).toBeUndefined()
  })

  test('shares no memory with the bytes it was read from', () => {
    const bytes = sealRecord(recordOf(alice), GROUP, alice.keyPair)
    const verdict = openEnvelope(bytes, GROUP, VERIFY)
    bytes.fill(0)
    expect(verdict.ok && verdict.record.data).toEqual(Uint8Array.of(1, 2, 3))
  })

  test('holds in its own group only', () => {
    const bytes = sealRecord(recordOf(alice), GROUP, alice.keyPair)
    expect(openEnvelope(bytes, OTHER_GROUP, VERIFY)).toEqual({ ok: false, reason: 'bad-signature' })
  })

  test('in somebody else’s name is refused, unless a shard head stands for the signature', () => {
    const bytes = craft(mallory, (record) => {
      record.lastModifiedBy = alice.keyPair.publicKey
    })
    expect(openEnvelope(bytes, GROUP, VERIFY)).toEqual({ ok: false, reason: 'bad-signature' })
    expect(openEnvelope(bytes, GROUP, { verifySignature: false }).ok).toBe(true)
  })

  test('may be signed by another than the creator, who is the last modifier', () => {
    const record = recordOf(alice, { lastModifiedBy: bob.peer, version: 2 })
    const verdict = openEnvelope(sealRecord(record, GROUP, bob.keyPair), GROUP, VERIFY)
    expect(verdict).toMatchObject({ ok: true, record: { creator: alice.peer, lastModifiedBy: bob.peer } })
  })
})

describe('a record that breaks a rule is neither sealed nor opened', () => {
  const many = Object.fromEntries(names(MAX_ATTRIBUTES + 1).map((name) => [name, 1]))
  const full = Object.fromEntries(names(MAX_ATTRIBUTES).map((name) => [name, 'x'.repeat(MAX_ATTRIBUTE_TEXT_BYTES)]))
  const renewed = { renewals: 1, renewedAtMs: FAKE_NOW_MS }
  const contribution = (edits: AttributeEdit[]): Partial<GroupRecord> => ({ version: 2, data: none, edits })
  test.each<[string, Partial<GroupRecord>, string]>([
    ['too much data', { data: new Uint8Array(MAX_RECORD_DATA_BYTES + 1) }, 'TOO_LARGE'],
    ['too many attributes', { attributes: many }, 'TOO_LARGE'],
    ['a long text', { attributes: { a: 'x'.repeat(MAX_ATTRIBUTE_TEXT_BYTES + 1) } }, 'TOO_LARGE'],
    ['an attribute without a name', { attributes: { '': 1 } }, 'BAD_RECORD'],
    ['a fraction as attribute', { attributes: { a: 1.5 } }, 'BAD_RECORD'],
    ['no date as attribute', { attributes: { a: new Date(NaN) } }, 'BAD_RECORD'],
    ['no type', { type: '' }, 'BAD_RECORD'],
    ['a long type', { type: 'x'.repeat(200) }, 'BAD_RECORD'],
    ['version 0', { version: 0 }, 'BAD_RECORD'],
    ['a broken version', { version: 1.5 }, 'BAD_RECORD'],
    ['an end before its beginning', { expiresAtMs: FAKE_NOW_MS }, 'BAD_RECORD'],
    ['a change before its creation', { createdAtMs: FAKE_NOW_MS + 1 }, 'BAD_RECORD'],
    ['a tombstone with data', { deleted: true }, 'BAD_RECORD'],
    ['the id of somebody else', { id: createRecordId(bob.peer, seededRandom(1)) }, 'BAD_RECORD'],
    ['another signer', { lastModifiedBy: bob.peer }, 'BAD_RECORD'],
    ['half a surrogate pair in a text', { attributes: { a: 'x\ud83d' } }, 'BAD_RECORD'],
    ['half a surrogate pair in a name', { attributes: { '\udc00': 1 } }, 'BAD_RECORD'],
    ['half a surrogate pair in its type', { type: 'test.\ud83dnote' }, 'BAD_RECORD'],
    [
      'attributes that fill an envelope',
      { attributes: full, data: new Uint8Array(MAX_RECORD_DATA_BYTES) },
      'TOO_LARGE'
    ],
    ['a tombstone that is renewed', { deleted: true, data: none, version: 2, ...renewed }, 'BAD_RECORD'],
    ['a tombstone to be renewed', { deleted: true, data: none, autoRefresh: true }, 'BAD_RECORD'],
    ['as many renewals as versions', { version: 1, ...renewed }, 'BAD_RECORD'],
    ['a renewal without its time', { version: 2, renewals: 1 }, 'BAD_RECORD'],
    ['a time of renewal without a renewal', { version: 2, renewedAtMs: FAKE_NOW_MS }, 'BAD_RECORD'],
    ['a renewal before its content', { version: 2, renewals: 1, renewedAtMs: FAKE_NOW_MS - 1 }, 'BAD_RECORD'],
    ['a renewal after its end', { version: 2, renewals: 1, renewedAtMs: FAKE_NOW_MS + 1000 }, 'BAD_RECORD'],
    ['too many edits', contribution(names(MAX_EDITS + 1).map((name) => edit(name, { removed: true }))), 'TOO_LARGE'],
    ['an edit over too much', contribution([edit('', { overwrites: overwrites(MAX_OVERWRITES + 1) })]), 'TOO_LARGE'],
    [
      'a tombstone over too much',
      {
        ...contribution([edit('', { removed: true, overwrites: overwrites(MAX_DELETED_EDITS + 1) })]),
        ...{ deleted: true, data: none }
      },
      'TOO_LARGE'
    ],
    [
      'an edit over one without a time',
      contribution([edit('', { overwrites: [{ author: bob.peer, version: 1, modifiedAtMs: 0 }] })]),
      'BAD_RECORD'
    ],
    ['a contribution that replaces itself', { ...contribution([]), replaces: replaced(2, 1) }, 'BAD_RECORD'],
    ['too much security', { security: new Uint8Array(1025) }, 'TOO_LARGE'],
    ['one that replaces version 0', { ...contribution([]), replaces: replaced(0, 1) }, 'BAD_RECORD'],
    ['one that replaces too many', { ...contribution([]), replaces: replaced(1, MAX_REPLACES + 1) }, 'TOO_LARGE'],
    ['a tombstone that is no edit', { ...contribution([]), deleted: true, data: none }, 'BAD_RECORD'],
    [
      'a tombstone of an attribute',
      { ...contribution([edit('a', { removed: true })]), deleted: true, data: none },
      'BAD_RECORD'
    ],
    ['an edit above its contribution', contribution([edit('', { version: 3 })]), 'BAD_RECORD'],
    ['an edit without a version', contribution([edit('', { version: 0 })]), 'BAD_RECORD'],
    ['an edit without a time', contribution([edit('', { modifiedAtMs: 0 })]), 'BAD_RECORD'],
    ['two edits of one name', contribution([edit(''), edit('')]), 'BAD_RECORD'],
    ['an edit of half a surrogate pair', contribution([edit('\ud83d', { removed: true })]), 'BAD_RECORD'],
    ['an edit with a long name', contribution([edit('x'.repeat(65), { removed: true })]), 'TOO_LARGE'],
    ['an edit without its value', contribution([edit('a')]), 'BAD_RECORD'],
    ['a value without its edit', { ...contribution([]), attributes: { a: 1 } }, 'BAD_RECORD'],
    ['data without their edit', { ...contribution([]), data: Uint8Array.of(1) }, 'BAD_RECORD'],
    ['data that were removed', { ...contribution([edit('', { removed: true })]), data: Uint8Array.of(1) }, 'BAD_RECORD']
  ])('%s: not sealed', (_what, change, code) => {
    expect(() => sealRecord(recordOf(alice, change), GROUP, alice.keyPair)).toThrow(expect.objectContaining({ code }))
  })

  test.each<[string, (record: potluck.record.v1.IRecord) => void, string]>([
    ['too much data', (record) => (record.data = new Uint8Array(MAX_RECORD_DATA_BYTES + 1)), 'too-large'],
    ['too much security', (record) => (record.security = new Uint8Array(1025)), 'too-large'],
    ['the id of somebody else', (record) => (record.creator = bob.keyPair.publicKey), 'foreign-id'],
    ['an id of 31 bytes', (record) => (record.id = new Uint8Array(31)), 'malformed'],
    ['a creator of 31 bytes', (record) => (record.creator = new Uint8Array(31)), 'malformed'],
    ['a time beyond 2^53', (record) => (record.expiresMs = 2 ** 60), 'malformed'],
    ['an expiry that no date can say', (record) => (record.expiresMs = 8.64e15 + 1), 'malformed'],
    ['no version', (record) => (record.version = 0), 'malformed'],
    ['a tombstone with data', (record) => (record.deleted = true), 'malformed'],
    ['an attribute twice', (record) => (record.attributes = [attribute('a'), attribute('a')]), 'malformed'],
    ['an attribute without value', (record) => (record.attributes = [{ name: 'a' }]), 'malformed'],
    [
      'a date beyond all dates',
      (record) => (record.attributes = [{ name: 'a', dateMs: Number.MAX_SAFE_INTEGER }]),
      'malformed'
    ],
    ['edits of a record that is not collaborative', (record) => (record.edits = [wireEdit('')]), 'malformed'],
    ['one that is not, replacing others', (record) => (record.replaces = [{ version: 1, modifiedMs: 1 }]), 'malformed'],
    [
      'a hundred thousand replaced',
      (record) => (record.replaces = Array.from({ length: 100_000 }, () => ({}))),
      'too-large'
    ],
    ['an edit twice', (record) => collaborative(record, [wireEdit(''), wireEdit('')]), 'malformed'],
    ['an edit that says nothing', (record) => collaborative(record, [{}]), 'malformed'],
    [
      'an edit over that of no key',
      (record) => {
        collaborative(record, [{ ...wireEdit(''), places: [0] }])
        record.overwritten = [{ author: none, version: 1 }]
      },
      'malformed'
    ],
    [
      'an edit over one that is not named',
      (record) => {
        collaborative(record, [{ ...wireEdit(''), places: [1] }])
        record.overwritten = [{ author: alice.keyPair.publicKey, version: 1, modifiedMs: 1 }]
      },
      'malformed'
    ],
    [
      'a hundred thousand overwrites',
      (record) => collaborative(record, [{ ...wireEdit(''), places: Array.from({ length: 100_000 }, () => 0) }]),
      'too-large'
    ],
    [
      'a hundred thousand overwrites as older writers name them',
      (record) => collaborative(record, [{ ...wireEdit(''), overwrites: Array.from({ length: 100_000 }, () => ({})) }]),
      'too-large'
    ],
    [
      'an edit over that of no key, as older writers name it',
      (record) => collaborative(record, [{ ...wireEdit(''), overwrites: [{ author: none, version: 1 }] }]),
      'malformed'
    ],
    [
      'a hundred thousand edits named',
      (record) => {
        collaborative(record, [wireEdit('')])
        record.overwritten = Array.from({ length: 100_000 }, () => ({}))
      },
      'too-large'
    ],
    ['edits named by what is no contribution', (record) => (record.overwritten = [{}]), 'malformed'],
    [
      'a hundred thousand edits',
      (record) =>
        collaborative(
          record,
          Array.from({ length: 100_000 }, () => wireEdit(''))
        ),
      'too-large'
    ],
    ['a renewal without its time', (record) => ((record.version = 2), (record.renewals = 1)), 'malformed'],
    [
      'a hundred thousand attributes',
      (record) => (record.attributes = Array.from({ length: 100_000 }, (_, i) => attribute(`a${i}`))),
      'too-large'
    ]
  ])('%s: not opened', (_what, change, reason) => {
    expect(openEnvelope(craft(alice, change), GROUP, VERIFY)).toEqual({ ok: false, reason })
  })

  function collaborative(record: potluck.record.v1.IRecord, edits: potluck.record.v1.IEdit[]): void {
    Object.assign(record, { collaborative: true, edits })
  }

  function wireEdit(name: string): potluck.record.v1.IEdit {
    return { name, version: 1, modifiedMs: FAKE_NOW_MS }
  }

  function attribute(name: string): potluck.record.v1.IAttribute {
    return { name, text: 'x' }
  }
})

describe('foreign bytes', () => {
  const good = sealRecord(recordOf(alice, { attributes: { kind: 'note', size: -5 } }), GROUP, alice.keyPair)

  test('one changed byte never throws, and never verifies as another record', () => {
    fc.assert(
      fc.property(fc.nat(good.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const mutated = good.slice()
        mutated[at]! ^= flip
        expect(openEnvelope(mutated, GROUP, VERIFY).ok).toBe(false)
        openEnvelope(mutated, GROUP, { verifySignature: false })
      }),
      { numRuns: 1000 }
    )
  })

  test('arbitrary bytes are malformed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(openEnvelope(bytes, GROUP, VERIFY).ok).toBe(false)
      })
    )
  })

  test('what is too large is not even decoded', () => {
    expect(openEnvelope(new Uint8Array(MAX_ENVELOPE_BYTES + 1), GROUP, VERIFY)).toEqual({
      ok: false,
      reason: 'too-large'
    })
  })
})
