// How long from `add` at one node until the record is in the index of its neighbour, over real libp2p on loopback: fsync,
// signature, link, checks. Beside it, in turns, the least that a durable, told thing costs here: as many bytes appended to a
// file with fdatasync, then sent over a TCP connection. `node bench/record-visible.mjs [--records 500]`, after a build.
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { defineRecordType } from '../dist/record/index.js'
import { openNodes } from './nodes.mjs'
import { openPlain } from './plain.mjs'
import { median, round, spread } from './statistics.mjs'

const DATA_BYTES = 200
const { values } = parseArgs({ options: { records: { type: 'string', default: '500' } } })
const records = Number(values.records)
const type = defineRecordType({
  name: 'bench.record',
  lifetime: 'durable',
  maxBytes: 1024,
  ttlMs: 3_600_000,
  indexed: [],
  codec: { encode: (data) => data, decode: (data) => data }
})
const { nodes, homes, close } = await openNodes(['alice', 'bob'])
const [alice, bob] = nodes.map((node) => node.group(undefined).group.store)
const plain = await openPlain(join(homes[0], 'plain'), DATA_BYTES)
const visibleMs = []
const confirmedMs = []
const plainMs = []
try {
  for (let i = 0; i < records; i++) {
    const startedMs = performance.now()
    let seen
    const arrived = new Promise((resolve) => (seen = resolve))
    const off = bob.on('record:add', (record) => record.type === type.name && seen(performance.now()))
    await alice.add(type, { data: new Uint8Array(DATA_BYTES).fill(i % 256) })
    confirmedMs.push(performance.now() - startedMs)
    visibleMs.push((await arrived) - startedMs)
    off()
    plainMs.push(await plain.writtenAndTold())
  }
} finally {
  await plain.close()
  await close()
}
console.log(
  JSON.stringify({
    bench: 'record-visible',
    records,
    visibleMs: spread(visibleMs),
    confirmedMs: spread(confirmedMs),
    plainMs: spread(plainMs),
    medianByPlain: round(median(visibleMs) / median(plainMs), 2)
  })
)
