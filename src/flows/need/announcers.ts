// Who announces copies that do not come. An announcement silences all other holders, so it is believed only of who keeps such words.
import { setNewest, type Clock, type PeerId } from '../../base/index.js'
import {
  ANNOUNCER_DISTRUST_MS,
  COPY_SILENCE_MS,
  MAX_ANNOUNCERS_REMEMBERED,
  MAX_COPY_SILENCES,
  MAX_PROMISES
} from './source-defaults.js'

/** An asker waits no longer for it. */
const PROMISE_MS = COPY_SILENCE_MS * MAX_COPY_SILENCES

interface Failures {
  readonly count: number
  /** Monotonic. */
  readonly lastMs: number
}

export class Announcers {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  /** What was announced and has not come yet, the oldest first. */
  readonly #promises = new Map<string, { readonly peer: PeerId; readonly atMs: number }>()
  readonly #failures = new Map<PeerId, Failures>()

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock
  }

  /** That member says that its copy for this need is under way. @returns whether it is to be believed */
  announced(peer: PeerId, needId: string): boolean {
    this.#expire()
    if (this.#isDistrusted(peer)) return false
    const name = nameOf(peer, needId)
    if (!this.#promises.has(name)) {
      setNewest(this.#promises, name, { peer, atMs: this.#clock.monotonicMs() }, MAX_PROMISES)
    }
    return true
  }

  /** It says "I have", whether or not anybody waits for that still. */
  kept(peer: PeerId, needId: string): void {
    this.#promises.delete(nameOf(peer, needId))
  }

  /** It is no further, or takes too long. @param needIds of what was asked for */
  failed(peer: PeerId, needIds: Iterable<string>): void {
    for (const needId of needIds) this.kept(peer, needId)
    this.#count(peer)
  }

  /** Its copies ended with its presence: that is no failure. */
  gone(peer: PeerId): void {
    for (const [name, promise] of this.#promises) if (promise.peer === peer) this.#promises.delete(name)
  }

  /** What nobody waited for any more is due all the same. */
  #expire(): void {
    const nowMs = this.#clock.monotonicMs()
    for (const [name, { peer, atMs }] of this.#promises) {
      if (nowMs - atMs < PROMISE_MS) return
      this.#promises.delete(name)
      this.#count(peer)
    }
  }

  /** Those of a burst fail together, and count once. */
  #count(peer: PeerId): void {
    const lastMs = this.#clock.monotonicMs()
    const before = this.#failures.get(peer)
    const sinceMs = before === undefined ? Infinity : lastMs - before.lastMs
    if (sinceMs < COPY_SILENCE_MS) return
    const count = sinceMs < ANNOUNCER_DISTRUST_MS ? before!.count + 1 : 1
    setNewest(this.#failures, peer, { count, lastMs }, MAX_ANNOUNCERS_REMEMBERED)
  }

  #isDistrusted(peer: PeerId): boolean {
    const failures = this.#failures.get(peer)
    if (failures === undefined || failures.count < 2) return false
    return this.#clock.monotonicMs() - failures.lastMs < ANNOUNCER_DISTRUST_MS
  }
}

function nameOf(peer: PeerId, needId: string): string {
  return `${peer}/${needId}`
}
