// What the rules of collaborative records let pass, and no more than that.
import { expect, test } from 'vitest'
import { namedRecordId, type AttributeEdit, type GroupRecord } from '../../src/record/index.js'
import type { RecordConflict } from '../../src/store/index.js'
import { alice } from '../support/people.js'
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

function conflictOf({ record }: Fact): RecordConflict {
  const { version, modifiedAtMs } = record
  return { ...{ name: record.edits![0]!.name, value: '', author: alice.peer, version, modifiedAtMs }, why: 'overruled' }
}

function judge(facts: Fact[], shown: Fact, conflicts: Fact[]): string | undefined {
  const policy: OracleJudge = { memberUntilMs: () => LATER_MS, mayChange: () => true }
  return judgeJoint(facts, shown.record, conflicts.map(conflictOf), policy, NOW_MS)
}

test('of one version in one millisecond either may be lost, and of two milliseconds neither', () => {
  const later = (atMs: number): Fact[] => {
    const first = said({ version: 1, name: 'shape', value: 'round', atMs: 1 })
    return [
      first,
      said({ version: 1, value: 'red', atMs }),
      said({ version: 2, value: 'green', atMs }, [{ version: 1, modifiedAtMs: atMs }])
    ]
  }
  expect(judge(later(1), later(1)[2]!, [])).toBeUndefined()
  expect(judge(later(2), later(2)[2]!, [])).toBe('color=red is gone, and nobody wrote over it')
})

test('of one attribute, too', () => {
  const facts = [said({ version: 1, value: 'red' }), said({ version: 1, value: 'blue' })]
  for (const shown of facts) expect(judge(facts, shown, [])).toBeUndefined()
})
