import { describe, expect, test } from 'vitest'
import { defineRecordType, type RecordType } from '../../src/record/index.js'
import { MAX_ENTRIES_PER_FRAME, MAX_LACKING_PER_ROUND } from '../../src/store/defaults.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncBody, type SyncFrame } from '../../src/store/sync-frame.js'
import { SyncMachine, type SyncOutput, type SyncView } from '../../src/store/sync.js'
import { settle } from '../support/fake-clock.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import {
  contents,
  eventually,
  linkStores,
  noteType,
  openTestStore,
  signalType,
  type TestStore
} from '../support/store-peers.js'

const typeNamed = (name: string): RecordType<string> => defineRecordType({ ...noteType, name })
const [urgent, next] = [typeNamed('test.urgent'), typeNamed('test.next')]
const alarm = defineRecordType({ ...signalType, name: 'test.alarm' })

/** A store that holds what several authors wrote, each with its own types, as one that synchronised with all of them. */
async function openLibrary(written: readonly [Person, readonly RecordType<string>[]][]): Promise<TestStore> {
  const library = await openTestStore(dave)
  for (const [person, types] of written) {
    const author = await openTestStore(person)
    for (const type of types) await author.store.add(type, { data: `${person.name} ${type.name}` })
    for (const item of author.flooded) await library.store.receive(item)
    await author.store.close()
  }
  return library
}

/** Runs one round of `asker`; what came to be known, in order: the data of records, and types in capitals. */
async function story(asker: TestStore, answerer: TestStore, edit?: (frame: SyncFrame) => SyncFrame): Promise<string[]> {
  const told: string[] = []
  const forget = [
    asker.store.on('record:add', ({ data }) => told.push(Buffer.from(data).toString())),
    asker.store.on('synchronised', ({ type }) => told.push(type.toUpperCase()))
  ]
  const link = linkStores(asker, answerer, edit)
  link.sessions[0].startRound()
  await eventually(() => link.synchronised[0] > 0)
  link.close()
  for (const each of forget) each()
  return told
}

describe('types with precedence', () => {
  test('come first, in their order, each with its event, before everything else and before the round has ended', async () => {
    const library = await openLibrary([
      [alice, [noteType]],
      [bob, [noteType, next]],
      [carol, [urgent]]
    ])
    const asker = await openTestStore(dave, { seed: 9, precedence: [urgent.name, next.name, 'test.unknown'] })
    expect(await story(asker, library)).toEqual([
      'carol test.urgent',
      'TEST.URGENT',
      'bob test.note', // In one shard with the next.
      'bob test.next',
      'TEST.NEXT',
      'TEST.UNKNOWN',
      'alice test.note'
    ])
  })

  test('bring their ephemeral records before the shards', async () => {
    const library = await openLibrary([
      [alice, [noteType, signalType]],
      [bob, [alarm, next]]
    ])
    const asker = await openTestStore(dave, { seed: 9, precedence: [alarm.name] })
    const told = await story(asker, library)
    expect(told.slice(0, 2)).toEqual(['bob test.alarm', 'TEST.ALARM'])
    expect(told.at(-1)).toBe('alice test.signal')
    expect(contents(asker)).toEqual(contents(library))
  })

  test('between equal stores are synchronised at once, and once for each link', async () => {
    const library = await openLibrary([[alice, [urgent]]])
    const asker = await openTestStore(dave, { seed: 9, precedence: [urgent.name] })
    await story(asker, library)
    expect(await story(asker, library)).toEqual(['TEST.URGENT'])
    const told: string[] = []
    asker.store.on('synchronised', ({ type }) => told.push(type))
    const link = linkStores(asker, library)
    for (const round of [1, 2, 3]) {
      link.sessions[0].startRound()
      await eventually(() => link.synchronised[0] === round)
    }
    expect(told).toEqual([urgent.name])
  })

  test('of a peer whose version knows none are synchronised with everything else', async () => {
    const library = await openLibrary([
      [alice, [noteType, alarm]],
      [carol, [urgent]]
    ])
    const asker = await openTestStore(dave, { seed: 9, precedence: [urgent.name, alarm.name] })
    const withoutTypes = (frame: SyncFrame): SyncFrame => {
      const other: SyncFrame & { types?: unknown } = { ...frame }
      delete other.types
      return other
    }
    const told = await story(asker, library, withoutTypes)
    expect(told.slice(-2)).toEqual(['TEST.URGENT', 'TEST.ALARM'])
    expect(contents(asker)).toEqual(contents(library))
  })

  test.each([
    ['came incomplete', (frame: SyncFrame & { type: 'shard-changes' }) => frame.changes.slice(1)],
    ['was named, and nothing of it came', () => []]
  ])('are not told where a shard of the round %s, in no round', async (_, sent) => {
    const library = await openLibrary([[alice, [noteType, urgent]]])
    const asker = await openTestStore(dave, { seed: 9, precedence: [urgent.name] })
    const told: string[] = []
    asker.store.on('synchronised', ({ type }) => told.push(type))
    const link = linkStores(asker, library, (frame) =>
      frame.type === 'shard-changes' ? { ...frame, changes: sent(frame), last: true } : frame
    )
    for (let round = 0; round < 3; round++) {
      link.sessions[0].startRound()
      for (let turn = 0; turn < 100; turn++) await settle()
    }
    expect(link.synchronised[0]).toBe(0)
    expect(contents(asker)).toEqual([])
    expect(told).toEqual([])
  })

  test('are at most 16, with names as record types have them', async () => {
    const open = (precedence: string[]): Promise<unknown> => openTestStore(dave, { precedence })
    await expect(open(Array.from({ length: 17 }, (_, i) => `test.${i}`))).rejects.toThrow(RangeError)
    await expect(open(['x'.repeat(129)])).rejects.toThrow(RangeError)
    await expect(open([''])).rejects.toThrow(RangeError)
  })

  test('a question with more than 16, or with names that are none, is malformed', () => {
    const ask = (types: string[]): unknown =>
      decodeSyncFrame(encodeSyncFrame({ round: 1, type: 'shard-ask', buckets: new Uint8Array(4096), types }))
    expect(ask(Array.from({ length: 16 }, (_, i) => `test.${i}`))).toMatchObject({ types: { length: 16 } })
    expect(ask(Array.from({ length: 17 }, (_, i) => `test.${i}`))).toBeUndefined()
    expect(ask(['x'.repeat(129)])).toBeUndefined()
    expect(ask([''])).toBeUndefined()
  })
})

describe('the machine', () => {
  const view: SyncView = {
    has: () => false,
    summary: () => 'ab'.repeat(16),
    buckets: () => new Uint8Array(4096),
    headsOf: () => [],
    lacks: () => true
  }
  const say = (machine: SyncMachine, body: SyncBody): SyncOutput[] =>
    machine.handle({ type: 'frame', frame: { round: 1, ...body } })
  const none = (set: 'credentials' | 'ephemeral'): SyncBody => ({ type: 'set-digests', set, digests: [], last: true })
  const start = (precedence: string[]): SyncMachine => {
    const machine = new SyncMachine(view, precedence)
    machine.handle({ type: 'start' })
    say(machine, none('credentials'))
    if (precedence.length > 0) say(machine, none('ephemeral'))
    return machine
  }
  const page = (from: number, count: number): { author: string; shard: number; heads: string[] }[] =>
    Array.from({ length: count }, (_, i) => ({ author: bob.peer, shard: from + i, heads: ['ab'.repeat(32)] }))

  test('refuses a peer that names the end of more types than were asked for', () => {
    const machine = start(['one'])
    expect(say(machine, { type: 'shard-entries', entries: page(1, 1), types: 2, last: true })).toMatchObject([
      { type: 'refuse' }
    ])
  })

  test('asks for no more shards in one round than it has memory for, says so, and tells of no type that was cut', () => {
    const machine = start(['one', 'two'])
    const pages = Math.ceil(MAX_LACKING_PER_ROUND / MAX_ENTRIES_PER_FRAME) + 1
    let outputs: SyncOutput[] = []
    for (let i = 0; i < pages; i++) {
      const entries = page(1 + i * MAX_ENTRIES_PER_FRAME, MAX_ENTRIES_PER_FRAME)
      outputs = say(machine, { type: 'shard-entries', entries, types: i === 0 ? 0 : 1, last: i === pages - 1 })
    }
    const types: string[] = []
    let wanted = 0
    for (let question = outputs.at(-1)!; question.type === 'send' && question.frame.type === 'shard-want';) {
      wanted += question.frame.wants.length
      for (const name of question.frame.wants) {
        say(machine, { type: 'shard-heads', name, heads: [] })
        outputs = say(machine, { type: 'shard-changes', changes: [], last: true })
        for (const output of outputs) if (output.type === 'type-synchronised') types.push(output.recordType)
      }
      question = outputs.at(-1)!
    }
    expect(wanted).toBe(MAX_LACKING_PER_ROUND)
    expect(types).toEqual(['one'])
    expect(say(machine, none('ephemeral'))).toEqual([{ type: 'synchronised', isPartial: true }])
  })
})
