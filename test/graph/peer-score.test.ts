import { expect, test } from 'vitest'
import { BAN_FIRST_MS, BAN_MAX_MS, FAULT_HALVES_MS, MAX_SCORED_PEERS } from '../../src/graph/defaults.js'
import { PeerScore } from '../../src/graph/peer-score.js'

test('one fault costs nothing yet, two in a short time a ban, longer each time up to a day', () => {
  const scores = new PeerScore()
  let nowMs = 0
  let lastMs = 0
  for (let i = 0; i < 20; i++) {
    expect(scores.fault('a', 1, nowMs)).toBeUndefined()
    expect(scores.isBanned('a', nowMs)).toBe(false)
    const untilMs = scores.fault('a', 1, nowMs)!
    const forMs = untilMs - nowMs
    expect(forMs).toBe(Math.min(BAN_FIRST_MS * 2 ** i, BAN_MAX_MS))
    expect(forMs).toBeGreaterThanOrEqual(lastMs)
    lastMs = forMs
    expect(scores.isBanned('a', untilMs - 1)).toBe(true)
    expect(scores.isBanned('a', untilMs)).toBe(false)
    nowMs = untilMs
  }
  expect(lastMs).toBe(BAN_MAX_MS)
})

test('two in a short time are so some minutes apart, too', () => {
  const scores = new PeerScore()
  scores.fault('a', 1, 0)
  expect(scores.fault('a', 1, FAULT_HALVES_MS + 1)).toBeUndefined()
  scores.fault('b', 1, 0)
  expect(scores.fault('b', 1, FAULT_HALVES_MS)).toBe(FAULT_HALVES_MS + BAN_FIRST_MS)
})

test('what lies long back counts less', () => {
  const scores = new PeerScore()
  for (let i = 0; i < 100; i++) expect(scores.fault('a', 1, i * 2 * FAULT_HALVES_MS)).toBeUndefined()
})

test('whoever comes and goes, it is bounded, and who is banned is remembered', () => {
  const scores = new PeerScore()
  scores.fault('bad', 1, 0)
  scores.fault('bad', 1, 0)
  for (let i = 0; i < 10 * MAX_SCORED_PEERS; i++) scores.fault(`p${i}`, 1, 1)
  expect(scores.size).toBe(MAX_SCORED_PEERS)
  expect(scores.isBanned('bad', 1)).toBe(true)
})
