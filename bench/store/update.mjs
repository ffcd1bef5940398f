// Very many updates of few records: what is left on the disk and in memory. `node update.mjs FOLDER UPDATES LIVING`
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { systemRandom } from '../../dist/base/index.js'
import { round } from '../statistics.mjs'
import { contentOf, keyPairOf, openBenchStore, recordType } from './group.mjs'
import { peakMib, processorSeconds } from './link.mjs'

const TOGETHER = 100
const [folder, updates, living] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])]
const store = await openBenchStore(keyPairOf('of the one who updates'), { folder })
const ids = []
for (let i = 0; i < living; i += TOGETHER) {
  const added = Array.from({ length: TOGETHER }, (_, j) => store.add(recordType, contentOf('update', i + j)))
  ids.push(...(await Promise.all(added)).map(({ id }) => id))
}
const livingStoreBytes = store.status().ownBytes
const before = performance.now()
let worstMib = 0
for (let i = 0; i < updates; i += TOGETHER) {
  const together = Array.from({ length: TOGETHER }, (_, j) => {
    const at = Math.floor(systemRandom.fraction() * ids.length)
    return store.update(recordType, ids[at], contentOf('update', at, i + j + 1))
  })
  await Promise.all(together)
  worstMib = Math.max(worstMib, process.memoryUsage.rss() / 2 ** 20)
  if (i % 100_000 === 0) console.error(`${i} of ${updates} updates, ${round(worstMib, 0)} MiB`)
}
const wallS = (performance.now() - before) / 1000
const status = store.status()
const endMib = process.memoryUsage.rss() / 2 ** 20
await store.close()
const files = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size))
const diskBytes = files.reduce((sum, size) => sum + size, 0)
console.log(
  JSON.stringify({
    updates,
    records: status.records,
    updatesPerS: round(updates / wallS, 0),
    cpuS: round(processorSeconds(), 1),
    livingBytes: livingStoreBytes,
    diskBytes,
    diskByLiving: round(diskBytes / livingStoreBytes, 2),
    shards: status.shards,
    endMib: round(endMib, 0),
    peakMib: round(peakMib(), 0)
  })
)
