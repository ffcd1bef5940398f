// When connecting to a group has failed, as a machine: nobody became our neighbour in time (reference section 2.3).
import { CONNECT_BUDGET_MS } from './defaults.js'

/** `nobody-found`: no other member answered; `nobody-accepted`: somebody did, and none became our neighbour. */
export type ConnectionFailureReason = 'nobody-found' | 'nobody-accepted'

/** `nowMs`: monotonic. */
export type ConnectionWatchInput =
  /** Others can reach us, and are looked for. */
  | { type: 'went-online'; nowMs: number }
  | { type: 'links'; count: number; nowMs: number }
  /** Somebody answered, and became no neighbour. */
  | { type: 'refused' }
  /** `hasOthers`: whether there are other members: who founded a group and let in nobody yet waits for nobody. */
  | { type: 'tick'; hasOthers: boolean; nowMs: number }
  | { type: 'closed' }

export class ConnectionWatch {
  #isOnline = false
  #links = 0
  #wasRefused = false
  /** When it has failed; Infinity: it has not begun, has not failed, or that was told. */
  #failsAtMs = Infinity

  get wakeAtMs(): number {
    return this.#failsAtMs
  }

  /** @returns why it has failed; once, until there was a neighbour again */
  handle(input: ConnectionWatchInput): ConnectionFailureReason | undefined {
    switch (input.type) {
      case 'went-online':
        this.#isOnline = true
        return this.#wait(input.nowMs)
      case 'links':
        if (input.count === this.#links) return undefined
        this.#links = input.count
        return this.#wait(input.nowMs)
      case 'refused':
        this.#wasRefused = true
        return undefined
      case 'tick':
        return this.#tick(input)
      case 'closed':
        this.#failsAtMs = Infinity
        this.#isOnline = false
        return undefined
    }
  }

  #wait(nowMs: number): undefined {
    const isWaiting = this.#isOnline && this.#links === 0
    this.#failsAtMs = isWaiting ? nowMs + CONNECT_BUDGET_MS : Infinity
    if (isWaiting) this.#wasRefused = false
  }

  #tick({ hasOthers, nowMs }: { hasOthers: boolean; nowMs: number }): ConnectionFailureReason | undefined {
    if (nowMs < this.#failsAtMs) return undefined
    // The first other member may come at any time: from then on somebody is to be found.
    if (!hasOthers) return this.#wait(nowMs)
    this.#failsAtMs = Infinity
    return this.#wasRefused ? 'nobody-accepted' : 'nobody-found'
  }
}
