// As a program does that fetches a package list: hundreds of small URLs one after the other, at two members in step.
import { expect, test } from 'vitest'
import { ContentNodes } from '../support/content-nodes.js'
import { openSlowOrigin } from '../support/slow-origin.js'

const URLS = 640
const AT_ONCE = 16

test('hundreds of URLs within two minutes cross once each', async () => {
  const group = new ContentNodes()
  const origin = await openSlowOrigin({ content: new Uint8Array(1000).fill(7) })
  try {
    const nodes = [await group.add('alice'), await group.add('bob')]
    for (let first = 0; first < URLS; first += AT_ONCE) {
      const urls = Array.from({ length: AT_ONCE }, (_, i) => `${origin.url}?${first + i}`)
      await Promise.all(nodes.flatMap((node) => urls.map(async (url) => (await node.content.fetch(url)).done)))
    }
    expect(origin.requests).toHaveLength(URLS)
  } finally {
    await group.close()
    await origin.close()
  }
})
