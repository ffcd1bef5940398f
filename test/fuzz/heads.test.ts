// Signed heads: `readHead`, `verify`, and a shard's log that is given them.
import { expect } from 'vitest'
import { concatBytes, fromHex, peerIdFromPublicKey, signedBytes, toHex } from '../../src/base/index.js'
import { MAX_SHARD_CHANGES, MAX_SHARD_HEADS, MAX_SHARD_NUMBER } from '../../src/store/defaults.js'
import { ShardLog } from '../../src/store/shard-log.js'
import { readHead, signHead, type UnverifiedHead } from '../../src/store/signed-head.js'
import { potluck } from '../../src/store/store-pb.js'
import { checked, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { alice, bob } from '../support/people.js'
import type { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { mutateBytes } from './mutate-bytes.js'
import { mutateProtobuf } from './mutate-protobuf.js'

const wire = potluck.store.v1
const OTHER_GROUP = TEST_GROUP.map((byte) => byte ^ 1)

fuzz('signed heads', { operations: 1500, operationsPerByte: 4 }, ['malformed', 'not signed', 'good'], () => {
  const writer = new ShardWriter(alice)
  const log = new ShardLog(alice.peer, 1)
  for (const name of ['a', 'b', 'c']) log.admit([checked(writer.write(name))], [writer.sign()])
  writer.document.free()
  const [newest] = log.heads()
  const honest = [1, 2, 2000].map((shard) => {
    const statement = { shard, firstLivingShard: Math.min(shard, 2), changes: 3, heads: [newest!] }
    return signHead(statement, TEST_GROUP, alice.keyPair).bytes
  })
  /** Statements that alice signed for this group, honest or not. */
  const signed = new Set(honest.map((bytes) => toHex(wire.SignedHead.decode(bytes).statement)))
  const before = fingerprint(log)
  let read: UnverifiedHead | undefined
  let isGood: boolean | undefined

  return {
    honest,
    mutate: (bytes, dice, others) => {
      const mutant = mutateProtobuf(bytes, dice, others)
      return dice.chance(0.5) ? mutant : signAgain(mutant, dice, signed)
    },
    read: (bytes) => {
      read = readHead(bytes, TEST_GROUP)
      isGood = read?.verify()
      if (read !== undefined && isGood === true) log.admit([], [read])
    },
    judge: (bytes) => {
      expect(fingerprint(log)).toBe(before) // A head without a change adds nothing.
      if (read === undefined) return 'malformed'
      const { shard, firstLivingShard, changes, heads } = read
      expect(shard >= 1 && shard <= MAX_SHARD_NUMBER && firstLivingShard >= 1 && firstLivingShard <= shard).toBe(true)
      expect(heads.length >= 1 && heads.length <= MAX_SHARD_HEADS).toBe(true)
      expect(changes >= heads.length && changes <= MAX_SHARD_CHANGES).toBe(true)
      expect(new Set(heads).size).toBe(heads.length)
      expect(heads.every((hash) => fromHex(hash)?.byteLength === 32)).toBe(true)
      expect(read.bytes.buffer).not.toBe(bytes.buffer)
      if (isGood !== true) return 'not signed'
      expect(read.author).toBe(peerIdFromPublicKey(alice.keyPair.publicKey))
      expect(signed.has(toHex(wire.SignedHead.decode(bytes).statement))).toBe(true)
      return 'good'
    },
    end: () => {
      for (const bytes of honest) expect(readHead(bytes, TEST_GROUP)?.verify()).toBe(true)
    }
  }
})

/** A dishonest author signs whatever it likes, or for another group, or under another's name. */
function signAgain(mutant: Uint8Array, dice: Dice, signed: Set<string>): Uint8Array {
  let statement: Uint8Array = mutant
  try {
    ;({ statement } = wire.SignedHead.decode(mutant))
  } catch {
    // The whole as the statement.
  }
  if (dice.chance(0.3)) statement = mutateBytes(statement, dice, [mutant])
  const [author, group] = dice.pick([
    [alice, TEST_GROUP],
    [alice, TEST_GROUP],
    [alice, OTHER_GROUP],
    [bob, TEST_GROUP]
  ] as const)
  if (author === alice && group === TEST_GROUP) signed.add(toHex(statement))
  const signature = author.keyPair.sign(signedBytes('potluck/head/1', [group, statement]))
  return concatBytes([wire.SignedHead.encode({ statement, signature }).finish()])
}

function fingerprint(log: ShardLog): string {
  const heads = log.signedHeads.map(({ bytes }) => toHex(bytes))
  return [log.size, log.bytes, log.heads(), log.changes().map(({ hash }) => hash), heads].join()
}
