// What the rules of collaborative records let pass, and no more than that.
import { describe, expect, test } from 'vitest'
import { namedRecordId, type AttributeEdit, type GroupRecord, type OverwrittenEdit } from '../../src/record/index.js'
import type { RecordConflict } from '../../src/store/index.js'
import { alice, bob } from '../support/people.js'
import type { Fact } from './replica-facts.js'
import { judgeJoint } from './replica-joint.js'
import type { OracleJudge } from './replica-oracle.js'

const NOW_MS = 1_000
const LATER_MS = 10_000

/** Alice writes one value; all of hers that she names is replaced. */
function said(
  edit: { version: number; name?: string; value: string; atMs?: number; overwrites?: AttributeEdit['overwrites'] },
  replaces: GroupRecord['replaces'] = []
): Fact {
  const { version, name = 'color', value, atMs = version, overwrites = [] } = edit
  const record: GroupRecord = {
    ...{ id: namedRecordId(alice.peer, 'board'), type: 'sim.joint', creator: alice.peer, lastModifiedBy: alice.peer },
    ...{ version, createdAtMs: 1, modifiedAtMs: atMs, expiresAtMs: LATER_MS, deleted: false, data: new Uint8Array() },
    ...{ autoRefresh: false, renewals: 0, renewedAtMs: 0, attributes: { [name]: value } },
    edits: [{ name, version, modifiedAtMs: atMs, removed: false, overwrites }],
    replaces
  }
  return { record, places: new Set(), isCertain: true, isHarm: false }
}

const at = (version: number): OverwrittenEdit => ({ author: alice.peer, version, modifiedAtMs: version })

/** One value after the other: each names the one before. */
function saidAgain(times: number): Fact[] {
  return Array.from({ length: times }, (_, index) => {
    const before = index === 0 ? [] : [at(index)]
    return said({ version: index + 1, value: `${index + 1}`, overwrites: before }, before)
  })
}

function conflictOf({ record }: Fact): RecordConflict {
  const { version, modifiedAtMs } = record
  return { ...{ name: record.edits![0]!.name, value: '', author: alice.peer, version, modifiedAtMs }, why: 'overruled' }
}

function judge(facts: Fact[], shown: Fact | undefined, conflicts: Fact[], hasCopies = true): string | undefined {
  const policy: OracleJudge = {
    memberUntilMs: () => LATER_MS,
    mayChange: () => true,
    counts: () => true,
    isCertain: (fact) => fact.isCertain,
    hasCopies: () => hasCopies
  }
  return judgeJoint(facts, shown?.record, conflicts.map(conflictOf), policy, NOW_MS)
}

test('an old value may lose once more where more than 8 edits lie between, and its author has copies', () => {
  const facts = saidAgain(10)
  const [oldest, newest] = [facts[0]!, facts[9]!]
  expect(judge(facts, newest, [oldest])).toBeUndefined()
  expect(judge(facts, newest, [])).toBeUndefined()
  expect(judge(facts, newest, [oldest], false)).toMatch(/in conflict, expected/)
  expect(judge(facts, newest, [facts[1]!])).toMatch(/in conflict, expected/) // 8.
  expect(judge(facts, oldest, [])).toMatch(/^color=1 .*expected color=10/)
})

test('an old value that the newest names may not', () => {
  const facts = saidAgain(10)
  facts[9] = said({ version: 10, value: '10', overwrites: [at(9)] }, [at(9), at(1)])
  expect(judge(facts, facts[9], [facts[0]!])).toMatch(/in conflict, expected/)
})

test('a loser that its author goes on saying is asked for, however old', () => {
  const shape = { name: 'shape', version: 1, modifiedAtMs: 1, removed: false, overwrites: [] }
  const facts = saidAgain(10).map((fact): Fact => {
    const { attributes, edits } = fact.record
    return {
      ...fact,
      record: { ...fact.record, attributes: { ...attributes, shape: 'round' }, edits: [...edits!, shape] }
    }
  })
  const second = said({ version: 2, name: 'shape', value: 'square', atMs: 2_000 })
  const shown = said({ version: 10, value: '10' })
  const record = { ...shown.record, attributes: { color: '10', shape: 'square' } }
  const loser = said({ version: 1, name: 'shape', value: 'round' })
  expect(judge([...facts, second], { ...shown, record }, [loser])).toBeUndefined()
  expect(judge([...facts, second], { ...shown, record }, [])).toMatch(/in conflict, expected/)
})

test('of one version in one millisecond either may be lost, and of two milliseconds neither', () => {
  const later = (atMs: number): Fact[] => {
    const first = said({ version: 1, name: 'shape', value: 'round', atMs: 1 })
    return [
      first,
      said({ version: 1, value: 'red', atMs }),
      said({ version: 2, value: 'green', atMs }, [{ version: 1, modifiedAtMs: atMs }])
    ]
  }
  expect(judge(later(1), later(1)[2], [])).toBeUndefined()
  expect(judge(later(2), later(2)[2], [])).toBe('color=red is gone, and nobody wrote over it')
})

test('of one attribute, too', () => {
  const facts = [said({ version: 1, value: 'red' }), said({ version: 1, value: 'blue' })]
  for (const shown of facts) expect(judge(facts, shown, [])).toBeUndefined()
})

describe('beside a deletion', () => {
  const deletion = (version: number, overwrites: OverwrittenEdit[]): Fact => {
    const fact = said({ version, value: '' })
    const edits = [{ name: '', version, modifiedAtMs: version, removed: true, overwrites }]
    const record = { ...fact.record, lastModifiedBy: bob.peer, deleted: true, attributes: {}, edits }
    return { ...fact, record }
  }
  const first = said({ version: 1, value: 'red' })
  const beside = said({ version: 2, name: 'shape', value: 'round' })

  test('what it names may be hidden, and what it does not name must stand', () => {
    expect(judge([first, beside, deletion(9, [at(1), at(2)])], undefined, [])).toBeUndefined()
    expect(judge([first, beside, deletion(9, [at(1)])], undefined, [])).toMatch(/^shape=round is gone/)
    expect(judge([first, beside, deletion(9, [at(1)])], beside, [])).toBeUndefined()
    expect(judge([first, beside, deletion(9, [at(1)])], first, [beside])).toBeUndefined()
  })

  test('what it names must be hidden, unless something stands beside it or was written over it', () => {
    expect(judge([first, deletion(9, [at(1)])], first, [])).toMatch(/^color=red was deleted/)
    expect(judge([first, { ...deletion(9, [at(1)]), isCertain: false }], first, [])).toBeUndefined()
    const over = said({ version: 10, name: 'shape', value: 'round', overwrites: [{ ...at(9), author: bob.peer }] })
    expect(judge([first, deletion(9, [at(1)]), over], over, [])).toBeUndefined()
  })

  test('what somebody with copies wrote more than 8 edits before may come back', () => {
    const facts = saidAgain(10)
    const gone = deletion(11, [2, 3, 4, 5, 6, 7, 8, 9, 10].map(at))
    const later = { ...gone, record: { ...gone.record, replaces: [] } }
    expect(judge([...facts, later], facts[0], [])).toBeUndefined()
    expect(judge([...facts, later], facts[0], [], false)).toMatch(/^color=1 was deleted/)
    expect(judge([...facts, later], facts[1], [])).toMatch(/^color=2 was deleted/)
  })

  test('what a contribution carried that may be lost may be lost with it', () => {
    const carried = said({ version: 1, value: 'red', atMs: 1 })
    const carrier = said({ version: 2, name: 'shape', value: 'round', atMs: 5 }, [at(1)])
    const twin = said({ version: 2, value: 'blue', atMs: 5 })
    const gone = deletion(9, [{ ...at(2), modifiedAtMs: 5 }])
    expect(judge([carried, carrier, twin, gone], undefined, [])).toBeUndefined()
    expect(judge([carried, carrier, gone], undefined, [])).toMatch(/^color=red is gone/)
  })
})
