// Who asks, as a machine: one need, from "I need" to the item (Fig. 4A and 4B; step by step Fig. 6 and 7). It has no clock and no
// chance; whoever carries it out publishes and sets timers. Spec: docs/protocols/need.md.
//
// It says which source is next and ends there: what comes of 150 and 158 is the crossing's (src/content/download.ts), as are "I am
// downloading" of our own download (216B, 216C: its claims) and who decides in 148 later than at the start.
//
// Where the text contradicts itself: it prints 144 for "waiting for response" and again for "wait for download?", which is 148 here
// (the one number of that row which no other box bears). And it leads Fig. 6 from 220, no download in progress, to 210, "inform the
// server that a local copy exists", which does not; Fig. 4B leads from the same place (152) to 150, and so do we: 216.
import type { PeerId } from '../../base/index.js'
import { DOWNLOAD_SILENCE_MS, MAX_ANSWERS_KEPT, MAX_DOWNLOADS_KEPT } from './defaults.js'
import { COPY_SILENCE_MS, MAX_COPY_SILENCES, MAX_TIMES_ASKED_AGAIN } from './source-defaults.js'

/** The boxes of Fig. 4A and 4B. `ended` is idle again, for good: the next need has a machine of its own. */
export const NEED_CLIENT_BOXES = {
  idle: 142,
  'waiting-for-response': 144,
  'telling-found': 146,
  'wait-for-download?': 148,
  retrieving: 150,
  'any-in-progress?': 152,
  'telling-found-in-progress': 154,
  'awaiting-download': 156,
  found: 158,
  ended: 142
} as const

export type NeedClientState = keyof typeof NEED_CLIENT_BOXES

export interface NeedClientInit {
  /** How long holders delay at most, in ms, and what need and answer take on the way: their sum is waited for in 144. */
  readonly maxDelayMs: number
  readonly transmissionMs: number
  /** What the application decides in 148; false: Fig. 4A. */
  readonly waitsForDownload: boolean
  /** Whether every answer within that time is wanted; else the first ends the waiting. */
  readonly collectsAll: boolean
  /** Members who just failed the asker: nothing of theirs counts. */
  readonly excluded: readonly PeerId[]
}

/** "I am downloading", and how far it is. */
export interface Download {
  readonly peer: PeerId
  readonly transferId: string
  readonly verifiedBytes: number
  /** Undefined: not known. */
  readonly expectedBytes: number | undefined
  /** Of a copy that waits its turn: what is copied before it. @default 0 */
  readonly bytesBefore?: number | undefined
}

/** Answers and downloads are given only of present members that may serve, for this need. */
export type NeedClientInput<Answer> =
  | { readonly type: 'start' }
  /** "I have". */
  | { readonly type: 'have'; readonly answer: Answer }
  /** "I am downloading": a claim, or an answer that says so; again whenever it is further. */
  | { readonly type: 'downloading'; readonly download: Download }
  /**
   * Its holder has it, and is copying it (130): "I have" follows. Told to this asker alone, so "I found" is told at once; again whenever it is
   * further.
   */
  | { readonly type: 'copying'; readonly download: Download }
  /** "Download complete" (224), or it has come to nothing. */
  | { readonly type: 'download-ended'; readonly peer: PeerId; readonly complete: boolean }
  /** A member is here no more. */
  | { readonly type: 'gone'; readonly peer: PeerId }
  /** It is here, or nobody waits any more. */
  | { readonly type: 'cancel' }
  | NeedClientTimer

export interface NeedClientTimer {
  /** `time-out`: 144; `silence`: 156. */
  readonly type: 'time-out' | 'silence'
  readonly round: number
}

/** In this order. */
export type NeedClientOutput<Answer> =
  /** A box was entered, for whoever shows or records it; those that are passed through, too. */
  | { readonly type: 'state'; readonly state: NeedClientState }
  /** "I need" (202). */
  | { readonly type: 'publish-need' }
  /** The same again, to all but these: their copies do not come, or not soon. It takes the place of the one before. */
  | { readonly type: 'publish-need-again'; readonly excluded: readonly PeerId[] }
  /** "I found": nobody else need answer (146, 154; 206, 222). At most once for each "I need". */
  | { readonly type: 'publish-found' }
  | { readonly type: 'set-timer'; readonly inMs: number; readonly then: NeedClientTimer }
  /** Get it from this member (158; 208, 226): as it answered, or, without an answer, what it has just downloaded. */
  | { readonly type: 'take'; readonly holder: PeerId; readonly answer: Answer | undefined }
  /** Wait for what this member downloads, or read along (156; 224). */
  | { readonly type: 'follow'; readonly download: Download }
  /** This member copies it for us: until it says "I have" there is nothing to read (156). */
  | { readonly type: 'await-copy'; readonly download: Download }
  /** What this member announced did not come. */
  | { readonly type: 'copy-failed'; readonly peer: PeerId }
  /** Get it yourself (150; 216A), if you can. */
  | { readonly type: 'retrieve' }
  /** An answer beside the one that is used: it stands in. */
  | { readonly type: 'alternative'; readonly answer: Answer }
  /** How far the download is that is waited for, for users (156). */
  | { readonly type: 'show-progress'; readonly download: Download }
  /** The last output. */
  | { readonly type: 'ended' }

export class NeedClient<Answer extends { readonly holder: PeerId }> {
  readonly #init: NeedClientInit
  #state: NeedClientState = 'idle'
  /** Grows with every resting state, so that timers of an earlier one are known as such. */
  #round = 0
  #foundTold = false
  /** Not used yet, in the order in which they came. */
  readonly #answers: Answer[] = []
  /** Who answered, used or not: each counts once. */
  readonly #answered = new Set<PeerId>()
  readonly #downloads = new Map<PeerId, Download>()
  /** Of these: who copies it for us. */
  readonly #copiers = new Set<PeerId>()
  #copySilences = 0
  #timesAskedAgain = 0
  /** What they announced did not come: an "I have" of theirs counts, and nothing else. */
  readonly #failed = new Set<PeerId>()
  /** Whom 156 waits for, as far as it ever said to be; and whether that is further than at the last look. */
  #followed: PeerId | undefined
  #furthestSaid = { verifiedBytes: 0, bytesBefore: 0 }
  #isFurther = false

  constructor(init: NeedClientInit) {
    this.#init = init
  }

  get state(): NeedClientState {
    return this.#state
  }

  /** Nothing throws; what does not belong to the state does nothing. */
  handle(input: NeedClientInput<Answer>): NeedClientOutput<Answer>[] {
    if (this.#state === 'ended') return []
    switch (input.type) {
      case 'start':
        return this.#state === 'idle' ? this.#start() : []
      case 'have':
        return this.#have(input.answer)
      case 'downloading':
        return this.#downloading(input.download)
      case 'copying':
        return this.#copying(input.download)
      case 'download-ended':
        return this.#downloadEnded(input.peer, input.complete)
      case 'gone':
        return this.#gone(input.peer)
      case 'cancel':
        return this.#end()
      default:
        return input.round === this.#round ? this.#timer(input.type) : []
    }
  }

  /** 142 -> 144 (202, 204). */
  #start(): NeedClientOutput<Answer>[] {
    const { maxDelayMs, transmissionMs } = this.#init
    const entered = this.#rest('waiting-for-response')
    const publish: NeedClientOutput<Answer> =
      this.#copiers.size === 0 ? { type: 'publish-need' } : { type: 'publish-need-again', excluded: [...this.#copiers] }
    return [publish, ...entered, this.#timerIn(maxDelayMs + transmissionMs, 'time-out')]
  }

  /** 156 -> 144: who was told "I found" for the sake of a copy may have it. Copies that go on are waited for again after that. */
  #startAgain(): NeedClientOutput<Answer>[] {
    if (this.#timesAskedAgain >= MAX_TIMES_ASKED_AGAIN) return this.#next()
    this.#timesAskedAgain++
    this.#foundTold = false
    return this.#start()
  }

  /** 144 -> 146 -> 158; in 156 the same, since it can be had now; elsewhere it stands in. */
  #have(answer: Answer): NeedClientOutput<Answer>[] {
    const { holder } = answer
    if (this.#state === 'idle' || this.#init.excluded.includes(holder) || this.#answered.has(holder)) return []
    if (this.#answered.size >= MAX_ANSWERS_KEPT) return []
    this.#answered.add(holder)
    this.#downloads.delete(holder)
    switch (this.#state) {
      case 'waiting-for-response':
        if (!this.#init.collectsAll) return this.#foundAnswer(answer)
        this.#answers.push(answer)
        return [{ type: 'alternative', answer }]
      case 'awaiting-download':
        return this.#take(holder, answer)
      default:
        this.#answers.push(answer)
        return [...this.#tellFound(), { type: 'alternative', answer }]
    }
  }

  #foundAnswer(answer: Answer): NeedClientOutput<Answer>[] {
    return [...this.#tellFound('telling-found'), ...this.#take(answer.holder, answer)]
  }

  #downloading(download: Download): NeedClientOutput<Answer>[] {
    const { peer } = download
    if (this.#state === 'idle' || this.#init.excluded.includes(peer) || this.#answered.has(peer)) return []
    if (this.#failed.has(peer) || (!this.#downloads.has(peer) && this.#downloads.size >= MAX_DOWNLOADS_KEPT)) return []
    this.#downloads.set(peer, download)
    if (this.#followed !== peer) return []
    this.#look(download)
    return [{ type: 'show-progress', download }]
  }

  /** Words alone are nothing: it must be further than it ever was. */
  #look({ verifiedBytes, bytesBefore = 0 }: Download): void {
    const said = this.#furthestSaid
    if (verifiedBytes <= said.verifiedBytes && bytesBefore >= said.bytesBefore) return
    this.#isFurther = true
    this.#furthestSaid = {
      verifiedBytes: Math.max(verifiedBytes, said.verifiedBytes),
      bytesBefore: Math.min(bytesBefore, said.bytesBefore)
    }
  }

  /** 144 -> 154 -> 156: it is as good as found. In 150 nobody else need answer. */
  #copying(download: Download): NeedClientOutput<Answer>[] {
    const outputs = this.#downloading(download)
    if (this.#downloads.get(download.peer) !== download) return outputs
    const isNew = !this.#copiers.has(download.peer)
    this.#copiers.add(download.peer)
    if (this.#state === 'retrieving') return [...outputs, ...this.#tellFound()]
    const isAwaited = this.#state === 'waiting-for-response' && this.#init.waitsForDownload && !this.#init.collectsAll
    return isNew && isAwaited ? this.#follow(download) : outputs
  }

  /** 156 -> 158, whichever of them is complete; or on to the next. Who announced a copy silenced all others: these are asked. */
  #downloadEnded(peer: PeerId, complete: boolean): NeedClientOutput<Answer>[] {
    if (!this.#downloads.delete(peer) || this.#state !== 'awaiting-download') return []
    if (complete) return this.#take(peer, undefined)
    if (this.#followed !== peer) return []
    return this.#copiers.has(peer) ? this.#startAgain() : this.#next()
  }

  /** What is being taken goes on: there the connection decides. */
  #gone(peer: PeerId): NeedClientOutput<Answer>[] {
    const at = this.#answers.findIndex(({ holder }) => holder === peer)
    if (at >= 0) this.#answers.splice(at, 1)
    return this.#downloadEnded(peer, false)
  }

  #timer(type: NeedClientTimer['type']): NeedClientOutput<Answer>[] {
    switch (type) {
      case 'time-out':
        return this.#next()
      case 'silence':
        return this.#copiers.has(this.#followed!)
          ? this.#lookAtCopy(this.#followed!)
          : this.#lookAtDownload(this.#followed!)
    }
  }

  #lookAtDownload(peer: PeerId): NeedClientOutput<Answer>[] {
    if (this.#isFurther) return this.#waitOn()
    this.#failed.add(peer)
    return this.#downloadEnded(peer, false)
  }

  /** Whoever says so may be wrong, or lie: after the first look others are asked beside it, and after so many it is over. */
  #lookAtCopy(peer: PeerId): NeedClientOutput<Answer>[] {
    this.#copySilences++
    if (this.#copySilences >= MAX_COPY_SILENCES) {
      const failed = [...this.#copiers].flatMap((copier) => this.#copyFailed(copier))
      return [...failed, ...this.#next()]
    }
    if (!this.#isFurther) return [...this.#copyFailed(peer), ...this.#startAgain()]
    return this.#copySilences === 1 ? this.#startAgain() : this.#waitOn()
  }

  #waitOn(): NeedClientOutput<Answer>[] {
    this.#isFurther = false
    return [this.#timerIn(this.#silenceMs(this.#followed!), 'silence')]
  }

  #copyFailed(peer: PeerId): NeedClientOutput<Answer>[] {
    this.#failed.add(peer)
    return this.#downloads.delete(peer) ? [{ type: 'copy-failed', peer }] : []
  }

  /** The next best source, after 144 or 156: an answer; 148 and 152, a download in progress; 150. */
  #next(): NeedClientOutput<Answer>[] {
    const answer = this.#answers.shift()
    if (answer !== undefined) return this.#foundAnswer(answer)
    if (!this.#init.waitsForDownload) return this.#retrieve()
    const looked = [pass('wait-for-download?'), pass('any-in-progress?')]
    const download = this.#furthest()
    return [...looked, ...(download === undefined ? this.#retrieve() : this.#follow(download))]
  }

  /** 154 -> 156 (222, 224). */
  #follow(download: Download): NeedClientOutput<Answer>[] {
    const told = this.#tellFound('telling-found-in-progress')
    const entered = this.#rest('awaiting-download')
    const { peer, verifiedBytes, bytesBefore = 0 } = download
    this.#followed = peer
    this.#furthestSaid = { verifiedBytes, bytesBefore }
    this.#isFurther = false
    const timer = this.#timerIn(this.#silenceMs(peer), 'silence')
    const type = this.#copiers.has(peer) ? 'await-copy' : 'follow'
    return [...told, ...entered, { type, download }, { type: 'show-progress', download }, timer]
  }

  /** 158 (208, 226). */
  #take(holder: PeerId, answer: Answer | undefined): NeedClientOutput<Answer>[] {
    return [...this.#rest('found'), { type: 'take', holder, answer }]
  }

  /** 150 (216A). */
  #retrieve(): NeedClientOutput<Answer>[] {
    return [...this.#rest('retrieving'), { type: 'retrieve' }]
  }

  /** Once for each "I need"; also when it ends, so that nobody answers what nobody waits for. */
  #tellFound(box?: NeedClientState): NeedClientOutput<Answer>[] {
    if (this.#foundTold) return []
    this.#foundTold = true
    return [...(box === undefined ? [] : [pass(box)]), { type: 'publish-found' }]
  }

  #end(): NeedClientOutput<Answer>[] {
    const found = this.#state === 'idle' ? [] : this.#tellFound()
    return [...found, ...this.#rest('ended'), { type: 'ended' }]
  }

  #rest(state: NeedClientState): NeedClientOutput<Answer>[] {
    this.#state = state
    this.#round++
    this.#followed = undefined
    return [pass(state)]
  }

  /** Most bytes first, then who was heard first. */
  #furthest(): Download | undefined {
    let best: Download | undefined
    for (const download of this.#downloads.values()) {
      if (best === undefined || download.verifiedBytes > best.verifiedBytes) best = download
    }
    return best
  }

  #silenceMs(peer: PeerId): number {
    return this.#copiers.has(peer) ? COPY_SILENCE_MS : DOWNLOAD_SILENCE_MS
  }

  #timerIn(inMs: number, type: NeedClientTimer['type']): NeedClientOutput<Answer> {
    return { type: 'set-timer', inMs, then: { type, round: this.#round } }
  }
}

function pass(state: NeedClientState): { readonly type: 'state'; readonly state: NeedClientState } {
  return { type: 'state', state }
}
