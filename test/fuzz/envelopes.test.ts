// Envelopes of records, with edits and renewals: `openEnvelope`, and the ephemeral records that are kept in memory.
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { openEnvelope, sealRecord, type GroupRecord, type Verdict } from '../../src/record/index.js'
import { checkRecord } from '../../src/record/record-rules.js'
import { EphemeralRecords, type EphemeralVerdict } from '../../src/store/ephemeral.js'
import { TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, type Person } from '../support/people.js'
import { fuzz } from './fuzz.js'
import { mutateProtobuf } from './mutate-protobuf.js'
import { recordHex, resigned, SIGNERS } from './sign-again.js'

const OUTCOMES = ['malformed', 'bad-signature', 'a record']
fuzz('envelopes', { operations: 1500, operationsPerByte: 12 }, OUTCOMES, () => {
  const honest = honestEnvelopes()
  const signed = new Set(honest.map(recordHex))
  let verdict: Verdict
  return {
    honest,
    mutate: (bytes, dice, others) => resigned(mutateProtobuf(bytes, dice, others), dice, signed),
    read: (bytes) => {
      verdict = openEnvelope(bytes, TEST_GROUP, { verifySignature: true })
    },
    judge: (bytes) => {
      if (!verdict.ok) return verdict.reason
      const { record } = verdict
      expect(signed.has(recordHex(bytes))).toBe(true)
      expect(checkRecord(record)).toBeUndefined()
      expect(record.data.buffer).not.toBe(bytes.buffer)
      // Whoever wrote it could have written it by the rules: it is sealed again, and reads as the same record.
      const author = SIGNERS.find(({ peer }) => peer === record.lastModifiedBy)!
      const again = openEnvelope(sealRecord(record, TEST_GROUP, author.keyPair), TEST_GROUP, { verifySignature: true })
      expect(again.ok && isDeepStrictEqual(again.record, record)).toBe(true)
      return 'a record'
    },
    end: () => {
      for (const bytes of honest) expect(openEnvelope(bytes, TEST_GROUP, { verifySignature: true }).ok).toBe(true)
    }
  }
})

fuzz(
  'ephemeral envelopes',
  { operations: 3000, operationsPerByte: 12 },
  ['refused', 'ignored', 'known', 'applied'],
  () => {
    const honest = [0, 1, 2].map((i) => sealRecord(signal(alice, `signal ${i}`, i), TEST_GROUP, alice.keyPair))
    const signed = new Set<string>(honest.map(recordHex))
    const members = new Set([alice.peer, bob.peer])
    const records = new EphemeralRecords(TEST_GROUP, {
      memberUntilMs: (author) => (members.has(author) ? Number.MAX_SAFE_INTEGER : undefined)
    })
    let nowMs = FAKE_NOW_MS
    let before = ''
    let verdict: EphemeralVerdict
    return {
      honest,
      mutate: (bytes, dice, others) => {
        before = fingerprint(records)
        nowMs += dice.below(500)
        if (dice.chance(0.7)) return resigned(mutateProtobuf(bytes, dice, others), dice, signed)
        const who = dice.pick(SIGNERS)
        const record = signal(
          who,
          `signal ${dice.below(6)}`,
          nowMs - FAKE_NOW_MS + dice.pick([-1000, 0, 599_000, 601_000])
        )
        const envelope = sealRecord(record, TEST_GROUP, who.keyPair)
        signed.add(recordHex(envelope))
        return envelope
      },
      read: (bytes) => {
        verdict = records.receive(bytes, nowMs)
      },
      judge: (bytes) => {
        if (verdict.outcome !== 'applied') {
          expect(fingerprint(records)).toBe(before)
          return verdict.outcome
        }
        expect(signed.has(recordHex(bytes))).toBe(true)
        expect(records.get(verdict.kept.record.id)).toBe(verdict.kept)
        const here = records.synced(nowMs)
        expect(here.digests().filter((digest) => here.get(digest) === bytes)).toHaveLength(1)
        return 'applied'
      },
      end: () => {
        const envelope = sealRecord(signal(bob, 'honest', nowMs - FAKE_NOW_MS + 1), TEST_GROUP, bob.keyPair)
        expect(records.receive(envelope, nowMs).outcome).toBe('applied')
        for (const { record } of [...records.all()]) records.remove(record.id)
        expect(fingerprint(records)).toBe('')
        expect(records.synced(0).digests()).toEqual([])
      }
    }
  }
)

function honestEnvelopes(): Uint8Array[] {
  const [first, second] = [testRecord(alice, 'plain'), testRecord(bob, 'attributes')]
  const attributes = { color: 'blue', size: -7, since: new Date(FAKE_NOW_MS) }
  const edits = [
    {
      name: 'color',
      version: 3,
      modifiedAtMs: FAKE_NOW_MS,
      removed: false,
      overwrites: [{ author: bob.peer, version: 2, modifiedAtMs: 5 }]
    },
    { name: 'size', version: 1, modifiedAtMs: FAKE_NOW_MS, removed: false, overwrites: [] },
    {
      name: 'gone',
      version: 3,
      modifiedAtMs: FAKE_NOW_MS,
      removed: true,
      overwrites: [{ author: alice.peer, version: 1, modifiedAtMs: 4 }]
    },
    { name: '', version: 2, modifiedAtMs: FAKE_NOW_MS, removed: false, overwrites: [] }
  ]
  const shared = {
    ...testRecord(alice, 'shared'),
    version: 3,
    attributes: { color: 'blue', size: 7 },
    edits,
    replaces: [{ version: 2, modifiedAtMs: 5 }]
  }
  const records: [GroupRecord, Person][] = [
    [first, alice],
    [{ ...second, attributes }, bob],
    [{ ...second, attributes: Object.fromEntries([...Array(32).keys()].map((i) => [`name ${i}`, i])) }, bob],
    [{ ...first, version: 5, renewals: 2, renewedAtMs: FAKE_NOW_MS + 1000, autoRefresh: true }, alice],
    [{ ...second, version: 2, deleted: true, data: new Uint8Array() }, bob],
    [{ ...first, lastModifiedBy: bob.peer, version: 2 }, bob],
    [shared, alice]
  ]
  return records.map(([record, author]) => sealRecord(record, TEST_GROUP, author.keyPair))
}

function signal(author: Person, name: string, afterMs: number): GroupRecord {
  const atMs = FAKE_NOW_MS + afterMs
  const times = { version: atMs, createdAtMs: atMs, modifiedAtMs: atMs, expiresAtMs: atMs + 60_000 }
  return { ...testRecord(author, name), ...times, type: 'test.signal' }
}

function fingerprint(records: EphemeralRecords): string {
  return [...records.all()].map(({ digest, untilMs, forgetAtMs }) => `${digest} ${untilMs} ${forgetAtMs}`).join()
}
