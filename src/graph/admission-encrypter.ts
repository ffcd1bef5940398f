// The asking end of an admission: a connection encrypter that proves nothing about any group. Noise to the one peer that
// may hear the request, the request, the answer; then it throws, so that libp2p never makes a connection of it. Spec:
// docs/protocols/admission.md.
import './no-session-keys.js'
import { noise, type NoiseComponents } from '@chainsafe/libp2p-noise'
import type { ConnectionEncrypter, MessageStream, SecureConnectionOptions, SecuredConnection } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import { copyBytes, type PeerId } from '../base/index.js'
import { MAX_ADMISSION_ANSWER_BYTES, MAX_HANDSHAKE_BUFFER_BYTES, MAX_HANDSHAKE_MESSAGE_BYTES } from './defaults.js'
import { GraphError } from './errors.js'
import { potluck } from './graph-pb.js'
import { ADMISSION_VERSION, HANDSHAKE_PROTOCOL } from './protocols.js'

const wire = potluck.graph.v1

export interface AdmissionEncrypterInit {
  /** Who alone may hear the request. */
  issuer: PeerId
  body: Uint8Array
  /** @param address the multiaddr that was dialled */
  onAnswer(address: string, body: Uint8Array): void
}

export function admissionEncrypter(init: AdmissionEncrypterInit): (components: NoiseComponents) => ConnectionEncrypter {
  return (components) => new AdmissionEncrypter(init, noise()(components))
}

class AdmissionEncrypter implements ConnectionEncrypter {
  readonly protocol = HANDSHAKE_PROTOCOL
  readonly #init: AdmissionEncrypterInit
  readonly #noise: ConnectionEncrypter

  constructor(init: AdmissionEncrypterInit, inner: ConnectionEncrypter) {
    this.#init = init
    this.#noise = inner
  }

  /** Always throws: `HANDSHAKE_REFUSED`, also after the answer. */
  async secureOutbound(connection: MessageStream, options?: SecureConnectionOptions): Promise<SecuredConnection> {
    const secured = await this.#noise.secureOutbound(connection, { ...options, skipStreamMuxerNegotiation: true })
    const { issuer, body, onAnswer } = this.#init
    // Noise has compared it with the dialled address already; here it stands before the only line that sends the token.
    if (secured.remotePeer.toString() !== issuer) throw refused('somebody else answers there')
    const messages = lpStream(secured.connection, {
      maxDataLength: MAX_HANDSHAKE_MESSAGE_BYTES,
      maxLengthLength: 3,
      maxBufferSize: MAX_HANDSHAKE_BUFFER_BYTES
    })
    const request = wire.HandshakeMessage.encode({ admissionRequest: { version: ADMISSION_VERSION, body } }).finish()
    await messages.write(request, options)
    const answer = readAnswer((await messages.read(options)).slice())
    if (answer === undefined) throw refused('what came is no answer')
    const { remoteAddr } = connection as MessageStream & { remoteAddr: { toString(): string } }
    onAnswer(remoteAddr.toString(), answer)
    throw refused('answered')
  }

  async secureInbound(): Promise<SecuredConnection> {
    throw refused('nobody may connect to who asks for admission')
  }
}

function readAnswer(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const body = wire.HandshakeMessage.decode(bytes).admissionAnswer?.body
    return body == null || body.byteLength > MAX_ADMISSION_ANSWER_BYTES ? undefined : copyBytes(body)
  } catch {
    return undefined
  }
}

function refused(why: string): GraphError {
  return new GraphError('HANDSHAKE_REFUSED', `admission: ${why}`)
}
