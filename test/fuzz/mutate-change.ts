// Mutations of changes: of their bytes, with the checksum and the length put right so that more than these defends, and
// changes of the right form that say something else about their place in a shard.
import { concatBytes, sha256, toHex } from '../../src/base/index.js'
import { checkChange, encodeChange, spellKey, type CheckedChange } from '../../src/store/change-check.js'
import type { LinkedChange, ShardLog } from '../../src/store/shard-log.js'
import { actorOf } from '../support/changes.js'
import type { Dice } from './dice.js'
import { mutateBytes, varint } from './mutate-bytes.js'
import { mutateProtobuf } from './mutate-protobuf.js'

const HEADER_BYTES = 8
const MAGIC_BYTES = 4
const CHECKSUM_BYTES = 4
/** Of a record in a change: such that it is one, or undefined for the change as it is. */
export type SealValue = (envelope: Uint8Array, dice: Dice) => { key: string; value: Uint8Array } | undefined

/** @param log where it is to fit, or nearly */
export function mutateChange(
  bytes: Uint8Array,
  dice: Dice,
  others: readonly Uint8Array[],
  log: ShardLog,
  seal: SealValue = () => undefined
): Uint8Array {
  const verdict = checkChange(bytes)
  if (verdict.ok && dice.chance(0.6)) return forgeChange(verdict.change, dice, log, seal)
  return mended(dice.chance(0.1) ? bytes : mutateBytes(bytes, dice, others), dice)
}

/** As an attacker would: the checksum is no defence, and neither is the length. */
function mended(bytes: Uint8Array, dice: Dice): Uint8Array {
  if (bytes.byteLength <= HEADER_BYTES + 1 || dice.chance(0.3)) return bytes
  let body = bytes.subarray(HEADER_BYTES)
  if (dice.chance(0.5)) {
    const lengthBytes = 1 + [...body.subarray(1)].findIndex((byte) => byte < 128)
    const rest = body.subarray(1 + lengthBytes)
    body = concatBytes([body.subarray(0, 1), varint(rest.byteLength), rest])
  }
  const checksum = sha256(body).subarray(0, CHECKSUM_BYTES)
  if (dice.chance(0.1)) checksum[dice.below(CHECKSUM_BYTES)]! ^= 1 << dice.below(8) // Right but for a bit.
  return concatBytes([bytes.subarray(0, MAGIC_BYTES), checksum, body])
}

function forgeChange(change: CheckedChange, dice: Dice, log: ShardLog, seal: SealValue): Uint8Array {
  const there = log.changes()
  const last = there.at(-1)
  const randomHash = (): string => toHex(dice.bytes(32))
  let { dependencies, actor, sequence, startOperation, key, value } = change
  for (let steps = 1 + dice.size(5); steps > 0; steps--) {
    switch (dice.below(7)) {
      case 0:
        dependencies = [...Array<void>(dice.size(20))].map(() =>
          there.length > 0 && dice.chance(0.9) ? dice.pick(there).hash : randomHash()
        )
        if (dice.chance(0.9)) dependencies = [...new Set(dependencies)].sort()
        break
      case 1:
        actor = there.length > 0 && dice.chance(0.7) ? dice.pick(there).actor : actorOf(`${dice.below(8)}`)
        break
      case 2:
        sequence = dice.pick([0, 1, 2, sequence + 1, sequence - 1, 2000, 2001, 2 ** 31, 2 ** 34])
        break
      case 3:
        startOperation = dice.pick([0, 1, startOperation + 1, startOperation - 1, 2000, 2001, 2 ** 32])
        break
      case 4:
        if (last !== undefined) key = dice.chance(0.3) ? keyOf(dice.pick(there)) : oddKey(dice)
        break
      case 5:
        value = dice.chance(0.5) ? dice.bytes(dice.size(2000)) : mutateProtobuf(value, dice, [value])
        break
      default: {
        const sealed = seal(value, dice)
        if (sealed !== undefined) ({ key, value } = sealed)
      }
    }
  }
  if (dice.chance(0.6)) {
    // Fits, as far as the numbers go.
    const known = there.filter(({ hash }) => dependencies.includes(hash))
    const ofActor = there.filter((one) => one.actor === actor).sort((a, b) => a.sequence - b.sequence)
    const own = dice.chance(0.8) ? ofActor.at(-1) : ofActor.at(-2)
    if (own !== undefined && !known.includes(own)) known.push(own)
    dependencies = known.map(({ hash }) => hash).sort()
    sequence = (own?.sequence ?? 0) + 1
    startOperation = Math.max(0, ...known.map((one) => one.startOperation)) + 1
    // But for one number.
    if (dice.chance(0.15)) startOperation += dice.pick([-1, 1, 2])
    else if (dice.chance(0.1)) sequence += dice.pick([-1, 1])
  }
  return encodeChange({
    dependencies,
    actor,
    sequence: Math.max(0, sequence),
    startOperation: Math.max(0, startOperation),
    key,
    value
  })
}

function keyOf({ recordId, version }: LinkedChange): string {
  return spellKey(recordId, version)
}

function oddKey(dice: Dice): string {
  switch (dice.below(4)) {
    case 0:
      return dice.text('0123456789abcdefABCDEFxyz\u0000', dice.pick([0, 8, 71, 72, 73, 200]))
    case 1:
      return spellKey(toHex(dice.bytes(32)), dice.pick([0, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1]))
    default:
      return spellKey(toHex(dice.bytes(32)), 1 + dice.below(5))
  }
}
