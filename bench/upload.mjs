// What a program pays for uploading through a member: small reports (2 KiB) a second, and MiB/s of one large file, from a node that uses no
// line of its own through another one, until the receipt is verified; beside it, in turns, curl straight to the same backend (eight at a
// time, connections kept). Two nodes and the backend are processes on loopback. Ratios of times, each round against its own curl.
// `node bench/upload.mjs [--reports 200] [--size 100] [--rounds 5]` (MiB), after a build. Needs curl.
import { execFile, spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { parse, stringify } from 'yaml'
import { systemClock } from '../dist/base/index.js'
import { formGroup } from '../dist/cli/demo/demo.js'
import { allTogether, createDemoPeer } from '../dist/cli/demo/peers.js'
import { median, round } from './statistics.mjs'

const run = promisify(execFile)
const MIB = 2 ** 20
const REPORT_BYTES = 2048
const AT_ONCE = 8
const LOOK_EVERY_MS = 50
const FORMING_BUDGET_MS = 60_000
const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '200' },
    size: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' }
  }
})
const [reports, rounds] = [Number(values.reports), Number(values.rounds)]
const largeBytes = Number(values.size) * MIB
const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
const peers = []
const seconds = { smallByCurl: [], small: [], largeByCurl: [], large: [] }
let backend
try {
  const url = await startBackend()
  for (const name of ['relay', 'asker']) {
    peers.push(
      await createDemoPeer({ name, folder, allowedOrigin: `127.0.0.1/32:${new URL(url).port}`, clock: systemClock })
    )
  }
  for (const { name, home } of peers) await configure(home, name === 'relay')
  await formGroup(peers, () => {})
  await allTogether(peers, systemClock, AbortSignal.timeout(FORMING_BUDGET_MS))
  const [, asker] = peers
  for (let i = 0; i < rounds; i++) {
    seconds.smallByCurl.push(await byCurl(url, await writeFiles(`curl-${i}`, reports, REPORT_BYTES)))
    seconds.small.push(await byMember(asker, url, await writeFiles(`small-${i}`, reports, REPORT_BYTES)))
    seconds.largeByCurl.push(await byCurl(url, await writeFiles('large', 1, largeBytes)))
    seconds.large.push(await byMember(asker, url, await writeFiles('large', 1, largeBytes)))
    console.error(`round ${i + 1}: ${JSON.stringify(Object.fromEntries(Object.entries(seconds).map(lastOf)))}`)
  }
} finally {
  backend?.kill()
  await Promise.all(peers.map((peer) => peer.stop()))
  await rm(folder, { recursive: true })
}
console.log(
  JSON.stringify({
    ...{ bench: 'upload', rounds, reports, largeMiB: largeBytes / MIB },
    reportsASecond: round(reports / median(seconds.small), 1),
    largeMiBASecond: round(largeBytes / MIB / median(seconds.large), 1),
    smallByCurl: ratioOf(seconds.small, seconds.smallByCurl),
    largeByCurl: ratioOf(seconds.large, seconds.largeByCurl)
  })
)

async function startBackend() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  await writeFile(join(folder, 'backend.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(join(folder, 'backend.pem'), publicKey.export({ type: 'spki', format: 'pem' }))
  // Its port is part of the URL that it signs for, so it is chosen beforehand.
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const origin = `http://127.0.0.1:${port}`
  const words = [join(folder, 'backend.key'), origin, String(port), join(folder, 'backend.sock')]
  backend = spawn(process.execPath, ['test/network/upload-backend.mjs', ...words], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  await once(createInterface({ input: backend.stdout }), 'line')
  return `${origin}/reports`
}

async function configure(home, hasLine) {
  const path = join(home, 'config.yaml')
  const config = parse(await readFile(path, 'utf8'))
  config.upload = { receipts: [`127.0.0.1=${join(folder, 'backend.pem')}`] }
  config.uplink.use = hasLine
  await writeFile(path, stringify(config))
}

/** Fresh bytes: nothing is a repeat. */
async function writeFiles(name, count, bytes) {
  const paths = Array.from({ length: count }, (_none, i) => join(folder, `${name}-${i}`))
  for (const path of paths) await writeFile(path, randomBytes(bytes))
  return paths
}

/** @returns seconds */
async function byCurl(url, paths) {
  const entries = []
  for (const path of paths) {
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('base64')
    const headers = [
      'Content-Type: application/xml',
      `Content-Digest: sha-256=:${digest}:`,
      `Idempotency-Key: \\"${randomBytes(16).toString('hex')}\\"`,
      'Expect:'
    ]
    const lines = [`url = "${url}"`, `data-binary = "@${path}"`, ...headers.map((header) => `header = "${header}"`)]
    entries.push([...lines, 'fail', 'silent', 'output = "/dev/null"'].join('\n'))
  }
  const config = join(folder, 'curl')
  await writeFile(config, entries.join('\nnext\n'))
  const startedMs = performance.now()
  await run('curl', ['--parallel', '--parallel-max', String(AT_ONCE), '-K', config])
  return (performance.now() - startedMs) / 1000
}

/** @returns seconds until the last of them is delivered, its receipt verified */
async function byMember(asker, url, paths) {
  const before = await deliveredAt(asker)
  const waiting = [...paths]
  const startedMs = performance.now()
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const body = await readFile(path)
      const said = await ask(asker, 'POST', `/v1/uploads?url=${encodeURIComponent(url)}`, body)
      if (said.id === undefined) throw new Error(JSON.stringify(said))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  while ((await deliveredAt(asker)) < before + paths.length) await pause(LOOK_EVERY_MS)
  return (performance.now() - startedMs) / 1000
}

async function deliveredAt(asker) {
  const { counts } = await ask(asker, 'GET', '/v1/uploads?limit=1')
  return counts.deliveredByMembers
}

function ask({ home }, method, path, body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/xml', 'content-length': body.byteLength }
  return new Promise((resolve, reject) => {
    request({ socketPath: join(home, 'potluck.sock'), method, path, headers }, (response) => {
      json(response).then(resolve, reject)
    })
      .on('error', reject)
      .end(body)
  })
}

function lastOf([name, all]) {
  return [name, round(all.at(-1), 2)]
}

/** How many times as long: each round against its own. */
function ratioOf(times, others) {
  return round(median(times.map((time, i) => time / others[i])), 2)
}
