import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, sha256, toHex, utf8 } from '../../src/base/index.js'
import { defineRecordType, namedRecordId, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { EphemeralRecords } from '../../src/store/ephemeral.js'
import { ListedObjects, SortedDigests } from '../../src/store/sync-set.js'
import { TEST_GROUP } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice } from '../support/people.js'
import { signalType } from '../support/store-peers.js'

/** As docs/protocols/store-sync.md says it. */
function summaryOf(digests: readonly string[]): string {
  return toHex(sha256(fromHex([...digests].sort().join(''))!).subarray(0, 16))
}

test('sorted digests are what a map that is sorted each time is, whatever comes and goes', () => {
  const step = fc.record({ name: fc.nat(30), do: fc.constantFrom('set', 'set', 'delete', 'look') })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const sorted = new SortedDigests<number>()
      const naive = new Map<string, number>()
      for (const [index, { name, do: what }] of steps.entries()) {
        const digest = toHex(sha256(utf8(`${name}`)).subarray(0, 16))
        if (what === 'set') {
          sorted.set(digest, index)
          naive.set(digest, index)
        } else if (what === 'delete') {
          sorted.delete(digest)
          naive.delete(digest)
        } else {
          const inOrder = [...naive].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
          expect([...sorted.all()]).toEqual(inOrder)
          expect(sorted.get(digest)).toBe(naive.get(digest))
        }
      }
    }),
    { seed: 6 }
  )
})

test('the summary of ephemeral records follows what comes, is replaced, goes and expires, of all and of some types', () => {
  const records = new EphemeralRecords(TEST_GROUP, { memberUntilMs: () => Infinity })
  const alarm = defineRecordType({ ...signalType, name: 'test.alarm' })
  const record = (name: string, type: string, atMs: number, livesMs: number): GroupRecord => ({
    id: namedRecordId(alice.peer, name),
    type,
    creator: alice.peer,
    lastModifiedBy: alice.peer,
    version: atMs,
    createdAtMs: atMs,
    modifiedAtMs: atMs,
    expiresAtMs: atMs + livesMs,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data: utf8(name)
  })
  const take = (each: GroupRecord): void => {
    expect(records.receive(sealRecord(each, TEST_GROUP, alice.keyPair), FAKE_NOW_MS).outcome).toBe('applied')
  }
  const check = (nowMs: number, shown: number, alarms: number): void => {
    const living = [...records.all()].filter(({ untilMs }) => untilMs > nowMs)
    const alarming = living.filter((kept) => kept.record.type === alarm.name)
    expect([living.length, alarming.length]).toEqual([shown, alarms])
    const here = records.synced(nowMs)
    expect(here.summary()).toBe(summaryOf(living.map(({ digest }) => digest)))
    expect(here.summary([alarm.name])).toBe(summaryOf(alarming.map(({ digest }) => digest)))
    expect(here.digests().sort()).toEqual(living.map(({ digest }) => digest).sort())
    for (const { digest, envelope } of living) expect(here.get(digest)).toBe(envelope)
  }
  check(FAKE_NOW_MS, 0, 0)
  take(record('a', signalType.name, FAKE_NOW_MS, 60_000))
  take(record('b', alarm.name, FAKE_NOW_MS, 30_000))
  check(FAKE_NOW_MS, 2, 1)
  take(record('a', signalType.name, FAKE_NOW_MS + 1, 60_000))
  check(FAKE_NOW_MS, 2, 1)
  check(FAKE_NOW_MS + 29_999, 2, 1)
  check(FAKE_NOW_MS + 30_000, 1, 0)
  check(FAKE_NOW_MS + 29_999, 2, 1) // A clock that was set back.
  const [gone] = [...records.all()].filter((kept) => kept.record.type === alarm.name)
  expect(records.synced(FAKE_NOW_MS + 30_000).get(gone!.digest)).toBeUndefined()
  expect(records.synced(FAKE_NOW_MS + 30_000).has(gone!.digest)).toBe(true)
  records.remove(gone!.record.id)
  expect(records.synced(FAKE_NOW_MS).has(gone!.digest)).toBe(false)
  check(FAKE_NOW_MS, 1, 0)
})

test('membership objects are looked at anew when one came, went or was replaced', () => {
  const listed = new ListedObjects()
  const [a, b, c] = [utf8('a'), utf8('b'), utf8('c')]
  const digests = (list: readonly Uint8Array[]): string[] => list.map((object) => toHex(sha256(object).subarray(0, 16)))
  const first = listed.of([a, b])
  expect(listed.of([a, b])).toBe(first)
  for (const list of [[a, b], [a, c], [a, b, c], [c], []]) {
    expect(listed.of(list).digests()).toEqual(digests(list))
    expect(listed.of(list).summary()).toBe(summaryOf(digests(list)))
  }
})
