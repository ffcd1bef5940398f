import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, type AuthorVersion } from '../../src/store/version-order.js'
import { testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { anyVersion, anyVersions, beforeRenewals, contentOf } from '../support/versions.js'

const [smaller, larger] = [alice.peer, bob.peer].sort() as [string, string]

function version(changed: Partial<AuthorVersion['record']> = {}, hash = 'aa'): AuthorVersion {
  return { record: testRecord(alice, 'list', changed), hash }
}

const renewed = (renewals: number, changed: Partial<AuthorVersion['record']> = {}, hash = 'aa'): AuthorVersion =>
  version({ version: 1 + renewals, renewals, renewedAtMs: FAKE_NOW_MS + 9, ...changed }, hash)

test.each<[string, AuthorVersion, AuthorVersion]>([
  ['the higher version', version({ version: 2 }), version({ version: 1, modifiedAtMs: FAKE_NOW_MS + 9 })],
  ['then the later one', version({ modifiedAtMs: FAKE_NOW_MS + 1, lastModifiedBy: smaller }), version()],
  ['then the larger author id', version({ lastModifiedBy: larger }), version({ lastModifiedBy: smaller }, 'bb')],
  ['then the one renewed more often', renewed(2), renewed(1, {}, 'bb')],
  ['then the larger change hash', version({}, 'bb'), version({}, 'aa')],
  ['content over renewals of what it replaced', version({ version: 2, lastModifiedBy: smaller }), renewed(9)],
  [
    'a tombstone over renewals of what it hides',
    version({ version: 2, deleted: true, data: new Uint8Array() }),
    renewed(9)
  ],
  ['content that was written later over renewals', version({ modifiedAtMs: FAKE_NOW_MS + 1 }), renewed(9)]
])('above stands %s', (_what, higher, lower) => {
  expect(compareVersions(higher, lower)).toBeGreaterThan(0)
  expect(compareVersions(lower, higher)).toBeLessThan(0)
})

test('it is a total order', () => {
  fc.assert(
    fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0)
      if (compareVersions(a, b) >= 0 && compareVersions(b, c) >= 0) {
        expect(compareVersions(a, c)).toBeGreaterThanOrEqual(0)
      }
      if (compareVersions(a, b) === 0)
        expect([contentOf(a), a.record.renewals, a.hash]).toEqual([contentOf(b), b.record.renewals, b.hash])
    })
  )
})

test('renewals decide between versions of one content only', () => {
  fc.assert(
    fc.property(anyVersions, (versions) => {
      for (const a of versions) {
        for (const b of versions) {
          if (String(contentOf(a)) === String(contentOf(b))) continue
          const order = Math.sign(compareVersions(beforeRenewals(a), beforeRenewals(b)))
          expect(Math.sign(compareVersions(a, b))).toBe(order)
        }
      }
    })
  )
})
