// What this node is worth to the group as a provider, measured and never asked: what real fetches met and brought, how long it has
// run, and what the system says of the machine. Raw: criteria.ts makes steps of it, so that noise elects nobody.
import { cpus, platform } from 'node:os'
import { setRepeating, type Clock, type Timer } from '../../base/index.js'
import type { Answer } from '../../graph/index.js'
import { POWER_LOOK_MS, UNKNOWN_CLOCK_MHZ } from './measure-defaults.js'
import { measurePower, type Power } from './measure-power.js'

export interface Measured {
  /** Whether real fetches reached the Internet lately, as its presence says. */
  readonly internet: Answer
  /** What its line brought from origins, bytes a second; undefined: too little to tell. */
  readonly bytesPerSecond: number | undefined
  /** Since this node was started. */
  readonly uptimeMs: number
  readonly power: Power
  /** Clock of all cores together. */
  readonly megahertz: number
  /** As Node calls it: `linux`, `darwin`, `win32`. */
  readonly system: string
}

export interface MeasuresInit {
  internet(): Answer
  bytesPerSecond(): number | undefined
  readonly clock: Clock
  /** @default as Linux says */
  readonly measurePower?: (() => Promise<Power>) | undefined
}

export class Measures {
  readonly #init: MeasuresInit
  readonly #startedMs: number
  readonly #megahertz = sumClocks(cpus())
  #power: Power = 'unknown'
  #timer: Timer | undefined

  constructor(init: MeasuresInit) {
    this.#init = init
    this.#startedMs = init.clock.monotonicMs()
  }

  /** Resolves when the power was looked at once; it is looked at again every {@link POWER_LOOK_MS}. */
  async start(): Promise<void> {
    this.#timer ??= setRepeating(this.#init.clock, POWER_LOOK_MS, () => void this.#lookAtPower())
    await this.#lookAtPower()
  }

  stop(): void {
    this.#timer?.cancel()
  }

  now(): Measured {
    const { clock } = this.#init
    return {
      internet: this.#init.internet(),
      bytesPerSecond: this.#init.bytesPerSecond(),
      uptimeMs: clock.monotonicMs() - this.#startedMs,
      power: this.#power,
      megahertz: this.#megahertz,
      system: platform()
    }
  }

  async #lookAtPower(): Promise<void> {
    this.#power = await (this.#init.measurePower ?? measurePower)()
  }
}

/** Of a core whose clock is not known, {@link UNKNOWN_CLOCK_MHZ}. */
export function sumClocks(cores: readonly { readonly speed: number }[]): number {
  return cores.reduce((sum, { speed }) => sum + (speed > 0 ? speed : UNKNOWN_CLOCK_MHZ), 0)
}
