// How long from `add` at one node until a record is in the index of each other node of its graph: graphs of 2, 10 and 50 nodes in
// this process, each with its own libp2p over TCP on loopback and its own store on the disk; nodes dial as they do everywhere. One
// record at a time, by each node in turn, a while after the one before has arrived everywhere: it is latency, not throughput. Beside
// each, in turns, the least that telling one other costs here (plain.mjs). One JSON line; ends with 1 where the goal is missed.
// `npm run bench -- propagation [--nodes 2,10,50] [--records 200] [--gap 100] [--settle 90]` (ms, s); so many durable, and as many
// ephemeral ones.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { defineRecordType, keyPairFromSeed, PeerGraph } from '../dist/index.js'
import { openPlain } from './plain.mjs'
import { median, round, spread } from './statistics.mjs'

const GOAL_P99_MS = 250
const DATA_BYTES = 200
const WANTED_NEIGHBOURS = 5
const FORMING_BUDGET_MS = 120_000
const ARRIVING_BUDGET_MS = 30_000
/** As nodes are that have run for a while: code is compiled, links are measured. */
const WARM_UP_RECORDS = 20
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '2,10,50' },
    records: { type: 'string', default: '200' },
    gap: { type: 'string', default: '100' },
    settle: { type: 'string', default: '90' } // In the first minute each dials others now and then.
  }
})
const recordType = (lifetime, ttlMs) =>
  defineRecordType({
    name: `bench.${lifetime}`,
    lifetime,
    maxBytes: 1024,
    ttlMs,
    codec: { encode: (data) => data, decode: (data) => data }
  })
const TYPES = [recordType('durable', 3_600_000), recordType('ephemeral', 60_000)]

const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
const plain = await openPlain(join(folder, 'plain'), DATA_BYTES)
const graphs = []
try {
  for (const count of values.nodes.split(',').map(Number)) graphs.push(await measure(count))
} finally {
  await plain.close()
  await rm(folder, { recursive: true })
}
const ok = graphs.every(({ durable, ephemeral }) => Math.max(durable.p99, ephemeral.p99) < GOAL_P99_MS)
console.log(JSON.stringify({ bench: 'propagation', load: round(loadavg()[0], 2), goalP99Ms: GOAL_P99_MS, ok, graphs }))
if (!ok) process.exitCode = 1

async function measure(count) {
  const nodes = []
  try {
    await formGraph(nodes, count)
    await pause(Number(values.settle) * 1000)
    const shape = shapeOf(nodes)
    console.error(`${count} nodes: ${JSON.stringify(shape)}`)
    const measured = { durable: runs(), ephemeral: runs() }
    for (let i = -WARM_UP_RECORDS; i < Number(values.records); i++) {
      for (const type of TYPES) {
        await pause(Number(values.gap))
        const plainMs = await (type.lifetime === 'durable' ? plain.writtenAndTold() : plain.told())
        const arrivedMs = await arrivals(nodes, nodes[(i + WARM_UP_RECORDS) % count], type)
        if (i < 0) continue
        measured[type.lifetime].plainMs.push(plainMs)
        measured[type.lifetime].eachMs.push(...arrivedMs)
        measured[type.lifetime].lastMs.push(Math.max(...arrivedMs))
      }
    }
    const result = { ...shape, durable: summary(measured.durable), ephemeral: summary(measured.ephemeral) }
    console.error(JSON.stringify(result))
    return result
  } finally {
    for (const node of nodes) await node.close()
  }
}

function runs() {
  return { eachMs: [], lastMs: [], plainMs: [] }
}

/** `last`: until the record is at the last node. */
function summary({ eachMs, lastMs, plainMs }) {
  return {
    ...spread(eachMs),
    last: spread(lastMs),
    plain: spread(plainMs),
    medianByPlain: round(median(eachMs) / median(plainMs), 2)
  }
}

/** Each node after the first is told one earlier one; the rest they find as nodes do. */
async function formGraph(nodes, count) {
  const graphId = `bench ${count} ${randomBytes(8).toString('hex')}`
  for (let i = 0; i < count; i++) {
    const options = { graphId, keyPair: keyPairFromSeed(randomBytes(32)), mdns: false }
    const place = { ...options, folder: join(folder, `${count}-${i}`) }
    const node = i === 0 ? await PeerGraph.create(place) : (await PeerGraph.open(place)).graph
    nodes.push(node)
    for (const type of TYPES) node.records.declare(type)
    if (i > 0) {
      node.connect(nodes[(i - 1) >> 1].addresses[0])
      await until(() => node.status.synchronised)
    }
    await node.listen({ scope: 'loopback' })
  }
  const wanted = Math.min(WANTED_NEIGHBOURS, count - 1)
  await until(() => nodes.every((node) => node.nodes().count === count && neighboursOf(node).length >= wanted))
}

/** Ms until the record is in the index of each other node. */
async function arrivals(nodes, author, type) {
  const arrivedMs = []
  const startedMs = performance.now()
  const unlisten = nodes
    .filter((node) => node !== author)
    .map((node) =>
      node.records.on('record:add', (record) => {
        if (record.type === type.name) arrivedMs.push(performance.now() - startedMs)
      })
    )
  await author.records.add(type, { data: randomBytes(DATA_BYTES) })
  await until(() => arrivedMs.length === unlisten.length, ARRIVING_BUDGET_MS)
  for (const off of unlisten) off()
  return arrivedMs
}

function neighboursOf(node) {
  return node.connections({ kinds: ['neighbour'] }).next(Infinity)
}

/** How many neighbours nodes have, and how many links lie between two of them. */
function shapeOf(nodes) {
  const linked = new Map(nodes.map((node) => [node.peer, neighboursOf(node).map(({ peer }) => peer)]))
  const hops = []
  for (const { peer } of nodes) {
    const at = new Map([[peer, 0]])
    for (const [from, distance] of at) {
      for (const to of linked.get(from)) if (!at.has(to)) at.set(to, distance + 1)
    }
    hops.push(...[...at.values()].slice(1))
  }
  const degrees = [...linked.values()].map(({ length }) => length)
  return {
    nodes: nodes.length,
    neighbours: { median: median(degrees), most: Math.max(...degrees) },
    hops: { mean: round(hops.reduce((sum, one) => sum + one, 0) / hops.length, 2), most: Math.max(...hops) }
  }
}

async function until(isSo, budgetMs = FORMING_BUDGET_MS) {
  const endMs = performance.now() + budgetMs
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error(`it did not come to that within ${budgetMs} ms`)
    await pause(20)
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
