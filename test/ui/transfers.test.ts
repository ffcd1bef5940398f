import { expect, test } from 'vitest'
import type { Transfer } from '../../src/ui/shapes.js'
import { bySource, howFar, RateMeter, whatHappens } from '../../src/ui/transfers.js'

const MIB = 2 ** 20
const running: Transfer = {
  ...{ url: 'https://example.com/a.iso', group: 'g', state: 'following', bytes: 25 * MIB, totalBytes: 100 * MIB },
  ...{ sources: { uplink: 5 * MIB, members: { p1: 10 * MIB, p2: 10 * MIB }, cache: 0 }, forOthers: false }
}
const names: { [peer: string]: string } = { p1: 'bob', p2: 'carol' }
const nameOf = (peer: string): string => names[peer] ?? peer

test('members are one source in the sum', () => {
  expect(bySource(running)).toEqual({ uplink: 5 * MIB, members: 20 * MIB, cache: 0 })
})

test('what an earlier download left here is from this machine', () => {
  expect(bySource({ ...running, bytes: 40 * MIB })).toEqual({ uplink: 5 * MIB, members: 20 * MIB, cache: 15 * MIB })
})

test.each([
  [{ state: 'asking' }, 'Asking the group who has it'],
  [{ state: 'leading' }, 'From the Internet, by this machine for the whole group'],
  [{ state: 'leading', forOthers: true }, 'From the Internet, by this machine for other members'],
  [{ state: 'leading', from: 'p1' }, 'From bob; this machine fetches the rest for the whole group'],
  [{ state: 'following', from: 'p1' }, 'Reading along with bob, who downloads it'],
  [{ state: 'following' }, 'Reading along with a member that downloads it'],
  [{ state: 'copying', from: 'p2' }, 'Copying from carol, who has it'],
  [{ state: 'copying' }, 'Copying from members that have it']
] as const)('%j: %s', (change, words) => {
  expect(whatHappens({ ...running, ...change }, nameOf)).toBe(words)
})

test.each([
  [100, undefined, undefined, '100 B'],
  [25 * MIB, 100 * MIB, undefined, '25.0 MiB of 100 MiB (25 %)'],
  [25 * MIB, 100 * MIB, 5 * MIB, '25.0 MiB of 100 MiB (25 %), 5.0 MiB/s, 15 s left'],
  [25 * MIB, undefined, 5 * MIB, '25.0 MiB, 5.0 MiB/s'],
  [100 * MIB, 100 * MIB, 5 * MIB, '100 MiB of 100 MiB (100 %), 5.0 MiB/s'],
  [0, 0, 0, '0 B of 0 B (0 %)']
])('%d of %s at %s: %s', (bytes, totalBytes, rate, words) => {
  expect(howFar({ ...running, bytes, totalBytes }, rate)).toBe(words)
})

test('a rate is that of the last seconds', () => {
  const meter = new RateMeter()
  expect(meter.at(0, 0)).toBeUndefined()
  expect(meter.at(100, 100)).toBeUndefined()
  expect(meter.at(1000, 1000)).toBe(1000)
  for (let atMs = 2000; atMs <= 20_000; atMs += 1000) meter.at(atMs, 1000)
  expect(meter.at(21_000, 1000)).toBe(0)
})

test('a download that begins anew has no rate below nothing', () => {
  const meter = new RateMeter()
  meter.at(0, 5000)
  meter.at(1000, 6000)
  expect(meter.at(2000, 10)).toBeUndefined()
  expect(meter.at(3000, 110)).toBe(100)
})
