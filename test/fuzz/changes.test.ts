// Changes of shards: `checkChange`, then `ShardLog.admit` under a head that their author signed, then Automerge, which
// must agree on every word, apply them, save them and load them again.
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { checkChange, type ChangeVerdict } from '../../src/store/change-check.js'
import { ShardLog, type Admission } from '../../src/store/shard-log.js'
import type { SignedHead } from '../../src/store/signed-head.js'
import { checked, ShardWriter } from '../support/changes.js'
import { alice } from '../support/people.js'
import { slowlyCheckChange } from '../support/slow-change-check.js'
import type { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { mutateChange } from './mutate-change.js'
import { expectAutomergeAgrees, expectInPlace, expectLoadable } from './shard-check.js'

/** A log that grew so far is followed by a fresh one: Automerge loads each at its end, and where a change fell. */
const MOST_CHANGES = 16

const OUTCOMES = ['malformed', 'refused', 'missing', 'known', 'contradicts', 'admitted', 'admitted in place of others']

fuzz('changes', { operations: 3000, operationsPerByte: 4 }, OUTCOMES, (dice) => {
  const honest = honestChanges()
  let shard = new Shard(honest)
  let verdict: ChangeVerdict
  let admission: Admission | undefined
  let before = ''

  return {
    honest,
    mutate: (bytes, _, others) => {
      const mutant = mutateChange(bytes, dice, others, shard.log)
      before = fingerprint(shard.log)
      return mutant
    },
    read: (bytes) => {
      verdict = checkChange(bytes)
      admission = verdict.ok ? shard.give(bytes, dice) : undefined
    },
    judge: (bytes) => {
      expect(isDeepStrictEqual(verdict, slowlyCheckChange(bytes))).toBe(true)
      if (!verdict.ok || admission === undefined) return 'malformed'
      expectAutomergeAgrees(verdict.change, bytes)
      if (admission.outcome !== 'admitted') {
        expect(fingerprint(shard.log)).toBe(before)
        return admission.outcome
      }
      expectInPlace(shard.log)
      const fell = admission.removed.length > 0
      if (fell || shard.log.size > MOST_CHANGES) expectLoadable(shard.bytes(), shard.log.heads())
      if (shard.log.size > MOST_CHANGES) shard = new Shard(honest)
      return fell ? 'admitted in place of others' : 'admitted'
    },
    end: () => {
      expectLoadable(shard.bytes(), shard.log.heads())
      const fresh = new Shard(honest.slice(0, -1))
      expect(fresh.give(honest.at(-1)!).outcome).toBe('admitted')
      expectLoadable(fresh.bytes(), fresh.log.heads())
    }
  }
})

/** Two processes of one author: a fork, and a change that joins it. */
function honestChanges(): Uint8Array[] {
  const [first, second] = [new ShardWriter(alice), new ShardWriter(alice, 'second')]
  const root = first.write('root')
  second.document.apply([root])
  const [left, right] = [first.write('left', { attributes: { size: 3 } }), second.write('right')]
  second.document.apply([left])
  const joined = second.write('x'.repeat(300))
  for (const { document } of [first, second]) document.free()
  return [root, left, right, joined]
}

class Shard {
  readonly log = new ShardLog(alice.peer, 1)
  readonly #bytes = new Map<string, Uint8Array>()

  constructor(changes: readonly Uint8Array[]) {
    for (const bytes of changes) expect(this.give(bytes).outcome).toBe('admitted')
  }

  /** Under a head over it, whose signature was checked; sometimes one that counts wrong, or lies over something else. */
  give(bytes: Uint8Array, dice?: Dice): Admission {
    const change = checked(bytes)
    const count = this.log.count(change.dependencies) + 1
    const isHonest = dice === undefined || dice.chance(0.9)
    const head: SignedHead = {
      author: alice.peer,
      shard: 1,
      firstLivingShard: 1,
      changes: isHonest ? count : dice.below(30),
      heads: isHonest || dice.chance(0.5) ? [change.hash] : [...this.log.heads()],
      bytes: new Uint8Array()
    }
    const admission = this.log.admit([change], [head])
    if (admission.outcome === 'admitted') this.#bytes.set(change.hash, bytes)
    return admission
  }

  /** Each after those it depends on. */
  bytes(): Uint8Array[] {
    return this.log.changes().map(({ hash }) => this.#bytes.get(hash)!)
  }
}

function fingerprint(log: ShardLog): string {
  const changes = log.changes().map(({ hash }) => hash)
  const heads = log.signedHeads.map((head) => `${head.changes} ${head.heads.join()}`)
  return JSON.stringify([log.size, log.bytes, log.heads(), changes, heads])
}
