import { expect, test } from 'vitest'
import { formatBytes, formatDuration, parseDurationMs, parsePositive } from '../../src/cli/units.js'

test.each([
  ['90s', 90_000],
  ['15m', 900_000],
  ['12h', 43_200_000],
  ['7d', 604_800_000],
  ['4w', 2_419_200_000]
])('%s is %d ms', (text, durationMs) => {
  expect(parseDurationMs(text)).toBe(durationMs)
})

test.each(['', '7', 'd', '0d', '-1d', '1.5h', '7 d', '7days', '9999999d'])('"%s" is no duration', (text) => {
  expect(() => parseDurationMs(text)).toThrow('Write a duration as')
})

test.each(['0', '-1', 'x', '', 'Infinity', 'NaN', '10.1'])('"%s" is no positive number up to 10', (text) => {
  expect(() => parsePositive(10)(text)).toThrow('above 0')
})

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [33_554_432, '32.0 MiB'],
  [5e15, '4547.5 TiB']
])('%d bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [90_000, '1 min 30 s'],
  [3_600_000, '1 h'],
  [12 * 60_000 + 5000, '12 min'],
  [3 * 86_400_000 + 7_300_000, '3 d 2 h']
])('%d ms read %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text)
})
