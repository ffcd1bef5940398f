// A program that installed the package: embeds a group, locates and streams, and asks it over HTTP.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ContentError, PeerGroup, type ContentLocation } from 'potluck'
import { contentDigest, parseContentDigest, type ReceiptVerdict } from 'potluck/backend'
import { PotluckClient, PotluckError, type Location } from 'potluck/client'

const url = 'http://origin.invalid/a'
const verdict: ReceiptVerdict = { type: 'invalid', reason: 'no-signature' }
assert.equal(verdict.reason, 'no-signature')
assert.equal(parseContentDigest(contentDigest(new Uint8Array(1)))?.byteLength, 32)
const folder = await mkdtemp(join(tmpdir(), 'uses-potluck-'))
const { group } = await PeerGroup.create({
  home: join(folder, 'home'),
  name: 'packed',
  group: 'Packed',
  hosts: ['127.0.0.1'],
  mdns: false,
  ports: { gateway: 0 }
})
try {
  await group.publish('hello', { url })
  const here: ContentLocation[] = group.locate({ url })
  assert.equal(here[0]?.holder, group.identity.peer)
  const fetched = await group.fetch(url)
  assert.equal(await text(fetched.body), 'hello')
  assert.throws(() => group.locate({ url: 'ftp://a/' }), ContentError)

  assert.ok(group.api)
  const token = await group.api.createToken({ name: 'packed', rights: ['read'] })
  const client = new PotluckClient({ url: group.api.url, token })
  const there: readonly Location[] = await client.locate(url)
  assert.equal(there[0]?.bytes, 5)
  const content = await client.content(url)
  assert.equal(await new Response(content.body).text(), 'hello')
  assert.equal(await (await client.fetch(url)).text(), 'hello')
  await assert.rejects(new PotluckClient({ url: group.api.url, token: 'wrong' }).status(), PotluckError)
} finally {
  await group.close()
  await rm(folder, { recursive: true })
}
console.log('embedded, located, streamed')
