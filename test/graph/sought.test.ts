import { describe, expect, test } from 'vitest'
import { MAX_SOUGHT_BYTES, SOUGHT_TTL_MS } from '../../src/graph/defaults.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { readSought, soughtId, soughtType } from '../../src/graph/sought.js'
import type { GroupRecord } from '../../src/record/index.js'
import { alice, bob, carol } from '../support/people.js'

const { encode, decode } = soughtType.codec
const wire = potluck.graph.v1.SoughtData

const record: GroupRecord = {
  id: soughtId(alice.peer, bob.peer),
  type: soughtType.name,
  creator: alice.peer,
  lastModifiedBy: alice.peer,
  version: 1_000,
  createdAtMs: 1_000,
  modifiedAtMs: 1_000,
  expiresAtMs: 1_000 + SOUGHT_TTL_MS,
  attributes: {},
  deleted: false,
  autoRefresh: false,
  renewals: 0,
  renewedAtMs: 0,
  data: encode({ peer: bob.peer })
}

describe('a record of who is looked for', () => {
  test('is read as it was written, within its bytes', () => {
    expect(decode(encode({ peer: bob.peer }))).toEqual({ peer: bob.peer })
    expect(encode({ peer: bob.peer }).byteLength).toBeLessThan(MAX_SOUGHT_BYTES)
    expect(readSought(record)).toBe(bob.peer)
  })

  test('is one for each who is looked for', () => {
    const ids = [soughtId(alice.peer, bob.peer), soughtId(alice.peer, carol.peer), soughtId(bob.peer, carol.peer)]
    expect(new Set(ids).size).toBe(3)
  })

  test.each<[string, Partial<GroupRecord>]>([
    ['of another type', { type: 'graph.presence' }],
    ['without a peer', { data: new Uint8Array() }],
    ['of a key that is too short', { data: wire.encode({ peer: new Uint8Array(31) }).finish() }],
    ['of no protobuf', { data: Uint8Array.of(0xff) }],
    ['with more data than it may have', { data: Buffer.concat([record.data, new Uint8Array(MAX_SOUGHT_BYTES)]) }],
    ['that lives for longer', { expiresAtMs: record.expiresAtMs + 1 }],
    ['that was deleted', { deleted: true }]
  ])('%s is none', (_what, change) => {
    expect(readSought({ ...record, ...change })).toBeUndefined()
  })
})
