// What is proved inside Noise before anything else, as a machine: both sides prove the group secret, bound to the two
// identities that Noise has proved, then each shows its credentials (design section 4). Spec: docs/protocols/handshake.md.
// A dialer that is no member may ask for admission, or knock, instead: it is answered once, and that is all (admission.md,
// knock.md).
import { hkdfSync, createHmac, timingSafeEqual } from 'node:crypto'
import { copyBytes, signedBytes, utf8, type PeerId } from '../base/index.js'
import {
  MAX_ADMISSION_REQUEST_BYTES,
  MAX_CREDENTIALS_BYTES,
  MAX_HANDSHAKE_MESSAGE_BYTES,
  MAX_NOTICE_MESSAGE_BYTES,
  MAX_REMOVAL_NOTICE_BYTES
} from './defaults.js'
import { potluck } from './graph-pb.js'
import { ADMISSION_VERSION, HANDSHAKE_DOMAIN, HANDSHAKE_VERSION, KNOCK_VERSION } from './protocols.js'

const wire = potluck.graph.v1
export const NONCE_BYTES = 32

export type HandshakeRole = 'dialer' | 'listener'

/** What a stranger may ask for: admission by a code that it has, or a knock. */
export type StrangersRequest = 'admission' | 'knock'

/** Why a handshake ended. The other side is told nothing. */
export type HandshakeRefusal =
  | 'malformed' // no message of this protocol, or not the one whose turn it is
  | 'too-large' // over the limits of defaults.ts
  | 'wrong-version'
  | 'wrong-proof' // knows not the group secret, or stands between us and somebody who does
  | 'not-admitted' // the gate said no
  | 'removed' // the other side's gate said no, and why

export type HandshakeInput =
  | { type: 'start' }
  | { type: 'message'; bytes: Uint8Array }
  /** The gate's answer to the output `admit`; where that is no, what a dialer that was a member once is told. */
  | { type: 'judged'; admitted: boolean; farewell?: Uint8Array | undefined }
  /** The gate's answer to the output `ask`. */
  | { type: 'answered'; body: Uint8Array }

/** What the driver must do, in this order. After `done`, `refuse` or `hang-up` nothing follows. */
export type HandshakeOutput =
  | { type: 'send'; bytes: Uint8Array }
  | { type: 'admit'; credentials: Uint8Array }
  /** A stranger's request. */
  | { type: 'ask'; request: StrangersRequest; body: Uint8Array }
  /** The listener says why we are no member any more. Foreign. */
  | { type: 'told'; body: Uint8Array }
  | { type: 'done' }
  /** It was answered: end the connection once the other side has read that. */
  | { type: 'hang-up' }
  | { type: 'refuse'; reason: HandshakeRefusal }

export interface HandshakeConfig {
  role: HandshakeRole
  self: PeerId
  /** Whose key Noise has proved. */
  remote: PeerId
  /** See {@link handshakeKey}. */
  key: Uint8Array
  /** 32 fresh random bytes. */
  nonce: Uint8Array
  credentials: Uint8Array
}

type Phase = 'new' | 'awaiting-hello' | 'awaiting-proof' | 'awaiting-credentials' | 'judging' | 'asking' | 'ended'

/** The key of all proofs in one group. @param groupSecret 32 bytes @param groupId 32 bytes */
export function handshakeKey(groupSecret: Uint8Array, groupId: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', groupSecret, groupId, utf8(HANDSHAKE_DOMAIN), 32))
}

export class HandshakeMachine {
  readonly #config: HandshakeConfig
  #phase: Phase = 'new'
  #remoteNonce: Uint8Array = new Uint8Array()
  #asked: StrangersRequest = 'admission'

  constructor(config: HandshakeConfig) {
    this.#config = config
  }

  handle(input: HandshakeInput): HandshakeOutput[] {
    switch (input.type) {
      case 'start':
        return this.#start()
      case 'message':
        return this.#message(input.bytes)
      case 'judged':
        return this.#judged(input)
      case 'answered':
        return this.#answered(input.body)
    }
  }

  #start(): HandshakeOutput[] {
    if (this.#phase !== 'new') return []
    if (this.#config.role === 'listener') {
      this.#phase = 'awaiting-hello'
      return []
    }
    this.#phase = 'awaiting-proof'
    return [send({ dialerHello: { version: HANDSHAKE_VERSION, nonce: this.#config.nonce } })]
  }

  #message(bytes: Uint8Array): HandshakeOutput[] {
    if (this.#phase === 'ended') return []
    const isProved = this.#phase === 'awaiting-credentials' // It knows the secret, and may say more.
    if (bytes.byteLength > (isProved ? MAX_NOTICE_MESSAGE_BYTES : MAX_HANDSHAKE_MESSAGE_BYTES))
      return this.#refuse('too-large')
    let message: potluck.graph.v1.HandshakeMessage
    try {
      message = wire.HandshakeMessage.decode(bytes)
    } catch {
      return this.#refuse('malformed')
    }
    const { dialerHello, listenerProof, dialerProof, listenerCredentials } = message
    const { admissionRequest, knockRequest, removalNotice } = message
    if (this.#config.role === 'listener') {
      if (this.#phase === 'awaiting-hello' && dialerHello != null) return this.#onDialerHello(dialerHello)
      if (this.#phase === 'awaiting-hello' && admissionRequest != null) {
        return this.#onRequest('admission', ADMISSION_VERSION, admissionRequest)
      }
      if (this.#phase === 'awaiting-hello' && knockRequest != null) {
        return this.#onRequest('knock', KNOCK_VERSION, knockRequest)
      }
      if (this.#phase === 'awaiting-proof' && dialerProof != null) return this.#onDialerProof(dialerProof)
    } else {
      if (this.#phase === 'awaiting-proof' && listenerProof != null) return this.#onListenerProof(listenerProof)
      if (this.#phase === 'awaiting-credentials' && listenerCredentials != null) {
        return this.#judge(listenerCredentials.credentials)
      }
      if (this.#phase === 'awaiting-credentials' && removalNotice != null) return this.#onNotice(removalNotice)
    }
    return this.#refuse('malformed')
  }

  #onDialerHello({ version, nonce }: potluck.graph.v1.IDialerHello): HandshakeOutput[] {
    if (version !== HANDSHAKE_VERSION) return this.#refuse('wrong-version')
    if (nonce?.byteLength !== NONCE_BYTES) return this.#refuse('malformed')
    this.#remoteNonce = copyBytes(nonce)
    this.#phase = 'awaiting-proof'
    return [send({ listenerProof: { nonce: this.#config.nonce, proof: this.#proofOf('listener') } })]
  }

  #onListenerProof({ nonce, proof }: potluck.graph.v1.IListenerProof): HandshakeOutput[] {
    if (nonce?.byteLength !== NONCE_BYTES) return this.#refuse('malformed')
    this.#remoteNonce = copyBytes(nonce)
    if (!equalProofs(proof, this.#proofOf('listener'))) return this.#refuse('wrong-proof')
    this.#phase = 'awaiting-credentials'
    return [send({ dialerProof: { proof: this.#proofOf('dialer'), credentials: this.#config.credentials } })]
  }

  #onDialerProof({ proof, credentials }: potluck.graph.v1.IDialerProof): HandshakeOutput[] {
    if (!equalProofs(proof, this.#proofOf('dialer'))) return this.#refuse('wrong-proof')
    return this.#judge(credentials)
  }

  #judge(credentials: Uint8Array | null | undefined): HandshakeOutput[] {
    if (credentials == null) return this.#refuse('malformed')
    if (credentials.byteLength > MAX_CREDENTIALS_BYTES) return this.#refuse('too-large')
    this.#phase = 'judging'
    return [{ type: 'admit', credentials: copyBytes(credentials) }]
  }

  #judged({ admitted, farewell }: Extract<HandshakeInput, { type: 'judged' }>): HandshakeOutput[] {
    if (this.#phase !== 'judging') return []
    const isTold = farewell !== undefined && farewell.byteLength <= MAX_REMOVAL_NOTICE_BYTES
    if (!admitted && (!isTold || this.#config.role === 'dialer')) return this.#refuse('not-admitted')
    this.#phase = 'ended'
    if (!admitted) return [send({ removalNotice: { body: farewell! } }), { type: 'hang-up' }]
    // The listener shows its credentials last, to a member only.
    if (this.#config.role === 'dialer') return [{ type: 'done' }]
    return [send({ listenerCredentials: { credentials: this.#config.credentials } }), { type: 'done' }]
  }

  /** Whether it holds, the gate says: nothing is believed because it came this way. */
  #onNotice({ body }: potluck.graph.v1.IRemovalNotice): HandshakeOutput[] {
    if (body == null) return this.#refuse('malformed')
    if (body.byteLength > MAX_REMOVAL_NOTICE_BYTES) return this.#refuse('too-large')
    return [{ type: 'told', body: copyBytes(body) }, ...this.#refuse('removed')]
  }

  #onRequest(
    request: StrangersRequest,
    ourVersion: number,
    { version, body }: potluck.graph.v1.IAdmissionRequest
  ): HandshakeOutput[] {
    if (version !== ourVersion) return this.#refuse('wrong-version')
    if (body == null) return this.#refuse('malformed')
    if (body.byteLength > MAX_ADMISSION_REQUEST_BYTES) return this.#refuse('too-large')
    this.#phase = 'asking'
    this.#asked = request
    return [{ type: 'ask', request, body: copyBytes(body) }]
  }

  #answered(body: Uint8Array): HandshakeOutput[] {
    if (this.#phase !== 'asking') return []
    this.#phase = 'ended'
    return [
      send(this.#asked === 'knock' ? { knockAnswer: { body } } : { admissionAnswer: { body } }),
      { type: 'hang-up' }
    ]
  }

  #refuse(reason: HandshakeRefusal): HandshakeOutput[] {
    this.#phase = 'ended'
    return [{ type: 'refuse', reason }]
  }

  /** HMAC over who proves, both identities and both nonces: good in this one session, in this one direction. */
  #proofOf(prover: HandshakeRole): Uint8Array {
    const { role, self, remote, key, nonce } = this.#config
    const ours = role === 'dialer'
    const [dialer, listener] = ours ? [self, remote] : [remote, self]
    const [dialerNonce, listenerNonce] = ours ? [nonce, this.#remoteNonce] : [this.#remoteNonce, nonce]
    const fields = [utf8(prover), utf8(dialer), utf8(listener), dialerNonce, listenerNonce]
    return new Uint8Array(createHmac('sha256', key).update(signedBytes(HANDSHAKE_DOMAIN, fields)).digest())
  }
}

function send(message: potluck.graph.v1.IHandshakeMessage): HandshakeOutput {
  return { type: 'send', bytes: copyBytes(wire.HandshakeMessage.encode(message).finish()) }
}

function equalProofs(given: Uint8Array | null | undefined, expected: Uint8Array): boolean {
  return given?.byteLength === expected.byteLength && timingSafeEqual(given, expected)
}
