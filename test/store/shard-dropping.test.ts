// What dropping shards that have ended costs, counted in changes that are looked at.
import '../../src/base/polyfill.js'
import { expect, test, vi } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import type { DurableState } from '../../src/store/durable-state.js'
import type { EndedVersions } from '../../src/store/record-versions.js'
import { ShardDropping } from '../../src/store/shard-dropping.js'
import type { ShardExtent } from '../../src/store/shard-extent.js'
import { isWithin } from '../../src/store/shard-extent.js'
import { ShardLogs } from '../../src/store/shard-logs.js'
import { actorOf, checked, ShardWriter } from '../support/changes.js'
import { alice, bob } from '../support/people.js'

const PROCESS = 'first'
const actor = actorOf(`${bob.name} ${PROCESS}`)

/** Shards 1 to `shards` of bob with `each` changes; those below `first` have ended, up to the sequence `endedUpTo`. */
function world(shards: number, each: number, first: number, endedUpTo: number, unsure = true) {
  const logs = new ShardLogs(alice.peer)
  const writers = Array.from({ length: shards }, () => new ShardWriter(bob, PROCESS))
  const grow = (shard: number, name: string): void => {
    const writer = writers[shard - 1]!
    const change = checked(writer.write(name))
    logs.admit({ author: bob.peer, shard }, [change], [writer.sign(shard)])
  }
  for (let shard = 1; shard <= shards; shard++) for (let i = 0; i < each; i++) grow(shard, `${shard} ${i}`)
  const ends = new Map<number, ShardExtent>()
  for (let shard = 1; shard < first; shard++) ends.set(shard, new Map([[actor, endedUpTo]]))
  const hasEnded = vi.fn(({ shard }: { shard: number }, change: { actor: string; sequence: number }) => {
    const end = ends.get(shard)
    return end !== undefined && isWithin(end, change)
  })
  const end = (_: string, gone: readonly { recordId: string }[]): EndedVersions => {
    const ids = gone.map(({ recordId }) => recordId)
    return { ids, unsureIds: unsure ? ids : [] }
  }
  const state = {
    logs,
    hasEnded,
    judgedOnDisk: () => [],
    cuts: { of: () => undefined, counts: () => true },
    versions: { end },
    ended: { firstLivingShard: () => first, endOf: ({ shard }: { shard: number }) => ends.get(shard) },
    documents: { drop: () => {} },
    queue: { keep: async () => {} },
    init: { logger: silentLogger, storage: {}, onVersion: () => {} }
  }
  return { logs, ends, grow, hasEnded, dropping: new ShardDropping(state as unknown as DurableState) }
}

test('a shard that is not whole is looked at again only when it or its end has changed', async () => {
  const { logs, ends, grow, hasEnded, dropping } = world(3, 5, 2, 4, false)
  await dropping.dropEnded(bob.peer)
  expect(hasEnded).toHaveBeenCalledTimes(5)
  for (let i = 0; i < 10; i++) {
    grow(3, `another ${i}`)
    await dropping.dropEnded(bob.peer)
  }
  expect(hasEnded).toHaveBeenCalledTimes(5)
  grow(1, 'one more')
  await dropping.dropEnded(bob.peer)
  expect(hasEnded).toHaveBeenCalledTimes(11)
  ends.set(1, new Map([[actor, 6]]))
  await dropping.dropEnded(bob.peer)
  expect(hasEnded).toHaveBeenCalledTimes(17)
  expect(logs.shardsOf(bob.peer)).toEqual([2, 3])
})

test('what else an author wrote is looked at once for all shards that have ended', async () => {
  const { logs, dropping } = world(20, 2, 20, 2)
  const living = vi.spyOn(logs.get({ author: bob.peer, shard: 20 })!, 'unordered')
  await dropping.dropEnded(bob.peer)
  expect(logs.shardsOf(bob.peer)).toEqual([20])
  expect(living).toHaveBeenCalledTimes(1)
})

test('however many shards have ended, all of them go', async () => {
  const { logs, dropping } = world(140, 1, 139, 1)
  await dropping.dropEnded(bob.peer)
  expect(logs.shardsOf(bob.peer).sort((a, b) => a - b)).toEqual([139, 140])
})
