import { expect, test } from 'vitest'
import { SERVES_DOUBT_MS } from '../../src/content/crossing-defaults.js'
import { ServesJudge } from '../../src/content/serves.js'

test('one who is alone does not know', () => {
  const judge = new ServesJudge()
  judge.present(0, 0)
  expect(judge.answer(10 * SERVES_DOUBT_MS)).toBe('unknown')
})

test('a member’s request shows that we can be reached', () => {
  const judge = new ServesJudge()
  judge.present(1, 0)
  expect(judge.answer(SERVES_DOUBT_MS)).toBe('unknown')
  judge.reached(5)
  expect(judge.answer(SERVES_DOUBT_MS)).toBe('yes')
})

test('in company, and reached by nobody for long, we are not reachable, until somebody reaches us', () => {
  const judge = new ServesJudge()
  judge.present(2, 1000)
  expect(judge.answer(1001 + SERVES_DOUBT_MS)).toBe('no')
  judge.reached(1002 + SERVES_DOUBT_MS)
  expect(judge.answer(1003 + SERVES_DOUBT_MS)).toBe('yes')
  expect(judge.answer(1003 + 2 * SERVES_DOUBT_MS)).toBe('no')
})

test('the time alone does not count', () => {
  const judge = new ServesJudge()
  judge.present(1, 0)
  judge.present(0, 1000)
  judge.present(1, SERVES_DOUBT_MS)
  expect(judge.answer(SERVES_DOUBT_MS + 1)).toBe('unknown')
})
