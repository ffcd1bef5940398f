import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileOutput, nameFromUrl } from '../../src/cli/file-output.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-output-'))
})
afterEach(() => rm(folder, { recursive: true }))

test.each([
  ['http://origin/a/image.iso?x=1#y', 'image.iso'],
  ['http://origin', 'index.html'],
  ['http://origin/a/', 'index.html'],
  ['http://origin/a%20b', 'a b'],
  ['http://origin/..%2f..%2fetc%2fpasswd', '_.._etc_passwd'],
  ['http://origin/.bashrc', 'bashrc'],
  ['http://origin/%1b%5b31m', '_[31m'],
  ['http://origin/%zz', '%zz'],
  [`http://origin/${'x'.repeat(1000)}`, 'x'.repeat(200)]
])('%s is saved as %s', (url, name) => {
  expect(nameFromUrl(url)).toBe(name)
})

test('a file appears only when it is whole, and replaces the old one', async () => {
  const path = join(folder, 'file')
  await writeFile(path, 'old')
  const output = await FileOutput.open(path)
  await output.write(Buffer.from('new '))
  await output.write(Buffer.from('bytes'))
  expect(await readFile(path, 'utf8')).toBe('old')
  await output.finish()
  expect(await readFile(path, 'utf8')).toBe('new bytes')
  expect(await readdir(folder)).toEqual(['file'])
})

test('what is given up leaves nothing', async () => {
  const output = await FileOutput.open(join(folder, 'file'))
  await output.write(Buffer.from('half'))
  await output.discard()
  expect(await readdir(folder)).toEqual([])
})

test('an existing file is refused where it must not be replaced', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(FileOutput.refuseExisting(join(folder, 'file'))).rejects.toMatchObject({ code: 'FILE_EXISTS' })
  await expect(FileOutput.refuseExisting(join(folder, 'other'))).resolves.toBeUndefined()
})

test('a device is written to, not replaced', async () => {
  const output = await FileOutput.open('/dev/null')
  await output.write(Buffer.from('bytes'))
  await output.finish()
})
