import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stateOf, undoSettings, writeSettings, type SettingsFile } from '../../../src/cli/use/settings-file.js'

let folder: string
let path: string
let file: SettingsFile & { block: unknown }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-use-'))
  path = join(folder, 'curlrc')
  file = { path, block: { name: 'potluck use curl', comment: '#', body: 'silent\n' } }
})
afterEach(() => rm(folder, { recursive: true }))

const modeOf = async (of: string): Promise<number> => (await stat(of)).mode & 0o777

test('a file that was not there is made, and gone after undo', async () => {
  expect([await stateOf(file), await writeSettings(file), await stateOf(file)]).toEqual(['missing', true, 'there'])
  expect(await modeOf(path)).toBe(0o644)
  expect(await writeSettings(file)).toBe(false)
  expect([await undoSettings(file), await undoSettings(file)]).toEqual([true, false])
  expect(await readdir(folder)).toEqual([])
})

test('what others wrote stays to the byte, with its mode; it is kept beside until undo', async () => {
  const before = Buffer.from([0x61, 0xe9, 0xff, 0x0d, 0x0a, 0x62]) // no UTF-8, no last newline
  await writeFile(path, before)
  await chmod(path, 0o600)
  await writeSettings(file)
  expect((await readFile(path)).subarray(0, 6)).toEqual(before)
  expect(await readFile(`${path}.potluck.bak`)).toEqual(before)
  expect([await modeOf(path), await modeOf(`${path}.potluck.bak`)]).toEqual([0o600, 0o600])
  await undoSettings(file)
  expect(await readFile(path)).toEqual(before)
  expect(await readdir(folder)).toEqual(['curlrc'])
})

test('a backup that is not what is there after undo is left', async () => {
  await writeFile(path, 'old\n')
  await writeSettings(file)
  await writeFile(path, `new\n${await readFile(path, 'utf8')}`)
  await undoSettings(file)
  expect(await readFile(path, 'utf8')).toBe('new\nold\n')
  expect(await readFile(`${path}.potluck.bak`, 'utf8')).toBe('old\n')
})

test('a link stays a link: what is behind it is written', async () => {
  const behind = join(folder, 'behind')
  await writeFile(behind, 'x\n')
  await symlink('behind', path)
  await writeSettings(file)
  expect((await lstat(path)).isSymbolicLink()).toBe(true)
  expect(await readFile(behind, 'utf8')).toContain('silent')
  await undoSettings(file)
  expect(await readFile(behind, 'utf8')).toBe('x\n')
  expect((await readdir(folder)).sort()).toEqual(['behind', 'curlrc'])
})

describe('a script of ours', () => {
  const signature = '# Written by us'
  const script = `#!/bin/sh\n${signature}\nexit 0\n`

  test('can be run by everybody; an older one is replaced; undo removes it', async () => {
    const ours: SettingsFile = { path, script, signature }
    await writeFile(path, `#!/bin/sh\n${signature}, an older one\n`)
    expect(await stateOf(ours)).toBe('changed')
    await writeSettings(ours)
    await rm(path)
    await writeSettings(ours)
    expect([await readFile(path, 'utf8'), await modeOf(path), await stateOf(ours)]).toEqual([script, 0o755, 'there'])
    expect(await undoSettings(ours)).toBe(true)
    expect(await readdir(folder)).toEqual([])
  })

  test("somebody else's is neither replaced nor removed", async () => {
    await writeFile(path, '#!/bin/sh\n')
    for (const act of [writeSettings, undoSettings]) {
      await expect(act({ path, script, signature })).rejects.toMatchObject({ code: 'CANNOT_WRITE' })
    }
    expect(await readFile(path, 'utf8')).toBe('#!/bin/sh\n')
  })
})

test('errors name the file', async () => {
  await expect(writeSettings({ ...file, path: join(folder, 'no/curlrc') })).rejects.toMatchObject({
    code: 'CANNOT_WRITE',
    message: `cannot write ${join(folder, 'no/curlrc')}: no such file or directory`
  })
  await mkdir(path)
  await expect(writeSettings(file as SettingsFile)).rejects.toMatchObject({
    code: 'CANNOT_READ',
    message: expect.stringContaining(path) as string
  })
  await rm(path, { recursive: true })
  await writeFile(path, '# >>> potluck use curl >>>\n')
  await expect(writeSettings(file as SettingsFile)).rejects.toMatchObject({
    code: 'BLOCK_DAMAGED',
    message: expect.stringContaining(path) as string
  })
})
