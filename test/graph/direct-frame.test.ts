import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_DATA_BYTES, MAX_DATA_TYPE_BYTES, MAX_FRAME_BYTES } from '../../src/graph/defaults.js'
import { acceptFrame, dataFrame, isDataType, openFrame, readDirectFrame } from '../../src/graph/direct-frame.js'
import { potluck } from '../../src/graph/graph-pb.js'

const wire = potluck.graph.v1

describe('a frame of a direct stream', () => {
  test('with the largest message fits into a frame, and what is larger is refused', () => {
    const type = 't'.repeat(MAX_DATA_TYPE_BYTES)
    const frame = dataFrame(type, new Uint8Array(MAX_DATA_BYTES))
    expect(frame.byteLength).toBeLessThanOrEqual(MAX_FRAME_BYTES)
    expect(readDirectFrame(frame)).toMatchObject({ kind: 'data', type })
    expect(readDirectFrame(dataFrame(type, new Uint8Array(MAX_DATA_BYTES + 1)))).toBeUndefined()
    expect(readDirectFrame(dataFrame(`${type}t`, new Uint8Array()))).toBeUndefined()
    expect(readDirectFrame(dataFrame('', new Uint8Array(1)))).toBeUndefined()
    expect(readDirectFrame(dataFrame('t', new Uint8Array()))).toEqual({
      kind: 'data',
      type: 't',
      bytes: new Uint8Array()
    })
  })

  test('with a node id has it of one length', () => {
    for (const length of [1, 7, 9]) {
      const nodeId = new Uint8Array(length)
      expect(readDirectFrame(wire.DirectFrame.encode({ open: { version: 1, nodeId } }).finish())).toBeUndefined()
      expect(readDirectFrame(wire.DirectFrame.encode({ accept: { nodeId } }).finish())).toBeUndefined()
    }
    expect(readDirectFrame(wire.DirectFrame.encode({ accept: {} }).finish())).toEqual({
      kind: 'accept',
      nodeId: undefined
    })
  })

  test('of a later version is read as far as we know it', () => {
    const open = { version: 2, purpose: 9 as potluck.graph.v1.DirectOpen.Purpose }
    expect(readDirectFrame(wire.DirectFrame.encode({ open }).finish())).toMatchObject({
      version: 2,
      purpose: undefined
    })
    const refuse = { reason: 9 as potluck.graph.v1.DirectRefuse.Reason }
    expect(readDirectFrame(wire.DirectFrame.encode({ refuse }).finish())).toEqual({ kind: 'refuse', reason: 'refused' })
    expect(readDirectFrame(Uint8Array.of(0xfa, 0x01, 0x00))).toEqual({ kind: 'unknown' })
  })

  test('whatever its bytes are throws nothing', () => {
    const known = [
      openFrame('0123456789abcdef', 'direct'),
      acceptFrame('0123456789abcdef'),
      dataFrame('type', utf8('data'))
    ]
    const damaged = fc
      .tuple(fc.constantFrom(...known), fc.nat(40), fc.nat(255))
      .map(([bytes, at, value]) => bytes.map((byte, i) => (i === at % bytes.byteLength ? value : byte)))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), damaged), (bytes) => {
        const frame = readDirectFrame(bytes)
        if (frame?.kind === 'data') expect(isDataType(frame.type)).toBe(true)
      })
    )
  })
})

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}

test('a type has 1 to 128 bytes of UTF-8', () => {
  expect(['t', 't'.repeat(128), 'é'.repeat(64), '\u{1f955}'].filter((type) => !isDataType(type))).toEqual([])
  expect(['', 't'.repeat(129), 'é'.repeat(65), '\ud800', '\udc00x'].filter(isDataType)).toEqual([])
})
