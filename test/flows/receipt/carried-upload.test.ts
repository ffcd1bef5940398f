import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom, utf8 } from '../../../src/base/index.js'
import { RETURN_MARGIN_MS } from '../../../src/flows/receipt/carried-defaults.js'
import { RETENTION_MS } from '../../../src/flows/receipt/defaults.js'
import {
  CarriedUpload,
  type CarriedInput,
  type CarriedOutput,
  type CarriedUploadInit,
  type TryResult
} from '../../../src/flows/receipt/carried-upload.js'

const START_MS = 1_000_000
const DEADLINE_MS = START_MS + 60_000
const FINISH_MS = DEADLINE_MS - RETURN_MARGIN_MS

function carried(init: Partial<CarriedUploadInit> = {}): CarriedUpload {
  return new CarriedUpload({ deadlineMs: DEADLINE_MS, firstTryMs: START_MS, random: seededRandom(1), ...init })
}

function answered(status: number, retryAfterMs?: number, bytes = 2): TryResult {
  return {
    type: 'answered',
    answer: { status, headers: [], body: utf8('x'.repeat(bytes)) },
    retryAfterMs
  }
}

const UNREACHABLE: TryResult = { type: 'failed', reason: 'unreachable' }

function types(outputs: readonly CarriedOutput[]): string[] {
  return outputs.map(({ type }) => type)
}

function returned(outputs: readonly CarriedOutput[]): number | string | undefined {
  const found = outputs.find((output) => output.type === 'return')
  if (found?.type !== 'return') return undefined
  return found.outcome.type === 'answered' ? found.outcome.answer.status : found.outcome.reason
}

function timerOf(outputs: readonly CarriedOutput[]): number {
  const timers = outputs.flatMap((output) => (output.type === 'set-timer' ? [output.atMs] : []))
  return timers.at(-1)!
}

/** Begins, and gives it what its tries come to, each when it asks for one. @returns what the last gave, and when */
function tries(upload: CarriedUpload, results: readonly TryResult[]): { outputs: CarriedOutput[]; nowMs: number } {
  let nowMs = START_MS
  let outputs = upload.handle({ type: 'begin' }, nowMs)
  for (const result of results) {
    if (upload.state === 'waiting') {
      nowMs = timerOf(outputs)
      outputs = upload.handle({ type: 'timer' }, nowMs)
    }
    expect(types(outputs)).toContain('try')
    outputs = upload.handle({ type: 'tried', result }, nowMs)
  }
  return { outputs, nowMs }
}

describe('what a try comes to', () => {
  test.each([
    ['2xx', answered(201), 201],
    ['a redirect, which is not followed', answered(307), 307],
    ['a refusal', answered(403), 403],
    ['a conflict', answered(409), 409]
  ])('%s is the answer, at once', (_what, result, status) => {
    const upload = carried()
    const { outputs } = tries(upload, [result])
    expect(returned(outputs)).toBe(status)
    expect(types(outputs)).toEqual(['return', 'tell', 'set-timer'])
    expect(upload.state).toBe('answered')
  })

  test.each([
    ['refused', 'refused'],
    ['too large an answer', 'too-large'],
    ['damaged content', 'damaged']
  ] as const)('%s is given back, at once', (_what, reason) => {
    const upload = carried()
    expect(returned(tries(upload, [{ type: 'failed', reason }]).outputs)).toBe(reason)
    expect(upload.state).toBe('given-back')
  })

  test.each([
    ['nobody there', UNREACHABLE],
    ['408', answered(408)],
    ['425', answered(425)],
    ['429', answered(429)],
    ['500', answered(500)],
    ['503', answered(503)]
  ])('after %s it is tried again, and then answered', (_what, result) => {
    const upload = carried()
    const first = tries(upload, [result])
    expect(types(first.outputs)).toEqual(['set-timer'])
    expect(upload.state).toBe('waiting')
    expect(returned(tries(carried(), [result, answered(200)]).outputs)).toBe(200)
  })
})

describe('the pauses between tries', () => {
  test('double, less what is drawn', () => {
    const upload = carried({ deadlineMs: START_MS + 3_600_000 })
    let nowMs = START_MS
    upload.handle({ type: 'begin' }, nowMs)
    for (let longestMs = 1_000; longestMs < 5 * 60_000; longestMs *= 2) {
      const dueMs = timerOf(upload.handle({ type: 'tried', result: UNREACHABLE }, nowMs))
      expect(dueMs - nowMs).toBeGreaterThanOrEqual(longestMs / 2)
      expect(dueMs - nowMs).toBeLessThanOrEqual(longestMs)
      expect(types(upload.handle({ type: 'timer' }, dueMs - 1))).toEqual(['set-timer'])
      nowMs = dueMs
      upload.handle({ type: 'timer' }, nowMs)
    }
  })

  test('are as long as the backend asks', () => {
    const { outputs } = tries(carried(), [answered(429, 20_000)])
    expect(timerOf(outputs)).toBe(START_MS + 20_000)
  })

  test('end where none fits before the deadline: what the backend said last is the answer', () => {
    expect(returned(tries(carried(), [answered(503, 60_000)]).outputs)).toBe(503)
  })

  test('end with what came last, not with an answer of before', () => {
    const upload = carried({ deadlineMs: START_MS + RETURN_MARGIN_MS + 2_000 })
    expect(returned(tries(upload, [answered(503), UNREACHABLE]).outputs)).toBe('unreachable')
  })
})

describe('before the deadline', () => {
  test('a try that still runs is broken off, and it is given back', () => {
    const upload = carried()
    upload.handle({ type: 'begin' }, START_MS)
    const outputs = upload.handle({ type: 'timer' }, FINISH_MS)
    expect(types(outputs)).toEqual(['end-try', 'return', 'tell', 'set-timer'])
    expect(returned(outputs)).toBe('unreachable')
    expect(upload.handle({ type: 'tried', result: answered(200) }, FINISH_MS + 1)).toEqual([])
  })

  test.each([
    ['small', 2, 503],
    ['large', 100_000, 'unreachable']
  ])('where one had an answer to come back later, %s, that is the answer if it was kept', (_what, bytes, expected) => {
    const upload = carried()
    const { outputs } = tries(upload, [answered(503, 10_000, bytes)])
    upload.handle({ type: 'timer' }, timerOf(outputs))
    expect(returned(upload.handle({ type: 'timer' }, FINISH_MS))).toBe(expected)
  })

  test('a timer that comes too early is set again', () => {
    const upload = carried()
    upload.handle({ type: 'begin' }, START_MS)
    expect(upload.handle({ type: 'timer' }, FINISH_MS - 1)).toEqual([{ type: 'set-timer', atMs: FINISH_MS }])
  })
})

describe('an uploader that runs now and then', () => {
  test('sends it with its next run', () => {
    const upload = carried({ firstTryMs: START_MS + 10_000 })
    expect(upload.handle({ type: 'begin' }, START_MS)).toEqual([{ type: 'set-timer', atMs: START_MS + 10_000 }])
    expect(upload.state).toBe('stored')
    expect(types(upload.handle({ type: 'timer' }, START_MS + 10_000))).toContain('try')
  })

  test('sends it at once where the next run comes too late for it, since settings were changed', () => {
    const upload = carried({ firstTryMs: FINISH_MS })
    expect(types(upload.handle({ type: 'begin' }, START_MS))).toContain('try')
  })
})

describe('after a restart', () => {
  test('it goes on, with the same deadline', () => {
    const outputs = carried().handle({ type: 'begin' }, START_MS + 30_000)
    expect(outputs).toEqual([{ type: 'set-timer', atMs: FINISH_MS }, { type: 'try' }])
  })

  test('past its deadline it is given back', () => {
    expect(returned(carried().handle({ type: 'begin' }, FINISH_MS))).toBe('shutting-down')
  })

  test('what became of it before is told, and not done again', () => {
    const upload = carried({ returned: { type: 'answered', atMs: START_MS } })
    expect(types(upload.handle({ type: 'begin' }, DEADLINE_MS + 1))).toEqual(['tell', 'set-timer'])
    expect(upload.state).toBe('answered')
  })

  test('what nobody came for in time is forgotten', () => {
    const upload = carried({ returned: { type: 'given-back', atMs: START_MS } })
    expect(types(upload.handle({ type: 'begin' }, DEADLINE_MS + RETENTION_MS))).toEqual(['forget'])
  })
})

describe('its asker', () => {
  function over(): CarriedUpload {
    const upload = carried()
    tries(upload, [answered(200)])
    return upload
  }

  test('is told again, ever less often, until what became of it is forgotten', () => {
    const upload = over()
    const toldMs: number[] = []
    let nowMs = START_MS
    for (;;) {
      const outputs = upload.handle({ type: 'timer' }, nowMs)
      if (types(outputs).includes('tell')) toldMs.push(nowMs - START_MS)
      if (types(outputs).includes('forget')) break
      nowMs = timerOf(outputs)
    }
    expect(nowMs).toBe(DEADLINE_MS + RETENTION_MS)
    expect(toldMs.slice(0, 4)).toEqual([5_000, 15_000, 35_000, 75_000])
    expect(toldMs.length).toBeLessThan(60)
  })

  test('may want it no more, at any time', () => {
    const trying = carried()
    trying.handle({ type: 'begin' }, START_MS)
    expect(types(trying.handle({ type: 'drop' }, START_MS))).toEqual(['end-try', 'forget'])
    expect(types(over().handle({ type: 'drop' }, START_MS))).toEqual(['forget'])
  })

  test('has it back where this node carries nothing any more', () => {
    const upload = carried()
    expect(returned(upload.handle({ type: 'stop-carrying' }, START_MS))).toBe('shutting-down')
  })
})

/** What may happen besides time; `tried` only where a try runs. */
const results = fc.oneof(
  fc.constantFrom(200, 301, 404, 408, 429, 500, 503).chain((status) => {
    return fc.option(fc.nat(100_000), { nil: undefined }).map((afterMs) => answered(status, afterMs))
  }),
  fc
    .constantFrom('unreachable', 'refused', 'too-large', 'damaged')
    .map((reason): TryResult => ({ type: 'failed', reason }))
)
const steps = fc.record({
  afterMs: fc.nat(20_000),
  input: fc.oneof(
    { weight: 6, arbitrary: results.map((result): CarriedInput => ({ type: 'tried', result })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<CarriedInput>({ type: 'drop' }, { type: 'stop-carrying' }, { type: 'timer' })
    },
    { weight: 1, arbitrary: fc.constant<'restart'>('restart') }
  )
})

test('no sequence loses an accepted upload: it is answered, given back or dropped before its deadline, once', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 30 }), fc.integer(), fc.nat(30_000), (sequence, seed, waitMs) => {
      const world = new World(seed, START_MS + waitMs)
      for (const { afterMs, input } of sequence) {
        world.pass(afterMs)
        if (input === 'restart') world.restart()
        else if (input.type !== 'tried' || world.isTrying) world.give(input)
      }
      world.pass(DEADLINE_MS)
      expect(world.ends).toHaveLength(1)
      expect(world.ends[0]!.atMs).toBeLessThan(DEADLINE_MS)
      world.pass(RETENTION_MS + 1)
      expect(world.upload.state).toBe('forgotten')
      expect(world.isTrying).toBe(false)
    })
  )
})

/** Does what an upload says: its timer, its tries, and what of it outlasts a restart. */
class World {
  upload: CarriedUpload
  isTrying = false
  /** How it ended: what was returned, or that it was dropped before. */
  readonly ends: { readonly atMs: number }[] = []
  readonly #seed: number
  readonly #firstTryMs: number
  #returned: CarriedUploadInit['returned']
  #nowMs = START_MS
  #timerMs: number | undefined

  constructor(seed: number, firstTryMs: number) {
    this.#seed = seed
    this.#firstTryMs = firstTryMs
    this.upload = this.#made()
    this.give({ type: 'begin' })
  }

  /** This node stops and starts: what was written is there. */
  restart(): void {
    if (this.upload.state === 'forgotten') return
    this.isTrying = false
    this.#timerMs = undefined
    this.upload = this.#made()
    this.give({ type: 'begin' })
  }

  pass(byMs: number): void {
    const untilMs = this.#nowMs + byMs
    while (this.#timerMs !== undefined && this.#timerMs <= untilMs) {
      this.#nowMs = Math.max(this.#nowMs, this.#timerMs)
      this.#timerMs = undefined
      this.give({ type: 'timer' })
    }
    this.#nowMs = untilMs
  }

  give(input: CarriedInput): void {
    const wasUnderWay = this.upload.isUnderWay
    if (input.type === 'tried') this.isTrying = false
    for (const output of this.upload.handle(input, this.#nowMs)) {
      switch (output.type) {
        case 'try':
          expect(this.isTrying).toBe(false)
          this.isTrying = true
          break
        case 'end-try':
          expect(this.isTrying).toBe(true)
          this.isTrying = false
          break
        case 'set-timer':
          expect(output.atMs).toBeGreaterThan(this.#nowMs)
          this.#timerMs = output.atMs
          break
        case 'return':
          this.ends.push({ atMs: this.#nowMs })
          this.#returned = { type: output.outcome.type, atMs: this.#nowMs }
          break
        case 'forget':
          if (wasUnderWay) this.ends.push({ atMs: this.#nowMs })
          this.#timerMs = undefined
      }
    }
  }

  #made(): CarriedUpload {
    const returned = this.#returned
    return carried({ firstTryMs: this.#firstTryMs, returned, random: seededRandom(this.#seed) })
  }
}
