// Attacks on a group's records by members, and by who was one, over real connections: what is claimed for another, and what comes after
// a removal.
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  fromHex,
  peerIdFromPublicKey,
  publicKeyFromPeerId,
  signedBytes,
  silentLogger,
  systemClock,
  systemRandom,
  utf8,
  type KeyPair
} from '../../src/base/index.js'
import { itemFrame } from '../../src/graph/link-frame.js'
import type { Group } from '../../src/group/index.js'
import { defineRecordType, namedRecordId, sealRecord } from '../../src/record/index.js'
import { potluck } from '../../src/record/record-pb.js'
import { createMemoryStorage, openStore, type AuthorCut, type Store } from '../../src/store/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { AttackedOffice, somebody } from '../support/attacked-office.js'
import { eventually } from '../support/eventually.js'
import { hears, type RealGroup, type Signer } from '../support/real-group.js'
import { TestPolicy } from '../support/store-peers.js'

const HOUR_MS = 3600_000
const MINUTE_MS = 60_000

let at: AttackedOffice
let office: RealGroup
let alice: Group
let alices: Signer

async function begin(): Promise<void> {
  at = await AttackedOffice.open()
  ;({ office, alice, alices } = at)
}

const note = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'durable',
  ttlMs: HOUR_MS,
  codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
})

beforeEach(begin)
afterEach(() => office.close())

interface Claims {
  readonly id: string
  readonly creator: string
  readonly lastModifiedBy: string
}

/** Signed with that key, whatever it claims. */
function claimed(by: KeyPair, { id, creator, lastModifiedBy }: Claims): Uint8Array {
  const version = systemClock.nowMs()
  const self = peerIdFromPublicKey(by.publicKey)
  const times = { version, createdAtMs: version, modifiedAtMs: version, expiresAtMs: version + MINUTE_MS }
  const facts = {
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data: utf8('claimed')
  }
  const own = {
    id: namedRecordId(self, 'own'),
    type: signal.name,
    creator: self,
    lastModifiedBy: self,
    ...times,
    ...facts
  }
  const wire = potluck.record.v1
  const honest = wire.Envelope.decode(sealRecord(own, office.idBytes, by))
  const record = wire.Record.encode({
    ...wire.Record.decode(honest.record ?? new Uint8Array()),
    id: fromHex(id)!,
    creator: publicKeyFromPeerId(creator)!,
    lastModifiedBy: publicKeyFromPeerId(lastModifiedBy)!
  }).finish()
  const signature = by.sign(signedBytes('potluck/record/1', [office.idBytes, record]))
  return encodeItem({ type: 'ephemeral', envelope: wire.Envelope.encode({ record, signature }).finish() })
}

test.each<[string, (bob: string) => Claims]>([
  [
    'one that says another member made it',
    () => ({ id: namedRecordId(alice.self, 'x'), creator: alice.self, lastModifiedBy: alice.self })
  ],
  [
    'one under another member’s id',
    (bob) => ({ id: namedRecordId(alice.self, 'x'), creator: bob, lastModifiedBy: bob })
  ],
  [
    'one for another member’s, where it is theirs alone',
    (bob) => ({ id: namedRecordId(alice.self, 'x'), creator: alice.self, lastModifiedBy: bob })
  ]
])('%s, flooded', async (_what, claim) => {
  alice.store.declare(signal)
  const bob = somebody('bob')
  const peer = await at.peerWith(bob, [await office.issue(bob.publicKey)])
  const channel = await peer.link(alice)
  await channel.send(itemFrame(claimed(bob, claim(peer.peer))))
  await channel.send(
    itemFrame(claimed(bob, { id: namedRecordId(peer.peer, 'own'), creator: peer.peer, lastModifiedBy: peer.peer }))
  )
  await eventually(() => {
    // It was cut for it, or what follows has been judged.
    const isCut = alice.graph.neighbours().length === 0
    expect(isCut || alice.store.get(namedRecordId(peer.peer, 'own')) !== undefined).toBe(true)
  })
  expect(alice.store.get(namedRecordId(alice.self, 'x'))).toBeUndefined()
})

test('one that says another member made it, in synchronising', async () => {
  alice.store.declare(signal)
  const bob = somebody('bob')
  const self = peerIdFromPublicKey(bob.publicKey)
  const bobs = await storeOf(bob, [self, alice.self])
  const { id } = await bobs.add(signal, { data: 'claimed' })
  const peer = await at.peerWith(bob, [await office.issue(bob.publicKey)])
  const tamper = (frame: Uint8Array): Uint8Array => replaced(frame, bob.publicKey, alices.keyPair.publicKey)
  let rounds = 0
  await peer.link(alice, { store: bobs, tamper, onSynchronised: () => (rounds += 1) })
  await eventually(() => expect(rounds > 0 || alice.graph.neighbours().length === 0).toBe(true))
  expect(alice.store.find({ type: signal.name })).toEqual([])
  expect(alice.store.get(id)).toBeUndefined()
})

test.each(['in the shard that the cut names', 'in a new shard'])(
  'what a removed member wrote after, dated back and %s, and floods through a friend',
  async (where) => {
    const home = await office.join('bob')
    const bob = await office.open(home, [alice])
    const { id } = await bob.store.add(note, { data: 'before' })
    await eventually(() => expect(alice.store.get(id)).toBeDefined())
    const { keyPair } = bob
    await bob.close()
    const cut = alice.store.cutOf(bob.self)
    expect(cut).toHaveLength(1)
    await hears(alice, office.removal(alices, keyPair.publicKey, { cut }))
    const back = where === 'in a new shard' ? [{ removal: 'a'.repeat(64), shards: cut, isBack: true }] : []
    const bobs = await storeOf(keyPair, [bob.self, alice.self], back)
    const flooded: Uint8Array[] = []
    bobs.on('item:local', (item) => flooded.push(item))
    const late = await bobs.add(note, { data: 'late' })
    expect(late.createdAtMs).toBeLessThan(systemClock.nowMs() - HOUR_MS + MINUTE_MS)

    const carol = somebody('carol')
    const friend = await at.peerWith(carol, [await office.issue(carol.publicKey)])
    let rounds = 0
    const channel = await friend.link(alice, { store: bobs, onSynchronised: () => (rounds += 1) })
    for (const item of flooded) await channel.send(itemFrame(item))
    const own = namedRecordId(friend.peer, 'own')
    alice.store.declare(signal)
    await channel.send(itemFrame(claimed(carol, { id: own, creator: friend.peer, lastModifiedBy: friend.peer })))
    await eventually(() => expect([alice.store.get(own) !== undefined, rounds > 0]).toEqual([true, true]))
    expect(flooded.length).toBeGreaterThan(0)
    expect(alice.store.get(late.id)).toBeUndefined()
    expect(alice.store.get(id)?.data).toEqual(utf8('before'))
    expect(alice.store.cutOf(bob.self)).toEqual(cut)
    expect(alice.graph.neighbours()).toMatchObject([{ peer: friend.peer }])
  }
)

/** Of somebody who takes itself for a member, an hour ago. */
async function storeOf(keyPair: KeyPair, members: readonly string[], cuts: readonly AuthorCut[] = []): Promise<Store> {
  const policy = new TestPolicy([])
  for (const peer of members) policy.setMember(peer, Number.MAX_SAFE_INTEGER)
  if (cuts.length > 0) policy.cuts.set(peerIdFromPublicKey(keyPair.publicKey), cuts)
  const clock = Object.assign(Object.create(systemClock) as typeof systemClock, {
    nowMs: () => systemClock.nowMs() - HOUR_MS
  })
  const store = await openStore(
    { keyPair, policy, clock, random: systemRandom, logger: silentLogger, storage: createMemoryStorage() },
    { group: office.idBytes }
  )
  office.closing(() => store.close())
  return store
}

const signal = defineRecordType<string>({
  name: 'test.signal',
  lifetime: 'ephemeral',
  ttlMs: 2 * HOUR_MS,
  codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
})

/** `bytes` with each `from` a `to` of the same length. */
function replaced(bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes)
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from)) changed.set(to, at)
  return new Uint8Array(changed)
}
