// The frames of a link, read and written. Foreign ones are checked against their limits here. Spec: docs/protocols/link.md.
import * as varint from 'uint8-varint'
import { peerIdFromPublicKey, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import { MAX_ITEM_BYTES, MAX_SYNC_FRAME_BYTES } from '../store/index.js'
import { endpointText, readEndpoint } from './addresses.js'
import { MAX_REFERRAL_ADDRESS_BYTES, MAX_REFERRALS, MAX_SMALL_FRAME_BYTES } from './defaults.js'
import { potluck } from './graph-pb.js'
import { nodeIdBytes, readNodeId } from './node-id.js'
import { LINK_VERSION } from './protocols.js'

const wire = potluck.graph.v1

/** Why a side ends a link. `unspecified` also stands for reasons of later versions. */
export type GoodbyeReason =
  'unspecified' | 'closing' | 'duplicate' | 'full' | 'not-a-member' | 'protocol' | 'stalled' | 'replaced'

/** What a node can do beyond the first revision of the link; whoever does not say so is not asked for it. */
export type LinkFeature = 'ping'

export interface Hello {
  version: number
  /** 0: cannot be dialled. */
  listenPort: number
  features: readonly LinkFeature[]
  /** 16 hex characters, of this run of the node; undefined: it did not say. */
  nodeId: string | undefined
}

/** A member that may have a place. */
export interface Referral {
  readonly peer: PeerId
  /** As `endpointText` spells it. */
  readonly address: string
}

export type LinkFrame =
  | { kind: 'hello'; hello: Hello }
  | { kind: 'item'; item: Uint8Array }
  | { kind: 'sync'; frame: Uint8Array }
  | { kind: 'goodbye'; reason: GoodbyeReason; referrals: readonly Referral[] }
  | { kind: 'pull' }
  | { kind: 'ping'; nonce: number }
  /** `peerTimeMs`: undefined where it does not say. */
  | { kind: 'pong'; nonce: number; peerTimeMs: number | undefined }
  /** Of a later version: passed over. */
  | { kind: 'unknown' }

const REASONS: readonly GoodbyeReason[] = [
  'unspecified',
  'closing',
  'duplicate',
  'full',
  'not-a-member',
  'protocol',
  'stalled',
  'replaced'
]
const FEATURES: readonly LinkFeature[] = ['ping']
/** Numbers of frames, as graph.proto has them. */
const ITEM = 2
const SYNC = 3
const LAST_KNOWN = 7

/**
 * Reads a foreign frame. Never throws. `item` and `frame` are views of `bytes`.
 * @returns undefined where it breaks a rule
 */
export function readLinkFrame(bytes: Uint8Array): LinkFrame | undefined {
  let decoded: potluck.graph.v1.LinkFrame
  try {
    const large = bytes.byteLength > MAX_SMALL_FRAME_BYTES ? largeKind(bytes) : undefined
    if (large === 'broken') return undefined
    if (large === 'unknown') return { kind: 'unknown' }
    decoded = wire.LinkFrame.decode(bytes)
  } catch {
    return undefined
  }
  const { hello, item, sync, goodbye, pull, ping, pong } = decoded
  if (hello != null) return readHello(hello)
  if (item != null) return item.byteLength > MAX_ITEM_BYTES ? undefined : { kind: 'item', item }
  if (sync != null) return sync.byteLength > MAX_SYNC_FRAME_BYTES ? undefined : { kind: 'sync', frame: sync }
  if (goodbye != null) return readGoodbye(goodbye)
  if (pull != null) return { kind: 'pull' }
  if (ping != null) return { kind: 'ping', nonce: ping.nonce ?? 0 }
  if (pong != null) {
    const peerTimeMs = pong.peerTimeMs ?? 0
    if (!Number.isSafeInteger(peerTimeMs)) return undefined
    return { kind: 'pong', nonce: pong.nonce ?? 0, peerTimeMs: peerTimeMs === 0 ? undefined : peerTimeMs }
  }
  return { kind: 'unknown' }
}

export function helloFrame(hello: Omit<Hello, 'version'>): Uint8Array {
  const { listenPort, nodeId } = hello
  const features = hello.features.reduce((bits, feature) => bits | (1 << FEATURES.indexOf(feature)), 0)
  const said = { ...(features !== 0 && { features }), ...(nodeId !== undefined && { nodeId: nodeIdBytes(nodeId) }) }
  return encode({ hello: { version: LINK_VERSION, listenPort, ...said } })
}

export function itemFrame(item: Uint8Array): Uint8Array {
  return encode({ item })
}

export function syncFrame(frame: Uint8Array): Uint8Array {
  return encode({ sync: frame })
}

/** @param referrals at most {@link MAX_REFERRALS}; more are left out */
export function goodbyeFrame(reason: GoodbyeReason, referrals: readonly Referral[] = []): Uint8Array {
  const named = referrals.slice(0, MAX_REFERRALS).flatMap(({ peer, address }) => {
    const key = publicKeyFromPeerId(peer)
    return key === undefined ? [] : [{ peer: key, address }]
  })
  return encode({ goodbye: { reason: REASONS.indexOf(reason), ...(named.length > 0 && { referrals: named }) } })
}

export function pullFrame(): Uint8Array {
  return encode({ pull: {} })
}

/** @param nonce 0 to 2^32 - 1 */
export function pingFrame(nonce: number): Uint8Array {
  return encode({ ping: { nonce } })
}

export function pongFrame(nonce: number, peerTimeMs: number | undefined): Uint8Array {
  return encode({ pong: { nonce, ...(peerTimeMs !== undefined && { peerTimeMs }) } })
}

/** Before a frame of many bytes is decoded: it must be an item or synchronising, and have little besides. Throws where it is cut short. */
function largeKind(bytes: Uint8Array): 'bytes' | 'unknown' | 'broken' {
  const tag = varint.decode(bytes)
  const number = Math.floor(tag / 8)
  if (number > LAST_KNOWN) return 'unknown'
  if (number !== ITEM && number !== SYNC) return 'broken'
  const length = varint.decode(bytes, varint.encodingLength(tag))
  return bytes.byteLength - length > MAX_SMALL_FRAME_BYTES ? 'broken' : 'bytes'
}

function readHello({ version, listenPort, features, nodeId }: potluck.graph.v1.IHello): LinkFrame | undefined {
  const port = listenPort ?? 0
  const node = readNodeId(nodeId)
  if (port > 65_535 || node === undefined) return undefined
  const named = FEATURES.filter((_, bit) => ((features ?? 0) & (1 << bit)) !== 0)
  const hello: Hello = {
    version: version ?? 0,
    listenPort: port,
    features: named,
    ...node
  }
  return { kind: 'hello', hello }
}

/** Addresses that are none of ours to dial are left out: a later version may name others. */
function readGoodbye({ reason, referrals }: potluck.graph.v1.IGoodbye): LinkFrame | undefined {
  const named = referrals ?? []
  if (named.length > MAX_REFERRALS) return undefined
  const read = named.flatMap(({ peer, address }): Referral[] => {
    if (peer?.byteLength !== 32 || address == null || Buffer.byteLength(address) > MAX_REFERRAL_ADDRESS_BYTES) return []
    const endpoint = readEndpoint(address)
    return endpoint === undefined ? [] : [{ peer: peerIdFromPublicKey(peer), address: endpointText(endpoint) }]
  })
  return { kind: 'goodbye', reason: REASONS[reason ?? 0] ?? 'unspecified', referrals: read }
}

function encode(frame: potluck.graph.v1.ILinkFrame): Uint8Array {
  return wire.LinkFrame.encode(frame).finish()
}
