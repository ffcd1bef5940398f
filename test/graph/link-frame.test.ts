import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_FRAME_BYTES } from '../../src/graph/defaults.js'
import {
  goodbyeFrame,
  helloFrame,
  itemFrame,
  pullFrame,
  readLinkFrame,
  syncFrame,
  type GoodbyeReason
} from '../../src/graph/link-frame.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { MAX_ITEM_BYTES, MAX_SYNC_FRAME_BYTES } from '../../src/store/index.js'
import { hello } from '../support/hello.js'

describe('link frames', () => {
  test('are read as they were written', () => {
    const bytes = Uint8Array.of(1, 2, 3)
    expect(readLinkFrame(helloFrame(hello(1967)))).toEqual({ kind: 'hello', hello: { version: 1, ...hello(1967) } })
    expect(readLinkFrame(itemFrame(bytes))).toEqual({ kind: 'item', item: Buffer.from(bytes) })
    expect(readLinkFrame(syncFrame(bytes))).toEqual({ kind: 'sync', frame: Buffer.from(bytes) })
    expect(readLinkFrame(pullFrame())).toEqual({ kind: 'pull' })
    const reasons: GoodbyeReason[] = ['closing', 'duplicate', 'full', 'not-a-member', 'protocol', 'stalled', 'replaced']
    for (const reason of reasons)
      expect(readLinkFrame(goodbyeFrame(reason))).toEqual({ kind: 'goodbye', reason, referrals: [] })
  })

  test('at the store’s limits fit into a frame, and are refused above them', () => {
    expect(syncFrame(new Uint8Array(MAX_SYNC_FRAME_BYTES)).byteLength).toBeLessThanOrEqual(MAX_FRAME_BYTES)
    expect(readLinkFrame(syncFrame(new Uint8Array(MAX_SYNC_FRAME_BYTES)))?.kind).toBe('sync')
    expect(readLinkFrame(syncFrame(new Uint8Array(MAX_SYNC_FRAME_BYTES + 1)))).toBeUndefined()
    expect(readLinkFrame(itemFrame(new Uint8Array(MAX_ITEM_BYTES)))?.kind).toBe('item')
    expect(readLinkFrame(itemFrame(new Uint8Array(MAX_ITEM_BYTES + 1)))).toBeUndefined()
  })

  test('with a port that is none are refused; reasons of later versions are read as unspecified', () => {
    const wire = potluck.graph.v1.LinkFrame
    expect(readLinkFrame(wire.encode({ hello: { version: 1, listenPort: 65_536 } }).finish())).toBeUndefined()
    const later = readLinkFrame(wire.encode({ goodbye: { reason: 99 as never } }).finish())
    expect(later).toEqual({ kind: 'goodbye', reason: 'unspecified', referrals: [] })
  })

  test('of any foreign bytes are a value, never an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readLinkFrame(bytes)))
  })
})
