// What `potluck black-list` says, and whom `clear` means.
import { expect, test } from 'vitest'
import { describeBlackList, findListed } from '../../src/cli/commands/black-list.js'
import type { BlackListAnswer } from '../../src/gateway/index.js'

const BOB = '12D3KooWBobBobBobBobBobBob11111111'
const CAROL = '12D3KooWCarolCarolCarolCarol22222222'
const entry: BlackListAnswer['entries'][number] = {
  ...{ peer: BOB, group: 'cd'.repeat(32), origin: 'https://vendor.example', kind: 'proved', fault: 'wrong-receipt' },
  ...{ uploadId: 'ab'.repeat(16), sinceMs: 0, untilMs: 86_400_000 }
}

function nameOf(peer: string): string {
  return { [BOB]: 'bob\u001b[2J', [CAROL]: 'bob' }[peer] ?? peer
}

test('who, for which backend, what was wrong, how sure that is, and how long', () => {
  const entries = [
    { ...entry, reportedMs: 5 },
    { ...entry, kind: 'judged' as const, accuser: CAROL },
    { ...entry, kind: 'testimony' as const, fault: 'silent' as const }
  ]
  const doubts = [{ origin: 'https://other.example', sinceMs: 0, why: 'two members brought receipts of other keys' }]
  expect(describeBlackList({ entries, doubts }, nameOf, 0)).toEqual([
    'bob[2J, for https://vendor.example: brought a wrong receipt, proved, reported to the backend; for 1 d more',
    'bob[2J, for https://vendor.example: brought a wrong receipt, proved by bob; for 1 d more',
    'bob[2J, for https://vendor.example: had nothing by its deadline, seen here, with nothing that others could check; for 1 d more',
    'https://other.example itself is in doubt, and nobody is blamed for that: two members brought receipts of other keys'
  ])
  expect(describeBlackList({ entries: [], doubts: [] }, nameOf, 0)).toEqual(['nobody: every member is given uploads'])
})

test('a member is meant by the end of its peer id, or by a name that one alone has', () => {
  const entries = [entry, { ...entry, origin: 'https://other.example' }, { ...entry, peer: CAROL }]
  expect(findListed(entries, '…11111111', nameOf)).toBe(BOB)
  expect(findListed(entries, CAROL, nameOf)).toBe(CAROL)
  expect(findListed(entries, 'bob', nameOf)).toBe(CAROL)
  expect(() => findListed(entries, '1111111', nameOf)).toThrow(/not listed/)
  expect(() => findListed(entries, 'x', () => 'x')).toThrow(/several/)
})
