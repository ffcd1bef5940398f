import { expect, test } from 'vitest'
import { concatBytes, sha256, utf8 } from '../../src/base/index.js'
import { MAX_SHARD_CHANGES, MAX_SHARD_NUMBER, MAX_SIGNED_HEAD_BYTES } from '../../src/store/defaults.js'
import { readHead, signHead, type HeadStatement } from '../../src/store/signed-head.js'
import { TEST_GROUP } from '../support/changes.js'
import { alice, bob } from '../support/people.js'

const hash = (i: number): string => i.toString(16).padStart(64, '0')
const good = { shard: 3, firstLivingShard: 2, changes: 7, heads: [hash(1), hash(2)] }
const signed = (changed: Partial<Omit<HeadStatement, 'author'>> = {}): Uint8Array =>
  signHead({ ...good, ...changed }, TEST_GROUP, alice.keyPair).bytes

test('a head reads as it was written, and its signature is good', () => {
  const head = readHead(signed(), TEST_GROUP)
  expect(head).toMatchObject({ ...good, author: alice.peer })
  expect(head?.verify()).toBe(true)
})

test('it is good in its own group only, and under its own author only', () => {
  expect(readHead(signed(), sha256(utf8('other group')))?.verify()).toBe(false)
  const bytes = signed()
  const at = Buffer.from(bytes).indexOf(alice.keyPair.publicKey)
  const stolen = concatBytes([bytes.subarray(0, at), bob.keyPair.publicKey, bytes.subarray(at + 32)])
  expect(readHead(stolen, TEST_GROUP)).toMatchObject({ author: bob.peer })
  expect(readHead(stolen, TEST_GROUP)?.verify()).toBe(false)
})

test('every changed byte is noticed', () => {
  const bytes = signed()
  for (let at = 0; at < bytes.byteLength; at++) {
    const changed = bytes.map((byte, i) => (i === at ? byte ^ 4 : byte))
    expect(readHead(changed, TEST_GROUP)?.verify() ?? false).toBe(false)
  }
})

test('numbers and lists beyond their limits are malformed, before any signature is checked', () => {
  const wrong: Partial<Omit<HeadStatement, 'author'>>[] = [
    { shard: 0 },
    { shard: MAX_SHARD_NUMBER + 1 },
    { firstLivingShard: 0 },
    { firstLivingShard: 4 },
    { changes: 1 },
    { changes: MAX_SHARD_CHANGES + 1 },
    { heads: [] },
    { heads: Array.from({ length: 17 }, (_, i) => hash(i)), changes: 20 },
    { heads: [hash(2), hash(1)] },
    { heads: [hash(1), hash(1)] },
    { heads: ['ab'] }
  ]
  for (const changed of wrong) expect(readHead(signed(changed), TEST_GROUP)).toBeUndefined()
  expect(readHead(new Uint8Array(MAX_SIGNED_HEAD_BYTES + 1), TEST_GROUP)).toBeUndefined()
  expect(readHead(utf8('garbage'), TEST_GROUP)).toBeUndefined()
  expect(readHead(new Uint8Array(), TEST_GROUP)).toBeUndefined()
})
