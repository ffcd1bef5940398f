// The people of every test story, with keys from fixed seeds, so that bytes they sign are the same in every run.
import { keyPairFromSeed, peerIdFromPublicKey, sha256, utf8, type KeyPair, type PeerId } from '../../src/base/index.js'

export interface Person {
  readonly name: string
  readonly keyPair: KeyPair
  readonly peer: PeerId
}

/** A person of that name, always the same one: for tests that need more than the five below. */
export function person(name: string): Person {
  const keyPair = keyPairFromSeed(sha256(utf8(`potluck test person ${name}`)))
  return { name, keyPair, peer: peerIdFromPublicKey(keyPair.publicKey) }
}

/** Creates groups, usually. */
export const alice = person('alice')
export const bob = person('bob')
export const carol = person('carol')
export const dave = person('dave')
/** Means harm. */
export const mallory = person('mallory')
