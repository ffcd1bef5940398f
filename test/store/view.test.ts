import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseVersion, compareVersions, type AuthorVersion, type Judge } from '../../src/store/view.js'
import { testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'

const everybody: Judge = { memberUntilMs: () => Number.MAX_SAFE_INTEGER, mayChange: () => true }

function version(changed: Partial<AuthorVersion['record']> = {}, hash = 'aa', latestExpiresAtMs = 0): AuthorVersion {
  const record = testRecord(alice, 'list', changed)
  return { record, hash, latestExpiresAtMs: Math.max(record.expiresAtMs, latestExpiresAtMs) }
}

const winnerOf = (versions: AuthorVersion[], judge = everybody, nowMs = FAKE_NOW_MS) =>
  chooseVersion(versions, judge, nowMs)

test('the highest version wins, then the later, then the larger author id, then the larger hash', () => {
  const low = version({ version: 1, modifiedAtMs: FAKE_NOW_MS + 9 })
  const early = version({ version: 2, lastModifiedBy: bob.peer })
  const late = version({ version: 2, modifiedAtMs: FAKE_NOW_MS + 1 })
  expect(winnerOf([low, early])?.winner).toBe(early)
  expect(winnerOf([late, early])?.winner).toBe(late)
  const [smaller, larger] = [alice.peer, bob.peer].sort()
  const [a, b] = [version({ lastModifiedBy: smaller! }), version({ lastModifiedBy: larger! })]
  expect(winnerOf([b, a])?.winner).toBe(b)
  const [x, y] = [version({}, 'aa'), version({}, 'bb')]
  expect(winnerOf([y, x])?.winner).toBe(y)
})

test('the order in which versions are looked at never shows', () => {
  const any = fc.record({
    version: fc.integer({ min: 1, max: 3 }),
    modifiedAtMs: fc.integer({ min: FAKE_NOW_MS, max: FAKE_NOW_MS + 2 }),
    lastModifiedBy: fc.constantFrom(alice.peer, bob.peer, carol.peer)
  })
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), fc.func(fc.integer()), (list, order) => {
      const versions = list.map((changed, i) => version(changed, i.toString(16)))
      const shuffled = [...versions].sort((a, b) => order(a.hash) - order(b.hash))
      expect(winnerOf(shuffled)).toEqual(winnerOf(versions))
      for (const other of versions) expect(compareVersions(winnerOf(versions)!.winner, other)).toBeGreaterThanOrEqual(0)
    })
  )
})

test('versions of authors who are no members now do not count, nor do those whose membership ended', () => {
  const mine = version({ version: 1 })
  const theirs = version({ version: 2, lastModifiedBy: bob.peer })
  for (const untilMs of [undefined, FAKE_NOW_MS]) {
    const judge: Judge = { ...everybody, memberUntilMs: (author) => (author === bob.peer ? untilMs : Infinity) }
    expect(winnerOf([mine, theirs], judge)?.winner).toBe(mine)
  }
})

test("versions of others count only where the policy lets them change the creator's record", () => {
  const theirs = version({ version: 2, lastModifiedBy: bob.peer })
  expect(winnerOf([version(), theirs], { ...everybody, mayChange: () => false })?.winner.record.version).toBe(1)
  expect(winnerOf([theirs], { ...everybody, mayChange: () => false })).toBeUndefined()
})

test('it lasts until the latest expiry of all authorised versions, and never beyond its author being a member', () => {
  const long = FAKE_NOW_MS + 1_000_000
  const short = version({ version: 2, expiresAtMs: FAKE_NOW_MS + 10 })
  expect(winnerOf([short, version({ version: 1, lastModifiedBy: bob.peer, expiresAtMs: long })])?.untilMs).toBe(long)
  expect(winnerOf([{ ...short, latestExpiresAtMs: long }])?.untilMs).toBe(long)
  const judge: Judge = { ...everybody, memberUntilMs: () => FAKE_NOW_MS + 5 }
  expect(winnerOf([short], judge)?.untilMs).toBe(FAKE_NOW_MS + 5)
  expect(winnerOf([short], everybody, FAKE_NOW_MS + 10)).toBeUndefined()
})

test('no versions, no view', () => expect(winnerOf([])).toBeUndefined())
