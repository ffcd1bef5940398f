// The package as another program imports it: by its name, from what the build made.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createGroup, createIdentity, loadConfig, makeHome, openNode, saveIdentity, GatewayError } from 'potluck'
import { silentLogger, systemClock, systemRandom } from 'potluck'
import { expect, test } from 'vitest'

test('a program makes a home and a group, opens a node, publishes and reads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-library-'))
  const home = join(folder, 'home')
  try {
    await makeHome(home)
    const identity = createIdentity('alice')
    await saveIdentity(home, identity)
    const { id } = await createGroup(home, 'Home')
    const flags = { 'ports.group': 0, 'ports.content': 0, 'listen.hosts': ['127.0.0.1'], 'discovery.mdns': false }
    const config = await loadConfig({ home, env: {}, flags })
    const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
    const node = await openNode(components, { home, config })
    try {
      expect(node.status()).toMatchObject({ peerId: identity.peer, groups: [{ id, name: 'Home' }] })
      const { content } = node.group('Home')
      const url = 'http://origin.invalid/file'
      const { digest } = await content.publish(Readable.from([Buffer.from('hello')]), { url })
      expect(content.locate({ digest })).toMatchObject([{ self: true, bytes: 5 }])
      expect(await text((await content.fetch(url)).body)).toBe('hello')
      expect(() => node.group('Elsewhere')).toThrow(GatewayError)
    } finally {
      await node.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
