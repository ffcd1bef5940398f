// Needs of this node's crossings: the port `Asker` of content. One need of a URL lives at a time.
import { PLAIN_NEED, type AnswerListener, type Asking, type Question } from '../../content/index.js'
import type { RecordId } from '../../record/index.js'
import { MAX_CROSSING_NEEDS } from './defaults.js'
import type { NeedGroup } from './need-group.js'
import { NeedPlaces } from './need-places.js'
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
  readonly #places: NeedPlaces
  /** Those that hold a place, the oldest first. */
  readonly #byUrlKey = new Map<string, OwnNeed>()
  /** Who asks once there is a place, the first first. */
  readonly #waiting = new Set<(place: RecordId) => void>()

  constructor(init: CrossingNeedsInit) {
    this.#init = init
    this.#places = new NeedPlaces({ self: init.group.self, name: 'crossing', most: MAX_CROSSING_NEEDS })
  }

  /** See `Asker.ask`. */
  ask(question: Question, listener: AnswerListener): Asking {
    let need: OwnNeed | undefined
    const begin = (place: RecordId): void => {
      this.#waiting.delete(begin)
      need = this.#begin(place, question, listener)
    }
    const place = this.#takeOver(question.urlKey) ?? this.#place()
    if (place === undefined) this.#waiting.add(begin)
    else begin(place)
    return {
      end: () => {
        this.#waiting.delete(begin)
        need?.end()
      }
    }
  }

  #begin(place: RecordId, question: Question, listener: AnswerListener): OwnNeed {
    const { own, asksFirst } = this.#init
    const { urlKey, waitsForDownload, ...asked } = question
    const protocol = question.url.slice(0, question.url.indexOf(':'))
    const said = { ...PLAIN_NEED, ...asked, protocol }
    let isAnswered = false
    const answered = (outcome: 'found' | 'in-progress' | 'none'): void => {
      if (isAnswered || !asksFirst) return
      isAnswered = true
      listener.answered(outcome)
    }
    const need: OwnNeed = own.make(
      {
        ...{ said, urlKey, recordId: place, isContent: true, waitsForDownload },
        onLate: (offer) => listener.have(offer)
      },
      (output) => {
        switch (output.type) {
          case 'take':
          case 'alternative':
            if (output.answer?.offer === undefined) return
            listener.have(output.answer.offer)
            answered('found')
            break
          case 'follow':
            return answered('in-progress')
          case 'retrieve':
            answered('none')
            break
          case 'ended':
            if (this.#byUrlKey.get(urlKey) !== need) return
            this.#byUrlKey.delete(urlKey)
            this.#places.giveBack(place)
            break
          default:
            return
        }
        this.#beginWaiting()
      }
    )
    this.#byUrlKey.set(urlKey, need)
    need.start()
    own.tellRunning(need)
    return need
  }

  #beginWaiting(): void {
    for (const begin of [...this.#waiting]) {
      const place = this.#place()
      if (place === undefined) return
      begin(place)
    }
  }

  /** A free one; else that of the oldest need that waits for nothing but other answers. */
  #place(): RecordId | undefined {
    const free = this.#places.take()
    if (free !== undefined) return free
    for (const [urlKey, need] of this.#byUrlKey) if (need.isSettled) return this.#takeOver(urlKey)
    return undefined
  }

  /** The next version of its record says another need: members take the one before to be over. */
  #takeOver(urlKey: string): RecordId | undefined {
    const before = this.#byUrlKey.get(urlKey)
    this.#byUrlKey.delete(urlKey)
    before?.drop()
    return before?.init.recordId
  }
}
