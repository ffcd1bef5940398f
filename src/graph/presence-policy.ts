// Whether this node publishes its presence, as a machine: everybody does in a small graph, a sample in a large one (reference
// section 1.8). Spec: docs/protocols/discovery.md.
import type { Random } from '../base/index.js'
import { MAX_EPHEMERAL_LIFETIME_MS } from '../record/index.js'
import {
  PRESENCE_SLACK,
  PRESENCES_UNSTRETCHED,
  PUBLISH_WITHIN_MS,
  WITHDRAW_AFTER_MS,
  WITHDRAW_WITHIN_MS
} from './defaults.js'

export type PresencePolicyInput =
  /** Others can reach us from now on. */
  | { type: 'listening'; nowMs: number }
  /** An application here wants it published whatever the graph's properties say, or does not insist any more. */
  | { type: 'forced'; isForced: boolean; nowMs: number }
  /** A member looks for this node: published until then. */
  | { type: 'sought'; untilMs: number; nowMs: number }
  /** `present`: presences that live here, our own too. `max`: how many are wanted; -1: all; 0: none but forced ones. */
  | { type: 'count'; present: number; max: number; nowMs: number }
  | { type: 'tick'; nowMs: number }

export type PresencePolicyOutput = 'publish' | 'withdraw'

/**
 * The more presences there are, the longer each lives, so that renewing them costs each node no more.
 * @param setMs what the graph is set to
 */
export function presenceLifetimeMs(setMs: number, present: number): number {
  return Math.max(setMs, Math.min(setMs * (present / PRESENCES_UNSTRETCHED), MAX_EPHEMERAL_LIFETIME_MS))
}

export class PresencePolicy {
  readonly #random: Random
  #isListening = false
  #isForced = false
  #isPublished = false
  #soughtUntilMs: number | undefined
  #present = 0
  #max = -1
  /** A sample was wanted here, and there was one, if only half of it. */
  #hasSeenSample = false
  #decideAtMs = Infinity

  constructor(random: Random) {
    this.#random = random
  }

  get isPublished(): boolean {
    return this.#isPublished
  }

  /** When a tick has something to do next; Infinity: never, as things stand. */
  get wakeAtMs(): number {
    return Math.min(this.#decideAtMs, this.#soughtUntilMs ?? Infinity)
  }

  /** `nowMs` is monotonic and must never go back. */
  handle(input: PresencePolicyInput): PresencePolicyOutput[] {
    if (input.nowMs >= (this.#soughtUntilMs ?? Infinity)) this.#soughtUntilMs = undefined
    switch (input.type) {
      case 'listening':
        this.#isListening = true
        break
      case 'forced':
        this.#isForced = input.isForced
        break
      case 'sought':
        this.#soughtUntilMs = input.untilMs
        break
      case 'count':
        this.#present = input.present
        this.#max = input.max
        this.#hasSeenSample ||= input.max >= 0 && input.present >= input.max / 2
        break
      case 'tick':
        break
    }
    const isPublished = this.#wanted(input.nowMs)
    if (isPublished === this.#isPublished) return []
    this.#isPublished = isPublished
    this.#decideAtMs = Infinity
    return [isPublished ? 'publish' : 'withdraw']
  }

  #wanted(nowMs: number): boolean {
    const always = this.#isForced || this.#soughtUntilMs !== undefined || this.#max === -1
    if (!this.#isListening || always || this.#max === 0) {
      this.#decideAtMs = Infinity
      return this.#isListening && always
    }
    if (this.#isPublished) return !this.#isDue(this.#present > this.#max + PRESENCE_SLACK, nowMs)
    // Who comes into a small graph is seen at once. Where there was a sample and it left, all who did not publish would at once.
    if (!this.#hasSeenSample) return true
    return this.#isDue(this.#present < this.#max, nowMs)
  }

  /** Whether there has been reason for long enough: all see the same, so each waits by chance and looks again. */
  #isDue(hasReason: boolean, nowMs: number): boolean {
    if (!hasReason) this.#decideAtMs = Infinity
    else if (this.#decideAtMs === Infinity) this.#decideAtMs = nowMs + this.#delayMs()
    return nowMs >= this.#decideAtMs
  }

  #delayMs(): number {
    const chance = this.#random.fraction()
    return this.#isPublished
      ? WITHDRAW_AFTER_MS + chance * (WITHDRAW_WITHIN_MS - WITHDRAW_AFTER_MS)
      : chance * PUBLISH_WITHIN_MS
  }
}
