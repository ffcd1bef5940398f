// What must not stay when a crossing is over, and what must not be read when nobody wants it.
import { createHash } from 'node:crypto'
import { readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, systemClock, type Clock } from '../../src/base/index.js'
import { readClaim, claimType } from '../../src/content/claims.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

/** The same times, ten times as fast: what is over after seconds is over in a test's patience. */
const quickClock: Clock = {
  ...systemClock,
  // Only the long ones: what decides between members in milliseconds stays.
  setTimer: (delayMs, fire) => systemClock.setTimer(delayMs >= 5_000 ? delayMs / 10 : delayMs, fire)
}

let group: ContentNodes
let origin: SlowOrigin
beforeEach(() => {
  group = new ContentNodes({ clock: quickClock })
})
afterEach(async () => {
  await group.close()
  await origin.close()
})

async function digestOf(node: ContentNode, url: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of (await node.content.fetch(url)).body) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

test.each([0, 1, 1000, 128 * 1024, 128 * 1024 + 1])(
  'content of %d bytes reaches three members with one request',
  async (bytes) => {
    const content = seededRandom(bytes).bytes(bytes)
    origin = await openSlowOrigin({ content })
    const nodes = [await group.add('one'), await group.add('two'), await group.add('three')]
    const digests = await Promise.all(nodes.map((node) => digestOf(node, origin.url)))
    expect(new Set(digests)).toEqual(new Set([createHash('sha256').update(content).digest('hex')]))
    expect(origin.requests).toHaveLength(1)
  }
)

test('the leader’s crossing is over some seconds after the whole is here, and its claim says so', async () => {
  origin = await openSlowOrigin({ content: seededRandom(1).bytes(300_000) })
  const node = await group.add('one')
  await digestOf(node, origin.url)
  expect(node.content.transfers()).toHaveLength(1)
  await eventually(() => expect(node.content.transfers()).toEqual([]))
  const claims = node.store.find({ type: claimType.name }).map((record) => readClaim(record)?.end)
  expect(claims).toEqual(['complete'])
})

test.each([
  ['what may never end', {}],
  ['what is for its asker alone', { 'cache-control': 'no-store', 'content-length': 2 ** 30 }]
])('%s is given up when nobody reads it any more', async (_what, headers) => {
  let sent = 0
  origin = await openSlowOrigin({
    content: new Uint8Array(),
    answer: (_request, response) => {
      response.writeHead(200, headers)
      const timer = setInterval(() => {
        sent += 10_000
        response.write(Buffer.alloc(10_000))
      }, 10)
      response.on('close', () => clearInterval(timer))
      return true
    }
  })
  const node = await group.add('one')
  const { body, done } = await node.content.fetch(origin.url)
  done.catch(() => {})
  body.destroy()
  await eventually(() => expect(node.content.transfers()).toEqual([]))
  await eventually(() => expect(node.blobs.usage().bytes).toBe(0))
  expect(sent).toBeGreaterThan(0)
})

test.each(['removed', 'damaged', 'cut'] as const)('a blob whose file was %s is got anew', async (how) => {
  const content = seededRandom(2).bytes(100_000)
  origin = await openSlowOrigin({ content, headers: { 'cache-control': 'max-age=60' } })
  const node = await group.add('one')
  const right = await digestOf(node, origin.url)
  await eventually(() => expect(node.content.transfers()).toEqual([]))
  const folder = join(node.directory, right.slice(0, 2))
  expect(await readdir(folder)).toContain(right)
  const path = join(folder, right)
  if (how === 'removed') await rm(path)
  else if (how === 'cut') await truncate(path, 1000)
  else await writeFile(path, seededRandom(3).bytes(100_000))
  expect(await digestOf(node, origin.url)).toBe(right)
  expect(origin.requests).toHaveLength(2)
})
