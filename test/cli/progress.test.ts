// The line on the terminal, with a terminal that only remembers and a clock that stands still.
import { describe, expect, test } from 'vitest'
import { progressLine, showProgress, type Progress, type ProgressInit } from '../../src/cli/progress.js'
import { FakeClock } from '../support/fake-clock.js'

const MIB = 2 ** 20

class FakeTerminal {
  written = ''
  constructor(
    readonly isTTY = true,
    readonly columns = 100
  ) {}
  write(text: string): void {
    this.written += text
  }
}

function show(init: Partial<ProgressInit> = {}): { progress: Progress; clock: FakeClock; terminal: FakeTerminal } {
  const clock = new FakeClock()
  const terminal = (init.terminal as FakeTerminal | undefined) ?? new FakeTerminal()
  const progress = showProgress({ env: {}, clock, quiet: false, ...init, terminal })
  return { progress, clock, terminal }
}

describe('on a terminal', () => {
  test('the line says how much, how fast, how long still, and from whom', async () => {
    const { progress, clock, terminal } = show({ source: async () => 'from bob' })
    progress.expect(10 * MIB)
    for (let second = 0; second < 4; second++) {
      progress.add(MIB)
      await clock.advanceAsync(1000)
    }
    const line = terminal.written.split('\r\u001b[K').at(-1)
    expect(line).toBe(' 40 %  [########............]  4.0 MiB of 10.0 MiB  1.0 MiB/s  6 s left  from bob')
    progress.end()
  })

  test('the end takes the line away and leaves no timer', () => {
    const { progress, clock, terminal } = show()
    progress.add(MIB)
    clock.advance(1000)
    progress.end()
    progress.end()
    expect(terminal.written.endsWith('\r\u001b[K')).toBe(true)
    expect(clock.pendingTimers).toBe(0)
  })

  test('the rate is of the last seconds: a stall shows', () => {
    const { progress, clock, terminal } = show()
    progress.add(50 * MIB)
    clock.advance(10_000)
    expect(terminal.written.split('\r\u001b[K').at(-1)).toContain('  0 B/s')
    progress.end()
  })

  test('a source that cannot be asked changes nothing', async () => {
    const { progress, clock, terminal } = show({ source: () => Promise.reject(new Error('no node')) })
    await clock.advanceAsync(1000)
    expect(terminal.written).toContain('0 B  0 B/s')
    progress.end()
  })
})

test.each([
  ['a pipe', { terminal: new FakeTerminal(false) }],
  ['--quiet', { quiet: true, terminal: new FakeTerminal() }]
])('%s gets nothing, and no timer runs', (_what, init) => {
  const { progress, clock, terminal } = show(init)
  progress.add(MIB)
  clock.advance(60_000)
  progress.end()
  expect(terminal.written).toBe('')
  expect(clock.pendingTimers).toBe(0)
})

test('a terminal that cannot move its cursor gets whole lines, and few', () => {
  const { progress, clock, terminal } = show({ env: { TERM: 'dumb' } })
  progress.add(MIB)
  clock.advance(25_000)
  progress.end()
  for (const trick of ['\r', '\u001b']) expect(terminal.written).not.toContain(trick)
  expect(terminal.written.match(/\n/g)).toHaveLength(2)
})

test('no colour is used, so that NO_COLOR has nothing to forbid', () => {
  const { progress, clock, terminal } = show()
  progress.add(MIB)
  clock.advance(1000)
  progress.end()
  expect(terminal.written.replaceAll('\r\u001b[K', '')).not.toContain('\u001b')
})

describe('the line', () => {
  const state = { bytes: 5 * MIB, totalBytes: 10 * MIB, bytesPerSecond: MIB, source: 'over the uplink' }

  test.each([20, 40, 60, 71, 72, 80, 200])('fits into %d columns', (columns) => {
    const line = progressLine(state, columns)
    expect(line.length).toBeLessThan(columns)
    expect(line.startsWith(' 50 %')).toBe(true)
    expect(line.includes('[')).toBe(columns >= 72)
  })

  test('without a length there is no percentage and no end in sight', () => {
    expect(progressLine({ ...state, totalBytes: undefined }, 80)).toBe('5.0 MiB  1.0 MiB/s  over the uplink')
  })

  test('nothing of nothing, and more than was expected, are no trouble', () => {
    expect(progressLine({ ...state, bytes: 0, totalBytes: 0 }, 80)).toBe('0 B of 0 B  1.0 MiB/s  over the uplink')
    expect(progressLine({ ...state, bytes: 11 * MIB }, 80)).toContain('100 %')
  })
})
