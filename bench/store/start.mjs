// Opens a store that holds much, and asks it. `node start.mjs FOLDER`
import { performance } from 'node:perf_hooks'
import { systemRandom } from '../../dist/base/index.js'
import { percentile, round } from '../statistics.mjs'
import { keyPairOf, openBenchStore } from './group.mjs'
import { peakMib, processorSeconds } from './link.mjs'

const LOOKUPS = 20_000
const [cpu, wall] = [processorSeconds(), performance.now()]
const store = await openBenchStore(keyPairOf('of the one who has all'), { folder: process.argv[2] })
const startS = (performance.now() - wall) / 1000
const startCpuS = processorSeconds() - cpu
const startMib = peakMib()
const all = store.find({ type: 'bench.record' })
const map = new Map(all.map((record) => [record.id, record]))
const times = { lookup: [], plainMap: [], byAttribute: [], searchRange: [] }
for (let i = 0; i < LOOKUPS; i++) {
  const { id, attributes } = all[Math.floor(systemRandom.fraction() * all.length)]
  times.plainMap.push(timedUs(() => map.get(id)))
  times.lookup.push(timedUs(() => store.get(id)))
  times.byAttribute.push(timedUs(() => store.find({ attribute: { name: 'digest', value: attributes.digest } })))
}
const scans = Array.from(
  { length: 5 },
  () => timedUs(() => all.filter((record) => record.attributes.size % 7 === 3)) / 1000
)
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
    plainScanMs: round(percentile(scans, 50), 1)
  })
)

function timedUs(work) {
  const before = performance.now()
  work()
  return (performance.now() - before) * 1000
}
