import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { sealRecord, type GroupRecord } from '../../src/record/index.js'
import {
  MAX_AHEAD_MS,
  MAX_EPHEMERAL_BYTES_PER_AUTHOR,
  MAX_EPHEMERAL_PER_AUTHOR,
  MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE
} from '../../src/store/defaults.js'
import { EphemeralRecords } from '../../src/store/ephemeral.js'
import { TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, type Person } from '../support/people.js'
import { contents, openTestStore, signalType } from '../support/store-peers.js'

const MINUTE_MS = 60_000

function envelope(author: Person, name: string, changed: Partial<GroupRecord> = {}): Uint8Array {
  const atMs = changed.version ?? FAKE_NOW_MS
  const times = { version: atMs, createdAtMs: atMs, modifiedAtMs: atMs, expiresAtMs: atMs + MINUTE_MS }
  return sealRecord(testRecord(author, name, { ...times, ...changed }), TEST_GROUP, author.keyPair)
}

function emptyRecords(memberUntilMs: number | undefined = Number.MAX_SAFE_INTEGER): EphemeralRecords {
  return new EphemeralRecords(TEST_GROUP, { memberUntilMs: () => memberUntilMs })
}

const outcomeOf = (records: EphemeralRecords, bytes: Uint8Array, nowMs = FAKE_NOW_MS): string => {
  const verdict = records.receive(bytes, nowMs)
  return verdict.outcome === 'refused' ? verdict.reason : verdict.outcome
}

describe('an ephemeral record', () => {
  test('is applied once; a newer version replaces it, an older one does not', () => {
    const records = emptyRecords()
    const [first, second] = [envelope(alice, 'a'), envelope(alice, 'a', { version: FAKE_NOW_MS + 1 })]
    expect(outcomeOf(records, first)).toBe('applied')
    expect(outcomeOf(records, first)).toBe('known')
    expect(outcomeOf(records, second)).toBe('applied')
    expect(outcomeOf(records, first)).toBe('known')
    expect(records.synced(FAKE_NOW_MS).digests()).toHaveLength(1)
  })

  test('of which one author wrote two under one version ends the same whatever came first', () => {
    const versions = [envelope(alice, 'a', { data: utf8('x') }), envelope(alice, 'a', { data: utf8('y') })]
    const ends = [versions, [...versions].reverse()].map((order) => {
      const records = emptyRecords()
      for (const bytes of order) records.receive(bytes, FAKE_NOW_MS)
      return records.synced(FAKE_NOW_MS).digests()
    })
    expect(ends[0]).toEqual(ends[1])
  })

  test('is refused where what it says can never be right', () => {
    const records = emptyRecords()
    const good = envelope(alice, 'a')
    const flipped = good.map((byte, i) => (i === good.byteLength - 1 ? byte ^ 1 : byte))
    expect(outcomeOf(records, flipped)).toBe('bad-signature')
    expect(outcomeOf(records, utf8('garbage'))).toBe('malformed')
    expect(outcomeOf(records, new Uint8Array(65 * 1024))).toBe('too-large')
    const long = envelope(alice, 'a', { expiresAtMs: FAKE_NOW_MS + 10 * MINUTE_MS + 1 })
    expect(outcomeOf(records, long)).toBe('ephemeral-lives-too-long')
    const timeless = envelope(alice, 'a', { version: 7, createdAtMs: 1, modifiedAtMs: 8, expiresAtMs: 99 })
    expect(outcomeOf(records, timeless)).toBe('ephemeral-version-is-not-its-time')
    const renewed = envelope(alice, 'a', { renewals: 1, renewedAtMs: FAKE_NOW_MS })
    expect(outcomeOf(records, renewed)).toBe('ephemeral-renewed')
    const contribution = envelope(alice, 'a', { edits: [], data: new Uint8Array() })
    expect(outcomeOf(records, contribution)).toBe('ephemeral-collaborative')
    const id = testRecord(bob, 'a').id
    const others = envelope(alice, 'a', { id, creator: bob.peer })
    expect(outcomeOf(records, others)).toBe('ephemeral-of-other-author')
    const wrongGroup = sealRecord(testRecord(alice, 'a'), new Uint8Array(32), alice.keyPair)
    expect(outcomeOf(records, wrongGroup)).toBe('bad-signature')
  })

  test('is ignored without blame where only the time or the membership speaks against it', () => {
    const ahead = (byMs: number): Uint8Array => envelope(alice, 'a', { version: FAKE_NOW_MS + byMs })
    expect(outcomeOf(emptyRecords(), ahead(MAX_AHEAD_MS))).toBe('applied')
    expect(outcomeOf(emptyRecords(), ahead(MAX_AHEAD_MS + 1))).toBe('ignored')
    expect(outcomeOf(emptyRecords(), envelope(alice, 'a'), FAKE_NOW_MS + MINUTE_MS)).toBe('ignored')
    expect(outcomeOf(emptyRecords(FAKE_NOW_MS), envelope(alice, 'a'))).toBe('ignored')
    const nobody = new EphemeralRecords(TEST_GROUP, { memberUntilMs: () => undefined })
    expect(outcomeOf(nobody, envelope(alice, 'a'))).toBe('ignored')
  })

  test('of one author fills its own room only: by type, by number, by bytes', () => {
    const byType = emptyRecords()
    for (let i = 0; i < MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE; i++) byType.receive(envelope(alice, `${i}`), FAKE_NOW_MS)
    expect(outcomeOf(byType, envelope(alice, 'more'))).toBe('ignored')
    expect(outcomeOf(byType, envelope(alice, '0', { version: FAKE_NOW_MS + 1 }))).toBe('applied')
    expect(outcomeOf(byType, envelope(alice, 'more', { type: 'other' }))).toBe('applied')
    expect(outcomeOf(byType, envelope(bob, 'more'))).toBe('applied')

    const byNumber = emptyRecords()
    for (let i = 0; i < MAX_EPHEMERAL_PER_AUTHOR; i++) {
      byNumber.receive(envelope(alice, `${i}`, { type: `type ${i}` }), FAKE_NOW_MS)
    }
    expect(outcomeOf(byNumber, envelope(alice, 'more', { type: 'more' }))).toBe('ignored')
    expect(outcomeOf(byNumber, envelope(bob, 'more'))).toBe('applied')

    const byBytes = emptyRecords()
    const data = new Uint8Array(60 * 1024)
    const room = Math.floor(MAX_EPHEMERAL_BYTES_PER_AUTHOR / envelope(alice, '0', { data }).byteLength)
    for (let i = 0; i < room; i++) expect(outcomeOf(byBytes, envelope(alice, `${i}`, { data }))).toBe('applied')
    expect(outcomeOf(byBytes, envelope(alice, 'more', { data }))).toBe('ignored')
    byBytes.remove(testRecord(alice, '0').id)
    expect(outcomeOf(byBytes, envelope(alice, 'more', { data }))).toBe('applied')
  })
})

describe('in a store', () => {
  test('an ephemeral record is renewed, deleted and expires; each is told once', async () => {
    const here = await openTestStore(alice)
    const { id } = await here.store.add(signalType, { data: 'one' })
    await here.clock.advanceAsync(50_000)
    await here.store.update(signalType, id, { data: 'two' })
    await here.clock.advanceAsync(59_999)
    expect(contents(here)).toHaveLength(1)
    await here.clock.advanceAsync(1)
    expect(here.events).toEqual(['add one', 'update two', 'expire two'])
    const { id: other } = await here.store.add(signalType, { data: 'three' })
    await here.store.delete(other)
    expect(here.events.slice(3)).toEqual(['add three', 'delete three'])
    expect(here.flooded).toHaveLength(4)
    await here.clock.advanceAsync(11 * MINUTE_MS)
    expect(here.events).toHaveLength(5)
    await here.store.close()
    expect(here.clock.pendingTimers).toBe(0)
  })

  test('a version that lost never becomes visible again, though the winner expired first', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { id } = await here.store.add(signalType, { data: 'long', ttlMs: 10 * MINUTE_MS })
    here.clock.advance(1)
    await here.store.update(signalType, id, { data: 'short', ttlMs: 1000 })
    for (const item of here.flooded) await there.store.receive(item)
    await there.clock.advanceAsync(5000)
    expect(contents(there)).toEqual([])
    expect((await there.store.receive(here.flooded[0]!)).outcome).toBe('known')
    expect(contents(there)).toEqual([])
  })

  test('two versions within one millisecond follow each other, also when the clock went back', async () => {
    const here = await openTestStore(alice)
    const first = await here.store.add(signalType, { data: 'a' })
    here.clock.jump(-5000)
    const second = await here.store.update(signalType, first.id, { data: 'b' })
    expect(second.version).toBe(first.version + 1)
    expect(second.modifiedAtMs).toBe(second.version)
  })

  test('a removed member of the group writes no ephemeral records', async () => {
    const here = await openTestStore(alice)
    here.policy.setMember(alice.peer, undefined)
    await expect(here.store.add(signalType, { data: 'a' })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' })
    expect(here.flooded).toEqual([])
  })
})
