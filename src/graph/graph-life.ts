// What may be done with a graph when, and what becomes known of it on the way, as a machine (reference sections 1.2 and 1.3).
import type { GraphErrorCode } from './errors.js'
import type { GraphStatus } from './graph-event.js'

export type LifeInput =
  | { type: 'listen-asked' }
  | { type: 'listening' }
  | { type: 'listen-failed' }
  /** The program connects, or looks for others. */
  | { type: 'went-out' }
  | { type: 'links'; count: number }
  /** It was created here. */
  | { type: 'founded' }
  /** Two neighbours agree with us, or the only one there is does. */
  | { type: 'agreed' }
  /** Whether records are to stay while there is no neighbour. */
  | { type: 'deferring'; isDeferring: boolean }
  /** Nobody could be reached for long. */
  | { type: 'alone' }
  | { type: 'close-asked' }
  | { type: 'closed' }

export type LifeOutput =
  | { type: 'listen' }
  | { type: 'refuse'; code: GraphErrorCode }
  | { type: 'status'; status: GraphStatus }
  /** On disk: records can be read and written from now on, also after a restart without anybody. */
  | { type: 'persist-synchronised' }
  | { type: 'set-alone'; isAlone: boolean }
  | { type: 'connection-required' }
  | { type: 'close' }

export class LifeMachine {
  #state: 'open' | 'closing' | 'closed' = 'open'
  #listening: 'no' | 'asked' | 'yes' = 'no'
  #hasGoneOut = false
  /** Nobody was reached for long, and nobody was to be told. */
  #isOverdue = false
  #links = 0
  #isSynchronised: boolean
  #isDeferring = false
  #isAlone = false

  /** @param isSynchronised it has agreed with others before, or was created here before */
  constructor(isSynchronised: boolean) {
    this.#isSynchronised = isSynchronised
  }

  get status(): GraphStatus {
    return {
      listening: this.#state === 'open' && this.#listening === 'yes',
      connected: this.#links > 0,
      synchronised: this.#isSynchronised
    }
  }

  /** Why something cannot be done now; undefined: it can. @param needs `ready`: that it has synchronised once */
  refusal(needs: 'open' | 'ready'): GraphErrorCode | undefined {
    if (this.#state === 'closing') return 'SHUTTING_DOWN'
    if (this.#state === 'closed') return 'CLOSED'
    return needs === 'ready' && !this.#isSynchronised ? 'NOT_READY' : undefined
  }

  handle(input: LifeInput): LifeOutput[] {
    const before = this.status
    const outputs = this.#outputs(input)
    const { status } = this
    const isSame =
      before.listening === status.listening &&
      before.connected === status.connected &&
      before.synchronised === status.synchronised
    return isSame ? outputs : [...outputs, { type: 'status', status }]
  }

  #outputs(input: LifeInput): LifeOutput[] {
    switch (input.type) {
      case 'listen-asked':
        return this.#listenAsked()
      case 'listening':
        this.#listening = 'yes'
        this.#hasGoneOut = true
        return this.#isOverdue && this.#links === 0 ? this.#required() : []
      case 'listen-failed':
        this.#listening = 'no'
        return []
      case 'went-out':
        this.#hasGoneOut = true
        return []
      case 'links':
        this.#links = input.count
        return this.#alone()
      case 'founded':
        this.#isSynchronised = true
        return []
      case 'agreed':
        if (this.#isSynchronised) return []
        this.#isSynchronised = true
        return [{ type: 'persist-synchronised' }]
      case 'deferring':
        this.#isDeferring = input.isDeferring
        return this.#alone()
      case 'alone':
        return this.#required()
      case 'close-asked':
        if (this.#state !== 'open') return []
        this.#state = 'closing'
        return [{ type: 'close' }]
      case 'closed':
        this.#state = 'closed'
        return []
    }
  }

  /** Who found nobody and never was part of the graph must not listen: others would join what is none. */
  #listenAsked(): LifeOutput[] {
    const code = this.refusal('ready') ?? (this.#listening === 'no' ? undefined : 'ALREADY_LISTENING')
    if (code !== undefined) return [{ type: 'refuse', code }]
    this.#listening = 'asked'
    return [{ type: 'listen' }]
  }

  /** Who asked nobody so far hears it when it listens and there is still nobody. */
  #required(): LifeOutput[] {
    this.#isOverdue = !this.#hasGoneOut
    return this.#hasGoneOut && this.#state === 'open' ? [{ type: 'connection-required' }] : []
  }

  #alone(): LifeOutput[] {
    const isAlone = this.#isDeferring && this.#links === 0
    if (isAlone === this.#isAlone) return []
    this.#isAlone = isAlone
    return [{ type: 'set-alone', isAlone }]
  }
}
