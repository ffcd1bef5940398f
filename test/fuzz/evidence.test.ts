// Proofs that an author signed two histories: `verifyEvidence`, of bytes by people who sign what they like in their own name.
import { expect } from 'vitest'
import { concatBytes, equalBytes, toHex } from '../../src/base/index.js'
import { checkChange } from '../../src/store/change-check.js'
import { encodeEvidence, verifyEvidence, type Evidence } from '../../src/store/evidence.js'
import { readHead, signHead, type SignedHead } from '../../src/store/signed-head.js'
import { potluck } from '../../src/store/store-pb.js'
import { checked, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { alice, bob, type Person } from '../support/people.js'
import type { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { mutateProtobuf } from './mutate-protobuf.js'

const wire = potluck.store.v1
const CHANGES = 4

/** All changes of a history, the first one last, and a head over each. */
interface History {
  readonly changes: readonly Uint8Array[]
  readonly heads: readonly SignedHead[]
}

fuzz('evidence', { operations: 6000, operationsPerByte: 12 }, ['nothing', 'a proof'], (dice) => {
  // One process of alice's that wrote its shard twice, another one of hers, and bob, who has one history.
  const [first, second, aside] = [historyOf(alice, 'a'), historyOf(alice, 'b'), historyOf(alice, 'a', 'aside')]
  const histories = [first, second, aside, historyOf(bob, 'a')]
  const honest = [CHANGES, 2].map((count) =>
    encodeEvidence({
      author: alice.peer,
      shard: 1,
      heads: [first, second].map(({ heads }) => heads[count - 1]!.bytes) as unknown as Evidence['heads'],
      changes: [first, second].map(({ changes }) => changes.slice(-count)) as unknown as Evidence['changes']
    })
  )
  /** What alice and bob signed: around it others may write what they like. */
  const signed = new Set(histories.flatMap(({ heads }) => heads.map(({ bytes }) => statementIn(bytes))))
  let evidence: Evidence | undefined

  return {
    honest,
    mutate: (bytes, _, others) => {
      if (dice.chance(0.02)) return dice.pick(honest)
      return dice.chance(0.5) ? mutateProtobuf(bytes, dice, others) : assembled(histories, dice, signed)
    },
    read: (bytes) => {
      evidence = verifyEvidence(bytes, TEST_GROUP)
    },
    judge: (bytes) => {
      if (evidence === undefined) return 'nothing'
      const { author, shard, heads, changes } = evidence
      // Bob never contradicted himself, and nobody can say so in his place.
      expect(author).toBe(alice.peer)
      expect(heads.every((head) => signed.has(statementIn(head)))).toBe(true)
      const ends = heads.map((bytesOfHead, side) => {
        const head = readHead(bytesOfHead, TEST_GROUP)!
        expect([head.author, head.shard]).toEqual([author, shard])
        const way = changes[side]!.map(checked)
        way.forEach(({ hash }, i) => expect(i === 0 ? head.heads : way[i - 1]!.dependencies).toContain(hash))
        return way.at(-1)!
      })
      expect([ends[0]!.actor, ends[0]!.sequence]).toEqual([ends[1]!.actor, ends[1]!.sequence])
      expect(ends[0]!.hash).not.toBe(ends[1]!.hash)
      expect(equalBytes(encodeEvidence(evidence), bytes)).toBe(true)
      expect(verifyEvidence(bytes, new Uint8Array(32))).toBeUndefined()
      return 'a proof'
    },
    end: () => {
      for (const bytes of honest)
        expect(verifyEvidence(bytes, TEST_GROUP)).toMatchObject({ author: alice.peer, shard: 1 })
    }
  }
})

function historyOf(author: Person, name: string, process?: string): History {
  const writer = new ShardWriter(author, process)
  const heads: SignedHead[] = []
  for (let change = 0; change < CHANGES; change++) {
    writer.write(`${name} ${change}`)
    heads.push(writer.sign())
  }
  writer.document.free()
  return { changes: [...writer.changes].reverse(), heads }
}

/** Sides of histories that fit, or nearly: parts of ways, in another order, below heads of others or signed anew. */
function assembled(histories: readonly History[], dice: Dice, signed: Set<string>): Uint8Array {
  const sides = Array.from({ length: dice.pick([2, 2, 2, 2, 2, 1, 3]) }, () => {
    const { changes, heads } = dice.pick([...histories.slice(0, 2), ...histories])
    const from = dice.below(CHANGES)
    const way = changes.slice(from, dice.chance(0.7) ? CHANGES : from + dice.below(CHANGES))
    if (dice.chance(0.1)) way.splice(dice.below(way.length + 1), 0, dice.pick(dice.pick(histories).changes))
    if (dice.chance(0.05)) way.reverse()
    let { bytes: head } = heads[CHANGES - 1 - from]!
    if (dice.chance(0.1)) head = dice.pick(dice.pick(histories).heads).bytes
    if (dice.chance(0.2)) head = signedOver(way, dice, signed)
    if (dice.chance(0.1)) head = mutateProtobuf(head, dice, [head])
    return { head, changes: way }
  })
  return concatBytes([wire.Evidence.encode({ sides }).finish()])
}

/** Alice signs whatever lies there. */
function signedOver(way: readonly Uint8Array[], dice: Dice, signed: Set<string>): Uint8Array {
  const top = way[0] === undefined ? undefined : checkChange(way[0])
  const hash = top?.ok === true && dice.chance(0.9) ? top.change.hash : toHex(dice.bytes(32))
  const statement = { shard: dice.pick([1, 1, 1, 2]), firstLivingShard: 1, changes: CHANGES, heads: [hash] }
  const { bytes } = signHead(statement, TEST_GROUP, alice.keyPair)
  signed.add(statementIn(bytes))
  return bytes
}

function statementIn(head: Uint8Array): string {
  return toHex(wire.SignedHead.decode(head).statement)
}
