// As a program does that fetches a package list: hundreds of small URLs one after the other, at two members in step.
import { expect, test } from 'vitest'
import { ContentNodes } from '../support/content-nodes.js'
import { openSlowOrigin } from '../support/slow-origin.js'

const URLS = 640

test.each([16, 320])('hundreds of URLs within two minutes, %d at once, cross once each', async (atOnce) => {
  const group = new ContentNodes()
  const headers = { 'cache-control': 'max-age=600' }
  const origin = await openSlowOrigin({ content: new Uint8Array(1000).fill(7), headers })
  try {
    const nodes = [await group.add('alice'), await group.add('bob')]
    for (let first = 0; first < URLS; first += atOnce) {
      const urls = Array.from({ length: atOnce }, (_, i) => `${origin.url}?${first + i}`)
      await Promise.all(nodes.flatMap((node) => urls.map(async (url) => (await node.content.fetch(url)).done)))
    }
    // Exact on an idle machine; on a busy one a member's first sign of life may come too late, and then both go.
    expect(origin.requests.length).toBeLessThan(URLS * 1.02)
  } finally {
    await group.close()
    await origin.close()
  }
})
