import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_CUT_SHARDS, MAX_KEPT, MAX_REISSUED, MAX_REMOVAL_BYTES } from '../../src/group/defaults.js'
import { readCertificate } from '../../src/group/certificate-form.js'
import { potluck } from '../../src/group/group-pb.js'
import { decodeChain, encodeChain } from '../../src/group/membership-object.js'
import { decodeRemoval, verifyRemoval } from '../../src/group/removal-object.js'
import type { ShardCut } from '../../src/store/index.js'
import { MAX_CREDENTIAL_BYTES } from '../../src/store/index.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory } from '../support/people.js'
import { remove, type TestRemovalInit } from '../support/removals.js'

const wire = potluck.group.v1
const group = testGroup()
const aliceChain = group.found(alice)
const bobChain = group.appoint(alice, aliceChain, bob)
const carolChain = group.appoint(alice, aliceChain, carol, 'administrator')
const byAlice = { person: alice, chain: aliceChain }
const byRoot = { person: group.root, chain: [] }

const cut: ShardCut[] = [
  { shard: 1, heads: [], extent: new Map() },
  {
    shard: 7,
    heads: ['0a'.repeat(32), 'f0'.repeat(32)],
    extent: new Map([
      ['01'.repeat(16), 3],
      ['02'.repeat(16), 4_000_000_000]
    ])
  }
]

function read(object: Uint8Array, groupId = group.idBytes): ReturnType<typeof verifyRemoval> {
  const decoded = decodeRemoval(groupId, object)
  return decoded && verifyRemoval(groupId, decoded)
}

/** The same removal after `change`, under the old signature. */
function changed(object: Uint8Array, change: (removal: potluck.group.v1.Removal) => void): Uint8Array {
  const signed = wire.MembershipObject.decode(object).removal!
  const removal = wire.Removal.decode(signed.removal!)
  change(removal)
  return wire.MembershipObject.encode({
    removal: { ...signed, removal: wire.Removal.encode(removal).finish() }
  }).finish()
}

describe('a removal', () => {
  test('says whom it is about, what is cut and what is kept, and who says so', () => {
    const { object, id, verified } = remove(group, byAlice, bob, { cut, kept: [carolChain, 'ab'.repeat(32)] })
    expect(verified).toMatchObject({ id, peer: bob.peer, kind: 'removed', cut })
    expect(verified?.authority.map(({ subject }) => subject)).toEqual([alice.peer])
    expect(verified?.kept.size).toBe(2)
    expect(decodeChain(object)).toBeUndefined()
    expect(decodeRemoval(group.idBytes, encodeChain(bobChain))).toBeUndefined()
  })

  test('has the actors of a cut in one order, however they come', () => {
    const turned = cut.map((one) => ({ ...one, extent: new Map([...one.extent].reverse()) }))
    expect(remove(group, byAlice, bob, { cut: turned }).verified?.cut).toEqual(cut)
  })

  test('of the root needs no chain', () => {
    expect(remove(group, byRoot, alice).verified).toMatchObject({ peer: alice.peer, authority: [] })
  })

  test('of oneself comes with the own chain', () => {
    const leaving = remove(group, { person: bob, chain: bobChain }, bob, { kind: 'left', cut })
    expect(leaving.verified).toMatchObject({ peer: bob.peer, kind: 'left', cut })
  })

  test('brings memberships that name it: its id is not about them, its signature is', () => {
    const reissue = (id: string): Uint8Array[][] => [
      group.appoint(alice, aliceChain, bob, 'member', undefined, { named: [id] })
    ]
    const { id, object } = remove(group, byAlice, bob, { kind: 'role', reissue })
    const { reissued } = decodeRemoval(group.idBytes, object)!
    expect(readCertificate(reissued[0]!.at(-1)!)?.named).toEqual([id])
    const signed = wire.MembershipObject.decode(object).removal!
    const stripped = wire.MembershipObject.encode({ removal: { ...signed, reissued: [] } }).finish()
    expect(decodeRemoval(group.idBytes, stripped)?.id).toBe(id)
    expect(read(stripped)).toBeUndefined()
    const foreign = remove(group, byAlice, bob, { reissue: () => [testGroup('casino').found(bob)] })
    expect(foreign.verified).toBeUndefined()
  })
})

describe('nobody takes a removal', () => {
  const { object } = remove(group, byAlice, bob, { cut, kept: [carolChain] })

  test('for which a member signed, or nobody of the group', () => {
    expect(remove(group, { person: bob, chain: bobChain }, carol).verified).toBeUndefined()
    expect(remove(group, { person: mallory, chain: [] }, bob).verified).toBeUndefined()
    expect(remove(group, { person: mallory, chain: aliceChain }, bob).verified).toBeUndefined()
    expect(remove(group, { person: mallory, chain: testGroup('casino').found(mallory) }, bob).verified).toBeUndefined()
  })

  test('in which somebody else leaves', () => {
    expect(remove(group, byAlice, bob, { kind: 'left' }).verified).toBeUndefined()
    expect(remove(group, { person: alice, chain: bobChain }, bob, { kind: 'left' }).verified).toBeUndefined()
    expect(remove(group, byRoot, bob, { kind: 'left' }).verified).toBeUndefined()
    expect(remove(group, byRoot, group.root, { kind: 'left' }).verified).toBeUndefined()
  })

  test('of another group', () => {
    expect(read(object, testGroup('casino').idBytes)).toBeUndefined()
  })

  test.each<[string, (removal: potluck.group.v1.Removal) => void]>([
    ['about another peer', (removal) => (removal.peerKey = carol.keyPair.publicKey)],
    ['of another kind', (removal) => ((removal.kind = 2), (removal.cut = []))],
    ['of another time', (removal) => (removal.madeMs = 5)],
    ['with another cut', (removal) => (removal.cut = [])],
    ['with another nonce', (removal) => (removal.nonce = new Uint8Array(16))],
    ['that keeps nothing', (removal) => (removal.kept = [])]
  ])('changed: %s', (_what, change) => {
    const forged = changed(object, change)
    expect(decodeRemoval(group.idBytes, forged)).toBeDefined()
    expect(read(forged)).toBeUndefined()
  })

  test.each<[string, (removal: potluck.group.v1.Removal) => void]>([
    ['of a kind to come', (removal) => (removal.kind = 3 as 2)],
    ['of a key too short', (removal) => (removal.peerKey = new Uint8Array(31))],
    ['with a nonce too short', (removal) => (removal.nonce = new Uint8Array(15))],
    ['of no time', (removal) => (removal.madeMs = 0)],
    ['of a time that no date has', (removal) => (removal.madeMs = 8.64e15 + 1)],
    ['with a shard 0', (removal) => (removal.cut = [{ shard: 0 }])],
    ['with shards in disorder', (removal) => removal.cut.reverse()],
    ['with a head too short', (removal) => (removal.cut[1]!.head = [new Uint8Array(31)])],
    ['with heads in disorder', (removal) => removal.cut[1]!.head!.reverse()],
    [
      'with 17 heads',
      (removal) => (removal.cut[1]!.head = Array.from({ length: 17 }, (_, at) => new Uint8Array(32).fill(at)))
    ],
    ['with an actor twice', (removal) => removal.cut[1]!.actor!.push(removal.cut[1]!.actor![1]!)],
    ['with a sequence 0', (removal) => (removal.cut[1]!.actor![1]!.sequence = 0)],
    ['with kept ids of another length', (removal) => (removal.kept = [new Uint8Array(15)])],
    ['with a kept id twice', (removal) => removal.kept.push(removal.kept[0]!)],
    ['that changes a role and cuts', (removal) => (removal.kind = 2)]
  ])('that is not well formed: %s', (_what, change) => {
    expect(decodeRemoval(group.idBytes, changed(object, change))).toBeUndefined()
  })

  test('that is spelled in another way', () => {
    expect(decodeRemoval(group.idBytes, Uint8Array.from([...object, 0x7a, 0x00]))).toBeUndefined()
    const signed = wire.MembershipObject.decode(object).removal!
    const respelled = (removal: Uint8Array): Uint8Array =>
      wire.MembershipObject.encode({ removal: { ...signed, removal } }).finish()
    expect(read(respelled(signed.removal!))).toBeDefined()
    // A kind 0 that is spelled out, an unknown field.
    expect(decodeRemoval(group.idBytes, respelled(Uint8Array.from([...signed.removal!, 0x18, 0x00])))).toBeUndefined()
    expect(decodeRemoval(group.idBytes, respelled(Uint8Array.from([...signed.removal!, 0x7a, 0x00])))).toBeUndefined()
  })

  test('of which a byte was changed, left out or added', () => {
    fc.assert(
      fc.property(fc.nat(object.byteLength - 1), fc.uint8Array({ maxLength: 3 }), fc.nat(3), (at, insert, cutOut) => {
        const mutated = Uint8Array.from([...object.subarray(0, at), ...insert, ...object.subarray(at + cutOut)])
        fc.pre(!Buffer.from(mutated).equals(object))
        expect(read(mutated)).toBeUndefined()
      }),
      { numRuns: 200 }
    )
  })

  test('that is no removal at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(read(bytes)).toBeUndefined()
      }),
      { numRuns: 200 }
    )
    expect(read(new Uint8Array(1_000_000))).toBeUndefined()
  })
})

describe('what is too large is not made', () => {
  const ids = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => at.toString(16).padStart(64, '0').split('').reverse().join(''))
  const shards = (count: number): ShardCut[] =>
    Array.from({ length: count }, (_, at) => ({ shard: at + 1, heads: [], extent: new Map() }))

  test.each<[string, TestRemovalInit, TestRemovalInit]>([
    ['what is kept', { kept: ids(MAX_KEPT) }, { kept: ids(MAX_KEPT + 1) }],
    ['shards', { cut: shards(MAX_CUT_SHARDS) }, { cut: shards(MAX_CUT_SHARDS + 1) }],
    [
      'what comes with it',
      { reissue: () => Array.from({ length: MAX_REISSUED }, () => bobChain) },
      { reissue: () => Array.from({ length: MAX_REISSUED + 1 }, () => bobChain) }
    ]
  ])('%s', (_what, most, more) => {
    expect(remove(group, byAlice, carol, most).verified).toBeDefined()
    expect(() => remove(group, byAlice, carol, more)).toThrow(expect.objectContaining({ code: 'TOO_LARGE_REMOVAL' }))
  })

  test('nor what is within each limit and over that of the whole, which the store carries', () => {
    const heads = (at: number): string[] => [at.toString(16).padStart(64, '0')]
    const cuts = (count: number): ShardCut[] =>
      shards(count).map((one) => ({ ...one, heads: heads(one.shard), extent: new Map([['01'.repeat(16), 1]]) }))
    expect(remove(group, byAlice, carol, { cut: cuts(600) }).verified).toBeDefined()
    expect(() => remove(group, byAlice, carol, { cut: cuts(900) })).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE_REMOVAL' })
    )
    expect(MAX_REMOVAL_BYTES).toBeLessThan(MAX_CREDENTIAL_BYTES)
  })
})
