// Versions of one record, as any authors could have written and renewed them.
import fc from 'fast-check'
import type { PeerId } from '../../src/base/index.js'
import type { AuthorVersion } from '../../src/store/version-order.js'
import { testRecord } from './changes.js'
import { FAKE_NOW_MS } from './fake-clock.js'
import { alice, bob, carol } from './people.js'

/** Few values, so that ties are common. Everything that one author wrote as one version is one content. */
export const anyVersion = fc
  .record({
    contentVersion: fc.integer({ min: 1, max: 3 }),
    renewals: fc.integer({ min: 0, max: 3 }),
    modifiedAtMs: fc.integer({ min: FAKE_NOW_MS, max: FAKE_NOW_MS + 2 }),
    lastModifiedBy: fc.constantFrom(alice.peer, bob.peer, carol.peer),
    expiresAtMs: fc.integer({ min: FAKE_NOW_MS + 10, max: FAKE_NOW_MS + 20 }),
    hash: fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 3, maxLength: 3 })
  })
  .map(({ contentVersion, renewals, hash, ...changed }): AuthorVersion => {
    const version = contentVersion + renewals
    const renewedAtMs = renewals > 0 ? FAKE_NOW_MS + 5 : 0
    return { record: testRecord(alice, 'list', { ...changed, version, renewals, renewedAtMs }), hash }
  })

/** What the creator made, and what became of it. */
export const anyVersions = fc
  .uniqueArray(anyVersion, { maxLength: 8, selector: ({ hash }) => hash })
  .map((versions): AuthorVersion[] => [{ record: testRecord(alice, 'list'), hash: 'c' }, ...versions])

/** As it was first written. */
export function beforeRenewals({ record, hash }: AuthorVersion): AuthorVersion {
  return { record: { ...record, version: record.version - record.renewals, renewals: 0, renewedAtMs: 0 }, hash }
}

/** What tells one content from another. */
export function contentOf({ record }: AuthorVersion): [number, number, PeerId] {
  return [record.version - record.renewals, record.modifiedAtMs, record.lastModifiedBy]
}
