// The node's own services, started and stopped by hand: above all where they are stopped while they start, as what they have opened by then is
// closed, also what comes later.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { seededRandom, silentLogger } from '../../../src/base/index.js'
import { Ledger } from '../../../src/content/index.js'
import { FlowError } from '../../../src/flows/index.js'
import { UploadQueue } from '../../../src/flows/receipt/upload-queue.js'
import { configSchema } from '../../../src/gateway/config-schema.js'
import { RelayService, type RelayServiceInit } from '../../../src/gateway/services/relaying.js'
import { UploadingService, type UploadingServiceInit } from '../../../src/gateway/services/uploading.js'
import { FakeClock } from '../../support/fake-clock.js'

let home: string
let clock: FakeClock
/** Attendants of groups. */
let attending: number
/** What leaving them waits for. */
let leaving: Promise<void>
const groups = {
  attend: () => {
    attending++
    return async () => {
      await leaving
      attending--
    }
  }
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-given-up-'))
  clock = new FakeClock()
  attending = 0
  leaving = Promise.resolve()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(home, { recursive: true })
})

const failed = (error: unknown): never => {
  throw error
}

function open({ relay = {}, usesUplink = true } = {}): { upload: UploadingService; relay: RelayService } {
  const components = { clock, random: seededRandom(1), logger: silentLogger }
  const init = {
    home,
    config: configSchema.parse({ relay }),
    groups,
    machine: { line: { state: usesUplink ? 'unknown' : 'off' }, origins: {}, ledger: new Ledger() }
  }
  return {
    upload: new UploadingService(components, init as unknown as UploadingServiceInit),
    relay: new RelayService(components, init as unknown as RelayServiceInit)
  }
}

test.each(['upload', 'relay'] as const)('%s leaves nothing open', async (name) => {
  const service = open()[name]
  const given = new AbortController()
  const starting = service.start(given.signal, failed).catch(() => {})
  given.abort(new Error('given up'))
  await service.stop()
  await starting
  expect(attending).toBe(0)
  expect(clock.pendingTimers).toBe(0)
})

test.each(['upload', 'relay'] as const)('%s is started again after that', async (name) => {
  const service = open()[name]
  const given = new AbortController()
  const starting = service.start(given.signal, failed).catch(() => {})
  given.abort(new Error('given up'))
  await service.stop()
  await starting
  await service.start(new AbortController().signal, failed)
  await expect.poll(() => attending).toBe(1)
  expect(service.health()).toEqual({ healthy: true })
  await service.stop()
  expect(attending).toBe(0)
})

test.each(['upload', 'relay'] as const)('%s that stops slowly closes nothing of the run after it', async (name) => {
  const service = open()[name]
  await service.start(new AbortController().signal, failed)
  await expect.poll(() => attending).toBe(1)
  let letGo = (): void => {}
  leaving = new Promise((resolve) => (letGo = resolve))
  const stopping = service.stop()
  await service.start(new AbortController().signal, failed)
  letGo()
  await stopping
  await expect.poll(() => attending).toBe(1)
  expect(service.health()).toEqual({ healthy: true })
  await service.stop()
  expect(attending).toBe(0)
})

test('uploads are taken before the queue is read; where it cannot be, the service has failed', async () => {
  const { find } = UploadQueue.prototype
  let read!: (error?: Error) => void
  const reading = new Promise<Error | undefined>((resolve) => (read = resolve))
  vi.spyOn(UploadQueue.prototype, 'find').mockImplementation(async function (this: UploadQueue, ...given) {
    const error = await reading
    if (error !== undefined) throw error
    return await find.apply(this, given)
  })
  const service = open().upload
  const given = new AbortController()
  const heard = vi.fn()
  await service.start(given.signal, heard)
  expect(service.uploads?.isRead).toBe(false)
  expect(attending).toBe(0)
  read(new FlowError('UPLOAD_DISK', 'the disk failed'))
  await expect.poll(() => heard.mock.calls).toEqual([[expect.objectContaining({ code: 'UPLOAD_DISK' })]])
  given.abort()
  await service.stop()
  expect([attending, clock.pendingTimers]).toEqual([0, 0])
})

test.each([
  ['an owner who said so', true, true, true],
  ['an owner who did not', false, true, false],
  ['one who forbids its line', true, false, false]
])('connections are carried for members at %s', async (_who, connections, usesUplink, expected) => {
  const { relay } = open({ relay: { connections }, usesUplink })
  await relay.start(new AbortController().signal)
  expect(relay.connections()?.carries).toBe(expected)
  await relay.stop()
})
