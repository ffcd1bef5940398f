// Finds one peer, by addresses and by mDNS, and asks it for admission. Spec: docs/protocols/admission.md.
import { delay, withBudget } from '../base/index.js'
import type { Clock, KeyPair, Logger, PeerId } from '../base/index.js'
import { AdmissionSearch, type AnswerVerdict, type SearchInput, type SearchOutput } from './admission-search.js'
import { GraphError } from './errors.js'
import { Visitor } from './visitor.js'

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
  const { keyPair, clock, logger, issuer, budgetMs } = init
  const visitor = await Visitor.start({ keyPair, clock, logger })
  const asking = new Asking(init, visitor)
  try {
    const late = (): Error => new GraphError('UNREACHABLE', `${issuer} did not answer in ${budgetMs} ms`)
    await withBudget(clock, budgetMs, asking.run(), late)
  } finally {
    asking.stop()
    await visitor.close()
  }
}

/** The driver of {@link AdmissionSearch}. */
class Asking {
  readonly #init: AskAdmissionInit
  readonly #visitor: Visitor
  readonly #search = new AdmissionSearch()
  readonly #stopped = new AbortController()
  #end: () => void = () => {}

  constructor(init: AskAdmissionInit, visitor: Visitor) {
    this.#init = init
    this.#visitor = visitor
  }

  async run(): Promise<void> {
    const { issuer, addresses, rendezvous } = this.#init
    const ended = new Promise<void>((resolve) => (this.#end = resolve))
    this.#found(addresses)
    if (rendezvous !== undefined) {
      await this.#visitor.discover(rendezvous, (peer, seen) => (peer === issuer ? this.#found(seen) : undefined))
    }
    await ended
  }

  stop(): void {
    this.#stopped.abort()
  }

  #found(addresses: readonly string[]): void {
    this.#handle({ type: 'found', addresses: addresses.map((address) => `${address}/p2p/${this.#init.issuer}`) })
  }

  #handle(input: SearchInput): void {
    if (this.#stopped.signal.aborted) return
    for (const output of this.#search.handle(input)) this.#carryOut(output)
  }

  #carryOut(output: SearchOutput): void {
    switch (output.type) {
      case 'dial':
        return void this.#attempt(output.address)
      case 'set-timer': {
        const { address, inMs } = output
        const due = (): void => this.#handle({ type: 'due', address })
        return void delay(this.#init.clock, inMs, this.#stopped.signal).then(due, () => {})
      }
      case 'end':
        return this.#end()
    }
  }

  /** Never rejects. */
  async #attempt(address: string): Promise<void> {
    const { issuer, body, judge } = this.#init
    const answer = await this.#visitor.ask({ request: 'admission', address, peer: issuer, body })
    if (this.#stopped.signal.aborted) return
    if (answer === undefined) this.#handle({ type: 'failed', address })
    else this.#handle({ type: 'answered', address, verdict: judge(answer.body) })
  }
}
