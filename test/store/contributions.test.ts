// Contributions to a collaborative record: which of an author's count, in whatever order they came, and what many cost.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_REPLACES, type ReplacedContribution } from '../../src/record/index.js'
import { Contributions } from '../../src/store/contributions.js'
import { RecordVersions, type Place } from '../../src/store/record-versions.js'
import type { Contribution } from '../../src/store/shared-record.js'
import { testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'

function said(version: number, replaced: readonly number[] = [], author = bob): Contribution {
  const replaces = replaced.map((other): ReplacedContribution => ({ version: other, modifiedAtMs: FAKE_NOW_MS }))
  const by = { creator: alice.peer, lastModifiedBy: author.peer, version, replaces }
  return { ...testRecord(alice, 'board', by), edits: [] }
}

const { id } = said(1)
const versions = (of: Contributions): number[] => of.of(id).map(({ version }) => version)

describe('contributions of one author', () => {
  test('count up to nine, the highest, and the next where one of these is replaced', () => {
    const contributions = new Contributions()
    for (let i = 1; i <= 65; i++) contributions.add(said(i), `hash ${i}`)
    contributions.add(said(1, [], alice), 'of alice')
    expect(versions(contributions)).toEqual([57, 58, 59, 60, 61, 62, 63, 64, 65, 1])
    contributions.add(said(66, [60, 61]), 'hash 66')
    expect(versions(contributions)).toEqual([56, 57, 58, 59, 62, 63, 64, 65, 66, 1])
    contributions.remove(id, bob.peer, 'hash 66')
    expect(versions(contributions)).toEqual([57, 58, 59, 60, 61, 62, 63, 64, 65, 1])
    expect(contributions.holds(id, bob.peer, 'hash 61')).toBe(true)
    expect(contributions.holds(id, bob.peer, 'hash 1')).toBe(true)
  })

  test('are the same in whatever order they came, and however often', () => {
    const one = fc.record({
      version: fc.integer({ min: 2, max: 30 }),
      replaced: fc.array(fc.nat(28), { maxLength: MAX_REPLACES })
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (all, order) => {
        const made = all.map(({ version, replaced }, i) => {
          const lower = replaced.map((other) => other + 1).filter((other) => other < version)
          return { contribution: said(version, lower), hash: `hash ${i}`, at: order.next().value as number }
        })
        const [forth, back] = [new Contributions(), new Contributions()]
        for (const { contribution, hash } of made) forth.add(contribution, hash)
        const shuffled = [...made, ...made.slice(0, 5)].sort((a, b) => a.at - b.at)
        for (const { contribution, hash } of shuffled) back.add(contribution, hash)
        expect(back.of(id)).toEqual(forth.of(id))
        // Nor does it matter what was here and has gone: it fell, or the shard that it stood in was dropped.
        const [gone, left] = [made.filter(({ at }) => at % 3 === 0), made.filter(({ at }) => at % 3 !== 0)]
        for (const { hash } of gone) back.remove(id, bob.peer, hash)
        const fresh = new Contributions()
        for (const { contribution, hash } of left) fresh.add(contribution, hash)
        expect(back.of(id)).toEqual(fresh.of(id))
        for (const { hash } of made) expect(back.holds(id, bob.peer, hash)).toBe(fresh.holds(id, bob.peer, hash))
      }),
      { numRuns: 200 }
    )
  })

  test('that were replaced stand again where what replaces them goes, and count as living', () => {
    const versions = new RecordVersions()
    const at = (shard: number): Place =>
      ({ shard, change: { hash: `change ${shard}`, recordId: id, byteLength: 100 } }) as never
    versions.add(said(1), 'hash 1', at(2))
    versions.add(said(2, [1]), 'hash 2', at(1))
    versions.add(said(3, [2]), 'hash 3', at(3))
    expect([...versions.contributionsOf(bob.peer)].map(({ hash }) => hash)).toEqual(['hash 3'])
    expect(versions.end(bob.peer, [at(1).change]).ids).toEqual([id])
    expect([...versions.contributionsOf(bob.peer)].map(({ hash }) => hash)).toEqual(['hash 3', 'hash 1'])
    expect(versions.livingBytesOf(bob.peer)).toBe(200)
  })

  test('that are many cost little each', () => {
    const contributions = new Contributions()
    for (let i = 1; i <= 20_000; i++) contributions.add(said(i), `hash ${i}`)
    for (let i = 1; i <= 20_000; i++) contributions.remove(id, bob.peer, `hash ${i}`)
    expect(versions(contributions)).toEqual([])
  })
})
