// The examples, as their header comments say to run them, against a node in this process.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PeerGroup } from 'potluck'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const URL_A = 'http://origin.invalid/a'
const hasCurl = spawnSync('curl', ['--version']).status === 0

let folder: string
let group: PeerGroup
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-examples-'))
  const home = join(folder, 'home')
  const options = { home, hosts: ['127.0.0.1'], mdns: false, env: {}, ports: { gateway: 0 } }
  group = (await PeerGroup.create({ ...options, name: 'alice', group: 'Home' })).group
  await group.publish('the content of it', { url: URL_A })
  const token = await group.api?.createToken({ name: 'examples', rights: ['read'] })
  env = { ...process.env, POTLUCK_URL: group.api?.url, POTLUCK_TOKEN: token }
})

afterAll(async () => {
  await group.close()
  await rm(folder, { recursive: true })
})

test('locate-and-stream.mjs says who has it and writes the content', async () => {
  const { stdout, stderr } = await run(process.execPath, ['examples/locate-and-stream.mjs', URL_A], { env })
  expect(stdout).toBe('the content of it')
  expect(stderr).toContain(`${group.identity.peer} is here, has all`)
})

test.skipIf(!hasCurl)('curl.sh prints locations, the first bytes and the ledger', async () => {
  const { stdout } = await run('sh', ['examples/curl.sh', URL_A], { env })
  const [locations, content, ledger] = stdout.trim().split('\n')
  expect(JSON.parse(locations ?? '')).toMatchObject({ results: [{ locations: [{ self: true, bytes: 17 }] }] })
  expect(content).toBe('the content of it')
  expect(JSON.parse(ledger ?? '')).toHaveProperty('uplink')
})

test('embed.mjs founds a group, and finds it again', async () => {
  const home = join(folder, 'embedded')
  const own = { ...process.env, POTLUCK_LISTEN_HOSTS: '127.0.0.1', POTLUCK_DISCOVERY_MDNS: 'false' }
  const first = await run(process.execPath, ['examples/embed.mjs', home], { env: own })
  expect(first.stdout).toContain('founded Example')
  expect(first.stdout).toContain('hello, group')
  const second = await run(process.execPath, ['examples/embed.mjs', home], { env: own })
  expect(second.stdout).not.toContain('founded')
  expect(second.stdout).toContain('hello, group')
})
