import { expect, test } from 'vitest'
import {
  MAX_UNDER_WAY,
  MAX_UNDER_WAY_OF_ORIGIN,
  MAX_WAITING_OF_ORIGIN
} from '../../../src/flows/receipt/upload-defaults.js'
import type { UploadPlace } from '../../../src/flows/receipt/upload-events.js'
import { UploadTurns, type Turn } from '../../../src/flows/receipt/upload-turns.js'

const queued: UploadPlace = { state: 'queued', waitsFor: 'turn', untilMs: undefined }
const waiting = { state: 'waiting', by: { peer: '', groupId: '' }, untilMs: 0 } as unknown as UploadPlace

interface Upload extends Turn {
  place: UploadPlace
}

/** @param then where an upload stands once it had its turn */
function turns(then: UploadPlace) {
  const given: Upload[] = []
  const order = new UploadTurns<Upload>((upload) => {
    upload.place = then
    given.push(upload)
  })
  const want = (origin: string, attemptCount = 0): Upload => {
    const upload = { origin, place: queued, record: { attemptCount } }
    order.want(upload)
    return upload
  }
  const origins = async (): Promise<string> => {
    await Promise.resolve()
    return given.map(({ origin }) => origin).join('')
  }
  return { want, given, origins, order }
}

test('one origin has half of what is under way, and what was wanted later goes before the rest of it', async () => {
  const { want, origins, order, given } = turns({ state: 'direct' })
  for (let i = 0; i < MAX_UNDER_WAY; i++) want('a')
  expect(await origins()).toBe('a'.repeat(MAX_UNDER_WAY_OF_ORIGIN))
  want('b')
  expect(await origins()).toBe('aaab')
  given[0]!.place = { state: 'delivered' }
  order.changed(given[0]!)
  expect(await origins()).toBe('aaaba')
})

test('origins take turns, of each those that were tried first, and then the oldest', async () => {
  const { want, origins, given } = turns({ state: 'direct' })
  const old = want('a')
  want('a')
  want('b')
  want('b')
  const tried = want('b', 1)
  expect(await origins()).toBe('babab')
  expect([given.indexOf(tried), given.indexOf(old)]).toEqual([0, 1])
})

test('one origin has half of the places with members', async () => {
  const { want, origins, given, order } = turns(waiting)
  for (let i = 0; i < MAX_WAITING_OF_ORIGIN + 1; i++) want('a')
  want('b')
  await origins()
  expect(given.filter(({ origin }) => origin === 'a')).toHaveLength(MAX_WAITING_OF_ORIGIN)
  expect(given.filter(({ origin }) => origin === 'b')).toHaveLength(1)
  given[0]!.place = { state: 'delivered' }
  order.changed(given[0]!)
  await origins()
  expect(given.filter(({ origin }) => origin === 'a')).toHaveLength(MAX_WAITING_OF_ORIGIN + 1)
})
