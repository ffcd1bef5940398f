// The package as another program imports it: by its name, from what the build made.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { GatewayError, PeerGroup } from 'potluck'
import { expect, test } from 'vitest'

test('a program founds a group, publishes and reads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-library-'))
  const options = { home: join(folder, 'home'), hosts: ['127.0.0.1'], mdns: false, env: {} }
  try {
    await expect(PeerGroup.open(options)).rejects.toThrow(GatewayError)
    const { group } = await PeerGroup.create({ ...options, name: 'alice', group: 'Home' })
    try {
      const url = 'http://origin.invalid/file'
      const { digest } = await group.publish('hello', { url })
      expect(group.locate({ digest })).toMatchObject([{ self: true, bytes: 5 }])
      expect(await text((await group.fetch(url)).body)).toBe('hello')
    } finally {
      await group.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
