// What the built command does besides its work: how it stops, what it says to a program, what it says with --verbose.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { potluck } from '../support/potluck-command.js'

let folder: string
let alice: string
let bob: string
let identity: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-cli-'))
  alice = join(folder, 'alice')
  bob = join(folder, 'bob')
  await potluck(['init', '--name', 'alice', '--home', alice])
  await potluck(['group', 'create', 'Home', '--home', alice])
  identity = String((await potluck(['init', '--name', 'bob', '--home', bob, '--json'])).json['identity'])
})
afterAll(() => rm(folder, { recursive: true }))

test('nothing at all prints the help', async () => {
  const { code, stderr } = await potluck([])
  expect([code, stderr]).toEqual([2, expect.stringContaining('Usage: potluck')])
})

test('a program gets the error as an object too', async () => {
  const { code, json, stderr } = await potluck(['status', '--home', alice, '--json'])
  const message = `no node runs in ${alice}: run \`potluck up\``
  expect([code, json]).toEqual([1, { error: { code: 'NODE_NOT_RUNNING', message } }])
  expect(stderr).toBe(`potluck: ${message} (NODE_NOT_RUNNING)\n`)
})

test('an empty option is wrong usage', async () => {
  const { code, stderr } = await potluck(['status', '--home', ''])
  expect([code, stderr]).toEqual([2, 'potluck: --home is empty; see --help (USAGE)\n'])
})

test.each([[['status', '--verbose']], [['--verbose', 'status']]])(
  '%j says what was done, where it stopped, and every cause',
  async (args) => {
    const { stderr } = await potluck([...args, '--home', alice])
    expect(stderr).toMatch(/ potluck potluck \S+, Node v\d+\.\d+\.\d+, command status\n/)
    expect(stderr).toMatch(/ cli:node GET \/v1\/status to .+potluck\.sock\n/)
    expect(stderr).toMatch(/\n {4}at /)
    expect(stderr).toMatch(/\ncaused by Error: connect ENOENT /)
  }
)

test.each([[['invite', '--uses', '1']], [['invite', 'list']], [['invite', 'revoke', '1f0c77ab']]])(
  '%j --verbose says what the node was asked',
  async (args) => {
    const { stderr } = await potluck([...args, '--verbose', '--home', alice])
    expect(stderr).toMatch(/ cli:node (GET|POST) \/v1\/groups\/\w+\/codes\S* to .+potluck\.sock\n/)
  }
)

test('init again says the same identity, with another name another one of the same key', async () => {
  const again = await potluck(['init', '--name', 'bob', '--home', bob, '--json'])
  expect(again.json['identity']).toBe(identity)
  const renamed = await potluck(['init', '--name', 'robert', '--home', bob, '--json'])
  expect(renamed.json).toMatchObject({ peerId: again.json['peerId'], name: 'robert' })
})

test('join reads the invitation from stdin', async () => {
  const invited = await potluck(['invite', '--for', identity, '--home', alice, '--json'])
  const input = `${String(invited.json['invitation'])}\n`
  const { code, json } = await potluck(['join', '-', '--home', bob, '--json'], { input })
  const group = expect.stringMatching(/^[0-9a-f]{64}$/) as string
  expect([code, json]).toMatchObject([0, { name: 'Home', role: 'member', group }])
})

describe('up', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'stops on %s as soon as its socket is there, and leaves none',
    async (signal) => {
      const args = ['dist/cli/main.js', 'up', '--home', alice, '--json', '--no-mdns', '--group-port', '0']
      const child = spawn(process.execPath, [
        ...args,
        '--content-port',
        '0',
        '--gateway-port',
        '0',
        '--listen',
        '127.0.0.1'
      ])
      const exited = once(child, 'exit')
      const socket = join(alice, 'potluck.sock')
      await eventually(() => expect(existsSync(socket)).toBe(true), 20_000)
      child.kill(signal)
      expect(await exited).toEqual([0, null])
      expect(existsSync(socket)).toBe(false)
    }
  )
})

test.each([
  ['an exception', "throw new Error('boom')"],
  ['a rejection', "await Promise.reject(new Error('boom'))"],
  [
    'a rejection nobody waits for',
    "void Promise.reject(new Error('boom')); await new Promise((r) => setTimeout(r, 5000))"
  ]
])('%s that nobody handles is one coded line, and 70', async (_what, code) => {
  const script = `import { installLastResort } from './dist/cli/last-resort.js'; installLastResort(false); ${code}`
  const child = execFile(process.execPath, ['--input-type=module', '--eval', script])
  let stderr = ''
  child.stderr?.on('data', (chunk: string) => (stderr += chunk))
  expect(await once(child, 'close')).toEqual([70, null])
  expect(stderr).toBe(
    'potluck: something is wrong in Potluck itself: boom; run it with --verbose to see where (INTERNAL)\n'
  )
})

test('--quiet does not swallow what is shown just once: the recovery phrase, an identity, an invitation', async () => {
  const erin = join(folder, 'erin')
  const said = async (...args: string[]): Promise<string> =>
    (await potluck([...args, '--quiet', '--home', erin])).stdout
  expect(await said('init', '--name', 'erin')).toMatch(/^pot-id-1-[a-z2-7]+\n$/)
  expect(await said('group', 'create', 'Home')).toMatch(/^[a-z]+( [a-z]+){11}\n$/)
  expect(await said('invite', '--for', identity)).toMatch(/^pot-invite-1-[a-z2-7]+\n$/)
})
