import { expect, test } from 'vitest'
import {
  count,
  fileNameOf,
  formatAgo,
  formatBytes,
  formatDuration,
  formatPercent,
  formatRate,
  nameOfUrl,
  shortPeer
} from '../../src/ui/format.js'

test.each([
  [0, '0 B'],
  [-5, '0 B'],
  [999, '999 B'],
  [1024, '1.0 KiB'],
  [1_048_550, '1.0 MiB'],
  [33_554_432, '32.0 MiB'],
  [150 * 2 ** 20, '150 MiB'],
  [5 * 2 ** 40, '5.0 TiB'],
  [3000 * 2 ** 50, '3000 PiB']
])('%i bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})

test('a rate is bytes a second', () => {
  expect(formatRate(2 ** 21)).toBe('2.0 MiB/s')
})

test.each([
  [400, '0 s'],
  [90_000, '1 min 30 s'],
  [10_800_000, '3 h'],
  [900_000_000, '10 d'],
  [-1, '0 s']
])('%i ms are %s', (durationMs, words) => {
  expect(formatDuration(durationMs)).toBe(words)
})

test.each([
  [0, 'just now'],
  [-10_000, 'just now'], // Another machine's clock is ahead.
  [59_999, 'just now'],
  [60_000, '1 min ago'],
  [7_200_000, '2 h ago'],
  [3 * 86_400_000, '3 d ago']
])('%i ms before now is %s', (agoMs, words) => {
  expect(formatAgo(1_000_000_000 - agoMs, 1_000_000_000)).toBe(words)
})

test.each([
  [0, '0 %'],
  [NaN, '0 %'],
  [0.0001, '1 %'],
  [0.5, '50 %'],
  [0.9999, '99 %'],
  [1, '100 %'],
  [1.2, '100 %']
])('a share of %d is %s: nothing is rounded to all or to nothing', (share, words) => {
  expect(formatPercent(share)).toBe(words)
})

test.each([
  [1, '1 file'],
  [0, '0 files'],
  [1234, '1,234 files']
])('%i: %s', (number, words) => {
  expect(count(number, 'file')).toBe(words)
})

test.each([
  ['https://example.com/a/b%20c.iso?x=1', { name: 'b c.iso', host: 'example.com' }],
  ['http://example.com:8080/', { name: 'example.com:8080', host: 'example.com:8080' }],
  ['http://example.com/%E0%A4', { name: '%E0%A4', host: 'example.com' }],
  ['no address', { name: 'no address', host: '' }]
])('%s has a name', (url, name) => {
  expect(nameOfUrl(url)).toEqual(name)
})

test.each([
  ['https://example.com/a/file.iso', 'file.iso'],
  ['https://example.com/..%2F..%2F.bashrc', '_.._.bashrc'],
  ['https://example.com/.profile', 'profile'],
  ['https://example.com/a%E2%80%AEexe.txt', 'a_exe.txt'],
  ['https://example.com/%00%0A', '__'],
  ['https://example.com/...', 'download'],
  [`https://example.com/${'x'.repeat(300)}`, 'x'.repeat(120)]
])('%s is saved as %s', (url, name) => {
  expect(fileNameOf(url)).toBe(name)
})

test('a peer is called by what differs', () => {
  expect(shortPeer('12D3KooWPjceQrSwdWXPyLLeABRXmuqt69Rg3sBYbU1Nft9HyQ6X')).toBe('…Nft9HyQ6X'.slice(0, 1) + 'ft9HyQ6X')
})
