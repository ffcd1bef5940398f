import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_NODE_ATTRIBUTES_BYTES, MAX_PRESENCE_BYTES, MAX_PRESENCE_HOSTS } from '../../src/graph/defaults.js'
import { presenceType, type PresenceData } from '../../src/graph/presence.js'
import { potluck } from '../../src/graph/graph-pb.js'

const { encode, decode } = presenceType.codec
const wire = potluck.graph.v1.PresenceData
const data: PresenceData = {
  hosts: ['192.168.1.5', 'fd00::5'],
  graphPort: 1967,
  contentPort: 6515,
  uplink: 'yes',
  serves: 'no',
  load: 40,
  nodeId: '0123456789abcdef',
  attributes: 'upstairs',
  merit: 1_234_567
}

describe('presence data', () => {
  test('are read as they were written', () => {
    expect(decode(encode(data))).toEqual(data)
    expect(decode(encode({ ...data, carries: true })).carries).toBe(true)
    expect(encode({ ...data, carries: false })).toEqual(encode(data))
    const nothing: PresenceData = {
      hosts: [],
      graphPort: 0,
      contentPort: 0,
      uplink: 'unknown',
      serves: 'unknown',
      load: 0,
      nodeId: undefined,
      attributes: '',
      merit: 0
    }
    expect(encode(nothing)).toHaveLength(0)
    expect(decode(new Uint8Array())).toEqual(nothing)
  })

  test('name a bounded number of hosts, in bounded bytes', () => {
    const hosts = Array.from({ length: 50 }, () => 'fd00:1111:2222:3333:4444:5555:6666:7777')
    const many = encode({ ...data, hosts, attributes: 'ü'.repeat(MAX_NODE_ATTRIBUTES_BYTES / 2) })
    expect(many.byteLength).toBeLessThanOrEqual(MAX_PRESENCE_BYTES)
    expect(decode(many).hosts).toHaveLength(MAX_PRESENCE_HOSTS)
  })

  test.each([
    ['a host that is no IP address', { hosts: ['evil.example'] }],
    ['a host with more behind it', { hosts: ['10.0.0.1/tcp/22'] }],
    ['too many hosts', { hosts: new Array<string>(MAX_PRESENCE_HOSTS + 1).fill('10.0.0.1') }],
    ['a port that is none', { graphPort: 65_536 }],
    ['a content port that is none', { contentPort: 70_000 }],
    ['a node id that is none', { nodeId: new Uint8Array(7) }],
    ['attributes that are too long', { attributes: 'x'.repeat(MAX_NODE_ATTRIBUTES_BYTES + 1) }]
  ])('with %s are refused', (_what, bad) => {
    expect(() => decode(wire.encode(bad).finish())).toThrow()
  })

  test('answers of later versions are unknown, and a load over 100 is 100', () => {
    const later = wire.encode({ uplink: 9 as never, load: 1000 }).finish()
    expect(decode(later)).toMatchObject({ uplink: 'unknown', load: 100 })
  })

  test('of any foreign bytes are data or an exception that readData turns into nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(decode(bytes).load).toBeLessThanOrEqual(100)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      })
    )
  })
})
