// Who answered this node's last needs, for `explain`.
import { setNewest, type PeerId } from '../../base/index.js'
import { MAX_ANSWERED_LATELY, MAX_ANSWERS_KEPT } from './defaults.js'

export interface AnsweredNeed {
  readonly peer: PeerId
  /** From asking to hearing, ms. */
  readonly afterMs: number
}

export class AnsweredLately {
  /** By URL key, the oldest first. */
  readonly #answers = new Map<string, AnsweredNeed[]>()

  /** It is asked for anew. */
  begin(urlKey: string): void {
    setNewest(this.#answers, urlKey, [], MAX_ANSWERED_LATELY)
  }

  add(urlKey: string, answer: AnsweredNeed): void {
    const answers = this.#answers.get(urlKey)
    if (answers !== undefined && answers.length < MAX_ANSWERS_KEPT) answers.push(answer)
  }

  of(urlKey: string): readonly AnsweredNeed[] {
    return this.#answers.get(urlKey) ?? []
  }
}
