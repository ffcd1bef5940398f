// Whether the other end of one link is still there, and how far away, as a machine: pings, and counts those that stay unanswered.
// Spec: docs/protocols/link.md.
import type { Random } from '../base/index.js'
import { FIRST_PINGS_MS, PING_INTERVAL_MS, PONG_LATE_MS, PONG_WAIT_MS, PROBE_WAIT_MS, RTT_SAMPLES } from './defaults.js'

export type HealthInput =
  | { type: 'tick'; nowMs: number }
  /** Our machine slept, or its addresses changed: is the other side there, at once? */
  | { type: 'probe'; nowMs: number }
  | { type: 'pong'; nonce: number; nowMs: number }

export type HealthOutput =
  | { type: 'ping'; nonce: number }
  /** `rttMs`: the lowest of the latest few; `latestMs`: that of what was just answered. */
  | { type: 'rtt'; rttMs: number; latestMs: number }
  /** It answered nothing, twice. The last output. */
  | { type: 'silent' }

const MAX_NONCE = 2 ** 32

export class LinkHealth {
  readonly #random: Random
  /** Pings that are left of those that a link begins with. */
  #first: readonly number[] = FIRST_PINGS_MS
  #nonce: number
  #asked: { nonce: number; atMs: number; untilMs: number; waitMs: number } | undefined
  #missed = 0
  #nextAtMs: number
  #rtts: number[] = []
  #isOver = false

  constructor(random: Random, nowMs: number) {
    this.#random = random
    this.#nonce = Math.floor(random.fraction() * MAX_NONCE)
    this.#nextAtMs = nowMs
  }

  /** When a tick has something to do next. */
  get wakeAtMs(): number {
    return this.#isOver ? Infinity : (this.#asked?.untilMs ?? this.#nextAtMs)
  }

  /** `nowMs` must never go back. */
  handle(input: HealthInput): HealthOutput[] {
    if (this.#isOver) return []
    switch (input.type) {
      case 'pong':
        return this.#answered(input.nonce, input.nowMs)
      case 'probe':
        this.#missed = 0
        return this.#ask(PROBE_WAIT_MS, input.nowMs)
      case 'tick':
        return this.#tick(input.nowMs)
    }
  }

  #tick(nowMs: number): HealthOutput[] {
    if (nowMs < this.wakeAtMs) return []
    if (this.#asked === undefined) return this.#ask(PONG_WAIT_MS, nowMs)
    const { untilMs, waitMs } = this.#asked
    // Where we ourselves slept through it, or were too busy, it says nothing of the other side.
    if (nowMs - untilMs <= PONG_LATE_MS) this.#missed += 1
    if (this.#missed < 2) return this.#ask(waitMs, nowMs)
    this.#isOver = true
    return [{ type: 'silent' }]
  }

  #ask(waitMs: number, nowMs: number): HealthOutput[] {
    this.#nonce = (this.#nonce + 1) % MAX_NONCE
    this.#asked = { nonce: this.#nonce, atMs: nowMs, untilMs: nowMs + waitMs, waitMs }
    return [{ type: 'ping', nonce: this.#nonce }]
  }

  #answered(nonce: number, nowMs: number): HealthOutput[] {
    if (this.#asked?.nonce !== nonce) return []
    const latestMs = nowMs - this.#asked.atMs
    this.#rtts = [...this.#rtts, latestMs].slice(-RTT_SAMPLES)
    this.#asked = undefined
    this.#missed = 0
    const [next, ...rest] = this.#first
    this.#first = rest
    this.#nextAtMs = nowMs + (next ?? PING_INTERVAL_MS * (0.8 + 0.4 * this.#random.fraction()))
    return [{ type: 'rtt', rttMs: Math.min(...this.#rtts), latestMs }]
  }
}
