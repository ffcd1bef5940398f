import { expect, test } from 'vitest'
import { formatBytes, parseDurationMs, parsePositive } from '../../src/cli/units.js'

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

test.each(['0', '-1', 'x', '', 'Infinity', 'NaN'])('"%s" is no positive number', (text) => {
  expect(() => parsePositive(text)).toThrow('above 0')
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
