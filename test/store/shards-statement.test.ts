import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_RETIRED_SHARDS, MAX_STATEMENT_ACTORS } from '../../src/store/defaults.js'
import { EndedShards } from '../../src/store/ended-shards.js'
import { isWithin, joinExtents, reaches, type ShardExtent } from '../../src/store/shard-extent.js'
import {
  decodeStatement,
  encodeStatement,
  fitsStatement,
  type ShardExtents,
  type ShardsStatement
} from '../../src/store/shards-statement.js'
import { actorOf } from '../support/changes.js'
import { alice } from '../support/people.js'

const [one, two] = [actorOf('one'), actorOf('two')]
const extents = (shards: Record<number, Record<string, number>>): ShardExtents =>
  new Map(Object.entries(shards).map(([shard, actors]) => [Number(shard), new Map(Object.entries(actors))]))
const statement: ShardsStatement = {
  firstLivingShard: 3,
  living: extents({ 3: { [one]: 7, [two]: 1 }, 5: { [two]: 2000 } }),
  retired: extents({ 1: { [one]: 1000 }, 2: {} })
}

const anExtent = fc
  .array(fc.tuple(fc.constantFrom(...['a', 'b', 'c', 'd'].map(actorOf)), fc.integer({ min: 1, max: 2000 })))
  .map((entries): ShardExtent => new Map(entries))

describe('a statement', () => {
  test('is read as it was written', () => {
    expect(decodeStatement(encodeStatement(statement), 5)).toEqual(statement)
  })

  test.each<[string, Partial<ShardsStatement>, number]>([
    ['that ends its own shard', {}, 2],
    ['of shard 0', { firstLivingShard: 0 }, 5],
    ['that says a living shard has ended', { retired: extents({ 3: {} }) }, 5],
    ['that says a shard lives which has ended', { living: extents({ 2: {} }) }, 5],
    ['about a shard after its own', { living: extents({ 6: {} }) }, 5],
    ['with more changes than a shard has', { living: extents({ 3: { [one]: 2001 } }) }, 5],
    ['with an actor of another length', { living: extents({ 3: { [one.slice(2)]: 1 } }) }, 5]
  ])('%s is not read', (_, changed, shard) => {
    expect(decodeStatement(encodeStatement({ ...statement, ...changed }), shard)).toBeUndefined()
  })

  test('over a limit is not read, and its writer knows', () => {
    const many = (count: number): ShardExtents => new Map(Array.from({ length: count }, (_, i) => [i + 1, new Map()]))
    const tooMany = { firstLivingShard: 5000, living: new Map(), retired: many(MAX_RETIRED_SHARDS + 1) }
    const actors = new Map(Array.from({ length: MAX_STATEMENT_ACTORS + 1 }, (_, i) => [actorOf(`${i}`), 1]))
    const tooLong = { firstLivingShard: 3, living: new Map([[3, actors]]), retired: new Map() }
    for (const over of [tooMany, tooLong]) {
      expect(fitsStatement(over)).toBe(false)
      expect(decodeStatement(encodeStatement(over), 5000)).toBeUndefined()
    }
    expect(fitsStatement({ ...tooMany, retired: many(MAX_RETIRED_SHARDS) })).toBe(true)
  })

  test('of any bytes never throws', () => {
    const bytes = fc.uint8Array({ maxLength: 200 })
    fc.assert(fc.property(bytes, (foreign) => decodeStatement(foreign, 9) === undefined || true))
    const honest = encodeStatement(statement)
    const damaged = fc.tuple(fc.nat(honest.length - 1), fc.nat(255))
    fc.assert(
      fc.property(damaged, ([at, byte]) => {
        const read = decodeStatement(
          honest.map((old, i) => (i === at ? byte : old)),
          5
        )
        if (read !== undefined) expect(fitsStatement(read)).toBe(true)
      })
    )
  })
})

describe('extents', () => {
  test('joined reach both, and hold nothing besides', () => {
    fc.assert(
      fc.property(anExtent, anExtent, (a, b) => {
        const joined = joinExtents(a, b)
        expect(reaches(joined, a) && reaches(joined, b)).toBe(true)
        for (const [actor, sequence] of joined) {
          expect(isWithin(a, { actor, sequence }) || isWithin(b, { actor, sequence })).toBe(true)
          expect(isWithin(joined, { actor, sequence: sequence + 1 })).toBe(false)
        }
      })
    )
  })
})

const shardsOf =
  (here: ShardExtents) =>
  ({ shard }: { shard: number }): ShardExtent | undefined =>
    here.get(shard)

describe('what has ended', () => {
  const endOf = (ended: EndedShards, shard: number): unknown => ended.endOf({ author: alice.peer, shard })

  test('is joined of all statements, in whatever order they come', () => {
    const other: ShardsStatement = { firstLivingShard: 2, living: new Map(), retired: extents({ 1: { [two]: 3 } }) }
    const results = [
      [statement, other],
      [other, statement]
    ].map((order) => {
      const ended = new EndedShards(shardsOf(statement.living))
      for (const said of order) ended.note(alice.peer, said)
      return [ended.firstLivingShard(alice.peer), endOf(ended, 1), endOf(ended, 2)]
    })
    expect(results[0]).toEqual([3, new Map([...extents({ 1: { [one]: 1000, [two]: 3 } }).get(1)!]), new Map()])
    expect(results[1]).toEqual(results[0])
  })

  test('is remembered within the limit of one statement, however many different ones an author signs', () => {
    const ended = new EndedShards(shardsOf(statement.living))
    const actorsOf = (shard: number): number => ended.retired(alice.peer).get(shard)?.size ?? 0
    const said = (shard: number, round: number): Record<string, number> =>
      Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [actorOf(`${shard} ${round} ${i}`), 1]))
    for (let round = 0; round < 12; round++) {
      ended.note(alice.peer, { ...statement, retired: extents({ 1: said(1, round), 2: said(2, round) }) })
      expect(actorsOf(1) + actorsOf(2)).toBeLessThanOrEqual(MAX_STATEMENT_ACTORS)
    }
    // What was said first of the oldest shard is forgotten: nobody drops what no vector names.
    expect([actorsOf(1), actorsOf(2)]).toEqual([3000, 12_000])
    expect(isWithin(endOf(ended, 1) as ShardExtent, { actor: actorOf('1 0 0'), sequence: 1 })).toBe(false)
  })

  test('of shards that ended too long ago to be named is everything; of living ones nothing', () => {
    const ended = new EndedShards(shardsOf(new Map()))
    expect(endOf(ended, 1)).toBeUndefined()
    ended.note(alice.peer, { firstLivingShard: 3 + MAX_RETIRED_SHARDS, living: new Map(), retired: new Map() })
    const ends = [2, 3, 2 + MAX_RETIRED_SHARDS, 3 + MAX_RETIRED_SHARDS].map((shard) => endOf(ended, shard))
    expect(ends).toEqual(['all', new Map(), new Map(), undefined])
  })

  test('of a shard below the lowest that a statement had room for is nothing', () => {
    const ended = new EndedShards(shardsOf(new Map()))
    ended.note(alice.peer, { firstLivingShard: 4, living: new Map(), retired: extents({ 3: { [one]: 2 } }) })
    expect([endOf(ended, 1), endOf(ended, 2)]).toEqual([new Map(), new Map()])
  })

  test('of a shard that its author never saw is nothing', () => {
    const ended = new EndedShards(shardsOf(new Map()))
    ended.note(alice.peer, { firstLivingShard: 4, living: new Map(), retired: extents({ 1: { [one]: 2 } }) })
    expect(endOf(ended, 2)).toEqual(new Map())
  })

  test('counts when every living shard is as complete as stated', () => {
    const here = new Map<number, ShardExtent>([[3, new Map([[one, 7]])]])
    const ended = new EndedShards(shardsOf(here))
    ended.note(alice.peer, statement)
    const firsts = (): number[] => [ended.firstLivingShard(alice.peer), ended.highestFirstShard(alice.peer)]
    expect(firsts()).toEqual([1, 3])
    here.set(3, new Map([...here.get(3)!, [two, 1]]))
    ended.grew(alice.peer)
    expect(firsts()).toEqual([1, 3])
    here.set(5, new Map([[two, 2000]]))
    ended.grew(alice.peer)
    expect(firsts()).toEqual([3, 3])
  })

  test('is a question that costs nothing, and a change that costs little, whatever waits', () => {
    const actors = Array.from({ length: MAX_STATEMENT_ACTORS }, (_, i) => actorOf(`${i}`))
    let looks = 0
    const here = new Map<string, number>()
    const counting: ShardExtent = {
      get: (actor: string) => {
        looks++
        return here.get(actor)
      }
    } as ShardExtent
    const ended = new EndedShards(() => counting)
    const living = new Map([[3, new Map(actors.map((actor): [string, number] => [actor, 1]))]])
    ended.note(alice.peer, { ...statement, living })
    looks = 0
    for (let i = 0; i < 1000; i++) endOf(ended, i)
    expect(looks).toBe(0)
    for (const actor of actors) {
      here.set(actor, 1)
      ended.grew(alice.peer)
      endOf(ended, 1)
    }
    expect(ended.firstLivingShard(alice.peer)).toBe(3)
    expect(looks).toBeLessThan(3 * actors.length)
  })

  test('by a statement of which all is here counts, though one that says as much waits for what may never come', () => {
    const ended = new EndedShards(shardsOf(statement.living))
    ended.note(alice.peer, { ...statement, living: extents({ 5: { [actorOf('lost')]: 1 } }) })
    expect(ended.firstLivingShard(alice.peer)).toBe(1)
    ended.note(alice.peer, statement)
    expect([ended.firstLivingShard(alice.peer), endOf(ended, 1)]).toEqual([3, statement.retired.get(1)])
  })

  test('by the one statement does not end more by another, whose own is not here yet', () => {
    const here = new Map(statement.living)
    const ended = new EndedShards(shardsOf(here))
    ended.note(alice.peer, statement)
    const more = { ...statement, living: extents({ 5: { [one]: 3 } }), retired: extents({ 1: { [two]: 4 }, 2: {} }) }
    ended.note(alice.peer, more)
    expect(endOf(ended, 1)).toEqual(statement.retired.get(1))
    here.set(5, joinExtents(here.get(5)!, more.living.get(5)!))
    ended.grew(alice.peer)
    expect(endOf(ended, 1)).toEqual(joinExtents(statement.retired.get(1)!, more.retired.get(1)!))
  })

  test('is here where it ended as far as a statement wants it, though nothing of the shard is', () => {
    const here = new Map(statement.living)
    const ended = new EndedShards(shardsOf(here))
    const later = {
      firstLivingShard: 4,
      living: new Map(),
      retired: extents({ 1: {}, 2: {}, 3: { [one]: 7, [two]: 1 } })
    }
    ended.note(alice.peer, later)
    here.delete(3)
    ended.note(alice.peer, statement)
    expect(endOf(ended, 1)).toEqual(statement.retired.get(1))
  })
})
