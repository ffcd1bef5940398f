// When one upload is tried again, and by whom not before: part of its machine (upload.ts), no IO.
import type { PeerId, Random } from '../../base/index.js'
import { BACK_OFF_MS, MAX_BACK_OFF_MS, MAX_RETRY_AFTER_MS, REFUSALS_OF_ONE } from './upload-defaults.js'

export class UploadPatience {
  readonly #random: Random
  /** By peer; undefined: this machine's own line. */
  readonly #notBefore = new Map<PeerId | undefined, number>()
  /** What the backend refused by its signature, by who brought that. */
  readonly #refusals = new Map<PeerId, number>()
  #timesPutBack = 0

  constructor(random: Random) {
    this.#random = random
  }

  mayTry(peer: PeerId | undefined, nowMs: number): boolean {
    return nowMs >= (this.#notBefore.get(peer) ?? -Infinity)
  }

  exclude(peer: PeerId | undefined, untilMs: number): void {
    this.#notBefore.set(peer, untilMs)
  }

  /** All ways are open again. */
  forget(): void {
    this.#notBefore.clear()
    this.#timesPutBack = 0
  }

  /** @returns whether that is final: who carries it could have added what was refused, so another must have brought the same, or it often */
  refused(peer: PeerId): boolean {
    const times = (this.#refusals.get(peer) ?? 0) + 1
    this.#refusals.set(peer, times)
    return this.#refusals.size > 1 || times >= REFUSALS_OF_ONE
  }

  /** How long to wait before the next try, ms: longer each time. @param leastMs as the backend wants it */
  nextMs(leastMs = 0): number {
    const backOffMs = Math.min(BACK_OFF_MS * 2 ** this.#timesPutBack++, MAX_BACK_OFF_MS)
    const drawnMs = backOffMs * (0.75 + this.#random.fraction() / 2)
    return Math.ceil(Math.max(drawnMs, Math.min(leastMs, MAX_RETRY_AFTER_MS)))
  }

  /** Somebody got there. */
  reset(): void {
    this.#timesPutBack = 0
  }
}
