// What a member was seen to bring testifies of its line only where its origins cannot have been what was slow.
import { beforeEach, expect, test } from 'vitest'
import { MAX_ORIGINS_OF_DOWNLOADER, MAX_ORIGINS_REMEMBERED } from '../../src/content/defaults.js'
import { SeenRates } from '../../src/content/seen-rates.js'
import { alice, bob } from '../support/people.js'

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

test('slow origins testify against nobody, however many', () => {
  for (const origin of ['a', 'b', 'c']) {
    brings(bob.peer, origin, 100 * KB)
    brings('self', origin, 800 * KB)
  }
  expect(seen.rateOf(bob.peer, nowMs)).toBeUndefined()
})

test('who is slow where this node is fast is slow itself; one such origin is not enough', () => {
  brings('self', 'a', 900 * KB)
  brings('self', 'b', 900 * KB)
  brings(bob.peer, 'a', 100 * KB)
  expect(seen.rateOf(bob.peer, nowMs)).toBeUndefined()
  brings(bob.peer, 'b', 50 * KB)
  expect(seen.rateOf(bob.peer, nowMs)).toBe(100 * KB)
  expect(seen.rateOf(alice.peer, nowMs)).toBeUndefined()
})

test('who was fast at one origin has the line for it', () => {
  for (const origin of ['a', 'b']) {
    brings('self', origin, 900 * KB)
    brings(bob.peer, origin, 10 * KB)
  }
  expect(seen.rateOf(bob.peer, nowMs)).toBe(10 * KB)
  brings(bob.peer, 'c', 800 * KB)
  expect(seen.rateOf(bob.peer, nowMs)).toBeUndefined()
})

test('what others bring is no measure of an origin: they may have had it before', () => {
  for (const origin of ['a', 'b']) {
    brings(alice.peer, origin, 9000 * KB)
    brings(bob.peer, origin, 10 * KB)
  }
  expect(seen.rateOf(bob.peer, nowMs)).toBeUndefined()
})

test('as many origins are remembered as were read last', () => {
  for (const origin of ['a', 'b']) brings('self', origin, 900 * KB)
  for (const origin of ['a', 'b']) brings(bob.peer, origin, 10 * KB)
  for (let i = 0; i < MAX_ORIGINS_OF_DOWNLOADER - 1; i++) brings(bob.peer, `new ${i}`, 10 * KB)
  expect(seen.rateOf(bob.peer, nowMs)).toBeUndefined()
  for (const origin of ['a', 'b']) brings(bob.peer, origin, 10 * KB)
  expect(seen.rateOf(bob.peer, nowMs)).toBeDefined()
  for (let i = 0; i < MAX_ORIGINS_REMEMBERED; i++) brings('self', `new ${i}`, 10 * KB)
  expect(seen.rateOf(bob.peer, nowMs)).toBeUndefined()
})
