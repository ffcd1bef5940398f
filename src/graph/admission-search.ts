// Where to ask for admission, as a machine: one issuer may have many addresses, most of them stale, some of them
// somebody else's word. Every address is asked by itself, until one answer is final or time is up.
import { ADMISSION_RETRY_MS, MAX_ADMISSION_ADDRESSES, MAX_ADMISSION_WAIT_MS } from './defaults.js'

/** What an answer means for the search. */
export type AnswerVerdict =
  | { type: 'final' }
  /** The issuer's node there knows nothing of it: perhaps it is the node of another group. */
  | { type: 'elsewhere' }
  | { type: 'again'; inMs: number }

export type SearchInput =
  | { type: 'found'; addresses: readonly string[] }
  /** Nobody there, or not the issuer. */
  | { type: 'failed'; address: string }
  | { type: 'answered'; address: string; verdict: AnswerVerdict }
  /** A timer that was set. */
  | { type: 'due'; address: string }

/** What the driver must do, in this order. */
export type SearchOutput =
  { type: 'dial'; address: string } | { type: 'set-timer'; address: string; inMs: number } | { type: 'end' }

type State = 'dialling' | 'waiting' | 'answered'

export class AdmissionSearch {
  readonly #addresses = new Map<string, State>()
  #ended = false

  handle(input: SearchInput): SearchOutput[] {
    if (this.#ended) return []
    switch (input.type) {
      case 'found':
        return input.addresses.flatMap((address) => this.#found(address))
      case 'failed':
        return this.#wait(input.address, ADMISSION_RETRY_MS)
      case 'answered':
        return this.#answered(input.address, input.verdict)
      case 'due':
        return this.#addresses.get(input.address) === 'waiting' ? this.#dial(input.address) : []
    }
  }

  #found(address: string): SearchOutput[] {
    if (this.#addresses.has(address) || this.#addresses.size >= MAX_ADMISSION_ADDRESSES) return []
    return this.#dial(address)
  }

  #answered(address: string, verdict: AnswerVerdict): SearchOutput[] {
    if (this.#addresses.get(address) !== 'dialling') return []
    if (verdict.type === 'again')
      return this.#wait(address, Math.min(Math.max(verdict.inMs, ADMISSION_RETRY_MS), MAX_ADMISSION_WAIT_MS))
    this.#addresses.set(address, 'answered')
    if (verdict.type === 'elsewhere') return []
    this.#ended = true
    return [{ type: 'end' }]
  }

  #dial(address: string): SearchOutput[] {
    this.#addresses.set(address, 'dialling')
    return [{ type: 'dial', address }]
  }

  #wait(address: string, inMs: number): SearchOutput[] {
    if (this.#addresses.get(address) !== 'dialling') return []
    this.#addresses.set(address, 'waiting')
    return [{ type: 'set-timer', address, inMs }]
  }
}
