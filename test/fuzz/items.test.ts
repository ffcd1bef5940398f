// What floods: `decodeItem` and `store.receive`, from an honest author and from one who signs whatever it likes.
import { expect } from 'vitest'
import { copyBytes, toHex, utf8 } from '../../src/base/index.js'
import { sealRecord, type GroupRecord } from '../../src/record/index.js'
import { checkChange, spellKey } from '../../src/store/change-check.js'
import { ShardLog } from '../../src/store/shard-log.js'
import { signHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import { potluck } from '../../src/store/store-pb.js'
import type { ReceiveOutcome } from '../../src/store/index.js'
import { ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, mallory } from '../support/people.js'
import { noteType, openTestStore } from '../support/store-peers.js'
import type { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { FuzzedStore, REFUSED_CREDENTIAL } from './fuzzed-store.js'
import { mutateChange } from './mutate-change.js'
import { mutateProtobuf } from './mutate-protobuf.js'
import { resigned } from './sign-again.js'

const wire = potluck.store.v1
const OUTCOMES = ['refused', 'ignored', 'known', 'held', 'applied']

fuzz('flooded items', { operations: 20_000, operationsPerByte: 20 }, OUTCOMES, async (dice) => {
  const fuzzed = await FuzzedStore.open()
  const author = await openTestStore(alice, { clock: fuzzed.peer.clock })
  for (const data of ['a', 'b', 'c']) await author.store.add(noteType, { data })
  const writer = new ShardWriter(carol)
  const hostile = ['d', 'e', 'f', 'g'].map((name) => {
    const change = writer.write(name)
    return encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
  })
  const stranger = new ShardWriter(mallory)
  const unknown = stranger.write('of somebody nobody vouched for')
  const unvouched = encodeItem({ type: 'shard-update', head: stranger.sign().bytes, change: unknown })
  for (const { document } of [writer, stranger]) document.free()
  const signal = sealRecord(signalOf(carol.peer), TEST_GROUP, carol.keyPair)
  const honest = [
    ...author.flooded,
    ...hostile,
    unvouched,
    encodeItem({ type: 'ephemeral', envelope: signal }),
    encodeItem({ type: 'credential', bytes: utf8('a certificate') }),
    encodeItem({ type: 'credential', bytes: Uint8Array.of(REFUSED_CREDENTIAL) })
  ]
  /** What the store has of carol, as far as it said so. */
  const log = new ShardLog(carol.peer, 1)
  let before = ''
  let outcome: ReceiveOutcome

  return {
    honest,
    mutate: (bytes, _, others) => {
      fuzzed.peer.clock.advance(dice.below(50))
      before = fuzzed.fingerprint()
      return mutateItem(bytes, dice, others, log)
    },
    read: async (bytes) => {
      outcome = await fuzzed.peer.store.receive(bytes)
    },
    judge: (bytes) => {
      if (outcome.outcome !== 'applied') {
        expect(fuzzed.fingerprint()).toBe(before)
        if (outcome.outcome === 'refused') expect(outcome.reason).toMatch(/^[a-z-]+$/)
        return outcome.outcome
      }
      follow(log, bytes)
      return 'applied'
    },
    end: async () => {
      for (const item of author.flooded) expect((await fuzzed.peer.store.receive(item)).outcome).not.toBe('refused')
      await fuzzed.expectWhole([author])
      await author.store.close()
    }
  }
})

function mutateItem(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[], log: ShardLog): Uint8Array {
  if (dice.chance(0.2)) return bytes
  if (dice.chance(0.3)) return mutateProtobuf(bytes, dice, others)
  try {
    const { shardUpdate, ephemeral, credential } = wire.StoreItem.decode(bytes)
    if (ephemeral.byteLength > 0) {
      const envelope = resigned(mutateProtobuf(ephemeral, dice, [ephemeral]), dice, new Set())
      return encodeItem({ type: 'ephemeral', envelope })
    }
    if (shardUpdate == null) return mutateProtobuf(credential.byteLength > 0 ? bytes : dice.bytes(9), dice, others)
    const { head, change } = shardUpdate
    return updateOf(mutateChange(copyBytes(change ?? new Uint8Array()), dice, others, log, reseal), head!, dice, log)
  } catch {
    return mutateProtobuf(bytes, dice, others)
  }
}

/** Under a head of carol's that is right, or of another shard, group, author, or count; or under the head it had. Alice is honest. */
function updateOf(change: Uint8Array, head: Uint8Array, dice: Dice, log: ShardLog): Uint8Array {
  const verdict = checkChange(change)
  if (!verdict.ok || dice.chance(0.1)) return encodeItem({ type: 'shard-update', head, change })
  const { hash, dependencies } = verdict.change
  const statement = {
    shard: dice.chance(0.9) ? 1 : dice.pick([0, 2, 3, 2 ** 31]),
    firstLivingShard: 1,
    changes: log.count(dependencies) + (dice.chance(0.9) ? 1 : dice.below(5)),
    heads: dice.chance(0.95) ? [hash] : [hash, ...log.heads()].sort()
  }
  const group = dice.chance(0.95) ? TEST_GROUP : TEST_GROUP.map((byte) => byte ^ 1)
  const author = dice.chance(0.9) ? carol : bob
  const own = signHead(statement, group, author.keyPair).bytes
  return encodeItem({
    type: 'shard-update',
    head: dice.chance(0.9) ? own : head,
    change: dice.chance(0.95) ? change : undefined
  })
}

/** A record of carol's, or one that she may not write. */
function reseal(envelope: Uint8Array, dice: Dice): { key: string; value: Uint8Array } {
  const version = 1 + dice.below(4)
  const record = testRecord(carol, `record ${dice.below(6)}`, { version, data: dice.bytes(dice.size(5000)) })
  const key = spellKey(record.id, dice.chance(0.9) ? version : version + 1)
  const value = sealRecord(record, TEST_GROUP, carol.keyPair)
  return { key, value: dice.chance(0.7) ? value : resigned(mutateProtobuf(value, dice, [envelope]), dice, new Set()) }
}

/** So that later changes fit onto what was taken. */
function follow(log: ShardLog, bytes: Uint8Array): void {
  const { shardUpdate } = wire.StoreItem.decode(bytes)
  const verdict = checkChange(shardUpdate?.change ?? new Uint8Array())
  if (!verdict.ok || !isOfCarol(shardUpdate?.head)) return
  const { hash, dependencies } = verdict.change
  const changes = dependencies.every((name) => log.has(name)) ? log.count(dependencies) + 1 : 1
  const head = { author: carol.peer, shard: 1, firstLivingShard: 1, changes, heads: [hash], bytes: new Uint8Array() }
  log.admit([verdict.change], [head])
}

function isOfCarol(head: Uint8Array | null | undefined): boolean {
  const { statement } = wire.SignedHead.decode(head ?? new Uint8Array())
  const { author, shard } = wire.HeadStatement.decode(statement)
  return shard === 1 && toHex(author) === toHex(carol.keyPair.publicKey)
}

function signalOf(creator: string): GroupRecord {
  const times = { version: FAKE_NOW_MS, expiresAtMs: FAKE_NOW_MS + 60_000 }
  return { ...testRecord(carol, 'signal'), ...times, creator, type: 'test.signal' }
}
