// What lies on the disk beside the content of a carried upload: for whom, what is ordered, what was promised. Its own acceptance, which
// is signed, shows whether it is whole. Spec: docs/protocols/upload.md.
import { copyBytes, peerIdFromPublicKey, publicKeyFromPeerId, toHex, type PeerId } from '../../base/index.js'
import { potluck } from '../receipt-pb.js'
import { MAX_FACTS_BYTES } from './carried-defaults.js'
import { decodeOrder, orderSha256, type Order } from './order.js'
import { readAcceptance, type Acceptance } from './statements.js'

const wire = potluck.receipt.v1

export interface CarriedFacts {
  /** The group id, 32 bytes. */
  readonly group: Uint8Array
  readonly asker: PeerId
  readonly relay: PeerId
  /** As it came. */
  readonly orderBytes: Uint8Array
  readonly order: Order
  /** Signed, as it went to the asker. */
  readonly statement: Uint8Array
  readonly acceptance: Acceptance
}

export function encodeFacts({ group, asker, relay, orderBytes, statement }: CarriedFacts): Uint8Array {
  const said = { group, asker: keyOf(asker), relay: keyOf(relay), order: orderBytes, acceptance: statement }
  return copyBytes(wire.Carried.encode(said).finish())
}

/** Undefined where they are not whole, or not of this. */
export function decodeFacts(bytes: Uint8Array): CarriedFacts | undefined {
  if (bytes.byteLength > MAX_FACTS_BYTES) return undefined
  try {
    const said = wire.Carried.decode(bytes)
    const [group, orderBytes, statement] = [said.group, said.order, said.acceptance].map(copyBytes)
    const [asker, relay] = [said.asker, said.relay].map(peerIdFromPublicKey)
    const order = decodeOrder(orderBytes!)
    const acceptance = readAcceptance(statement!, { group: group!, asker: asker!, relay: relay! })
    if (order === undefined || acceptance?.orderSha256 !== toHex(orderSha256(orderBytes!))) return undefined
    return {
      group: group!,
      asker: asker!,
      relay: relay!,
      orderBytes: orderBytes!,
      order,
      statement: statement!,
      acceptance
    }
  } catch {
    return undefined
  }
}

/** @throws {RangeError} */
function keyOf(peer: PeerId): Uint8Array {
  const key = publicKeyFromPeerId(peer)
  if (key === undefined) throw new RangeError(`${peer} is no peer id`)
  return key
}
