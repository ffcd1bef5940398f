// Which result counts: a total order over records, whatever order they come in.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capCriteria, compareCandidates, criteriaFrom, LEVEL } from '../../../src/flows/election/criteria.js'
import { MAX_RESULTS, TERM_MS } from '../../../src/flows/election/defaults.js'
import type { ElectionResult } from '../../../src/flows/election/election-records.js'
import { ResultBook } from '../../../src/flows/election/result-book.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { peerIdFromPublicKey, sha256, utf8 } from '../../../src/base/index.js'
import { alice, bob, carol, dave } from '../../support/people.js'

const nothingMeasured = (): undefined => undefined

function resultOf(author: string, election: number, electedAtMs: number, bandwidth: number): ElectionResult {
  const times = { electedAtMs, untilMs: electedAtMs + TERM_MS }
  const criteria = criteriaFrom([[LEVEL.bandwidth, bandwidth]])
  return {
    kind: '',
    author,
    electionId: `${election}`.padStart(32, '0'),
    criteria,
    backup: undefined,
    wished: true,
    ...times
  }
}

/** As a book has them that hears them in that order. */
function rankedOf(
  results: readonly ElectionResult[],
  measured: (peer: string) => number | undefined = nothingMeasured
): ElectionResult[] {
  const book = new ResultBook(measured)
  for (const result of results) book.keep(result, FAKE_NOW_MS, () => true)
  return book.ranked(() => true)
}

const results = fc.tuple(
  ...[alice, bob, carol, dave].map(({ peer }) =>
    fc.tuple(fc.nat(2), fc.nat(3), fc.nat(3)).map(([election, atMs, bandwidth]) => {
      return resultOf(peer, election, FAKE_NOW_MS + atMs, bandwidth)
    })
  )
)

test('the order depends on the results alone', () => {
  fc.assert(
    fc.property(
      results.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(rankedOf(shuffled)).toEqual(rankedOf(all))
      }
    )
  )
})

test('the best claim counts, whenever and in whatever election; of equals the smaller key', () => {
  const old = resultOf(alice.peer, 1, FAKE_NOW_MS - 3_600_000, 9)
  const later = resultOf(bob.peer, 2, FAKE_NOW_MS + 1, 3)
  const lent = resultOf(carol.peer, 1, FAKE_NOW_MS + 60_000, 5)
  const order = rankedOf([later, lent, old]).map(({ author }) => author)
  expect(order).toEqual([alice.peer, carol.peer, bob.peer])
})

test('it stays the order of what each said last, whoever said something else or took it back meanwhile', () => {
  const change = fc.tuple(fc.nat(3), fc.nat(4))
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 40 }),
      fc.array(fc.option(fc.nat(6)), { minLength: 4, maxLength: 4 }),
      (changes, seen) => {
        const people = [alice, bob, carol, dave]
        const measured = (peer: string): number | undefined =>
          seen[people.findIndex((one) => one.peer === peer)] ?? undefined
        const book = new ResultBook(measured)
        for (const [who, bandwidth] of changes) {
          if (bandwidth === 0) book.forget(people[who]!.peer)
          else book.keep(resultOf(people[who]!.peer, 1, FAKE_NOW_MS, 4 * bandwidth), FAKE_NOW_MS, () => true)
        }
        const counted = book
          .all()
          .map((result) => ({ ...result, counted: capCriteria(result.criteria, measured(result.author)) }))
        const sorted = counted.sort((a, b) =>
          compareCandidates({ ...a, criteria: a.counted }, { ...b, criteria: b.counted })
        )
        expect(book.ranked(() => true).map(({ author }) => author)).toEqual(sorted.map(({ author }) => author))
      }
    )
  )
})

test('a claim counts as it is within honest noise of what was measured, and up to that beyond', () => {
  const [claimed, real] = [resultOf(alice.peer, 1, FAKE_NOW_MS, 13), resultOf(bob.peer, 1, FAKE_NOW_MS, 12)]
  const first = (measured: number): unknown => {
    return rankedOf([claimed, real], (peer) => (peer === alice.peer ? measured : undefined))[0]?.author
  }
  expect([first(10), first(8)]).toEqual([alice.peer, bob.peer])
})

test('a member has one result, its last word; of very many, what cannot count is forgotten first, then the worst', () => {
  const winner = (i: number): string => peerIdFromPublicKey(sha256(utf8(`winner ${i}`)))
  const book = new ResultBook(nothingMeasured)
  book.keep(resultOf(winner(1), 1, FAKE_NOW_MS, 9), FAKE_NOW_MS, () => true)
  book.keep(resultOf(winner(1), 1, FAKE_NOW_MS - 1, 2), FAKE_NOW_MS, () => true)
  expect(book.all()).toEqual([resultOf(winner(1), 1, FAKE_NOW_MS - 1, 2)])
  for (let i = 2; i < MAX_RESULTS; i++) book.keep(resultOf(winner(i), 1, FAKE_NOW_MS, 3), FAKE_NOW_MS, () => true)
  const useless = winner(MAX_RESULTS)
  book.keep(resultOf(useless, 1, FAKE_NOW_MS, 20), FAKE_NOW_MS, () => true)
  book.keep(resultOf(winner(0), 1, FAKE_NOW_MS, 4), FAKE_NOW_MS, ({ author }) => author !== useless)
  expect([book.all().length, book.of(useless)]).toEqual([MAX_RESULTS, undefined])
  book.keep(resultOf(useless, 1, FAKE_NOW_MS, 20), FAKE_NOW_MS, () => true)
  expect([book.all().length, book.of(winner(1))]).toEqual([MAX_RESULTS, undefined])
})
