import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { ContentError } from '../../src/content/errors.js'
import { httpBody } from '../../src/content/http-body.js'
import { FakeClock, settle } from '../support/fake-clock.js'

function read(idleMs: number | undefined): { clock: FakeClock; response: IncomingMessage; done: () => unknown } {
  const clock = new FakeClock()
  const response = new IncomingMessage(new Socket())
  const body = httpBody(response, {
    ...{ clock, idleMs, expectedBytes: undefined, signal: undefined, onBytes: undefined },
    broken: (message) => new ContentError('MEMBER_BROKE', message)
  })
  let ended: unknown
  const all = async (): Promise<number> => {
    let bytes = 0
    for await (const chunk of body) bytes += chunk.byteLength
    return bytes
  }
  all().then(
    (bytes) => (ended = bytes),
    (error: unknown) => (ended = error)
  )
  return { clock, response, done: () => ended }
}

test('a body that stands still is given up after its budget', async () => {
  const { clock, response, done } = read(1_000)
  response.push('abc')
  await clock.advanceAsync(999)
  expect(done()).toBeUndefined()
  await clock.advanceAsync(1_001)
  expect(done()).toMatchObject({ code: 'MEMBER_BROKE' })
})

test('without a budget it is waited for, however long', async () => {
  const { clock, response, done } = read(undefined)
  response.push('abc')
  await clock.advanceAsync(3_600_000)
  expect(done()).toBeUndefined()
  expect(clock.pendingTimers).toBe(0)
  response.push('d')
  response.complete = true
  response.push(null)
  await settle()
  expect(done()).toBe(4)
})
