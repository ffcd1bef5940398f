// The line is cut, or dead: what a member holds is served, with its age; what nobody holds fails soon, in clear words; with a group
// around, and alone.
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allPresent, formGroup, letIn } from './group-of-hosts.js'
import { fileDigest, Lan, namespacesAllowed, type Host, type RunResult } from './lan.js'

const allowed = await namespacesAllowed()
/** How long a person is kept waiting for "no". */
const CLEAR_WITHIN_MS = 15_000

describe.skipIf(!allowed)('with the uplink cut', () => {
  let lan: Lan
  let members: Host[]
  let alone: Host
  let startedMs: number
  const body = randomBytes(2 * 2 ** 20)
  const digest = createHash('sha256').update(body).digest('hex')

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 4, uplinkMbitPerSecond: 50 })
    await mkdir(join(lan.folder, 'www'))
    await writeFile(join(lan.folder, 'www', 'held'), body)
    await writeFile(join(lan.folder, 'www', 'unheld'), body)
    await lan.startOrigin('test/network/origin.mjs', [join(lan.folder, 'www')])
    members = lan.hosts.slice(0, 3)
    alone = lan.hosts[3]!
    await formGroup(members)
    await formGroup([alone], 'A group of one')
    for (const host of lan.hosts) await host.up()
    await allPresent(members)
    startedMs = Date.now()
    for (const host of [members[0]!, alone]) expect((await get(host, 'held')).code).toBe(0)
    await lan.setUplink('down')
  })
  afterAll(() => lan?.close())

  test('what another member holds is served, and its age can be seen', async () => {
    const got = await get(members[1]!, 'held')
    expect(got.json).toMatchObject({ digest, sources: { uplink: 0 } })
    const fetchedAtMs = got.json['fetchedFromOriginAtMs']
    expect(fetchedAtMs).toBeGreaterThanOrEqual(startedMs)
    expect(fetchedAtMs).toBeLessThanOrEqual(Date.now())
    const { stdout } = await members[1]!.run([
      process.execPath,
      'dist/cli/main.js',
      'get',
      url('held'),
      '-o',
      join(lan.folder, 'out')
    ])
    expect(stdout).toMatch(/from the cache, fetched .+ ago/)
  })

  test('what lies here is served, also where nobody else is', async () => {
    expect((await get(alone, 'held')).json).toMatchObject({ digest, sources: { uplink: 0, cache: body.length } })
    expect(await fileDigest(join(lan.folder, 'out'))).toBe(digest)
  })

  test('what nobody holds fails within 15 s, in words that name the origin, in a group', async () => {
    await failsClearly(members[2]!)
  })

  test('and so it does where nobody else is', async () => {
    await failsClearly(alone)
  })

  test('where packets vanish without a word it takes no longer', async () => {
    await lan.setUplink('up')
    await lan.setSilence('present')
    await Promise.all([failsClearly(members[0]!), failsClearly(alone)])
  })

  test('a member that joins now has what the group has', async () => {
    await alone.down()
    await letIn(members[0]!, alone)
    await alone.up()
    await allPresent([...members, alone].slice(0, 3), 4)
    const { json } = await alone.potluck('get', url('held'), '--group', 'Test LAN', '-o', '/dev/null')
    expect(json).toMatchObject({ digest, sources: { uplink: 0 } })
  })

  function url(name: string): string {
    return `http://${lan.originHost}/${name}`
  }

  function get(host: Host, name: string): Promise<RunResult> {
    return host.potluck('get', url(name), '-o', join(lan.folder, 'out'))
  }

  async function failsClearly(host: Host): Promise<void> {
    const startedMs = performance.now()
    const { code, json, stderr } = await get(host, 'unheld')
    expect(code).toBe(1)
    expect(json).toMatchObject({ error: { code: 'ORIGIN_UNREACHABLE' } })
    expect(stderr).toContain(lan.originHost)
    expect(performance.now() - startedMs).toBeLessThan(CLEAR_WITHIN_MS)
  }
})
