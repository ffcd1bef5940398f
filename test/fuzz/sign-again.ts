// Members who sign whatever they like: signatures are no defence against them.
import { copyBytes, signedBytes, toHex } from '../../src/base/index.js'
import { potluck } from '../../src/record/record-pb.js'
import { TEST_GROUP } from '../support/changes.js'
import { alice, bob, carol } from '../support/people.js'
import type { Dice } from './dice.js'

const wire = potluck.record.v1
export const SIGNERS = [alice, bob, carol]

/** @param signed takes what was signed, in hex */
export function resigned(envelope: Uint8Array, dice: Dice, signed: Set<string>): Uint8Array {
  if (dice.chance(0.4)) return envelope
  let record: Uint8Array = envelope
  try {
    ;({ record } = wire.Envelope.decode(envelope))
  } catch {
    // The whole as the record.
  }
  const author = SIGNERS.find(({ keyPair }) => isBy(record, keyPair.publicKey)) ?? alice
  const signature = author.keyPair.sign(signedBytes('potluck/record/1', [TEST_GROUP, record]))
  signed.add(toHex(record))
  return copyBytes(wire.Envelope.encode({ record, signature }).finish())
}

function isBy(record: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return Buffer.compare(wire.Record.decode(record).lastModifiedBy, publicKey) === 0
  } catch {
    return false
  }
}

/** What is signed in an envelope. */
export function recordHex(envelope: Uint8Array): string {
  return toHex(wire.Envelope.decode(envelope).record)
}
