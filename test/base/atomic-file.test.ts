import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { utf8, writePrivateFile } from '../../src/base/index.js'

const folder = await mkdtemp(join(tmpdir(), 'potluck-file-'))
afterAll(() => rm(folder, { recursive: true }))

test('chunks become one file that only its owner reads, in place of what was there', async () => {
  const path = join(folder, 'chunks')
  await writePrivateFile(path, 'an older and longer content')
  await writePrivateFile(path, chunks('one ', 'two'))
  expect(await readFile(path, 'utf8')).toBe('one two')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('where the chunks fail, the old file stays and no part lies beside it', async () => {
  const path = join(folder, 'failing')
  await writePrivateFile(path, 'old')
  const before = await readdir(folder)
  await expect(writePrivateFile(path, failing())).rejects.toThrow('the source broke')
  expect(await readFile(path, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(before)
})

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield utf8(text)
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield utf8('a part')
  throw new Error('the source broke')
}
