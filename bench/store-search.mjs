// How long the store's index takes among many records: by id, by indexed attribute, ranges, beginnings, and looking at all of them.
// Beside each, in turns, a plain Map, or a filter over a plain array of the same records; and what an index of 1,000 authors' records
// costs in memory and time. `node bench/store-search.mjs [--records 100000] [--times 2000]`, after a build. One JSON line.
import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { RecordIndex } from '../dist/store/record-index.js'
import { searchRecords } from '../dist/store/search/search.js'
import { median, percentile, round } from './statistics.mjs'

const AUTHORS = 1000
const SCANS = 20
const TYPE = 'app.bench.note'
const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, times: { type: 'string', default: '2000' } }
})
const times = Number(values.times)
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

const records = Array.from({ length: Number(values.records) }, (_, i) => recordOf(i))
const map = new Map(records.map((record) => [record.id, record]))
const bytesBefore = heapBytes()
const index = new RecordIndex()
index.indexAttributes(TYPE, ['digest', 'tag', 'size', 'due'])
const startedMs = performance.now()
for (const record of records) index.set(record)
const addUs = ((performance.now() - startedMs) * 1000) / records.length
const indexBytes = heapBytes() - bytesBefore

const isOfType = { attribute: 'peerrecordtype', value: TYPE }
const firstRangeMs = timedUs(() => search({ attribute: 'digest', value: { pattern: 'ab*' } })) / 1000
const any = (list) => list[Math.floor(Math.random() * list.length)]
const say = {
  byId: inTurns(
    times,
    () => any(records).id,
    (id) => index.get(id),
    (id) => map.get(id)
  ),
  indexed: inTurns(
    times,
    () => any(records).attributes.digest,
    (value) => search({ attribute: 'digest', value })
  ),
  hundred: inTurns(
    times,
    () => any(records).attributes.tag,
    (value) => search({ attribute: 'tag', value })
  ),
  creator: inTurns(
    times,
    () => any(records).creator,
    (value) => search({ attribute: 'peercreatorid', value })
  ),
  range: inTurns(
    times,
    () => any(records).attributes.size,
    (value) =>
      search(
        { attribute: 'size', compare: 'greaterorequal', value },
        { attribute: 'size', compare: 'less', value: value + 10 }
      )
  ),
  beginning: inTurns(
    times,
    () => any(records).attributes.digest.slice(0, 3),
    (text) => search({ attribute: 'digest', value: { pattern: `${text}*` } })
  ),
  scanNumber: inTurns(
    SCANS,
    () => any(records).attributes.plain,
    (value) => search({ attribute: 'plain', value }),
    (value) => records.filter(({ attributes }) => attributes.plain === value)
  ),
  scanTime: inTurns(
    SCANS,
    () => any(records).createdAtMs,
    (ms) => search({ attribute: 'peercreationtime', value: new Date(ms) }),
    (ms) => records.filter(({ createdAtMs }) => createdAtMs === ms)
  ),
  scanPattern: inTurns(
    SCANS,
    () => any(records).attributes.title.slice(3, 9),
    (text) => search({ attribute: 'title', value: { pattern: `*${text}*` } }),
    (text) => records.filter(({ attributes }) => attributes.title.includes(text))
  ),
  page: inTurns(
    SCANS,
    () => any(records).id,
    (after) => searchRecords(index, isOfType, { after, limit: 100 })
  ),
  everything: inTurns(
    3,
    () => isOfType,
    (criteria) => searchRecords(index, criteria),
    () => [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
  )
}
console.log(
  JSON.stringify({
    bench: 'store-search',
    records: records.length,
    addUs: round(addUs, 2),
    indexMiB: round(indexBytes / 2 ** 20, 1),
    firstRangeMs: round(firstRangeMs, 1),
    ...say
  })
)

function search(...clauses) {
  return searchRecords(index, { and: [isOfType, ...clauses] })
}

function recordOf(i) {
  const digest = createHash('sha256').update(String(i)).digest('hex')
  const creator = `12D3KooW${createHash('sha256')
    .update(`author ${i % AUTHORS}`)
    .digest('hex')
    .slice(0, 44)}`
  const createdAtMs = 1_790_000_000_000 + i * 1000
  return {
    id: createHash('sha256').update(`id ${i}`).digest('hex'),
    type: TYPE,
    creator,
    lastModifiedBy: creator,
    version: 1,
    createdAtMs,
    modifiedAtMs: createdAtMs,
    expiresAtMs: createdAtMs + 86_400_000,
    deleted: false,
    attributes: {
      digest,
      tag: `tag ${i % 1000}`,
      size: i,
      due: new Date(createdAtMs),
      plain: i % 5000,
      title: `note ${digest.slice(0, 20)}`
    },
    data: new Uint8Array()
  }
}

/** Ours and a plain one by turns, each time for something else. */
function inTurns(count, choose, ours, plain) {
  const took = { ours: [], plain: [] }
  for (let i = 0; i < count; i++) {
    const chosen = choose()
    // Now the one first, now the other: the second finds in the caches what the first has read.
    if (plain !== undefined && i % 2 === 0) took.plain.push(timedUs(() => plain(chosen)))
    took.ours.push(timedUs(() => ours(chosen)))
    if (plain !== undefined && i % 2 === 1) took.plain.push(timedUs(() => plain(chosen)))
  }
  return {
    p50Us: round(median(took.ours), 1),
    p99Us: round(percentile(took.ours, 99), 1),
    ...(plain !== undefined && { byPlain: round(median(took.ours) / median(took.plain), 2) })
  }
}

function timedUs(act) {
  const startedMs = performance.now()
  act()
  return (performance.now() - startedMs) * 1000
}

function heapBytes() {
  collect()
  return process.memoryUsage().heapUsed
}
