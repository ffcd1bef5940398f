// A node's records as a file: exported while it runs, imported by the command after its store is lost.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { potluck, potluckJson, startNode, WITH_OWN_ORIGINS } from '../support/potluck-command.js'

const folder = await mkdtemp(join(tmpdir(), 'potluck-record-files-'))
afterAll(() => rm(folder, { recursive: true }))
const home = join(folder, 'home')
const file = join(folder, 'home.records')
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
