// What floods: one item, opaque to the graph.
import { copyBytes } from '../base/index.js'
import {
  MAX_CREDENTIAL_BYTES,
  MAX_EPHEMERAL_ENVELOPE_BYTES,
  MAX_FLOODED_CHANGE_BYTES,
  MAX_ITEM_BYTES
} from './defaults.js'
import { potluck } from './store-pb.js'

const wire = potluck.store.v1

export type StoreItem =
  /** `change` is undefined where it is too large to flood: it is pulled. */
  | { type: 'shard-update'; head: Uint8Array; change: Uint8Array | undefined }
  | { type: 'ephemeral'; envelope: Uint8Array }
  | { type: 'credential'; bytes: Uint8Array }
  /** Of a later version. */
  | { type: 'unknown' }

export function encodeItem(item: Exclude<StoreItem, { type: 'unknown' }>): Uint8Array {
  switch (item.type) {
    case 'shard-update': {
      const change = item.change ?? new Uint8Array()
      return encode({ shardUpdate: { head: item.head, change } })
    }
    case 'ephemeral':
      return encode({ ephemeral: item.envelope })
    case 'credential':
      return encode({ credential: item.bytes })
  }
}

/** Reads foreign bytes. Never throws; undefined: malformed. What is returned shares no memory with `bytes`. */
export function decodeItem(bytes: Uint8Array): StoreItem | undefined {
  if (bytes.byteLength > MAX_ITEM_BYTES) return undefined
  try {
    const { shardUpdate, ephemeral, credential } = wire.StoreItem.decode(copyBytes(bytes))
    const set = [shardUpdate != null, ephemeral.byteLength > 0, credential.byteLength > 0]
    const kinds = set.filter(Boolean).length
    if (kinds === 0 && bytes.byteLength > 0) return { type: 'unknown' }
    if (kinds !== 1) return undefined
    if (shardUpdate != null) {
      const { head, change } = shardUpdate
      if (head == null || (change?.byteLength ?? 0) > MAX_FLOODED_CHANGE_BYTES) return undefined
      return { type: 'shard-update', head, change: change == null || change.byteLength === 0 ? undefined : change }
    }
    if (ephemeral.byteLength > 0) {
      return ephemeral.byteLength > MAX_EPHEMERAL_ENVELOPE_BYTES
        ? undefined
        : { type: 'ephemeral', envelope: ephemeral }
    }
    return credential.byteLength > MAX_CREDENTIAL_BYTES ? undefined : { type: 'credential', bytes: credential }
  } catch {
    return undefined
  }
}

function encode(item: potluck.store.v1.IStoreItem): Uint8Array {
  return copyBytes(wire.StoreItem.encode(item).finish())
}
