// One signature for a whole shard: a change's hash commits to all its ancestors, so a signed hash stands for all of them
// (design section 3; docs/protocols/shard.md).
import {
  copyBytes,
  fromHex,
  peerIdFromPublicKey,
  signedBytes,
  toHex,
  verifySignature,
  type KeyPair,
  type PeerId
} from '../base/index.js'
import { MAX_SHARD_CHANGES, MAX_SHARD_HEADS, MAX_SHARD_NUMBER, MAX_SIGNED_HEAD_BYTES } from './defaults.js'
import { potluck } from './store-pb.js'

const wire = potluck.store.v1
const TAG = 'potluck/head/1'
const HASH_BYTES = 32

/** What an author says about a shard of its own. */
export interface HeadStatement {
  readonly author: PeerId
  /** 1 and up. */
  readonly shard: number
  /** Shards before this one have ended (design section 3: history ends). */
  readonly firstLivingShard: number
  /** How many changes lie at or below the heads. */
  readonly changes: number
  /** Change hashes, 64 hex characters each, ascending. */
  readonly heads: readonly string[]
}

export interface SignedHead extends HeadStatement {
  /** As sent, with the signature. */
  readonly bytes: Uint8Array
}

/** @param group the group id, 32 bytes */
export function signHead(statement: Omit<HeadStatement, 'author'>, group: Uint8Array, author: KeyPair): SignedHead {
  const bytes = wire.HeadStatement.encode({
    author: author.publicKey,
    shard: statement.shard,
    firstLivingShard: statement.firstLivingShard,
    changes: statement.changes,
    heads: statement.heads.map((head) => fromHex(head) ?? new Uint8Array())
  }).finish()
  const signature = author.sign(signedBytes(TAG, [group, bytes]))
  const signed = copyBytes(wire.SignedHead.encode({ statement: bytes, signature }).finish())
  return { ...statement, author: peerIdFromPublicKey(author.publicKey), bytes: signed }
}

/** What foreign bytes state, and a way to check that it was signed: the costly half, for when the rest fits. */
export interface UnverifiedHead extends SignedHead {
  verify(): boolean
}

/** Reads foreign bytes. Never throws; undefined: malformed. @param group the group id, 32 bytes */
export function readHead(bytes: Uint8Array, group: Uint8Array): UnverifiedHead | undefined {
  if (bytes.byteLength > MAX_SIGNED_HEAD_BYTES) return undefined
  try {
    const own = copyBytes(bytes)
    const { statement, signature } = wire.SignedHead.decode(own)
    const { author, shard, firstLivingShard, changes, heads } = wire.HeadStatement.decode(statement)
    if (author.byteLength !== 32 || !isWithin(shard, 1, MAX_SHARD_NUMBER)) return undefined
    if (!isWithin(firstLivingShard, 1, shard)) return undefined
    if (!isWithin(heads.length, 1, MAX_SHARD_HEADS) || !isWithin(changes, heads.length, MAX_SHARD_CHANGES)) {
      return undefined
    }
    if (heads.some((head) => head.byteLength !== HASH_BYTES)) return undefined
    const hashes = heads.map(toHex)
    if (hashes.some((hash, i) => i > 0 && hashes[i - 1]! >= hash)) return undefined
    return {
      author: peerIdFromPublicKey(author),
      shard,
      firstLivingShard,
      changes,
      heads: hashes,
      bytes: own,
      verify: () => verifySignature(author, signedBytes(TAG, [group, statement]), signature)
    }
  } catch {
    return undefined
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
