// What answering one neighbour may cost: a bucket of bytes. A short question can ask for everything that is here, again and
// again; whoever does is answered slowly, and never cut: it may have lost its disk.
import { SYNC_ANSWER_BURST_BYTES, SYNC_ANSWER_BYTES_PER_S, SYNC_QUESTION_BYTES } from './defaults.js'

export class AnswerBudget {
  #room = SYNC_ANSWER_BURST_BYTES
  #atMs: number

  constructor(nowMs: number) {
    this.#atMs = nowMs
  }

  /** A question costs work also where its answer is short. */
  spendQuestion(nowMs: number): void {
    this.spend(SYNC_QUESTION_BYTES, nowMs)
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

  #refill(nowMs: number): void {
    const more = ((nowMs - this.#atMs) * SYNC_ANSWER_BYTES_PER_S) / 1000
    this.#room = Math.min(SYNC_ANSWER_BURST_BYTES, this.#room + more)
    this.#atMs = nowMs
  }
}
