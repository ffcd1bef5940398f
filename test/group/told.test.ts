// Records told straight to one member: what counts, and what does not.
import { beforeEach, describe, expect, test } from 'vitest'
import { systemRandom, utf8, type PeerId } from '../../src/base/index.js'
import { MAX_MESSAGE_BYTES } from '../../src/graph/index.js'
import { toldContext, type ToldRecords } from '../../src/group/told.js'
import { createRecordId, readData, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { bookType, GROUP_ID, noteType } from '../support/graphs.js'
import { alice, bob, carol, person } from '../support/people.js'
import { toldPair, type SentMessage, type ToldPair } from '../support/told.js'

let world: ToldPair
let a: ToldRecords
let b: ToldRecords
let heard: string[]

beforeEach(() => {
  world = toldPair()
  a = world.of(alice)
  b = world.of(bob)
  heard = []
  b.listen(noteType, (record) => heard.push(`${record.creator}: ${readData(noteType, record)}`))
})

async function tell(text: string, to: PeerId = bob.peer): Promise<SentMessage> {
  await a.tell(to, noteType, { data: text })
  return world.sent.at(-1)!
}

/** What alice wrote by hand. */
function written(change: Partial<GroupRecord> = {}): GroupRecord {
  const nowMs = world.clock.nowMs()
  return {
    ...{ id: createRecordId(alice.peer, systemRandom), type: noteType.name, creator: alice.peer },
    ...{ lastModifiedBy: alice.peer, version: nowMs, createdAtMs: nowMs, modifiedAtMs: nowMs },
    ...{ expiresAtMs: nowMs + 60_000, deleted: false, attributes: {}, data: utf8('by hand') },
    ...{ autoRefresh: false, renewals: 0, renewedAtMs: 0 },
    ...change
  }
}

const bobs = toldContext(GROUP_ID, bob.keyPair.publicKey)

test('a record is heard by those who listen for its type, as its author said it, and counted', async () => {
  expect((await tell('hello')).deliver()).toBe('taken')
  expect(heard).toEqual([`${alice.peer}: hello`])
  expect([...b.counts]).toEqual([['taken', 1]])
})

test('who listens no more hears nothing; a listener that throws takes nothing from the others', async () => {
  const stop = b.listen({ ...noteType, name: 'test.other' }, () => heard.push('never'))
  b.listen(noteType, () => {
    throw new Error('mine')
  })
  expect((await tell('hello')).deliver()).toBe('taken')
  await a.tell(bob.peer, { ...noteType, name: 'test.other' }, { data: 'other' })
  stop()
  expect(world.sent.at(-1)!.deliver()).toBe('not-asked-for')
  expect(heard).toHaveLength(1)
})

describe('what no honest node sends is a fault', () => {
  test('nonsense, and what was signed for another member, another group, or for everybody', async () => {
    const { deliver, bytes } = await tell('hello')
    expect(deliver(utf8('nonsense'))).toBe('broken')
    expect(deliver((await tell('for carol', carol.peer)).bytes)).toBe('broken')
    const elsewhere = toldContext(person('another group').keyPair.publicKey, bob.keyPair.publicKey)
    for (const context of [GROUP_ID, elsewhere])
      expect(deliver(sealRecord(written(), context, alice.keyPair))).toBe('broken')
    const bent = bytes.slice()
    bent[bytes.length - 1]! ^= 1
    expect(deliver(bent)).toBe('broken')
    expect(heard).toEqual([])
    expect([...b.counts]).toEqual([['broken', 5]])
  })

  test('another member’s words, however well they are signed', async () => {
    const { deliver } = await tell('hello')
    expect(deliver(undefined, carol.peer)).toBe('broken')
    expect(deliver(sealRecord(written({ lastModifiedBy: carol.peer }), bobs, carol.keyPair), carol.peer)).toBe('broken')
    expect(deliver(sealRecord(written({ lastModifiedBy: carol.peer }), bobs, carol.keyPair))).toBe('broken')
  })

  test.each<[string, Partial<GroupRecord>]>([
    ['a version that is not its time', { version: 7 }],
    ['a life of more than ten minutes', { expiresAtMs: Date.UTC(2027, 0) }],
    ['a renewal', { renewals: 1, renewedAtMs: FAKE_NOW_MS, version: FAKE_NOW_MS + 1 }]
  ])('%s', async (_, change) => {
    const { deliver } = await tell('hello')
    expect(deliver(sealRecord(written(change), bobs, alice.keyPair))).toBe('broken')
  })

  test('a deletion', async () => {
    const { deliver } = await tell('hello')
    const tombstone = written({ deleted: true, data: new Uint8Array() })
    expect(deliver(sealRecord(tombstone, bobs, alice.keyPair))).toBe('broken')
  })
})

describe('what an honest node may have sent is refused without blame', () => {
  test('what expired on its way, or comes from a clock far ahead', async () => {
    const { deliver } = await tell('hello')
    world.clock.advance(noteType.ttlMs)
    expect(deliver()).toBe('refused')
    const atMs = world.clock.nowMs() + 10 * 60_000 + 1
    const ahead = written({ version: atMs, createdAtMs: atMs, modifiedAtMs: atMs, expiresAtMs: atMs + 1 })
    expect(deliver(sealRecord(ahead, bobs, alice.keyPair))).toBe('refused')
    expect([...b.counts]).toEqual([['untimely', 2]])
  })

  test('of who is no member any more, what nobody asked for, and what is larger than its type allows', async () => {
    const { deliver } = await tell('hello')
    const sealed = (change: Partial<GroupRecord>): Uint8Array => sealRecord(written(change), bobs, alice.keyPair)
    b.listen({ ...noteType, name: 'test.small', maxBytes: 4 }, () => heard.push('small'))
    expect(deliver(sealed({ type: 'test.small' }))).toBe('refused')
    expect(deliver(sealed({ type: 'test.unknown' }))).toBe('not-asked-for')
    world.outcasts.add(alice.peer)
    expect(deliver()).toBe('refused')
    expect(heard).toEqual([])
    expect([...b.counts.keys()]).toEqual(['too-large', 'not-asked-for', 'no-member'])
  })
})

test('only ephemeral types are told, within their limit and that of a message', async () => {
  const refused = { code: 'BAD_RECORD' }
  await expect(a.tell(bob.peer, bookType, { data: 'a book' })).rejects.toMatchObject(refused)
  expect(() => b.listen(bookType, () => {})).toThrow(expect.objectContaining(refused))
  await expect(a.tell('nobody', noteType, { data: '' })).rejects.toMatchObject(refused)
  const small = { ...noteType, maxBytes: 4 }
  await expect(a.tell(bob.peer, small, { data: '12345' })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  const large = 'x'.repeat(MAX_MESSAGE_BYTES)
  await expect(a.tell(bob.peer, noteType, { data: large })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  expect(world.sent).toEqual([])
})
