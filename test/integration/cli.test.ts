// Two homes, two nodes, the built command: from `init` to a file that crosses the uplink once.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/base/index.js'
import { openDemoOrigin, type DemoOrigin } from '../../src/cli/demo/origin.js'
import {
  potluck,
  potluckJson,
  potluckProcess,
  startNode,
  WITH_OWN_ORIGINS,
  type CommandResult,
  type RunningNode
} from '../support/potluck-command.js'
import { eventually } from '../support/eventually.js'

const body = randomBytes(1_000_000)
const digest = createHash('sha256').update(body).digest('hex')
const FAST_MBIT = 400

let folder: string
let origin: DemoOrigin
const env = WITH_OWN_ORIGINS
const nodes: RunningNode[] = []
const peers: { [name: string]: string } = {}

const home = (name: string): string => join(folder, name)

const ok = (...args: string[]): Promise<CommandResult['json']> => potluckJson(args, { cwd: folder })

async function up(name: string): Promise<RunningNode> {
  const node = await startNode(['--home', home(name)], { env })
  nodes.push(node)
  return node
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-e2e-'))
  origin = await openDemoOrigin({ body, rateMbit: FAST_MBIT, clock: systemClock })
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop('SIGKILL')))
  await origin.close()
  await rm(folder, { recursive: true })
})

describe('from nothing to one crossing', { timeout: 60_000 }, () => {
  test('a node runs before there is a group, and opens the one that is created', async () => {
    peers['alice'] = String((await ok('init', '--name', 'alice', '--home', home('alice')))['peerId'])
    const { ready } = await up('alice')
    expect(ready).toMatchObject({ ready: true, peerId: peers['alice'], addresses: [], ports: { group: null } })
    const created = await ok('group', 'create', 'Home', '--home', home('alice'))
    expect(String(created['recoveryPhrase']).split(' ')).toHaveLength(12)
    const status = await ok('status', '--home', home('alice'))
    expect(status).toMatchObject({
      peerId: peers['alice'],
      name: 'alice',
      groups: [{ id: created['id'], name: 'Home', members: 1, present: 1, neighbours: 0 }],
      uplink: { bytesIn: 0 },
      lan: { bytesIn: 0, bytesOut: 0 },
      cache: { blobs: 0, bytes: 0, maxBytes: 10 * 2 ** 30 }
    })
  })

  test('a second node joins a group while it runs', async () => {
    const { identity, peerId } = await ok('init', '--name', 'bob', '--home', home('bob'))
    peers['bob'] = String(peerId)
    await up('bob')
    const { invitation, expires } = await ok('invite', '--for', String(identity), '--home', home('alice'))
    expect(new Date(String(expires)).getTime()).toBeGreaterThan(systemClock.nowMs())
    expect(await ok('join', String(invitation), '--home', home('bob'))).toMatchObject({ name: 'Home' })
    for (const name of ['alice', 'bob']) {
      await eventually(async () => {
        const { groups } = (await ok('status', '--home', home(name))) as { groups: object[] }
        expect(groups[0]).toMatchObject({ members: 2, present: 2, neighbours: 1, synchronised: true })
      }, 20_000)
    }
    const { members } = (await ok('group', 'members', '--home', home('bob'))) as { members: object[] }
    expect(members).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'alice', peer: peers['alice'], role: 'administrator', present: true }),
        expect.objectContaining({ name: 'bob', peer: peers['bob'], role: 'member', self: true })
      ])
    )
  })

  test('both get the file in the same instant: it crosses the uplink once', async () => {
    const gets = await Promise.all(
      ['alice', 'bob'].map((name) => ok('get', origin.url, '-o', join(folder, `${name}.out`), '--home', home(name)))
    )
    const sources = gets.map((get) => get['sources'] as { uplink: number; members: { [peer: string]: number } })
    for (const get of gets) expect(get).toMatchObject({ url: origin.url, digest, bytes: body.length })
    expect(origin.sentBytes()).toBe(body.length)
    // Who went for the other one, and was done before it asked itself, has it from its cache.
    expect(sources.reduce((sum, { uplink }) => sum + uplink, 0)).toBeLessThanOrEqual(body.length)
    const nodes = await Promise.all(['alice', 'bob'].map((name) => ok('status', '--home', home(name))))
    expect(nodes.reduce((sum, { uplink }) => sum + (uplink as { bytesIn: number }).bytesIn, 0)).toBe(body.length)
    for (const name of ['alice', 'bob']) expect((await readFile(join(folder, `${name}.out`))).equals(body)).toBe(true)
  })

  test('again it comes from the cache, to stdout too', async () => {
    const again = await ok('get', origin.url, '--home', home('bob'))
    expect(again).toMatchObject({ digest, sources: { uplink: 0, members: {}, cache: body.length } })
    const { stdout, code } = await potluck(['get', origin.url, '-o', '-', '--home', home('bob')])
    expect([code, stdout.length > 0]).toEqual([0, true])
    expect(origin.sentBytes()).toBe(body.length)
  })

  test('explain tells what happened, and that nothing more would', async () => {
    const told = await ok('explain', `${origin.url}#part`, '--home', home('bob'))
    expect(told).toMatchObject({ url: origin.url, next: { step: 'cache' }, last: { state: 'done' } })
    const { stdout } = await potluck(['explain', `${origin.url}/other`, '--home', home('bob')])
    expect(stdout).toMatch(/ {2}now: .*download/)
    expect(stdout).toContain('  last time: not asked for')
    const again = await potluck(['get', origin.url, '--home', home('bob')])
    expect(again.stdout).toMatch(/ from the cache, fetched \d+ \w+ ago\n/)
  })

  test('both are located as holders', async () => {
    await eventually(async () => {
      const { results } = (await ok('locate', origin.url, '--home', home('bob'))) as {
        results: { locations: { holder: string }[] }[]
      }
      expect(results[0]?.locations).toHaveLength(2)
    }, 10_000)
    const byDigest = await ok('locate', digest, '--home', home('alice'))
    const holders = (byDigest['results'] as { locations: { holder: string }[] }[])[0]?.locations.map(
      (one) => one.holder
    )
    expect(holders?.sort()).toEqual([peers['alice'], peers['bob']].sort())
  })

  test('what one publishes the other gets without the uplink', async () => {
    const file = join(folder, 'own.bin')
    const own = randomBytes(300_000)
    await writeFile(file, own)
    const url = 'http://origin.invalid/own.bin'
    const published = await ok('publish', file, '--url', url, '--home', home('alice'))
    expect(published).toMatchObject({ bytes: own.length, holder: peers['alice'] })
    await eventually(async () => {
      const { results } = (await ok('locate', url, '--home', home('bob'))) as { results: { locations: unknown[] }[] }
      expect(results[0]?.locations).toHaveLength(1)
    }, 10_000)
    const got = await ok('get', url, '-o', join(folder, 'own.out'), '--home', home('bob'))
    expect(got).toMatchObject({ digest: published['digest'], sources: { uplink: 0 } })
    expect((await readFile(join(folder, 'own.out'))).equals(own)).toBe(true)
  })

  test('what an administrator sets for the group holds at the others, who are told who set it', async () => {
    const set = ['neverShare=private.example,*.private.example', 'doNotName=other.example/x*']
    await ok('group', 'settings', 'set', ...set, '--home', home('alice'))
    const setBy = { neverShare: peers['alice'], doNotName: peers['alice'] }
    const patterns = ['private.example', '*.private.example']
    await eventually(async () => {
      const answer = await ok('group', 'settings', '--home', home('bob'))
      expect(answer).toMatchObject({ settings: { neverShare: patterns, allowPrivateOrigins: [], knock: 'off' }, setBy })
    }, 10_000)
    const shown = (await ok('config', 'show', '--home', home('bob'))) as { effective: { settings: object[] }[] }
    const origin = { kind: 'group', by: peers['alice'] }
    expect(shown.effective[0]!.settings).toMatchObject([
      { key: 'privacy.neverShare', value: patterns, origin },
      { key: 'privacy.doNotName', value: ['other.example/x*'], origin }
    ])
    const lines = (await potluck(['config', 'show', '--origin', '--home', home('bob')])).stdout
    expect(lines).toMatch(/besides, for the group .*:\nprivacy\.neverShare .* the group [0-9a-f]{8}, by /)
    const unset = await ok('group', 'settings', 'unset', 'neverShare', 'doNotName', '--home', home('alice'))
    expect(unset).toMatchObject({ settings: { neverShare: [], doNotName: [] }, setBy: {} })
  })

  test('a get that fails says why, and leaves no file', async () => {
    const before = await readdir(folder)
    const args = ['get', 'http://192.168.254.1/x', '-o', join(folder, 'never'), '--home', home('bob'), '--json']
    const { code, json, stderr } = await potluck(args)
    expect([code, json]).toMatchObject([1, { error: { code: 'ORIGIN_REFUSED' } }])
    expect(stderr).toContain('uplink.allowPrivateOrigins')
    expect(await readdir(folder)).toEqual(before)
  })

  test('a second node in one home is refused', async () => {
    const { code, json } = await potluckProcess(['up', '--home', home('alice'), '--json'], { env })
    expect([code, json]).toMatchObject([1, { error: { code: 'ALREADY_RUNNING' } }])
  })

  test('up ends in order, by itself, on SIGTERM, and says 0', async () => {
    for (const node of nodes.splice(0)) expect(await node.stop()).toBe(0)
  })

  test('after a restart, also after kill -9, the node has what it had', async () => {
    const first = await up('bob')
    expect(await first.stop('SIGKILL')).toBe('SIGKILL')
    await up('bob')
    const again = await ok('get', origin.url, '--home', home('bob'))
    expect(again).toMatchObject({ digest, sources: { uplink: 0, cache: body.length } })
  })
})

describe('stopped in the middle', { timeout: 30_000 }, () => {
  let slow: DemoOrigin
  let node: RunningNode
  let getting: ChildProcess
  beforeAll(async () => {
    slow = await openDemoOrigin({ body, rateMbit: 0.5, clock: systemClock })
    node = nodes.pop() ?? (await up('bob'))
    const args = ['dist/cli/main.js', 'get', slow.url, '-o', join(folder, 'slow.out'), '--home', home('bob')]
    getting = spawn(process.execPath, args, { stdio: 'ignore' })
    await eventually(async () => {
      const parts = (await readdir(folder)).filter((name) => name.startsWith('.slow.out'))
      expect(parts[0] !== undefined && (await stat(join(folder, parts[0]))).size > 0).toBe(true)
    }, 10_000)
  })
  afterAll(async () => {
    getting.kill('SIGKILL')
    await node.stop('SIGKILL')
    await slow.close()
  })

  test('get leaves no part of a file', async () => {
    const exited = once(getting, 'exit')
    getting.kill('SIGINT')
    expect(await exited).toEqual([130, null])
    expect((await readdir(folder)).filter((name) => name.includes('slow'))).toEqual([])
  })

  test('up ends by itself although a transfer runs', async () => {
    const again = potluck(['get', slow.url, '--home', home('bob'), '--json'])
    await eventually(() => expect(slow.sentBytes()).toBeGreaterThan(0), 10_000)
    expect(await node.stop()).toBe(0)
    expect(await again).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^potluck: .+ \([A-Z_]+\)\n$/) as string
    })
  })
})

test(
  'a group that cannot be opened is said, and does not keep the others from working',
  { timeout: 30_000 },
  async () => {
    const at = home('dora')
    await ok('init', '--name', 'dora', '--home', at)
    const broken = String((await ok('group', 'create', 'Broken', '--home', at))['id'])
    const file = join(at, 'groups', broken, 'group.json')
    const whole = await readFile(file)
    await ok('group', 'create', 'Whole', '--home', at)
    await writeFile(file, '{')
    const node = await up('dora')
    const failedGroups = [{ id: broken, code: 'BAD_GROUP_FILE' }]
    expect(node.ready).toMatchObject({ ready: true, failedGroups })
    expect(await ok('status', '--home', at)).toMatchObject({ groups: [{ name: 'Whole' }], failedGroups })
    await writeFile(file, whole)
    await ok('group', 'create', 'Third', '--home', at) // Tells the node to look again.
    const { groups, failedGroups: left } = await ok('status', '--home', at)
    expect((groups as { name: string }[]).map(({ name }) => name)).toEqual(['Whole', 'Broken', 'Third'])
    expect(left).toEqual([])
    expect(await node.stop()).toBe(0)
    nodes.splice(nodes.indexOf(node), 1)
  }
)

describe('a port in use is said, with key, variable and flag', { timeout: 30_000 }, () => {
  let taken: Server
  let port: number
  beforeAll(async () => {
    taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    port = (taken.address() as { port: number }).port
  })
  afterAll(() => void taken.close())

  test.each([
    ['--group-port', 'ports.group', 'POTLUCK_PORTS_GROUP'],
    ['--content-port', 'ports.content', 'POTLUCK_PORTS_CONTENT'],
    ['--gateway-port', 'ports.gateway', 'POTLUCK_PORTS_GATEWAY']
  ])('%s', async (flag, key, variable) => {
    const args = ['up', '--home', home('alice'), flag, String(port), '--json']
    const { code, json, stderr } = await potluckProcess(args, { env })
    expect([code, json]).toMatchObject([1, { error: { code: 'PORT_IN_USE' } }])
    for (const word of [String(port), key, variable, flag]) expect(stderr).toContain(word)
  })

  test('so is an address that is not of this machine', async () => {
    const args = ['up', '--home', home('alice'), '--listen', '192.0.2.1', '--json']
    const { code, json, stderr } = await potluckProcess(args, { env })
    expect([code, json]).toMatchObject([1, { error: { code: 'CANNOT_LISTEN' } }])
    expect(stderr).toMatch(/^potluck: .*192\.0\.2\.1.*listen\.hosts.*\n$/)
  })
})
