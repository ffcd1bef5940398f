// The main job where no record tells who has what (`need.mode: ask-first`): four hosts find it by asking, at the timing of the
// flow's source: 0 to 2,000 ms before an answer, 2,200 ms before anybody goes. And what lies in a folder that one of them plugs in.
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getThroughNode, type Got } from './ask.js'
import { allPresent, formGroup, letIn } from './group-of-hosts.js'
import { Lan, namespacesAllowed, type Host } from './lan.js'
import { pause } from './stage.js'

const CONTENT_BYTES = 16 * 2 ** 20
const UPLINK_MBIT = 50
/** On the wire, headers and acknowledged twice what little was: as in the main job with records. */
const MAX_CROSSINGS = 1.06
/** Records, presences and questions go nowhere near the origin. */
const NOTHING_BYTES = 10_000
/** Before its first byte nobody's asking may be over sooner, since nobody has it. */
const WAIT_MS = 2_200
const APART_MS = 1_000

const allowed = await namespacesAllowed()
if (!allowed) console.warn('network tests need root, iproute2 and ethtool: skipped')

interface Round {
  readonly got: readonly (Got & { readonly askedAtMs: number })[]
  readonly crossings: number
}

describe.skipIf(!allowed)('four hosts that ask first', () => {
  let lan: Lan
  let members: Host[]
  const digests = new Map<string, string>()
  /** In ms from each one's asking. */
  const times: { [round: string]: { firstBytes: number[]; all: number[]; crossings?: number } } = {}

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 5, uplinkMbitPerSecond: UPLINK_MBIT })
    members = lan.hosts.slice(0, 4)
    for (const folder of ['www', 'mirror']) await mkdir(join(lan.folder, folder))
    for (const name of ['together', 'apart', 'plugged']) {
      const body = randomBytes(CONTENT_BYTES)
      digests.set(name, createHash('sha256').update(body).digest('hex'))
      await writeFile(join(lan.folder, name === 'plugged' ? 'mirror' : 'www', name), body)
    }
    await lan.startOrigin('test/network/origin.mjs', [join(lan.folder, 'www')])
    for (const host of lan.hosts) host.settings['POTLUCK_NEED_MODE'] = 'ask-first'
    members[2]!.settings['POTLUCK_NEED_SOURCES'] = `${urlOf('mirror/')}=${join(lan.folder, 'mirror')}`
    await formGroup(members)
    for (const host of members) await host.up()
    await allPresent(members)
  })
  afterAll(async () => {
    await lan?.close()
    console.log(JSON.stringify(times))
  })

  const urlOf = (path: string): string => `http://${lan.originHost}/${path}`

  /** One after the other asks, `apartMs` later each. */
  async function round(name: string, apartMs: number): Promise<Round> {
    const before = await lan.uplinkBytes()
    const got = await Promise.all(
      members.map(async (host, i) => {
        await pause(i * apartMs)
        const askedAtMs = performance.now()
        return { askedAtMs, ...(await get(host, name)) }
      })
    )
    const crossings = ((await lan.uplinkBytes()) - before) / CONTENT_BYTES
    note(name, got, crossings)
    return { got, crossings }
  }

  async function get(host: Host, path: string): Promise<Got> {
    const got = await getThroughNode(host, urlOf(path), AbortSignal.timeout(60_000))
    expect(got.digest).toBe(digests.get(path.replace('mirror/', '')))
    return got
  }

  function note(name: string, got: readonly (Got & { askedAtMs: number })[], crossings?: number): void {
    const since = (when: 'firstByteAtMs' | 'endedAtMs'): number[] =>
      got.map((one) => Math.round(one[when] - one.askedAtMs))
    times[name] = { firstBytes: since('firstByteAtMs'), all: since('endedAtMs'), ...(crossings && { crossings }) }
  }

  test('at the same instant: all wait their 2.2 s, and one of them goes', async () => {
    const { got, crossings } = await round('together', 0)
    expect(crossings).toBeLessThanOrEqual(MAX_CROSSINGS)
    for (const { firstByteAtMs, askedAtMs } of got) expect(firstByteAtMs - askedAtMs).toBeGreaterThanOrEqual(WAIT_MS)
  })

  test('one after the other, some while the first waits, some while it downloads: one crossing', async () => {
    expect((await round('apart', APART_MS)).crossings).toBeLessThanOrEqual(MAX_CROSSINGS)
  })

  test('no record tells who holds it', async () => {
    for (const host of members) {
      const { stdout } = await host.run([
        process.execPath,
        'dist/cli/main.js',
        'records',
        'list',
        '--type',
        'content.location'
      ])
      expect(stdout).toBe('no records\n')
    }
  })

  test('a host that joins later asks, and has it from members', async () => {
    const newcomer = lan.hosts[4]!
    await letIn(members[0]!, newcomer)
    await newcomer.up()
    await allPresent([...members, newcomer])
    const before = await lan.uplinkBytes()
    const askedAtMs = performance.now()
    note('later', [{ askedAtMs, ...(await get(newcomer, 'together')) }])
    expect((await lan.uplinkBytes()) - before).toBeLessThan(NOTHING_BYTES)
  })

  test('what lies only in a folder that one plugs in is found, and crosses no uplink', async () => {
    const before = await lan.uplinkBytes()
    const askedAtMs = performance.now()
    note('plugged', [{ askedAtMs, ...(await get(members[0]!, 'mirror/plugged')) }])
    expect((await lan.uplinkBytes()) - before).toBeLessThan(NOTHING_BYTES)
  })
})
