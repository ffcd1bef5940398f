// Who wishes that somebody provides for a kind: without a living wish nobody stands. A packet says whether its author wishes it
// (settings, `start`, `offer`), so a wish is signed, and nobody keeps a kind alive in another's name. Spec: docs/protocols/election.md.
import type { PeerId } from '../../base/index.js'
import { MAX_WISHES, PACKET_TTL_MS, WISH_MS } from './defaults.js'
import type { ElectionView } from './election-events.js'
import type { ElectionPacket } from './election-records.js'

export class Wishes {
  /** This node's own: until it stops. */
  isOwn = false
  readonly #view: ElectionView
  /** Of others, with when it ends. */
  readonly #untilMs = new Map<PeerId, number>()

  constructor(view: ElectionView) {
    this.#view = view
  }

  heard({ author, wished, expiresAtMs }: ElectionPacket, nowMs: number): void {
    if (!wished) return
    this.#untilMs.delete(author)
    this.#untilMs.set(author, Math.min(nowMs, expiresAtMs - PACKET_TTL_MS) + WISH_MS)
    const [oldest] = this.#untilMs.keys()
    if (this.#untilMs.size > MAX_WISHES && oldest !== undefined) this.#untilMs.delete(oldest)
  }

  /** Ours, or that of a member that is present and may provide. */
  hold(nowMs: number): boolean {
    if (this.isOwn) return true
    for (const [author, untilMs] of this.#untilMs) {
      if (nowMs < untilMs && this.#view.isPresent(author) && this.#view.mayProvide(author)) return true
    }
    return false
  }
}
