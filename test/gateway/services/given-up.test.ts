// The node's own services where they are stopped while they start: what they have opened by then is closed, also what comes later.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../../src/base/index.js'
import { Ledger } from '../../../src/content/index.js'
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
afterEach(() => rm(home, { recursive: true }))

function open(): { upload: UploadingService; relay: RelayService } {
  const components = { clock, random: seededRandom(1), logger: silentLogger }
  const init = {
    home,
    config: configSchema.parse({}),
    groups,
    machine: { usesUplink: true, origins: {}, ledger: new Ledger() }
  }
  return {
    upload: new UploadingService(components, init as unknown as UploadingServiceInit),
    relay: new RelayService(components, init as unknown as RelayServiceInit)
  }
}

test.each(['upload', 'relay'] as const)('%s leaves nothing open', async (name) => {
  const service = open()[name]
  const given = new AbortController()
  const starting = service.start(given.signal).catch(() => {})
  given.abort(new Error('given up'))
  await service.stop()
  await starting
  expect(attending).toBe(0)
  expect(clock.pendingTimers).toBe(0)
})

test.each(['upload', 'relay'] as const)('%s is started again after that', async (name) => {
  const service = open()[name]
  const given = new AbortController()
  const starting = service.start(given.signal).catch(() => {})
  given.abort(new Error('given up'))
  await service.stop()
  await starting
  await service.start(new AbortController().signal)
  expect(attending).toBe(1)
  expect(service.health()).toEqual({ healthy: true })
  await service.stop()
  expect(attending).toBe(0)
})

test.each(['upload', 'relay'] as const)('%s that stops slowly closes nothing of the run after it', async (name) => {
  const service = open()[name]
  await service.start(new AbortController().signal)
  let letGo = (): void => {}
  leaving = new Promise((resolve) => (letGo = resolve))
  const stopping = service.stop()
  await service.start(new AbortController().signal)
  letGo()
  await stopping
  expect(attending).toBe(1)
  expect(service.health()).toEqual({ healthy: true })
  await service.stop()
  expect(attending).toBe(0)
})
