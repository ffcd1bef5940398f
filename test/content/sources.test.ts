import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  HOLDER_STALL_BYTES,
  HOLDER_STALL_MS,
  MAX_HOLDERS_AT_ONCE,
  MAX_RANGES_AHEAD,
  RANGE_LEAVES,
  RANGES_PER_HOLDER
} from '../../src/content/crossing-defaults.js'
import { Sources, type SourcesInput, type SourcesOutput } from '../../src/content/sources.js'

type Asked = Extract<SourcesOutput, { type: 'request' }>

function asked(outputs: readonly SourcesOutput[]): Asked[] {
  return outputs.filter((output): output is Asked => output.type === 'request')
}

function leaves(sources: Sources, request: number, count: number): SourcesOutput[] {
  return Array.from({ length: count }, () => sources.handle({ type: 'leaf', request })).flat()
}

test('ranges are spread over the best few holders, so many at each, and no further ahead than memory allows', () => {
  const sources = new Sources({ holders: ['a', 'b', 'c', 'd'], heldLeaves: 0, totalLeaves: 1_000 })
  const first = asked(sources.handle({ type: 'start' }))
  expect(first).toHaveLength(Math.min(MAX_HOLDERS_AT_ONCE * RANGES_PER_HOLDER, MAX_RANGES_AHEAD))
  expect(first.map(({ holder }) => holder)).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  expect(first.map(({ from, to }) => to - from)).toEqual(first.map(() => RANGE_LEAVES))
  const more = first.flatMap(({ request }) => asked(leaves(sources, request, RANGE_LEAVES)))
  expect(first.length + more.length).toBe(MAX_RANGES_AHEAD)
  expect(asked(sources.handle({ type: 'appended', leaves: RANGE_LEAVES }))).toMatchObject([
    { from: MAX_RANGES_AHEAD * RANGE_LEAVES }
  ])
})

test('what is here already is not asked for, and all of it ends at once', () => {
  const sources = new Sources({ holders: ['a'], heldLeaves: 3, totalLeaves: 5 })
  expect(asked(sources.handle({ type: 'start' }))).toMatchObject([{ holder: 'a', from: 3, to: 5 }])
  expect(sources.handle({ type: 'appended', leaves: 5 })).toEqual([
    { type: 'cancel', request: 1 },
    { type: 'complete' }
  ])
  expect(new Sources({ holders: ['a'], heldLeaves: 5, totalLeaves: 5 }).handle({ type: 'start' })).toEqual([
    { type: 'complete' }
  ])
})

test('a holder that fails is left; the next best goes on from the leaf it had reached', () => {
  const sources = new Sources({ holders: ['a', 'b'], heldLeaves: 0, totalLeaves: RANGE_LEAVES })
  const [{ request }] = asked(sources.handle({ type: 'start' })) as [Asked]
  leaves(sources, request, 5)
  const outputs = sources.handle({ type: 'request-failed', request, wrong: true })
  expect(outputs[0]).toEqual({ type: 'leave', holder: 'a', why: 'wrong' })
  expect(asked(outputs)).toMatchObject([{ holder: 'b', from: 5, to: RANGE_LEAVES }])
  expect(sources.handle({ type: 'leaf', request })).toEqual([])
})

test('a holder that brings nothing is left, be it the last: there is the origin', () => {
  const sources = new Sources({ holders: ['a', 'b'], heldLeaves: 0, totalLeaves: RANGE_LEAVES })
  const started = sources.handle({ type: 'start' })
  const [timer] = started.filter((output) => output.type === 'set-timer')
  expect(timer).toMatchObject({ inMs: HOLDER_STALL_MS, then: { bytes: 0 } })
  const stalled = sources.handle(timer!.then)
  expect(stalled[0]).toEqual({ type: 'leave', holder: 'a', why: 'stalled' })
  const [again] = stalled.filter((output) => output.type === 'set-timer')
  expect(sources.handle(again!.then).at(-1)).toEqual({ type: 'failed' })
})

test('one that comes forward, however slowly, is not stalled', () => {
  const sources = new Sources({ holders: ['a', 'b'], heldLeaves: 0, totalLeaves: RANGE_LEAVES })
  const [timer] = sources.handle({ type: 'start' }).filter((output) => output.type === 'set-timer')
  sources.handle({ type: 'bytes', request: 1, count: HOLDER_STALL_BYTES }) // Far from a whole leaf.
  const [again] = sources.handle(timer!.then)
  expect(again).toEqual({
    type: 'set-timer',
    inMs: HOLDER_STALL_MS,
    then: { type: 'stall-check', request: 1, bytes: HOLDER_STALL_BYTES }
  })
  sources.handle({ type: 'bytes', request: 1, count: HOLDER_STALL_BYTES - 1 }) // Single bytes hold nobody.
  expect(sources.handle((again as typeof timer)!.then)[0]).toEqual({ type: 'leave', holder: 'a', why: 'stalled' })
})

test('with nobody left it fails, once', () => {
  const sources = new Sources({ holders: ['a'], heldLeaves: 0, totalLeaves: 40 })
  const [{ request }] = asked(sources.handle({ type: 'start' })) as [Asked]
  expect(sources.handle({ type: 'request-failed', request, wrong: false }).at(-1)).toEqual({ type: 'failed' })
  expect(sources.handle({ type: 'request-failed', request: 2, wrong: false })).toEqual([])
})

test('whatever fails in whatever order, every leaf is asked for until it came, and only then it is complete', () => {
  const holders = ['a', 'b', 'c', 'd', 'e']
  fc.assert(
    fc.property(
      fc.nat(200),
      fc.nat(20),
      fc.array(fc.record({ pick: fc.nat(), kind: fc.constantFrom('leaf', 'leaf', 'leaf', 'fail', 'stall') }), {
        maxLength: 4_000,
        minLength: 1_500
      }),
      (total, held, steps) => {
        const heldLeaves = Math.min(held, total)
        const sources = new Sources({ holders, heldLeaves, totalLeaves: total })
        const running = new Map<number, { next: number; to: number; holder: string }>()
        const here = new Set(Array.from({ length: heldLeaves }, (_, leaf) => leaf))
        const lost = new Set<string>()
        let appended = heldLeaves
        let ended: string | undefined
        const give = (input: SourcesInput): void => {
          for (const output of sources.handle(input)) {
            if (output.type === 'request') {
              expect(lost.has(output.holder)).toBe(false)
              expect(output.to).toBeLessThanOrEqual(appended + (MAX_RANGES_AHEAD + 1) * RANGE_LEAVES)
              running.set(output.request, { next: output.from, to: output.to, holder: output.holder })
            } else if (output.type === 'cancel') running.delete(output.request)
            else if (output.type === 'leave') lost.add(output.holder)
            else if (output.type !== 'set-timer') ended = output.type
          }
        }
        give({ type: 'start' })
        for (const { pick, kind } of steps) {
          if (ended !== undefined) break
          const [request, state] = [...running][pick % running.size]!
          if (kind === 'fail' && lost.size < 4) give({ type: 'request-failed', request, wrong: false })
          else if (kind === 'stall' && lost.size < 4) give({ type: 'stall-check', request, bytes: 0 })
          else {
            expect(here.has(state.next)).toBe(false) // Never twice.
            here.add(state.next++)
            if (state.next === state.to) running.delete(request)
            give({ type: 'leaf', request })
            while (here.has(appended) && ended === undefined) give({ type: 'appended', leaves: ++appended })
          }
        }
        expect(ended).toBe('complete')
        expect(here.size).toBe(total)
      }
    ),
    { numRuns: 50 }
  )
})
