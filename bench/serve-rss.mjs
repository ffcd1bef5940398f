// How much memory `potluck up` takes while it serves one large file to 20 readers at once over mutual TLS: first as a running
// transfer that it leads, then as the finished blob. Its resident memory every 100 ms, and the kernel's own high-water mark of
// each part. One JSON line; ends with 1 where the goal is missed.
// `npm run bench:rss -- [--size 2048] [--readers 20]` (MiB). Needs the size once on disk.
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { clearInterval, setInterval } from 'node:timers'
import { parseArgs } from 'node:util'
import '../dist/base/polyfill.js'
import { systemClock, withBudget } from '../dist/base/index.js'
import { formGroup } from '../dist/cli/demo/demo.js'
import { createDemoPeer } from '../dist/cli/demo/peers.js'
import { claimType, readClaim } from '../dist/content/claims.js'
import { loadConfig, openNode } from '../dist/gateway/index.js'
import { components } from './nodes.mjs'
import { median, round } from './statistics.mjs'

const MIB = 2 ** 20
const GOAL_MEGABYTES = 250
const SAMPLE_EVERY_MS = 100
const IDLE_SAMPLES = 20
const FORMING_BUDGET_MS = 60_000
/** Sidecar, stores of the nodes, and what others do with the disk meanwhile. */
const SPARE_BYTES = 512 * MIB
const { values } = parseArgs({
  options: { size: { type: 'string', default: '2048' }, readers: { type: 'string', default: '20' } }
})
const bytes = Number(values.size) * MIB
const readers = Number(values.readers)
const { bavail, bsize } = await statfs(tmpdir())
if (bavail * bsize < bytes + SPARE_BYTES) throw new Error(`${tmpdir()} has no room for ${values.size} MiB`)

const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
const origin = await openOrigin()
const alice = await createDemoPeer({ name: 'alice', folder, allowedOrigin: '127.0.0.1/32', clock: systemClock })
const home = join(folder, 'bob')
let bob
let child
try {
  await formGroup([alice, await memberWithoutUplink()], () => {})
  await until(async () => {
    const [group] = (await alice.node.get('/v1/status')).groups
    return group.present === 2 && group.synchronised && member().hosts.length > 0
  })
  child = fork('bench/readers.mjs', [home, String(readers)])
  await answer()
  const pid = Number(await readFile(join(alice.home, 'potluck.pid'), 'utf8'))
  const idle = []
  for (let i = 0; i < IDLE_SAMPLES; i++) {
    idle.push((await memoryOf(pid)).nowMegabytes)
    await pause(SAMPLE_EVERY_MS)
  }
  let digest
  const running = await measured(pid, async () => {
    const claimed = claim()
    const content = await alice.node.content({ url: origin.url })
    content.body.resume()
    child.send({ member: member(), bytes, transferId: await claimed })
    await Promise.all([answer(), once(content.body, 'end')])
    const result = await content.result()
    if (!result.kept || result.sources.uplink !== bytes) throw new Error(`it came otherwise: ${JSON.stringify(result)}`)
    digest = result.digest
  })
  console.error(`running transfer: ${JSON.stringify(running)}`)
  // The blob and its record follow the last byte within moments.
  await until(async () => (await alice.node.get('/v1/locations', { digest })).results[0].locations.length > 0)
  const blob = await measured(pid, async () => {
    child.send({ member: member(), bytes, digest })
    await answer()
  })
  console.error(`blob: ${JSON.stringify(blob)}`)
  const maxMegabytes = Math.max(running.maxMegabytes, blob.maxMegabytes)
  const idleMegabytes = round(median(idle), 1)
  const goal = { goalMegabytes: GOAL_MEGABYTES, ok: maxMegabytes < GOAL_MEGABYTES }
  console.log(
    JSON.stringify({ bench: 'serve-rss', bytes, readers, maxMegabytes, idleMegabytes, ...goal, running, blob })
  )
  if (!goal.ok) process.exitCode = 1
} finally {
  child?.disconnect()
  await bob?.close()
  await alice.stop()
  origin.close()
  await rm(folder, { recursive: true })
}

/** Whose key the readers have. In this process: it hears what the other claims. */
async function memberWithoutUplink() {
  const peer = await createDemoPeer({ name: 'bob', folder, allowedOrigin: '127.0.0.1/32', clock: systemClock })
  const up = async () => {
    const config = await loadConfig({ home, env: {}, flags: {} })
    bob = await openNode(components, { home, config: { ...config, uplink: { ...config.uplink, use: false } } })
  }
  return { ...peer, up }
}

/** Where alice's content port is, as her presence says. */
function member() {
  const { group } = bob.group(undefined)
  const presence = group.graph.present().find(({ peer }) => peer !== group.self)
  return { groupId: group.id, peer: presence?.peer, hosts: presence?.hosts ?? [], port: presence?.contentPort }
}

/** @returns the id of the next transfer that is claimed */
function claim() {
  const { store } = bob.group(undefined).group
  return new Promise((resolve) => {
    store.on('record:add', (record) => record.type === claimType.name && resolve(readClaim(record).transferId))
  })
}

/** From the readers. */
async function answer() {
  const [{ error }] = await once(child, 'message')
  if (error !== undefined) throw new Error(error)
}

/** Random bytes that come again every MiB: only the whole must be new. As fast as they are taken. */
async function openOrigin() {
  const block = randomBytes(MIB)
  function* blocks() {
    for (let i = 0; i < bytes / MIB; i++) yield block
  }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': bytes, 'content-type': 'application/octet-stream' })
    pipeline(Readable.from(blocks()), response).catch(() => {}) // Its reader is gone.
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${server.address().port}/large`, close: () => server.close() }
}

/** The most that the process held while `task` ran, and what all readers got in a second. */
async function measured(pid, task) {
  await writeFile(`/proc/${pid}/clear_refs`, '5') // The high-water mark begins anew.
  const sampled = []
  const timer = setInterval(() => {
    memoryOf(pid).then(
      ({ nowMegabytes }) => sampled.push(nowMegabytes),
      () => {} // It has ended: then the task fails.
    )
  }, SAMPLE_EVERY_MS)
  const startedMs = performance.now()
  try {
    await task()
  } finally {
    clearInterval(timer)
  }
  const tookMs = performance.now() - startedMs
  const { highMegabytes } = await memoryOf(pid)
  return {
    maxMegabytes: Math.max(highMegabytes, ...sampled),
    medianMegabytes: round(median(sampled), 1),
    megabytesPerSecond: round((bytes * readers) / 1000 / tookMs, 1)
  }
}

async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name) =>
    round((Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)[1]) * 1024) / 1e6, 1)
  return { nowMegabytes: megabytes('VmRSS'), highMegabytes: megabytes('VmHWM') }
}

async function until(isSo) {
  const late = () => new Error(`it did not come to that within ${FORMING_BUDGET_MS} ms`)
  let isOver = false
  const asked = (async () => {
    while (!isOver && !(await isSo())) await pause(50)
  })()
  await withBudget(systemClock, FORMING_BUDGET_MS, asked, late).finally(() => (isOver = true))
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
