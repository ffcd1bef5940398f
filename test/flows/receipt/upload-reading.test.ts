// While the queue of the run before is being read: uploads are taken, and go after those that were there before.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bob } from '../../support/people.js'
import { MAX_PENDING_UPLOADS } from '../../../src/flows/receipt/upload-defaults.js'
import { UploadQueue } from '../../../src/flows/receipt/upload-queue.js'
import { Relay, REPORT, Uploading } from './uploads-alice.js'

const NAMED = '0e'.repeat(16)

let relay: Relay
let uploading: Uploading
/** Of what waits in the queue, in their order. */
let before: string[]
let letItRead: () => void

beforeEach(async () => {
  relay = new Relay(bob)
  relay.isHere = false
  uploading = await new Uploading(relay).open()
  before = []
  for (let i = 0; i < 5; i++) before.push(await addNow(`${REPORT}${i}`))
  before.push(await addNow(REPORT, { id: NAMED }))
  await uploading.stop()
  const { find } = UploadQueue.prototype
  const mayRead = new Promise<void>((resolve) => (letItRead = resolve))
  vi.spyOn(UploadQueue.prototype, 'find').mockImplementation(async function (this: UploadQueue, ...given) {
    await mayRead
    return await find.apply(this, given)
  })
  uploading.opensRead = false
  await uploading.open()
})
afterEach(async () => {
  letItRead()
  vi.restoreAllMocks()
  await uploading.close()
})

/** No two at the same time. */
async function addNow(...given: Parameters<Uploading['add']>): Promise<string> {
  uploading.clock.advance(1)
  return (await uploading.add(...given)).id
}

async function read(): Promise<void> {
  letItRead()
  await uploading.service.whenRead
}

test('what is added is on the disk at once, and shown; what was there before is not here yet', async () => {
  const { service, home } = uploading
  const id = await addNow()
  expect(existsSync(join(home, 'upload-queue', `${id}.upload`))).toBe(true)
  expect(service.isRead).toBe(false)
  expect(service.list()).toMatchObject([{ id, state: 'queued', waitsFor: 'turn' }])
  expect(service.get(before[0]!)).toBeUndefined()
  await read()
  expect(service.isRead).toBe(true)
  expect(service.list().map((upload) => upload.id)).toEqual([...before, id])
  expect(service.counts).toMatchObject({ pending: 7, pendingBytes: 5 * (REPORT.length + 1) + 2 * REPORT.length })
})

test('what was there before has its turn before what is added meanwhile', async () => {
  relay.isHere = true
  const id = await addNow()
  uploading.needs = []
  uploading.clock.advance(60_000)
  expect([uploading.needs, relay.posts]).toEqual([[], 0])
  const order: string[] = []
  relay.brings = ({ id: brought }) => {
    if (!order.includes(brought)) order.push(brought)
    return undefined
  }
  await read()
  await uploading.until(() => order.length === 7)
  expect(order.at(-1)).toBe(id)
})

test('what stops before the queue is read loses nothing', async () => {
  const id = await addNow()
  const ended = expect(uploading.service.whenRead).rejects.toMatchObject({ code: 'CLOSED' })
  const stopping = uploading.stop()
  letItRead()
  await ended
  await stopping
  vi.restoreAllMocks()
  uploading.opensRead = true
  await uploading.open()
  expect(uploading.service.list().map((upload) => upload.id)).toEqual([...before, id])
})

test('what is added under a name waits for what is known by it', async () => {
  const unread = vi.fn()
  const adding = uploading.service.add({
    ...{ id: NAMED, url: 'https://vendor.example/other' },
    source: (async function* () {
      unread()
      yield Buffer.from('other')
    })()
  })
  await read()
  expect(await adding).toMatchObject({ id: NAMED, url: 'https://vendor.example/reports' })
  expect(unread).not.toHaveBeenCalled()
})

test('what is cancelled before it could begin is over, and stays so', async () => {
  const id = await addNow()
  expect(await uploading.service.cancel(id)).toMatchObject({ state: 'cancelled' })
  await read()
  expect(uploading.service.get(id)).toMatchObject({ state: 'cancelled' })
  expect(uploading.service.counts.pending).toBe(6)
})

test('what waits unread counts', async () => {
  letItRead()
  await uploading.close()
  vi.spyOn(UploadQueue.prototype, 'waitedBefore', 'get').mockReturnValue(MAX_PENDING_UPLOADS)
  const mayRead = new Promise<string[]>((resolve) => (letItRead = () => resolve([])))
  vi.spyOn(UploadQueue.prototype, 'find').mockReturnValue(mayRead)
  uploading = new Uploading(relay)
  uploading.opensRead = false
  await uploading.open()
  await expect(uploading.add()).rejects.toMatchObject({ code: 'TOO_MANY_UPLOADS' })
  await read()
  await expect(uploading.add()).resolves.toMatchObject({ state: 'queued' })
})
