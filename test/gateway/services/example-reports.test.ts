// The example of a service package by itself: what people copy. As a node runs it: test/compat/service-package.test.ts.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunningService, ServicePackage } from '../../../src/client/index.js'

const example = (
  (await import(pathToFileURL(resolve('examples/service-reports/index.mjs')).href)) as { default: ServicePackage }
).default
const URL_SET = { url: 'https://vendor.example/reports' }

let folder: string
let end: AbortController
/** Signals of those who wait for an outcome. */
let waiting: AbortSignal[]
let added: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-reports-'))
  ;[end, waiting, added] = [new AbortController(), [], 0]
})
afterEach(async () => {
  end.abort()
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

async function start(settings: object, onAdded: () => void = () => {}): Promise<RunningService> {
  const client = {
    status: async () => ({ name: 'alice', groups: [], services: [] }),
    uploads: {
      add: async () => {
        added++
        onAdded()
        return { id: `${added}` }
      },
      outcome: (_id: string, { signal }: { signal: AbortSignal }) => {
        waiting.push(signal)
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
      }
    }
  }
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  const failed = (error: unknown): void => expect(error).toBeUndefined()
  const given = { name: 'reports', signal: end.signal, folder, settings, log, client, failed }
  return (await example.start(given as unknown as Parameters<ServicePackage['start']>[0])) ?? {}
}

test.each([0, 0.5, -1, NaN, 1441, 43_200, 'often'])('every %s minutes is refused, in words', async (everyMinutes) => {
  await expect(start({ ...URL_SET, everyMinutes })).rejects.toThrow('from 1 to 1440')
})

test('of the reports that have not arrived the newest alone is waited for', async () => {
  let nowMs = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => (nowMs += 24 * 3_600_000)) // Each report is due as soon as the one before is out.
  const three = new Promise<void>((enough) => {
    void start({ ...URL_SET, everyMinutes: 1 }, () => void (added > 3 && enough()))
  })
  await three
  expect(waiting.length).toBeGreaterThanOrEqual(3)
  expect(waiting.filter(({ aborted }) => !aborted)).toHaveLength(1)
})

test('a time in the future, of a clock that was wrong once, does not silence it', async () => {
  await writeFile(join(folder, 'sent-at'), String(Date.now() + 365 * 24 * 3_600_000))
  const { health } = await start(URL_SET)
  expect(await health?.()).toMatchObject({ healthy: true })
  const nowMs = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(nowMs + 2 * 3_600_000)
  expect(await health?.()).toMatchObject({ healthy: false })
})
