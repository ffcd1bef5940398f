import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareBytes, concatBytes, copyBytes, equalBytes, fromHex, sha256, toHex, utf8 } from '../../src/base/index.js'

describe('bytes', () => {
  test('are joined in order', () => {
    expect(concatBytes([])).toEqual(new Uint8Array())
    expect(concatBytes([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)])).toEqual(Uint8Array.of(1, 2, 3))
  })

  test.each([
    [[1], [1], 0],
    [[1], [2], -1],
    [[1], [1, 0], -1],
    [[2], [1, 9], 1],
    [[0x80], [0x7f], 1]
  ])('%j against %j is %i', (a, b, order) => {
    expect(Math.sign(compareBytes(Uint8Array.from(a), Uint8Array.from(b)))).toBe(order)
    expect(equalBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(order === 0)
  })

  test('hex goes both ways, views included', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(5), (bytes, from) => {
        expect(fromHex(toHex(bytes.subarray(from)))).toEqual(bytes.slice(from))
      })
    )
  })

  test.each(['a', 'AB', 'zz', '0x', ' 00', '00 '])('%j is no hex', (text) => {
    expect(fromHex(text)).toBeUndefined()
  })

  test('a copy shares nothing', () => {
    const whole = Buffer.from([1, 2, 3])
    const copy = copyBytes(whole.subarray(1))
    whole.fill(9)
    expect(copy).toEqual(Uint8Array.of(2, 3))
    expect(copy.buffer.byteLength).toBe(2)
  })

  test('sha256 is over all parts', () => {
    // FIPS 180-2, B.1.
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(toHex(sha256(utf8('abc')))).toBe(abc)
    expect(toHex(sha256(utf8('a'), utf8(''), utf8('bc')))).toBe(abc)
  })
})
