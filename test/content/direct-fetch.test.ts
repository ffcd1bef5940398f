import { afterEach, expect, test } from 'vitest'
import { seededRandom, systemClock, systemRandom } from '../../src/base/index.js'
import { fetchDirectly, type DirectFetchInit } from '../../src/content/direct-fetch.js'
import { createOriginAccess, Ledger, originPolicy } from '../../src/content/index.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const SYSTEM = { clock: systemClock, random: systemRandom }

let origin: SlowOrigin
afterEach(() => origin.close())

function init(stop: AbortController, tried: unknown[]): DirectFetchInit {
  const ledger = new Ledger()
  return {
    url: origin.url,
    origins: createOriginAccess({ ...SYSTEM, policy: originPolicy(['127.0.0.0/8']), ledger }),
    clock: systemClock,
    ledger: ledger.transfer(),
    notKeptBecause: 'it is a test',
    signal: stop.signal,
    originTried: (error) => tried.push(error)
  }
}

test('a node that stops ends it, though nobody reads it', async () => {
  origin = await openSlowOrigin({ content: seededRandom(1).bytes(500_000), holdAtBytes: 100_000 })
  const stop = new AbortController()
  const tried: unknown[] = []
  const { done, body } = await fetchDirectly(init(stop, tried))
  expect(tried).toEqual([undefined])
  body.on('error', () => {})
  stop.abort(new Error('this node stops'))
  await expect(done).rejects.toThrow('this node stops')
  expect(body.destroyed).toBe(true)
})

test('whether the origin answered is told', async () => {
  origin = await openSlowOrigin({
    content: new Uint8Array(1),
    answer: (_request, response) => {
      response.writeHead(500).end()
      return true
    }
  })
  const tried: unknown[] = []
  await expect(fetchDirectly(init(new AbortController(), tried))).rejects.toMatchObject({ status: 500 })
  expect(tried).toMatchObject([{ status: 500 }])
})
