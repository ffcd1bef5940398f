// How the line of a relay is shared where `relay.bytesPerSecond` sets a limit: what people wait for, uploads and downloads of members, all of
// which want more than there is, over real connections with TLS between members, on loopback. Then downloads alone, of a member with
// eight connections beside one with one. Counted by the relay in so many seconds: ratios of bytes, and what all had of the limit.
// `node --import ./scripts/typescript.mjs bench/relay-classes.mjs [--limit 4] [--seconds 10] [--rounds 5]` (MiB/s).
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { INTERACTIVE_BYTES } from '../src/flows/relay/defaults.js'
import { RelayNodes } from '../test/support/relay-nodes.js'
import { summary } from './statistics.mjs'

const MIB = 2 ** 20
const SETTLE_MS = 2_000
const CHUNK = Buffer.alloc(64 * 1024)
const { values } = parseArgs({
  options: {
    limit: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' }
  }
})
const [limit, seconds, rounds] = [Number(values.limit) * MIB, Number(values.seconds), Number(values.rounds)]
const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
const server = createServer((socket) => void pipeline(Readable.from(endless()), socket).catch(() => {}))
await once(server.listen(0, '127.0.0.1'), 'listening')
const ratios = { interactiveByBulk: [], uploadByBulk: [], ofLimit: [], manyByOne: [] }
for (let i = 0; i < rounds; i++) {
  const { interactive, upload, bulk } = await ofClasses()
  ratios.interactiveByBulk.push(interactive / bulk)
  ratios.uploadByBulk.push(upload / bulk)
  ratios.ofLimit.push((interactive + upload + bulk) / (limit * seconds))
  ratios.manyByOne.push(await ofMembers())
  console.error(`round ${i + 1}: ${JSON.stringify(Object.entries(ratios).map(([of, all]) => [of, all.at(-1)]))}`)
}
server.close()
const summaries = Object.entries(ratios).map(([of, all]) => [of, { ...summary(all), least: Math.min(...all) }])
console.log(JSON.stringify({ bench: 'relay-classes', limit, seconds, rounds, ...Object.fromEntries(summaries) }))

/** Bytes of each class, of one member. */
async function ofClasses() {
  return await among(['alice'], async (relay, [asker], stop) => {
    const busy = [download(asker, stop), upload(relay, asker, stop), ...[1, 2, 3, 4].map(() => pages(asker, stop))]
    const before = await settled(() => relay.carried.status().byClass)
    await pause(seconds * 1_000)
    const { byClass } = relay.carried.status()
    const moved = Object.fromEntries(Object.entries(byClass).map(([name, bytes]) => [name, bytes - before[name]]))
    return { busy, result: moved }
  })
}

/** Of a member with eight downloads by one with one. */
async function ofMembers() {
  return await among(['alice', 'carol'], async (relay, [many, one], stop) => {
    const busy = [download(one, stop), ...Array.from({ length: 8 }, () => download(many, stop))]
    const bytesOf = () => new Map(relay.carried.status().members.map(({ peer, bytes }) => [peer, bytes]))
    const isBulk = () => [many, one].every(({ person }) => bytesOf().get(person.peer) > 8 * INTERACTIVE_BYTES)
    while (!isBulk()) await pause(100)
    const before = await settled(bytesOf)
    await pause(seconds * 1_000)
    const after = bytesOf()
    const moved = ({ person: { peer } }) => after.get(peer) - before.get(peer)
    return { busy, result: moved(many) / moved(one) }
  })
}

async function among(names, work) {
  const nodes = new RelayNodes()
  const stop = new AbortController()
  const relay = await nodes.add('bob', { bytesPerSecond: limit, origins: { resolve } })
  const askers = []
  for (const name of names) askers.push(await nodes.add(name, { usesUplink: false, carries: false }))
  try {
    const { busy, result } = await work(relay, askers, stop.signal)
    stop.abort()
    await Promise.allSettled(busy)
    return result
  } finally {
    stop.abort()
    await nodes.close()
  }
}

async function settled(look) {
  await pause(SETTLE_MS)
  return look()
}

async function download({ origins }, signal) {
  const tunnel = await origins.tunnel('origin.example', server.address().port)
  await pipeline(tunnel, nothing(), { signal })
}

/** Connections that end before they are downloads. */
async function pages({ origins }, signal) {
  while (!signal.aborted) {
    const tunnel = await origins.tunnel('origin.example', server.address().port)
    let bytes = 0
    for await (const chunk of tunnel) {
      bytes += chunk.byteLength
      if (bytes >= INTERACTIVE_BYTES / 2 || signal.aborted) break
    }
  }
}

async function upload({ carried }, { person }, signal) {
  await pipeline(carried.uploading(endless(), person.peer, signal), nothing(), { signal })
}

function nothing() {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

async function* endless() {
  for (;;) yield CHUNK
}
