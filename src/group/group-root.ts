// The group root: a key made from a 128-bit seed. It issues the creator's certificate and is then forgotten; only the
// recovery phrase remembers it (design section 5).
import { hkdfSync } from 'node:crypto'
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { equalBytes, keyPairFromSeed, toHex, type KeyPair, type Random } from '../base/index.js'
import { GroupError } from './errors.js'

const SEED_BYTES = 16
const ROOT_KEY_INFO = 'potluck/group-root/1'

/** A fresh root seed, 16 bytes, secret. */
export function createRootSeed(random: Random): Uint8Array {
  return random.bytes(SEED_BYTES)
}

/** The root key that a seed stands for. @param seed 16 bytes */
export function rootKeyFromSeed(seed: Uint8Array): KeyPair {
  return keyPairFromSeed(new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(), ROOT_KEY_INFO, 32)))
}

/**
 * The key of a group's root, brought back by its phrase. Drop it as soon as it has signed.
 * @throws {GroupError} `BAD_RECOVERY_PHRASE`, `NOT_A_GROUP_OF`
 */
export function rootKeyOf(group: { readonly idBytes: Uint8Array; readonly name: string }, phrase: string): KeyPair {
  const root = rootKeyFromSeed(seedFromPhrase(phrase))
  if (equalBytes(root.publicKey, group.idBytes)) return root
  throw new GroupError('NOT_A_GROUP_OF', `these are the words of another group, not of ${group.name}`)
}

/** The group id as text: 64 hex characters. */
export function groupIdOf(rootPublicKey: Uint8Array): string {
  return toHex(rootPublicKey)
}

/** Twelve words of BIP-39's English list, the last of which holds a checksum. */
export function phraseFromSeed(seed: Uint8Array): string {
  return entropyToMnemonic(seed, wordlist)
}

/** @throws {GroupError} `BAD_RECOVERY_PHRASE` */
export function seedFromPhrase(phrase: string): Uint8Array {
  const words = phrase.trim().toLowerCase().split(/\s+/).filter(Boolean)
  try {
    if (words.length !== 12) throw new RangeError(`${words.length} words`)
    return mnemonicToEntropy(words.join(' '), wordlist)
  } catch {
    // The cause is left out: it may quote words of a phrase that is almost right.
    const hint = words.length === 12 ? 'a word is wrong, or two are swapped' : `it has ${words.length} words, not 12`
    throw new GroupError('BAD_RECOVERY_PHRASE', `this is no recovery phrase: ${hint}`)
  }
}
