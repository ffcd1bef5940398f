// A need as the program sees it that asked: answers in order, who downloads it, and how it ended. Gets nothing itself.
import { EventSource, type Clock, type Timer } from '../../base/index.js'
import { TRANSMISSION_MS } from './defaults.js'
import { FlowError } from '../errors.js'
import type { NeedClientOutput } from './need-client.js'
import type { AskedNeed, AskedOutcome, NeedAnswer, NeedProgress } from './needs.js'
import type { HeardAnswer, OwnNeed } from './own-need.js'

type Output = NeedClientOutput<HeardAnswer>

export class ProgramNeed implements AskedNeed {
  readonly #clock: Clock
  readonly #all: boolean
  readonly #events = new EventSource<{ progress: NeedProgress; more: undefined }>()
  readonly #answers: NeedAnswer[] = []
  #need: OwnNeed | undefined
  #timer: Timer | undefined
  #progress: NeedProgress | undefined
  #result: AskedOutcome | undefined
  #settle: (outcome: AskedOutcome) => void = () => {}
  readonly outcome: Promise<AskedOutcome>
  #tell: () => void = () => {}
  #tellInVain: (error: FlowError) => void = () => {}
  readonly told: Promise<void>

  /** @param all every answer within the time is waited for */
  constructor({ clock, all }: { clock: Clock; all: boolean }) {
    this.#clock = clock
    this.#all = all
    this.outcome = new Promise((resolve) => (this.#settle = resolve))
    this.told = new Promise((resolve, reject) => ([this.#tell, this.#tellInVain] = [resolve, reject]))
    this.told.catch(() => {}) // Who does not look hears of it by the outcome.
  }

  get id(): number {
    return this.#need?.init.data.id ?? 0
  }

  get waitMs(): number {
    return this.#need?.waitMs ?? 0
  }

  get answers(): AsyncIterable<NeedAnswer> {
    return { [Symbol.asyncIterator]: () => this.#read() }
  }

  begin(need: OwnNeed): void {
    this.#need = need
    need.start()
    need.told.then(this.#tell, (cause: unknown) => {
      this.#tellInVain(new FlowError('TOO_MANY_NEEDS', 'there is no room for another need', { cause }))
      this.#end('ended')
    })
  }

  onProgress(listener: (progress: NeedProgress) => void): () => void {
    if (this.#progress !== undefined && this.#result === undefined) listener(this.#progress)
    return this.#events.on('progress', listener)
  }

  found(): void {
    this.#end(this.#answers.length > 0 ? 'found' : 'ended')
  }

  heard(output: Output): void {
    switch (output.type) {
      case 'take':
        if (output.answer === undefined) return this.#end('downloaded')
        this.#answer(output.answer)
        // The one that is used is here; those that are under way are told, too.
        return this.#all ? this.found() : this.#endIn(TRANSMISSION_MS)
      case 'alternative':
        return this.#answer(output.answer)
      case 'show-progress': {
        const { peer, verifiedBytes, expectedBytes } = output.download
        this.#progress = { peer, verifiedBytes, expectedBytes }
        return this.#events.emit('progress', this.#progress)
      }
      case 'retrieve':
        return this.#end(this.#need?.isDownloaded === true ? 'downloading' : 'none')
      case 'ended':
        return this.found()
    }
  }

  #answer({ holder, have, offer, afterMs }: HeardAnswer): void {
    if (this.#answers.some((other) => other.holder === holder)) return // The first of several is taken in the end.
    const { alias, pairs } = have
    const content = offer && { digest: offer.digest, bytes: offer.bytes, contentType: offer.contentType }
    this.#answers.push({ holder, alias, pairs, afterMs, content })
    this.#events.emit('more', undefined)
  }

  #endIn(inMs: number): void {
    this.#timer ??= this.#clock.setTimer(inMs, () => this.found())
  }

  #end(outcome: AskedOutcome): void {
    if (this.#result !== undefined) return
    this.#result = outcome
    this.#timer?.cancel()
    this.#settle(outcome)
    this.#events.emit('more', undefined)
    this.#need?.end()
  }

  async *#read(): AsyncGenerator<NeedAnswer, void, undefined> {
    for (let at = 0; ; at++) {
      while (this.#answers.length <= at) {
        if (this.#result !== undefined) return
        await new Promise<void>((resolve) => {
          const forget = this.#events.on('more', () => {
            forget()
            resolve()
          })
        })
      }
      yield this.#answers[at]!
    }
  }
}
