// The frames of a link, read and written. Foreign ones are checked against their limits here. Spec: docs/protocols/link.md.
import { MAX_ITEM_BYTES, MAX_SYNC_FRAME_BYTES } from '../store/index.js'
import { potluck } from './graph-pb.js'
import { LINK_VERSION } from './protocols.js'

const wire = potluck.graph.v1

/** Why a side ends a link. `unspecified` also stands for reasons of later versions. */
export type GoodbyeReason = 'unspecified' | 'closing' | 'duplicate' | 'full' | 'not-a-member' | 'protocol' | 'stalled'

export interface Hello {
  version: number
  /** 0: cannot be dialled. */
  listenPort: number
}

export type LinkFrame =
  | { kind: 'hello'; hello: Hello }
  | { kind: 'item'; item: Uint8Array }
  | { kind: 'sync'; frame: Uint8Array }
  | { kind: 'goodbye'; reason: GoodbyeReason }
  | { kind: 'pull' }
  /** Of a later version: passed over. */
  | { kind: 'unknown' }

const REASONS: readonly GoodbyeReason[] = [
  'unspecified',
  'closing',
  'duplicate',
  'full',
  'not-a-member',
  'protocol',
  'stalled'
]

/** Reads a foreign frame. Never throws. `item` and `frame` are views of `bytes`. @returns undefined where it breaks a rule */
export function readLinkFrame(bytes: Uint8Array): LinkFrame | undefined {
  let decoded: potluck.graph.v1.LinkFrame
  try {
    decoded = wire.LinkFrame.decode(bytes)
  } catch {
    return undefined
  }
  const { hello, item, sync, goodbye, pull } = decoded
  if (hello != null) {
    const listenPort = hello.listenPort ?? 0
    return listenPort > 65_535 ? undefined : { kind: 'hello', hello: { version: hello.version ?? 0, listenPort } }
  }
  if (item != null) return item.byteLength > MAX_ITEM_BYTES ? undefined : { kind: 'item', item }
  if (sync != null) return sync.byteLength > MAX_SYNC_FRAME_BYTES ? undefined : { kind: 'sync', frame: sync }
  if (goodbye != null) return { kind: 'goodbye', reason: REASONS[goodbye.reason ?? 0] ?? 'unspecified' }
  if (pull != null) return { kind: 'pull' }
  return { kind: 'unknown' }
}

export function helloFrame(listenPort: number): Uint8Array {
  return encode({ hello: { version: LINK_VERSION, listenPort } })
}

export function itemFrame(item: Uint8Array): Uint8Array {
  return encode({ item })
}

export function syncFrame(frame: Uint8Array): Uint8Array {
  return encode({ sync: frame })
}

export function goodbyeFrame(reason: GoodbyeReason): Uint8Array {
  return encode({ goodbye: { reason: REASONS.indexOf(reason) } })
}

export function pullFrame(): Uint8Array {
  return encode({ pull: {} })
}

function encode(frame: potluck.graph.v1.ILinkFrame): Uint8Array {
  return wire.LinkFrame.encode(frame).finish()
}
