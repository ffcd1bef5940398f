// Downloads that were cut off and are asked for again: what the origin sends meanwhile may be another version.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { claimType, readClaim } from '../../src/content/claims.js'
import { LEAF_BYTES } from '../../src/content/index.js'
import { normaliseUrl, urlKey } from '../../src/content/url-key.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openRangeOrigin, type RangeOrigin } from '../support/range-origin.js'

const OLD = seededRandom(1).bytes(9 * LEAF_BYTES + 5)
const NEW = seededRandom(2).bytes(OLD.byteLength)
let group: ContentNodes
let origin: RangeOrigin
beforeEach(() => {
  group = new ContentNodes()
})
afterEach(async () => {
  await group.close()
  await origin.close()
})

async function digestOf(node: ContentNode): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of (await node.content.fetch(origin.url)).body) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** What was cut off rests on disk. @returns how much of it */
async function resting(node: ContentNode): Promise<number> {
  const left = (): number => node.blobs.resumable(urlKey(URL_HASH_KEY, normaliseUrl(origin.url)))?.bytes ?? 0
  await eventually(() => expect(left()).toBeGreaterThan(0))
  return left()
}

/** The node has the first leaves of the old version, and knows what its origin said. */
async function cutOff(): Promise<ContentNode> {
  // The second answer, to a range, brings less than a leaf: then the node gives up.
  origin = await openRangeOrigin({ content: OLD, breaksAfterBytes: [4 * LEAF_BYTES + 9, 1000, 1000] })
  const node = await group.add('alice')
  await expect(digestOf(node)).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  await resting(node)
  return node
}

test('what is left is gone on from, and claims tell how far it is', async () => {
  const node = await cutOff()
  const bytes = await resting(node)
  origin.change({ breaksAfterBytes: [] })
  expect(await digestOf(node)).toBe(createHash('sha256').update(OLD).digest('hex'))
  expect(origin.requests[2]).toMatchObject({ range: `bytes=${bytes}-` })
  const claims = () => node.store.find({ type: claimType.name }).map((record) => readClaim(record)?.verifiedBytes)
  await eventually(() => expect(claims()).toEqual([OLD.byteLength]))
})

test('two versions are never mixed, though the line breaks before they could be compared', async () => {
  const node = await cutOff()
  origin.change({ content: NEW, etag: '"v2"' })
  await expect(digestOf(node)).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  await resting(node)
  expect(await digestOf(node)).toBe(createHash('sha256').update(NEW).digest('hex'))
})
