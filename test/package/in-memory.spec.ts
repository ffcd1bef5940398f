// An application's own test: three members, one crossing.
import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { createTestGroup } from 'potluck/testing'

await test('what all three read crossed once', async () => {
  const url = 'http://example.org/a'
  const { members, uplink, close } = await createTestGroup(3, { origins: { [url]: 'hello' } })
  const read = await Promise.all(members.map(async (member) => text((await member.fetch(url)).body)))
  assert.deepEqual(read, ['hello', 'hello', 'hello'])
  assert.equal(uplink(url).crossings, 1)
  await close()
})
