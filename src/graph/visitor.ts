// Somebody who is no member and asks at doors: a libp2p node that listens nowhere, answers nobody, and finds by mDNS whom it
// is told to look for. Specs: docs/protocols/admission.md and docs/protocols/knock.md.
import '../base/polyfill.js'
import { networkInterfaces } from 'node:os'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { peerIdFromPublicKey, systemRandom, withBudget } from '../base/index.js'
import type { Clock, KeyPair, Logger, PeerId } from '../base/index.js'
import { isLanAddress, lanHosts } from './addresses.js'
import { ADMISSION_DIAL_MS } from './defaults.js'
import { Discovery, rendezvousTag } from './discovery.js'
import { GraphError, reasonOf } from './errors.js'
import type { StrangersRequest } from './handshake.js'
import { strangerEncrypter, type StrangersAnswer, type StrangersQuestion } from './stranger-encrypter.js'

export interface VisitorInit {
  /** Who asks. */
  readonly keyPair: KeyPair
  readonly clock: Clock
  readonly logger: Logger
}

export interface VisitorQuestion {
  readonly request: StrangersRequest
  /** A multiaddr over TCP, with or without `/p2p/`: at one address one question at a time. */
  readonly address: string
  /** Who alone may hear it. @default whoever answers there */
  readonly peer?: PeerId | undefined
  /** At most {@link MAX_ADMISSION_REQUEST_BYTES}. */
  readonly body: Uint8Array
}

type Dial = (address: string, signal: AbortSignal) => Promise<unknown>

export class Visitor {
  readonly #init: VisitorInit
  readonly #closed = new AbortController()
  readonly #questions = new Map<string, StrangersQuestion>()
  #libp2p: Libp2p | undefined
  #dial: Dial = async () => {}

  private constructor(init: VisitorInit) {
    this.#init = init
  }

  static async start(init: VisitorInit): Promise<Visitor> {
    const visitor = new Visitor(init)
    visitor.#libp2p = await createLibp2p({
      privateKey: await generateKeyPairFromSeed('Ed25519', init.keyPair.seed),
      nodeInfo: { name: 'potluck', version: '1', userAgent: 'potluck/1' },
      transports: [tcp({ dialOpts: { noDelay: true } })],
      connectionEncrypters: [strangerEncrypter((address) => visitor.#questions.get(address))],
      connectionGater: { filterMultiaddrForPeer: () => false },
      services: {
        // Not libp2p's own dial queue, which makes one dial of all dials to one peer and tries addresses in turn.
        dial: ({ transportManager }) => {
          visitor.#dial = (address, signal) => transportManager.dial(multiaddr(address), { signal })
          return {}
        }
      }
    })
    return visitor
  }

  /** @returns undefined: nobody there, somebody else, or no answer in {@link ADMISSION_DIAL_MS}. Never rejects. */
  async ask({ request, address, peer, body }: VisitorQuestion): Promise<StrangersAnswer | undefined> {
    const { clock, logger } = this.#init
    const over = new AbortController()
    const signal = AbortSignal.any([over.signal, this.#closed.signal])
    const late = (): Error => new GraphError('UNREACHABLE', `no answer in ${ADMISSION_DIAL_MS} ms`)
    const heard: StrangersAnswer[] = []
    const question = { request, peer, body, onAnswer: (answer: StrangersAnswer) => void heard.push(answer) }
    this.#questions.set(address, question)
    try {
      await withBudget(clock, ADMISSION_DIAL_MS, this.#dial(address, signal), late)
    } catch (thrown) {
      if (heard.length === 0) logger(`asked at ${address}: ${reasonOf(thrown)}`)
    } finally {
      over.abort()
      if (this.#questions.get(address) === question) this.#questions.delete(address)
    }
    return heard[0]
  }

  /** Looks on the LAN for who announces itself under this, 8 bytes, until closed. `onFound`: anybody's word. */
  async discover(rendezvous: Uint8Array, onFound: (peer: PeerId, addresses: readonly string[]) => void): Promise<void> {
    const { keyPair, clock, logger } = this.#init
    const libp2p = this.#libp2p
    const { signal } = this.#closed
    if (libp2p === undefined || signal.aborted) return
    const discovery = new Discovery({
      self: peerIdFromPublicKey(keyPair.publicKey),
      node: {
        libp2p,
        scope: 'site',
        mayDial: (host) => isLanAddress(host, networkInterfaces),
        hosts: () => lanHosts(networkInterfaces())
      },
      tag: rendezvousTag(rendezvous),
      announce: false,
      onFound,
      company: () => ({ neighbours: 0, present: 1 }),
      onDeaf: (reason) => logger(reason ?? 'multicast leaves'),
      ...{ clock, random: systemRandom, logger }
    })
    await discovery.start()
    if (signal.aborted) return await discovery.stop() // Time was up while it started.
    signal.addEventListener('abort', () => void discovery.stop(), { once: true })
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await this.#libp2p?.stop()
  }
}
