// Opens a store that holds much, and asks it. `node start.mjs FOLDER`
import { performance } from 'node:perf_hooks'
import { systemRandom } from '../../dist/base/index.js'
import { percentile, round } from '../statistics.mjs'
import { keyPairOf, openBenchStore } from './group.mjs'
import { peakMib, processorSeconds } from './link.mjs'

const LOOKUPS = 20_000
const SCANS = 20
const [cpu, wall] = [processorSeconds(), performance.now()]
const store = await openBenchStore(keyPairOf('of the one who has all'), { folder: process.argv[2] })
const startS = (performance.now() - wall) / 1000
const startCpuS = processorSeconds() - cpu
const startMib = peakMib()
const all = store.find({ type: 'bench.record' })
const map = new Map(all.map((record) => [record.id, record]))
const ofType = { attribute: 'peerrecordtype', value: 'bench.record' }
const search = (...clauses) => store.search({ and: [ofType, ...clauses] }).next(10)
const times = { lookup: [], plainMap: [], byAttribute: [], indexedSearch: [], fullScan: [], plainScan: [] }
for (let i = 0; i < LOOKUPS; i++) {
  const { id, attributes } = any()
  inTurns(i, [times.lookup, () => store.get(id)], [times.plainMap, () => map.get(id)])
  const { digest } = attributes
  inTurns(
    i,
    [times.byAttribute, () => store.find({ attribute: { name: 'digest', value: digest } })],
    [times.indexedSearch, () => search({ attribute: 'digest', value: digest })]
  )
}
for (let i = 0; i < SCANS; i++) {
  const { createdAtMs } = any() // Of times there is no index.
  inTurns(
    i,
    [times.fullScan, () => search({ attribute: 'peercreationtime', value: new Date(createdAtMs) })],
    [times.plainScan, () => all.filter((record) => record.createdAtMs === createdAtMs)]
  )
}
await store.close()
const spread = (list) => ({ p50: round(percentile(list, 50), 1), p99: round(percentile(list, 99), 1) })
console.log(
  JSON.stringify({
    startWallS: round(startS, 2),
    startCpuS: round(startCpuS, 2),
    startMib: round(startMib, 0),
    lookupUs: spread(times.lookup),
    plainMapUs: spread(times.plainMap),
    byAttributeUs: spread(times.byAttribute),
    indexedSearchUs: spread(times.indexedSearch),
    fullScanMs: round(percentile(times.fullScan, 50) / 1000, 1),
    plainScanMs: round(percentile(times.plainScan, 50) / 1000, 1)
  })
)

function any() {
  return all[Math.floor(systemRandom.fraction() * all.length)]
}

/** Now the one first, now the other: the second finds in the caches what the first has read. */
function inTurns(turn, ...both) {
  for (const [took, work] of turn % 2 === 0 ? both : both.reverse()) took.push(timedUs(work))
}

function timedUs(work) {
  const before = performance.now()
  work()
  return (performance.now() - before) * 1000
}
