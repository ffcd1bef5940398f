// One upload that this node carries for a member, from the moment it is accepted (seed 000, Fig. 9, 558 to 562; Fig. 8, 506): tried until
// the backend has answered or the time is over, then kept for its asker. A machine without IO. Spec: docs/protocols/upload.md.
import type { Random } from '../../base/index.js'
import {
  FIRST_RETRY_MS,
  FIRST_TOLD_AGAIN_MS,
  MAX_LAST_ANSWER_BYTES,
  MAX_RETRY_MS,
  MAX_TOLD_AGAIN_MS,
  RETURN_MARGIN_MS,
  SHORTEST_TRY_MS
} from './carried-defaults.js'
import { RETENTION_MS } from './defaults.js'
import type { BackendAnswer, GiveBackReason } from './statements.js'

/**
 * `stored`: lies here for the next run of the uploader. `trying`: on its way to the backend, or waits for its turn. `waiting`: for the next
 * try. `answered`, `given-back`: kept for its asker. `forgotten`: nothing of it is here any more.
 */
export type CarriedState = 'stored' | 'trying' | 'waiting' | 'answered' | 'given-back' | 'forgotten'

export type CarriedOutcome =
  | { readonly type: 'answered'; readonly answer: BackendAnswer }
  | { readonly type: 'given-back'; readonly reason: GiveBackReason }

/** What one try came to. */
export type TryResult =
  | { readonly type: 'answered'; readonly answer: BackendAnswer; readonly retryAfterMs: number | undefined }
  | { readonly type: 'failed'; readonly reason: FailedTry }

/** `offline`: this machine has no way out at all. The others as they are said to the asker. */
export type FailedTry = 'unreachable' | 'offline' | 'refused' | 'too-large' | 'damaged'

export type CarriedInput =
  /** It lies on the disk, accepted. */
  | { readonly type: 'begin' }
  /** A `try` has ended. */
  | { readonly type: 'tried'; readonly result: TryResult }
  /** The last `set-timer`. */
  | { readonly type: 'timer' }
  /** Its asker has what became of it, wants it no more, or is no member any more. */
  | { readonly type: 'drop' }
  /** This node carries nothing any more. */
  | { readonly type: 'stop-carrying' }

export type CarriedOutput =
  /** To be sent once; `tried` follows. It may wait for its turn. */
  | { readonly type: 'try' }
  /** What `try` began is to end; no `tried` is wanted. */
  | { readonly type: 'end-try' }
  /** Takes the place of the one before. */
  | { readonly type: 'set-timer'; readonly atMs: number }
  /** To be signed and written; the content is not needed any more. */
  | { readonly type: 'return'; readonly outcome: CarriedOutcome }
  /** Its asker is to hear that it is over. */
  | { readonly type: 'tell' }
  /** All of it goes. */
  | { readonly type: 'forget' }

export interface CarriedUploadInit {
  readonly deadlineMs: number
  /** When the uploader runs next. */
  readonly firstTryMs: number
  /** What became of it before this node stopped, and when. */
  readonly returned?: { readonly type: CarriedOutcome['type']; readonly atMs: number } | undefined
  readonly random: Random
}

const UNREACHABLE: CarriedOutcome = { type: 'given-back', reason: 'unreachable' }

/** All times are peer time, ms, and never go back. Nothing comes out after `forget`. */
export class CarriedUpload {
  readonly #deadlineMs: number
  readonly #firstTryMs: number
  readonly #random: Random
  #returnedBefore: CarriedUploadInit['returned']
  #state: CarriedState = 'stored'
  #tries = 0
  #nextTryMs = 0
  /** What the last try came to: what the asker gets if there is no time for another. */
  #last: CarriedOutcome = UNREACHABLE
  #keptUntilMs = 0
  #toldAgain = { atMs: 0, afterMs: 0 }

  constructor(init: CarriedUploadInit) {
    this.#deadlineMs = init.deadlineMs
    // The run that it waited for may have been put off by a change of the settings: then it is not waited for.
    this.#firstTryMs = init.firstTryMs + SHORTEST_TRY_MS > this.#finishMs ? -Infinity : init.firstTryMs
    this.#random = init.random
    this.#returnedBefore = init.returned
  }

  get state(): CarriedState {
    return this.#state
  }

  /** Whether its content is still needed. */
  get isUnderWay(): boolean {
    return this.#state === 'stored' || this.#state === 'trying' || this.#state === 'waiting'
  }

  handle(input: CarriedInput, nowMs: number): CarriedOutput[] {
    if (this.#state === 'forgotten') return []
    switch (input.type) {
      case 'begin':
        return this.#begin(nowMs)
      case 'tried':
        return this.#state === 'trying' ? this.#tried(input.result, nowMs) : []
      case 'timer':
        return this.#timer(nowMs)
      case 'drop':
        return this.#forget()
      case 'stop-carrying':
        return this.isUnderWay ? this.#return({ type: 'given-back', reason: 'shutting-down' }, nowMs) : []
    }
  }

  /** The asker is to have it by the deadline, so it is over somewhat before. */
  get #finishMs(): number {
    return this.#deadlineMs - RETURN_MARGIN_MS
  }

  #begin(nowMs: number): CarriedOutput[] {
    const returned = this.#returnedBefore
    if (returned !== undefined) {
      this.#returnedBefore = undefined
      this.#state = returned.type
      return this.#keep(returned.atMs, nowMs)
    }
    // It lay here while this node did not run.
    if (nowMs >= this.#finishMs) return this.#return({ type: 'given-back', reason: 'shutting-down' }, nowMs)
    if (nowMs >= this.#firstTryMs) return this.#try()
    return [{ type: 'set-timer', atMs: Math.min(this.#firstTryMs, this.#finishMs) }]
  }

  #try(): CarriedOutput[] {
    this.#state = 'trying'
    this.#tries++
    return [{ type: 'set-timer', atMs: this.#finishMs }, { type: 'try' }]
  }

  #tried(result: TryResult, nowMs: number): CarriedOutput[] {
    const isWorthAnother = result.type === 'answered' ? isForNow(result.answer.status) : result.reason === 'unreachable'
    this.#state = 'waiting'
    this.#last = outcomeOf(result)
    if (!isWorthAnother) return this.#return(this.#last, nowMs)
    const askedMs = result.type === 'answered' ? (result.retryAfterMs ?? 0) : 0
    this.#nextTryMs = nowMs + Math.max(askedMs, this.#pauseMs())
    // Who asked has others that it can turn to: nothing is gained by keeping it.
    if (this.#nextTryMs + SHORTEST_TRY_MS > this.#finishMs) return this.#return(this.#last, nowMs)
    if (!isSmall(this.#last)) this.#last = UNREACHABLE
    return [{ type: 'set-timer', atMs: this.#nextTryMs }]
  }

  /** Doubles; half of it drawn, so that all that met one dead backend do not come back in one moment. */
  #pauseMs(): number {
    const longestMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#tries - 1))
    return longestMs * (0.5 + this.#random.fraction() / 2)
  }

  #timer(nowMs: number): CarriedOutput[] {
    if (this.isUnderWay) {
      if (nowMs >= this.#finishMs) return this.#return(this.#last, nowMs)
      if (this.#state === 'trying') return [{ type: 'set-timer', atMs: this.#finishMs }]
      const dueMs = this.#state === 'stored' ? this.#firstTryMs : this.#nextTryMs
      return nowMs >= dueMs ? this.#try() : [{ type: 'set-timer', atMs: Math.min(dueMs, this.#finishMs) }]
    }
    if (nowMs >= this.#keptUntilMs) return this.#forget()
    const again = this.#toldAgain
    if (nowMs < again.atMs) return [this.#keptTimer()]
    return this.#tell(nowMs, Math.min(MAX_TOLD_AGAIN_MS, again.afterMs * 2))
  }

  #return(outcome: CarriedOutcome, nowMs: number): CarriedOutput[] {
    const ends: CarriedOutput[] = this.#state === 'trying' ? [{ type: 'end-try' }] : []
    this.#state = outcome.type
    this.#last = UNREACHABLE
    return [...ends, { type: 'return', outcome }, ...this.#keep(nowMs, nowMs)]
  }

  #keep(sinceMs: number, nowMs: number): CarriedOutput[] {
    // Its asker reckons from the deadline: it does not know when this came to an end.
    this.#keptUntilMs = Math.max(sinceMs, this.#deadlineMs) + RETENTION_MS
    return nowMs >= this.#keptUntilMs ? this.#forget() : this.#tell(nowMs, FIRST_TOLD_AGAIN_MS)
  }

  #tell(nowMs: number, afterMs: number): CarriedOutput[] {
    this.#toldAgain = { atMs: nowMs + afterMs, afterMs }
    return [{ type: 'tell' }, this.#keptTimer()]
  }

  #keptTimer(): CarriedOutput {
    return { type: 'set-timer', atMs: Math.min(this.#keptUntilMs, this.#toldAgain.atMs) }
  }

  #forget(): CarriedOutput[] {
    const ends: CarriedOutput[] = this.#state === 'trying' ? [{ type: 'end-try' }] : []
    this.#state = 'forgotten'
    return [...ends, { type: 'forget' }]
  }
}

/** Whether the backend itself may say something else later (RFC 9110 15.5.9, 15.6; RFC 8470 5.2; RFC 6585 4). */
function isForNow(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429
}

/** Thousands may wait for their next try, each with what came of the last one. */
function isSmall(outcome: CarriedOutcome): boolean {
  if (outcome.type === 'given-back') return true
  const { headers, body } = outcome.answer
  const characters = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return body.byteLength + characters <= MAX_LAST_ANSWER_BYTES
}

function outcomeOf(result: TryResult): CarriedOutcome {
  if (result.type === 'answered') return { type: 'answered', answer: result.answer }
  return { type: 'given-back', reason: result.reason === 'offline' ? 'unreachable' : result.reason }
}
