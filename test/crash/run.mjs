// kill -9 at random moments of publish, get and add, again and again. After each start: what was confirmed is there with the
// right bytes, no half blob is a blob, the node says no word of trouble, and downloads that were cut off go on where they were.
//
//   npm run test:crash -- [--restarts N] [--seed N]          ends with 1 where something was lost or wrong;
//                                                           Ctrl-C: after this round
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parseArgs, promisify } from 'node:util'
import { seededRandom } from '../../dist/base/index.js'
import { createControlClient } from '../../dist/gateway/index.js'
import { contentOf, digestOf, openOrigin } from './content.mjs'

const { values } = parseArgs({ options: { restarts: { type: 'string' }, seed: { type: 'string' } } })
const RESTARTS = Number(values.restarts ?? 200)
const SEED = Number(values.seed ?? 1)
const COMMAND = resolve('dist/cli/main.js')
const GETS_AT_ONCE = 3
const MAX_LIFE_MS = 1200
const START_BUDGET_MS = 60_000
/** Of so many downloads cut off, at random moments, some must be resumed. */
const MANY_CUT_OFF = 20
/** Of so many downloads that ended before a kill, some must have reached the disk. */
const MANY_GETS = 20
/** Of what was on the disk after earlier restarts, as many are looked for after each later one. */
const OLDER_LOOKED_FOR = 4
const random = seededRandom(SEED)
const folder = await mkdtemp(join(tmpdir(), 'potluck-crash-'))
const home = join(folder, 'home')
const origin = await openOrigin()
const node = createControlClient(home)
const env = {
  PATH: process.env.PATH,
  POTLUCK_HOME: home,
  POTLUCK_PORTS_GROUP: '0',
  POTLUCK_PORTS_CONTENT: '0',
  POTLUCK_PORTS_GATEWAY: '0',
  POTLUCK_LISTEN_HOSTS: '127.0.0.1',
  POTLUCK_DISCOVERY_MDNS: 'false',
  POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS: '127.0.0.1/32'
}
const counts = { restarts: 0, publishes: 0, gets: 0, adds: 0, cutOff: 0, resumed: 0, resentBytes: 0, getsFromCache: 0 }
const wrong = []
/** All that was confirmed. */
const published = []
/** Of it, how many were looked for after a restart. */
let publishedSeen = 0
/** Ended, and not yet looked for after a restart: `get` does not wait for the disk, so some may be gone. */
let got = []
/** Were on the disk after a restart. */
const onDisk = []
/** Paths of downloads that the last kill cut off. */
let cutOff = []
const checkedFiles = new Set()
let names = 0
let added = []

for (const args of [
  ['init', '--name', 'alice'],
  ['group', 'create', 'home']
]) {
  await promisify(execFile)(process.execPath, [COMMAND, ...args], { env })
}
let running = await start()
process.setMaxListeners(0)
let isEnough = false
process.on('SIGINT', () => (isEnough = true))
for (; counts.restarts < RESTARTS && !isEnough; counts.restarts++) {
  const lifeMs = random.fraction() * MAX_LIFE_MS
  const adding = addUntilKilled()
  const isOver = { aborted: false }
  const work = [publishUntil(isOver), ...Array.from({ length: GETS_AT_ONCE }, () => getUntil(isOver))]
  await new Promise((done) => setTimeout(done, lifeMs))
  isOver.aborted = true
  running.child.kill('SIGKILL')
  await running.exited
  await Promise.all(work)
  await adding
  running = await start()
  await check()
}
running.child.kill('SIGTERM')
await running.exited
await origin.close()
await rm(folder, { recursive: true })
report()

async function start() {
  const child = spawn(process.execPath, [COMMAND, 'up', '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  process.once('exit', () => child.kill('SIGKILL')) // Whatever ends this run takes the node along.
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const exited = once(child, 'exit')
  const ready = once(createInterface({ input: child.stdout }), 'line')
  const late = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`not ready: ${said}`)), START_BUDGET_MS).unref()
  })
  const ended = exited.then(([code]) => Promise.reject(new Error(`up ended with ${code}: ${said}`)))
  const [line] = await Promise.race([ready, late, ended])
  ended.catch(() => {})
  if (said !== '' || JSON.parse(line).failedGroups.length > 0)
    wrong.push(`start ${counts.restarts} said: ${said || line}`)
  return { child, exited }
}

async function publishUntil(isOver) {
  while (!isOver.aborted) {
    const path = `/published/${names++}`
    const content = contentOf(path).subarray(0, 600_000)
    const url = `http://${origin.host}${path}`
    const sent = await node.upload('/v1/content', { url }, Readable.from([content])).catch(() => undefined)
    if (sent === undefined) continue // Killed meanwhile.
    counts.publishes++
    published.push({ url, digest: digestOf(content), bytes: content.length })
    if (sent.digest !== digestOf(content)) wrong.push(`${path} was published as ${sent.digest}`)
  }
}

async function getUntil(isOver) {
  while (!isOver.aborted) {
    const path = `/file/${names++}`
    const result = await get(path).catch(() => undefined)
    if (result !== undefined) {
      counts.gets++
      got.push(path)
    } else if (origin.asked(path).length > 0) cutOff.push(path)
  }
}

function below(count) {
  return Math.floor(random.fraction() * count)
}

async function get(path) {
  const stream = await node.content({ url: `http://${origin.host}${path}` })
  const body = await buffer(stream.body)
  const result = await stream.result()
  const digest = digestOf(contentOf(path))
  if (digestOf(body) !== digest || result.digest !== digest) wrong.push(`${path} came with other bytes`)
  return result
}

async function check() {
  await checkBlobs()
  const older = Array.from({ length: OLDER_LOOKED_FOR }, () => published[below(publishedSeen)])
  for (const { url, digest, bytes } of [...published.slice(publishedSeen), ...older.filter(Boolean)]) {
    const { results } = await node.get('/v1/locations', { digest })
    if (!results[0].locations.some(({ self }) => self)) wrong.push(`${url} was confirmed and is not told`)
    const stream = await node
      .content({ url })
      .catch((error) => wrong.push(`${url} was confirmed and is lost: ${error}`))
    if (typeof stream !== 'object') continue
    const body = await buffer(stream.body)
    if (digestOf(body) !== digest || body.length !== bytes) wrong.push(`${url} was confirmed and has other bytes`)
  }
  for (let count = Math.min(OLDER_LOOKED_FOR, onDisk.length); count > 0; count--) {
    const path = onDisk[below(onDisk.length)]
    const { sources } = await get(path)
    if (sources.uplink > 0) wrong.push(`${path} was on the disk after a restart and is lost`)
  }
  for (const path of got) {
    const { sources } = await get(path)
    if (sources.uplink > 0) continue
    counts.getsFromCache++
    onDisk.push(path)
  }
  for (const path of cutOff) {
    const before = origin.asked(path).length
    await get(path)
    const totalBytes = contentOf(path).length
    const asked = origin.asked(path)
    counts.cutOff++
    if (asked.slice(before).some(({ from }) => from > 0)) counts.resumed++
    counts.resentBytes += Math.max(0, asked.reduce((sum, { sentBytes }) => sum + sentBytes, 0) - totalBytes)
  }
  publishedSeen = published.length
  got = []
  cutOff = []
}

/** Everything that lies there as a blob is one. */
async function checkBlobs() {
  const blobs = join(home, 'blobs')
  for (const name of await readdir(blobs)) {
    if (!/^[0-9a-f]{2}$/.test(name)) continue
    for (const file of await readdir(join(blobs, name))) {
      if (file.endsWith('.leaves') || checkedFiles.has(file)) continue
      checkedFiles.add(file)
      if (digestOf(await readFile(join(blobs, name, file))) !== file) wrong.push(`blob ${file} is half, or damaged`)
    }
  }
}

/** One life of the process that adds records. */
async function addUntilKilled() {
  const args = [
    resolve('test/crash/add.mjs'),
    join(folder, 'store'),
    String(added.length === 0 ? 0 : added.at(-1) + 1000)
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await lines.next()
  if (first.done) return void wrong.push('the store did not open')
  const found = new Set(JSON.parse(first.value).found)
  for (const number of added) if (!found.has(number)) wrong.push(`record ${number} was confirmed and is lost`)
  setTimeout(() => child.kill('SIGKILL'), random.fraction() * 300)
  for await (const line of { [Symbol.asyncIterator]: () => lines }) {
    added.push(Number(line))
    counts.adds++
  }
  await exited
}

function report() {
  if (counts.gets > MANY_GETS && counts.getsFromCache === 0) wrong.push('nothing that was got was kept')
  if (counts.cutOff > MANY_CUT_OFF && counts.resumed === 0) wrong.push('no download that was cut off was resumed')
  const rows = [
    ['restarts after kill -9', counts.restarts],
    ['confirmed publishes', counts.publishes],
    ['confirmed gets', counts.gets],
    ['  of them in the cache after the restart', counts.getsFromCache],
    ['confirmed adds', counts.adds],
    ['downloads cut off', counts.cutOff],
    ['  of them resumed', counts.resumed],
    ['  bytes the origin sent again, KiB each', Math.round(counts.resentBytes / 1024 / Math.max(1, counts.cutOff))],
    ['lost or wrong', wrong.length]
  ]
  for (const [what, count] of rows) console.log(`${what.padEnd(44)} ${String(count).padStart(8)}`)
  for (const what of wrong.slice(0, 20)) console.error(what)
  process.exitCode = wrong.length === 0 ? 0 : 1
}
