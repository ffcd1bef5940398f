// Which of our versions cleaning takes for dead, where that is a matter of many.
import { expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import { MAX_LONE_TOMBSTONES } from '../../src/store/defaults.js'
import type { DurableState } from '../../src/store/durable-state.js'
import { EndedShards } from '../../src/store/ended-shards.js'
import { Liveness } from '../../src/store/liveness.js'
import { RecordVersions } from '../../src/store/record-versions.js'
import { testRecord } from '../support/changes.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { alice, bob, type Person } from '../support/people.js'

const BYTES = 100

/** Versions of alice's records in shard 1. */
function say(versions: RecordVersions, author: Person, names: readonly string[], deleted: boolean): void {
  for (const [i, name] of names.entries()) {
    const { id, ...record } = testRecord(alice, name, {
      ...{ version: 2, deleted, modifiedAtMs: FAKE_NOW_MS + i, lastModifiedBy: author.peer }
    })
    const hash = `${author.name} ${name}`
    const change = { hash, actor: '', sequence: 1, startOperation: 1, version: 2, dependencies: [] }
    versions.add({ id, ...record }, hash, { shard: 1, change: { ...change, recordId: id, byteLength: BYTES } })
  }
}

function livingCount(versions: RecordVersions): number {
  const log = { bytes: 0, has: () => true, extent: () => new Map() }
  const state = {
    author: alice.peer,
    versions,
    logs: {
      shardsOf: () => [1, 2],
      get: ({ author }: { author: PeerId }) => (author === alice.peer ? log : undefined)
    },
    ended: new EndedShards(() => undefined),
    ownStatements: new Map(),
    writtenAgain: new Set(),
    init: { clock: new FakeClock(), hasExpired: () => false, othersMayChange: () => true }
  }
  return new Liveness(state as unknown as DurableState).census().closed[0]!.livingBytes / BYTES
}

test('of the deletions that nobody needs the newest stay; another’s deletion of the same record needs none', () => {
  const names = Array.from({ length: MAX_LONE_TOMBSTONES + 20 }, (_, i) => `note ${i}`)
  const versions = new RecordVersions()
  say(versions, alice, names, true)
  expect(livingCount(versions)).toBe(MAX_LONE_TOMBSTONES)
  say(versions, bob, names.slice(0, 10), true)
  expect(livingCount(versions)).toBe(MAX_LONE_TOMBSTONES)
  say(versions, bob, names.slice(10, 13), false)
  expect(livingCount(versions)).toBe(MAX_LONE_TOMBSTONES + 3)
})
