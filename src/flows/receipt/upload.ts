// One upload of this node, as a machine: from the queue to a receipt that is valid (seeds/000, Fig. 9, as its text explains it). It has no
// clock, no chance and no IO; whoever carries it out (upload-run.ts) asks, sends, verifies and sets timers. Spec: docs/protocols/upload.md.
//
// The figure ends with the black list (564). Here 564 leads back to 552: the upload goes to another member until a receipt is valid, the
// backend itself refuses it, or nobody wants it any more. So it is sent at least once; the backend drops repeats by its id.
import type { PeerId, Random } from '../../base/index.js'
import { LateRelays } from './late-relays.js'
import { forgetsAtMs, offeredTo, resumedAt, type Holder } from './upload-holder.js'
import {
  DEADLINE_GRACE_MS,
  DIRECT_AGAIN_MS,
  GONE_MS,
  MAX_LOOK_MS,
  TURNED_DOWN_MS,
  UNPROVED_MS
} from './upload-defaults.js'
import type { HeldBy, Judged, UploadEnd, UploadInput, UploadOutput, UploadPlace, UploadTimer } from './upload-events.js'
import { blame, box, MISSTATED, tried } from './upload-outputs.js'
import { UploadPatience } from './upload-patience.js'
import type { UploadBy, UploadWait } from './uploads.js'

export class UploadMachine {
  readonly #patience: UploadPatience
  #place: UploadPlace = { state: 'queued', waitsFor: 'turn', untilMs: undefined }
  #holder: Holder | undefined
  readonly #late: LateRelays
  /** They brought a wrong receipt, and answer for it with what they have of it: they are told off when they are offered it again. */
  readonly #accused = new Set<PeerId>()
  #nowMs = 0
  #serial = 0
  /** By type: the timers that count. */
  readonly #timers = new Map<UploadTimer['type'], number>()
  /** The backend itself said when: news of members change nothing. */
  #isPutOff = false

  constructor(random: Random) {
    this.#patience = new UploadPatience(random)
    this.#late = new LateRelays(
      (inMs, type) => ({ type: 'set-timer', inMs, then: { type, serial: ++this.#serial } }),
      () => this.#nowMs
    )
  }

  get place(): UploadPlace {
    return this.#place
  }

  get isOver(): boolean {
    return ['delivered', 'refused', 'cancelled', 'expired'].includes(this.#place.state)
  }

  /** Who has it, or may have it: to be kept with it, so that they are asked after a restart. */
  held(): Omit<HeldBy, 'leftMs'>[] {
    const late = this.#late.all().map(({ by }) => ({ by, isAccepted: true, isLate: true }))
    if (this.#holder === undefined) return late
    const { by, isAccepted } = this.#holder
    return [...late, { by, isAccepted, isLate: false }]
  }

  /** @param nowMs of a clock that never goes back. Nothing throws; what does not belong to the state does nothing */
  handle(input: UploadInput, nowMs: number): UploadOutput[] {
    this.#nowMs = nowMs
    if (this.isOver) return []
    switch (input.type) {
      case 'start':
        return [{ type: 'want-turn' }]
      case 'resume':
        return this.#resume(input.held)
      case 'turn':
        return this.#isIn('queued') ? this.#turn(input.mayGoDirectly, input.mayGoByMembers) : []
      case 'direct-ended':
        return this.#isIn('direct') ? this.#directEnded(input.answer) : []
      case 'offers':
        return this.#isIn('asking') ? this.#offers(input.offers, input.isAll) : []
      case 'accepted':
        return this.#isIn('forwarding') && this.#isHolder(input.peer) ? this.#accepted(input.waitMs) : []
      case 'not-taken':
        return this.#isIn('forwarding') && this.#isHolder(input.peer) ? this.#notTaken(input) : []
      case 'answered':
        return this.#answered(input.peer, input.answer)
      case 'given-back':
        return this.#givenBack(input.peer, input.detail)
      case 'nothing-yet':
        return this.#isHolder(input.peer) ? this.#nothingYet() : this.#lateHasNothing(input.peer)
      case 'unknown':
        return this.#isHolder(input.peer) ? this.#unknown() : this.#lateKnowsNothing(input.peer)
      case 'misstated': // Of who did not take this order over, or not yet, it may be about the one before.
        if (this.#isHolder(input.peer) && !this.#holder!.isAccepted) return this.#unknown()
        return this.#answered(input.peer, MISSTATED)
      case 'no-word': // As where it is being started again; who is given up has had the time for that.
        return this.#isHolder(input.peer) ? this.#noAnswer() : this.#lateHasNothing(input.peer)
      case 'no-answer':
        return this.#isHolder(input.peer) ? this.#noAnswer() : this.#late.presence(input.peer, false)
      case 'told-done':
        return this.#toldDone(input.peer)
      case 'presence':
        return this.#presence(input.peer, input.isHere)
      case 'wake':
        return this.#isPutOff ? [] : this.#retryNow()
      case 'retry-now':
        this.#patience.forget()
        return this.#retryNow()
      case 'cancel':
        return this.#over('cancelled')
      case 'expire':
        return this.#over('expired')
      default:
        return this.#timer(input)
    }
  }

  #turn(mayGoDirectly: boolean, mayGoByMembers: boolean): UploadOutput[] {
    this.#timers.clear()
    if (mayGoDirectly && this.#patience.mayTry(undefined, this.#nowMs)) {
      this.#place = { state: 'direct' }
      return [{ type: 'go-directly' }]
    }
    if (!mayGoByMembers) return this.#later('key')
    this.#place = { state: 'asking' }
    return [box('telling-need'), { type: 'ask' }]
  }

  /** Before 552: "each node to optionally attempt a direct upload by default before broadcasting an upload request". */
  #directEnded(answer: Judged | { type: 'unreachable'; detail: string }): UploadOutput[] {
    const attempt = tried(undefined, answer.type, answer)
    switch (answer.type) {
      case 'delivered':
      case 'refused':
        return [attempt, ...this.#over(answer.type)]
      case 'put-off':
        if (answer.isProved) return [attempt, ...this.#putOff(answer.retryAfterMs)]
        this.#exclude(undefined, answer.status >= 500 ? DIRECT_AGAIN_MS : UNPROVED_MS)
        return [attempt, ...this.#again()]
      case 'unreachable':
        this.#exclude(undefined, DIRECT_AGAIN_MS)
        return [attempt, ...this.#again()]
      default:
        this.#exclude(undefined, UNPROVED_MS)
        return [box('verifying'), attempt, ...blame(undefined, answer.type), ...this.#again()]
    }
  }

  /** 554 -> 556 -> 558. */
  #offers(offers: readonly UploadBy[], isAll: boolean): UploadOutput[] {
    const by = offers.find(({ peer }) => this.#late.get(peer) === undefined && this.#patience.mayTry(peer, this.#nowMs))
    if (by === undefined) {
      if (!isAll) return []
      return [tried(undefined, 'nobody', {}), ...this.#later('later')]
    }
    this.#holder = offeredTo(by)
    this.#place = { state: 'forwarding', by }
    const passed = [box('heard-have'), { type: 'found' } as UploadOutput, box('telling-found'), box('forwarding')]
    if (this.#accused.delete(by.peer)) passed.push({ type: 'tell-off', by })
    return [...passed, { type: 'held-changed' }, { type: 'forward', by }]
  }

  /** 558 -> 560. */
  #accepted(waitMs: number): UploadOutput[] {
    const holder = this.#holder!
    holder.isAccepted = true
    holder.waitMs = waitMs
    holder.deadlineMs = this.#nowMs + waitMs
    return [...this.#await(waitMs), { type: 'held-changed' }, this.#timerIn(holder.lookMs, 'look')]
  }

  #await(leftMs: number): UploadOutput[] {
    const { by, deadlineMs } = this.#holder!
    this.#place = { state: 'waiting', by, untilMs: deadlineMs }
    return [box('waiting'), this.#timerIn(Math.max(0, leftMs) + DEADLINE_GRACE_MS, 'deadline')]
  }

  #notTaken({ why, detail, againMs }: Extract<UploadInput, { type: 'not-taken' }>): UploadOutput[] {
    const { by } = this.#holder!
    this.#exclude(by.peer, againMs ?? TURNED_DOWN_MS)
    // Where it broke off nobody knows whether it has it: it need not.
    const tellOff: UploadOutput[] = why === 'broken' ? [{ type: 'tell-off', by }] : []
    return [tried(by, why, { detail }), ...tellOff, ...this.#giveUp(), ...this.#again()]
  }

  /** 562: whenever it comes, and whoever brings it. */
  #answered(peer: PeerId, answer: Judged): UploadOutput[] {
    const by = this.#byOf(peer)
    if (by === undefined) return []
    const isNow = this.#isHolder(peer)
    const judged: UploadOutput[] = [box('verifying'), tried(by, answer.type, answer)]
    if (answer.type === 'delivered') return [...judged, ...this.#over('delivered', by)]
    if (answer.type !== 'put-off') this.#patience.reset()
    const isBlamed = answer.type === 'unproved' || answer.type === 'wrong-receipt'
    if (isBlamed) this.#exclude(peer, UNPROVED_MS)
    if (answer.type === 'refused') {
      if (this.#patience.refused(peer, answer.signedMs)) return [...judged, ...this.#over('refused', by)]
      this.#patience.turnedDown(peer, this.#nowMs)
    }
    // Its receipt fits every try: who has one may show it for ever, so others are tried.
    if (answer.type === 'put-off') this.#patience.turnedDown(peer, this.#nowMs, answer.retryAfterMs)
    const blamed = isBlamed ? blame(by, answer.type) : []
    if (answer.type === 'wrong-receipt') this.#accused.add(peer)
    const left: UploadOutput[] = this.#accused.has(peer) ? blamed : [...blamed, { type: 'tell-off', by }]
    if (!isNow) return [...judged, ...left, ...this.#late.delete(peer)]
    return [...judged, ...left, ...this.#giveUp(), ...this.#again()]
  }

  #givenBack(peer: PeerId, detail: string): UploadOutput[] {
    const by = this.#byOf(peer)
    if (by === undefined) return []
    this.#patience.turnedDown(peer, this.#nowMs)
    const outputs: UploadOutput[] = [tried(by, 'given-back', { detail }), { type: 'tell-off', by }]
    if (!this.#isHolder(peer)) return [...outputs, ...this.#late.delete(peer)]
    return [...outputs, ...this.#giveUp(), ...this.#again()]
  }

  #nothingYet(): UploadOutput[] {
    const holder = this.#holder!
    if (!this.#isIn('waiting')) return []
    const cameBack = holder.isAway ? this.#isBack() : []
    if (holder.isLastLook) return [...cameBack, ...this.#tooLate()]
    holder.lookMs = Math.min(2 * holder.lookMs, MAX_LOOK_MS)
    return [...cameBack, this.#timerIn(holder.lookMs, 'look')]
  }

  /** Before its deadline nobody is judged; and who had it when this node stopped may have done all, and forgotten it since. */
  #unknown(): UploadOutput[] {
    if (!this.#isIn('waiting')) return []
    const { by, waitMs, deadlineMs, isAccepted, isLastLook, wasResumed } = this.#holder!
    if (!isAccepted) {
      return [tried(by, 'restarted', { detail: 'it did not have it yet' }), ...this.#giveUp(), ...this.#again()]
    }
    if (isLastLook && !wasResumed) return this.#tooLate()
    this.#exclude(by.peer, UNPROVED_MS)
    const attempt = tried(by, 'too-late', { detail: 'it had taken it over, and knows nothing of it now' })
    const judgedInMs = Math.max(0, deadlineMs - this.#nowMs) + DEADLINE_GRACE_MS
    const late = wasResumed
      ? []
      : this.#late.add({ by, waitMs, isAway: false, judgedInMs, forgetsAtMs: forgetsAtMs(this.#holder!) })
    return [attempt, ...this.#giveUp(), ...late, ...this.#again()]
  }

  #noAnswer(): UploadOutput[] {
    const holder = this.#holder!
    if (!this.#isIn('waiting')) return []
    if (holder.isLastLook) return this.#gone()
    const away = this.#presence(holder.by.peer, false)
    holder.lookMs = Math.min(2 * holder.lookMs, MAX_LOOK_MS)
    return [...away, this.#timerIn(holder.lookMs, 'look')]
  }

  #toldDone(peer: PeerId): UploadOutput[] {
    const by = this.#byOf(peer)
    return by === undefined || this.#isIn('forwarding') ? [] : [{ type: 'look', by }]
  }

  #presence(peer: PeerId, isHere: boolean): UploadOutput[] {
    const holder = this.#holder
    if (!this.#isIn('waiting') || holder?.by.peer !== peer) return this.#late.presence(peer, isHere)
    if (holder.isAway === !isHere) return []
    if (isHere) return [...this.#isBack(), { type: 'look', by: holder.by }]
    holder.isAway = true
    holder.wasAway = true
    return [this.#timerIn(GONE_MS, 'gone')]
  }

  #isBack(): UploadOutput[] {
    this.#holder!.isAway = false
    this.#timers.delete('gone')
    return []
  }

  #timer(timer: UploadTimer): UploadOutput[] {
    if (timer.type === 'late-look' || timer.type === 'one-more-wait') return this.#late.timer(timer)
    if (this.#timers.get(timer.type) !== timer.serial) return []
    this.#timers.delete(timer.type)
    switch (timer.type) {
      case 'again':
        return this.#retryNow()
      case 'gone':
        return this.#gone()
      case 'deadline':
        this.#holder!.isLastLook = true
        return [{ type: 'look', by: this.#holder!.by }]
      case 'look':
        return [{ type: 'look', by: this.#holder!.by }]
    }
  }

  /** 560, expired: 564. Who was away while it had it is not to blame, before it has had its time once more. */
  #tooLate(): UploadOutput[] {
    const { by, waitMs, wasAway, isAccepted } = this.#holder!
    this.#exclude(by.peer, UNPROVED_MS)
    const detail = wasAway ? 'it was away, and has nothing' : 'it was here, and has nothing'
    const blamed = wasAway || !isAccepted ? [] : blame(by, 'silent')
    const judgedInMs = wasAway && isAccepted ? waitMs : undefined
    const late = this.#late.add({ by, waitMs, isAway: false, judgedInMs, forgetsAtMs: forgetsAtMs(this.#holder!) })
    return [tried(by, 'too-late', { detail }), ...blamed, ...this.#giveUp(), ...late, ...this.#again()]
  }

  #gone(): UploadOutput[] {
    const { by, waitMs, isAccepted } = this.#holder!
    const judgedInMs = isAccepted ? waitMs : undefined
    const late = this.#late.add({ by, waitMs, isAway: true, judgedInMs, forgetsAtMs: forgetsAtMs(this.#holder!) })
    return [tried(by, 'gone', { detail: 'it had the upload' }), ...this.#giveUp(), ...late, ...this.#again()]
  }

  #lateHasNothing(peer: PeerId): UploadOutput[] {
    const late = this.#late.get(peer)
    if (late === undefined) return []
    const back = this.#late.presence(peer, true).filter(({ type }) => type !== 'look')
    return this.#late.hasNothing(peer) ? [...back, ...blame(late.by, 'silent')] : back
  }

  #lateKnowsNothing(peer: PeerId): UploadOutput[] {
    const late = this.#late.get(peer)
    if (late === undefined) return []
    const back = this.#late.presence(peer, true).filter(({ type }) => type !== 'look')
    const { isToBlame, outputs } = this.#late.knowsNothing(peer, this.#nowMs)
    return [...back, ...(isToBlame ? blame(late.by, 'silent') : []), ...outputs]
  }

  /** What others had when this node stopped, they are asked for. Whether they were here all the time nobody knows. */
  #resume(held: readonly HeldBy[]): UploadOutput[] {
    const outputs: UploadOutput[] = []
    for (const had of held) {
      const { by, leftMs, isLate } = had
      if (isLate) {
        outputs.push(
          ...this.#late.add({ by, waitMs: leftMs, isAway: false, judgedInMs: undefined, forgetsAtMs: -Infinity }),
          { type: 'look', by }
        )
      } else {
        this.#holder = resumedAt(had, this.#nowMs)
        outputs.push(...this.#await(leftMs), { type: 'look', by })
      }
    }
    return this.#holder === undefined ? [...outputs, { type: 'want-turn' }] : outputs
  }

  #again(): UploadOutput[] {
    this.#place = { state: 'queued', waitsFor: 'turn', untilMs: undefined }
    return [{ type: 'want-turn' }]
  }

  #later(waitsFor: UploadWait, leastMs?: number): UploadOutput[] {
    const inMs = this.#patience.nextMs(leastMs)
    this.#place = { state: 'queued', waitsFor, untilMs: this.#nowMs + inMs }
    return [this.#timerIn(inMs, 'again')]
  }

  #putOff(retryAfterMs = 0): UploadOutput[] {
    this.#isPutOff = true
    return this.#later('later', retryAfterMs)
  }

  /** Whoever asks for it wants to see it tried by all ways. */
  #retryNow(): UploadOutput[] {
    if (this.#place.state !== 'queued' || this.#place.waitsFor === 'turn') return []
    this.#isPutOff = false
    return this.#again()
  }

  /** What is over ends everybody's work on it; but whoever had nothing too early is judged at its deadline all the same. */
  #over(how: UploadEnd, by?: UploadBy): UploadOutput[] {
    const unjudged = how === 'delivered' ? this.#late.unjudged().filter((late) => late.by.peer !== by?.peer) : []
    const had = [...(this.#holder === undefined ? [] : [this.#holder]), ...this.#late.all()].map((one) => one.by)
    const told = had.filter(({ peer }) => unjudged.every((late) => late.by.peer !== peer))
    this.#place = { state: how }
    this.#holder = undefined
    return [
      { type: 'ended', how, by },
      ...told.map((relay): UploadOutput => ({ type: 'tell-off', by: relay })),
      ...unjudged.map((late): UploadOutput => ({ type: 'judge-later', ...late }))
    ]
  }

  #giveUp(): UploadOutput[] {
    this.#holder = undefined
    this.#timers.clear()
    return [{ type: 'held-changed' }]
  }

  #isIn(state: UploadPlace['state']): boolean {
    return this.#place.state === state
  }

  #isHolder(peer: PeerId): boolean {
    return this.#holder?.by.peer === peer
  }

  #byOf(peer: PeerId): UploadBy | undefined {
    return this.#isHolder(peer) ? this.#holder?.by : this.#late.get(peer)?.by
  }

  #exclude(peer: PeerId | undefined, forMs: number): void {
    this.#patience.exclude(peer, this.#nowMs + forMs)
  }

  #timerIn(inMs: number, type: UploadTimer['type']): UploadOutput {
    const serial = ++this.#serial
    this.#timers.set(type, serial)
    return { type: 'set-timer', inMs, then: { type, serial } }
  }
}
