// What a member was seen to bring testifies of its line only where its origins cannot have been what was slow.
import { beforeEach, expect, test } from 'vitest'
import { MAX_ORIGINS_REMEMBERED, SEEN_JUDGED_EVERY_MS } from '../../src/content/defaults.js'
import { SeenRates } from '../../src/content/seen-rates.js'
import { alice, bob, carol } from '../support/people.js'

const KB = 1_000
let seen: SeenRates
let nowMs: number

beforeEach(() => {
  seen = new SeenRates()
  nowMs = 0
})

/** For four seconds. @param who a member, or `self` */
function brings(who: string, origin: string, bytesPerSecond: number): void {
  for (let second = 0; second < 4; second++, nowMs += 1_000) {
    if (who === 'self') seen.countOwn(origin, bytesPerSecond, nowMs)
    else seen.countMember(who, origin, bytesPerSecond, nowMs)
  }
}

function rateOf(peer: string): number | undefined {
  nowMs += SEEN_JUDGED_EVERY_MS
  return seen.rateOf(peer, nowMs)
}

test('slow origins testify against nobody, however many', () => {
  for (const origin of ['a', 'b', 'c']) {
    brings(bob.peer, origin, 100 * KB)
    brings('self', origin, 800 * KB)
  }
  expect(rateOf(bob.peer)).toBeUndefined()
})

test('who is slow where this node is fast is slow itself; one such origin is not enough', () => {
  brings('self', 'a', 900 * KB)
  brings('self', 'b', 900 * KB)
  brings(bob.peer, 'a', 100 * KB)
  expect(rateOf(bob.peer)).toBeUndefined()
  brings(bob.peer, 'b', 50 * KB)
  expect(rateOf(bob.peer)).toBe(100 * KB)
  expect(rateOf(alice.peer)).toBeUndefined()
})

test('who was fast at one origin has the line for it', () => {
  for (const origin of ['a', 'b']) {
    brings('self', origin, 900 * KB)
    brings(bob.peer, origin, 10 * KB)
  }
  expect(rateOf(bob.peer)).toBe(10 * KB)
  brings(bob.peer, 'c', 800 * KB)
  expect(rateOf(bob.peer)).toBeUndefined()
})

test('one other member is no measure of an origin: it may have had it before; two are', () => {
  const meet = (peer: string): void => ['a', 'b'].forEach((origin) => brings(peer, origin, 9000 * KB))
  meet(alice.peer)
  for (const origin of ['a', 'b']) brings(bob.peer, origin, 10 * KB)
  expect(rateOf(bob.peer)).toBeUndefined()
  meet(carol.peer)
  expect(rateOf(bob.peer)).toBe(10 * KB)
})

test('however many origins a member reads from, those that others read, too, are remembered', () => {
  for (const origin of ['a', 'b']) brings('self', origin, 900 * KB)
  for (let i = 0; i < 3 * MAX_ORIGINS_REMEMBERED; i++) {
    if (i === 3) for (const origin of ['a', 'b']) brings(bob.peer, origin, 10 * KB)
    brings(bob.peer, `of its own ${i}`, 10 * KB)
  }
  expect(rateOf(bob.peer)).toBe(10 * KB)
})

test('of origins that several read, as many are remembered as were read last', () => {
  const read = (origin: string): void =>
    [bob.peer, 'self'].forEach((who) => brings(who, origin, who === 'self' ? 900 * KB : 10 * KB))
  for (const origin of ['a', 'b']) read(origin)
  for (let i = 0; i < MAX_ORIGINS_REMEMBERED; i++)
    [bob.peer, 'self'].forEach((who) => brings(who, `slow ${i}`, 10 * KB))
  expect(rateOf(bob.peer)).toBeUndefined()
})
