// Finds one peer, by addresses and by mDNS, and asks it for admission: a libp2p node that listens nowhere, answers
// nobody and lives as long as the question. Spec: docs/protocols/admission.md.
import '../base/polyfill.js'
import { networkInterfaces } from 'node:os'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { Libp2p } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { delay, peerIdFromPublicKey, systemRandom, withBudget } from '../base/index.js'
import type { Clock, KeyPair, Logger, PeerId } from '../base/index.js'
import { isLanAddress, lanHosts } from './addresses.js'
import { admissionEncrypter } from './admission-encrypter.js'
import { AdmissionSearch, type AnswerVerdict, type SearchInput, type SearchOutput } from './admission-search.js'
import { ADMISSION_DIAL_MS } from './defaults.js'
import { Discovery, rendezvousTag } from './discovery.js'
import { GraphError, reasonOf } from './errors.js'

export interface AskAdmissionInit {
  /** Who asks. */
  readonly keyPair: KeyPair
  /** Who alone may hear the request. */
  readonly issuer: PeerId
  /** Where it may be: multiaddrs over TCP without `/p2p/`. */
  readonly addresses: readonly string[]
  /** Under what its group is found on the LAN, 8 bytes; undefined: without multicast. */
  readonly rendezvous: Uint8Array | undefined
  /** At most {@link MAX_ADMISSION_REQUEST_BYTES}. */
  readonly body: Uint8Array
  readonly budgetMs: number
  readonly clock: Clock
  readonly logger: Logger
  /** Judges a foreign answer. Must not throw. */
  judge(body: Uint8Array): AnswerVerdict
}

/** Resolves when an answer was final. @throws {GraphError} `UNREACHABLE` when time is up */
export async function askAdmission(init: AskAdmissionInit): Promise<void> {
  const visitor = await Visitor.start(init)
  try {
    const late = (): Error => new GraphError('UNREACHABLE', `${init.issuer} did not answer in ${init.budgetMs} ms`)
    await withBudget(init.clock, init.budgetMs, visitor.ask(), late)
  } finally {
    await visitor.close()
  }
}

type Dial = (address: string, signal: AbortSignal) => Promise<unknown>

/** The driver of {@link AdmissionSearch}. */
class Visitor {
  readonly #init: AskAdmissionInit
  readonly #search = new AdmissionSearch()
  readonly #closed = new AbortController()
  #libp2p: Libp2p | undefined
  #dial: Dial = async () => {}
  #end: () => void = () => {}

  private constructor(init: AskAdmissionInit) {
    this.#init = init
  }

  static async start(init: AskAdmissionInit): Promise<Visitor> {
    const visitor = new Visitor(init)
    const { keyPair, issuer, body } = init
    visitor.#libp2p = await createLibp2p({
      privateKey: await generateKeyPairFromSeed('Ed25519', keyPair.seed),
      nodeInfo: { name: 'potluck', version: '1', userAgent: 'potluck/1' },
      transports: [tcp({ dialOpts: { noDelay: true } })],
      connectionEncrypters: [
        admissionEncrypter({
          issuer,
          body,
          onAnswer: (address, answer) => visitor.#handle({ type: 'answered', address, verdict: init.judge(answer) })
        })
      ],
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

  async ask(): Promise<void> {
    const { issuer, addresses, rendezvous, keyPair, clock, logger } = this.#init
    const libp2p = this.#libp2p
    const ended = new Promise<void>((resolve) => (this.#end = resolve))
    this.#found(addresses)
    const discovery =
      rendezvous === undefined || libp2p === undefined
        ? undefined
        : new Discovery({
            self: peerIdFromPublicKey(keyPair.publicKey),
            node: {
              libp2p,
              scope: 'site',
              mayDial: (host) => isLanAddress(host, networkInterfaces),
              hosts: () => lanHosts(networkInterfaces())
            },
            tag: rendezvousTag(rendezvous),
            announce: false,
            onFound: (peer, seen) => (peer === issuer ? this.#found(seen) : undefined),
            company: () => ({ neighbours: 0, present: 1 }),
            onDeaf: (reason) => logger(reason ?? 'multicast leaves'),
            clock,
            random: systemRandom,
            logger
          })
    await discovery?.start()
    const { signal } = this.#closed
    if (signal.aborted) return await discovery?.stop() // Time was up while it started.
    signal.addEventListener('abort', () => void discovery?.stop(), { once: true })
    await ended
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await this.#libp2p?.stop()
  }

  #found(addresses: readonly string[]): void {
    this.#handle({ type: 'found', addresses: addresses.map((address) => `${address}/p2p/${this.#init.issuer}`) })
  }

  #handle(input: SearchInput): void {
    if (this.#closed.signal.aborted) return
    for (const output of this.#search.handle(input)) this.#carryOut(output)
  }

  #carryOut(output: SearchOutput): void {
    switch (output.type) {
      case 'dial':
        return void this.#attempt(output.address)
      case 'set-timer': {
        const { address, inMs } = output
        const due = (): void => this.#handle({ type: 'due', address })
        return void delay(this.#init.clock, inMs, this.#closed.signal).then(due, () => {})
      }
      case 'end':
        return this.#end()
    }
  }

  /** Ends as `failed` whatever comes of it: after an answer the machine takes no notice. Never rejects. */
  async #attempt(address: string): Promise<void> {
    const { clock, logger } = this.#init
    const over = new AbortController()
    const signal = AbortSignal.any([over.signal, this.#closed.signal])
    const late = (): Error => new GraphError('UNREACHABLE', `no answer in ${ADMISSION_DIAL_MS} ms`)
    try {
      await withBudget(clock, ADMISSION_DIAL_MS, this.#dial(address, signal), late)
    } catch (thrown) {
      logger(`asked at ${address}: ${reasonOf(thrown)}`)
    } finally {
      over.abort()
    }
    this.#handle({ type: 'failed', address })
  }
}
