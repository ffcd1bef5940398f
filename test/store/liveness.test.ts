// Which of our versions cleaning takes for dead, where that is a matter of many.
import { expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import { MAX_LONE_TOMBSTONES, MAX_LOOKS_PER_SLICE } from '../../src/store/defaults.js'
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

function livenessOf(versions: RecordVersions): Liveness {
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
    init: { clock: new FakeClock(), endedAtMs: () => Infinity, othersMayChange: () => true }
  }
  return new Liveness(state as unknown as DurableState)
}

async function livingCount(versions: RecordVersions): Promise<number> {
  return (await livenessOf(versions).census()).closed[0]!.livingBytes / BYTES
}

test('of the deletions that nobody needs the newest stay; another’s deletion of the same record needs none', async () => {
  const names = Array.from({ length: MAX_LONE_TOMBSTONES + 20 }, (_, i) => `note ${i}`)
  const versions = new RecordVersions()
  say(versions, alice, names, true)
  expect(await livingCount(versions)).toBe(MAX_LONE_TOMBSTONES)
  say(versions, bob, names.slice(0, 10), true)
  expect(await livingCount(versions)).toBe(MAX_LONE_TOMBSTONES)
  say(versions, bob, names.slice(10, 13), false)
  expect(await livingCount(versions)).toBe(MAX_LONE_TOMBSTONES + 3)
})

test('many records are counted some at a time: others have their turn in between', async () => {
  const versions = new RecordVersions()
  const names = Array.from({ length: 2 * MAX_LOOKS_PER_SLICE }, (_, i) => `note ${i}`)
  say(versions, alice, names, false)
  let turns = 0
  let isOver = false
  const counting = livenessOf(versions)
    .census()
    .finally(() => (isOver = true))
  while (!isOver) {
    turns++
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  expect((await counting).closed[0]!.livingBytes).toBe(names.length * BYTES)
  expect(turns).toBeGreaterThanOrEqual(12) // Three times it looks at all, in two slices, each with two turns after it.
})
