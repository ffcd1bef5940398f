import { describe, expect, test } from 'vitest'
import { CARRIED_CHUNK_BYTES } from '../../../src/flows/relay/defaults.js'
import { Shares, type CarriedClass, type SharesOutput } from '../../../src/flows/relay/shares.js'
import { alice, bob, carol } from '../../support/people.js'

const LIMIT = 1_000_000

interface Flow {
  readonly class: CarriedClass
  readonly member: string
}

/** Bytes that each of these flows moved in that time, each wanting its next chunk as soon as it has one. */
function run(shares: Shares, flows: readonly Flow[], overMs: number): number[] {
  const moved = flows.map(() => 0)
  let nowMs = 0
  let wakeAtMs: number | undefined
  const want = (id: number): SharesOutput[] =>
    shares.handle({ type: 'want', id, ...flows[id]!, bytes: CARRIED_CHUNK_BYTES }, nowMs)
  const take = (outputs: SharesOutput[]): void => {
    for (let output = outputs.shift(); output !== undefined; output = outputs.shift()) {
      if (output.type === 'wake-in') wakeAtMs = nowMs + output.ms
      else {
        moved[output.id]! += CARRIED_CHUNK_BYTES
        outputs.push(...want(output.id))
      }
    }
  }
  for (const id of flows.keys()) take(want(id))
  while (wakeAtMs !== undefined && wakeAtMs <= overMs) {
    nowMs = wakeAtMs
    wakeAtMs = undefined
    take(shares.handle({ type: 'wake' }, nowMs))
  }
  return moved
}

describe('what members have of a line', () => {
  test('is the limit, and what may go at once after a pause', () => {
    const [moved] = run(new Shares(LIMIT, 0), [{ class: 'bulk', member: alice.peer }], 10_000)
    expect(moved).toBeGreaterThan(9.8 * LIMIT)
    expect(moved).toBeLessThan(10.5 * LIMIT)
  })

  test('is shared by weights where all want it', () => {
    const flows = (['interactive', 'upload', 'bulk'] as const).map((name) => ({ class: name, member: alice.peer }))
    const [interactive, upload, bulk] = run(new Shares(LIMIT, 0), flows, 10_000) as [number, number, number]
    expect(interactive / bulk).toBeCloseTo(8, 0)
    expect(upload / bulk).toBeCloseTo(2, 0)
  })

  test('is the same for each member, however many connections it has', () => {
    const flows = [bob.peer, ...Array<string>(9).fill(carol.peer)].map((member) => ({ class: 'bulk' as const, member }))
    const [one, ...nine] = run(new Shares(LIMIT, 0), flows, 10_000) as [number, ...number[]]
    const ratio = one / nine.reduce((sum, bytes) => sum + bytes, 0)
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1)
  })

  test('is what own programs leave, and a tenth at least', () => {
    const shares = new Shares(LIMIT, 0)
    shares.handle({ type: 'own-use', bytes: 700_000, overMs: 1_000 }, 0)
    expect(shares.perSecond).toBe(300_000)
    shares.handle({ type: 'own-use', bytes: 5_000_000, overMs: 1_000 }, 0)
    expect(shares.perSecond).toBe(100_000)
    shares.handle({ type: 'own-use', bytes: 0, overMs: 1_000 }, 0)
    expect(shares.perSecond).toBe(LIMIT)
  })

  test('is everything without a limit', () => {
    const want = { type: 'want', id: 7, class: 'bulk', member: bob.peer, bytes: 10 ** 9 } as const
    expect(new Shares(undefined, 0).handle(want, 0)).toEqual([{ type: 'go', id: 7 }])
  })
})

test('who has gone is given nothing', () => {
  const shares = new Shares(LIMIT, 0)
  const want = (id: number): SharesOutput[] =>
    shares.handle({ type: 'want', id, class: 'bulk', member: bob.peer, bytes: LIMIT }, 0)
  expect(want(1)).toEqual([{ type: 'go', id: 1 }])
  expect(want(2)).toEqual([{ type: 'wake-in', ms: expect.any(Number) as number }])
  shares.handle({ type: 'gone', id: 2 }, 0)
  expect(shares.handle({ type: 'wake' }, 60_000)).toEqual([])
})
