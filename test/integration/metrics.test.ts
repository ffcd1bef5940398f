// What /metrics says of content, at a whole node.
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { openApiNodes } from '../support/api-nodes.js'
import { eventually } from '../support/eventually.js'

test('of what was here before, the bytes that were read are counted', async () => {
  const { nodes, close } = await openApiNodes(['alice'])
  try {
    const { url, node, token } = nodes[0]!
    const content = randomBytes(2_000_000)
    const { digest } = await node
      .groups()[0]!
      .content.publish(Readable.from([content]), { url: 'http://files.example/file' })
    expect(digest).toHaveLength(64)
    const authorization = `Bearer ${await token({ name: 'reader', rights: ['read'] })}`
    const get = async (headers: { [name: string]: string }): Promise<number> => {
      const path = `/v1/content?url=${encodeURIComponent('http://files.example/file')}`
      const response = await fetch(`${url}${path}`, { headers: { authorization, ...headers } })
      return (await response.arrayBuffer()).byteLength
    }
    const counted = async (): Promise<number> => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return Number(/^potluck_content_bytes_total\{source="cache"\} (\d+)$/m.exec(text)?.[1])
    }
    expect(await counted()).toBe(0)
    expect(await get({ range: 'bytes=0-9' })).toBe(10)
    const few = await counted()
    expect(few).toBeGreaterThan(0)
    expect(few).toBeLessThan(content.byteLength / 2) // It is read by leaves, and one ahead.
    expect(await get({})).toBe(content.byteLength)
    await eventually(async () => expect(await counted()).toBe(few + content.byteLength))
  } finally {
    await close()
  }
})
