// Commands that ask a running node about itself: tokens, the page, the cache, what was saved.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { potluck, startNode, type CommandResult, type RunningNode } from '../support/potluck-command.js'

let folder: string
let node: RunningNode
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-node-'))
  await run('init', '--name', 'alice')
  await run('group', 'create', 'Home')
  const ports = ['--group-port', '0', '--content-port', '0', '--gateway-port', '0']
  node = await startNode(['--home', join(folder, 'alice'), '--no-mdns', '--listen', '127.0.0.1', ...ports])
  url = String(node.ready['url'])
})
afterAll(async () => {
  await node.stop()
  await rm(folder, { recursive: true })
})

function run(...args: string[]): Promise<CommandResult> {
  return potluck([...args, '--home', join(folder, 'alice')])
}

async function asked(path: string, token: string): Promise<number> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  await response.arrayBuffer()
  return response.status
}

test('up and status say where programs reach the node', async () => {
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  expect((await run('status')).stdout).toContain(`for programs and the page: ${url}\n`)
})

test('properties of a group are set, shown, and set back', async () => {
  const set = await run('group', 'properties', 'set', 'friendlyName=Bakery', 'deferExpiration=true', '--json')
  expect(set.json).toMatchObject({
    name: 'Home',
    properties: { friendlyName: 'Bakery', comment: '', presenceLifetimeMs: 180_000, deferExpiration: true },
    conflicts: []
  })
  expect((await run('group', 'properties')).stdout).toContain('friendlyName=Bakery\ncomment=\n')
  expect((await run('group', 'members')).stdout).toContain('Home: 1 members')
  expect((await run('group', 'show')).stdout).toContain('Home (friendly name "Bakery"), id ')
  expect((await run('group', 'show', '--json')).json).toMatchObject({ name: 'Home', friendlyName: 'Bakery' })
  expect((await run('status')).stdout).toContain('group Home (friendly name "Bakery"): 1 of 1 members')
  expect((await run('group', 'members', '--group', 'Home')).code).toBe(0)
  expect((await run('group', 'members', '--group', 'Bakery')).stderr).toContain('no group "Bakery" here; there is Home')
  const back = await run('group', 'properties', 'set', 'friendlyName=', 'deferExpiration=false')
  expect(back.stdout).toContain('friendlyName=Home\n')
  expect((await run('status')).stdout).toContain('group Home: 1 of 1 members')
})

test('an upload that waits is tried now, waited for, and ended; one that is over is none of these', async () => {
  const file = join(folder, 'report.xml')
  await writeFile(file, '<report/>')
  const added = await run('upload', file, 'http://vendor.invalid/', '--detach', '--json')
  const id = String(added.json['id'])
  const short = id.slice(0, 8)
  expect(await run('uploads', 'retry', short, '--json')).toMatchObject({ code: 0, json: { id } })
  const watching = run('uploads', 'watch', short)
  expect((await run('uploads', 'cancel', short)).stdout).toContain(`${id}  cancelled`)
  expect(await watching).toMatchObject({ code: 1, stderr: expect.stringContaining('(NOT_DELIVERED)') as string })
  expect((await run('uploads', 'cancel', short)).code).toBe(0)
  expect(await run('uploads', 'retry', short)).toMatchObject({
    code: 1,
    stderr: `potluck: too late, ${id} is over: cancelled (UPLOAD_OVER)\n`
  })
})

test('services are listed, stopped and started, and status names those that do not run', async () => {
  expect((await run('services')).stdout).toMatch(/^peering +running$/m)
  expect((await run('services', 'stop', 'relay')).stdout).toMatch(/^relay +stopped$/m)
  expect((await run('status')).stdout).toMatch(/^service relay +stopped$/m)
  expect((await run('services', 'restart', 'relay', '--json')).json).toMatchObject({ name: 'relay', state: 'running' })
  expect((await run('status')).stdout).not.toContain('service relay')
})

test('a token lets an application in with its rights, until it is revoked', async () => {
  const made = await run('token', 'create', 'backup', '--rights', 'read,publish', '--json')
  const { id, token } = made.json as { id: string; token: string }
  expect(made.json).toMatchObject({ name: 'backup', rights: ['read', 'publish'] })
  expect([await asked('v1/status', token), await asked('v1/tokens', token)]).toEqual([200, 403])
  expect((await run('token', 'list')).stdout).toMatch(new RegExp(`^${id} {2}backup +read, publish`, 'm'))
  expect((await run('token', 'list')).stdout).not.toContain(token)
  expect((await run('token', 'revoke', id)).code).toBe(0)
  expect(await asked('v1/status', token)).toBe(401)
  expect(await run('token', 'revoke', id)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('(NOT_FOUND)') as string
  })
})

test('--quiet keeps the token, which is shown just once', async () => {
  expect((await run('token', 'create', 'notes', '--quiet')).stdout).toMatch(/^plk_\S+\n$/)
})

test('page prints a link with a session that may do everything', async () => {
  const { stdout, json } = await run('page', '--json')
  expect(stdout).toContain(`${url}#token=`)
  const token = String(json['url']).split('#token=')[1]!
  expect(await asked('v1/tokens', token)).toBe(200)
})

describe('page --open', () => {
  let env: { [name: string]: string }
  const home = (): string[] => ['--home', join(folder, 'alice')]
  const left = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith('potluck-page-'))

  beforeEach(async () => {
    env = { HOME: folder, PATH: `${folder}:${process.env['PATH']}` }
    await script('sleep', '')
  })
  afterEach(async () => {
    for (const name of ['sleep', 'xdg-open', 'opened']) await rm(join(folder, name), { force: true })
  })

  async function script(name: string, text: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  }

  test('gives the browser a file that only the user can read, which leads to the page and goes', async () => {
    await script('sleep', `while [ ! -e ${folder}/opened ]; do :; done`) // So that the file goes when it was read.
    const look = `echo "$@"; stat -c %a "$1" "$(dirname "$1")"; cat "$1"`
    await script('xdg-open', `(${look}) > ${folder}/seen; mv ${folder}/seen ${folder}/opened`)
    expect(await potluck(['page', '--open', ...home()], { env })).toMatchObject({
      code: 0,
      stdout: 'opened in the browser\n'
    })
    const [given = '', ...seen] = (await readFile(join(folder, 'opened'), 'utf8')).split('\n')
    expect(given).toMatch(/potluck-page-\w+\/page\.html$/)
    expect(given).not.toContain('token')
    expect(seen.slice(0, 2)).toEqual(['600', '700'])
    const [, address = ''] = /content="0; url=(.*)"/.exec(seen.join('\n')) ?? []
    expect(address.startsWith(`${url}#token=`)).toBe(true)
    expect(await asked('v1/tokens', address.split('#token=')[1]!)).toBe(200)
    await eventually(async () => expect(await left()).toEqual([]))
  })

  test.each([
    ['is not here', undefined],
    ['ended with 3', 'exit 3']
  ])('says that xdg-open %s, and leaves nothing', async (why, text) => {
    if (text !== undefined) await script('xdg-open', text)
    const { code, stderr } = await potluck(['page', '--open', ...home()], { env: { ...env, PATH: folder } })
    expect([code, stderr]).toEqual([1, expect.stringContaining(`xdg-open ${why}`)])
    expect(stderr).toContain('(CANNOT_OPEN)')
    expect(await left()).toEqual([])
  })
})

describe('cache', () => {
  test('lists, pins, unpins and removes by digest, by the start of one, and by URL', async () => {
    const file = join(folder, 'file')
    await writeFile(file, 'bytes')
    const published = await run('publish', file, '--url', 'http://origin.example/file', '--json')
    const digest = String(published.json['digest'])
    const blobs = async (): Promise<unknown> => (await run('cache', 'list', '--json')).json['blobs']
    expect(await blobs()).toMatchObject([{ digest, bytes: 5, pinned: false }])
    expect((await run('cache', 'pin', digest.slice(0, 8))).code).toBe(0)
    expect(await blobs()).toMatchObject([{ pinned: true }])
    expect((await run('cache', 'list')).stdout).toMatch(new RegExp(`^ {2}${digest.slice(0, 16)} .* pinned`, 'm'))
    await run('cache', 'unpin', digest)
    expect(await blobs()).toMatchObject([{ pinned: false }])
    expect((await run('cache', 'remove', digest)).code).toBe(0)
    expect(await blobs()).toEqual([])
    expect(await run('cache', 'remove', digest)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(NOT_CACHED)') as string
    })
  })
})

test('stats says what came through this node', async () => {
  const { code, json } = await run('stats', '--since', '7d', '--json')
  expect([code, json]).toMatchObject([0, { savedBytes: 0, top: [] }])
  expect(json['sinceMs']).toBeTypeOf('number')
})

test('what a type and a record allow is said with options', async () => {
  const declare = ['records', 'declare', 'app.notes.shared', '--ttl', '1d', '--lifetime', 'collaborative']
  const { json } = await run(...declare, '--changeable-by', 'members', '--json')
  expect(json).toMatchObject({ lifetime: 'collaborative', changeableBy: 'members' })
  await run('records', 'declare', 'app.notes.own', '--ttl', '1d')
  const added = await run('records', 'add', 'app.notes.own', '--auto-refresh', '--json')
  expect(added.json).toMatchObject({ autoRefresh: true })
  const removed = await run('records', 'remove', String(added.json['id']), '--local-only')
  expect(removed.stdout).toContain('is gone here, until the next synchronising')
  expect((await run('records', 'list', '--type', 'app.notes.own')).stdout).toBe('no records\n')
})

test('records are declared, added, searched and removed, and watch tells of it until Ctrl-C', async () => {
  expect((await run('records', 'declare', 'app.notes.note', '--ttl', '1d', '--indexed', 'tag')).code).toBe(0)
  const args = ['dist/cli/main.js', 'watch', '--type', 'app.notes.note', '--json', '--home', join(folder, 'alice')]
  const watching = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: watching.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value))
  expect(await next()).toMatchObject({ event: 'ready', data: { records: [] } })
  const value = ['--value', '{"text":"water"}']
  const { json } = await run('records', 'add', 'app.notes.note', '--attribute', 'tag=todo', ...value, '--json')
  const id = String(json['id'])
  expect(await next()).toMatchObject({ event: 'record:add', data: { record: { id, json: { text: 'water' } } } })
  const search = ['records', 'search', 'app.notes.note', '--json']
  expect((await run(...search, 'tag=todo')).json).toMatchObject({ records: [{ id }], more: false })
  expect((await run(...search, 'tag=done')).json).toEqual({ records: [], more: false })
  expect((await run('records', 'remove', id)).code).toBe(0)
  expect(await next()).toMatchObject({ event: 'record:delete', data: { id } })
  watching.kill('SIGINT')
  expect(await once(watching, 'exit')).toEqual([0, null])
})
