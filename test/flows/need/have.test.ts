import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256, utf8 } from '../../../src/base/index.js'
import { MAX_NEED_PAIRS, NOTHING_SAID } from '../../../src/content/index.js'
import { MAX_ALIAS_CHARACTERS, MAX_HAVES_TOLD } from '../../../src/flows/need/defaults.js'
import { haveRecordId, haveType, offerOf, readHaves, type HaveData } from '../../../src/flows/need/have.js'
import { potluck } from '../../../src/flows/need-pb.js'
import type { GroupRecord } from '../../../src/record/index.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { alice, bob } from '../../support/people.js'

const wire = potluck.need.v1
const NEED_ID = '01'.repeat(16)
const CONTENT = {
  digest: '0d'.repeat(32),
  location: { ...NOTHING_SAID, bytes: 1_000, leafRoot: sha256(utf8('root')), etag: '"v1"' },
  asOfMs: 0
}
const HELD: HaveData = {
  needId: NEED_ID,
  id: 1111,
  type: 'response',
  alias: '/potluck/1/blob',
  content: CONTENT,
  downloading: undefined,
  version: '1.0',
  pairs: [{ key: 'channel', value: 'stable' }]
}
const DOWNLOADING: HaveData = {
  ...HELD,
  content: undefined,
  downloading: { transferId: '02'.repeat(16), verifiedBytes: 131_072, expectedBytes: undefined, bytesBefore: 262_144 }
}

function record(data: Uint8Array, change: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: haveRecordId(bob.peer, NEED_ID),
    type: haveType.name,
    creator: bob.peer,
    lastModifiedBy: bob.peer,
    version: FAKE_NOW_MS,
    createdAtMs: FAKE_NOW_MS,
    modifiedAtMs: FAKE_NOW_MS,
    expiresAtMs: FAKE_NOW_MS + 1,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data,
    ...change
  }
}

describe('an answer', () => {
  test.each([
    ['I have', HELD],
    ['I am downloading', DOWNLOADING],
    [
      'I am downloading so much of so much',
      { ...DOWNLOADING, downloading: { ...DOWNLOADING.downloading!, expectedBytes: 0 } }
    ],
    ['of an application', { ...HELD, type: 16, content: undefined, alias: 'printer://3rd-floor', pairs: [] }]
  ] as const)('is read as it was written: %s', (_what, data) => {
    const [read] = readHaves(record(haveType.codec.encode(data)))
    expect(read).toEqual({ ...data, holder: bob.peer, recordId: record(new Uint8Array()).id, writtenAtMs: FAKE_NOW_MS })
  })

  test('says of content what a location says', () => {
    const have = readHaves(record(haveType.codec.encode(HELD)))[0]!
    const { holder, recordId } = have
    const offer = { ...CONTENT.location, digest: CONTENT.digest, holder, recordId, writtenAtMs: FAKE_NOW_MS }
    expect(offerOf(have, 'ab'.repeat(32))).toEqual({ ...offer, urlKey: 'ab'.repeat(32) })
    expect(offerOf({ ...have, content: undefined }, 'ab'.repeat(32))).toBeUndefined()
  })

  test.each([
    ['long ago', 1_577_836_800_000, 1_577_836_800_000],
    ['later than it was said', FAKE_NOW_MS + 1, FAKE_NOW_MS]
  ])('of what was changed %s is an offer of then, at most of when it was said', (_when, asOfMs, writtenAtMs) => {
    const have = readHaves(record(haveType.codec.encode({ ...HELD, content: { ...CONTENT, asOfMs } })))[0]!
    expect(have.content?.asOfMs).toBe(asOfMs)
    expect(offerOf(have, 'ab'.repeat(32))?.writtenAtMs).toBe(writtenAtMs)
  })

  test('says more to other needs of the same asker', () => {
    const other = { ...HELD, needId: '0f'.repeat(16), id: 8 }
    const read = readHaves(record(haveType.codec.encode({ ...HELD, more: [other, DOWNLOADING] })))
    const said = { holder: bob.peer, recordId: record(new Uint8Array()).id, writtenAtMs: FAKE_NOW_MS }
    expect(read).toEqual([HELD, other, DOWNLOADING].map((have) => ({ ...have, ...said })))
  })

  test('is its author’s word alone', () => {
    const data = haveType.codec.encode(HELD)
    expect(readHaves(record(data, { lastModifiedBy: alice.peer }))).toEqual([])
    expect(readHaves(record(data, { type: 'content.need' }))).toEqual([])
  })

  const plain = { needId: new Uint8Array(16), type: 2, alias: '/a' }
  const location = wire.Have.decode(haveType.codec.encode(HELD)).location
  const running = { transferId: new Uint8Array(16), verifiedBytes: 1 }
  test('is one with the least that it can say', () => {
    expect(readHaves(record(wire.Have.encode(plain).finish()))[0]?.alias).toBe('/a')
  })

  test.each([
    ['a short need id', { needId: new Uint8Array(15) }],
    ['the type of a request', { type: 0 }],
    ['a type of a later version', { type: 3 }],
    ['an alias that is too long', { alias: 'x'.repeat(MAX_ALIAS_CHARACTERS + 1) }],
    ['a short digest', { digest: new Uint8Array(31), location }],
    ['a digest and no location', { digest: new Uint8Array(32) }],
    ['a location and no digest', { location }],
    ['a location that is none', { digest: new Uint8Array(32), location: new Uint8Array([255]) }],
    ['a short transfer id', { downloading: { ...running, transferId: new Uint8Array(1) } }],
    ['more bytes than numbers can count', { downloading: { ...running, verifiedBytes: 2 ** 60 } }],
    ['content that is held, and not yet', { digest: new Uint8Array(32), location, downloading: running }],
    ['too many pairs', { pairs: Array.from({ length: MAX_NEED_PAIRS + 1 }, () => ({ key: 'k', value: '' })) }],
    ['a pair without a key', { pairs: [{ key: '', value: 'v' }] }],
    ['a version that is a story', { version: 'v'.repeat(100) }],
    ['more that is none', { more: [new Uint8Array([255])] }],
    ['more within more', { more: [wire.Have.encode({ ...plain, more: [wire.Have.encode(plain).finish()] }).finish()] }],
    ['too much more', { more: Array.from({ length: MAX_HAVES_TOLD }, () => wire.Have.encode(plain).finish()) }]
  ])('with %s is none', (_what, fields) => {
    const bytes = wire.Have.encode({ ...plain, ...fields }).finish()
    expect(readHaves(record(bytes))).toEqual([])
  })

  test('that no reader would take is not written', () => {
    expect(() => haveType.codec.encode({ ...HELD, alias: 'x'.repeat(MAX_ALIAS_CHARACTERS + 1) })).toThrow(RangeError)
    expect(() => haveType.codec.encode({ ...HELD, needId: '01' })).toThrow(RangeError)
  })
})

test('foreign bytes never throw, and what is read of them keeps the limits', () => {
  const good = haveType.codec.encode(HELD)
  const changed = fc
    .tuple(fc.nat(good.byteLength - 1), fc.nat(255), fc.nat(good.byteLength))
    .map(([at, byte, end]) => good.map((before, index) => (index === at ? byte : before)).subarray(0, end))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), (bytes) => {
      const [read] = readHaves(record(bytes))
      if (read === undefined) return
      expect(read.needId).toMatch(/^[0-9a-f]{32}$/)
      expect(read.alias.length).toBeLessThanOrEqual(MAX_ALIAS_CHARACTERS)
      expect(haveType.codec.decode(haveType.codec.encode(read))).toMatchObject({ needId: read.needId, id: read.id })
    }),
    { numRuns: 500 }
  )
})
