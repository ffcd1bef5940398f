// What is told of who provides: it follows the machine, but not each time that a hostile result comes and goes. Crossings look anew and
// programs are told with each change.
import type { Clock, PeerId, Timer } from '../../base/index.js'
import { TOLD_PAUSE_MS } from './driver-defaults.js'

export interface ToldProviderInit {
  readonly clock: Clock
  /** As the machine has it now. */
  current(): PeerId | undefined
  /** Whether who was told may still be named: it is here, and allowed to. */
  mayBeNamed(peer: PeerId): boolean
  /** Another than was told, or nobody. */
  onChange(provider: PeerId | undefined): void
}

export class ToldProvider {
  readonly #init: ToldProviderInit
  #told: PeerId | undefined
  #toldAtMs = -Infinity
  #timer: Timer | undefined

  constructor(init: ToldProviderInit) {
    this.#init = init
  }

  get told(): PeerId | undefined {
    return this.#told
  }

  /**
   * After each step of the machine. Another is told at once where nothing was for {@link TOLD_PAUSE_MS}, or where who was told cannot go on: to
   * be gone costs who means harm its presence. Else as it is when that is over.
   */
  follow(): void {
    const { clock, current, mayBeNamed } = this.#init
    if (current() === this.#told) return
    const waitMs = this.#toldAtMs + TOLD_PAUSE_MS - clock.monotonicMs()
    if (waitMs <= 0 || (this.#told !== undefined && !mayBeNamed(this.#told))) this.tellNow()
    else this.#timer ??= clock.setTimer(waitMs, () => this.tellNow())
  }

  /** However lately something was told: somebody here waits for the outcome. */
  tellNow(): void {
    const { clock, current, onChange } = this.#init
    this.close()
    const provider = current()
    if (provider === this.#told) return
    this.#told = provider
    this.#toldAtMs = clock.monotonicMs()
    onChange(provider)
  }

  close(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }
}
