import { expect, test } from 'vitest'
import { findBlob } from '../../src/cli/commands/cache.js'
import { describeEvent } from '../../src/cli/commands/watch.js'
import type { CachedBlob, WatchEvent } from '../../src/gateway/index.js'

const nameOf = (peer: string): string => (peer === 'p1' ? 'alice' : peer)
const digest = 'ab'.repeat(32)
const location = {
  ...{ digest, bytes: 2048, heldBytes: 2048, holder: 'p1', present: true, self: false, complete: true },
  url: 'http://o.example/\u001b[31mred'
}
const record = {
  ...{ id: 'cd'.repeat(32), type: 'app.notes.note', creator: 'p1', version: 1, createdAtMs: 0, modifiedAtMs: 0 },
  ...{ lastModifiedBy: 'p1', autoRefresh: false, expiresAtMs: 0, attributes: {}, bytes: 9, json: { text: 'a' } }
}

test.each<[WatchEvent, string[]]>([
  [{ event: 'ready', data: { group: 'g', truncated: false } }, []],
  [
    { event: 'ready', data: { group: 'g', records: [record], truncated: true } },
    [`here      app.notes.note  ${'cd'.repeat(32)}  by alice  {"text":"a"}`, 'here      … and more']
  ],
  [
    { event: 'location:add', data: { location } },
    [`add       alice  2.0 KiB  http://o.example/[31mred  sha256 ${digest}`]
  ],
  [
    {
      event: 'location:update',
      data: { location: { ...location, url: undefined, digest: undefined, complete: false } }
    },
    ['update    alice  2.0 KiB so far']
  ],
  [
    { event: 'record:delete', data: { id: record.id, type: record.type, creator: 'p2' } },
    [`delete    app.notes.note  ${'cd'.repeat(32)}  by p2`]
  ],
  [{ event: 'lost', data: { missed: 3 } }, []]
])('%j in lines, without what could steer a terminal', (event, lines) => {
  expect(describeEvent(event, nameOf)).toEqual(lines)
})

const blob = (start: string, urls: string[] = []): CachedBlob => ({
  ...{ digest: start.padEnd(64, '0'), bytes: 1, pinned: false, lastUsedAtMs: 0, urls }
})

test('a blob is found by its digest, the start of it, or its URL', () => {
  const blobs = [blob('aaaaaaaa1', ['http://o.example/a']), blob('aaaaaaaa2'), blob('bbbbbbbb')]
  expect(findBlob(blobs, 'aaaaaaaa1').digest).toBe(blobs[0]!.digest)
  expect(findBlob(blobs, 'BBBBBBBB').digest).toBe(blobs[2]!.digest)
  expect(findBlob(blobs, 'http://o.example/a').digest).toBe(blobs[0]!.digest)
  expect(() => findBlob(blobs, 'aaaaaaaa')).toThrow(expect.objectContaining({ code: 'USAGE' }))
  expect(() => findBlob(blobs, 'bbbbbbb')).toThrow(expect.objectContaining({ code: 'NOT_CACHED' }))
})
