// A node that stops closes groups and transfers first, and its port last: programs are told to go past it from the beginning.
import { expect, test } from 'vitest'
import { openApiNodes } from '../support/api-nodes.js'

test('a node that stops is alive and not ready', async () => {
  const { nodes, close } = await openApiNodes(['alice'])
  try {
    const { node, ask } = nodes[0]!
    expect((await ask(undefined, 'GET', '/readyz')).status).toBe(200)
    const closing = node.close()
    expect(await ask(undefined, 'GET', '/readyz')).toMatchObject({
      status: 503,
      json: { ready: false, reasons: ['the node is stopping'] }
    })
    expect((await ask(undefined, 'GET', '/healthz')).status).toBe(200)
    await closing
  } finally {
    await close()
  }
})
