// Foreign bytes become objects of the membership set: everything about them that neither time nor other objects change is judged here.
import { sha256, toHex } from '../base/index.js'
import { decodeChain, encodeChain } from './membership-object.js'
import type { ChainEntry, MembershipEntry } from './membership-state.js'
import { verifyChain } from './membership.js'
import { decodeRemoval, verifyRemoval } from './removal-object.js'

/** SHA-256 of the object, 64 hex characters. */
export function objectId(object: Uint8Array): string {
  return toHex(sha256(object))
}

/** What an object brings, itself last; undefined: it proves nothing in this group, now or ever. Never throws. */
export function readEntries(rootPublicKey: Uint8Array, object: Uint8Array): MembershipEntry[] | undefined {
  const chain = decodeChain(object)
  if (chain !== undefined) {
    const entry = readChain(rootPublicKey, object, chain)
    return entry && [entry]
  }
  const decoded = decodeRemoval(rootPublicKey, object)
  const removal = decoded && verifyRemoval(rootPublicKey, decoded)
  if (decoded === undefined || removal === undefined) return undefined
  const reissued = decoded.reissued.flatMap((one) => readChain(rootPublicKey, encodeChain(one), one) ?? [])
  return [...reissued, { type: 'removal', id: objectId(object), object: new Uint8Array(object), removal }]
}

function readChain(
  rootPublicKey: Uint8Array,
  object: Uint8Array,
  chain: readonly Uint8Array[]
): ChainEntry | undefined {
  const verdict = verifyChain(rootPublicKey, chain)
  if (!verdict.ok) return undefined
  const { membership, certificates } = verdict
  return { type: 'chain', id: objectId(object), object: new Uint8Array(object), chain, membership, certificates }
}
