// The frames of a direct stream, read and written. Foreign ones are checked against their limits here.
// Spec: docs/protocols/direct.md.
import type { ConnectionKind } from './connections.js'
import { MAX_DATA_BYTES, MAX_DATA_TYPE_BYTES } from './defaults.js'
import type { DirectFailure } from './direct-connections.js'
import { potluck } from './graph-pb.js'
import { nodeIdBytes, readNodeId } from './node-id.js'
import { DIRECT_VERSION } from './protocols.js'

const wire = potluck.graph.v1

export type DirectRefusal = Extract<DirectFailure, 'not-asked-for' | 'full' | 'closing' | 'refused'>

export interface DirectOpen {
  version: number
  /** 16 hex characters; undefined: it did not say. */
  nodeId: string | undefined
  /** Undefined: one of a later version. */
  purpose: ConnectionKind | undefined
}

export type DirectFrame =
  | ({ kind: 'open' } & DirectOpen)
  | { kind: 'accept'; nodeId: string | undefined }
  | { kind: 'refuse'; reason: DirectRefusal }
  | { kind: 'data'; type: string; bytes: Uint8Array }
  /** Of a later version: passed over. */
  | { kind: 'unknown' }

const REASONS: readonly DirectRefusal[] = ['refused', 'not-asked-for', 'full', 'closing']
const PURPOSES: readonly ConnectionKind[] = ['direct', 'neighbour']

/**
 * Reads a foreign frame. Never throws. `bytes` of data are a view.
 * @returns undefined where it breaks a rule
 */
export function readDirectFrame(frame: Uint8Array): DirectFrame | undefined {
  let decoded: potluck.graph.v1.DirectFrame
  try {
    decoded = wire.DirectFrame.decode(frame)
  } catch {
    return undefined
  }
  const { open, accept, refuse, data } = decoded
  if (open != null) {
    const node = readNodeId(open.nodeId)
    return node && { kind: 'open', version: open.version ?? 0, purpose: PURPOSES[open.purpose ?? 0], ...node }
  }
  if (accept != null) {
    const node = readNodeId(accept.nodeId)
    return node && { kind: 'accept', ...node }
  }
  if (refuse != null) return { kind: 'refuse', reason: REASONS[refuse.reason ?? 0] ?? 'refused' }
  if (data != null) {
    const { type } = data
    const bytes = data.bytes?.byteLength ? data.bytes : new Uint8Array() // The empty one of protobufjs is everybody's.
    return isDataType(type ?? '') && bytes.byteLength <= MAX_DATA_BYTES
      ? { kind: 'data', type: type!, bytes }
      : undefined
  }
  return { kind: 'unknown' }
}

/** @param nodeId 16 hex characters */
export function openFrame(nodeId: string, purpose: ConnectionKind): Uint8Array {
  const open = { version: DIRECT_VERSION, nodeId: nodeIdBytes(nodeId), purpose: PURPOSES.indexOf(purpose) }
  return wire.DirectFrame.encode({ open }).finish()
}

/** @param nodeId 16 hex characters */
export function acceptFrame(nodeId: string): Uint8Array {
  return wire.DirectFrame.encode({ accept: { nodeId: nodeIdBytes(nodeId) } }).finish()
}

export function refuseFrame(reason: DirectRefusal): Uint8Array {
  return wire.DirectFrame.encode({ refuse: { reason: REASONS.indexOf(reason) } }).finish()
}

/** Copies `bytes`. @param type see {@link isDataType} */
export function dataFrame(type: string, bytes: Uint8Array): Uint8Array {
  return wire.DirectFrame.encode({ data: { type, bytes } }).finish()
}

/** 1 to {@link MAX_DATA_TYPE_BYTES} bytes, and text that UTF-8 can carry. */
export function isDataType(type: string): boolean {
  if (type === '' || type.length > MAX_DATA_TYPE_BYTES) return false
  const bytes = Buffer.from(type)
  return bytes.byteLength <= MAX_DATA_TYPE_BYTES && bytes.toString() === type
}
