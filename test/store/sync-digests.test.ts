import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, peerIdFromPublicKey, sha256, utf8 } from '../../src/base/index.js'
import { shardBytes, shardText } from '../../src/store/log-keys.js'
import type { ShardLog } from '../../src/store/shard-log.js'
import { ShardLogs } from '../../src/store/shard-logs.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import { checked, ShardWriter } from '../support/changes.js'
import { alice, bob, carol } from '../support/people.js'

/** A peer id without a key that could sign: cheap. */
function authorOf(index: number): string {
  return peerIdFromPublicKey(sha256(utf8(`author ${index}`)))
}

/** As docs/protocols/store-sync.md says it, from all shards at once. */
function fromAll(logs: readonly ShardLog[]): Uint8Array {
  const buckets = Array.from({ length: 256 }, () => [] as ShardLog[])
  for (const log of logs) if (log.size > 0) buckets[sha256(shardBytes(log))[0]!]!.push(log)
  return Buffer.concat(
    buckets.map((inBucket) => {
      inBucket.sort((a, b) => (shardText(a) < shardText(b) ? -1 : 1))
      const digests = inBucket.map((log) => sha256(shardBytes(log), ...log.heads().map((head) => fromHex(head)!)))
      return sha256(...digests).subarray(0, 16)
    })
  )
}

/** A shard as digests see it, which counts how often it is hashed. */
function shardOf(author: string, shard: number, heads: string[]): ShardLog & { hashed: number } {
  const log = { author, shard, size: heads.length, hashed: 0, heads: () => (log.hashed++, heads) }
  return log as unknown as ShardLog & { hashed: number }
}

test('kept change by change, they are what all shards together say, in whatever order shards come, grow and go', () => {
  const step = fc.record({ shard: fc.nat(5), do: fc.constantFrom('grow', 'grow', 'go', 'look'), head: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const digests = new SyncDigests()
      const here = new Map<number, ShardLog>()
      for (const { shard, do: what, head } of steps) {
        const before = here.get(shard)
        if (what === 'grow') {
          const log = shardOf([alice, bob, carol][shard % 3]!.peer, shard + 1, [`0${head}`.repeat(32)])
          if (before !== undefined) digests.note(before, 'gone')
          here.set(shard, log)
          digests.note(log)
        } else if (what === 'go' && before !== undefined) {
          here.delete(shard)
          digests.note(before, 'gone')
        } else digests.buckets()
      }
      expect(Buffer.from(digests.buckets())).toEqual(fromAll([...here.values()]))
    })
  )
})

test('a change that was refused counts for nothing', () => {
  const logs = new ShardLogs(bob.peer)
  const empty = logs.digests.buckets()
  const writer = new ShardWriter(alice)
  const change = checked(writer.write('a1'))
  const name = { author: alice.peer, shard: 1 }
  expect(logs.admit(name, [change], []).outcome).toBe('refused') // Unsigned.
  expect(logs.digests.buckets()).toBe(empty)
  expect(logs.admit(name, [change], [writer.sign()]).outcome).toBe('admitted')
  expect(Buffer.from(logs.digests.buckets())).toEqual(fromAll([...logs.all()]))
})

test('with 10,000 authors, a round between equals hashes nothing, and a change one shard', () => {
  const digests = new SyncDigests()
  const logs = Array.from({ length: 10_000 }, (_, index) => shardOf(authorOf(index), 1, ['ab'.repeat(32)]))
  const hashed = (): number => logs.reduce((sum, log) => sum + log.hashed, 0)
  for (const log of logs) digests.note(log)
  const before = digests.buckets()
  expect(hashed()).toBe(10_000)
  expect([...digests.differing(digests.buckets())]).toEqual([])
  expect(digests.buckets()).toBe(before)
  for (let times = 0; times < 1000; times++) digests.note(logs[77]!)
  digests.buckets()
  expect(hashed()).toBe(10_001)
})

test('only the shards of buckets that differ are named', () => {
  const [ours, theirs] = [new SyncDigests(), new SyncDigests()]
  const logs = Array.from({ length: 2000 }, (_, index) => shardOf(authorOf(index), 1, ['ab'.repeat(32)]))
  for (const log of logs) for (const digests of [ours, theirs]) digests.note(log)
  const other = shardOf(logs[0]!.author, 1, ['cd'.repeat(32)])
  ours.note(other)
  const named = [...ours.differing(theirs.buckets())]
  expect(named).toContain(other)
  expect(named.length).toBeLessThan(40) // 2000 in 256 buckets: about eight in each.
})
