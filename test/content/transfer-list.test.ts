import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signedBytes } from '../../src/base/index.js'
import { potluck } from '../../src/content/content-pb.js'
import { MAX_HASHES_IN_PART } from '../../src/content/crossing-defaults.js'
import { HASH_BYTES, MAX_LEAF_LIST_BYTES, MAX_PART_BYTES } from '../../src/content/defaults.js'
import {
  CONTRADICTS,
  heartbeat,
  ListReader,
  ListSigner,
  NO_TRANSFER_FACTS,
  partsUpTo,
  SIGNED_TWICE,
  type ListIdentity,
  type Statement
} from '../../src/content/transfer-list.js'
import { alice, mallory, type Person } from '../support/people.js'

const IDENTITY: ListIdentity = { group: new Uint8Array(32).fill(1), transferId: '0a'.repeat(16) }
const RUNNING: Statement = { leaves: 0, end: undefined, totalBytes: 0, digest: '', facts: NO_TRANSFER_FACTS }
const wire = potluck.content.v1

function hashes(from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: (to - from) * HASH_BYTES }, (_, i) => (from * HASH_BYTES + i) & 0xff)
}

function parts(upTo: number[], author: Person = alice, identity = IDENTITY): Uint8Array[] {
  const signer = new ListSigner(identity, author.keyPair)
  return upTo.flatMap((leaves) => next(signer, { ...RUNNING, leaves }))
}

/** The parts that lead from what `signer` signed last to `statement`. */
function next(signer: ListSigner, statement: Statement): Uint8Array[] {
  const from = signer.leaves
  const fresh = hashes(from, statement.leaves)
  return [...partsUpTo(signer.sign(fresh, statement), from, fresh, 0)]
}

function reader(): ListReader {
  return new ListReader(IDENTITY, alice.peer)
}

describe('a list', () => {
  test('is read as it grew, with what the origin said', () => {
    const facts = { ...NO_TRANSFER_FACTS, expectedBytes: 300_000, contentType: 'a/b', etag: '"1"', vary: 'accept' }
    const signer = new ListSigner(IDENTITY, alice.keyPair)
    const end = { end: 'complete', totalBytes: 300_000, digest: 'ee'.repeat(32) } as const
    const taken = reader()
    for (const part of next(signer, { ...RUNNING, leaves: 1, facts })) expect(taken.take(part)).toBeUndefined()
    expect(taken.statement).toEqual({ ...RUNNING, leaves: 1, facts })
    for (const part of next(signer, { leaves: 3, ...end, facts })) expect(taken.take(part)).toBeUndefined()
    expect(taken.statement).toEqual({ leaves: 3, ...end, facts })
    expect(taken.hashOf(2)).toEqual(hashes(2, 3))
    expect(taken.hashOf(3)).toBeUndefined()
  })

  test('that is long comes to a late reader in parts that fit a frame', () => {
    const late = parts([50_000])
    expect(late.length).toBeGreaterThan(1)
    const taken = reader()
    for (const part of late) {
      expect(part.byteLength).toBeLessThanOrEqual(MAX_PART_BYTES)
      expect(taken.take(part)).toBeUndefined()
    }
    expect(taken.statement.leaves).toBe(50_000)
    expect(taken.hashOf(49_999)).toEqual(hashes(49_999, 50_000))
  })

  test('counts only as far as a statement covers it', () => {
    const [page, ...rest] = parts([MAX_HASHES_IN_PART + 1])
    const taken = reader()
    expect(taken.take(page!)).toBeUndefined()
    expect(taken.hashOf(0)).toBeUndefined()
    for (const part of rest) expect(taken.take(part)).toBeUndefined()
    expect(taken.hashOf(0)).toEqual(hashes(0, 1))
  })

  test('is passed on as its downloader signed it', () => {
    const relayed = reader()
    for (const part of parts([1, 3, 70])) expect(relayed.take(part)).toBeUndefined()
    const taken = reader()
    for (const part of partsUpTo(relayed.signed!, 0, relayed.hashes(0, 70), 12)) {
      expect(taken.take(part)).toBeUndefined()
    }
    expect(taken.statement).toEqual({ ...RUNNING, leaves: 70 })
    expect(taken.heldLeaves).toBe(12)
  })

  test('goes on with another member who is behind, and then ahead', () => {
    const taken = reader()
    for (const part of parts([5])) taken.take(part)
    taken.restart()
    const [behind, ahead] = parts([3, 8])
    expect(taken.take(behind!)).toBeUndefined()
    expect(taken.statement.leaves).toBe(5)
    expect(taken.take(ahead!)).toBeUndefined()
    expect(taken.statement.leaves).toBe(8)
    expect(taken.hashOf(7)).toEqual(hashes(7, 8))
  })

  test('has heartbeats, which say what the member holds that serves it', () => {
    const taken = reader()
    expect(taken.take(heartbeat(7))).toBeUndefined()
    expect(taken.heldLeaves).toBe(7)
    expect(taken.statement).toEqual(RUNNING)
  })
})

describe('refused is', () => {
  test('what another than the downloader signed', () => {
    expect(reader().take(parts([1], mallory)[0]!)).toBe('part not signed')
  })

  test('a part of another transfer or another group', () => {
    const other = { ...IDENTITY, transferId: '0b'.repeat(16) }
    expect(reader().take(parts([1], alice, other)[0]!)).toBe('part of another transfer')
    const elsewhere = { ...IDENTITY, group: new Uint8Array(32).fill(2) }
    expect(reader().take(parts([1], alice, elsewhere)[0]!)).toBe('part not signed')
  })

  test('a part left out, or come twice', () => {
    const [first, second, third] = parts([1, 2, 4]) as [Uint8Array, Uint8Array, Uint8Array]
    const taken = reader()
    expect(taken.take(first)).toBeUndefined()
    expect(taken.take(third)).toBe('part out of order')
    expect(taken.take(first)).toBe('part out of order')
    expect(taken.take(second)).toBeUndefined()
  })

  test('another list than the one that was signed before', () => {
    const taken = reader()
    for (const part of parts([5])) taken.take(part)
    taken.restart()
    const signer = new ListSigner(IDENTITY, alice.keyPair)
    const others = hashes(1, 4)
    const [part] = partsUpTo(signer.sign(others, { ...RUNNING, leaves: 3 }), 0, others, 0)
    expect(taken.take(part!)).toBe(SIGNED_TWICE)
    expect(taken.isSignedTwice).toBe(true)
    expect(taken.statement.leaves).toBe(5)
  })

  test.each([
    ['without a signature', new wire.Part()],
    ['with a signature for other hashes', wire.Part.decode(parts([3])[0]!)],
    ['with one of somebody else', wire.Part.decode(parts([3], mallory)[0]!)]
  ])('other hashes than those that were signed before, %s, which proves nothing', (_what, { statement, signature }) => {
    const taken = reader()
    for (const part of parts([5])) taken.take(part)
    taken.restart()
    const page = { firstLeaf: 0, leafHashes: hashes(1, 4), statement, signature }
    expect(taken.take(wire.Part.encode(page).finish())).toBe(CONTRADICTS)
    expect(taken.isSignedTwice).toBe(false)
  })

  test('a list without end', () => {
    const taken = reader()
    const page = hashes(0, MAX_HASHES_IN_PART)
    const endless = (firstLeaf: number): Uint8Array => {
      return wire.Part.encode({ firstLeaf, leafHashes: page }).finish()
    }
    const most = MAX_LEAF_LIST_BYTES / HASH_BYTES
    for (let leaf = 0; leaf < most; leaf += MAX_HASHES_IN_PART) expect(taken.take(endless(leaf))).toBeUndefined()
    expect(taken.take(endless(most))).toBe('list too long')
  })

  test('a leaf hash that is not the one signed', () => {
    const part = wire.Part.decode(parts([2])[0]!)
    const leafHashes = Uint8Array.from(part.leafHashes)
    leafHashes[40]! ^= 1
    const forged = wire.Part.encode({ ...part, leafHashes }).finish()
    expect(reader().take(forged)).toBe('part contradicts what was signed')
  })

  test('anything after the end', () => {
    const signer = new ListSigner(IDENTITY, alice.keyPair)
    const taken = reader()
    const [lost] = next(signer, { ...RUNNING, end: 'changed' })
    expect(taken.take(lost!)).toBeUndefined()
    expect(taken.statement.end).toBe('changed')
    const [more] = next(signer, { ...RUNNING, leaves: 1 })
    expect(taken.take(more!)).toBe('a part after the end')
  })

  test.each([
    ['a whole of another length than its leaves', { end: 1, totalBytes: 5, digest: new Uint8Array(32) }],
    ['a whole without a digest', { end: 1, totalBytes: 0, digest: new Uint8Array(0) }],
    ['an end from the future', { end: 77 }],
    ['a header that breaks out', { contentType: 'a\r\nb' }]
  ])('%s', (_what, fields) => {
    const listHash = wire.Statement.decode(wire.Part.decode([...emptyParts()][0]!).statement).listHash
    const transferId = Buffer.from(IDENTITY.transferId, 'hex')
    const statement = wire.Statement.encode({ transferId, listHash, ...fields }).finish()
    const signature = alice.keyPair.sign(signedBytes('potluck/transfer/1', [IDENTITY.group, statement]))
    expect(reader().take(wire.Part.encode({ statement, signature }).finish())).toBe('part malformed')
  })

  test('what is too large', () => {
    expect(reader().take(new Uint8Array(MAX_PART_BYTES + 1))).toBe('part too large')
  })
})

test('foreign bytes never throw, and change nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const taken = reader()
      taken.take(bytes)
      expect(taken.statement).toEqual(RUNNING)
    })
  )
})

function emptyParts(): Iterable<Uint8Array> {
  return next(new ListSigner(IDENTITY, alice.keyPair), RUNNING)
}
