// Members that may not, or cannot, reach the origin get everything through the others.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { ORIGIN_CONNECT_BUDGET_MS } from '../../src/content/defaults.js'
import { ContentError, LEAF_BYTES, type FetchResult } from '../../src/content/index.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = seededRandom(4).bytes(9 * LEAF_BYTES + 77)
const DIGEST = createHash('sha256').update(CONTENT).digest('hex')

let group: ContentNodes
let origin: SlowOrigin

afterEach(async () => {
  await group.close()
  await origin.close()
})

/** Members whose name begins with `offline` may not use their uplink. */
async function begin(names: readonly string[]): Promise<ContentNode[]> {
  origin = await openSlowOrigin({ content: CONTENT })
  group = new ContentNodes({ usesUplink: (name) => !name.startsWith('offline') })
  const nodes: ContentNode[] = []
  for (const name of names) nodes.push(await group.add(name))
  return nodes
}

async function get(node: ContentNode): Promise<FetchResult> {
  const { body, done } = await node.content.fetch(origin.url)
  body.resume()
  return done
}

test('those without ask, one with an uplink goes, and the origin sends every byte once', async () => {
  const nodes = await begin(['offline 1', 'offline 2', 'online', 'offline 3'])
  const offline = nodes.filter((_node, index) => index !== 2)
  const results = await Promise.all(offline.map(get))
  expect(results.map(({ digest }) => digest)).toEqual([DIGEST, DIGEST, DIGEST])
  expect(results.map(({ sources }) => sources.uplink)).toEqual([0, 0, 0])
  expect(origin.sentBytes).toBe(CONTENT.byteLength)
})

test('the others learn of it from presence, so nobody waits for a member that cannot go', async () => {
  const nodes = await begin(['offline 1', 'online'])
  await eventually(() => expect(nodes[0]!.announced.uplink).toBe('no'))
})

test('URLs of others that lead nowhere say nothing of the uplink of who tries them', async () => {
  const [offline, online] = await begin(['offline', 'online'])
  let tried = 0
  const deaf = [0, 1].map(() =>
    createServer((socket) =>
      socket
        .resume()
        .on('error', () => {})
        .on('close', () => tried++)
    )
  )
  for (const server of deaf) {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    offline!.content.fetch(`https://127.0.0.1:${port}/`).catch(() => {}) // No TLS ever comes.
  }
  await eventually(() => expect(tried).toBe(2), 2 * ORIGIN_CONNECT_BUDGET_MS)
  await eventually(() => expect(online!.content.transfers()).toEqual([]))
  expect(online!.announced.uplink).toBe('unknown')
  for (const server of deaf) server.close()
})

test.each([1, 2, 3, 4])(
  'what is at a host that was silent to one’s own line is left to the others at once (%i)',
  async (path) => {
    const [alice] = await begin(['alice', 'bob'])
    const url = `${origin.url}?${path}` // Either of them would be the first to go for some.
    alice!.line.tried(url, new ContentError('ORIGIN_UNREACHABLE', 'it did not connect'))
    const { body, done } = await alice!.content.fetch(url)
    body.resume()
    expect((await done).sources).toMatchObject({ uplink: 0 })
    expect(alice!.announced.uplink).toBe('unknown')
  }
)

test('where nobody has one the error says so', async () => {
  const [node] = await begin(['offline 1', 'offline 2'])
  await expect(node!.content.fetch(origin.url)).rejects.toMatchObject({ code: 'NO_UPLINK' })
  expect(origin.requests).toEqual([])
})

test('one that cannot keep it does not go itself for who asks when its first bytes have gone by', async () => {
  const large = Buffer.alloc(24 * 2 ** 20, 'large')
  origin = await openSlowOrigin({ content: large })
  group = new ContentNodes({ usesUplink: (name) => name === 'online' })
  await group.add('online')
  const offline = await group.add('offline', 2 ** 20)
  const { body, done } = await offline.content.fetch(origin.url)
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  // More than the disk and the window in memory hold, and so much is left that it still runs.
  for (let bytes = 0; bytes < 12 * 2 ** 20;) bytes += ((await chunks.next()).value as Buffer).byteLength
  await expect(offline.content.fetch(origin.url)).rejects.toMatchObject({ code: 'NO_UPLINK' })
  while ((await chunks.next()).done !== true);
  expect(await done).toMatchObject({ kept: false, bytes: large.byteLength })
  expect(origin.sentBytes).toBe(large.byteLength)
})
