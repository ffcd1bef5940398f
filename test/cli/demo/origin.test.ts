import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../../src/base/index.js'
import { openDemoOrigin, type DemoOrigin } from '../../../src/cli/demo/origin.js'
import { eventually } from '../../support/eventually.js'

const body = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251))
const FAST_MBIT = 10_000
let origin: DemoOrigin

beforeEach(async () => {
  origin = await openDemoOrigin({ body, rateMbit: FAST_MBIT, clock: systemClock })
})
afterEach(() => origin.close())

test('everything is sent and counted', async () => {
  const response = await fetch(origin.url)
  const got = Buffer.from(await response.arrayBuffer())
  expect(got.equals(body)).toBe(true)
  expect(origin.sentBytes()).toBe(body.length)
  expect(origin.ranges()).toEqual([{ start: 0, end: body.length, sentBytes: body.length, unreadBytes: 0 }])
})

test.each([
  ['bytes=10-19', 206, 10, 20],
  ['bytes=99990-', 206, 99_990, 100_000],
  ['bytes=99990-200000', 206, 99_990, 100_000],
  ['bytes=0-9,20-29', 200, 0, 100_000],
  ['lines=1-2', 200, 0, 100_000]
])('%s is answered %d with bytes %d to %d', async (range, status, start, end) => {
  const response = await fetch(origin.url, { headers: { range } })
  expect(response.status).toBe(status)
  expect(Buffer.from(await response.arrayBuffer()).equals(body.subarray(start, end))).toBe(true)
  expect(origin.ranges()).toMatchObject([{ start, end }])
})

test('what a reader is sent after it was killed is told apart, and only of one that did not read to the end', async () => {
  const slow = await openDemoOrigin({ body, rateMbit: 8, clock: systemClock })
  try {
    const dying = new AbortController()
    const killed = await fetch(slow.url, { signal: dying.signal })
    const living = await fetch(slow.url)
    await slow.noteDeath()
    await eventually(() => expect(slow.ranges()[0]!.unreadBytes).toBeGreaterThan(0))
    dying.abort()
    await expect(killed.arrayBuffer()).rejects.toThrow()
    await living.arrayBuffer()
    await (await fetch(slow.url)).arrayBuffer()
    const [first, second, third] = slow.ranges()
    expect(first!.unreadBytes).toBeLessThanOrEqual(first!.sentBytes)
    expect([first!.unreadBytes > 0, second!.unreadBytes, third!.unreadBytes]).toEqual([true, 0, 0])
  } finally {
    await slow.close()
  }
})

test.skipIf(process.platform !== 'linux')('what lies in the buffer of who is stopped counts as not read', async () => {
  const slow = await openDemoOrigin({ body, rateMbit: 1, clock: systemClock })
  const stopped = connect({ host: '127.0.0.1', port: Number(new URL(slow.url).port) }).pause()
  try {
    stopped.write(`GET / HTTP/1.1\r\nhost: ${slow.host}\r\n\r\n`)
    await eventually(() => expect(slow.sentBytes()).toBeGreaterThan(20_000))
    await slow.noteDeath()
    expect(slow.ranges()[0]!.unreadBytes).toBeGreaterThan(20_000)
  } finally {
    stopped.destroy()
    await slow.close()
  }
})

test('a range past the end is not satisfiable, and counts nothing', async () => {
  const response = await fetch(origin.url, { headers: { range: 'bytes=100000-' } })
  expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */100000'])
  expect(origin.ranges()).toEqual([])
})

test('another ETag in If-Range gets the whole', async () => {
  const response = await fetch(origin.url, { headers: { range: 'bytes=10-19', 'if-range': '"other"' } })
  expect(response.status).toBe(200)
  await response.arrayBuffer()
})

test('the ETag is strong and follows the content', async () => {
  const { headers } = await fetch(origin.url, { method: 'HEAD' })
  const hash = createHash('sha256').update(body).digest('hex')
  expect(headers.get('etag')).toBe(`"${hash.slice(0, 32)}"`)
  expect(origin.sentBytes()).toBe(0)
})
