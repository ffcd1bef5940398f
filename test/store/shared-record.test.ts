// Members edit one record, apart and together: what survives, who wins, and that everybody ends with the same.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MAX_ATTRIBUTES,
  MAX_DELETED_EDITS,
  MAX_DURABLE_VERSION,
  MAX_OVERWRITES,
  MAX_REPLACES,
  sealRecord,
  type OverwrittenEdit
} from '../../src/record/index.js'
import type { Contribution } from '../../src/store/shared-record.js'
import { TEST_GROUP } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory, person } from '../support/people.js'
import { current, seen, Writer } from '../support/shared.js'

function founded(...others: Writer[]): Writer {
  const founder = new Writer(alice)
  founder.edit({ '': Buffer.from('data'), color: 'red', size: 1 })
  for (const other of others) other.hear(founder)
  return founder
}

describe('edits of a shared record', () => {
  test('of different attributes by members that were apart both survive', () => {
    const b = new Writer(bob)
    const a = founded(b)
    a.edit({ color: 'green' })
    b.edit({ size: 2, shape: 'round' })
    a.hear(b)
    b.hear(a)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'green', size: 2, shape: 'round' }, losers: [] })
    expect(b.sees).toEqual(a.sees)
  })

  test('a later edit that saw an earlier one takes its place, whatever its author’s clock says', () => {
    const b = new Writer(bob)
    const a = founded(b)
    b.nowMs = FAKE_NOW_MS - 1_000_000
    b.edit({ color: 'green' })
    a.hear(b)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'green', size: 1 }, losers: [] })
  })

  test('of one attribute by members that were apart: one wins everywhere, the other can be read until somebody decides', () => {
    const [b, c] = [new Writer(bob), new Writer(carol)]
    const a = founded(b, c)
    a.edit({ color: 'green' })
    b.nowMs += 10
    b.edit({ color: 'blue' })
    c.hear(a, b)
    expect(c.sees).toEqual({ values: { '': 'data', color: 'blue', size: 1 }, losers: ['color green'] })
    c.edit({ color: 'white' })
    a.hear(b, c)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'white', size: 1 }, losers: [] })
  })

  test('what was decided stays decided when those who wrote it go on with other attributes', () => {
    const [b, c] = [new Writer(bob), new Writer(carol)]
    const a = founded(b, c)
    b.edit({ color: 'blue' })
    c.hear(b)
    c.edit({ color: 'white' })
    b.hear(c)
    b.edit({ color: 'black' })
    c.hear(b)
    c.edit({ size: 3 }) // Its edit of the color, over that of alice and bob, is in nobody's contribution any more.
    a.hear(b, c)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'black', size: 3 }, losers: [] })
  })

  test('an attribute is removed; who wrote it meanwhile keeps it, where it was written later', () => {
    const b = new Writer(bob)
    const a = founded(b)
    b.edit({ color: null })
    expect(b.sees.values).toEqual({ '': 'data', size: 1 })
    a.nowMs += 10
    a.edit({ color: 'green' })
    b.hear(a)
    expect(b.sees).toEqual({ values: { '': 'data', color: 'green', size: 1 }, losers: ['color undefined'] })
  })

  test('attributes that come and go leave nothing behind', () => {
    const b = new Writer(bob)
    const a = founded(b)
    for (let i = 0; i < 3 * MAX_ATTRIBUTES; i++) {
      b.edit({ [`tag${i}`]: i })
      a.hear(b)
      a.edit({ [`tag${i}`]: null })
      b.hear(a)
    }
    b.edit({ size: 2 })
    a.hear(b)
    a.edit({ color: 'green' })
    expect(a.sees).toEqual({ values: { '': 'data', color: 'green', size: 2 }, losers: [] })
    // And the last removals of both.
    expect(current(a.held).flatMap(({ edits }) => edits).length).toBeLessThanOrEqual(3 + MAX_REPLACES)
  })
})

describe('the deletion of a shared record', () => {
  test('hides what it saw, from everybody', () => {
    const b = new Writer(bob)
    const a = founded(b)
    b.edit({ size: 2 })
    b.delete()
    a.hear(b)
    expect(a.sees).toEqual({ values: undefined, losers: [] })
  })

  test('an edit beside it survives, with what others than the deleter had written', () => {
    const b = new Writer(bob)
    const a = founded(b)
    b.edit({ shape: 'round' })
    a.hear(b)
    b.delete()
    a.edit({ size: 2 })
    a.hear(b)
    b.hear(a)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'red', size: 2 }, losers: [] })
    expect(b.sees).toEqual(a.sees)
  })

  test('an edit that saw it brings the record back', () => {
    const b = new Writer(bob)
    const a = founded(b)
    b.delete()
    a.hear(b)
    a.edit({ '': Buffer.from('new'), color: null, size: null })
    b.hear(a)
    expect(b.sees).toEqual({ values: { '': 'new' }, losers: [] })
  })
})

describe('a deletion beside versions that count less than they say', () => {
  test('hides an edit that claims the highest version', () => {
    const [b, m] = [new Writer(bob), new Writer(mallory)]
    founded(b, m)
    const version = MAX_DURABLE_VERSION
    const edited = m.edit({ color: 'black' })
    b.hear({ ...edited, version, edits: edited.edits.map((edit) => ({ ...edit, version })) })
    b.delete()
    expect(b.sees.values).toBeUndefined()
    b.edit({ shape: 'round' })
    expect(b.sees.values).toMatchObject({ color: 'black', shape: 'round' })
  })

  test('hides thousands of edits by one member alone, and hides none that came later', () => {
    const b = new Writer(bob)
    const a = founded()
    for (let i = 0; i < 2100; i++) a.held.splice(0, a.held.length, a.edit({ size: i }))
    b.hear(a)
    b.delete()
    expect(b.sees.values).toBeUndefined()
    a.edit({ color: 'green' })
    b.hear(a)
    expect(b.sees.values).toEqual({ '': 'data', color: 'green', size: 2099 })
  })

  test('hides what has more names than it can name, of each author by the newest', () => {
    const [b, m] = [new Writer(bob), new Writer(mallory)]
    founded(b, m)
    const { edits, ...edited } = m.edit({ color: 'black' })
    for (let i = 0; i < MAX_DELETED_EDITS + 10; i++) {
      const version = MAX_DURABLE_VERSION - i
      b.hear({ ...edited, version, edits: edits.map((edit) => ({ ...edit, version })) })
    }
    b.delete()
    expect(b.sees.values).toBeUndefined()
  })
})

describe('two machines of one author', () => {
  test('are two writers: both edits of different attributes survive, and a restored backup loses nothing', () => {
    const a = founded()
    const restored = new Writer(alice)
    restored.hear(a)
    for (let i = 0; i < 5; i++) a.edit({ size: 100 + i })
    restored.edit({ color: 'green' })
    a.hear(restored)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'green', size: 104 }, losers: [] })
    a.edit({ shape: 'round' })
    expect(a.sees.values).toEqual({ '': 'data', color: 'green', size: 104, shape: 'round' })
    expect(current(a.held)).toHaveLength(1)
  })

  test('what a backup of long ago had is at most a loser again', () => {
    const a = founded()
    const restored = new Writer(alice)
    restored.hear(a)
    for (let i = 0; i < 30; i++) a.edit({ size: 100 + i })
    restored.edit({ color: 'green' })
    a.hear(restored)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'green', size: 129 }, losers: ['size 1'] })
    a.edit({ size: 5 })
    expect(a.sees).toEqual({ values: { '': 'data', color: 'green', size: 5 }, losers: [] })
  })

  test('what one removed long ago does not come back with a copy that the other made', () => {
    const a = founded()
    const second = new Writer(alice)
    second.hear(a)
    a.edit({ size: null })
    for (let i = 0; i < 30; i++) a.edit({ color: `of ${i}` })
    expect(current(a.held).flatMap(({ edits }) => edits)).toHaveLength(3)
    second.hear(a.held.at(-1)!) // What lies between has ended.
    expect(second.sees.values).toEqual({ '': 'data', color: 'of 29' })
    a.edit({ size: 7 })
    second.hear(a.held.at(-1)!)
    expect(second.sees.values).toEqual({ '': 'data', color: 'of 29', size: 7 })
  })

  test('removals take no room from what is written', () => {
    const a = new Writer(alice)
    const names = Array.from({ length: MAX_ATTRIBUTES }, (_, i) => `a${i}`)
    a.edit({ '': Buffer.from('data'), ...Object.fromEntries(names.map((name) => [name, 1])) })
    for (const name of names) a.edit({ [name]: null, [`${name} anew`]: 2 })
    expect(Object.values(a.sees.values!)).toHaveLength(1 + MAX_ATTRIBUTES)
    expect(a.held.at(-1)!.edits).toHaveLength(1 + MAX_ATTRIBUTES + MAX_REPLACES) // Values, and its last removals.
  })

  test('of one attribute: one wins, the other stays readable until somebody decides', () => {
    const b = new Writer(bob)
    const a = founded(b)
    const second = new Writer(alice)
    second.hear(a)
    a.edit({ color: 'green' })
    second.edit({ color: 'blue', shape: 'round' }) // The same version, in the same millisecond.
    a.hear(second)
    second.hear(a)
    expect(a.sees).toEqual(second.sees)
    expect(a.sees.losers).toHaveLength(1)
    a.edit({ size: 2 })
    b.hear(a, second)
    expect(b.sees.values).toMatchObject({ size: 2, shape: 'round' })
    expect(b.sees.losers).toHaveLength(1)
    b.edit({ color: 'white' })
    a.hear(b)
    expect(a.sees).toEqual({ values: { '': 'data', color: 'white', size: 2, shape: 'round' }, losers: [] })
  })
})

describe('a hostile member who may write', () => {
  const hostile = (change: Partial<Contribution>): Contribution => {
    const m = new Writer(mallory)
    founded(m)
    return { ...m.edit({ color: 'black' }), ...change }
  }
  const edit = { name: 'color', modifiedAtMs: FAKE_NOW_MS, removed: false, overwrites: [] }

  test('cannot use up the versions of a record: everybody writes over it', () => {
    const [b, c] = [new Writer(bob), new Writer(carol)]
    founded(b, c)
    const version = MAX_DURABLE_VERSION
    for (let turn = 0; turn < 20; turn++) {
      const again = hostile({ version, modifiedAtMs: turn + 1, edits: [{ ...edit, version, modifiedAtMs: turn + 1 }] })
      b.hear(again)
      b.edit({ color: 'green' })
      c.hear(b)
      c.edit({ size: turn })
      b.hear(c)
      expect(b.sees.values).toMatchObject({ color: 'green', size: turn })
    }
    expect(Math.max(...b.held.filter((one) => one.lastModifiedBy === bob.peer).map((one) => one.version))).toBeLessThan(
      30_000
    )
  })

  test('deletes for ever as little as anybody else', () => {
    const b = new Writer(bob)
    founded(b)
    const version = MAX_DURABLE_VERSION
    const overwrites = b.held.map((one) => ({ ...one, author: one.lastModifiedBy }))
    const deletion = { ...edit, name: '', version, removed: true, overwrites }
    b.hear(hostile({ version, deleted: true, attributes: {}, edits: [deletion] }))
    expect(b.sees.values).toBeUndefined()
    b.edit({ '': Buffer.from('back') })
    expect(b.sees.values).toEqual({ '': 'back', color: 'red', size: 1 })
  })

  test('hides nothing by a deletion that names nothing, whatever its version', () => {
    const b = new Writer(bob)
    founded(b)
    const version = MAX_DURABLE_VERSION
    const deletion = { ...edit, name: '', version, removed: true }
    b.hear(hostile({ version, deleted: true, attributes: {}, edits: [deletion] }))
    expect(b.sees.values).toEqual({ '': 'data', color: 'red', size: 1 })
    b.delete()
    expect(b.sees.values).toBeUndefined()
  })

  test('that overwrites edits of others that do not exist overwrites these only', () => {
    const b = new Writer(bob)
    founded(b)
    const overwrites = Array.from({ length: MAX_OVERWRITES }, (_, i) => ({
      author: bob.peer,
      version: i + 1,
      modifiedAtMs: FAKE_NOW_MS + i
    }))
    b.hear(hostile({ edits: [{ ...edit, version: 2, overwrites }] }))
    b.nowMs += 1000
    b.edit({ color: 'green' })
    b.edit({ size: 3 })
    expect(b.sees).toEqual({ values: { '': 'data', color: 'green', size: 3 }, losers: [] })
  })

  test('that overwrites what overwrote it, in a circle, removes nothing', () => {
    const [b, m] = [new Writer(bob), new Writer(mallory)]
    founded(b, m)
    const first = m.edit({ color: 'black' })
    b.hear(first)
    const over = b.edit({ color: 'green' }).edits.find(({ name }) => name === 'color')!
    const overwrites = [{ ...over, author: bob.peer }]
    const circle = { ...first, edits: first.edits.map((one) => ({ ...one, overwrites })) }
    const held = b.held.map((one) => (one === first ? circle : one))
    expect(seen(held).values).toMatchObject({ color: 'green' })
    const c = new Writer(carol)
    c.hear(...held)
    c.edit({ color: 'white' })
    expect(c.sees).toEqual({ values: { '': 'data', color: 'white', size: 1 }, losers: [] })
  })
})

describe('members who agree to lock an attribute', () => {
  const people = Array.from({ length: 20 }, (_, i) => person(`member ${i}`))
  /** Nine contributions each that replace none, as many as count of one author, with the highest versions there are. */
  const locks = (overwrites: (i: number) => OverwrittenEdit[] = () => []): Contribution[] =>
    people.flatMap((one, k) => {
      const writer = new Writer(one)
      founded(writer)
      const { edits, ...edited } = writer.edit({ color: one.name })
      return Array.from({ length: 9 }, (_, i) => {
        const version = MAX_DURABLE_VERSION - i
        return {
          ...edited,
          version,
          edits: edits.map((edit) => ({ ...edit, version, overwrites: overwrites(k * 9 + i) }))
        }
      })
    })
  const lists: [string, (all: Contribution[]) => (i: number) => OverwrittenEdit[]][] = [
    ['that overwrite nothing', () => () => []],
    [
      'that overwrite each other',
      (all) => (i) =>
        Array.from({ length: MAX_OVERWRITES }, (_, k) => {
          const { lastModifiedBy: author, version, modifiedAtMs } = all[(i + k + 1) % all.length]!
          return { author, version, modifiedAtMs }
        })
    ],
    [
      'that overwrite what nobody wrote yet',
      () => () =>
        Array.from({ length: MAX_OVERWRITES }, (_, k) => {
          const author = k % 2 === 0 ? bob.peer : carol.peer
          return { author, version: MAX_DURABLE_VERSION, modifiedAtMs: FAKE_NOW_MS + k }
        })
    ]
  ]

  test.each(lists)('cannot, with edits %s', (_what, overwrites) => {
    const [b, c] = [new Writer(bob), new Writer(carol)]
    founded(b, c)
    b.hear(...locks(overwrites(locks())))
    c.hear(b)
    for (const writer of [b, c, b]) {
      writer.hear(b, c)
      writer.edit({ color: `of ${writer.person.name}` })
      expect(writer.sees.values).toMatchObject({ color: `of ${writer.person.name}` })
    }
    c.hear(b)
    c.edit({ color: 'last' })
    b.hear(c)
    expect(b.sees).toEqual({ values: { '': 'data', color: 'last', size: 1 }, losers: [] })
  })

  test('nor hide what honest members wrote apart: all of that can be read', () => {
    const [a, b, c] = [founded(), new Writer(bob), new Writer(carol)]
    b.hear(a)
    b.hear(...locks())
    c.hear(b)
    for (const writer of [b, c]) writer.edit({ color: `of ${writer.person.name}` })
    b.hear(c)
    expect([b.sees.values!['color'], ...b.sees.losers].sort()).toEqual(['color of bob', 'of carol'])
  })
})

test('what many members wrote of many attributes is named once, however many edits name it', () => {
  const writers = Array.from({ length: 20 }, (_, i) => new Writer(person(`member ${i}`)))
  const written: Contribution[] = []
  const values = (of: string): { [name: string]: string } =>
    Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`attribute ${i}`, of]))
  for (const writer of writers) {
    writer.hear(...written)
    written.push(writer.edit(values(writer.person.name)))
  }
  const last = writers.at(-1)!
  const sealed = sealRecord(last.edit({ 'attribute 0': 'x' }), TEST_GROUP, last.person.keyPair)
  // 32 edits with some 20 names of 45 bytes each would be 28 KB.
  expect(sealed.byteLength).toBeLessThan(5_000)
})

describe('beyond the limits', () => {
  test('of attributes: what was written last stays out, and says so', () => {
    const b = new Writer(bob)
    const a = founded(b)
    const many = (from: number): { [name: string]: number } =>
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a${from + i}`, i]))
    a.edit(many(0))
    b.nowMs += 1000
    b.edit(many(20))
    b.hear(a)
    expect(Object.keys(b.sees.values!).filter((name) => name !== '')).toHaveLength(MAX_ATTRIBUTES)
    expect(b.sees.values).toMatchObject(many(0))
    expect(b.sees.losers).toHaveLength(2 + 40 - MAX_ATTRIBUTES)
  })

  test('one author is refused what has no room', () => {
    const many = Object.fromEntries(Array.from({ length: MAX_ATTRIBUTES + 1 }, (_, i) => [`a${i}`, i]))
    expect(() => new Writer(alice).edit(many)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
  })

  test('of authors of one attribute: the oldest are conflicts again, and never win', () => {
    const last = new Writer(dave)
    founded(last)
    const writers = Array.from({ length: MAX_OVERWRITES + 10 }, (_, i) => new Writer(person(`member ${i}`)))
    for (const writer of writers) {
      writer.hear(last)
      writer.edit({ color: writer.person.name })
      last.hear(writer)
    }
    last.edit({ color: 'white' })
    expect(last.sees.values).toMatchObject({ color: 'white' })
    expect(last.sees.losers).toEqual([])
    // Where those who had overwritten them lose their right.
    const left = last.held.filter(({ lastModifiedBy: author }) => author === alice.peer || author === dave.peer)
    expect(seen(left)).toEqual({ values: last.sees.values, losers: ['color red'] })
  })
})

describe('any history', () => {
  const names = ['color', 'size', '']
  const operation = fc.record({
    who: fc.nat(4),
    what: fc.constantFrom('edit', 'edit', 'edit', 'remove', 'delete', 'hear', 'hear', 'hear one'),
    name: fc.constantFrom(...names),
    value: fc.nat(9),
    other: fc.nat(4),
    aheadMs: fc.nat(5)
  })

  test('ends the same everywhere, in any order, with duplicates, and with two machines of one author', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (operations, order) => {
        const writers = [alice, alice, bob, carol, mallory].map((one) => new Writer(one))
        for (const { who, what, name, value, other, aheadMs } of operations) {
          const [writer, from] = [writers[who]!, writers[other]!]
          writer.nowMs += aheadMs
          if (what === 'edit') writer.edit({ [name]: name === '' ? Buffer.from(String(value)) : value })
          else if (what === 'remove') writer.edit({ [name]: null })
          else if (what === 'delete') writer.delete()
          else if (what === 'hear') writer.hear(from)
          else if (what === 'hear one' && from.held.length > 0) writer.hear(from.held[value % from.held.length]!)
        }
        const all = writers.flatMap(({ held }) => held)
        const expected = seen(all)
        const shuffled = all
          .map((contribution) => ({ contribution, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ contribution }) => contribution)
        expect(seen(shuffled)).toEqual(expected)
        expect(seen([...shuffled, ...all.slice(3)])).toEqual(expected)
      }),
      { numRuns: 200 }
    )
  })

  test('what one saw last is what everybody sees, or a loser that can be read', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
        const writers = [alice, alice, bob, carol, mallory].map((one) => new Writer(one))
        for (const { who, what, name, value, other } of operations) {
          if (what === 'edit') writers[who]!.edit({ [name]: name === '' ? Buffer.from(String(value)) : value })
          else if (what === 'remove') writers[who]!.edit({ [name]: null })
          else writers[who]!.hear(writers[other]!)
        }
        for (const writer of writers) writer.hear(...writers)
        for (const [i, writer] of writers.entries()) {
          const text = `last of ${i}`
          writer.edit({ [`mine${i}`]: text, color: text })
        }
        const all = seen(writers.flatMap(({ held }) => held))
        for (const i of writers.keys()) {
          expect(all.values).toMatchObject({ [`mine${i}`]: `last of ${i}` })
          expect([`color ${String(all.values!['color'])}`, ...all.losers]).toContain(`color last of ${i}`)
        }
      }),
      { numRuns: 100 }
    )
  })
})
