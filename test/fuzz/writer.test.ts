// The writer: whatever `add`, `update`, `edit` and `delete` accept is read back by the reader, here and in another store, and
// what they refuse is coded and changes nothing. Inputs are seeds of what is asked for.
import { expect } from 'vitest'
import {
  RecordError,
  namedRecordId,
  type Attributes,
  type GroupRecord,
  type RecordType
} from '../../src/record/index.js'
import { StoreError } from '../../src/store/index.js'
import { alice, bob } from '../support/people.js'
import { noteType, openTestStore, signalType } from '../support/store-peers.js'
import { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { FuzzedStore } from './fuzzed-store.js'

type Bytes = Uint8Array
const codec = { encode: (bytes: Bytes) => bytes, decode: (bytes: Bytes) => bytes }
const TYPES: RecordType<Bytes>[] = [
  { ...noteType, codec, maxBytes: 768 * 1024 },
  { ...signalType, codec, maxBytes: 768 * 1024 },
  { ...noteType, name: 'test.shared', lifetime: 'collaborative', changeableBy: 'members', codec }
]

const OUTCOMES = ['written', 'TOO_LARGE', 'BAD_RECORD', 'NOT_FOUND']

fuzz('what is written', { operations: 60_000, operationsPerByte: 30 }, OUTCOMES, async () => {
  const fuzzed = await FuzzedStore.open(alice)
  const here = fuzzed.peer
  const there = await openTestStore(bob, { clock: here.clock })
  for (const type of TYPES) for (const { store } of [here, there]) store.declare(type)
  /** Of what was written, by the name of its type: a record of one is never one of another. */
  const ids = new Map(TYPES.map(({ name }) => [name, [] as string[]]))
  let before = ''
  let floodedBefore = 0
  let written: GroupRecord | undefined
  let given: Given
  let refusal: string | undefined

  return {
    honest: [Uint8Array.of(1, 2, 3, 4)],
    mutate: (_, dice) => {
      here.clock.advance(dice.below(1000))
      before = fuzzed.fingerprint()
      floodedBefore = here.flooded.length
      const bytes = dice.bytes(4)
      given = somethingToWrite(new Dice(Buffer.from(bytes).readUInt32LE()), ids)
      return bytes
    },
    read: async () => {
      written = refusal = undefined
      const { store } = here
      const { call, type, id, init } = given
      try {
        if (call === 'add') written = await store.add(type, { ...init, ...(id !== undefined && { id }) })
        else if (call === 'update') written = await store.update(type, id ?? '', init)
        else if (call === 'edit') written = await store.edit(type, id ?? '', init)
        else await store.delete(id ?? '')
      } catch (error) {
        if (!(error instanceof StoreError) && !(error instanceof RecordError)) throw error
        refusal = error.code
      }
    },
    answeredBytes: () => given.init.data.byteLength,
    judge: async () => {
      if (refusal !== undefined) {
        expect(fuzzed.fingerprint()).toBe(before)
        expect(here.flooded).toHaveLength(floodedBefore)
        return refusal
      }
      for (const item of here.flooded.slice(floodedBefore)) {
        expect(['applied', 'held']).toContain((await there.store.receive(item)).outcome) // Held: too large to flood.
      }
      here.flooded.length = 0
      if (written === undefined) return 'deleted'
      const { id } = written
      const known = ids.get(given.type.name)!
      if (known.length < 15) known.push(id)
      const shown = spelled(here.store.get(id))
      expect(spelled(written)).toBe(shown)
      if (there.store.get(id)?.version === written.version) expect(spelled(there.store.get(id))).toBe(shown)
      // What was given is the caller's again, to do with as it likes.
      given.init.data.fill(7)
      Object.assign(given.init.attributes, { changed: 'later' })
      expect(spelled(here.store.get(id))).toBe(shown)
      return 'written'
    },
    end: async () => {
      await there.store.close()
      await fuzzed.expectWhole([])
    }
  }
})

interface Given {
  readonly call: 'add' | 'update' | 'edit' | 'delete'
  readonly type: RecordType<Bytes>
  readonly id: string | undefined
  readonly init: { data: Bytes; attributes: Attributes; ttlMs?: number; autoRefresh?: boolean }
}

function somethingToWrite(dice: Dice, written: ReadonlyMap<string, readonly string[]>): Given {
  const type = dice.pick(TYPES)
  const ids = written.get(type.name)!
  const call = dice.pick(['add', 'add', 'add', 'update', 'update', 'edit', 'delete'] as const)
  const known = ids.length > 0 && dice.chance(call === 'add' ? 0.2 : 0.8) ? dice.pick(ids) : undefined
  return {
    call,
    type,
    id: known ?? (dice.chance(0.5) ? undefined : oddId(dice, type.name)),
    init: {
      data: dice.bytes(dice.chance(0.02) ? dice.pick([70_000, 4096, 4097]) : dice.size(300)),
      attributes: oddAttributes(dice),
      ...(dice.chance(0.3) && { ttlMs: dice.pick([0, -1, 1, 0.5, NaN, Infinity, 2 ** 53, 86_400_000, 300_000]) }),
      ...(dice.chance(0.1) && { autoRefresh: true })
    }
  }
}

function oddId(dice: Dice, type: string): string {
  const own = namedRecordId(alice.peer, `${type} ${dice.below(20)}`)
  const half = own.slice(0, 32)
  return dice.pick([
    own,
    own,
    own,
    namedRecordId(bob.peer, 'x'),
    own.toUpperCase(),
    half,
    half + 'z'.repeat(32),
    '',
    '__proto__'
  ])
}

/** Of any kind, also such as no compiler lets through. */
function oddAttributes(dice: Dice): Attributes {
  const count = dice.chance(0.03) ? dice.pick([31, 32, 33]) : dice.below(4)
  const names = [
    'color',
    'size',
    '',
    '__proto__',
    'constructor',
    'peerrecordid',
    '\ud800',
    '\u{1f332}',
    'n\u0000',
    'x'.repeat(64),
    '\u00e4'.repeat(33)
  ]
  const values: unknown[] = [
    ...['blue', '', '\ud800', '\u{1f332}'.repeat(1024), 'x'.repeat(4097), '\u0000', 'e\u0301'],
    ...[0, -0, 1, -1, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, 1.5, NaN, Infinity],
    ...[new Date(0), new Date(1), new Date(-1), new Date(NaN), new Date(8.64e15)],
    ...[null, undefined, true, 7n, {}, [], new Uint8Array(3), new String('boxed')]
  ]
  const entries = Array.from({ length: count }, (_, i) => {
    const name = count > 4 || dice.chance(0.6) ? `name${i}` : dice.pick(names)
    return [name, dice.pick(dice.chance(0.7) ? ['blue', 7, new Date(5)] : values)]
  })
  return Object.fromEntries(entries) as Attributes
}

function spelled(record: GroupRecord | undefined): string {
  if (record === undefined) return 'none'
  const { attributes, data, ...rest } = record
  const fields = Object.entries(rest).filter(([name]) => name !== 'edits') // Who wrote what: of one's own contribution.
  const values = Object.entries(attributes).map(([name, value]) => `${name} ${typeof value} ${JSON.stringify(value)}`)
  return JSON.stringify([fields.sort(), values.sort(), Buffer.from(data).toString('hex')])
}
