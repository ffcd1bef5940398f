// Readers who read from each other, over real content servers: the downloader serves one or two of them.
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { LEAF_BYTES, type FetchResult } from '../../src/content/index.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = seededRandom(8).bytes(60 * LEAF_BYTES + 321)
const DIGEST = createHash('sha256').update(CONTENT).digest('hex')

let group: ContentNodes
let origin: SlowOrigin

afterEach(async () => {
  await group.close()
  await origin.close()
})

async function begin(maxReadersPerTransfer: number, members: number): Promise<ContentNode[]> {
  group = new ContentNodes({ maxReadersPerTransfer })
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: 100_000, holdAtBytes: CONTENT.byteLength / 2 })
  const nodes: ContentNode[] = []
  for (let index = 0; index < members; index++) nodes.push(await group.add(`member ${index}`))
  return nodes
}

async function get(node: ContentNode): Promise<FetchResult> {
  const fetched = await node.content.fetch(origin.url)
  const hash = createHash('sha256')
  for await (const chunk of fetched.body) hash.update(chunk as Uint8Array)
  expect(hash.digest('hex')).toBe(DIGEST)
  return fetched.done
}

/** Bytes of content that a node has sent to others. */
function sentBytes(node: ContentNode): number {
  return Object.values(node.ledger.snapshot().lan.outByMember).reduce((sum, bytes) => sum + bytes, 0)
}

function hasHalf(node: ContentNode): boolean {
  const [transfer] = node.content.transfers()
  return transfer !== undefined && transfer.bytes >= CONTENT.byteLength / 2 - 2 * LEAF_BYTES
}

function leads(node: ContentNode): boolean {
  return node.content.transfers()[0]?.state === 'leading'
}

describe.each([1, 2])('six members, each of which serves %i', (maxReaders) => {
  test('all have it, the origin sends it once, and the downloader sends it to no more than that', async () => {
    const nodes = await begin(maxReaders, 6)
    const results = Promise.all(nodes.map(get))
    await eventually(() => expect(nodes.every(hasHalf)).toBe(true))
    const leader = nodes.find(leads)!
    origin.release()
    expect((await results).map(({ digest }) => digest)).toEqual(nodes.map(() => DIGEST))
    expect(origin.sentBytes).toBe(CONTENT.byteLength)
    expect(sentBytes(leader)).toBe(maxReaders * CONTENT.byteLength)
    const relays = nodes.filter((node) => node !== leader && sentBytes(node) > 0)
    expect(relays.length).toBeGreaterThan(0)
  })

  test('a relay is killed in the middle: all others have it, and the origin sends it once', async () => {
    const nodes = await begin(maxReaders, 6)
    const asked = nodes.map((node) => ({ node, result: get(node) }))
    for (const { result } of asked) result.catch(() => {})
    await eventually(() => expect(nodes.every(hasHalf)).toBe(true))
    const relay = nodes.find((node) => !leads(node) && sentBytes(node) > 0)!
    await relay.kill()
    origin.release()
    const living = nodes.filter((node) => node !== relay)
    for (const { node, result } of asked) if (node !== relay) expect((await result).digest).toBe(DIGEST)
    // The one that was cut off goes to the origin itself.
    const uplinkBytes = living.reduce((sum, { ledger }) => sum + ledger.snapshot().uplink.bytesIn, 0)
    expect(uplinkBytes).toBe(CONTENT.byteLength)
  })
})

test('who comes when the transfer is half done is sent on, and reads the beginning from a relay', async () => {
  const nodes = await begin(1, 4)
  const early = nodes.slice(0, 3).map(get)
  await eventually(() => expect(nodes.slice(0, 3).every(hasHalf)).toBe(true))
  const leader = nodes.find(leads)!
  const late = get(nodes[3]!)
  await eventually(() => expect(hasHalf(nodes[3]!)).toBe(true))
  origin.release()
  const { sources } = await late
  await Promise.all(early)
  expect(sources.members[leader.person.peer]).toBeUndefined()
  expect(origin.sentBytes).toBe(CONTENT.byteLength)
})
