// How often does one content cross the uplink, and how long until five peers have it, beside plain downloads through the
// same shaped origin in the same minute? The last line of stdout is one JSON object. Ends with 1 where any run is not ok.
// `npm run bench -- [--runs 5] [--size MiB] [--rate Mbit/s]`
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { get } from 'node:http'
import { parseArgs, promisify } from 'node:util'
import { systemClock } from '../dist/base/index.js'
import { openDemoOrigin } from '../dist/cli/demo/origin.js'
import { MAX_CROSSINGS } from '../dist/cli/demo/report.js'

const PEERS = 5
const run = promisify(execFile)
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    size: { type: 'string', default: '32' },
    rate: { type: 'string', default: '50' }
  }
})
const runs = Number(values.runs)
const rateMbit = Number(values.rate)
if (!Number.isInteger(runs) || runs < 1) throw new RangeError('--runs must be a whole number above 0')
const contentBytes = Math.ceil(Number(values.size) * 2 ** 20)
const idealMs = (contentBytes * 8) / (rateMbit * 1000)

const crossings = []
const failures = []
for (let i = 0; i < runs; i++) {
  const name = `run ${i + 1} of ${runs}`
  const one = await demo()
  if (one.error !== undefined) {
    failures.push(`${name}: ${one.error.message} (${one.error.code})`)
    continue
  }
  crossings.push(one)
  failures.push(...one.failures.map((failure) => `${name}: ${failure}`))
  if (one.crossings > MAX_CROSSINGS) failures.push(`${name}: ${one.crossings} crossings`)
  console.error(`${name}: ${one.crossings} crossings in ${one.makespanMs} ms`)
}
for (const failure of failures) console.error(failure)
const ok = failures.length === 0 && crossings.length === runs && crossings.every((one) => one.ok)
const plain = await plainDownloads(1)
const direct = await plainDownloads(PEERS)
const makespanRatios = crossings.map((one) => one.makespanMs / idealMs)
console.log(
  JSON.stringify({
    bench: 'one-crossing',
    peers: PEERS,
    bytes: contentBytes,
    rateMbit,
    runs,
    ok,
    failures,
    crossings: summary(crossings.map((one) => one.crossings)),
    makespanByIdeal: summary(makespanRatios),
    firstByteMs: summary(crossings.flatMap((one) => one.firstByteMs)),
    askedInVain: crossings.reduce((sum, one) => sum + one.askedInVain, 0),
    reference: {
      onePlainDownload: plain,
      directDownloadsByAll: direct,
      makespanByOnePlainDownload:
        makespanRatios.length === 0 ? null : round(median(makespanRatios) / plain.makespanByIdeal)
    }
  })
)
if (!ok) process.exitCode = 1

async function demo() {
  const args = ['dist/cli/main.js', 'demo', '--json', '--size', values.size, '--rate', values.rate]
  const { stdout } = await run(process.execPath, args).catch((error) => error)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

/** So many clients at the same instant, none knowing of the others. */
async function plainDownloads(clients) {
  const file = await open(process.execPath)
  const { buffer } = await file.read({ buffer: Buffer.alloc(contentBytes), position: 0 })
  await file.close()
  const origin = await openDemoOrigin({ body: buffer, rateMbit, clock: systemClock })
  const startedMs = systemClock.monotonicMs()
  await Promise.all(Array.from({ length: clients }, () => download(origin.url)))
  const tookMs = systemClock.monotonicMs() - startedMs
  const sentBytes = origin.sentBytes()
  await origin.close()
  return { crossings: round(sentBytes / contentBytes), makespanByIdeal: round(tookMs / idealMs) }
}

function download(url) {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      const hash = createHash('sha256')
      response.on('data', (chunk) => hash.update(chunk))
      response.on('end', resolve)
      response.on('error', reject)
    }).on('error', reject)
  })
}

/** Of what may be nothing, where every run failed. */
function summary(values) {
  if (values.length === 0) return null
  return { median: round(median(values)), worst: round(Math.max(...values)) }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function round(value) {
  return Number(value.toFixed(4))
}
