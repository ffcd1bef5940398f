// Adds to a store on disk: one after the other, many at once, and ephemeral ones. `node add.mjs FOLDER`
import { performance } from 'node:perf_hooks'
import { round } from '../statistics.mjs'
import { contentOf, keyPairOf, openBenchStore, recordType, signalType } from './group.mjs'

const [ONE_BY_ONE, AT_ONCE, TOGETHER, EPHEMERAL] = [1000, 10_000, 100, 1000]
const store = await openBenchStore(keyPairOf('of the one who adds'), { folder: process.argv[2] })
const perSecond = async (count, work) => {
  const before = performance.now()
  await work(count)
  return round(count / ((performance.now() - before) / 1000), 0)
}
const durable = await perSecond(ONE_BY_ONE, async (count) => {
  for (let i = 0; i < count; i++) await store.add(recordType, contentOf('one by one', i))
})
const durableAtOnce = await perSecond(AT_ONCE, async (count) => {
  for (let i = 0; i < count; i += TOGETHER) {
    await Promise.all(Array.from({ length: TOGETHER }, (_, j) => store.add(recordType, contentOf('at once', i + j))))
  }
})
const ephemeral = await perSecond(EPHEMERAL, async (count) => {
  for (let i = 0; i < count; i++) await store.add(signalType, contentOf('ephemeral', i))
})
await store.close()
console.log(JSON.stringify({ durablePerS: durable, durableAtOncePerS: durableAtOnce, ephemeralPerS: ephemeral }))
