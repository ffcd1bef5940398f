// Needs of this node's crossings: the port `Asker` of content. Each URL has one record, so one need of it lives at a time.
import { needRecordId, PLAIN_NEED, type AnswerListener, type Asking, type Question } from '../../content/index.js'
import type { RecordId } from '../../record/index.js'
import type { NeedGroup } from './need-group.js'
import type { OwnNeed } from './own-need.js'
import type { OwnNeeds } from './own-needs.js'

export interface CrossingNeedsInit {
  readonly group: Pick<NeedGroup, 'self'>
  readonly own: OwnNeeds
  /** Whether crossings wait for what comes of it before they ask an origin; else they go on beside it. */
  readonly asksFirst: boolean
}

export class CrossingNeeds {
  readonly #init: CrossingNeedsInit
  readonly #byUrlKey = new Map<string, OwnNeed>()

  constructor(init: CrossingNeedsInit) {
    this.#init = init
  }

  /** See `Asker.ask`. */
  ask(question: Question, listener: AnswerListener): Asking {
    const { group, own, asksFirst } = this.#init
    const { urlKey, waitsForDownload, ...asked } = question
    const protocol = question.url.slice(0, question.url.indexOf(':'))
    const said = { ...PLAIN_NEED, ...asked, protocol }
    const recordIdOf = (): RecordId => needRecordId(group.self, urlKey)
    let isAnswered = false
    const answered = (outcome: 'found' | 'in-progress' | 'none'): void => {
      if (isAnswered || !asksFirst) return
      isAnswered = true
      listener.answered(outcome)
    }
    this.#byUrlKey.get(urlKey)?.drop()
    const need: OwnNeed = own.make(
      {
        ...{ said, urlKey, recordIdOf, isContent: true, waitsForDownload },
        onLate: (offer) => listener.have(offer)
      },
      (output) => {
        switch (output.type) {
          case 'take':
          case 'alternative':
            if (output.answer?.offer === undefined) return
            listener.have(output.answer.offer)
            return answered('found')
          case 'follow':
            return answered('in-progress')
          case 'retrieve':
            return answered('none')
          case 'ended':
            if (this.#byUrlKey.get(urlKey) === need) this.#byUrlKey.delete(urlKey)
        }
      }
    )
    this.#byUrlKey.set(urlKey, need)
    need.start()
    own.tellRunning(need)
    return { end: () => need.end() }
  }
}
