import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyPairFromSeed, peerIdFromPublicKey, publicKeyFromPeerId } from '../../src/base/index.js'
import { alice } from '../support/people.js'

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })

describe('a peer id', () => {
  test('is spelled as libp2p spells it', async () => {
    await fc.assert(
      fc.asyncProperty(seed, async (bytes) => {
        const theirs = peerIdFromPrivateKey(await generateKeyPairFromSeed('Ed25519', bytes)).toString()
        expect(peerIdFromPublicKey(keyPairFromSeed(bytes).publicKey)).toBe(theirs)
      }),
      { numRuns: 20 }
    )
  })

  test('gives its key back', () => {
    fc.assert(
      fc.property(seed, (publicKey) => {
        expect(publicKeyFromPeerId(peerIdFromPublicKey(publicKey))).toEqual(publicKey)
      })
    )
  })

  test.each([
    ['empty', ''],
    ['cut', alice.peer.slice(0, -1)],
    ['with a letter more', `${alice.peer}1`],
    ['with a letter that base58 has not', alice.peer.replace(/.$/, '0')],
    ['with leading zeros', `1${alice.peer}`],
    ['of an RSA key', 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N'],
    ['with a space', ` ${alice.peer}`],
    ['huge', '1'.repeat(1_000_000)]
  ])('%s is none', (_what, text) => {
    expect(publicKeyFromPeerId(text)).toBeUndefined()
  })

  test('foreign text never throws, and has one spelling', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const publicKey = publicKeyFromPeerId(text)
        if (publicKey !== undefined) expect(peerIdFromPublicKey(publicKey)).toBe(text)
      })
    )
  })
})
