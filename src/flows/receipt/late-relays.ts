// Relays of one upload that were given up, but had taken it over and may still bring the receipt: a late one counts, and clears who brings it.
// Some are judged later: who was away while it had it, and who said too early that it knows of nothing. Part of the machine (upload.ts): no IO.
import type { PeerId } from '../../base/index.js'
import { LATE_LOOK_MS, MAX_LATE_RELAYS } from './upload-defaults.js'
import type { UploadOutput, UploadTimer } from './upload-events.js'
import type { UploadBy } from './uploads.js'

export interface LateRelay {
  readonly by: UploadBy
  /** How long it had, ms: once it is back from being away it has that once more. */
  readonly waitMs: number
  readonly isAway: boolean
  /**
   * When it is judged by what it has then, ms from now; where it is away `waitMs` after it is back. Undefined: it is not to blame, or has been
   * blamed.
   */
  readonly judgedInMs: number | undefined
  /** From then on it may have forgotten that it ever had it, as it should. */
  readonly forgetsAtMs: number
}

interface Known {
  readonly relay: LateRelay
  isAway: boolean
  isToBeJudged: boolean
  /** Of the timer that ends its time, and when that is. */
  serial: number | undefined
  dueMs: number
  /** Its time is over: what it says now decides. */
  isLastLook: boolean
}

type SetTimer = (inMs: number, type: UploadTimer['type']) => UploadOutput & { readonly type: 'set-timer' }

export class LateRelays {
  readonly #relays = new Map<PeerId, Known>()
  readonly #setTimer: SetTimer
  readonly #nowMs: () => number
  #nextLook: number | undefined

  constructor(setTimer: SetTimer, nowMs: () => number) {
    this.#setTimer = setTimer
    this.#nowMs = nowMs
  }

  all(): readonly LateRelay[] {
    return [...this.#relays.values()].map(({ relay }) => relay)
  }

  get(peer: PeerId): LateRelay | undefined {
    return this.#relays.get(peer)?.relay
  }

  add(relay: LateRelay): UploadOutput[] {
    const { isAway, judgedInMs } = relay
    const known: Known = {
      relay,
      isAway,
      isToBeJudged: judgedInMs !== undefined,
      serial: undefined,
      dueMs: 0,
      isLastLook: false
    }
    this.#relays.set(relay.by.peer, known)
    const outputs = [...this.#lookLater(), ...this.#judgeIn(known, judgedInMs ?? 0)]
    for (const [peer, { relay: oldest }] of this.#relays) {
      if (this.#relays.size <= MAX_LATE_RELAYS) break
      this.#relays.delete(peer)
      outputs.push({ type: 'tell-off', by: oldest.by })
    }
    return [...outputs, { type: 'held-changed' }]
  }

  delete(peer: PeerId): UploadOutput[] {
    return this.#relays.delete(peer) ? [{ type: 'held-changed' }] : []
  }

  /** It is here, or away, as presence or a look says. */
  presence(peer: PeerId, isHere: boolean): UploadOutput[] {
    const known = this.#relays.get(peer)
    if (known === undefined || known.isAway === !isHere) return []
    known.isAway = !isHere
    if (isHere) return [{ type: 'look', by: known.relay.by }, ...this.#judgeIn(known, known.relay.waitMs)]
    known.serial = undefined
    known.isLastLook = false
    return []
  }

  /** It was asked, and has nothing yet. @returns whether it is to blame for that: it was here for all of its time */
  hasNothing(peer: PeerId): boolean {
    const known = this.#relays.get(peer)
    if (known?.isLastLook !== true) return false
    known.isLastLook = false
    known.isToBeJudged = false
    return true
  }

  /** It was asked, and knows of nothing. @returns whether it is to blame for that; it stays only where its time is not over */
  knowsNothing(peer: PeerId, nowMs: number): { isToBlame: boolean; outputs: UploadOutput[] } {
    const known = this.#relays.get(peer)
    if (known === undefined) return { isToBlame: false, outputs: [] }
    const isForgotten = nowMs >= known.relay.forgetsAtMs
    if (known.isToBeJudged && !known.isLastLook && !isForgotten) return { isToBlame: false, outputs: [] }
    return { isToBlame: known.isLastLook && !isForgotten, outputs: this.delete(peer) }
  }

  /** Those that are here, and whose time is not over: when it is, ms from now. */
  unjudged(): { by: UploadBy; inMs: number }[] {
    const nowMs = this.#nowMs()
    const all = [...this.#relays.values()].filter(
      ({ relay, isToBeJudged, isAway }) => isToBeJudged && !isAway && nowMs < relay.forgetsAtMs
    )
    return all.map(({ relay: { by }, dueMs }) => ({ by, inMs: Math.max(0, dueMs - nowMs) }))
  }

  timer({ type, serial }: UploadTimer): UploadOutput[] {
    if (type === 'late-look' && serial === this.#nextLook) {
      this.#nextLook = undefined
      // Also those that were away: presence does not say who cannot be asked.
      return [...this.all().map(({ by }): UploadOutput => ({ type: 'look', by })), ...this.#lookLater()]
    }
    const known = [...this.#relays.values()].find((one) => type === 'one-more-wait' && one.serial === serial)
    if (known === undefined) return []
    known.isLastLook = true
    return [{ type: 'look', by: known.relay.by }]
  }

  #judgeIn(known: Known, inMs: number): UploadOutput[] {
    if (!known.isToBeJudged || known.isAway) return []
    const timer = this.#setTimer(inMs, 'one-more-wait')
    known.serial = timer.then.serial
    known.dueMs = this.#nowMs() + inMs
    return [timer]
  }

  #lookLater(): UploadOutput[] {
    if (this.#nextLook !== undefined || this.#relays.size === 0) return []
    const timer = this.#setTimer(LATE_LOOK_MS, 'late-look')
    this.#nextLook = timer.then.serial
    return [timer]
  }
}
