// What programs pay for asking the proxy: the same files direct, through the proxy cold (nobody has them) and warm (this node
// has them), in turns in one run; small ones (50 x 20 KiB, one after the other on a kept connection) and a large one (64 MiB),
// from an origin on loopback at full speed and behind a line of 100 Mbit/s. Two members of one group, as processes on loopback.
// Ratios of times, medians of the rounds; direct is 1.
// `node bench/proxy.mjs [--rounds 5] [--large 64]` (MiB), after a build.
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { systemClock } from '../dist/base/index.js'
import { formGroup } from '../dist/cli/demo/demo.js'
import { allTogether, createDemoPeer } from '../dist/cli/demo/peers.js'
import { median, round } from './statistics.mjs'

const SMALL_FILES = 50
const SMALL_BYTES = 20 * 1024
const LINE_BYTES_PER_MS = 100e6 / 8 / 1000
const CHUNK_BYTES = 64 * 1024
const FORMING_BUDGET_MS = 60_000
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, large: { type: 'string', default: '64' } }
})
const largeBody = randomBytes(Number(values.large) * 2 ** 20)
const smallBody = randomBytes(SMALL_BYTES)
const digests = { large: sha256(largeBody), small: sha256(smallBody) }

/** When the shaped line is free again. */
let lineFreeAtMs = 0
let bodyBytes = 0
/** `/line/small/ROUND/NUMBER`: every round has URLs of its own. */
const origin = createServer(async (incoming, response) => {
  const [, speed, size] = incoming.url.split('/')
  const body = size === 'large' ? largeBody : smallBody
  response.writeHead(200, {
    'content-length': body.length,
    etag: `"${digests[size].slice(0, 16)}"`,
    'cache-control': 'max-age=3600'
  })
  for (let offset = 0; offset < body.length && !response.destroyed; offset += CHUNK_BYTES) {
    const chunk = body.subarray(offset, offset + CHUNK_BYTES)
    if (speed === 'line') {
      const startMs = Math.max(lineFreeAtMs, performance.now())
      lineFreeAtMs = startMs + chunk.length / LINE_BYTES_PER_MS
      await pause(Math.max(0, lineFreeAtMs - performance.now()))
    }
    bodyBytes += chunk.length
    if (!response.write(chunk)) await drained(response)
  }
  response.end()
})
origin.listen(0, '127.0.0.1')
await once(origin, 'listening')
const base = `http://127.0.0.1:${origin.address().port}`

const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
const peers = []
const times = {}
try {
  for (const name of ['alice', 'bob']) {
    peers.push(await createDemoPeer({ name, folder, allowedOrigin: '127.0.0.1/32', clock: systemClock }))
  }
  await formGroup(peers, () => {})
  await allTogether(peers, systemClock, AbortSignal.timeout(FORMING_BUDGET_MS))
  const { ports } = await peers[0].node.get('/v1/status')
  for (let turn = 0; turn < Number(values.rounds); turn++) {
    for (const speed of ['full', 'line']) {
      for (const size of ['small', 'large']) {
        const urls = Array.from(
          { length: size === 'small' ? SMALL_FILES : 1 },
          (_, i) => `${base}/${speed}/${size}/${turn}/${i}`
        )
        const taken = (times[`${speed}.${size}`] ??= { direct: [], cold: [], warm: [], crossings: [] })
        taken.direct.push(await getAll(urls, size, undefined))
        const before = bodyBytes
        taken.cold.push(await getAll(urls, size, ports.gateway))
        await pause(500) // Until what came is on record.
        taken.warm.push(await getAll(urls, size, ports.gateway))
        taken.crossings.push((bodyBytes - before) / (urls.length * (size === 'small' ? smallBody : largeBody).length))
        console.error(`round ${turn + 1} ${speed} ${size}: ${JSON.stringify(lastOf(taken))}`)
      }
    }
  }
} finally {
  await Promise.all(peers.map((peer) => peer.stop()))
  origin.closeAllConnections()
  origin.close()
  await rm(folder, { recursive: true })
}
console.log(
  JSON.stringify({
    bench: 'proxy',
    rounds: Number(values.rounds),
    largeMiB: Number(values.large),
    ...Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, ratiosOf(taken)]))
  })
)

/** Resolves when it takes more, or nothing any more. */
function drained(response) {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.once('drain', done)
    response.once('close', done)
  })
}

/** @returns ms for all of them, one after the other */
async function getAll(urls, size, proxyPort) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const startedMs = performance.now()
  for (const url of urls) {
    const digest = await get(url, proxyPort, agent)
    if (digest !== digests[size]) throw new Error(`${url} came wrong`)
  }
  agent.destroy()
  return performance.now() - startedMs
}

function get(url, proxyPort, agent) {
  const { host, hostname, port, pathname } = new URL(url)
  const target =
    proxyPort === undefined
      ? { host: hostname, port, path: pathname }
      : { host: '127.0.0.1', port: proxyPort, path: url }
  return new Promise((resolve, reject) => {
    const sent = request({ ...target, agent, headers: { host } }, (response) => {
      const hash = createHash('sha256')
      response.on('data', (chunk) => hash.update(chunk))
      response.on('error', reject)
      response.on('end', () => resolve(hash.digest('hex')))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Each round against its own direct download. */
function ratiosOf({ direct, cold, warm, crossings }) {
  const against = (all) => round(median(all.map((ms, i) => ms / direct[i])), 2)
  return {
    directMs: round(median(direct), 1),
    cold: against(cold),
    warm: against(warm),
    crossings: round(median(crossings), 3)
  }
}

function lastOf(taken) {
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, round(all.at(-1), 2)]))
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}
