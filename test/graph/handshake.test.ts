import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom, utf8 } from '../../src/base/index.js'
import {
  MAX_ADMISSION_REQUEST_BYTES,
  MAX_CREDENTIALS_BYTES,
  MAX_HANDSHAKE_MESSAGE_BYTES,
  MAX_NOTICE_MESSAGE_BYTES,
  MAX_REMOVAL_NOTICE_BYTES
} from '../../src/graph/defaults.js'
import {
  handshakeKey,
  HandshakeMachine,
  type HandshakeConfig,
  type HandshakeOutput,
  type HandshakeRole
} from '../../src/graph/handshake.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { alice, bob, mallory, type Person } from '../support/people.js'

const wire = potluck.graph.v1
const group = new Uint8Array(32).fill(1)
const key = handshakeKey(new Uint8Array(32).fill(2), group)
const random = seededRandom(3)

function machine(role: HandshakeRole, self: Person, remote: Person, change: Partial<HandshakeConfig> = {}) {
  const credentials = utf8(`I am ${self.name}`)
  const config = { role, self: self.peer, remote: remote.peer, key, nonce: random.bytes(32), credentials }
  return new HandshakeMachine({ ...config, ...change })
}

const dialler = (change?: Partial<HandshakeConfig>): HandshakeMachine => machine('dialer', alice, bob, change)
const listener = (change?: Partial<HandshakeConfig>): HandshakeMachine => machine('listener', bob, alice, change)

/** The bytes of the one message in there. */
function sent(outputs: HandshakeOutput[]): Uint8Array {
  const sends = outputs.flatMap((output) => (output.type === 'send' ? [output.bytes] : []))
  expect(sends).toHaveLength(1)
  return sends[0] ?? new Uint8Array()
}

const give = (to: HandshakeMachine, bytes: Uint8Array): HandshakeOutput[] => to.handle({ type: 'message', bytes })
const encode = (message: potluck.graph.v1.IHandshakeMessage): Uint8Array =>
  wire.HandshakeMessage.encode(message).finish()

describe('a handshake', () => {
  test('of two who know the secret ends on both sides, each having judged the other’s credentials', () => {
    const a = dialler()
    const b = listener()
    expect(b.handle({ type: 'start' })).toEqual([])
    const hello = sent(a.handle({ type: 'start' }))
    const listenerProof = sent(give(b, hello))
    const dialerProof = sent(give(a, listenerProof))
    expect(give(b, dialerProof)).toEqual([{ type: 'admit', credentials: utf8('I am alice') }])
    const last = b.handle({ type: 'judged', admitted: true })
    expect(last.map(({ type }) => type)).toEqual(['send', 'done'])
    expect(give(a, sent(last))).toEqual([{ type: 'admit', credentials: utf8('I am bob') }])
    expect(a.handle({ type: 'judged', admitted: true })).toEqual([{ type: 'done' }])
  })

  test('shows the dialler’s credentials only after the listener has proved the secret', () => {
    const a = dialler()
    const b = listener({ key: handshakeKey(new Uint8Array(32).fill(9), group) })
    const listenerProof = sent(give(started(b), sent(a.handle({ type: 'start' }))))
    expect(give(a, listenerProof)).toEqual([{ type: 'refuse', reason: 'wrong-proof' }])
  })

  test('shows the listener’s credentials to nobody whom the gate refuses', () => {
    const { a, b } = untilDialerProof()
    expect(give(b, a).map(({ type }) => type)).toEqual(['admit'])
    expect(b.handle({ type: 'judged', admitted: false })).toEqual([{ type: 'refuse', reason: 'not-admitted' }])
  })

  test('refuses a dialler with the wrong secret before the gate is asked', () => {
    const a = dialler({ key: handshakeKey(new Uint8Array(32).fill(9), group) })
    const b = started(listener())
    give(b, sent(a.handle({ type: 'start' })))
    const forged = encode({ dialerProof: { proof: random.bytes(32), credentials: utf8('let me in') } })
    expect(give(b, forged)).toEqual([{ type: 'refuse', reason: 'wrong-proof' }])
  })

  test('refuses the same secret of another group', () => {
    const otherGroup = handshakeKey(new Uint8Array(32).fill(2), new Uint8Array(32).fill(8))
    const a = dialler({ key: otherGroup })
    const listenerProof = sent(give(started(listener()), sent(a.handle({ type: 'start' }))))
    expect(give(a, listenerProof)).toEqual([{ type: 'refuse', reason: 'wrong-proof' }])
  })

  test('refuses what another session proved: nonces are fresh', () => {
    const earlier = untilDialerProof()
    const b = started(listener())
    give(b, sent(dialler().handle({ type: 'start' })))
    expect(give(b, earlier.a)).toEqual([{ type: 'refuse', reason: 'wrong-proof' }])
  })

  test('refuses a listener that replays an answer to another dialler', () => {
    const recorded = sent(give(started(listener()), sent(dialler().handle({ type: 'start' }))))
    const a = dialler()
    a.handle({ type: 'start' })
    expect(give(a, recorded)).toEqual([{ type: 'refuse', reason: 'wrong-proof' }])
  })

  test('refuses our own proof sent back: the prover’s role stands in it', () => {
    const nonce = random.bytes(32)
    const b = started(listener({ nonce }))
    const answer = wire.HandshakeMessage.decode(sent(give(b, encode({ dialerHello: { version: 1, nonce } }))))
    const proof = answer.listenerProof?.proof ?? null
    expect(give(b, encode({ dialerProof: { proof, credentials: new Uint8Array() } }))).toEqual([
      { type: 'refuse', reason: 'wrong-proof' }
    ])
  })

  test('refuses a proof relayed by one in the middle: both identities stand in it', () => {
    // Mallory is dialled by alice and dials bob, and passes their messages on unchanged.
    const a = machine('dialer', alice, mallory)
    const b = started(machine('listener', bob, mallory))
    const listenerProof = sent(give(b, sent(a.handle({ type: 'start' }))))
    expect(give(a, listenerProof)).toEqual([{ type: 'refuse', reason: 'wrong-proof' }])
  })

  test('refuses roles swapped: who was dialled and dials back cannot use what it was sent', () => {
    const { a } = untilDialerProof()
    const asListener = started(machine('listener', bob, alice))
    expect(give(asListener, a)).toEqual([{ type: 'refuse', reason: 'malformed' }])
  })

  test('refuses messages out of turn', () => {
    const hello = sent(dialler().handle({ type: 'start' }))
    const a = dialler()
    a.handle({ type: 'start' })
    expect(give(a, hello)).toEqual([{ type: 'refuse', reason: 'malformed' }])
    const b = started(listener())
    give(b, hello)
    expect(give(b, hello)).toEqual([{ type: 'refuse', reason: 'malformed' }])
  })

  test.each([
    ['another version', { version: 2, nonce: new Uint8Array(32) }, 'wrong-version'],
    ['a short nonce', { version: 1, nonce: new Uint8Array(31) }, 'malformed'],
    ['no nonce', { version: 1 }, 'malformed']
  ])('refuses a hello of %s', (_what, dialerHello, reason) => {
    expect(give(started(listener()), encode({ dialerHello }))).toEqual([{ type: 'refuse', reason }])
  })

  test('refuses messages and credentials over their limits', () => {
    const big = new Uint8Array(MAX_HANDSHAKE_MESSAGE_BYTES + 1)
    expect(give(started(listener()), big)).toEqual([{ type: 'refuse', reason: 'too-large' }])
    const { a, b } = untilDialerProof({ credentials: new Uint8Array(MAX_CREDENTIALS_BYTES + 1) })
    expect(give(b, a)).toEqual([{ type: 'refuse', reason: 'too-large' }])
  })

  test('takes credentials of exactly the limit, in a message within its limit', () => {
    const { a, b } = untilDialerProof({ credentials: new Uint8Array(MAX_CREDENTIALS_BYTES) })
    expect(a.byteLength).toBeLessThanOrEqual(MAX_HANDSHAKE_MESSAGE_BYTES)
    expect(give(b, a).map(({ type }) => type)).toEqual(['admit'])
  })

  test('says nothing more once it has ended', () => {
    const b = started(listener())
    give(b, new Uint8Array([0xff]))
    expect(give(b, sent(dialler().handle({ type: 'start' })))).toEqual([])
    expect(b.handle({ type: 'judged', admitted: true })).toEqual([])
    expect(b.handle({ type: 'start' })).toEqual([])
  })

  test('any foreign bytes are refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, asDialler) => {
        const target = asDialler ? dialler() : listener()
        target.handle({ type: 'start' })
        for (const output of give(target, bytes)) expect(output.type).toBe('refuse')
      })
    )
  })
})

describe('a request for admission', () => {
  const request = (change: potluck.graph.v1.IAdmissionRequest = {}): Uint8Array =>
    encode({ admissionRequest: { version: 1, body: utf8('let me in'), ...change } })

  test('in place of a hello is asked of the gate, answered once, and that is all', () => {
    const b = started(listener())
    expect(give(b, request())).toEqual([{ type: 'ask', request: 'admission', body: utf8('let me in') }])
    expect(give(b, request())).toEqual([{ type: 'refuse', reason: 'malformed' }])
    const c = started(listener())
    give(c, request())
    const answered = c.handle({ type: 'answered', body: utf8('no') })
    expect(answered.map(({ type }) => type)).toEqual(['send', 'hang-up'])
    expect(wire.HandshakeMessage.decode(sent(answered)).admissionAnswer?.body).toEqual(utf8('no'))
    expect(give(c, sent(dialler().handle({ type: 'start' })))).toEqual([])
    expect(c.handle({ type: 'answered', body: utf8('yes') })).toEqual([])
  })

  test.each([
    ['of another version', { version: 2 }, 'wrong-version'],
    ['that is too large', { body: new Uint8Array(MAX_ADMISSION_REQUEST_BYTES + 1) }, 'too-large']
  ])('%s is refused', (_what, change, reason) => {
    expect(give(started(listener()), request(change))).toEqual([{ type: 'refuse', reason }])
  })

  test('is refused after a hello, and by who dialled', () => {
    const b = started(listener())
    give(b, sent(dialler().handle({ type: 'start' })))
    expect(give(b, request())).toEqual([{ type: 'refuse', reason: 'malformed' }])
    expect(give(started(dialler()), request())).toEqual([{ type: 'refuse', reason: 'malformed' }])
  })

  test('as a knock is asked of the gate as one, and answered as one', () => {
    const knock = (change: potluck.graph.v1.IKnockRequest = {}): Uint8Array =>
      encode({ knockRequest: { version: 1, body: utf8('knock'), ...change } })
    const b = started(listener())
    expect(give(b, knock())).toEqual([{ type: 'ask', request: 'knock', body: utf8('knock') }])
    const answered = b.handle({ type: 'answered', body: utf8('wait') })
    expect(answered.map(({ type }) => type)).toEqual(['send', 'hang-up'])
    const { knockAnswer, admissionAnswer } = wire.HandshakeMessage.decode(sent(answered))
    expect(knockAnswer?.body).toEqual(utf8('wait'))
    expect(admissionAnswer).toBeNull()
    expect(give(started(listener()), knock({ version: 2 }))).toEqual([{ type: 'refuse', reason: 'wrong-version' }])
    const tooLarge = knock({ body: new Uint8Array(MAX_ADMISSION_REQUEST_BYTES + 1) })
    expect(give(started(listener()), tooLarge)).toEqual([{ type: 'refuse', reason: 'too-large' }])
    expect(give(started(dialler()), knock())).toEqual([{ type: 'refuse', reason: 'malformed' }])
  })
})

describe('a notice of removal', () => {
  const notice = (bytes: number): Uint8Array => encode({ removalNotice: { body: new Uint8Array(bytes).fill(7) } })

  test('is all that a dialler hears whom the gate refuses, and bids farewell', () => {
    const { a, b } = untilDialerProof()
    give(b, a)
    const told = b.handle({ type: 'judged', admitted: false, farewell: utf8('alice removed you') })
    expect(told.map(({ type }) => type)).toEqual(['send', 'hang-up'])
    const dialled = untilListenerProof()
    expect(give(dialled, sent(told))).toEqual([
      { type: 'told', body: utf8('alice removed you') },
      { type: 'refuse', reason: 'removed' }
    ])
    expect(dialled.handle({ type: 'judged', admitted: true })).toEqual([])
  })

  test('is not sent where it is too large, nor by who dialled', () => {
    const { a, b } = untilDialerProof()
    give(b, a)
    const farewell = new Uint8Array(MAX_REMOVAL_NOTICE_BYTES + 1)
    expect(b.handle({ type: 'judged', admitted: false, farewell })).toEqual([
      { type: 'refuse', reason: 'not-admitted' }
    ])
    const dialled = untilListenerProof()
    give(dialled, encode({ listenerCredentials: { credentials: utf8('I am bob') } }))
    expect(dialled.handle({ type: 'judged', admitted: false, farewell: utf8('bye') })).toEqual([
      { type: 'refuse', reason: 'not-admitted' }
    ])
  })

  test('of the largest size is read from a listener that has proved the secret, and nothing larger', () => {
    const largest = notice(MAX_REMOVAL_NOTICE_BYTES)
    expect(largest.byteLength).toBeLessThanOrEqual(MAX_NOTICE_MESSAGE_BYTES)
    expect(give(untilListenerProof(), largest).map(({ type }) => type)).toEqual(['told', 'refuse'])
    const refused = [{ type: 'refuse', reason: 'too-large' }]
    expect(give(untilListenerProof(), notice(MAX_REMOVAL_NOTICE_BYTES + 1))).toEqual(refused)
    expect(give(untilListenerProof(), new Uint8Array(MAX_NOTICE_MESSAGE_BYTES + 1))).toEqual(refused)
    expect(give(started(dialler()), largest)).toEqual(refused)
    expect(give(started(listener()), largest)).toEqual(refused)
    expect(give(untilDialerProof().b, largest)).toEqual(refused)
  })

  test('is refused before the secret is proved, and by who listens', () => {
    const refused = [{ type: 'refuse', reason: 'malformed' }]
    expect(give(started(dialler()), notice(5))).toEqual(refused)
    expect(give(started(listener()), notice(5))).toEqual(refused)
    expect(give(untilDialerProof().b, notice(5))).toEqual(refused)
  })
})

function started(of: HandshakeMachine): HandshakeMachine {
  of.handle({ type: 'start' })
  return of
}

/** A listener that awaits the dialler's proof, and that proof. */
function untilDialerProof(change?: Partial<HandshakeConfig>): { a: Uint8Array; b: HandshakeMachine } {
  const a = dialler(change)
  const b = started(listener())
  const listenerProof = sent(give(b, sent(a.handle({ type: 'start' }))))
  return { a: sent(give(a, listenerProof)), b }
}

/** A dialler that awaits the credentials of a listener who has proved the secret. */
function untilListenerProof(): HandshakeMachine {
  const a = dialler()
  give(a, sent(give(started(listener()), sent(a.handle({ type: 'start' })))))
  return a
}
