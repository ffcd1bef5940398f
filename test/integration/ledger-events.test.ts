// What the ledger tells of each transfer at its end: the leader's, which ran for another; the asker's; and readings of the cache.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { LEAF_BYTES, type EndedTransfer } from '../../src/content/index.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = seededRandom(5).bytes(3 * LEAF_BYTES + 17)

let group: ContentNodes
let origin: SlowOrigin
let asker: ContentNode
let leader: ContentNode
let ended: Map<ContentNode, EndedTransfer[]>

beforeEach(async () => {
  // Only one has an uplink, so it goes for the other.
  group = new ContentNodes({ usesUplink: (name) => name === 'leader' })
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: 100_000 })
  asker = await group.add('asker')
  leader = await group.add('leader')
  ended = new Map()
  for (const node of [asker, leader]) {
    const heard: EndedTransfer[] = []
    ended.set(node, heard)
    node.ledger.on('transfer:end', (transfer) => heard.push(transfer))
  }
})
afterEach(async () => {
  await group.close()
  await origin.close()
})

async function get(node: ContentNode): Promise<string> {
  const fetched = await node.content.fetch(origin.url)
  fetched.body.resume()
  return (await fetched.done).digest
}

test('a transfer is told once at its end, by who led it as for others, by who asked as its own', async () => {
  const digest = await get(asker)
  const whole = { url: origin.url, digest, bytes: CONTENT.byteLength, shared: true }
  await eventually(() => {
    expect(ended.get(leader)).toMatchObject([{ ...whole, forOthers: true }])
    expect(ended.get(asker)).toMatchObject([{ ...whole, forOthers: false, sources: { uplink: 0 } }])
  })
  expect(ended.get(leader)?.[0]?.sources.uplink).toBe(CONTENT.byteLength)
  expect(ended.get(asker)?.[0]?.sources.members).toEqual({ [leader.person.peer]: CONTENT.byteLength })
})

test('what is read of the cache is told as it was read: nothing for who left before', async () => {
  await get(asker)
  const ofCache = (): (number | undefined)[] =>
    ended
      .get(asker)
      ?.slice(1)
      .map(({ sources }) => sources.cache) ?? []
  const left = await asker.content.fetch(origin.url)
  left.body.destroy()
  const read = await asker.content.fetch(origin.url)
  read.body.resume()
  await eventually(() => expect(ofCache()).toContain(CONTENT.byteLength))
  expect(ofCache().filter((bytes) => bytes === CONTENT.byteLength)).toHaveLength(1)
  expect(asker.ledger.snapshot().cache.bytesOut).toBeLessThan(2 * CONTENT.byteLength)
})
