// A folder that holds more names than a look reads: that is said, and what is left alone hides nothing up to there.
import { rmSync, symlinkSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createLogger, seededRandom, type LogEntry } from '../../src/base/index.js'
import { DROP_LOOK_MS, MAX_NAMES_PER_LOOK } from '../../src/gateway/drop-folder-defaults.js'
import { DropFolderDriver } from '../../src/gateway/drop-folder-driver.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { FakeUploads } from '../support/fake-uploads.js'

let driver: DropFolderDriver | undefined
let home: string | undefined

afterEach(async () => {
  await driver?.close()
  if (home !== undefined) await rm(home, { recursive: true })
})

test('names beyond what a look reads', async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-names-'))
  const uploads = new FakeUploads(readFile)
  const clock = new FakeClock()
  const entries: LogEntry[] = []
  const logger = createLogger((entry) => entries.push(entry), 'warn')
  const init = { home, url: 'https://vendor.example/', folder: 'uploads', uploads, clock, random: seededRandom(1) }
  driver = await DropFolderDriver.open({ ...init, logger })
  const folder = driver.path
  const looking = (check: () => void): Promise<void> =>
    eventually(() => {
      clock.advance(DROP_LOOK_MS)
      check()
    })
  const leaveAlone = (from: number, to: number): void => {
    for (let i = from; i < to; i++) symlinkSync('nothing', join(folder, `${i}.part`))
  }
  leaveAlone(0, MAX_NAMES_PER_LOOK / 2)
  await writeFile(join(folder, 'report.xml'), 'bytes')
  await looking(() => expect(uploads.list()).toHaveLength(1))
  expect(driver.problem).toBeUndefined()

  leaveAlone(MAX_NAMES_PER_LOOK / 2, MAX_NAMES_PER_LOOK)
  await looking(() => expect(driver?.problem ?? '').toContain(`more than ${MAX_NAMES_PER_LOOK} names`))
  for (let i = 0; i < MAX_NAMES_PER_LOOK / 2; i++) rmSync(join(folder, `${i}.part`))
  await looking(() => expect(driver?.problem).toBeUndefined())
  expect(entries).toHaveLength(1)
})
