// libp2p's connection encrypter for members: Noise, then our handshake inside it; only then muxer, identify and everything
// else see the connection (design section 4). A stranger sees this protocol's id and an identity key, nothing more.
import './no-session-keys.js'
import { noise, type NoiseComponents } from '@chainsafe/libp2p-noise'
import type { ConnectionEncrypter, MessageStream, SecureConnectionOptions, SecuredConnection } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import type { Multiaddr } from '@multiformats/multiaddr'
import {
  delay,
  publicKeyFromPeerId,
  withBudget,
  type Clock,
  type Logger,
  type PeerId,
  type Random
} from '../base/index.js'
import { hostOf } from './addresses.js'
import {
  ADMISSION_HANG_UP_MS,
  HANDSHAKE_BUDGET_MS,
  MAX_CREDENTIALS_BYTES,
  MAX_HANDSHAKE_BUFFER_BYTES,
  MAX_NOTICE_MESSAGE_BYTES
} from './defaults.js'
import { GraphError } from './errors.js'
import type { Gate } from './gate.js'
import { HandshakeMachine, NONCE_BYTES, type HandshakeOutput, type HandshakeRole } from './handshake.js'
import { HANDSHAKE_PROTOCOL } from './protocols.js'
import { writeWhole } from './whole-writes.js'

export interface MemberEncrypterInit {
  self: PeerId
  gate: Gate
  /** See `handshakeKey`. */
  key: Uint8Array
  clock: Clock
  random: Random
  logger: Logger
}

export function memberEncrypter(init: MemberEncrypterInit): (components: NoiseComponents) => ConnectionEncrypter {
  return (components) => new MemberEncrypter(init, noise()(components))
}

class MemberEncrypter implements ConnectionEncrypter {
  readonly protocol = HANDSHAKE_PROTOCOL
  readonly #init: MemberEncrypterInit
  readonly #noise: ConnectionEncrypter

  constructor(init: MemberEncrypterInit, inner: ConnectionEncrypter) {
    this.#init = init
    this.#noise = inner
  }

  secureOutbound(connection: MessageStream, options?: SecureConnectionOptions): Promise<SecuredConnection> {
    return this.#secure('dialer', connection, options, (inner) => this.#noise.secureOutbound(connection, inner))
  }

  secureInbound(connection: MessageStream, options?: SecureConnectionOptions): Promise<SecuredConnection> {
    return this.#secure('listener', connection, options, (inner) => this.#noise.secureInbound(connection, inner))
  }

  /** @throws {GraphError} `HANDSHAKE_REFUSED`; libp2p then aborts the connection without a word to the other side */
  async #secure(
    role: HandshakeRole,
    connection: MessageStream,
    options: SecureConnectionOptions | undefined,
    secure: (options: SecureConnectionOptions) => Promise<SecuredConnection>
  ): Promise<SecuredConnection> {
    writeWhole(connection)
    const budget = new AbortController()
    const signal = options?.signal === undefined ? budget.signal : AbortSignal.any([options.signal, budget.signal])
    const run = async (): Promise<SecuredConnection> => {
      // Without early muxer negotiation: the list would stand in Noise's own payload, which strangers can read.
      const secured = await secure({ ...options, signal, skipStreamMuxerNegotiation: true })
      await this.#prove(role, secured, hostBelow(connection), signal)
      return { connection: secured.connection, remotePeer: secured.remotePeer }
    }
    const expired = (): Error => new GraphError('HANDSHAKE_REFUSED', `handshake took over ${HANDSHAKE_BUDGET_MS} ms`)
    try {
      return await withBudget(this.#init.clock, HANDSHAKE_BUDGET_MS, run(), expired)
    } finally {
      budget.abort() // Ends what still reads after the budget; does nothing otherwise.
    }
  }

  async #prove(role: HandshakeRole, secured: SecuredConnection, host: string, signal: AbortSignal): Promise<void> {
    const { self, gate, key, random, logger } = this.#init
    const remote = secured.remotePeer.toString()
    if (publicKeyFromPeerId(remote) === undefined) {
      throw new GraphError('HANDSHAKE_REFUSED', `handshake with ${remote}: not an Ed25519 identity`)
    }
    if (role === 'dialer' && remote === self) return // libp2p ends this, and says so; a proof would meet its own end of the line.
    const credentials = gate.credentials()
    if (credentials.byteLength > MAX_CREDENTIALS_BYTES) {
      const sizes = `${credentials.byteLength} bytes, the limit is ${MAX_CREDENTIALS_BYTES}`
      throw new GraphError('CREDENTIALS_TOO_LARGE', `our credentials are ${sizes}`)
    }
    const machine = new HandshakeMachine({ role, self, remote, key, nonce: random.bytes(NONCE_BYTES), credentials })
    const messages = lpStream(secured.connection, {
      maxDataLength: MAX_NOTICE_MESSAGE_BYTES, // The largest: the machine has a limit for each.
      maxLengthLength: 3,
      maxBufferSize: MAX_HANDSHAKE_BUFFER_BYTES
    })
    const todo: HandshakeOutput[] = machine.handle({ type: 'start' })
    for (;;) {
      const output = todo.shift()
      if (output === undefined) {
        const bytes = (await messages.read({ signal })).slice()
        todo.push(...machine.handle({ type: 'message', bytes }))
      } else if (output.type === 'send') {
        await messages.write(output.bytes, { signal })
      } else if (output.type === 'admit') {
        const admitted = await gate.admit(remote, output.credentials)
        signal.throwIfAborted()
        const farewell = admitted ? undefined : gate.farewell?.(remote)
        todo.push(...machine.handle({ type: 'judged', admitted, farewell }))
      } else if (output.type === 'told') {
        await gate.hearFarewell?.(output.body)
      } else if (output.type === 'ask') {
        const request = { peer: remote, host, body: output.body }
        const body =
          output.request === 'knock' ? await gate.answerKnock?.(request) : await gate.answerRequest?.(request)
        if (body === undefined) throw new GraphError('HANDSHAKE_REFUSED', 'we admit nobody')
        signal.throwIfAborted()
        todo.push(...machine.handle({ type: 'answered', body }))
      } else if (output.type === 'hang-up') {
        // Whatever it sends now, or that it went: it has read the answer, or has had the time.
        const late = delay(this.#init.clock, ADMISSION_HANG_UP_MS, signal)
        await Promise.race([messages.read({ signal }), late]).catch(() => {})
        throw new GraphError('HANDSHAKE_REFUSED', `answered ${remote}, who is no member`)
      } else if (output.type === 'refuse') {
        logger(`refused ${remote} as ${role}: ${output.reason}`)
        throw new GraphError('HANDSHAKE_REFUSED', `handshake with ${remote} as ${role}: ${output.reason}`)
      } else {
        messages.unwrap() // Gives back what came after the last message, and stops listening.
        return
      }
    }
  }
}

/** The other side's IP address: what libp2p gives an encrypter is the TCP connection. */
function hostBelow(connection: MessageStream): string {
  const { remoteAddr } = connection as MessageStream & { remoteAddr?: Multiaddr }
  return (remoteAddr && hostOf(remoteAddr)) ?? ''
}
