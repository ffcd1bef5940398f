// A new member: synchronises everything into an empty folder, then once more as an equal. `node fresh.mjs FOLDER PORT`
import { once } from 'node:events'
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import { round } from '../statistics.mjs'
import { keyPairOf, openBenchStore } from './group.mjs'
import { peakMib, processorSeconds, talk } from './link.mjs'

const EQUAL_ROUNDS = 5
const store = await openBenchStore(keyPairOf('of the new one'), { folder: process.argv[2] })
const socket = connect({ host: '127.0.0.1', port: Number(process.argv[3]) })
await once(socket, 'connect')
let done = () => {}
const link = talk(store, socket, { onSynchronised: () => done() })
const first = await oneRound()
const { records } = store.status()
const equal = []
for (let i = 0; i < EQUAL_ROUNDS; i++) equal.push(await oneRound())
const livingBytes = store.find({ type: 'bench.record' }).reduce((sum, record) => sum + sizeOf(record), 0)
socket.destroy()
await store.close()
equal.sort((a, b) => a.cpuS - b.cpuS)
console.log(
  JSON.stringify({
    records,
    freshCpuS: round(first.cpuS, 2),
    freshWallS: round(first.wallS, 2),
    freshMib: round(peakMib(), 0),
    wireBytes: first.bytes,
    livingBytes,
    wireByLiving: round(first.bytes / livingBytes, 2),
    equalRoundCpuMs: round(equal[2].cpuS * 1000, 1),
    equalRoundBytes: equal[2].bytes
  })
)

/** What its writer said: data, and names and values of attributes. */
function sizeOf({ data, attributes }) {
  return Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + name.length + (typeof value === 'string' ? value.length : 8),
    data.byteLength
  )
}

async function oneRound() {
  const [cpu, wall, bytes] = [processorSeconds(), performance.now(), link.receivedBytes]
  const ended = new Promise((resolve) => (done = resolve))
  link.session.startRound()
  await ended
  return { cpuS: processorSeconds() - cpu, wallS: (performance.now() - wall) / 1000, bytes: link.receivedBytes - bytes }
}
