// What version 1 wrote between peers: every later version must still read it, and must not write it differently.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from '../../src/base/index.js'
import { serviceTag } from '../../src/graph/discovery.js'
import { acceptFrame, dataFrame, openFrame, readDirectFrame, refuseFrame } from '../../src/graph/direct-frame.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { handshakeKey, HandshakeMachine, type HandshakeOutput } from '../../src/graph/handshake.js'
import {
  goodbyeFrame,
  helloFrame,
  itemFrame,
  pingFrame,
  pongFrame,
  pullFrame,
  readLinkFrame,
  syncFrame
} from '../../src/graph/link-frame.js'
import { presenceType } from '../../src/graph/presence.js'
import { soughtType } from '../../src/graph/sought.js'
import { hello } from '../support/hello.js'
import { alice, bob, person } from '../support/people.js'

const secret = new Uint8Array(32).fill(7)
const group = person('root of the wire tests').keyPair.publicKey
const key = handshakeKey(secret, group)

function fixture(name: string): string[] {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8')
    .trim()
    .split(/\s+/)
}

function bytesOf(outputs: HandshakeOutput[]): string {
  return outputs.flatMap((output) => (output.type === 'send' ? [toHex(output.bytes)] : [])).join()
}

/** Alice dials bob; nonces and credentials are fixed. */
function machines(): [HandshakeMachine, HandshakeMachine] {
  const nonce = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
  const credentials = (name: string): Uint8Array => utf8(`credentials of ${name}`)
  const a = { self: alice.peer, remote: bob.peer, key, nonce: nonce(0xa), credentials: credentials('alice') }
  const b = { self: bob.peer, remote: alice.peer, key, nonce: nonce(0xb), credentials: credentials('bob') }
  return [new HandshakeMachine({ role: 'dialer', ...a }), new HandshakeMachine({ role: 'listener', ...b })]
}

describe('version 1', () => {
  test('the four messages of a handshake', () => {
    const [hello = '', listenerProof = '', dialerProof = '', credentials = ''] = fixture('handshake.hex')
    const [a, b] = machines()
    const message = (hex: string): { type: 'message'; bytes: Uint8Array } => ({ type: 'message', bytes: fromHex(hex)! })
    expect(bytesOf(a.handle({ type: 'start' }))).toBe(hello)
    b.handle({ type: 'start' })
    expect(bytesOf(b.handle(message(hello)))).toBe(listenerProof)
    expect(bytesOf(a.handle(message(listenerProof)))).toBe(dialerProof)
    expect(b.handle(message(dialerProof))).toEqual([{ type: 'admit', credentials: utf8('credentials of alice') }])
    expect(bytesOf(b.handle({ type: 'judged', admitted: true }))).toBe(credentials)
    expect(a.handle(message(credentials))).toEqual([{ type: 'admit', credentials: utf8('credentials of bob') }])
    expect(a.handle({ type: 'judged', admitted: true })).toEqual([{ type: 'done' }])
  })

  test('a request for admission and its answer', () => {
    const [request = '', answer = ''] = fixture('admission.hex')
    const written = { admissionRequest: { version: 1, body: utf8('a request') } }
    expect(toHex(potluck.graph.v1.HandshakeMessage.encode(written).finish())).toBe(request)
    const [, b] = machines()
    b.handle({ type: 'start' })
    expect(b.handle({ type: 'message', bytes: fromHex(request)! })).toEqual([
      { type: 'ask', request: 'admission', body: utf8('a request') }
    ])
    expect(bytesOf(b.handle({ type: 'answered', body: utf8('an answer') }))).toBe(answer)
  })

  test('a notice of removal', () => {
    const [notice = ''] = fixture('removal-notice.hex')
    const [hello = '', listenerProof = '', dialerProof = ''] = fixture('handshake.hex')
    const [a, b] = machines()
    const message = (hex: string): { type: 'message'; bytes: Uint8Array } => ({ type: 'message', bytes: fromHex(hex)! })
    b.handle({ type: 'start' })
    for (const hex of [hello, dialerProof]) b.handle(message(hex))
    expect(bytesOf(b.handle({ type: 'judged', admitted: false, farewell: utf8('a removal') }))).toBe(notice)
    a.handle({ type: 'start' })
    a.handle(message(listenerProof))
    expect(a.handle(message(notice))[0]).toEqual({ type: 'told', body: utf8('a removal') })
  })

  test('the frames of a link', () => {
    const payload = Uint8Array.of(1, 2, 3)
    const written = [
      helloFrame(hello(1967)),
      itemFrame(payload),
      syncFrame(payload),
      goodbyeFrame('closing'),
      pullFrame()
    ]
    expect(written.map(toHex)).toEqual(fixture('link-frames.hex'))
    expect(fixture('link-frames.hex').map((hex) => readLinkFrame(fromHex(hex)!))).toEqual([
      { kind: 'hello', hello: { version: 1, ...hello(1967) } },
      { kind: 'item', item: payload },
      { kind: 'sync', frame: payload },
      { kind: 'goodbye', reason: 'closing', referrals: [] },
      { kind: 'pull' }
    ])
  })

  test('the frames of a link that its second revision added', () => {
    const said = hello(1967, { features: ['ping'], nodeId: '0123456789abcdef' })
    const referrals = [{ peer: alice.peer, address: '/ip4/192.168.1.5/tcp/1967' }]
    const written = [
      helloFrame(said),
      goodbyeFrame('full', referrals),
      goodbyeFrame('replaced'),
      pingFrame(7),
      pongFrame(7, 1_795_262_400_000),
      pongFrame(8, undefined)
    ]
    expect(written.map(toHex)).toEqual(fixture('link-frames-2.hex'))
    expect(fixture('link-frames-2.hex').map((hex) => readLinkFrame(fromHex(hex)!))).toEqual([
      { kind: 'hello', hello: { version: 1, ...said } },
      { kind: 'goodbye', reason: 'full', referrals },
      { kind: 'goodbye', reason: 'replaced', referrals: [] },
      { kind: 'ping', nonce: 7 },
      { kind: 'pong', nonce: 7, peerTimeMs: 1_795_262_400_000 },
      { kind: 'pong', nonce: 8, peerTimeMs: undefined }
    ])
  })

  test('the frames of a direct stream', () => {
    const nodeId = '0123456789abcdef'
    const payload = Uint8Array.of(1, 2, 3)
    const written = [
      openFrame(nodeId, 'direct'),
      openFrame(nodeId, 'neighbour'),
      acceptFrame(nodeId),
      refuseFrame('not-asked-for'),
      refuseFrame('full'),
      refuseFrame('closing'),
      dataFrame('org.example.greeting', payload)
    ]
    expect(written.map(toHex)).toEqual(fixture('direct-frames.hex'))
    expect(fixture('direct-frames.hex').map((hex) => readDirectFrame(fromHex(hex)!))).toEqual([
      { kind: 'open', version: 1, purpose: 'direct', nodeId },
      { kind: 'open', version: 1, purpose: 'neighbour', nodeId },
      { kind: 'accept', nodeId },
      { kind: 'refuse', reason: 'not-asked-for' },
      { kind: 'refuse', reason: 'full' },
      { kind: 'refuse', reason: 'closing' },
      { kind: 'data', type: 'org.example.greeting', bytes: payload }
    ])
  })

  test('the data of a record of who is looked for', () => {
    const [hex = ''] = fixture('sought.hex')
    expect(toHex(soughtType.codec.encode({ peer: bob.peer }))).toBe(hex)
    expect(soughtType.codec.decode(fromHex(hex)!)).toEqual({ peer: bob.peer })
  })

  test('the data of a presence', () => {
    const data = {
      hosts: ['192.168.1.5', 'fd00::5'],
      graphPort: 1967,
      contentPort: 6515,
      uplink: 'yes',
      serves: 'no',
      load: 40,
      nodeId: undefined,
      attributes: '',
      merit: 0
    } as const
    const [hex = ''] = fixture('presence.hex')
    expect(toHex(presenceType.codec.encode(data))).toBe(hex)
    expect(presenceType.codec.decode(fromHex(hex)!)).toEqual(data)
    const [later = ''] = fixture('presence-2.hex') // As its second revision has it.
    const said = { ...data, nodeId: '0123456789abcdef', attributes: 'upstairs' }
    expect(toHex(presenceType.codec.encode(said))).toBe(later)
    expect(presenceType.codec.decode(fromHex(later)!)).toEqual(said)
    const [latest = ''] = fixture('presence-3.hex') // As its fifth revision has it.
    const worth = { ...said, merit: 1_234_567 }
    expect(toHex(presenceType.codec.encode(worth))).toBe(latest)
    expect(presenceType.codec.decode(fromHex(latest)!)).toEqual(worth)
  })

  test('the mDNS tag of a group', () => {
    expect([serviceTag(secret)]).toEqual(fixture('mdns-tag.txt'))
  })
})
