// Membership as bytes: one self-proving object, and the list of them that a peer shows in the handshake.
import { copyBytes, equalBytes } from '../base/index.js'
import { MAX_CHAIN_CERTIFICATES, MAX_MEMBERSHIP_OBJECT_BYTES, MAX_SHOWN_OBJECTS } from './defaults.js'
import { potluck } from './group-pb.js'

const wire = potluck.group.v1

/** The object that holds a chain: DER, from the certificate that the root issued down to the member's own. */
export function encodeChain(chain: readonly Uint8Array[]): Uint8Array {
  return copyBytes(wire.MembershipObject.encode({ chain: { certificate: [...chain] } }).finish())
}

/** The chain in a foreign object; undefined unless it is spelled as {@link encodeChain} spells it. Never throws. */
export function decodeChain(object: Uint8Array): Uint8Array[] | undefined {
  if (object.byteLength > MAX_MEMBERSHIP_OBJECT_BYTES) return undefined
  try {
    const chain = wire.MembershipObject.decode(object).chain?.certificate?.map(copyBytes)
    if (chain === undefined || chain.length > MAX_CHAIN_CERTIFICATES) return undefined
    // One spelling only: else a relay could make many objects of one, each to be kept and passed on.
    return equalBytes(encodeChain(chain), object) ? chain : undefined
  } catch {
    return undefined
  }
}

/** Whether a foreign object is of a kind that only later versions know. Never throws. */
export function isOfLaterKind(object: Uint8Array): boolean {
  if (object.byteLength === 0 || object.byteLength > MAX_MEMBERSHIP_OBJECT_BYTES) return false
  try {
    const { chain, removal } = wire.MembershipObject.decode(object)
    return chain == null && removal == null
  } catch {
    return false
  }
}

export function encodeCredentials(objects: readonly Uint8Array[]): Uint8Array {
  return copyBytes(wire.Credentials.encode({ object: objects.slice(0, MAX_SHOWN_OBJECTS) }).finish())
}

/** Foreign; undefined if malformed or more than a peer may show. Never throws. */
export function decodeCredentials(bytes: Uint8Array): Uint8Array[] | undefined {
  if (bytes.byteLength > MAX_SHOWN_OBJECTS * (MAX_MEMBERSHIP_OBJECT_BYTES + 4)) return undefined
  try {
    const { object } = wire.Credentials.decode(bytes)
    return object.length > MAX_SHOWN_OBJECTS ? undefined : object.map(copyBytes)
  } catch {
    return undefined
  }
}
