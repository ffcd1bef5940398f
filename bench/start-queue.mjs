// What a long upload queue adds to the start of a node: from its process to "ready", and until all uploads are listed, with 10,000 small
// ones (2 KiB) in the queue, and with none, in turns, each start after a kill. The files are in the system's cache. Ratios of times, each
// round against its own empty start. `node bench/start-queue.mjs [--uploads 10000] [--rounds 5]`, after a build.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { parse, stringify } from 'yaml'
import { systemClock } from '../dist/base/index.js'
import { createDemoPeer } from '../dist/cli/demo/peers.js'
import { UploadQueue } from '../dist/flows/receipt/upload-queue.js'
import { createGroup, createIdentity, saveIdentity } from '../dist/group/index.js'
import { round, summary } from './statistics.mjs'

const BYTES = 2048
const AT_ONCE = 64
const LOOK_EVERY_MS = 20
const { values } = parseArgs({
  options: { uploads: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '5' } }
})
const [uploads, rounds] = [Number(values.uploads), Number(values.rounds)]
const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
const peers = []
const ms = { empty: [], ready: [], listed: [] }
try {
  const [empty, full] = [await createPeer('empty'), await createPeer('full')]
  await fillQueue(join(full.home, 'upload-queue'))
  for (let i = 0; i < rounds; i++) {
    ms.empty.push((await start(empty, 0)).readyMs)
    const { readyMs, listedMs } = await start(full, uploads)
    ms.ready.push(readyMs)
    ms.listed.push(listedMs)
    console.error(
      `round ${i + 1}: ${JSON.stringify(Object.entries(ms).map(([of, all]) => [of, round(all.at(-1), 0)]))}`
    )
  }
} finally {
  await Promise.all(peers.map((peer) => peer.stop()))
  await rm(folder, { recursive: true })
}
console.log(
  JSON.stringify({
    ...{ bench: 'start-queue', rounds, uploads },
    ...{ emptyMs: summary(ms.empty), readyMs: summary(ms.ready), listedMs: summary(ms.listed) },
    readyByEmpty: summary(ms.ready.map((full, i) => full / ms.empty[i])),
    listedByEmpty: summary(ms.listed.map((full, i) => full / ms.empty[i]))
  })
)

async function createPeer(name) {
  const peer = await createDemoPeer({ name, folder, allowedOrigin: '127.0.0.1/32:9', clock: systemClock })
  peers.push(peer)
  const path = join(peer.home, 'config.yaml')
  const config = parse(await readFile(path, 'utf8'))
  config.uplink.use = false
  await writeFile(path, stringify(config))
  await saveIdentity(peer.home, createIdentity(name))
  await createGroup(peer.home, 'Bench')
  return peer
}

/** They wait: this node uses no line, and nobody carries them. */
async function fillQueue(path) {
  const queue = await UploadQueue.open(path)
  let left = uploads
  const add = async () => {
    while (left-- > 0) await queue.add(facts(), bytes())
  }
  await Promise.all(Array.from({ length: AT_ONCE }, add))
  await queue.close()
}

function facts() {
  const addedAtMs = Date.now()
  return {
    ...{ id: randomBytes(16).toString('hex'), url: 'https://vendor.example/reports', contentType: 'application/xml' },
    ...{ isSealed: false, direct: true, addedAtMs, expiresAtMs: addedAtMs + 30 * 86_400_000 }
  }
}

async function* bytes() {
  yield randomBytes(BYTES)
}

/** In ms from the start of the process. */
async function start(peer, expected) {
  const beganMs = performance.now()
  await peer.up()
  const readyMs = performance.now() - beganMs
  while ((await listed(peer)) !== expected) await pause(LOOK_EVERY_MS)
  const listedMs = performance.now() - beganMs
  await peer.kill()
  return { readyMs, listedMs }
}

async function listed({ node }) {
  const { total } = await node.get('/v1/uploads', { limit: '1' }).catch(() => ({}))
  return total
}
