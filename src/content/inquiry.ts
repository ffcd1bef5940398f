// What one crossing asks of the group by its needs, as its node's mode says (design section 7), and whether somebody is asked now.
import type { PeerId } from '../base/index.js'
import type { CrossingOutput, CrossingPhase } from './crossing-events.js'
import type { NeedMode } from './ports.js'

/** Then nobody else need answer: a source was found other than our own download, or nobody waits any more. */
const OVER: readonly CrossingPhase[] = ['following', 'copying', 'direct', 'lingering', 'ended']

export class Inquiry {
  readonly #mode: NeedMode | undefined
  /** Members may answer by word of mouth: it is to be said when none need any more. */
  #lives = false
  #isAnswered = false

  /** @param mode undefined: needs are flooded, and nobody answers but by records */
  constructor(mode: NeedMode | undefined) {
    this.#mode = mode
  }

  /** Whether holders may become known to this node alone, at any time. */
  get hearsOffers(): boolean {
    return this.#mode === 'alongside' || this.#mode === 'ask-first'
  }

  /** All members are to be asked, or have not had their time to answer: before that nobody is followed, and no origin asked. */
  get isBefore(): boolean {
    return this.asksFirst && !this.#isAnswered
  }

  /** All are asked before anybody goes. */
  get asksFirst(): boolean {
    return this.#mode === 'ask-first'
  }

  /** Nobody else goes for us unasked, so who may go goes itself; claims decide between those who do. */
  get goesItself(): boolean {
    return this.#mode === 'ask-first' || this.#mode === 'off'
  }

  /** Who goes first by every equal view may open the origin before its claim has settled: not where many time out at the same instant. */
  get mayOpenAtOnce(): boolean {
    return !this.asksFirst
  }

  answered(): void {
    this.#isAnswered = true
  }

  /** Whom the answers named was of no use: others may have it. */
  again(): void {
    this.#isAnswered = false
  }

  /** @param cachedOnly nobody is to go for us */
  ask(excluded: readonly PeerId[], cachedOnly: boolean): CrossingOutput[] {
    if (this.#mode === 'off') return []
    this.#lives = this.#mode !== undefined
    return [{ type: 'publish-need', excluded, cachedOnly }]
  }

  /** As who goes itself: of members that hold it and never said so. */
  askBeside(excluded: readonly PeerId[]): CrossingOutput[] {
    return this.hearsOffers && !this.#lives ? this.ask(excluded, true) : []
  }

  end(): CrossingOutput[] {
    if (!this.#lives) return []
    this.#lives = false
    return [{ type: 'end-need' }]
  }

  /** What is to be said in that phase before all else. */
  endIn(phase: CrossingPhase): CrossingOutput[] {
    return OVER.includes(phase) ? this.end() : []
  }
}
