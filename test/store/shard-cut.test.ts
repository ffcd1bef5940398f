// However much a hostile author signs, its removal has room.
import { expect, test } from 'vitest'
import { fittingCut, type ShardCut } from '../../src/store/shard-cut.js'

const hash = (i: number): string => i.toString(16).padStart(64, '0')
const cut = (shard: number, heads: number, actors: number): ShardCut => ({
  shard,
  heads: Array.from({ length: heads }, (_, i) => hash(i)),
  extent: new Map(Array.from({ length: actors }, (_, i) => [i.toString(16).padStart(32, '0'), 1]))
})

test('what an honest author has is named whole', () => {
  const honest = Array.from({ length: 80 }, (_, i) => cut(i + 1, 1, 10))
  expect(fittingCut(honest)).toEqual(honest)
})

test('where it is too much, the longest extents go first', () => {
  const fitting = fittingCut([cut(1, 1, 5), cut(2, 2, 1_000), cut(3, 1, 7), cut(4, 1, 990)], 1_000)
  expect(fitting.map(({ shard, heads, extent }) => [shard, heads.length, extent.size])).toEqual([
    [1, 1, 5],
    [2, 2, 0],
    [3, 1, 7],
    [4, 1, 0]
  ])
})

test('then whole shards, those with the most heads', () => {
  const fitting = fittingCut([cut(1, 1, 500), cut(2, 16, 500), cut(3, 15, 500), cut(4, 2, 500)], 200)
  expect(fitting.map(({ shard, extent }) => [shard, extent.size])).toEqual([
    [1, 0],
    [4, 0]
  ])
})
