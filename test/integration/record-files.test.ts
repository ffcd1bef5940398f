// A node's records as a file: exported while it runs, imported by the command after its store is lost.
import { exec } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { potluck, potluckJson, startNode, WITH_OWN_ORIGINS } from '../support/potluck-command.js'

const folder = await mkdtemp(join(tmpdir(), 'potluck-record-files-'))
afterAll(() => rm(folder, { recursive: true }))
const home = join(folder, 'home')
const file = join(folder, 'home.records')
/** What the command reads and writes is bytes there. */
const shell = (command: string): Promise<{ stdout: string; stderr: string }> =>
  promisify(exec)(`${process.execPath} ${resolve('dist/cli/main.js')} ${command}`, {
    env: { PATH: process.env['PATH'], POTLUCK_HOME: home }
  })
const run = (...args: string[]): ReturnType<typeof potluckJson> =>
  potluckJson([...args, '--home', home], { cwd: folder })

test('an export of a running node restores a store that was lost', { timeout: 60_000 }, async () => {
  await run('init', '--name', 'alice')
  const { id } = await run('group', 'create', 'Home')
  const first = await startNode(['--home', home], { env: WITH_OWN_ORIGINS })
  await run('records', 'declare', 'app.notes.note', '--ttl', '30d')
  const added = await run('records', 'add', 'app.notes.note', '--value', '{"text":"water the plants"}')
  await writeFile(file, 'an older file, which others may read', { mode: 0o644 })
  const { bytes } = await run('records', 'export', file)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(file)).size).toBe(bytes)
  expect(await run('records', 'import', file)).toMatchObject({ shards: 1, newShards: 0 })
  await first.stop('SIGTERM')
  await rm(join(home, 'groups', String(id), 'store'), { recursive: true })
  const damaged = await readFile(file)
  damaged[damaged.length >> 1]! ^= 1
  await writeFile(join(folder, 'damaged'), damaged)
  const refused = await potluck(['records', 'import', join(folder, 'damaged'), '--home', home])
  expect(refused.stderr).toMatch(/byte \d+, shard 1 of 12D3\w+, change \d+: the checksum is another \(BAD_EXPORT\)/)
  expect(await run('records', 'import', file)).toMatchObject({ shards: 1, newShards: 1, leftOutShards: 0 })
  const second = await startNode(['--home', home], { env: WITH_OWN_ORIGINS })
  const { records } = (await run('records', 'list', '--type', 'app.notes.note')) as { records: unknown[] }
  expect(records).toEqual([added])
  await second.stop('SIGTERM')
})

test('an export goes through stdout and stdin, whether or not a node runs', { timeout: 60_000 }, async () => {
  const piped = join(folder, 'piped.records')
  const exportAndImport = async (): Promise<void> => {
    expect(await shell(`records export - > ${piped}`)).toEqual({ stdout: '', stderr: '' })
    expect((await stat(piped)).size).toBeGreaterThan(500)
    const { stdout } = await shell(`records import - --json < ${piped}`)
    expect(JSON.parse(stdout)).toMatchObject({ shards: 1, newShards: 0 })
  }
  await exportAndImport()
  const node = await startNode(['--home', home], { env: WITH_OWN_ORIGINS })
  await exportAndImport()
  await node.stop('SIGTERM')
  expect((await readdir(home)).filter((name) => name.startsWith('import'))).toEqual([])
})
