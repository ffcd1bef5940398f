// So many readers in one process, with the key of one member: what they are told to read they throw away. A child of
// serve-rss.mjs. `readers.mjs HOME READERS`; says {} when it has begun, and to each message {member, bytes, digest} or
// {member, bytes, transferId} when all have all; or {error}.
import '../dist/base/polyfill.js'
import { silentLogger, systemClock } from '../dist/base/index.js'
import { RANGE_LEAVES, RANGES_PER_HOLDER } from '../dist/content/crossing-defaults.js'
import { createAliasClient, LEAF_BYTES } from '../dist/content/index.js'
import { loadIdentity } from '../dist/group/index.js'

const RANGE_BYTES = RANGE_LEAVES * LEAF_BYTES
const [home, count] = process.argv.slice(2)
const { keyPair } = await loadIdentity(home)
const client = createAliasClient({ keyPair, clock: systemClock, logger: silentLogger })

process.on('disconnect', () => process.exit(0))
process.on('message', (wanted) => {
  const read = wanted.digest === undefined ? readAlong : readBlob
  Promise.all(Array.from({ length: Number(count) }, () => read(wanted))).then(
    () => process.send({}),
    (error) => process.send({ error: error.stack })
  )
})
process.send({})

/** Range by range, so many at once as a member that copies has under way. */
async function readBlob({ member, bytes, digest }) {
  let next = 0
  const lane = async () => {
    while (next < bytes) {
      const start = next
      const end = Math.min(bytes, start + RANGE_BYTES)
      next = end
      await drain(await client.blobRange(member, digest, { start, end }), end - start)
    }
  }
  await Promise.all(Array.from({ length: RANGES_PER_HOLDER }, lane))
}

/** Bytes and list, as a member that follows. */
async function readAlong({ member, bytes, transferId }) {
  const answer = await client.transferBytes(member, transferId, 0)
  if (answer.type !== 'attached') throw new Error(`sent on to ${answer.to}`)
  const parts = await client.transferParts(member, transferId)
  await Promise.all([drain(answer.body, bytes), drain(parts)])
}

async function drain(chunks, expectedBytes) {
  let bytes = 0
  for await (const chunk of chunks) bytes += chunk.byteLength
  if (expectedBytes !== undefined && bytes !== expectedBytes) throw new Error(`${bytes} of ${expectedBytes} bytes came`)
}
