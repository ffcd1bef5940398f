// Who wishes that somebody provides for a kind: without a living wish nobody stands. A packet says whether its author wishes it
// (settings, `start`, `offer`), and so does a result, for who comes up later: a wish is signed, and nobody keeps a kind alive in another's name.
// It outlives its author's presence: who is gone may be the provider whom others are to replace. Spec: docs/protocols/election.md.
import type { PeerId } from '../../base/index.js'
import { MAX_WISHES, WISH_MS } from './defaults.js'
import type { ElectionView } from './election-events.js'

export class Wishes {
  /** This node's own: until it stops. */
  isOwn = false
  readonly #view: ElectionView
  /** Of others, with when it ends. */
  readonly #untilMs = new Map<PeerId, number>()

  constructor(view: ElectionView) {
    this.#view = view
  }

  /** @param saidAtMs peer time; the future is taken as now */
  heard(
    { author, wished }: { readonly author: PeerId; readonly wished: boolean },
    saidAtMs: number,
    nowMs: number
  ): void {
    if (!wished) return
    const untilMs = Math.max(this.#untilMs.get(author) ?? 0, Math.min(nowMs, saidAtMs) + WISH_MS)
    this.#untilMs.delete(author)
    this.#untilMs.set(author, untilMs)
    const [oldest] = this.#untilMs.keys()
    if (this.#untilMs.size > MAX_WISHES && oldest !== undefined) this.#untilMs.delete(oldest)
  }

  /** Ours, or that of a member that may provide. */
  hold(nowMs: number): boolean {
    if (this.isOwn) return true
    for (const [author, untilMs] of this.#untilMs) {
      if (nowMs < untilMs && this.#view.mayProvide(author)) return true
    }
    return false
  }
}
