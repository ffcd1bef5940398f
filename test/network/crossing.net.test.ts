// The main job on a real LAN: four hosts, mDNS only, one origin behind a 50 Mbit/s link.
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allPresent, formGroup, letIn } from './group-of-hosts.js'
import { fileDigest, Lan, namespacesAllowed, type Host } from './lan.js'

const CONTENT_BYTES = 32 * 1024 * 1024
const UPLINK_MBIT = 50
const IDEAL_MS = (CONTENT_BYTES * 8) / (UPLINK_MBIT * 1000)
const allowed = await namespacesAllowed()
if (!allowed) console.warn('network tests need root, iproute2 and ethtool: skipped')

interface GetResult {
  digest: string
  bytes: number
  ms: number
  firstByteMs: number
  sources: { uplink: number; members: { [peer: string]: number } }
}

describe.skipIf(!allowed)('four hosts on one LAN', () => {
  let lan: Lan
  const digests = new Map<string, string>()
  let members: Host[]
  /** One plain download over the same shaped line, for comparison. */
  let curlMs = 0
  /** Against size and size / rate; `commands`: from starting four commands to their files; `nodes`: as the nodes tell. */
  const ratios: { uplink: number; commands: number; nodes: number }[] = []

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 5, uplinkMbitPerSecond: UPLINK_MBIT })
    members = lan.hosts.slice(0, 4)
    await mkdir(join(lan.folder, 'www'))
    for (const name of ['round1', 'round2', 'round3', 'round4', 'round5', 'late']) {
      const body = randomBytes(CONTENT_BYTES)
      digests.set(name, createHash('sha256').update(body).digest('hex'))
      await writeFile(join(lan.folder, 'www', name), body)
    }
    await lan.startOrigin('test/network/origin.mjs', [join(lan.folder, 'www')])
    await formGroup(members)
    for (const host of members) await host.up()
    await allPresent(members)
    const startedMs = performance.now()
    await members[0]!.run(['curl', '-s', '-o', '/dev/null', `http://${lan.originHost}/round1`])
    curlMs = performance.now() - startedMs
  })
  afterAll(async () => {
    await lan?.close()
    if (ratios.length > 0)
      console.log(JSON.stringify({ idealMs: IDEAL_MS, onePlainCurl: curlMs / IDEAL_MS, rounds: ratios }))
  })

  test('mDNS alone brings them together: no address was given to anybody', async () => {
    const status = await members[0]!.potluck('status')
    expect(status.json).toMatchObject({ groups: [{ members: 4, present: 4, neighbours: 3 }] })
  })

  for (const round of [1, 2, 3, 4, 5]) {
    test(`all four ask at the same instant: one crossing (round ${round})`, async () => {
      const url = `http://${lan.originHost}/round${round}`
      const before = await lan.uplinkBytes()
      const startedMs = performance.now()
      const results = await Promise.all(members.map((host, i) => get(host, url, join(lan.folder, `${round}-${i}`))))
      const tookMs = performance.now() - startedMs
      const uplinkRatio = ((await lan.uplinkBytes()) - before) / CONTENT_BYTES
      const nodesMs = Math.max(...results.map(({ ms }) => ms))
      ratios.push({ uplink: uplinkRatio, commands: tookMs / IDEAL_MS, nodes: nodesMs / IDEAL_MS })
      for (const [i, result] of results.entries()) {
        expect(result.digest).toBe(digests.get(`round${round}`))
        expect(await fileDigest(join(lan.folder, `${round}-${i}`))).toBe(result.digest)
      }
      expect(results.reduce((sum, result) => sum + result.sources.uplink, 0)).toBe(CONTENT_BYTES)
      expect(uplinkRatio).toBeLessThanOrEqual(1.06)
    })
  }

  test('one that asks 3 s later reads along: first byte before the first download ends, nothing over the uplink', async () => {
    const url = `http://${lan.originHost}/late`
    const before = await Promise.all(members.map(uplinkBytesIn))
    const early = members[0]!.getThrough(url)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    // Whoever is first in rank for this URL downloads it, perhaps without having asked: take one that does not.
    const after = await Promise.all(members.map(uplinkBytesIn))
    const at = members.findIndex((_host, index) => index > 0 && after[index] === before[index])
    const late = await members[at]!.getThrough(url)
    const { endedAtMs, digest } = await early
    expect([digest, late.digest]).toEqual([digests.get('late'), digests.get('late')])
    expect(late.firstByteAtMs).toBeLessThan(endedAtMs)
    expect(await uplinkBytesIn(members[at]!)).toBe(before[at])
  })

  test('a host that joins later has what the group has, with no content byte over the uplink', async () => {
    const newcomer = lan.hosts[4]!
    await letIn(members[0]!, newcomer)
    await newcomer.up()
    await allPresent([...members, newcomer])
    const before = await lan.uplinkBytes()
    const result = await get(newcomer, `http://${lan.originHost}/round1`, '/dev/null')
    expect(result.digest).toBe(digests.get('round1'))
    expect(result.sources.uplink).toBe(0)
    expect((await lan.uplinkBytes()) - before).toBeLessThan(10_000)
  })
})

async function get(host: Host, url: string, output: string): Promise<GetResult> {
  const { code, json, stderr } = await host.potluck('get', url, '-o', output)
  if (code !== 0) throw new Error(`get ended with ${code}: ${stderr}`)
  return json as unknown as GetResult
}

async function uplinkBytesIn(host: Host): Promise<number> {
  const { json } = await host.potluck('status')
  return (json as { uplink: { bytesIn: number } }).uplink.bytesIn
}
