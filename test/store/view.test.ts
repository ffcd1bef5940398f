import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, type AuthorVersion } from '../../src/store/version-order.js'
import { chooseVersion, type Judge } from '../../src/store/view.js'
import { testRecord } from '../support/changes.js'
import { anyVersions, beforeRenewals, contentOf } from '../support/versions.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'

const everybody: Judge = { recordsUntilMs: () => Number.MAX_SAFE_INTEGER, mayChange: () => true, accepts: () => true }

function version(changed: Partial<AuthorVersion['record']> = {}, hash = 'aa'): AuthorVersion {
  return { record: testRecord(alice, 'list', changed), hash }
}

const winnerOf = (versions: AuthorVersion[], judge = everybody, nowMs = FAKE_NOW_MS) =>
  chooseVersion(versions, judge, nowMs)

test('versions of authors who are no members now do not count, nor do those whose membership ended', () => {
  const mine = version({ version: 1 })
  const theirs = version({ version: 2, lastModifiedBy: bob.peer })
  for (const untilMs of [undefined, FAKE_NOW_MS]) {
    const judge: Judge = { ...everybody, recordsUntilMs: (author) => (author === bob.peer ? untilMs : Infinity) }
    expect(winnerOf([mine, theirs], judge)?.winner).toBe(mine)
  }
})

test("versions of others count only where the policy lets them change the creator's record", () => {
  const theirs = version({ version: 2, lastModifiedBy: bob.peer })
  expect(winnerOf([version(), theirs], { ...everybody, mayChange: () => false })?.winner.record.version).toBe(1)
  expect(winnerOf([theirs], { ...everybody, mayChange: () => false })).toBeUndefined()
})

test('others change what the creator made, a member still or not, and make nothing in its name', () => {
  const mine = version({ version: 1 })
  const theirs = version({ version: 2, lastModifiedBy: bob.peer })
  expect(winnerOf([theirs])).toBeUndefined()
  const judge: Judge = { ...everybody, recordsUntilMs: (author) => (author === alice.peer ? undefined : Infinity) }
  expect(winnerOf([mine, theirs], judge)?.winner).toBe(theirs)
})

test('versions that their type does not accept do not count, nor does their expiry; nobody asks about those of strangers', () => {
  const mine = version({ version: 1 })
  const theirs = version({ version: 2, lastModifiedBy: bob.peer, expiresAtMs: mine.record.expiresAtMs + 1 })
  const judge: Judge = { ...everybody, accepts: ({ version }) => version === 1 }
  expect(winnerOf([mine, theirs], judge)).toMatchObject({ winner: mine, expiresAtMs: mine.record.expiresAtMs })
  const asked: number[] = []
  const accepts = (record: { version: number }): boolean => asked.push(record.version) > 0
  winnerOf([mine, theirs], { ...everybody, mayChange: () => false, accepts })
  expect(asked).toEqual([1])
})

test("a change that says another type than the creator's record does not count: nobody chooses the rules it is judged by", () => {
  const judge: Judge = { ...everybody, mayChange: (_author, _creator, type) => type === 'test.open' }
  const mine = version({ type: 'test.own' })
  const theirs = version({ version: 9, type: 'test.open', lastModifiedBy: bob.peer, expiresAtMs: FAKE_NOW_MS * 2 })
  for (const versions of [
    [mine, theirs],
    [theirs, mine]
  ]) {
    expect(winnerOf(versions, judge)).toMatchObject({ winner: mine, expiresAtMs: mine.record.expiresAtMs })
  }
})

test('it lasts until the latest expiry of all authorised versions, and never beyond its author being a member', () => {
  const long = FAKE_NOW_MS + 1_000_000
  const short = version({ version: 2, expiresAtMs: FAKE_NOW_MS + 10 })
  expect(winnerOf([short, version({ version: 1, lastModifiedBy: bob.peer, expiresAtMs: long })])?.untilMs).toBe(long)
  const judge: Judge = { ...everybody, recordsUntilMs: () => FAKE_NOW_MS + 5 }
  expect(winnerOf([short], judge)?.untilMs).toBe(FAKE_NOW_MS + 5)
  expect(winnerOf([short], everybody, FAKE_NOW_MS + 10)).toBeUndefined()
})

test('the order in which versions are looked at never shows, nor do renewals show another content', () => {
  fc.assert(
    fc.property(anyVersions, fc.func(fc.integer()), (versions, order) => {
      const shuffled = [...versions].sort((a, b) => order(a.hash) - order(b.hash))
      expect(winnerOf(shuffled)).toEqual(winnerOf(versions))
      const { winner, untilMs } = winnerOf(versions)!
      for (const other of versions) {
        expect(compareVersions(winner, other)).toBeGreaterThanOrEqual(0)
        expect(untilMs).toBeGreaterThanOrEqual(other.record.expiresAtMs)
      }
      const { winner: unrenewed } = winnerOf(versions.map(beforeRenewals))!
      expect(contentOf(unrenewed)).toEqual(contentOf(winner))
    })
  )
})

test('no versions, no view', () => expect(winnerOf([])).toBeUndefined())
