// What version 1 wrote about records and shards: every later version must still read it, and must not write it differently.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { equalBytes, fromHex, toHex, utf8, type KeyPair } from '../../src/base/index.js'
import { openEnvelope, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { checkChange, encodeChange } from '../../src/store/change-check.js'
import { encodeEvidence, verifyEvidence } from '../../src/store/evidence.js'
import { readStatement, shardsStatementRecord, type ShardsStatement } from '../../src/store/shards-statement.js'
import { readHead, signHead } from '../../src/store/signed-head.js'
import { decodeItem, encodeItem } from '../../src/store/store-item.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncFrame } from '../../src/store/sync-frame.js'
import { actorOf, checked, ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { alice, bob } from '../support/people.js'
import { contents, noteType, openTestStore } from '../support/store-peers.js'

const record = testRecord(alice, 'wire', {
  attributes: { color: 'red', size: -7, day: new Date(1_700_000_000_000) },
  data: utf8('the first bytes')
})
const writer = new ShardWriter(alice, 'wire')
const changes = [writer.write('first'), writer.write('second')]
const head = writer.sign(1, 2)

function fixture(name: string): Uint8Array {
  const text = readFileSync(join(import.meta.dirname, 'v1', name), 'utf8')
  return fromHex(text.replace(/\s+/g, ''))!
}

test('a record envelope', () => {
  const written = sealRecord(record, TEST_GROUP, alice.keyPair)
  const bytes = fixture('record-envelope.hex')
  expect(openEnvelope(bytes, TEST_GROUP, { verifySignature: true })).toEqual({
    ok: true,
    record: { ...record, attributes: Object.assign(Object.create(null) as object, record.attributes) }
  })
  expect(toHex(written)).toBe(toHex(bytes))
})

const isRenewed = { version: 4, renewals: 2, renewedAtMs: record.modifiedAtMs + 5000, autoRefresh: true }
const contribution: Partial<GroupRecord> = {
  version: 7,
  lastModifiedBy: bob.peer,
  edits: [
    {
      name: 'color',
      version: 7,
      modifiedAtMs: record.modifiedAtMs,
      removed: true,
      overwrites: [
        { author: alice.peer, version: 3, modifiedAtMs: record.modifiedAtMs - 20 },
        { author: bob.peer, version: 5, modifiedAtMs: record.modifiedAtMs - 10 }
      ]
    },
    { name: 'size', version: 6, modifiedAtMs: record.modifiedAtMs - 5, removed: false, overwrites: [] },
    { name: '', version: 2, modifiedAtMs: record.modifiedAtMs - 30, removed: false, overwrites: [] }
  ],
  replaces: [
    { version: 6, modifiedAtMs: record.modifiedAtMs - 5 },
    { version: 5, modifiedAtMs: record.modifiedAtMs - 10 }
  ],
  attributes: { size: 8 }
}
const statement: ShardsStatement = {
  firstLivingShard: 3,
  living: new Map([
    [3, new Map([[actorOf('first'), 20]])],
    [5, new Map([[actorOf('second'), 2000]])]
  ]),
  // Actors stand in the order of their bytes.
  retired: new Map([[2, new Map([actorOf('first'), actorOf('second')].sort().map((actor) => [actor, 7]))]])
}

test.each<[string, GroupRecord, KeyPair]>([
  ['renewal', { ...record, ...isRenewed }, alice.keyPair],
  ['contribution', { ...record, ...contribution }, bob.keyPair],
  ['record-security', { ...record, security: utf8('what a program says of it') }, alice.keyPair],
  ['shards-statement', shardsStatementRecord(statement, alice.peer, 9, record.createdAtMs), alice.keyPair]
])('the envelope of a record of its own kind: %s', (name, given, author) => {
  const bytes = fixture(`${name}.hex`)
  const attributes = Object.assign(Object.create(null) as object, given.attributes)
  const opened = openEnvelope(bytes, TEST_GROUP, { verifySignature: true })
  expect(opened).toEqual({ ok: true, record: { ...given, attributes } })
  expect(toHex(sealRecord(given, TEST_GROUP, author))).toBe(toHex(bytes))
  if (name !== 'shards-statement' || !opened.ok) return
  expect(readStatement(opened.record, { author: alice.peer, shard: 5 })).toEqual(statement)
})

test('a contribution that names with each edit what it takes the place of, as they were first written', () => {
  const opened = openEnvelope(fixture('contribution-inline.hex'), TEST_GROUP, { verifySignature: true })
  const now = openEnvelope(fixture('contribution.hex'), TEST_GROUP, { verifySignature: true })
  expect(opened).toEqual(now)
})

test('the changes of a shard, as Automerge 3.5 writes them', () => {
  for (const [i, change] of changes.entries()) {
    const bytes = fixture(`shard-change-${i + 1}.hex`)
    const verdict = checkChange(bytes)
    expect(verdict).toMatchObject({ ok: true, change: { sequence: i + 1, startOperation: i + 1 } })
    expect(toHex(change)).toBe(toHex(bytes))
    expect(equalBytes(encodeChange(checked(bytes)), bytes)).toBe(true)
  }
})

test('evidence of two histories', () => {
  const other = new ShardWriter(alice, 'wire')
  const heads = [head.bytes, (other.write('another'), other.sign(1, 1).bytes)] as const
  const written = encodeEvidence({
    author: alice.peer,
    shard: 1,
    heads,
    changes: [[...changes].reverse(), other.changes]
  })
  const bytes = fixture('evidence.hex')
  expect(toHex(written)).toBe(toHex(bytes))
  expect(verifyEvidence(bytes, TEST_GROUP)).toEqual({
    author: alice.peer,
    shard: 1,
    heads,
    changes: [[changes[1], changes[0]], other.changes]
  })
})

test('a signed head', () => {
  const bytes = fixture('signed-head.hex')
  const read = readHead(bytes, TEST_GROUP)
  expect(read).toMatchObject({
    author: alice.peer,
    shard: 1,
    firstLivingShard: 1,
    changes: 2,
    heads: [checked(changes[1]!).hash]
  })
  expect(read?.verify()).toBe(true)
  const { shard, firstLivingShard, changes: count, heads } = head
  const again = signHead({ shard, firstLivingShard, changes: count, heads }, TEST_GROUP, alice.keyPair)
  expect(toHex(again.bytes)).toBe(toHex(bytes))
})

test('a shard update and an ephemeral record, as they flood', () => {
  const update = encodeItem({ type: 'shard-update', head: head.bytes, change: changes[1]! })
  const bytes = fixture('shard-update.hex')
  expect(toHex(update)).toBe(toHex(bytes))
  const item = decodeItem(bytes)
  expect(item?.type === 'shard-update' && checkChange(item.change!).ok).toBe(true)
  expect(item?.type === 'shard-update' && readHead(item.head, TEST_GROUP)?.verify()).toBe(true)
  const envelope = sealRecord(record, TEST_GROUP, alice.keyPair)
  const ephemeral = encodeItem({ type: 'ephemeral', envelope })
  expect(decodeItem(fixture('ephemeral-item.hex'))).toMatchObject({ type: 'ephemeral' })
  expect(toHex(ephemeral)).toBe(toHex(fixture('ephemeral-item.hex')))
})

test('every frame of synchronising', () => {
  const digests = ['ab'.repeat(16), 'cd'.repeat(16)]
  const name = { author: alice.peer, shard: 1 }
  const entry = { ...name, heads: [checked(changes[1]!).hash] }
  const frames: SyncFrame[] = [
    { round: 1, type: 'set-ask', set: 'credentials', summary: digests[0]! },
    { round: 1, type: 'set-digests', set: 'credentials', digests, last: true },
    { round: 1, type: 'set-want', set: 'ephemeral', digests },
    { round: 1, type: 'set-items', set: 'ephemeral', items: [utf8('item')], last: false },
    { round: 2, type: 'shard-ask', buckets: new Uint8Array(4096).fill(7) },
    { round: 2, type: 'shard-entries', entries: [entry, { ...name, author: bob.peer, heads: [] }], last: true },
    { round: 2, type: 'shard-want', wants: [entry] },
    { round: 2, type: 'shard-heads', name, heads: [head.bytes] },
    { round: 2, type: 'shard-changes', changes: [changes[1]!], last: true }
  ]
  for (const frame of frames) expectKept(frame, `sync-${frame.type}.hex`)
})

test('frames of synchronising of a member to whom some types come first', () => {
  const types = ['content.location', 'test.note']
  const entry = { author: alice.peer, shard: 1, heads: [checked(changes[1]!).hash] }
  const frames: SyncFrame[] = [
    { round: 1, type: 'set-ask', set: 'ephemeral', summary: 'ab'.repeat(16), types },
    { round: 2, type: 'shard-ask', buckets: new Uint8Array(4096).fill(7), types },
    { round: 2, type: 'shard-entries', entries: [entry], types: 2, last: false }
  ]
  for (const frame of frames) expectKept(frame, `sync-${frame.type}-types.hex`)
})

test('a shard that has ended and says more than its author knew', () => {
  const entry = { author: alice.peer, shard: 3, heads: ['cd'.repeat(32)], outlivesEnd: true }
  expectKept({ round: 2, type: 'shard-entries', entries: [entry], last: true }, 'sync-shard-entries-outlives.hex')
})

function expectKept(frame: SyncFrame, name: string): void {
  const bytes = fixture(name)
  expect(decodeSyncFrame(bytes)).toEqual(frame)
  expect(toHex(encodeSyncFrame(frame))).toBe(toHex(bytes))
}

test('an export', async () => {
  const mine = await openTestStore(alice)
  await mine.policy.receiveCredential(utf8('a membership object'))
  await mine.store.add(noteType, { data: 'the first bytes' })
  await mine.store.add(noteType, { data: 'and the second' })
  const written: Uint8Array[] = []
  for await (const chunk of mine.store.exportRecords()) written.push(chunk)
  const bytes = fixture('export.hex')
  const again = await openTestStore(alice)
  await again.store.importRecords(async function* () {
    yield bytes
  })
  expect(contents(again)).toEqual(contents(mine))
  expect(written.map(toHex)).toEqual([toHex(bytes)])
})
