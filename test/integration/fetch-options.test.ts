// What a fetch may ask for besides a URL, of an origin, of a member's copy and of one's own: where to begin, and no redirects.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LEAF_BYTES, type FetchOptions } from '../../src/content/index.js'
import { CachedGroup } from '../support/cached-group.js'
import type { CachedOrigin } from '../support/cached-origin.js'
import { eventually } from '../support/eventually.js'

const OLD = Buffer.alloc(3 * LEAF_BYTES + 17, 'old ')

let group: CachedGroup
let origin: CachedOrigin
beforeEach(async () => {
  group = await CachedGroup.open(OLD)
  origin = group.origin
})
afterEach(() => group.close())

describe('an offset', () => {
  const offsets = [
    0,
    1,
    LEAF_BYTES - 1,
    LEAF_BYTES,
    LEAF_BYTES + 1,
    2 * LEAF_BYTES + 7,
    OLD.byteLength - 1,
    OLD.byteLength
  ]

  test('is where each of eight readers begins, of one crossing', async () => {
    const [alice] = await group.members('alice')
    const all = await Promise.all(offsets.map((offset) => group.get(alice, { offset })))
    for (const [index, { bytes, fetched }] of all.entries()) {
      expect(bytes.equals(OLD.subarray(offsets[index]))).toBe(true)
      expect(fetched.bytes).toBe(OLD.byteLength)
    }
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is where a copy begins, of this node’s own and of a member’s', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    await group.get(alice)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    for (const node of [alice, bob]) {
      for (const offset of offsets)
        expect((await group.get(node, { offset })).bytes.equals(OLD.subarray(offset))).toBe(true)
    }
    expect(origin.answers).toEqual(['GET 200'])
  })

  test.each([OLD.byteLength + 1, -1, 0.5, NaN])('of %d is refused', async (offset) => {
    const [alice] = await group.members('alice')
    await expect(alice.content.fetch(origin.url, { offset })).rejects.toMatchObject({ code: 'BAD_OFFSET' })
    await group.get(alice)
    await expect(alice.content.fetch(origin.url, { offset })).rejects.toMatchObject({ code: 'BAD_OFFSET' })
  })
})

describe('who refuses redirects', () => {
  const refusing: FetchOptions = { redirects: 'refuse' }

  test('is told of one at once, with its status', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    for (const node of [alice, bob]) {
      await expect(node.content.fetch(origin.url, refusing)).rejects.toMatchObject({
        code: 'ORIGIN_STATUS',
        status: 302
      })
    }
    expect(origin.sentBytes).toBe(0)
  })

  test('gets no copy that came by way of one, and who follows them does', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    expect((await group.get(alice)).fetched.facts.redirected).toBe(true)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    for (const node of [alice, bob]) {
      await expect(node.content.fetch(origin.url, refusing)).rejects.toMatchObject({
        code: 'ORIGIN_STATUS',
        status: 302
      })
    }
    const copied = await group.get(bob)
    expect(copied.bytes.equals(OLD)).toBe(true)
    expect(copied.fetched.facts.redirected).toBe(true)
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('where one led is known at the node that went there alone, and told to nobody', async () => {
    const [alice] = await group.members('alice')
    origin.redirects['/file'] = '/elsewhere'
    const { fetched } = await group.get(alice)
    expect(fetched.facts).toMatchObject({ redirected: true, finalUrl: origin.at('/elsewhere') })
    expect((await group.get(alice)).fetched.facts).toMatchObject({ redirected: true, finalUrl: undefined })
  })

  test('and who follows them may ask in the same instant', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    const asked = [alice, bob].flatMap((node) => [node.content.fetch(origin.url, refusing), group.get(node)])
    const [refused, got, refusedToo, gotToo] = await Promise.allSettled(asked)
    expect([refused?.status, refusedToo?.status]).toEqual(['rejected', 'rejected'])
    expect([got?.status, gotToo?.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('gets what came by none like everybody', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice, refusing)
    const [bob] = await group.members('bob')
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    expect((await group.get(bob, refusing)).bytes.equals(OLD)).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
  })
})
