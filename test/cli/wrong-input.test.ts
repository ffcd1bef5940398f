// What people type wrong, against the built command: one clear line, a code, an exit code, never a stack trace.
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { potluck, type CommandResult } from '../support/potluck-command.js'

let folder: string
let alice: string
let bob: string
let identity: string
let invitation: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-cli-'))
  alice = join(folder, 'alice')
  bob = join(folder, 'bob')
  await potluck(['init', '--name', 'alice', '--home', alice])
  await potluck(['group', 'create', 'Home', '--home', alice])
  identity = String((await potluck(['init', '--name', 'bob', '--home', bob, '--json'])).json['identity'])
  invitation = String((await potluck(['invite', '--for', identity, '--home', alice, '--json'])).json['invitation'])
})
afterAll(() => rm(folder, { recursive: true }))

/** One line on stderr with its code at the end, the same in the object, and nothing that looks like a stack. */
function expectError(result: CommandResult, exitCode: number, code: string): void {
  expect(result.stderr).toMatch(new RegExp(`^potluck: .+ \\(${code}\\)\\n$`))
  expect(result.stderr).not.toMatch(/\n {4}at /)
  expect(result.json).toMatchObject({ error: { code } })
  expect(result.code).toBe(exitCode)
}

describe('wrong usage ends with 2', () => {
  test.each([
    [['frobnicate']],
    [['status', '--jsno']],
    [['init']],
    [['get']],
    [['get', 'not a url']],
    [['get', 'ftp://origin/file']],
    [['get', 'http://user:secret@origin/file']],
    [['locate', 'ftp://origin/file']],
    [['locate', 'http://user:secret@origin/file']],
    [['publish', 'package.json', '--url', 'http://user:secret@origin/file']],
    [['get', 'http://origin/file', '-o', '-']],
    [['invite', '--for', 'x', '--role', 'king']],
    [['invite', '--for', 'x', '--expires', 'soon']],
    [['demo', '--size', '-1']],
    [['group', 'destroy']]
  ])('potluck %j', async (args) => {
    expectError(await potluck([...args, '--home', bob, '--json']), 2, 'USAGE')
  })

  test('nothing at all prints the help', async () => {
    const { code, stderr } = await potluck([])
    expect([code, stderr]).toEqual([2, expect.stringContaining('Usage: potluck')])
  })
})

describe('what cannot be done ends with 1', () => {
  test.each([
    ['a home that is not there', ['up', '--home', '/nonexistent/home'], 'NO_IDENTITY'],
    ['a home under a file', ['init', '--name', 'x', '--home', '/dev/null/home'], 'HOME_UNUSABLE'],
    ['an empty name', ['init', '--name', ' ', '--home', '/nonexistent/home'], 'BAD_NAME']
  ])('%s', async (_what, args, code) => {
    expectError(await potluck([...args, '--json']), 1, code)
  })

  test.each([
    ['an invitation cut short', () => invitation.slice(0, -7), 'MANGLED'],
    ['an invitation with a wrong letter', () => flip(invitation, 40), 'MANGLED'],
    ['an identity instead of an invitation', () => identity, 'NOT_AN_INVITATION'],
    ['something else', () => 'hello', 'NOT_AN_INVITATION'],
    ['nothing', () => '', 'NOT_AN_INVITATION']
  ])('join with %s', async (_what, text, code) => {
    expectError(await potluck(['join', text(), '--home', bob, '--json']), 1, code)
  })

  test('join with somebody else’s invitation', async () => {
    expectError(await potluck(['join', invitation, '--home', alice, '--json']), 1, 'INVITATION_FOR_ANOTHER')
  })

  test('invite with an invitation instead of an identity', async () => {
    expectError(await potluck(['invite', '--for', invitation, '--home', alice, '--json']), 1, 'NOT_AN_IDENTITY')
  })

  test('invite without a group, or to one that is not here', async () => {
    const carol = join(folder, 'carol')
    await potluck(['init', '--name', 'carol', '--home', carol])
    expectError(await potluck(['invite', '--for', identity, '--home', carol, '--json']), 1, 'NO_GROUP')
    const args = ['invite', '--for', identity, '--home', alice, '--group', 'Elsewhere', '--json']
    expectError(await potluck(args), 1, 'NO_GROUP')
  })

  test.each([
    [['status']],
    [['get', 'http://origin/file']],
    [['locate', 'http://origin/file']],
    [['group', 'members']]
  ])('%j without a node', async (args) => {
    const result = await potluck([...args, '--home', alice, '--json'])
    expectError(result, 1, 'NODE_NOT_RUNNING')
    expect(result.stderr).toContain('potluck up')
  })

  test('a home that others can look into', async () => {
    const open = join(folder, 'open')
    await potluck(['init', '--name', 'open', '--home', open])
    await chmod(open, 0o755)
    const result = await potluck(['up', '--home', open, '--json'])
    expectError(result, 1, 'HOME_NOT_PRIVATE')
    expect(result.stderr).toContain(`chmod 700 ${open}`)
  })

  test.each([
    ['an unknown key', 'ports:\n  gruop: 1\n', {}, 'did you mean "ports.group"'],
    ['an unknown variable', '', { POTLUCK_PORT_GROUP: '1' }, 'did you mean POTLUCK_PORTS_GROUP'],
    ['a range that is none', 'uplink:\n  allowPrivateOrigins: [10.0.0.0/99]\n', {}, 'uplink.allowPrivateOrigins']
  ])('up with %s', async (_what, yaml, env, hint) => {
    const home = join(folder, 'configured')
    await mkdir(home, { recursive: true, mode: 0o700 })
    await writeFile(join(home, 'config.yaml'), yaml)
    await potluck(['init', '--name', 'configured', '--home', home])
    const result = await potluck(['up', '--home', home, '--json'], { env })
    expectError(result, 1, 'BAD_CONFIG')
    expect(result.stderr).toContain(hint)
  })
})

test('--verbose adds where it happened', async () => {
  const { stderr } = await potluck(['status', '--home', alice, '--verbose'])
  expect(stderr).toMatch(/\n {4}at /)
})

test('init again says the same identity, with another name another one of the same key', async () => {
  const again = await potluck(['init', '--name', 'bob', '--home', bob, '--json'])
  expect(again.json['identity']).toBe(identity)
  const renamed = await potluck(['init', '--name', 'robert', '--home', bob, '--json'])
  expect(renamed.json).toMatchObject({ peerId: again.json['peerId'], name: 'robert' })
})

test('join reads the invitation from stdin', async () => {
  const { code, json } = await potluck(['join', '-', '--home', bob, '--json'], { input: `${invitation}\n` })
  expect([code, json]).toMatchObject([
    0,
    { name: 'Home', role: 'member', group: expect.stringMatching(/^[0-9a-f]{64}$/) as string }
  ])
})

/** Another letter in that place. */
function flip(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1)
}
