// Notices that this machine slept, or that its addresses changed: neighbours may have gone meanwhile, and what failed before says
// nothing.
import { setRepeating, type Clock, type Timer } from '../base/index.js'
import { HOUSEKEEPING_MS, SLEPT_MS } from './defaults.js'

export interface WakeWatchInit {
  clock: Clock
  /** IP addresses under which others reach us. */
  hosts(): string[]
  onMoved(why: string): void
}

export class WakeWatch {
  readonly #init: WakeWatchInit
  readonly #timer: Timer
  #nowMs: number
  #monotonicMs: number
  #hosts: string

  constructor(init: WakeWatchInit) {
    this.#init = init
    this.#nowMs = init.clock.nowMs()
    this.#monotonicMs = init.clock.monotonicMs()
    this.#hosts = init.hosts().join()
    this.#timer = setRepeating(init.clock, HOUSEKEEPING_MS, () => this.#look())
  }

  close(): void {
    this.#timer.cancel()
  }

  #look(): void {
    const { clock, onMoved } = this.#init
    const [nowMs, monotonicMs, hosts] = [clock.nowMs(), clock.monotonicMs(), this.#init.hosts().join()]
    // Asleep, Linux stops the monotonic clock and the other goes on; elsewhere, and for a process that was stopped, both go on.
    const passedMs = Math.max(nowMs - this.#nowMs, monotonicMs - this.#monotonicMs)
    const hasSlept = passedMs > HOUSEKEEPING_MS + SLEPT_MS
    const hasMoved = hosts !== this.#hosts
    this.#nowMs = nowMs
    this.#monotonicMs = monotonicMs
    this.#hosts = hosts
    if (hasSlept) onMoved(`${Math.round(passedMs / 1000)} s passed at once`)
    else if (hasMoved) onMoved(`reached at ${hosts}`)
  }
}
