// A collaborative record beside members who may write it and say anything that is well formed: what must hold in any history.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_DURABLE_VERSION, type AttributeEdit, type OverwrittenEdit } from '../../src/record/index.js'
import { Contributions } from '../../src/store/contributions.js'
import { MAX_VERSION_LEAD } from '../../src/store/defaults.js'
import type { Contribution } from '../../src/store/shared-record.js'
import { writeDeletion, writeEdits, type WriteInit } from '../../src/store/shared-write.js'
import { testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory, type Person } from '../support/people.js'
import { SHARED_ID, seen, type Seen } from '../support/shared.js'

/** One author's store, less all but the contributions to one record. */
class Member {
  readonly #person: Person
  readonly #contributions = new Contributions()
  #nowMs = FAKE_NOW_MS

  constructor(person: Person) {
    this.#person = person
  }

  get held(): readonly Contribution[] {
    return this.#contributions.of(SHARED_ID)
  }

  get sees(): Seen {
    return seen(this.held)
  }

  hear(...all: readonly Contribution[]): this {
    for (const one of all) this.#contributions.add(one, hashOf(one))
    return this
  }

  edit(values: { readonly [name: string]: string }): Contribution {
    return this.#keep(writeEdits(this.#init(), new Map(Object.entries(values))))
  }

  delete(): Contribution {
    return this.#keep(writeDeletion(this.#init()))
  }

  #keep(contribution: Contribution): Contribution {
    this.hear(contribution)
    return contribution
  }

  #init(): WriteInit {
    const fixed = { id: SHARED_ID, type: 'test.shared', creator: alice.peer, createdAtMs: FAKE_NOW_MS }
    const { held } = this
    const expiresAtMs = FAKE_NOW_MS + 86_400_000
    return { self: this.#person.peer, held, seen: held, fixed, nowMs: (this.#nowMs += 10), expiresAtMs }
  }
}

/** Every contribution that is said differently has another. */
const hashes = new Map<Contribution, string>()
function hashOf(contribution: Contribution): string {
  const known = hashes.get(contribution) ?? `hash ${hashes.size}`
  hashes.set(contribution, known)
  return known
}

const anyVersion = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(2 * MAX_VERSION_LEAD, MAX_DURABLE_VERSION))
const anyEdit = fc.record({
  name: fc.constantFrom('color', 'size', ''),
  version: anyVersion,
  /** Never when an honest member writes: an edit can be named before it is written by who guesses its millisecond. */
  aheadMs: fc.constantFrom(1, 3, 7 * 86_400_000 + 1),
  removed: fc.boolean(),
  overwrites: fc.array(fc.nat(), { maxLength: 6 })
})
const anyLie = fc.record({
  author: fc.constantFrom(mallory, dave),
  version: anyVersion,
  deleted: fc.boolean(),
  edits: fc.uniqueArray(anyEdit, { maxLength: 3, selector: ({ name }) => name }),
  replaces: fc.array(anyVersion, { maxLength: 3 })
})
type Lie = typeof anyLie extends fc.Arbitrary<infer Value> ? Value : never

/** @param known what it may say that it overwrites */
function said(
  { author, version, deleted, edits, replaces }: Lie,
  nth: number,
  known: readonly OverwrittenEdit[]
): Contribution {
  const written = edits
    .filter(({ name }) => !deleted || name === '')
    .map(({ name, version: claimed, aheadMs, removed, overwrites }): AttributeEdit => {
      const over = known.length === 0 ? [] : overwrites.map((k) => known[k % known.length]!)
      const modifiedAtMs = FAKE_NOW_MS + aheadMs
      return { name, version: Math.min(version, claimed), modifiedAtMs, removed: deleted || removed, overwrites: over }
    })
  if (deleted && written.length === 0) return said({ ...CLAIM, author, version }, nth, known)
  const shown = written.filter(({ name, removed }) => name !== '' && !removed)
  const record = testRecord(alice, 'test.shared', {
    ...{ id: SHARED_ID, type: 'test.shared', lastModifiedBy: author.peer, version, deleted, data: new Uint8Array() },
    modifiedAtMs: FAKE_NOW_MS + 1 + 2 * nth,
    attributes: Object.fromEntries(shown.map(({ name }) => [name, `lie ${nth}`])),
    replaces: replaces
      .filter((other) => other < version)
      .map((other) => ({ version: other, modifiedAtMs: FAKE_NOW_MS + 1 }))
  })
  return { ...record, edits: written }
}

const CLAIM: Lie = {
  author: mallory,
  version: MAX_DURABLE_VERSION,
  deleted: false,
  edits: [{ name: 'color', version: MAX_DURABLE_VERSION, aheadMs: 1, removed: false, overwrites: [] }],
  replaces: []
}

function editsOf(all: readonly Contribution[]): OverwrittenEdit[] {
  return all.flatMap(({ lastModifiedBy: author, edits }) =>
    edits.map(({ version, modifiedAtMs }) => ({ author, version, modifiedAtMs }))
  )
}

/** Alice founds it, bob writes over a color of hers, carol writes beside him; then liars speak of all that. */
function history(lies: readonly Lie[]): { honest: Contribution[]; all: Contribution[] } {
  const [a, b, c] = [new Member(alice), new Member(bob), new Member(carol)]
  const founding = a.edit({ color: 'old', size: 'small' })
  const honest = [founding, b.hear(founding).edit({ color: 'new' }), c.hear(founding).edit({ size: 'big' })]
  const all = [...honest]
  for (const [nth, lie] of lies.entries()) all.push(said(lie, nth, editsOf(all)))
  return { honest, all }
}

describe('whatever members say who may write', () => {
  const lies = fc.array(anyLie, { maxLength: 12 })

  test('everybody sees the same, in any order and however often it comes', () => {
    fc.assert(
      fc.property(lies, fc.infiniteStream(fc.nat()), (told, order) => {
        const { all } = history(told)
        const shuffled = [...all, ...all.slice(2)]
          .map((one) => ({ one, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
        expect(new Member(bob).hear(...shuffled).sees).toEqual(new Member(alice).hear(...all).sees)
      }),
      { numRuns: 200 }
    )
  })

  test('nobody locks a value or a record: who writes next is seen, and who deletes it deletes it', () => {
    fc.assert(
      fc.property(lies, (told) => {
        const { all } = history(told)
        const [a, b] = [new Member(alice).hear(...all), new Member(bob).hear(...all)]
        for (const [writer, reader, value] of [
          [b, a, 'first'],
          [a, b, 'second'],
          [b, a, 'third']
        ] as const) {
          reader.hear(writer.edit({ color: value }))
          for (const one of [a, b]) expect(one.sees.values).toMatchObject({ color: value })
        }
        b.hear(a.delete())
        for (const one of [a, b]) expect(one.sees.values).toBeUndefined()
        a.hear(b.edit({ color: 'again' }))
        for (const one of [a, b]) expect(one.sees.values).toMatchObject({ color: 'again' })
      }),
      { numRuns: 200 }
    )
  })

  test('what somebody honest wrote over never wins again', () => {
    fc.assert(
      fc.property(lies, (told) => {
        const { all } = history(told)
        // Liars who overwrite each other in a circle make all of that name readable again.
        const { values } = new Member(alice).hear(...all).sees
        expect(values?.['color']).not.toBe('old')
        expect(values?.['size']).not.toBe('small')
      }),
      { numRuns: 200 }
    )
  })

  test('what honest members say is seen, or can be read, or is named by somebody who wrote over it or deleted it', () => {
    fc.assert(
      fc.property(lies, (told) => {
        const { all } = history(told)
        const { values, losers } = new Member(alice).hear(...all).sees
        const isNamed = all.slice(3).some(({ edits }) => edits.some(({ overwrites }) => overwrites.length > 0))
        if (!isNamed) expect([`color ${String(values?.['color'])}`, ...losers]).toContain('color new')
      }),
      { numRuns: 200 }
    )
  })

  test.each([65, 200])('%i contributions of one author that replace none lock nothing', (many) => {
    const claims = Array.from({ length: many }, (_, i) => ({ ...CLAIM, version: MAX_DURABLE_VERSION - i }))
    const { all } = history(claims)
    const b = new Member(bob).hear(...all)
    b.edit({ color: 'white' })
    expect(b.sees.values).toMatchObject({ color: 'white' })
    b.delete()
    expect(b.sees.values).toBeUndefined()
  })
})
