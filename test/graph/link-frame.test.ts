import fc from 'fast-check'
import * as varint from 'uint8-varint'
import { describe, expect, test, vi } from 'vitest'
import {
  MAX_FRAME_BYTES,
  MAX_REFERRAL_ADDRESS_BYTES,
  MAX_REFERRALS,
  MAX_SMALL_FRAME_BYTES
} from '../../src/graph/defaults.js'
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
import { person } from '../support/people.js'

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

  describe('of many bytes', () => {
    const wire = potluck.graph.v1.LinkFrame
    const padding = (size: number): Uint8Array =>
      new Uint8Array(
        Array(size / 2)
          .fill([0x08, 0x01])
          .flat()
      ) // Field 1, again and again.
    const framed = (number: number, inner: Uint8Array): Uint8Array =>
      Buffer.concat([varint.encode(number * 8 + 2), varint.encode(inner.byteLength), inner])

    test('are items and synchronising alone: others are refused before they become objects', () => {
      const decode = vi.spyOn(wire, 'decode')
      try {
        for (const number of [1, 4, 5, 6, 7]) {
          expect(readLinkFrame(framed(number, padding(MAX_SMALL_FRAME_BYTES)))).toBeUndefined()
        }
        const goodbyes = framed(4, padding(MAX_SMALL_FRAME_BYTES))
        expect(readLinkFrame(Buffer.concat([itemFrame(Uint8Array.of(1)), goodbyes]))).toBeUndefined()
        expect(readLinkFrame(Buffer.concat([syncFrame(new Uint8Array(9000)), goodbyes]))).toBeUndefined()
        expect(decode).not.toHaveBeenCalled()
      } finally {
        decode.mockRestore()
      }
    })

    test('of a later version are passed over, also beside an item', () => {
      expect(readLinkFrame(framed(32, new Uint8Array(9000)))).toEqual({ kind: 'unknown' })
      const item = new Uint8Array(9000)
      expect(readLinkFrame(Buffer.concat([itemFrame(item), framed(32, item.subarray(0, 100))]))?.kind).toBe('item')
    })

    test('that are cut short are refused', () => {
      expect(readLinkFrame(syncFrame(new Uint8Array(9000)).subarray(0, 8000))).toBeUndefined()
      expect(readLinkFrame(new Uint8Array(9000).fill(0xff))).toBeUndefined()
    })

    test('a goodbye has fewer, with all that it may name', () => {
      const address = `/dns/${'a.'.repeat(53)}example/tcp/65535`
      expect(Buffer.byteLength(address)).toBeLessThanOrEqual(MAX_REFERRAL_ADDRESS_BYTES)
      const named = Array.from({ length: MAX_REFERRALS }, (_, i) => ({ peer: person(`named ${i}`).peer, address }))
      expect(readLinkFrame(goodbyeFrame('full', named))).toEqual({ kind: 'goodbye', reason: 'full', referrals: named })
    })
  })

  test('of any foreign bytes are a value, never an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readLinkFrame(bytes)))
  })
})
