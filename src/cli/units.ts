// Numbers as people write and read them.
import { InvalidArgumentError } from 'commander'
import { publicKeyFromPeerId } from '../base/index.js'

const DURATION_MS: { [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** `90s`, `15m`, `12h`, `7d`, `4w` -> milliseconds. Throws what commander reports as wrong usage. */
export function parseDurationMs(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  const durationMs = Number(count) * (DURATION_MS[unit] ?? NaN)
  if (durationMs > 0) return durationMs
  throw new InvalidArgumentError('Write a duration as 90s, 15m, 12h, 7d or 4w.')
}

/** A whole number above 0, for an option. Throws what commander reports as wrong usage. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number above 0.')
}

/** A peer id, for an option. Throws what commander reports as wrong usage. */
export function parsePeer(text: string): string {
  if (publicKeyFromPeerId(text) !== undefined) return text
  throw new InvalidArgumentError('It must be a peer id, 12D3KooW…, as `potluck group members` shows it.')
}

/** A number above 0 and up to `max`, for an option. Throws what commander reports as wrong usage. */
export function parsePositive(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (value > 0 && value <= max) return value
    throw new InvalidArgumentError(`It must be a number above 0, and ${max} at most.`)
  }
}

/** `33554432` -> `32.0 MiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return unit === 0 ? `${value} B` : `${value.toFixed(1)} ${BYTE_UNITS[unit]}`
}

/** `12D3KooWPjce…` -> `…` and its last eight characters: the first ones are the same for everybody. */
export function shortPeer(peer: string): string {
  return `…${peer.slice(-8)}`
}

const UNITS_OF_TIME = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000]
] as const

/** `10800000` -> `3 h`, `90000` -> `1 min 30 s`: the largest unit, with the next one where it matters. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000)) * 1000
  const at = UNITS_OF_TIME.findIndex(([, unitMs]) => seconds >= unitMs)
  const [unit, unitMs] = UNITS_OF_TIME[at] ?? ['s', 1000]
  const count = Math.floor(seconds / unitMs)
  const next = UNITS_OF_TIME[at + 1]
  const rest = next === undefined || count >= 10 ? 0 : Math.floor((seconds % unitMs) / next[1])
  return rest > 0 && next !== undefined ? `${count} ${unit} ${rest} ${next[0]}` : `${count} ${unit}`
}
