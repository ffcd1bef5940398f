// A whole node that carries connections for members: what its own settings and ports make of what a member asks for.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLogger, systemClock } from '../../src/base/index.js'
import { createAliasClient, type AliasClient } from '../../src/content/index.js'
import { loadIdentity } from '../../src/group/index.js'
import { openApiNodes, type ApiNode } from '../support/api-nodes.js'
import { freePort } from '../support/free-port.js'

let bob: ApiNode
let echo: net.Server
/** With the certificate of alice, and no manners. */
let hostile: AliasClient
let close: () => Promise<void>

beforeAll(async () => {
  echo = net.createServer((socket) => void socket.on('error', () => {}).pipe(socket))
  await once(echo.listen(0, '127.0.0.1'), 'listening')
  const [group, content] = [await freePort(), await freePort()]
  const opened = await openApiNodes(['alice', 'bob'], (name, gateway) => {
    if (name === 'alice') return {}
    // The worst that an owner can write: all that listens here is named, each port by itself.
    const ports = [group, content, gateway, echoPort()]
    return {
      ports: { group, content, gateway: 0 },
      relay: { connections: true },
      uplink: { allowPrivateOrigins: ports.map((port) => `127.0.0.0/8:${port}`) }
    }
  })
  const alice = opened.nodes[0]!
  bob = opened.nodes[1]!
  const { keyPair } = await loadIdentity(alice.home)
  hostile = createAliasClient({ keyPair, clock: systemClock, logger: silentLogger })
  close = opened.close
})
afterAll(async () => {
  hostile.close()
  await close()
  echo.close()
})

function echoPort(): number {
  return (echo.address() as AddressInfo).port
}

/** Has bob connect it to there. */
async function connect(host: string, port: number): Promise<void> {
  const { ports, peerId } = bob.node
  const member = { groupId: bob.node.group(undefined).id, peer: peerId, hosts: ['127.0.0.1'], port: ports.content }
  const tunnel = await hostile.tunnel(member, { host, port })
  tunnel.destroy()
}

test('a member is led where the settings of who carries name the port', async () => {
  await connect('127.0.0.1', echoPort())
})

test.each(['127.0.0.1', '127.0.0.2', '::ffff:127.0.0.1', 'localhost'])(
  'a member is led to no port of the node that carries, whatever its settings name: %s',
  async (host) => {
    const { group, content, gateway } = bob.node.ports
    for (const port of [group, content, gateway]) {
      await expect(connect(host, port!), `port ${port}`).rejects.toMatchObject({ status: 403, reason: 'refused' })
    }
  }
)
