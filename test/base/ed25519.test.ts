import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, keyPairFromSeed, signedBytes, toHex, verifySignature } from '../../src/base/index.js'
import { alice, bob } from '../support/people.js'

describe('Ed25519', () => {
  // RFC 8032, section 7.1, tests 1 and 2.
  test.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
    ]
  ])('signs as RFC 8032 says', (seed, publicKey, message, signature) => {
    const keyPair = keyPairFromSeed(fromHex(seed)!)
    expect(toHex(keyPair.publicKey)).toBe(publicKey)
    expect(toHex(keyPair.sign(fromHex(message)!))).toBe(signature)
    expect(verifySignature(keyPair.publicKey, fromHex(message)!, fromHex(signature)!)).toBe(true)
  })

  test('a signature holds for one key and one message', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(63), fc.integer({ min: 1, max: 255 }), (message, at, flip) => {
        const signature = alice.keyPair.sign(message)
        expect(verifySignature(alice.keyPair.publicKey, message, signature)).toBe(true)
        expect(verifySignature(bob.keyPair.publicKey, message, signature)).toBe(false)
        expect(verifySignature(alice.keyPair.publicKey, Uint8Array.from([...message, 0]), signature)).toBe(false)
        signature[at]! ^= flip
        expect(verifySignature(alice.keyPair.publicKey, message, signature)).toBe(false)
      })
    )
  })

  test('foreign keys and signatures never throw', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 32, maxLength: 32 }))
    fc.assert(
      fc.property(bytes, fc.uint8Array({ minLength: 60, maxLength: 66 }), (key, signature) => {
        expect(verifySignature(key, new Uint8Array([1]), signature)).toBe(false)
      })
    )
  })
})

describe('signedBytes', () => {
  test('starts with the tag, and every part has its length in front', () => {
    expect(toHex(signedBytes('ab', [Uint8Array.of(1, 2, 3), new Uint8Array()]))).toBe(
      '00000002' + '6162' + '00000003' + '010203' + '00000000'
    )
  })

  test('different tags or fields give different bytes', () => {
    const fields = fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 4 })
    // Few letters, so that moving one from a field to its neighbour happens.
    const tag = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 })
    fc.assert(
      fc.property(tag, fields, tag, fields, (tagA, a, tagB, b) => {
        const same = tagA === tagB && JSON.stringify(a.map(toHex)) === JSON.stringify(b.map(toHex))
        expect(toHex(signedBytes(tagA, a)) === toHex(signedBytes(tagB, b))).toBe(same)
      }),
      { numRuns: 1000 }
    )
    expect(signedBytes('t', [Uint8Array.of(1, 2), Uint8Array.of(3)])).not.toEqual(
      signedBytes('t', [Uint8Array.of(1), Uint8Array.of(2, 3)])
    )
  })
})
