// Gives a reader of foreign bytes many inputs and watches it. README.md beside this says what is promised and how.
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Coverage } from './coverage.js'
import { Dice } from './dice.js'
import { Life, type Bound, type Target } from './life.js'

export type { Bound, Target } from './life.js'

/** What is kept in one life of a target stays few, and a seed is replayed in seconds. */
const INPUTS_PER_LIFE = 250
/** Of the ordinary suite. */
const FEW_INPUTS = 500
const LIVES_PER_TEST = 40
/** How much larger the heap may be after the last life than after the first: code that was compiled, what tests note. */
const MAX_GROWTH_BYTES = 16 * 1024 * 1024
const GARBAGE_ROUNDS = 5

const inputs = Number(process.env['FUZZ_INPUTS'] ?? FEW_INPUTS)
/** `17`, or as a failure names it: with what was decided in that life. */
const [only, decidedThen] = process.env['SEED']?.split('-') ?? []
const seeds =
  only === undefined
    ? Array.from({ length: Math.ceil(inputs / INPUTS_PER_LIFE) }, (_, index) => index + 1)
    : [Number(only)]

/**
 * @param reaches outcomes to which several inputs of a life come: or the fuzzer would only ever knock at the first door
 * @param open makes the target of a life, the same one for the same dice
 */
export function fuzz(
  name: string,
  bound: Bound,
  reaches: readonly string[],
  open: (dice: Dice) => Target | Promise<Target>
): void {
  describe(`fuzz: ${name}`, () => {
    let coverage: Coverage
    let afterFirst: number | undefined
    const outcomes = new Set<string>()
    beforeAll(() => void (coverage = new Coverage()))
    afterAll(() => coverage.close())
    const live = async (seed: number, count: number, decided?: string): Promise<Life> => {
      const dice = new Dice(seed)
      const life = new Life(await open(dice), dice, bound, coverage, decided)
      try {
        await life.run(count)
      } catch (error) {
        throw new Error(`${name}, SEED=${seed}-${life.decisions}, ${life.last()}: ${String(error)}`, { cause: error })
      }
      return life
    }

    for (let from = 0; from < seeds.length; from += LIVES_PER_TEST) {
      const some = seeds.slice(from, from + LIVES_PER_TEST)
      test(`nothing throws, work is bounded, what is refused changes nothing: seeds ${some[0]} to ${some.at(-1)}`, async () => {
        for (const seed of some) {
          const before = process.cpuUsage()
          const life = await live(seed, INPUTS_PER_LIFE, decidedThen)
          for (const outcome of life.outcomes.keys()) outcomes.add(outcome)
          afterFirst ??= usedHeapBytes()
          if (process.env['FUZZ_TELL'] !== undefined)
            console.log(`${name}, SEED=${seed}: ${life.told()}, ${cpuMs(before)} ms of CPU`)
        }
      })
    }

    test('nothing outlives the stores that read', async () => {
      // What goes takes some rounds: 29 MiB were seen after one that were gone after the next. What stays, stays.
      let leastBytes = Infinity
      for (let round = 0; round < GARBAGE_ROUNDS; round++) {
        await setImmediate()
        leastBytes = Math.min(leastBytes, usedHeapBytes())
      }
      expect(leastBytes - (afterFirst ?? Infinity)).toBeLessThan(MAX_GROWTH_BYTES)
    })

    test('every outcome is reached', () => {
      if (only === undefined) expect([...outcomes]).toEqual(expect.arrayContaining([...reaches]))
    })

    test('a seed draws the same inputs again', async () => {
      const first = await live(17, 40)
      const second = await live(17, 40, first.decisions)
      expect(second.drawn.map(hex)).toEqual(first.drawn.map(hex))
    })
  })
}

function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return Math.round((user + system) / 1000)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

let collectGarbage: (() => void) | undefined

function usedHeapBytes(): number {
  if (collectGarbage === undefined) {
    setFlagsFromString('--expose-gc')
    collectGarbage = runInNewContext('gc') as () => void
  }
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
