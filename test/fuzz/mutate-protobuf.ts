// Mutations of protobuf messages, without their schema: fields twice, in another order, unknown, of another wire type,
// with lengths and numbers that are not true; also inside of fields that are messages themselves.
import { concatBytes } from '../../src/base/index.js'
import type { Dice } from './dice.js'
import { mutateBytes, oddVarint, varint } from './mutate-bytes.js'

interface Field {
  readonly number: number
  /** 0: varint, 1: eight bytes, 2: length and bytes, 5: four bytes. */
  readonly wireType: number
  /** Behind the tag and, for wire type 2, behind the length. */
  readonly value: Uint8Array
}

export function mutateProtobuf(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array {
  const fields = readFields(bytes)
  if (fields === undefined || fields.length === 0 || dice.chance(0.1)) return mutateBytes(bytes, dice, others)
  let parts = fields.map((field) => writeField(field))
  const at = dice.below(fields.length)
  const field = fields[at]!
  switch (dice.below(9)) {
    case 0: // Twice or more often.
      parts.splice(dice.below(parts.length + 1), 0, ...Array<Uint8Array>(dice.pick([1, 1, 2, 40, 70])).fill(parts[at]!))
      break
    case 1: // Without it.
      parts.splice(at, 1)
      break
    case 2: // In another order.
      parts = parts
        .map((part) => ({ part, order: dice.below(1000) }))
        .sort((a, b) => a.order - b.order)
        .map(({ part }) => part)
      break
    case 3: // A field that nobody knows, groups that never end among them.
      parts.splice(at, 0, unknownField(dice))
      break
    case 4: // Another wire type, or another number.
      parts[at] = writeField({
        ...field,
        ...(dice.chance(0.5) ? { wireType: dice.below(8) } : { number: 1 + dice.below(20) })
      })
      break
    case 5: // A length that is not true.
      parts[at] = concatBytes([tag(field), field.wireType === 2 ? oddVarint(dice) : new Uint8Array(), field.value])
      break
    case 6: // What another message has there.
      parts[at] = writeField({ ...field, value: valueOf(dice.pick(others), field, dice) })
      break
    default: // Its value.
      parts[at] = writeField({ ...field, value: mutateValue(field, dice, others) })
  }
  const mutant = concatBytes(parts)
  return dice.chance(0.25) ? mutateProtobuf(mutant, dice, others) : mutant
}

function mutateValue({ wireType, value }: Field, dice: Dice, others: readonly Uint8Array[]): Uint8Array {
  if (wireType === 0) return oddVarint(dice)
  if (wireType !== 2) return dice.bytes(value.byteLength)
  return dice.chance(0.8) ? mutateProtobuf(value, dice, others) : mutateBytes(value, dice, others)
}

/** Of the same field of another message, where it has one. */
function valueOf(other: Uint8Array, { number, wireType, value }: Field, dice: Dice): Uint8Array {
  const alike = (readFields(other) ?? []).filter((field) => field.number === number && field.wireType === wireType)
  return alike.length === 0 ? value : dice.pick(alike).value
}

function unknownField(dice: Dice): Uint8Array {
  const number = dice.pick([15, 16, 100, 2047, 2 ** 29 - 1])
  switch (dice.below(4)) {
    case 0:
      return writeField({ number, wireType: 0, value: oddVarint(dice) })
    case 1:
      return writeField({ number, wireType: 2, value: dice.bytes(dice.size(2000)) })
    case 2: // A group in a group in a group: skipping them must not recurse without end.
      return concatBytes(Array<Uint8Array>(1 + dice.size(20_000)).fill(varint(number * 8 + 3)))
    default:
      return dice.bytes(dice.size(20))
  }
}

function tag({ number, wireType }: Field): Uint8Array {
  return varint(number * 8 + wireType)
}

function writeField(field: Field): Uint8Array {
  const length = field.wireType === 2 ? varint(field.value.byteLength) : new Uint8Array()
  return concatBytes([tag(field), length, field.value])
}

/** The fields of a message, or undefined where the bytes are none. */
export function readFields(bytes: Uint8Array): Field[] | undefined {
  const fields: Field[] = []
  let at = 0
  while (at < bytes.byteLength) {
    const [head, afterHead] = readVarint(bytes, at)
    const [number, wireType] = [Math.floor(head / 8), head % 8]
    if (!(number >= 1)) return undefined
    let from = afterHead
    let to: number
    if (wireType === 0) to = readVarint(bytes, from)[1]
    else if (wireType === 1) to = from + 8
    else if (wireType === 5) to = from + 4
    else if (wireType === 2) {
      const [length, afterLength] = readVarint(bytes, from)
      from = afterLength
      to = from + length
    } else return undefined
    if (!(to <= bytes.byteLength)) return undefined
    fields.push({ number, wireType, value: bytes.subarray(from, to) })
    at = to
  }
  return fields
}

/** @returns the number and where it ends; NaN twice where there is none */
function readVarint(bytes: Uint8Array, offset: number): [number, number] {
  let value = 0
  for (let i = 0; i < 10; i++) {
    const byte = bytes[offset + i]
    if (byte === undefined) break
    value += (byte & 127) * 128 ** i
    if (byte < 128) return [value, offset + i + 1]
  }
  return [NaN, NaN]
}
