// The seed's Fig. 1: five machines on one LAN, of which two have a line out. What the other three need of the Internet they have all
// the same: content, apt's packages, what a program asks by itself over TLS; and what they upload, their backend has once, and proves.
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testAuthority } from '../support/certificates.js'
import { eventually } from '../support/eventually.js'
import { verifyAgain, type ShownReceipt } from '../support/second-verifier.js'
import { aptAllowed, AptRoot, makeRepository } from './apt.js'
import { FAR_ADDRESS, Figure1 } from './figure-1.js'
import { allPresent, formGroup } from './group-of-hosts.js'
import type { Host } from './host.js'
import { fileDigest, namespacesAllowed } from './lan.js'
import {
  BACKEND_URL,
  digestOf,
  FarBackend,
  giveUpload,
  makeReports,
  pendingAt,
  receiptOf,
  uploadsOf
} from './uploads.js'

const CONTENT_BYTES = 16 * 2 ** 20
const LARGE_BYTES = 100 * 2 ** 20
const REPORTS = 1_000
/** By the command, which takes a process each. */
const BY_COMMAND = 10
/** Frames, acknowledgements, and what each upload says of itself: of reports of 2 KiB a third as much as of the reports themselves. */
const MAX_LINE_FACTOR = 2
const MAX_LARGE_LINE_FACTOR = 1.07
const UPLOADS_BUDGET_MS = 160_000

const allowed = await namespacesAllowed()
const hasApt = await aptAllowed()
for (const [is, what] of [
  [allowed, 'machines without a line need root, iproute2 and ethtool'],
  [hasApt, 'apt needs apt-utils and dpkg-dev']
] as const) {
  if (!is) console.warn(`network tests: ${what}: skipped`)
}

describe.skipIf(!allowed)('three machines without a line, beside two that have one', () => {
  let figure: Figure1
  let inside: readonly [Host, Host, Host]
  let connected: readonly [Host, Host]
  let backend: FarBackend
  let www: string
  const measured: { [what: string]: unknown } = {}

  beforeAll(async () => {
    figure = await Figure1.create({ inside: 3, connected: 2 })
    inside = figure.inside as [Host, Host, Host]
    connected = figure.connected as [Host, Host]
    www = join(figure.folder, 'www')
    await mkdir(www)
    await writeFile(join(www, 'content'), randomBytes(CONTENT_BYTES))
    const authority = testAuthority()
    const { cert, key } = authority.issue(`IP:${FAR_ADDRESS}`)
    for (const [name, text] of Object.entries({ ca: authority.ca, cert, key })) {
      await writeFile(join(figure.folder, `${name}.pem`), text)
    }
    const pair = ['cert.pem', 'key.pem'].map((name) => join(figure.folder, name))
    await figure.launchFar([process.execPath, 'test/network/site.mjs', www, ...pair])
    backend = await FarBackend.start(figure)
    for (const { settings } of connected) settings['POTLUCK_RELAY_CONNECTIONS'] = 'true'
    inside[1].settings['POTLUCK_UPLOAD_FOLDERS'] = `${BACKEND_URL}=uploads`
    await formGroup(figure.hosts)
    for (const host of figure.hosts) await host.up()
    await allPresent(figure.hosts)
  })
  afterAll(async () => {
    console.log(JSON.stringify(measured))
    await figure?.close()
  })

  test('they have no way out themselves', async () => {
    for (const host of inside) {
      const direct = await host.run(['curl', '-sS', '-m', '5', `http://${FAR_ADDRESS}/content`])
      expect(direct).toMatchObject({ code: 7, stdout: '' })
    }
  })

  test('one gets a file', async () => {
    const path = join(figure.folder, 'content')
    const startedMs = performance.now()
    const got = await inside[0].potluck('get', `http://${FAR_ADDRESS}/content`, '-o', path)
    expect(got, got.stderr).toMatchObject({ code: 0 })
    measured['get'] = { MiB: CONTENT_BYTES / 2 ** 20, seconds: secondsSince(startedMs) }
    expect(await fileDigest(path)).toBe(await fileDigest(join(www, 'content')))
  })

  test('curl asks over TLS through the proxy, which cannot look into it', async () => {
    const path = join(figure.folder, 'over-tls')
    const startedMs = performance.now()
    const words = ['-sS', '-x', 'http://127.0.0.1:6516', '--cacert', join(figure.folder, 'ca.pem'), '-o', path]
    const got = await inside[0].run(['curl', ...words, `https://${FAR_ADDRESS}/content`])
    expect(got, got.stderr).toMatchObject({ code: 0 })
    measured['connect'] = { MiB: CONTENT_BYTES / 2 ** 20, seconds: secondsSince(startedMs) }
    expect(await fileDigest(path)).toBe(await fileDigest(join(www, 'content')))
  })

  test.skipIf(!hasApt)('apt-get updates and installs there', async () => {
    const repository = await makeRepository(www)
    const folder = join(figure.folder, 'apt')
    const root = await AptRoot.create(folder, inside[0], `http://${FAR_ADDRESS}`, repository.packages)
    const startedMs = performance.now()
    const updated = await root.apt('update')
    expect(updated.stdout + updated.stderr).not.toMatch(/^(W|E|Err)/m)
    expect(updated).toMatchObject({ code: 0 })
    const installed = await root.apt('install', '-y', '--no-install-recommends', ...repository.packages)
    expect(installed, installed.stderr + installed.stdout).toMatchObject({ code: 0 })
    for (const name of repository.packages) expect(await root.state(name)).toBe('install ok installed')
    measured['apt'] = { packages: repository.packages.length, seconds: secondsSince(startedMs) }
  })

  test(`${REPORTS} small reports of the three are stored once each, and each has its receipt`, async () => {
    const parts = ['a', 'b', 'c'].map((name, i) => makeReports(name, Math.floor((REPORTS + i) / 3)))
    const before = await lines()
    const startedMs = performance.now()
    const [byCommand, byFolder, byApi] = parts as [Map<string, Buffer>, Map<string, Buffer>, Map<string, Buffer>]
    await Promise.all([
      give(inside[0], byCommand, async (host, name, body, number) => {
        if (number >= BY_COMMAND) return giveUpload(host, name, body)
        const file = join(figure.folder, name)
        await writeFile(file, body)
        const added = await host.potluck('upload', file, BACKEND_URL, '--detach')
        return String(added.json['id'])
      }),
      give(inside[1], byFolder, (host, name, body) => writeFile(join(host.home, 'uploads', name), body)),
      give(inside[2], byApi, giveUpload)
    ])
    await eventually(async () => {
      expect(Object.keys((await backend.counters()).stored)).toHaveLength(REPORTS)
      for (const host of inside) expect(await pendingAt(host)).toBe(0)
    }, UPLOADS_BUDGET_MS)
    const seconds = secondsSince(startedMs)
    await expectStored(parts)
    for (const [i, host] of inside.entries()) await expectReceipts(host, parts[i]!)
    const after = await lines()
    const bytes = parts.flatMap((reports) => [...reports.values()]).reduce((sum, body) => sum + body.byteLength, 0)
    const byLine = after.map(({ up }, i) => round((up - before[i]!.up) / bytes))
    const { repeats } = await backend.counters()
    measured['reports'] = { count: REPORTS, bytes, seconds, aSecond: round(REPORTS / seconds), repeats, byLine }
    expect(byLine.reduce((sum, one) => sum + one, 0)).toBeLessThan(MAX_LINE_FACTOR)
  })

  test('a file of 100 MiB too', async () => {
    const body = randomBytes(LARGE_BYTES)
    const file = join(figure.folder, 'large')
    await writeFile(file, body)
    const before = await lines()
    const startedMs = performance.now()
    const sent = await inside[0].potluck('upload', file, BACKEND_URL)
    expect(sent, sent.stderr).toMatchObject({ code: 0, json: { state: 'delivered', outcome: { proof: 'receipt' } } })
    const seconds = secondsSince(startedMs)
    const after = await lines()
    expect((await backend.counters()).stored[digestOf(body)]).toBe(1)
    const { json: receipt } = await inside[0].potluck('uploads', 'receipt', String(sent.json['id']))
    await verifyAgain(receipt as unknown as ShownReceipt, backend.publicKey, body)
    const byLine = after.map(({ up }, i) => round((up - before[i]!.up) / LARGE_BYTES))
    measured['large'] = { MiB: LARGE_BYTES / 2 ** 20, seconds, MiBASecond: round(100 / seconds), byLine }
    expect(byLine.reduce((sum, one) => sum + one, 0)).toBeLessThan(MAX_LARGE_LINE_FACTOR)
  })

  test(`one of the two is killed among ${REPORTS} others: all arrive by the other, none is stored twice`, async () => {
    const parts = ['x', 'y', 'z'].map((name, i) => makeReports(name, Math.floor((REPORTS + i) / 3)))
    const before = Object.keys((await backend.counters()).stored).length
    const startedMs = performance.now()
    const giving = Promise.all(inside.map((host, i) => give(host, parts[i]!, giveUpload)))
    await eventually(async () => {
      expect(Object.keys((await backend.counters()).stored).length - before).toBeGreaterThan(REPORTS / 4)
    }, UPLOADS_BUDGET_MS)
    await connected[0].kill()
    const storedAtKill = Object.keys((await backend.counters()).stored).length - before
    await giving
    await eventually(async () => {
      for (const host of inside) expect(await pendingAt(host)).toBe(0)
    }, UPLOADS_BUDGET_MS)
    const seconds = secondsSince(startedMs)
    await expectStored(parts)
    for (const [i, host] of inside.entries()) await expectReceipts(host, parts[i]!)
    // What it had taken over it sends once more, or gives back: the backend knows it.
    await connected[0].up()
    await allPresent(figure.hosts)
    await expectStored(parts)
    const { repeats } = await backend.counters()
    for (const host of inside) expect((await host.potluck('black-list')).json['entries']).toEqual([])
    measured['killed'] = { storedAtKill, seconds, repeats }
  })

  type Reports = ReadonlyMap<string, Buffer>

  function lines(): Promise<{ up: number; down: number }[]> {
    return Promise.all(connected.map((host) => figure.lineBytes(host)))
  }

  /** Eight at a time, as a program with many of them does. */
  async function give(
    host: Host,
    reports: Reports,
    one: (host: Host, name: string, body: Buffer, number: number) => Promise<unknown>
  ): Promise<void> {
    const waiting = [...reports].map(
      ([name, body], number) =>
        () =>
          one(host, name, body, number)
    )
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next()
    }
    await Promise.all(Array.from({ length: 8 }, work))
  }

  async function expectStored(parts: readonly Reports[]): Promise<void> {
    const { stored } = await backend.counters()
    const times = parts.flatMap((reports) => [...reports.values()].map((body) => stored[digestOf(body)] ?? 0))
    expect(times.filter((one) => one !== 1)).toEqual([])
  }

  /** Of every report: delivered through a member, with a receipt that the other implementation of RFC 9421 takes too. */
  async function expectReceipts(host: Host, reports: Reports): Promise<void> {
    const { uploads } = await uploadsOf(host)
    const ofDigest = new Map(uploads.map((upload) => [upload.digest, upload]))
    for (const [name, body] of reports) {
      const upload = ofDigest.get(digestOf(body))
      expect(upload, `${name} at ${host.address}`).toMatchObject({ state: 'delivered', outcome: { proof: 'receipt' } })
      expect(upload?.outcome?.by, name).toBeDefined()
      await verifyAgain(await receiptOf(host, upload!.id), backend.publicKey, body)
    }
  }
})

function secondsSince(startedMs: number): number {
  return round((performance.now() - startedMs) / 1000)
}

function round(value: number): number {
  return Number(value.toFixed(3))
}
