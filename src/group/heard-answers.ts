// What one search for an administrator has heard. Addresses of one issuer may answer differently: at one the node of another
// group, or the pace; so what the joiner is told in the end is the answer that says most, not the last one.
import type { AnswerVerdict } from '../graph/index.js'
import { decodeAnswer, type AdmissionAnswer } from './admission-messages.js'

export class HeardAnswers {
  #answer: AdmissionAnswer | undefined

  /** A final one where there is any, else that no such code is known, else that the issuer was busy. */
  get answer(): AdmissionAnswer | undefined {
    return this.#answer
  }

  /** What a foreign answer means for the search. Never throws. */
  judge(body: Uint8Array): AnswerVerdict {
    if (isFinal(this.#answer)) return { type: 'final' } // Others may still come before the search has hung up.
    const heard = decodeAnswer(body)
    if (heard === undefined) return { type: 'elsewhere' }
    // A wrong token makes the issuer busy for who comes again by another address: that takes nothing back.
    if (heard.outcome !== 'busy') this.#answer = heard
    else this.#answer ??= heard
    if (heard.outcome === 'busy') return { type: 'again', inMs: heard.retryAfterMs }
    return { type: heard.outcome === 'unknown-code' ? 'elsewhere' : 'final' }
  }
}

function isFinal(answer: AdmissionAnswer | undefined): boolean {
  return answer !== undefined && answer.outcome !== 'unknown-code' && answer.outcome !== 'busy'
}
