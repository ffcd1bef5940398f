// How fast one member gets verified content from another, two processes on loopback; beside it, in turns, the same bytes from
// another process by Node's own HTTP, HTTPS, and HTTPS with a SHA-256 of the whole. MB/s; ratios of medians.
// `node bench/member-to-member.mjs [--size 1024] [--rounds 5]` (MiB), after a build. Needs twice size x rounds of disk.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { get } from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { systemClock } from '../dist/base/index.js'
import { formGroup } from '../dist/cli/demo/demo.js'
import { allTogether, createDemoPeer } from '../dist/cli/demo/peers.js'
import { median, round } from './statistics.mjs'

const MIB = 2 ** 20
const FORMING_BUDGET_MS = 60_000
const { values } = parseArgs({
  options: { size: { type: 'string', default: '1024' }, rounds: { type: 'string', default: '5' } }
})
const bytes = Number(values.size) * MIB
const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
const path = join(folder, 'content')
const peers = []
const speeds = { http: [], https: [], httpsVerified: [], member: [], memberRead: [] }
let server
try {
  for (const name of ['alice', 'bob']) {
    peers.push(await createDemoPeer({ name, folder, allowedOrigin: '127.0.0.1/32', clock: systemClock }))
  }
  await formGroup(peers, () => {})
  await allTogether(peers, systemClock, AbortSignal.timeout(FORMING_BUDGET_MS))
  await writeContent()
  server = spawn(process.execPath, ['bench/file-server.mjs', path], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const [line] = await once(createInterface({ input: server.stdout }), 'line')
  const ports = JSON.parse(line)
  for (let i = 0; i < Number(values.rounds); i++) {
    const digest = await writeContent()
    speeds.http.push(await download(get, `http://127.0.0.1:${ports.http}/`))
    speeds.https.push(await download(https.get, `https://127.0.0.1:${ports.https}/`))
    speeds.httpsVerified.push(await download(https.get, `https://127.0.0.1:${ports.https}/`, digest))
    const { member, memberRead } = await fromMember(`http://bench.example/${i}`, digest)
    speeds.member.push(member)
    speeds.memberRead.push(memberRead)
    console.error(
      `round ${i + 1}: ${JSON.stringify(Object.fromEntries(Object.entries(speeds).map(([k, v]) => [k, v[i]])))}`
    )
  }
} finally {
  server?.disconnect()
  await Promise.all(peers.map((peer) => peer.stop()))
  await rm(folder, { recursive: true })
}
const medians = Object.fromEntries(Object.entries(speeds).map(([name, all]) => [name, round(median(all), 1)]))
console.log(
  JSON.stringify({
    ...{ bench: 'member-to-member', bytes, rounds: Number(values.rounds), megabytesPerSecond: medians },
    worstMember: round(Math.min(...speeds.member), 1),
    byHttp: round(medians.member / medians.http, 3),
    byHttps: round(medians.member / medians.https, 3),
    byHttpsVerified: round(medians.member / medians.httpsVerified, 3)
  })
)

/** Fresh bytes, so that nobody holds them. @returns their digest */
async function writeContent() {
  const block = randomBytes(MIB)
  const hash = createHash('sha256')
  const file = await open(path, 'w')
  for (let i = 0; i < bytes / MIB; i++) {
    block.writeUInt32BE(i)
    hash.update(block)
    await file.write(block)
  }
  await file.close()
  return hash.digest('hex')
}

/** @param digest where the whole is to be checked */
async function download(ask, url, digest) {
  const startedMs = performance.now()
  const [response] = await once(ask(url, { rejectUnauthorized: false, agent: false }), 'response')
  const hash = createHash('sha256')
  for await (const chunk of response) if (digest !== undefined) hash.update(chunk)
  if (digest !== undefined && hash.digest('hex') !== digest) throw new Error('other bytes came')
  return speed(performance.now() - startedMs)
}

/** By the node's clock, until all is verified and kept; and by ours, until all has been read from its socket. */
async function fromMember(url, digest) {
  const [alice, bob] = peers
  await alice.node.upload('/v1/content', { url }, createReadStream(path))
  for (;;) {
    const { results } = await bob.node.get('/v1/locations', { digest })
    if (results[0].locations.length > 0) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const startedMs = performance.now()
  const content = await bob.node.content({ url })
  content.body.resume()
  await once(content.body, 'end')
  const tookMs = performance.now() - startedMs
  const result = await content.result()
  if (result.digest !== digest || result.sources.uplink > 0)
    throw new Error(`it came otherwise: ${JSON.stringify(result)}`)
  return { member: speed(result.ms), memberRead: speed(tookMs) }
}

/** Megabytes a second. */
function speed(ms) {
  return round(bytes / 1000 / ms, 1)
}
