// A peer id names a peer by its Ed25519 key, spelled as libp2p spells it (`12D3KooW…`), without needing libp2p.
import { base58btc } from 'multiformats/bases/base58'
import { copyBytes } from './bytes.js'

/** libp2p peer id of an Ed25519 key: base58btc of an identity multihash over the protobuf public key. */
export type PeerId = string

/** Identity multihash of 36 bytes; protobuf: key type 1 (Ed25519), 32 bytes of key. */
const PREFIX = Uint8Array.from([0x00, 0x24, 0x08, 0x01, 0x12, 0x20])
const MAX_PEER_ID_CHARACTERS = 60
/** Base58 takes 5 to 10 µs either way, several times a record: what was spelled lately is remembered. */
const MAX_REMEMBERED = 16_384
const spelled = new Map<string, PeerId>()
const read = new Map<PeerId, Uint8Array>()

/** @param publicKey 32 bytes */
export function peerIdFromPublicKey(publicKey: Uint8Array): PeerId {
  const name = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength).toString('latin1')
  const known = spelled.get(name)
  if (known !== undefined) return known
  const bytes = new Uint8Array(PREFIX.length + 32)
  bytes.set(PREFIX)
  bytes.set(publicKey, PREFIX.length)
  // Base58 joins it from 40 pieces, 1 KiB in memory as long as they are not made one.
  return remember(spelled, name, Buffer.from(base58btc.baseEncode(bytes), 'latin1').toString('latin1'))
}

/** The 32-byte key that a peer id names, or undefined if it is not the one spelling of an Ed25519 peer id. */
export function publicKeyFromPeerId(peerId: string): Uint8Array | undefined {
  if (peerId.length > MAX_PEER_ID_CHARACTERS) return undefined
  const known = read.get(peerId)
  if (known !== undefined) return copyBytes(known)
  try {
    const bytes = base58btc.baseDecode(peerId)
    if (bytes.length !== PREFIX.length + 32 || !PREFIX.every((byte, i) => bytes[i] === byte)) return undefined
    const publicKey = copyBytes(bytes.subarray(PREFIX.length))
    return peerIdFromPublicKey(publicKey) === peerId ? copyBytes(remember(read, peerId, publicKey)) : undefined
  } catch {
    return undefined
  }
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  if (map.size >= MAX_REMEMBERED) map.clear()
  map.set(key, value)
  return value
}
