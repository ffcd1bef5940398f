// The asking end of an admission or a knock: a connection encrypter that proves nothing about any group. Noise to the peer that
// may hear the request, the request, the answer; then it throws, so that libp2p never makes a connection of it. Spec:
// docs/protocols/admission.md and docs/protocols/knock.md.
import './no-session-keys.js'
import { noise, type NoiseComponents } from '@chainsafe/libp2p-noise'
import type { ConnectionEncrypter, MessageStream, SecureConnectionOptions, SecuredConnection } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import { copyBytes, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import { MAX_ADMISSION_ANSWER_BYTES, MAX_HANDSHAKE_BUFFER_BYTES, MAX_HANDSHAKE_MESSAGE_BYTES } from './defaults.js'
import { GraphError } from './errors.js'
import { potluck } from './graph-pb.js'
import type { StrangersRequest } from './handshake.js'
import { ADMISSION_VERSION, HANDSHAKE_PROTOCOL, KNOCK_VERSION } from './protocols.js'

const wire = potluck.graph.v1

/** What is asked at one address. */
export interface StrangersQuestion {
  readonly request: StrangersRequest
  /** Who alone may hear it; undefined: whoever answers there. */
  readonly peer: PeerId | undefined
  readonly body: Uint8Array
  onAnswer(answer: StrangersAnswer): void
}

export interface StrangersAnswer {
  /** Whose key Noise has proved. */
  readonly peer: PeerId
  readonly body: Uint8Array
}

/** @param questionAt what to ask at the multiaddr that was dialled */
export function strangerEncrypter(
  questionAt: (address: string) => StrangersQuestion | undefined
): (components: NoiseComponents) => ConnectionEncrypter {
  return (components) => new StrangerEncrypter(questionAt, noise()(components))
}

class StrangerEncrypter implements ConnectionEncrypter {
  readonly protocol = HANDSHAKE_PROTOCOL
  readonly #questionAt: (address: string) => StrangersQuestion | undefined
  readonly #noise: ConnectionEncrypter

  constructor(questionAt: (address: string) => StrangersQuestion | undefined, inner: ConnectionEncrypter) {
    this.#questionAt = questionAt
    this.#noise = inner
  }

  /** Always throws: `HANDSHAKE_REFUSED`, also after the answer. */
  async secureOutbound(connection: MessageStream, options?: SecureConnectionOptions): Promise<SecuredConnection> {
    const { remoteAddr } = connection as MessageStream & { remoteAddr: { toString(): string } }
    const question = this.#questionAt(remoteAddr.toString())
    if (question === undefined) throw refused('nothing to ask there')
    const secured = await this.#noise.secureOutbound(connection, { ...options, skipStreamMuxerNegotiation: true })
    const peer = secured.remotePeer.toString()
    // Noise has compared it with the dialled address already; here it stands before the only line that sends the token.
    if (peer !== (question.peer ?? peer)) throw refused('somebody else answers there')
    if (publicKeyFromPeerId(peer) === undefined) throw refused('not an Ed25519 identity')
    const messages = lpStream(secured.connection, {
      maxDataLength: MAX_HANDSHAKE_MESSAGE_BYTES,
      maxLengthLength: 3,
      maxBufferSize: MAX_HANDSHAKE_BUFFER_BYTES
    })
    await messages.write(encodeQuestion(question), options)
    const body = readAnswer(question.request, (await messages.read(options)).slice())
    if (body === undefined) throw refused('what came is no answer')
    question.onAnswer({ peer, body })
    throw refused('answered')
  }

  async secureInbound(): Promise<SecuredConnection> {
    throw refused('nobody may connect to who asks')
  }
}

function encodeQuestion({ request, body }: StrangersQuestion): Uint8Array {
  const message =
    request === 'knock'
      ? { knockRequest: { version: KNOCK_VERSION, body } }
      : { admissionRequest: { version: ADMISSION_VERSION, body } }
  return wire.HandshakeMessage.encode(message).finish()
}

function readAnswer(request: StrangersRequest, bytes: Uint8Array): Uint8Array | undefined {
  try {
    const { admissionAnswer, knockAnswer } = wire.HandshakeMessage.decode(bytes)
    const body = (request === 'knock' ? knockAnswer : admissionAnswer)?.body
    return body == null || body.byteLength > MAX_ADMISSION_ANSWER_BYTES ? undefined : copyBytes(body)
  } catch {
    return undefined
  }
}

function refused(why: string): GraphError {
  return new GraphError('HANDSHAKE_REFUSED', `asking as a stranger: ${why}`)
}
