// The cleaning machine alone: when it begins, what it asks for, and what it costs on a model of shards.
import { describe, expect, test } from 'vitest'
import { seededRandom, type Random } from '../../src/base/index.js'
import {
  CleaningMachine,
  deadShare,
  type CleaningInput,
  type CleaningOutput,
  type Census
} from '../../src/store/cleaning.js'
import { CLEANING_CHECK_MS, CLEANING_TURN_MS, CLEANING_TURN_WHEN_PRESSED_MS } from '../../src/store/defaults.js'

const closed = (...shards: [bytes: number, livingBytes: number][]): Census => ({
  firstLivingShard: 1,
  closed: shards.map(([bytes, livingBytes], i) => ({ shard: i + 1, bytes, livingBytes })),
  unsettledShard: undefined
})
const MIB = 1024 * 1024
const REST: CleaningOutput = { type: 'rest', forMs: CLEANING_CHECK_MS }

describe('after a count', () => {
  test.each<[string, Census, CleaningOutput]>([
    ['nothing closed: rests', closed(), REST],
    ['39 % dead: rests', closed([100, 61]), REST],
    ['40 % dead: writes the first living shard again', closed([100, 60]), { type: 'copy', boundary: 2 }],
    ['the oldest, not the deadest', closed([100, 100], [200, 0]), { type: 'copy', boundary: 2 }],
    [
      'a tenth dead where three quarters of the room are filled: writes the first living shard again',
      closed([42 * MIB, 37 * MIB]),
      { type: 'copy', boundary: 2 }
    ],
    ['less than a tenth: rests', closed([42 * MIB, 38 * MIB]), REST],
    [
      'what ended and came back with more, before anything else',
      { ...closed([100, 100]), firstLivingShard: 5, unsettledShard: 3 },
      { type: 'copy', boundary: 5 }
    ]
  ])('%s', (_, census, output) => {
    const machine = new CleaningMachine(seededRandom(1))
    expect(machine.handle({ type: 'wake', cause: 'here' })).toEqual({ type: 'count' })
    expect(machine.handle({ type: 'counted', census })).toEqual(output)
  })

  test('a shard is copied slice by slice, then stated, then all is counted again; a failure waits for the next look', () => {
    const machine = new CleaningMachine(seededRandom(1))
    const say = (input: CleaningInput): CleaningOutput | undefined => machine.handle(input)
    say({ type: 'wake', cause: 'here' })
    say({ type: 'counted', census: closed([100, 10]) })
    expect(say({ type: 'wake', cause: 'here' })).toBeUndefined()
    expect(say({ type: 'copied', left: true })).toEqual({ type: 'copy', boundary: 2 })
    expect(say({ type: 'copied', left: false })).toEqual({ type: 'state', firstLivingShard: 2 })
    expect(say({ type: 'copied', left: true })).toEqual({ type: 'copy', boundary: 2 }) // One came meanwhile.
    expect(say({ type: 'failed' })).toEqual(REST)
    expect(say({ type: 'copied', left: false })).toBeUndefined()
    expect(say({ type: 'wake', cause: 'here' })).toEqual({ type: 'count' })
    expect(say({ type: 'counted', census: closed([100, 10]) })).toEqual({ type: 'copy', boundary: 2 })
    say({ type: 'copied', left: false })
    expect(say({ type: 'stated' })).toEqual({ type: 'count' })
  })
})

test('what came back is not stated again and again where that does not count', () => {
  const machine = new CleaningMachine(seededRandom(1))
  const census: Census = { ...closed([100, 100]), firstLivingShard: 5, unsettledShard: 3 }
  const outputs = (['wake', 'counted', 'copied', 'stated', 'counted'] as const).map((type) =>
    machine.handle(
      type === 'counted'
        ? { type, census }
        : type === 'copied'
          ? { type, left: false }
          : type === 'wake'
            ? { type, cause: 'here' }
            : { type }
    )
  )
  expect(outputs.map((output) => output?.type)).toEqual(['count', 'copy', 'state', 'count', 'rest'])
  machine.handle({ type: 'wake', cause: 'here' })
  expect(machine.handle({ type: 'counted', census })?.type).toBe('copy')
})

test('what another machine of ours left to be cleaned it may clean itself, for a while; what it brought is settled at once', () => {
  const machine = new CleaningMachine(seededRandom(1))
  machine.handle({ type: 'wake', cause: 'elsewhere' })
  const rest = machine.handle({ type: 'counted', census: closed([100, 10]) })
  expect(rest?.type === 'rest' && rest.forMs > CLEANING_TURN_WHEN_PRESSED_MS && rest.forMs < CLEANING_TURN_MS).toBe(
    true
  )
  machine.handle({ type: 'wake', cause: 'elsewhere' })
  const pressed = machine.handle({ type: 'counted', census: closed([42 * MIB, 10 * MIB]) })
  expect(pressed?.type === 'rest' && pressed.forMs < CLEANING_TURN_WHEN_PRESSED_MS).toBe(true)
  machine.handle({ type: 'wake', cause: 'elsewhere' })
  const census: Census = { ...closed([100, 10]), firstLivingShard: 5, unsettledShard: 3 }
  expect(machine.handle({ type: 'counted', census })).toEqual({ type: 'copy', boundary: 5 })
})

const SHARD = 100

/** Shards of equal changes, cleaned as the machine says. */
class Model {
  readonly #machine = new CleaningMachine(seededRandom(1))
  readonly #shards = new Map<number, number[]>([[1, []]])
  readonly #shardOf = new Map<number, number>()
  #first = 1
  #last = 1
  written = 0
  mostBytes = 0

  write(record: number): void {
    if (this.#shards.get(this.#last)!.length >= SHARD) this.#shards.set(++this.#last, [])
    this.#shards.get(this.#last)!.push(record)
    this.#shardOf.set(record, this.#last)
    this.written++
    this.mostBytes = Math.max(this.mostBytes, this.#shards.size * SHARD)
  }

  clean(): void {
    let next = this.#machine.handle({ type: 'wake', cause: 'here' })
    while (next !== undefined && next.type !== 'rest') next = this.#machine.handle(this.#carryOut(next))
  }

  #carryOut(output: Exclude<CleaningOutput, { type: 'rest' }>): CleaningInput {
    if (output.type === 'count') return { type: 'counted', census: this.#census() }
    if (output.type === 'copy') {
      for (const record of this.#living(output.boundary - 1)) this.write(record)
      return { type: 'copied', left: false }
    }
    this.#shards.delete(output.firstLivingShard - 1)
    this.#first = output.firstLivingShard
    return { type: 'stated' }
  }

  #census(): Census {
    const shards = [...this.#shards].filter(([shard]) => shard < this.#last)
    return {
      firstLivingShard: this.#first,
      closed: shards.map(([shard, { length }]) => ({ shard, bytes: length, livingBytes: this.#living(shard).size })),
      unsettledShard: undefined
    }
  }

  #living(shard: number): Set<number> {
    return new Set(this.#shards.get(shard)!.filter((record) => this.#shardOf.get(record) === shard))
  }
}

function amplification(records: number, updates: number, pick: (random: Random) => number): [number, number] {
  const model = new Model()
  const random = seededRandom(7)
  for (let record = 0; record < records; record++) model.write(record)
  for (let i = 0; i < updates; i++) {
    model.write(pick(random))
    if (model.written % SHARD === 0) model.clean()
  }
  return [model.written / (records + updates), model.mostBytes / records]
}

describe('what it costs: writes for each update, and the disk at its fullest for each living byte', () => {
  const RECORDS = 10_000
  const uniform = (random: Random): number => Math.floor(random.fraction() * RECORDS)

  test('updates of any record alike', () => {
    const [writes, disk] = amplification(RECORDS, 100_000, uniform)
    expect(writes).toBeLessThan(1.6)
    expect(disk).toBeLessThan(1.8)
  })

  test('nine of ten updates of one record in ten', () => {
    const skewed = (random: Random): number =>
      random.fraction() < 0.9 ? Math.floor(random.fraction() * (RECORDS / 10)) : uniform(random)
    const [writes, disk] = amplification(RECORDS, 100_000, skewed)
    expect(writes).toBeLessThan(2.6)
    expect(disk).toBeLessThan(1.8)
  })

  test('a cleaning comes to its end without new writes', () => {
    expect(deadShare(closed([0, 0]).closed)).toBe(0)
    const [writes] = amplification(1000, 0, () => 0)
    expect(writes).toBe(1)
  })
})
