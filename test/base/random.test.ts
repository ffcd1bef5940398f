import { describe, expect, test } from 'vitest'
import { seededRandom, systemRandom, toHex } from '../../src/base/index.js'

describe('seeded randomness', () => {
  test('replays from its seed', () => {
    const draw = (seed: number): unknown[] => {
      const random = seededRandom(seed)
      return [random.fraction(), toHex(random.bytes(8)), random.fraction()]
    }
    expect(draw(42)).toEqual(draw(42))
    expect(draw(42)).not.toEqual(draw(43))
  })

  test('is the same in every version, or no recorded failure could be replayed', () => {
    expect(toHex(seededRandom(42).bytes(8))).toBe('9972daab2c86459f')
  })
})

describe.each([
  ['seeded', seededRandom(1)],
  ['the system’s', systemRandom]
])('%s randomness', (_name, random) => {
  test('is spread evenly over [0, 1)', () => {
    const buckets = new Array<number>(10).fill(0)
    for (let i = 0; i < 10_000; i++) {
      const fraction = random.fraction()
      expect(fraction >= 0 && fraction < 1).toBe(true)
      buckets[Math.floor(fraction * 10)]!++
    }
    // 1000 expected, standard deviation 30: outside ten of them once in 10^22 runs.
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(300)
  })

  test('gives as many bytes as asked', () => {
    expect(random.bytes(0)).toEqual(new Uint8Array())
    expect(new Set(random.bytes(4096)).size).toBeGreaterThan(200)
  })
})
