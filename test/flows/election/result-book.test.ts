// Which result counts: a total order over records, whatever order they come in.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { criteriaFrom, LEVEL } from '../../../src/flows/election/criteria.js'
import { MAX_RESULTS, TERM_MS } from '../../../src/flows/election/defaults.js'
import type { ElectionResult } from '../../../src/flows/election/election-records.js'
import { rankResults, ResultBook } from '../../../src/flows/election/result-book.js'
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

const results = fc.tuple(
  ...[alice, bob, carol, dave].map(({ peer }) =>
    fc.tuple(fc.nat(2), fc.nat(3), fc.nat(3)).map(([election, atMs, bandwidth]) => {
      return resultOf(peer, election, FAKE_NOW_MS + 20_000 * atMs, bandwidth)
    })
  )
)

test('the order depends on the results alone', () => {
  fc.assert(
    fc.property(
      results.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(rankResults(shuffled, nothingMeasured)).toEqual(rankResults(all, nothingMeasured))
      }
    )
  )
})

test('the latest election counts, in it the best values; a later result of the same election raises all of it', () => {
  const earlier = resultOf(alice.peer, 1, FAKE_NOW_MS, 9)
  const later = resultOf(bob.peer, 2, FAKE_NOW_MS + 1, 3)
  const best = resultOf(carol.peer, 2, FAKE_NOW_MS, 5)
  const order = rankResults([earlier, later, best], nothingMeasured).map(({ author }) => author)
  expect(order).toEqual([carol.peer, bob.peer, alice.peer])
})

test('nobody lends an old result a new time: what is far apart is not of one election, whatever id it names', () => {
  const old = resultOf(alice.peer, 1, FAKE_NOW_MS, 9)
  const last = resultOf(bob.peer, 2, FAKE_NOW_MS + 60_000, 3)
  const lent = resultOf(carol.peer, 1, FAKE_NOW_MS + 120_000, 1)
  const order = rankResults([old, last, lent], nothingMeasured).map(({ author }) => author)
  expect(order).toEqual([carol.peer, bob.peer, alice.peer])
})

test('of two who won one election, a claim counts up to what was measured', () => {
  const [claimed, real] = [resultOf(alice.peer, 1, FAKE_NOW_MS, 30), resultOf(bob.peer, 1, FAKE_NOW_MS, 12)]
  const first = rankResults([claimed, real], (peer) => (peer === alice.peer ? 5 : undefined))[0]
  expect(first?.author).toBe(bob.peer)
})

test('a member has one result; of very many, those of the earliest elections are forgotten', () => {
  const winner = (i: number): string => peerIdFromPublicKey(sha256(utf8(`winner ${i}`)))
  const book = new ResultBook(nothingMeasured)
  for (let i = 0; i <= MAX_RESULTS; i++) {
    book.keep(resultOf(winner(i), 1, FAKE_NOW_MS + i, 1), FAKE_NOW_MS)
  }
  expect(book.all()).toHaveLength(MAX_RESULTS)
  expect(book.of(winner(0))).toBeUndefined()
  expect(book.latestMs(FAKE_NOW_MS)).toBe(FAKE_NOW_MS + MAX_RESULTS)
})
