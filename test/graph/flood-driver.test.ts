import { beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { AUTHOR_ITEMS_BURST, ITEMS_BURST, MAX_EXCESS_ITEMS, WITHHELD_CALM_MS } from '../../src/graph/defaults.js'
import { FloodDriver } from '../../src/graph/flood-driver.js'
import type { LinkTable } from '../../src/graph/link-table.js'
import type { Store } from '../../src/store/index.js'
import { FakeClock } from '../support/fake-clock.js'

let clock: FakeClock
let driver: FloodDriver
let flooded: number
let pulls: number
let brought: string[]
let cuts: string[]
let count: number

/** An item of this author; `a` and `b` are our neighbours. */
const item = (author: string): Uint8Array => new Uint8Array(Buffer.from(`${author} ${count++}`))

beforeEach(() => {
  clock = new FakeClock()
  flooded = pulls = count = 0
  brought = []
  cuts = []
  const store = {
    author: 'me',
    on: () => () => {},
    receive: async () => ({ outcome: 'applied' }),
    authorOf: (bytes: Uint8Array) => Buffer.from(bytes).toString().split(' ')[0]
  }
  driver = new FloodDriver({
    store: store as unknown as Store,
    links: {
      get: (peer: string) => ({
        link: { flood: () => (flooded += 1), cut: (_: string, reason: string) => cuts.push(`${peer} ${reason}`) }
      })
    } as unknown as LinkTable,
    askGap: () => {},
    onBrought: (peer) => brought.push(peer),
    pullAll: () => (pulls += 1),
    clock,
    logger: silentLogger
  })
  for (const peer of ['a', 'b']) driver.linkChanged('link-up', peer)
})

test('neighbours are asked to pull what was kept back, once its author is quiet; not while it goes on', async () => {
  for (let i = 0; i < AUTHOR_ITEMS_BURST; i++) await driver.received('a', item('x'))
  clock.advance(2 * WITHHELD_CALM_MS)
  expect([flooded, pulls]).toEqual([AUTHOR_ITEMS_BURST, 0])
  for (let i = 0; i < 2 * AUTHOR_ITEMS_BURST; i++) await driver.received('a', item('x'))
  expect(flooded).toBe(2 * AUTHOR_ITEMS_BURST)
  clock.advance(WITHHELD_CALM_MS - 1)
  expect(pulls).toBe(0)
  for (let i = 0; i < 2 * AUTHOR_ITEMS_BURST; i++) await driver.received('a', item('x'))
  clock.advance(WITHHELD_CALM_MS - 1)
  expect(pulls).toBe(0)
  clock.advance(1)
  expect([pulls, clock.pendingTimers]).toEqual([1, 0])
})

test('who floods far more than its part is cut for it', async () => {
  for (let i = 0; i < ITEMS_BURST + MAX_EXCESS_ITEMS - 1; i++) await driver.received('a', item('x'))
  expect(cuts).toEqual([])
  await driver.received('a', item('x'))
  expect(cuts).toEqual(['a protocol'])
})

test('a neighbour brings something only where that is another’s', async () => {
  for (const [from, author] of [
    ['a', 'a'],
    ['a', 'x'],
    ['b', 'a']
  ] as const) {
    await driver.received(from, item(author))
  }
  expect(brought).toEqual(['a', 'b'])
})

test('going down leaves no timer', async () => {
  for (let i = 0; i <= AUTHOR_ITEMS_BURST; i++) await driver.received('a', item('x'))
  expect(clock.pendingTimers).toBe(1)
  driver.close()
  expect(clock.pendingTimers).toBe(0)
})
