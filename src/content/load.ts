// How busy this node is with answers to members: what its presence says as `load` (docs/protocols/discovery.md), so that
// programs can choose among holders.
import { BUSY_ANSWERS, LOAD_CHANGE, LOAD_STEP } from './crossing-defaults.js'

/** Adds up how long answers have run: ten for a second are ten seconds. */
export class AnswerTime {
  #running = 0
  #addedMs = 0
  #untilMs = 0

  began(nowMs: number): void {
    this.#add(nowMs)
    this.#running += 1
  }

  ended(nowMs: number): void {
    this.#add(nowMs)
    this.#running -= 1
  }

  totalMs(nowMs: number): number {
    return this.#addedMs + this.#running * (nowMs - this.#untilMs)
  }

  #add(nowMs: number): void {
    this.#addedMs = this.totalMs(nowMs)
    this.#untilMs = nowMs
  }
}

/** Turns it into coarse steps, which a presence can say without being written all the time. */
export class LoadJudge {
  #answeredMs: number
  #lookedMs: number
  #load = 0

  constructor(answeredMs: number, nowMs: number) {
    this.#answeredMs = answeredMs
    this.#lookedMs = nowMs
  }

  /**
   * Of the time since the last look: short answers hardly count, however many.
   * @param answeredMs what {@link AnswerTime} has added up by now
   * @returns 0 to 100, in steps
   */
  look(answeredMs: number, nowMs: number): number {
    const passedMs = nowMs - this.#lookedMs
    if (passedMs <= 0) return this.#load
    const running = (answeredMs - this.#answeredMs) / passedMs
    this.#answeredMs = answeredMs
    this.#lookedMs = nowMs
    const measured = Math.min(100, (100 * running) / BUSY_ANSWERS)
    if (Math.abs(measured - this.#load) >= LOAD_CHANGE) this.#load = LOAD_STEP * Math.round(measured / LOAD_STEP)
    return this.#load
  }
}
