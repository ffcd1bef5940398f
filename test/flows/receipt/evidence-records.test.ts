// The records of evidence and of answers: what is read back, what is refused, what hostile bytes do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_EVIDENCE_BY_AUTHOR } from '../../../src/flows/receipt/black-list-defaults.js'
import {
  MAX_ANSWER_BODY_BYTES,
  MAX_ANSWER_HEADER_CHARACTERS,
  MAX_ORDER_BYTES,
  MAX_STATEMENT_BYTES
} from '../../../src/flows/receipt/defaults.js'
import {
  answerRecordId,
  answerType,
  evidenceRecordId,
  evidenceType,
  readAnswer,
  readEvidence,
  type HeardEvidence
} from '../../../src/flows/receipt/evidence-records.js'
import { MAX_RECORD_DATA_BYTES, type GroupRecord, type RecordType } from '../../../src/record/index.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { alice, bob, type Person } from '../../support/people.js'
import { answered, answerTo, evidenceOf, ORDER } from './evidence-story.js'

const EVIDENCE = evidenceOf()
const ANSWER = answerTo(EVIDENCE, answered(ORDER))

function record<Data>(by: Person, type: RecordType<Data>, data: Uint8Array, id: string): GroupRecord {
  return {
    ...{ id, type: type.name, creator: by.peer, lastModifiedBy: by.peer, version: 1, deleted: false, attributes: {} },
    ...{ createdAtMs: FAKE_NOW_MS, modifiedAtMs: FAKE_NOW_MS, expiresAtMs: FAKE_NOW_MS + 1 },
    ...{ autoRefresh: false, renewals: 0, renewedAtMs: 0, data }
  }
}

const evidenceRecord = (change: Partial<HeardEvidence> = {}): GroupRecord =>
  record(alice, evidenceType, evidenceType.codec.encode({ ...EVIDENCE, ...change }), EVIDENCE.id)
const answerRecord = (): GroupRecord =>
  record(bob, answerType, answerType.codec.encode(ANSWER), answerRecordId(bob.peer, 0))

describe('evidence and answers', () => {
  test('are read as they were written', () => {
    expect(readEvidence(evidenceRecord())).toEqual(EVIDENCE)
    expect(readAnswer(answerRecord())).toEqual({ ...ANSWER, accused: bob.peer })
  })

  test('the largest are within their limits, and those within what a record may have', () => {
    const pad = MAX_ANSWER_HEADER_CHARACTERS - 1
    const largest = {
      status: 999,
      headers: [['a', '\xff'.repeat(pad)]] as const,
      body: new Uint8Array(MAX_ANSWER_BODY_BYTES)
    }
    const statements = { acceptance: new Uint8Array(1_024), returned: new Uint8Array(MAX_STATEMENT_BYTES) }
    const evidence = { ...EVIDENCE, ...statements, order: new Uint8Array(MAX_ORDER_BYTES), control: largest }
    expect(evidenceType.codec.encode(evidence).byteLength).toBeLessThanOrEqual(evidenceType.maxBytes)
    expect(answerType.codec.encode({ ...ANSWER, response: largest }).byteLength).toBeLessThanOrEqual(
      answerType.maxBytes
    )
    expect(evidenceType.maxBytes).toBeLessThanOrEqual(MAX_RECORD_DATA_BYTES)
  })

  test('are none where somebody else changed them, or under an id that is not one of their author’s few', () => {
    expect(readEvidence({ ...evidenceRecord(), lastModifiedBy: bob.peer })).toBeUndefined()
    expect(readEvidence({ ...evidenceRecord(), id: evidenceRecordId(alice.peer, 1) })).toBeUndefined()
    expect(readEvidence({ ...evidenceRecord(), deleted: true })).toBeUndefined()
    expect(readAnswer({ ...answerRecord(), lastModifiedBy: alice.peer })).toBeUndefined()
    expect(readAnswer({ ...answerRecord(), id: answerRecordId(bob.peer, 1) })).toBeUndefined()
    expect(readAnswer(evidenceRecord())).toBeUndefined()
  })

  test('are none beyond their limits, or against oneself', () => {
    const large = new Uint8Array(MAX_STATEMENT_BYTES + 1)
    expect(readEvidence(evidenceRecord({ acceptance: large }))).toBeUndefined()
    expect(readEvidence(evidenceRecord({ returned: large }))).toBeUndefined()
    expect(readEvidence(evidenceRecord({ order: new Uint8Array(MAX_ORDER_BYTES + 1) }))).toBeUndefined()
    const body = new Uint8Array(MAX_ANSWER_BODY_BYTES + 1)
    expect(readEvidence(evidenceRecord({ control: { ...EVIDENCE.control, body } }))).toBeUndefined()
    const headers = [['set-cookie', 'a=b\r\nx: y']] as const
    expect(readEvidence(evidenceRecord({ control: { ...EVIDENCE.control, headers } }))).toBeUndefined()
    expect(readEvidence(evidenceRecord({ accused: alice.peer }))).toBeUndefined()
    expect(() => evidenceType.codec.encode({ ...EVIDENCE, slot: MAX_EVIDENCE_BY_AUTHOR })).toThrow(RangeError)
  })

  test('whatever bytes come, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (noise, at) => {
        for (const whole of [evidenceRecord(), answerRecord()]) {
          const data = Uint8Array.from(whole.data)
          data.set(noise.subarray(0, data.byteLength), at % Math.max(1, data.byteLength - noise.byteLength))
          readEvidence({ ...whole, data })
          readAnswer({ ...whole, data: noise })
        }
      }),
      { numRuns: 200 }
    )
  })
})
