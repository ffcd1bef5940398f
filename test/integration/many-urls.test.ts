// As a program does that fetches a package list: hundreds of small URLs one after the other, at two members in step.
import { expect, test } from 'vitest'
import { ContentNodes } from '../support/content-nodes.js'
import { openSlowOrigin } from '../support/slow-origin.js'

const URLS = 640
const AT_ONCE = 16

test('hundreds of URLs within two minutes cross once each', async () => {
  const group = new ContentNodes()
  const headers = { 'cache-control': 'max-age=600' }
  const origin = await openSlowOrigin({ content: new Uint8Array(1000).fill(7), headers })
  try {
    const nodes = [await group.add('alice'), await group.add('bob')]
    for (let first = 0; first < URLS; first += AT_ONCE) {
      const urls = Array.from({ length: AT_ONCE }, (_, i) => `${origin.url}?${first + i}`)
      await Promise.all(nodes.flatMap((node) => urls.map(async (url) => (await node.content.fetch(url)).done)))
    }
    // On a machine that is busy just then a claim may come after the 300 ms: then both go. Without room for claims a fifth did.
    expect(origin.requests.length).toBeLessThan(URLS * 1.05)
  } finally {
    await group.close()
    await origin.close()
  }
})
