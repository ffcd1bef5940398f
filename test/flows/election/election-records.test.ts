// The records of an election: what is read back, what is refused, what hostile bytes do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordType } from '../../../src/record/index.js'
import {
  isRecordKind,
  packetRecordId,
  packetType,
  readPacket,
  readResult,
  resultRecordId,
  resultType,
  type PacketData,
  type ResultData
} from '../../../src/flows/election/election-records.js'
import { MAX_CRITERIA, MAX_LEVEL, MAX_VALUE, TERM_MS } from '../../../src/flows/election/defaults.js'
import { potluck } from '../../../src/flows/election-pb.js'
import type { GroupRecord } from '../../../src/record/index.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { alice, bob } from '../../support/people.js'

const wire = potluck.election.v1
const KIND = 'org.example.updates'
const CRITERIA = [
  { level: 1, value: 2 },
  { level: 2, value: 14 },
  { level: 7, value: MAX_VALUE }
]
const TIMES = { expiresAtMs: FAKE_NOW_MS }
const PACKET: PacketData = { kind: KIND, electionId: '01'.repeat(16), ...TIMES, criteria: CRITERIA, wished: true }
const RESULT: ResultData = {
  kind: KIND,
  electionId: '01'.repeat(16),
  criteria: CRITERIA,
  backup: bob.peer,
  electedAtMs: FAKE_NOW_MS,
  untilMs: FAKE_NOW_MS + TERM_MS,
  wished: true
}
const FULL = Array.from({ length: MAX_CRITERIA }, (_, i) => ({
  level: MAX_LEVEL - MAX_CRITERIA + 1 + i,
  value: MAX_VALUE
}))

function record<Data>(type: RecordType<Data>, data: Uint8Array, change: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: type.name === packetType.name ? packetRecordId(alice.peer, KIND) : resultRecordId(alice.peer, KIND),
    type: type.name,
    creator: alice.peer,
    lastModifiedBy: alice.peer,
    version: FAKE_NOW_MS,
    createdAtMs: FAKE_NOW_MS,
    modifiedAtMs: FAKE_NOW_MS,
    expiresAtMs: FAKE_NOW_MS + 1,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data,
    ...change
  }
}

const packetRecord = (data: Partial<PacketData>): GroupRecord =>
  record(packetType, packetType.codec.encode({ ...PACKET, ...data }))
const resultRecord = (data: Partial<ResultData>): GroupRecord =>
  record(resultType, resultType.codec.encode({ ...RESULT, ...data }))

describe('a packet and a result', () => {
  test('are read as they were written', () => {
    expect(readPacket(packetRecord({}))).toEqual({ ...PACKET, author: alice.peer })
    expect(readResult(resultRecord({}))).toEqual({ ...RESULT, author: alice.peer })
    expect(readResult(resultRecord({ backup: undefined, criteria: [] }))?.backup).toBeUndefined()
  })

  test('the largest are within their limits', () => {
    const kind = 'k'.repeat(64)
    const packet = packetType.codec.encode({ ...PACKET, kind, criteria: FULL, expiresAtMs: Number.MAX_SAFE_INTEGER })
    const times = { electedAtMs: Number.MAX_SAFE_INTEGER - 1, untilMs: Number.MAX_SAFE_INTEGER }
    const result = resultType.codec.encode({ ...RESULT, kind, criteria: FULL, ...times })
    expect(packet.byteLength).toBeLessThanOrEqual(packetType.maxBytes)
    expect(result.byteLength).toBeLessThanOrEqual(resultType.maxBytes)
  })

  test('somebody else’s change, and a second record of one kind, are nobody’s word', () => {
    for (const change of [{ lastModifiedBy: bob.peer }, { id: packetRecordId(alice.peer, 'other') }]) {
      expect(readPacket({ ...packetRecord({}), ...change })).toBeUndefined()
      expect(readResult({ ...resultRecord({}), ...change })).toBeUndefined()
    }
  })

  test.each<[string, Partial<PacketData & ResultData>]>([
    ['a kind that is no name', { kind: 'Ä' }],
    ['a level of 0', { criteria: [{ level: 0, value: 1 }] }],
    ['a level above 255', { criteria: [{ level: 256, value: 1 }] }],
    ['a value of 0', { criteria: [{ level: 1, value: 0 }] }],
    ['a value above 65,535', { criteria: [{ level: 1, value: 65_536 }] }],
    ['a level twice', { criteria: [...CRITERIA, { level: 7, value: 1 }] }],
    ['levels out of order', { criteria: [...CRITERIA].reverse() }],
    [
      'too many criteria',
      { criteria: Array.from({ length: MAX_CRITERIA + 1 }, (_, i) => ({ level: i + 1, value: 1 })) }
    ],
    ['no time', { expiresAtMs: 0, untilMs: 0 }],
    ['a term of more than a day', { electedAtMs: FAKE_NOW_MS - 1, expiresAtMs: 0 }]
  ])('with %s are none', (_, change) => {
    expect(readPacket(packetRecord(change))).toBeUndefined()
    expect(readResult(resultRecord(change))).toBeUndefined()
  })

  test('with an id, a backup or criteria of the wrong length are none', () => {
    const said = { kind: KIND, electionId: new Uint8Array(15), expiresMs: 1, electedMs: 1, untilMs: 2 }
    expect(readPacket(record(packetType, wire.Packet.encode(said).finish()))).toBeUndefined()
    expect(readResult(record(resultType, wire.Result.encode(said).finish()))).toBeUndefined()
    const right = { ...said, electionId: new Uint8Array(16) }
    expect(readPacket(record(packetType, wire.Packet.encode(right).finish()))).toBeDefined()
    expect(readResult(record(resultType, wire.Result.encode(right).finish()))).toBeDefined()
    const odd = { ...right, levels: [1, 2], values: [1] }
    expect(readPacket(record(packetType, wire.Packet.encode(odd).finish()))).toBeUndefined()
    const short = { ...right, backup: new Uint8Array(31) }
    expect(readResult(record(resultType, wire.Result.encode(short).finish()))).toBeUndefined()
  })

  test('whatever bytes come, reading them throws nothing', () => {
    const bytes = fc.uint8Array({ maxLength: 400 })
    fc.assert(
      fc.property(bytes, (data) => {
        readPacket(record(packetType, data))
        readResult(record(resultType, data))
      })
    )
  })

  test('a packet or result with some bytes changed is none, or within all limits', () => {
    const flips = fc.array(fc.tuple(fc.nat(127), fc.nat(255)), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(flips, (changes) => {
        for (const whole of [packetRecord({}), resultRecord({})]) {
          const data = Uint8Array.from(whole.data)
          for (const [at, byte] of changes) data[at % data.length] = byte
          const read = readPacket({ ...whole, data }) ?? readResult({ ...whole, data })
          if (read === undefined) continue
          expect(isRecordKind(read.kind)).toBe(true)
          expect(read.criteria.length).toBeLessThanOrEqual(MAX_CRITERIA)
          for (const { level, value } of read.criteria) {
            expect(level >= 1 && level <= MAX_LEVEL && value >= 1 && value <= MAX_VALUE).toBe(true)
          }
        }
      })
    )
  })
})

test.each(['', 'a', 'org.example.updates', 'a-b_c.9'])('%j is a kind', (kind) => expect(isRecordKind(kind)).toBe(true))
test.each(['group', 'A', '.a', 'a.', '-', 'a b', 'a\n', 'ä', 'a'.repeat(65)])('%j is none', (kind) => {
  expect(isRecordKind(kind)).toBe(false)
})
