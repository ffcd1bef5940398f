import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom, sha256, toHex } from '../../src/base/index.js'
import { intoLeaves, isLeafList, LEAF_BYTES, leafCount, LeafHasher, leafRoot } from '../../src/content/index.js'

const CONTENT = seededRandom(3).bytes(3 * LEAF_BYTES + 1000)
/** Where content may be cut into chunks. */
const cuts = fc.array(fc.nat(CONTENT.byteLength), { maxLength: 12 }).map((at) => at.sort((a, b) => a - b))

function chunksOf(content: Uint8Array, at: readonly number[]): Uint8Array[] {
  return [...at, content.byteLength].map((end, i) => content.subarray(i === 0 ? 0 : at[i - 1], end))
}

function sha256Hex(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

describe('LeafHasher', () => {
  test('gives the same digest and hashes however the content is cut', () => {
    const leaves = [0, 1, 2, 3].map((leaf) => CONTENT.subarray(leaf * LEAF_BYTES, (leaf + 1) * LEAF_BYTES))
    const expected = leaves.map(sha256Hex).join('')
    fc.assert(
      fc.property(cuts, (at) => {
        const hasher = new LeafHasher()
        for (const chunk of chunksOf(CONTENT, at)) hasher.update(chunk)
        expect(hasher.bytes).toBe(CONTENT.byteLength)
        expect(toHex(hasher.hashes())).toBe(expected.slice(0, 3 * 64)) // The last leaf is not whole yet.
        expect(hasher.finish()).toBe(sha256Hex(CONTENT))
        expect(toHex(hasher.hashes())).toBe(expected)
        expect(toHex(hasher.hashes(1, 3))).toBe(expected.slice(64, 3 * 64))
        expect(hasher.hashes(4)).toHaveLength(0)
      }),
      { numRuns: 20 }
    )
  })

  test('takes the hash of a whole leaf from whoever knows it, and of nothing else', () => {
    const [known, computed] = [new LeafHasher(), new LeafHasher()]
    const wrong = new Uint8Array(32)
    for (const chunk of [CONTENT.subarray(0, LEAF_BYTES), CONTENT.subarray(LEAF_BYTES, LEAF_BYTES + 10)]) {
      known.update(chunk, chunk.byteLength === LEAF_BYTES ? sha256(chunk) : wrong)
      computed.update(chunk)
    }
    known.update(CONTENT.subarray(0, LEAF_BYTES), wrong) // Not at a leaf's start.
    computed.update(CONTENT.subarray(0, LEAF_BYTES))
    expect(known.finish()).toBe(computed.finish())
    expect(known.hashes()).toEqual(computed.hashes())
  })

  test('keeps hashes of more leaves than it first has room for', () => {
    const hasher = new LeafHasher()
    const leaf = new Uint8Array(LEAF_BYTES)
    for (let i = 0; i < 130; i++) hasher.update(leaf)
    const hashes = hasher.hashes()
    expect(hashes.byteLength).toBe(130 * 32)
    for (const index of [0, 63, 64, 129]) expect(hashes.subarray(index * 32, index * 32 + 32)).toEqual(sha256(leaf))
  })
})

test.each([
  [0, 0],
  [1, 1],
  [LEAF_BYTES, 1],
  [LEAF_BYTES + 1, 2]
])('content of %d bytes has %d leaves', (bytes, leaves) => {
  expect(leafCount(bytes)).toBe(leaves)
})

describe('a leaf list', () => {
  const hasher = new LeafHasher()
  hasher.update(CONTENT)
  hasher.finish()
  const hashes = hasher.hashes()
  const root = leafRoot(hashes, CONTENT.byteLength)

  test('fits its root, size and leaves, and no others', () => {
    expect(isLeafList(hashes, CONTENT.byteLength, root)).toBe(true)
    expect(isLeafList(hashes, CONTENT.byteLength - 1, root)).toBe(false)
    expect(isLeafList(hashes.subarray(32), CONTENT.byteLength, root)).toBe(false)
    expect(isLeafList(hashes, CONTENT.byteLength, new Uint8Array(32))).toBe(false)
  })
})

test('intoLeaves cuts at leaf boundaries and loses nothing', async () => {
  await fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      const leaves: Uint8Array[] = []
      for await (const leaf of intoLeaves(streamOf(chunksOf(CONTENT, at)))) leaves.push(leaf)
      expect(leaves.map((leaf) => leaf.byteLength)).toEqual([LEAF_BYTES, LEAF_BYTES, LEAF_BYTES, 1000])
      expect(Buffer.concat(leaves).equals(CONTENT)).toBe(true)
    }),
    { numRuns: 20 }
  )
})

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
