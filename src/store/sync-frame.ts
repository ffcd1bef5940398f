// Frames of synchronising, checked against their limits as they come in. Spec: docs/protocols/store-sync.md.
import { copyBytes, fromHex, peerIdFromPublicKey, publicKeyFromPeerId, toHex } from '../base/index.js'
import { MAX_TYPE_BYTES } from '../record/index.js'
import {
  MAX_DIGESTS_PER_FRAME,
  MAX_ENTRIES_PER_FRAME,
  MAX_PRECEDENCE_TYPES,
  MAX_SHARD_HEADS,
  MAX_SHARD_NUMBER,
  MAX_SYNC_FRAME_BYTES,
  MAX_WANTS_PER_FRAME,
  SYNC_BUCKETS,
  SYNC_DIGEST_BYTES
} from './defaults.js'
import type { ShardName } from './log-keys.js'
import { potluck } from './store-pb.js'

const wire = potluck.store.v1

export type SyncSet = 'credentials' | 'ephemeral'

/** A shard and the hashes of the changes that nothing depends on. */
export interface ShardEntry extends ShardName {
  readonly heads: readonly string[]
  /** Has ended for the answerer, and holds what its author did not know of. */
  readonly outlivesEnd?: boolean
}

export type SyncFrame = { readonly round: number } & SyncBody

export type SyncBody =
  | { type: 'set-ask'; set: SyncSet; summary: string; types?: readonly string[] }
  | { type: 'set-digests'; set: SyncSet; digests: readonly string[]; last: boolean }
  | { type: 'set-want'; set: SyncSet; digests: readonly string[] }
  | { type: 'set-items'; set: SyncSet; items: readonly Uint8Array[]; last: boolean }
  | { type: 'shard-ask'; buckets: Uint8Array; types?: readonly string[] }
  /** `types`: of so many of the types asked for, every shard was named before this page. */
  | { type: 'shard-entries'; entries: readonly ShardEntry[]; types?: number; last: boolean }
  | { type: 'shard-want'; wants: readonly ShardEntry[] }
  | { type: 'shard-heads'; name: ShardName; heads: readonly Uint8Array[] }
  | { type: 'shard-changes'; changes: readonly Uint8Array[]; last: boolean }
  /** Of a later version, or about a set of one. */
  | { type: 'unknown' }

const UNKNOWN: SyncBody = { type: 'unknown' }
const SETS: readonly (SyncSet | undefined)[] = [undefined, 'credentials', 'ephemeral']

export function encodeSyncFrame(frame: SyncFrame): Uint8Array {
  return copyBytes(wire.SyncFrame.encode({ round: frame.round, ...toWire(frame) }).finish())
}

/** Reads foreign bytes. Never throws; undefined: malformed or over a limit. Shares no memory with `bytes`. */
export function decodeSyncFrame(bytes: Uint8Array): SyncFrame | undefined {
  if (bytes.byteLength > MAX_SYNC_FRAME_BYTES) return undefined
  try {
    const frame = wire.SyncFrame.decode(copyBytes(bytes))
    const body = fromWire(frame)
    if (body === undefined) return undefined
    const read: SyncFrame = { round: frame.round, ...body }
    const isEmpty = body.type === 'unknown' && bytes.byteLength <= encodeSyncFrame(read).byteLength
    return isEmpty ? undefined : read
  } catch {
    return undefined
  }
}

function toWire(body: SyncBody): potluck.store.v1.ISyncFrame {
  switch (body.type) {
    case 'set-ask':
      return {
        setAsk: { set: SETS.indexOf(body.set), summary: fromHex(body.summary)!, types: [...(body.types ?? [])] }
      }
    case 'set-digests':
      return { setDigests: { set: SETS.indexOf(body.set), digests: body.digests.map(hexBytes), last: body.last } }
    case 'set-want':
      return { setWant: { set: SETS.indexOf(body.set), digests: body.digests.map(hexBytes) } }
    case 'set-items':
      return { setItems: { set: SETS.indexOf(body.set), items: [...body.items], last: body.last } }
    case 'shard-ask':
      return { shardAsk: { buckets: body.buckets, types: [...(body.types ?? [])] } }
    case 'shard-entries':
      return { shardEntries: { entries: body.entries.map(entryToWire), ...count(body.types), last: body.last } }
    case 'shard-want':
      return { shardWant: { wants: body.wants.map(entryToWire) } }
    case 'shard-heads':
      return { shardHeads: { ...nameToWire(body.name), heads: body.heads.slice(0, MAX_SHARD_HEADS) } }
    case 'shard-changes':
      return { shardChanges: { changes: [...body.changes], last: body.last } }
    case 'unknown':
      return {}
  }
}

function fromWire(frame: potluck.store.v1.SyncFrame): SyncBody | undefined {
  const { setAsk, setDigests, setWant, setItems, shardAsk, shardEntries, shardWant, shardHeads, shardChanges } = frame
  if (setAsk != null) {
    const set = SETS[setAsk.set ?? 0]
    if (set === undefined) return UNKNOWN
    const summary = digests([setAsk.summary ?? new Uint8Array()])?.[0]
    const types = typesFromWire(setAsk.types ?? [])
    return summary && types ? { type: 'set-ask', set, summary, ...types } : undefined
  }
  if (setDigests != null) {
    const set = SETS[setDigests.set ?? 0]
    if (set === undefined) return UNKNOWN
    const list = digests(setDigests.digests ?? [])
    return list && { type: 'set-digests', set, digests: list, last: setDigests.last === true }
  }
  if (setWant != null) {
    const set = SETS[setWant.set ?? 0]
    if (set === undefined) return UNKNOWN
    const list = digests(setWant.digests ?? [])
    return list && { type: 'set-want', set, digests: list }
  }
  if (setItems != null) {
    const set = SETS[setItems.set ?? 0]
    return set ? { type: 'set-items', set, items: setItems.items ?? [], last: setItems.last === true } : UNKNOWN
  }
  if (shardAsk != null) {
    const buckets = shardAsk.buckets ?? new Uint8Array()
    const types = typesFromWire(shardAsk.types ?? [])
    if (buckets.byteLength !== SYNC_BUCKETS * SYNC_DIGEST_BYTES) return undefined
    return types && { type: 'shard-ask', buckets, ...types }
  }
  if (shardEntries != null) {
    const entries = entriesFromWire(shardEntries.entries ?? [], MAX_ENTRIES_PER_FRAME)
    const types = count(shardEntries.types)
    return entries && { type: 'shard-entries', entries, ...types, last: shardEntries.last === true }
  }
  if (shardWant != null) {
    const wants = entriesFromWire(shardWant.wants ?? [], MAX_WANTS_PER_FRAME)
    return wants && { type: 'shard-want', wants }
  }
  if (shardHeads != null) {
    const name = nameFromWire(shardHeads)
    const heads = shardHeads.heads ?? []
    return name && heads.length <= MAX_SHARD_HEADS ? { type: 'shard-heads', name, heads } : undefined
  }
  if (shardChanges != null) {
    return { type: 'shard-changes', changes: shardChanges.changes ?? [], last: shardChanges.last === true }
  }
  return UNKNOWN
}

/** What a peer that knows no precedence leaves out is left out here. */
function typesFromWire(types: string[]): { types?: string[] } | undefined {
  if (types.length > MAX_PRECEDENCE_TYPES) return undefined
  if (types.some((type) => type === '' || Buffer.byteLength(type) > MAX_TYPE_BYTES)) return undefined
  return types.length === 0 ? {} : { types }
}

function count(types: number | null | undefined): { types?: number } {
  return types == null || types === 0 ? {} : { types }
}

function digests(list: readonly Uint8Array[]): string[] | undefined {
  if (list.length > MAX_DIGESTS_PER_FRAME) return undefined
  return list.every((digest) => digest.byteLength === SYNC_DIGEST_BYTES) ? list.map(toHex) : undefined
}

function hexBytes(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array()
}

function nameToWire({ author, shard }: ShardName): { author: Uint8Array; shard: number } {
  return { author: publicKeyFromPeerId(author) ?? new Uint8Array(), shard }
}

function nameFromWire({ author, shard }: potluck.store.v1.IShardEntry): ShardName | undefined {
  if (author?.byteLength !== 32 || shard == null || shard < 1 || shard > MAX_SHARD_NUMBER) return undefined
  return { author: peerIdFromPublicKey(author), shard }
}

function entryToWire(entry: ShardEntry): potluck.store.v1.IShardEntry {
  const heads = entry.heads.slice(0, MAX_SHARD_HEADS).map(hexBytes)
  return { ...nameToWire(entry), heads, ...(entry.outlivesEnd === true && { outlivesEnd: true }) }
}

function entriesFromWire(list: readonly potluck.store.v1.IShardEntry[], limit: number): ShardEntry[] | undefined {
  if (list.length > limit) return undefined
  const entries: ShardEntry[] = []
  for (const entry of list) {
    const name = nameFromWire(entry)
    const heads = entry.heads ?? []
    if (name === undefined || heads.length > MAX_SHARD_HEADS) return undefined
    if (heads.some((head) => head.byteLength !== 32)) return undefined
    entries.push({ ...name, heads: heads.map(toHex), ...(entry.outlivesEnd === true && { outlivesEnd: true }) })
  }
  return entries
}
