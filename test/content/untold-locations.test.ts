// What this node holds and no record tells, in files: outlasts a restart and a power cut, within a limit; damage costs one location.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger, type Logger } from '../../src/base/index.js'
import { MAX_UNTOLD_FILE_BYTES } from '../../src/content/crossing-defaults.js'
import { locationRecordId, NOTHING_SAID } from '../../src/content/location.js'
import { UntoldFiles } from '../../src/content/untold-files.js'
import { UntoldLocations, type UntoldLocation } from '../../src/content/untold-locations.js'
import { settle } from '../support/fake-clock.js'
import { person } from '../support/people.js'

const HOLDER = person('alice').peer
const KEY = 'cd'.repeat(32)

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-held-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

function untold(number: number, change: Partial<UntoldLocation> = {}): UntoldLocation {
  const digest = number.toString(16).padStart(64, '0')
  const recordId = locationRecordId(HOLDER, KEY, digest)
  const said = { ...NOTHING_SAID, contentType: 'text/plain', url: 'http://origin.example/ü', validatedAtMs: 5 }
  const location = { ...said, recordId, holder: HOLDER, digest, urlKey: KEY, writtenAtMs: number }
  return {
    location: { ...location, bytes: number, leafRoot: new Uint8Array(32).fill(7) },
    isToTell: false,
    heldForUrl: 'http://origin.example/ü',
    version: 'ef'.repeat(32),
    ...change
  }
}

/** As a run that starts finds it. */
async function start(logger: Logger = silentLogger, most?: number): Promise<UntoldLocations> {
  const locations = new UntoldLocations(new UntoldFiles({ directory, holder: HOLDER, logger }), most)
  await locations.load()
  return locations
}

test('what was put is there after a restart, what was removed is not', async () => {
  const before = await start()
  const published = untold(3, { isToTell: true, heldForUrl: undefined, version: undefined })
  for (const one of [untold(1), untold(2), published]) await before.put(one)
  await before.remove(untold(1).location.recordId)
  const after = await start()
  expect(after.all()).toEqual([untold(2), published])
  expect(after.byUrlKey(KEY)).toEqual(after.all())
  expect(after.byDigest(untold(2).location.digest)).toEqual([untold(2)])
})

test('of calls that overlap the last one decides, on disk too', async () => {
  const before = await start()
  const { recordId } = untold(1).location
  const calls = [before.put(untold(1)), before.remove(recordId), before.put(untold(1, { isToTell: true }))]
  await Promise.all([...calls, before.put(untold(2)), before.remove(untold(2).location.recordId)])
  expect((await start()).all()).toEqual([untold(1, { isToTell: true })])
})

test('one file is never written and removed at the same time', async () => {
  const done: string[] = []
  let release = (): void => {}
  const save = async (): Promise<void> => {
    await new Promise<void>((resolve) => (release = resolve))
    done.push('saved')
  }
  const remove = async (): Promise<void> => void done.push('removed')
  const locations = new UntoldLocations({ save, remove } as unknown as UntoldFiles)
  const put = locations.put(untold(1))
  await settle()
  const removed = locations.remove(untold(1).location.recordId)
  await settle()
  expect(done).toEqual([])
  release()
  await Promise.all([put, removed])
  expect(done).toEqual(['saved', 'removed'])
})

test('what is damaged, misnamed or half written is passed over and said, all else is there', async () => {
  const before = await start()
  for (const number of [1, 2, 3, 4]) await before.put(untold(number))
  const path = (number: number): string => join(directory, untold(number).location.recordId)
  const good = await readFile(path(1), 'utf8')
  await writeFile(path(1), good.replace('"isToTell":false', '"isToTell":true'))
  await writeFile(path(2), good)
  await writeFile(path(3), 'x'.repeat(MAX_UNTOLD_FILE_BYTES + 1))
  await writeFile(`${path(5)}.0123456789ab.tmp`, good.slice(0, 20))
  await writeFile(join(directory, 'notes of somebody'), 'left alone')
  const said: string[] = []
  const logger = Object.assign((message: string) => void said.push(message), silentLogger)
  expect((await start(logger)).all()).toEqual([untold(4)])
  expect(said).toHaveLength(3)
  expect((await readdir(directory)).filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual(['notes of somebody'])
})

test('beyond the limit the oldest is forgotten, at a start too', async () => {
  const before = await start(silentLogger, 3)
  for (const number of [1, 2, 3, 4]) await before.put(untold(number))
  expect(before.all()).toEqual([untold(2), untold(3), untold(4)])
  expect((await start(silentLogger, 2)).all()).toEqual([untold(3), untold(4)])
  expect(await readdir(directory)).toHaveLength(2)
})

test('what cannot be written does not count', async () => {
  const locations = await start()
  await rm(directory, { recursive: true })
  await expect(locations.put(untold(1))).rejects.toMatchObject({ code: 'DISK' })
  expect(locations.all()).toEqual([])
})
