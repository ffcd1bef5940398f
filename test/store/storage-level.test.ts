import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { openLevelStorage } from '../../src/store/index.js'
import { WriteQueue } from '../../src/store/write-queue.js'
import { describeStorage } from '../compliance/storage.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-storage-'))
afterAll(() => rm(home, { recursive: true }))
let folders = 0
const folder = (): string => join(home, `store-${++folders}`)

describeStorage('level', () => openLevelStorage(folder()))

test('what was written is there after closing and opening again', async () => {
  const path = folder()
  const storage = await openLevelStorage(path)
  await storage.write([{ key: utf8('a'), value: utf8('1') }], { sync: true })
  await storage.close()
  const again = await openLevelStorage(path)
  expect(Buffer.from(again.get(utf8('a')) ?? []).toString()).toBe('1')
  await again.close()
})

test('a folder that is open already is ALREADY_RUNNING', async () => {
  const path = folder()
  const storage = await openLevelStorage(path)
  await expect(openLevelStorage(path)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
  await storage.close()
})

test('a path that is no folder is DISK', async () => {
  const path = folder()
  await writeFile(path, 'a file')
  await expect(openLevelStorage(path)).rejects.toMatchObject({ code: 'DISK' })
})

test('the room of what was removed is given back where it is asked for', async () => {
  const path = folder()
  const storage = await openLevelStorage(path)
  const batch = Array.from({ length: 320 }, (_, i) => ({ key: utf8(`key ${i}`), value: randomBytes(64 * 1024) }))
  for (const put of batch) await storage.write([put], { sync: false })
  await storage.write(
    batch.map(({ key }) => ({ key, value: undefined })),
    { sync: true }
  )
  await storage.compact!({ from: utf8('k'), to: utf8('l') })
  await storage.close()
  const sizes = await Promise.all((await readdir(path)).map(async (name) => (await stat(join(path, name))).size))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6 * 1024 * 1024) // Of 20.
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Of what has outlived some young collections, garbage among it. */
function oldSpaceBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? 0
}

test('what was written is garbage at once, not only for a full collection', async () => {
  const storage = await openLevelStorage(folder())
  const queue = new WriteQueue(storage)
  collectGarbage() // Else what earlier tests left behind is weighed with it.
  const before = oldSpaceBytes()
  let most = 0
  for (let i = 0; i < 600; i++) {
    const key = (j: number) => new Uint8Array(73).fill(i % 250).fill(j, 72)
    await queue.keep(
      Array.from({ length: 100 }, (_, j) => ({ key: key(j), value: new Uint8Array(300) })),
      false
    )
    most = Math.max(most, oldSpaceBytes() - before)
  }
  await storage.close()
  expect(most).toBeLessThan(3 * 2 ** 20)
})
