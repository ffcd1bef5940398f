// What answering one neighbour may cost: a bucket of bytes. A short question can ask for everything that is here, again and
// again; whoever does is answered slowly, and never cut: it may have lost its disk.
import type { PeerId } from '../base/index.js'
import {
  MAX_ANSWER_BUDGETS,
  SYNC_ANSWER_BURST_BYTES,
  SYNC_ANSWER_BYTES_PER_S,
  SYNC_QUESTION_BYTES,
  SYNC_WANT_BYTES
} from './defaults.js'

export class AnswerBudget {
  #room = SYNC_ANSWER_BURST_BYTES
  #atMs: number

  constructor(nowMs: number) {
    this.#atMs = nowMs
  }

  /** A question costs work also where its answer is short, and each shard that it wants: all changes of that are looked at. */
  spendQuestion(wants: number, nowMs: number): void {
    this.spend(SYNC_QUESTION_BYTES + wants * SYNC_WANT_BYTES, nowMs)
  }

  spend(bytes: number, nowMs: number): void {
    this.#refill(nowMs)
    this.#room -= bytes
  }

  /** How long until the next answer may go; 0: now. */
  waitMs(nowMs: number): number {
    this.#refill(nowMs)
    return this.#room > 0 ? 0 : Math.ceil(((1 - this.#room) * 1000) / SYNC_ANSWER_BYTES_PER_S)
  }

  /** What may go at full speed; {@link SYNC_ANSWER_BURST_BYTES}: nothing needs to be remembered. */
  roomBytes(nowMs: number): number {
    this.#refill(nowMs)
    return this.#room
  }

  #refill(nowMs: number): void {
    const more = ((nowMs - this.#atMs) * SYNC_ANSWER_BYTES_PER_S) / 1000
    this.#room = Math.min(SYNC_ANSWER_BURST_BYTES, this.#room + more)
    this.#atMs = nowMs
  }
}

/** Of each neighbour, over all its links: whoever comes again finds what it used up still used up. */
export class AnswerBudgets {
  readonly #byPeer = new Map<PeerId, AnswerBudget>()

  get size(): number {
    return this.#byPeer.size
  }

  of(peer: PeerId, nowMs: number): AnswerBudget {
    const known = this.#byPeer.get(peer)
    if (known !== undefined) return known
    this.#forget(nowMs)
    const budget = new AnswerBudget(nowMs)
    this.#byPeer.set(peer, budget)
    return budget
  }

  /** Those that are whole again, and where that does not make room, the one with most left of it. */
  #forget(nowMs: number): void {
    let wholest: { peer: PeerId; room: number } | undefined
    for (const [peer, budget] of this.#byPeer) {
      const room = budget.roomBytes(nowMs)
      if (room === SYNC_ANSWER_BURST_BYTES) this.#byPeer.delete(peer)
      else if (wholest === undefined || room > wholest.room) wholest = { peer, room }
    }
    if (wholest !== undefined && this.#byPeer.size >= MAX_ANSWER_BUDGETS) this.#byPeer.delete(wholest.peer)
  }
}
