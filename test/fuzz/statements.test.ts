// What authors say about the end of their shards: `decodeStatement`, and what is remembered of all statements together.
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { toHex } from '../../src/base/index.js'
import {
  MAX_RETIRED_SHARDS,
  MAX_SHARD_CHANGES,
  MAX_SHARDS_PER_AUTHOR,
  MAX_STATEMENT_ACTORS
} from '../../src/store/defaults.js'
import { EndedShards } from '../../src/store/ended-shards.js'
import {
  decodeStatement,
  encodeStatement,
  fitsStatement,
  type ShardsStatement
} from '../../src/store/shards-statement.js'
import { alice } from '../support/people.js'
import type { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { mutateProtobuf } from './mutate-protobuf.js'

/** In which the statements stand. */
const SHARD = 1200

fuzz('statements about shards', { operations: 3000, operationsPerByte: 25 }, ['malformed', 'a statement'], (dice) => {
  const honest = [0, 1, 2].map((size) => encodeStatement(statementOf(dice, size)))
  let statement: ShardsStatement | undefined
  const ended = new EndedShards(({ shard }) => statement?.living.get(shard))
  return {
    honest,
    mutate: (bytes, _, others) =>
      dice.chance(0.3) ? encodeStatement(statementOf(dice, dice.below(8))) : mutateProtobuf(bytes, dice, others),
    read: (bytes) => {
      statement = decodeStatement(bytes, SHARD)
    },
    judge: () => {
      if (statement === undefined) return 'malformed'
      const { firstLivingShard, living, retired } = statement
      expect(firstLivingShard >= 1 && firstLivingShard <= SHARD).toBe(true)
      expect([...living.keys()].every((shard) => shard >= firstLivingShard && shard <= SHARD)).toBe(true)
      expect([...retired.keys()].every((shard) => shard >= 1 && shard < firstLivingShard)).toBe(true)
      const sequences = [...living.values(), ...retired.values()].flatMap((extent) => [...extent.values()])
      expect(sequences.every((sequence) => sequence >= 1 && sequence <= MAX_SHARD_CHANGES)).toBe(true)
      expect(fitsStatement(statement)).toBe(true)
      expect(living.size <= MAX_SHARDS_PER_AUTHOR && retired.size <= MAX_RETIRED_SHARDS).toBe(true)
      expect(isDeepStrictEqual(decodeStatement(encodeStatement(statement), SHARD), statement)).toBe(true)
      const before = ended.firstLivingShard(alice.peer)
      ended.note(alice.peer, statement)
      expect(ended.firstLivingShard(alice.peer)).toBe(Math.max(before, firstLivingShard))
      // However many different things an author says: what is remembered is no more than one statement may say.
      const remembered = ended.retired(alice.peer)
      expect(remembered.size).toBeLessThanOrEqual(MAX_RETIRED_SHARDS)
      const actors = [...remembered.values()].reduce((sum, extent) => sum + extent.size, 0)
      expect(actors).toBeLessThanOrEqual(MAX_STATEMENT_ACTORS)
      return 'a statement'
    },
    end: () => {
      for (const bytes of honest) expect(decodeStatement(bytes, SHARD)).toBeDefined()
    }
  }
})

/** True by itself, whatever else was said. */
function statementOf(dice: Dice, size: number): ShardsStatement {
  const firstLivingShard = 1 + dice.below(SHARD)
  const extent = (): Map<string, number> =>
    new Map(
      Array.from({ length: 1 + dice.below(dice.pick([1, 3, 40, 400])) }, () => toHex(dice.bytes(16)))
        .sort()
        .map((actor) => [actor, 1 + dice.below(MAX_SHARD_CHANGES)])
    )
  const within = (least: number, most: number): Map<number, Map<string, number>> => {
    const shards = new Set(Array.from({ length: most < least ? 0 : size }, () => least + dice.below(most - least + 1)))
    return new Map([...shards].sort((a, b) => a - b).map((shard) => [shard, extent()]))
  }
  return { firstLivingShard, living: within(firstLivingShard, SHARD), retired: within(1, firstLivingShard - 1) }
}
