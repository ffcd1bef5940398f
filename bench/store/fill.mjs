// Makes a store in a folder that holds what many authors wrote. `node fill.mjs FOLDER AUTHORS RECORDS_EACH`
import { createMemoryStorage } from '../../dist/store/index.js'
import { contentOf, keyPairOf, openBenchStore, pull, recordType } from './group.mjs'

const [folder, authors, each] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])]
const all = await openBenchStore(keyPairOf('of the one who has all'), { folder })
for (let author = 0; author < authors; author++) {
  const own = await openBenchStore(keyPairOf(author), { storage: createMemoryStorage() })
  await Promise.all(Array.from({ length: each }, (_, index) => own.add(recordType, contentOf(author, index))))
  await pull(all, own)
  await own.close()
  if (author % 100 === 99) console.error(`${author + 1} of ${authors} authors`)
}
const { records } = all.status()
await all.close()
console.log(JSON.stringify({ records }))
