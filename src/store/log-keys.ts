// Where the log of signed changes lies in the storage: kind, author, shard, then the change's operation number and hash,
// so that reading in the order of the keys finds each change after those it depends on.
import {
  concatBytes,
  equalBytes,
  fromHex,
  peerIdFromPublicKey,
  publicKeyFromPeerId,
  type PeerId
} from '../base/index.js'
import type { CheckedChange } from './change-check.js'
import type { LinkedChange } from './shard-log.js'
import type { SignedHead } from './signed-head.js'
import type { StoragePut, StorageRange } from './storage.js'

const CHANGE = 'c'.charCodeAt(0)
const HEAD = 'h'.charCodeAt(0)
const EVIDENCE = 'e'.charCodeAt(0)
const AUTHOR_BYTES = 32
const HASH_BYTES = 32

export interface ShardName {
  readonly author: PeerId
  readonly shard: number
}

export function changeKey(name: ShardName, startOperation: number, hash: string): Uint8Array {
  return concatBytes([prefix(CHANGE, name), uint32(startOperation), fromHex(hash) ?? new Uint8Array()])
}

/** Whether the key of a change ends as its own does: what stands elsewhere nobody would find again. */
export function isKeyOf(
  key: Uint8Array,
  { startOperation, hash }: Pick<LinkedChange, 'startOperation' | 'hash'>
): boolean {
  const end = concatBytes([uint32(startOperation), fromHex(hash) ?? new Uint8Array()])
  return equalBytes(key.subarray(-end.byteLength), end)
}

/** @param head the first of the hashes that the signed head names */
function headKey(name: ShardName, head: string): Uint8Array {
  return concatBytes([prefix(HEAD, name), fromHex(head) ?? new Uint8Array()])
}

export function putChange(name: ShardName, change: CheckedChange): StoragePut {
  return { key: changeKey(name, change.startOperation, change.hash), value: change.bytes }
}

export function removeChange(name: ShardName, { startOperation, hash }: LinkedChange): StoragePut {
  return { key: changeKey(name, startOperation, hash), value: undefined }
}

export function putHead(head: SignedHead): StoragePut {
  return { key: headKey(head, head.heads[0] ?? ''), value: head.bytes }
}

export function removeHead(head: SignedHead): StoragePut {
  return { key: headKey(head, head.heads[0] ?? ''), value: undefined }
}

/** Every change of every shard, shard by shard. */
export const ALL_CHANGES: StorageRange = { from: Uint8Array.of(CHANGE), to: Uint8Array.of(CHANGE + 1) }
export const ALL_HEADS: StorageRange = { from: Uint8Array.of(HEAD), to: Uint8Array.of(HEAD + 1) }

/** Changes of an author's shards from one to before another. */
export function changesRange(author: PeerId, fromShard: number, toShard: number): StorageRange {
  return { from: prefix(CHANGE, { author, shard: fromShard }), to: prefix(CHANGE, { author, shard: toShard }) }
}

/** Proofs that authors signed two histories. */
export const ALL_EVIDENCE: StorageRange = { from: Uint8Array.of(EVIDENCE), to: Uint8Array.of(EVIDENCE + 1) }

/** @param hash of the proof, 32 bytes */
export function evidenceKey(name: ShardName, hash: Uint8Array): Uint8Array {
  return concatBytes([prefix(EVIDENCE, name), hash])
}

/** The shard that a key belongs to, or undefined if the key is not one of ours. */
export function shardOfKey(key: Uint8Array): ShardName | undefined {
  const length = key.byteLength - (key[0] === CHANGE ? 4 : 0)
  if (length !== 1 + AUTHOR_BYTES + 4 + HASH_BYTES) return undefined
  const shard = new DataView(key.buffer, key.byteOffset).getUint32(1 + AUTHOR_BYTES)
  return { author: peerIdFromPublicKey(key.subarray(1, 1 + AUTHOR_BYTES)), shard }
}

/** One string per shard, for maps. */
export function shardText({ author, shard }: ShardName): string {
  return `${author}/${shard}`
}

/** Author's key and shard number, 36 bytes: how a shard is named inside digests. */
export function shardBytes({ author, shard }: ShardName): Uint8Array {
  return concatBytes([publicKeyFromPeerId(author) ?? new Uint8Array(AUTHOR_BYTES), uint32(shard)])
}

function prefix(kind: number, name: ShardName): Uint8Array {
  return concatBytes([Uint8Array.of(kind), shardBytes(name)])
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
