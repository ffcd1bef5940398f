import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  claimRecordId,
  claimType,
  FIRST_APPLICATION_NEED,
  needProblem,
  needRecordId,
  PLAIN_NEED,
  needType,
  readClaim,
  readNeed,
  type ClaimData,
  type NeedData
} from '../../src/content/claims.js'
import { potluck } from '../../src/content/content-pb.js'
import {
  MAX_EXCLUDED,
  MAX_NEED_PAIR_CHARACTERS,
  MAX_NEED_PAIRS,
  MAX_NEED_WORD_CHARACTERS
} from '../../src/content/crossing-defaults.js'
import type { GroupRecord } from '../../src/record/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'

const URL_KEY = 'ab'.repeat(32)
const wire = potluck.content.v1
const NEED: NeedData = {
  needId: '01'.repeat(16),
  url: 'http://origin.example/a',
  excluded: [bob.peer, carol.peer],
  newerThanMs: FAKE_NOW_MS,
  refusesRedirects: true,
  id: 4_294_967_295,
  type: 'request',
  method: 'GET',
  protocol: 'http',
  cachedOnly: true,
  version: '1.0',
  pairs: [{ key: 'application', value: 'updater' }]
}
const CLAIM: ClaimData = {
  transferId: '02'.repeat(16),
  verifiedBytes: 4_194_304,
  end: undefined,
  startedAtMs: FAKE_NOW_MS,
  expectedBytes: 5_000_000_000
}

function record(type: string, data: Uint8Array, change: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: needRecordId(alice.peer, URL_KEY),
    type,
    creator: alice.peer,
    lastModifiedBy: alice.peer,
    version: FAKE_NOW_MS,
    createdAtMs: FAKE_NOW_MS,
    modifiedAtMs: FAKE_NOW_MS,
    expiresAtMs: FAKE_NOW_MS + 1,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: { urlKey: URL_KEY },
    data,
    ...change
  }
}

describe('a need', () => {
  const data = needType.codec.encode(NEED)

  test('is read as it was written', () => {
    expect(readNeed(record(needType.name, data))).toEqual({ ...NEED, asker: alice.peer })
  })

  test('names only so many members', () => {
    const many = { ...NEED, excluded: Array.from({ length: MAX_EXCLUDED + 3 }, () => bob.peer) }
    expect(needType.codec.decode(needType.codec.encode(many)).excluded).toHaveLength(MAX_EXCLUDED)
    const foreign = wire.Need.encode({
      needId: new Uint8Array(16),
      excluded: Array.from({ length: MAX_EXCLUDED + 1 }, () => new Uint8Array(32))
    }).finish()
    expect(readNeed(record(needType.name, foreign))).toBeUndefined()
  })

  test.each([
    ['a short id', { needId: new Uint8Array(15) }],
    ['a key of the wrong length', { needId: new Uint8Array(16), excluded: [new Uint8Array(31)] }],
    ['a URL that is too long', { needId: new Uint8Array(16), url: `http://a/${'x'.repeat(8200)}` }],
    ['a type that is none yet', { needId: new Uint8Array(16), type: FIRST_APPLICATION_NEED - 1 }],
    ['a method that is none', { needId: new Uint8Array(16), method: 2 }],
    ['a protocol that is no word', { needId: new Uint8Array(16), protocol: 'x'.repeat(MAX_NEED_WORD_CHARACTERS + 1) }],
    ['a version that is none', { needId: new Uint8Array(16), version: 'x'.repeat(MAX_NEED_WORD_CHARACTERS + 1) }],
    ['too many pairs', { needId: new Uint8Array(16), pairs: Array(MAX_NEED_PAIRS + 1).fill({ key: 'a' }) }],
    ['a pair without a key', { needId: new Uint8Array(16), pairs: [{ value: 'a' }] }],
    [
      'pairs that are too long',
      { needId: new Uint8Array(16), pairs: [{ key: 'a', value: 'x'.repeat(MAX_NEED_PAIR_CHARACTERS) }] }
    ]
  ])('with %s is none', (_what, fields) => {
    expect(readNeed(record(needType.name, wire.Need.encode(fields).finish()))).toBeUndefined()
  })

  test.each(['request', 'end-request', 'response', FIRST_APPLICATION_NEED, 4_294_967_295] as const)(
    'may be a %s',
    (type) => {
      const said = { ...NEED, type }
      expect(readNeed(record(needType.name, needType.codec.encode(said)))).toMatchObject({ type })
    }
  )

  test.each([
    ['an id of more than 32 bits', { id: 2 ** 32 }],
    ['a type that is not its application’s', { type: 3 }],
    ['a pair without a key', { pairs: [{ key: '', value: '' }] }]
  ])('is not written with %s', (_what, change) => {
    expect(needProblem({ ...NEED, ...change })).toBeDefined()
    expect(() => needType.codec.encode({ ...NEED, ...change })).toThrow(RangeError)
  })

  test('of before says that it is a plain request', () => {
    const before = wire.Need.encode({ needId: new Uint8Array(16), url: NEED.url }).finish()
    expect(readNeed(record(needType.name, before))).toMatchObject(PLAIN_NEED)
  })

  test('is nobody’s but its creator’s word', () => {
    expect(readNeed(record(needType.name, data, { lastModifiedBy: bob.peer }))).toBeUndefined()
    expect(readNeed(record(claimType.name, data))).toBeUndefined()
  })
})

describe('a claim', () => {
  test.each([undefined, 'complete', 'lost', 'origin-failed', 'unshareable', 'offline', 'changed'] as const)(
    'is read as it was written (%s)',
    (end) => {
      const data = claimType.codec.encode({ ...CLAIM, end })
      expect(readClaim(record(claimType.name, data))).toEqual({ ...CLAIM, end, claimant: alice.peer, urlKey: URL_KEY })
    }
  )

  test('of content that has changed is lost to who does not know that word', () => {
    const { end, changed } = wire.Claim.decode(claimType.codec.encode({ ...CLAIM, end: 'changed' }))
    expect([end, changed]).toEqual([wire.Claim.decode(claimType.codec.encode({ ...CLAIM, end: 'lost' })).end, true])
  })

  test('that runs, or ended otherwise, is not made another by that word', () => {
    const data = wire.Claim.encode({ transferId: new Uint8Array(16), end: 1, changed: true }).finish()
    expect(readClaim(record(claimType.name, data))?.end).toBe('complete')
  })

  test.each([
    ['a short id', { transferId: new Uint8Array(1) }],
    ['an end from the future', { transferId: new Uint8Array(16), end: 99 }]
  ])('with %s is none', (_what, fields) => {
    expect(readClaim(record(claimType.name, wire.Claim.encode(fields).finish()))).toBeUndefined()
  })

  test('replaces the one before for the same URL, and no other', () => {
    expect(claimRecordId(alice.peer, URL_KEY)).toBe(claimRecordId(alice.peer, URL_KEY))
    const others = [claimRecordId(bob.peer, URL_KEY), claimRecordId(alice.peer, 'cd'.repeat(32))]
    expect([...others, needRecordId(alice.peer, URL_KEY)]).not.toContain(claimRecordId(alice.peer, URL_KEY))
  })
})

test('foreign bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      readNeed(record(needType.name, bytes))
      readClaim(record(claimType.name, bytes))
    })
  )
})
