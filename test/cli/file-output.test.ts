import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileOutput } from '../../src/cli/file-output.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-output-'))
})
afterEach(() => rm(folder, { recursive: true }))

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

test('a device is written to, not replaced', async () => {
  const output = await FileOutput.open('/dev/null')
  await output.write(Buffer.from('bytes'))
  await output.finish()
})

test('a folder that is not there is said, with the path as it was given', async () => {
  const path = join(folder, 'missing', 'file')
  await expect(FileOutput.open(path)).rejects.toMatchObject({
    code: 'CANNOT_WRITE',
    message: `cannot write ${path}: the folder ${join(folder, 'missing')} is not there`
  })
})

test('a folder in the place of the file is said', async () => {
  await expect(FileOutput.open(folder)).rejects.toMatchObject({
    code: 'CANNOT_WRITE',
    message: `cannot write ${folder}: it is a folder`
  })
})
