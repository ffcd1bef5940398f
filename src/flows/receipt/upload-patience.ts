// When one upload is tried again, and by whom not before: part of its machine (upload.ts), no IO.
import type { PeerId, Random } from '../../base/index.js'
import { BACK_OFF_MS, MAX_BACK_OFF_MS, MAX_RETRY_AFTER_MS, REFUSALS_OF_ONE, TURNED_DOWN_MS } from './upload-defaults.js'

export class UploadPatience {
  readonly #random: Random
  /** By peer; undefined: this machine's own line. */
  readonly #notBefore = new Map<PeerId | undefined, number>()
  /** What the backend refused by its signature, by who brought that. */
  readonly #refusals = new Map<PeerId, { times: number; signedMs: number }>()
  /** How often each member got nowhere with it. */
  readonly #turnedDown = new Map<PeerId, number>()
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
    this.#turnedDown.clear()
    this.#timesPutBack = 0
  }

  /** A member got nowhere: it is passed over, twice as long each time. @param leastMs as the backend wants it, by that member's word */
  turnedDown(peer: PeerId, nowMs: number, leastMs = 0): void {
    const times = this.#turnedDown.get(peer) ?? 0
    this.#turnedDown.set(peer, times + 1)
    const ownMs = Math.min(TURNED_DOWN_MS * 2 ** times, MAX_BACK_OFF_MS)
    this.exclude(peer, nowMs + Math.max(ownMs, Math.min(leastMs, MAX_RETRY_AFTER_MS)))
  }

  /** @returns whether that is final: who carries it could have added what was refused, so another must have brought the same, or it often */
  refused(peer: PeerId, signedMs = 0): boolean {
    const last = this.#refusals.get(peer) ?? { times: 0, signedMs: -Infinity }
    // It fits every try: one of a bad moment could be shown again and again. The next try is a minute later.
    const isNew = signedMs >= last.signedMs + TURNED_DOWN_MS / 2
    const times = last.times + Number(isNew)
    if (isNew) this.#refusals.set(peer, { times, signedMs })
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
