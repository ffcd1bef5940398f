import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { openLevelStorage } from '../../src/store/index.js'
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
