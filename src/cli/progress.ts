// Progress of long work on a terminal: one line, rewritten while bytes move. Nothing where nobody watches; on a terminal
// that cannot rewrite a line (TERM=dumb) a new line now and then instead. Without colours, so NO_COLOR asks for nothing more.
import { setRepeating, type Clock } from '../base/index.js'
import { formatBytes, formatDuration } from './units.js'

const REDRAW_MS = 250
/** Lines that stay must be few. */
const PLAIN_LINE_MS = 10_000
/** Over how long the rate is taken: long enough to be calm, short enough to show a stall. A guess. */
const RATE_WINDOW_MS = 3000
const DEFAULT_COLUMNS = 80
const BAR_CELLS = 20
/** Narrower terminals get no bar: the figures say more. */
const MIN_COLUMNS_FOR_BAR = 72

/** What a terminal is to us: `process.stderr`, or a double. */
export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface ProgressInit {
  terminal: Terminal
  /** For TERM. */
  env: NodeJS.ProcessEnv
  clock: Clock
  /** Says nothing. */
  quiet: boolean
  /** Where the bytes come from now, in words; asked with every redraw. @default nothing is said */
  source?: () => Promise<string>
}

export interface Progress {
  /** How many there will be, once that is known. */
  expect(totalBytes: number | undefined): void
  add(bytes: number): void
  /** Removes the line. Safe to call twice. */
  end(): void
}

export function showProgress(init: ProgressInit): Progress {
  const { terminal, clock, quiet, env } = init
  if (quiet || terminal.isTTY !== true) return { expect: () => {}, add: () => {}, end: () => {} }
  const isDumb = env['TERM'] === 'dumb'
  const startedMs = clock.monotonicMs()
  const samples: { atMs: number; bytes: number }[] = [{ atMs: startedMs, bytes: 0 }]
  let bytes = 0
  let totalBytes: number | undefined
  let source = ''
  let asking = false
  const askSource = async (): Promise<void> => {
    if (asking || init.source === undefined) return
    asking = true
    source = await init.source().catch(() => source) // Only decoration: the transfer itself says what is wrong.
    asking = false
  }
  const draw = (): void => {
    const nowMs = clock.monotonicMs()
    samples.push({ atMs: nowMs, bytes })
    while (samples.length > 2 && nowMs - samples[1]!.atMs >= RATE_WINDOW_MS) samples.shift()
    const [oldest] = samples
    const bytesPerSecond = ((bytes - oldest!.bytes) / Math.max(1, nowMs - oldest!.atMs)) * 1000
    const line = progressLine({ bytes, totalBytes, bytesPerSecond, source }, terminal.columns ?? DEFAULT_COLUMNS)
    terminal.write(isDumb ? `${line}\n` : `\r\u001b[K${line}`)
    void askSource()
  }
  void askSource()
  const timer = setRepeating(clock, isDumb ? PLAIN_LINE_MS : REDRAW_MS, draw)
  let ended = false
  return {
    expect: (total) => (totalBytes = total),
    add: (count) => {
      bytes += count
    },
    end: () => {
      timer.cancel()
      if (!ended && !isDumb) terminal.write('\r\u001b[K')
      ended = true
    }
  }
}

export interface ProgressState {
  bytes: number
  totalBytes: number | undefined
  bytesPerSecond: number
  /** Empty: not known. */
  source: string
}

/** One line that fits into `columns`, so that no terminal breaks it: what matters less stands further right. */
export function progressLine({ bytes, totalBytes, bytesPerSecond, source }: ProgressState, columns: number): string {
  const known = totalBytes !== undefined && totalBytes > 0
  const part = known ? Math.min(1, bytes / totalBytes) : 0
  const percent = known ? [`${String(Math.floor(part * 100)).padStart(3)} %`] : []
  const bar = known && columns >= MIN_COLUMNS_FOR_BAR ? [barOf(part)] : []
  const amount = totalBytes === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`
  const leftMs = known && bytesPerSecond >= 1 ? ((totalBytes - bytes) / bytesPerSecond) * 1000 : undefined
  const left = leftMs === undefined || leftMs <= 0 ? [] : [`${formatDuration(leftMs)} left`]
  const rate = `${formatBytes(Math.round(bytesPerSecond))}/s`
  const line = [...percent, ...bar, amount, rate, ...left, ...(source === '' ? [] : [source])].join('  ')
  return line.slice(0, Math.max(0, columns - 1)) // In the last column some terminals break the line already.
}

function barOf(part: number): string {
  const full = Math.round(part * BAR_CELLS)
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)}]`
}
