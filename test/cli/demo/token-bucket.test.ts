import { expect, test } from 'vitest'
import { TokenBucket } from '../../../src/cli/demo/token-bucket.js'

test('takers together get the rate, and no more', () => {
  const bucket = new TokenBucket(8, 0) // 1000 bytes a ms
  expect(bucket.take(1000, 0)).toBeCloseTo(1)
  expect(bucket.take(1000, 0)).toBeCloseTo(2)
  expect(bucket.take(500, 1)).toBeCloseTo(1.5)
})

test('after a pause a burst goes at once, and no more than that', () => {
  const bucket = new TokenBucket(8, 2000)
  expect(bucket.take(2000, 1_000_000)).toBe(0)
  expect(bucket.take(1000, 1_000_000)).toBeCloseTo(1)
})
