// What this node owes its own records as time passes: renewing them, and adopting what others changed. A thin driver.
import type { Clock, Logger, PeerId, Timer } from '../base/index.js'
import type { RecordId } from '../record/index.js'
import { Adoption } from './adoption.js'
import { AutoRefresh } from './auto-refresh.js'
import { EXPIRY_CHECK_MS } from './defaults.js'
import type { View } from './view.js'

export interface UpkeepInit {
  author: PeerId
  clock: Clock
  logger: Logger
  /** Write the next version, unless that has become needless. */
  adopt(id: RecordId): Promise<void>
  renew(id: RecordId): Promise<void>
}

export class Upkeep {
  readonly #init: UpkeepInit
  readonly #adoption: Adoption
  readonly #autoRefresh: AutoRefresh
  #timer: Timer | undefined
  #timerAtMs = Infinity
  #isClosed = false

  constructor(init: UpkeepInit) {
    this.#init = init
    this.#adoption = new Adoption(init.author)
    this.#autoRefresh = new AutoRefresh(init.author)
  }

  /** What counts of a durable record now. @param view undefined: nothing */
  see(id: RecordId, view: View | undefined): void {
    const nowMs = this.#init.clock.nowMs()
    this.#adoption.see(id, view, nowMs)
    this.#autoRefresh.see(id, view, nowMs)
    this.#setTimer()
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
  }

  #setTimer(): void {
    const nextAtMs = Math.min(this.#adoption.nextAtMs ?? Infinity, this.#autoRefresh.nextAtMs ?? Infinity)
    if (this.#isClosed || nextAtMs >= this.#timerAtMs) return
    this.#timer?.cancel()
    this.#timerAtMs = nextAtMs
    const { clock } = this.#init
    this.#timer = clock.setTimer(Math.min(EXPIRY_CHECK_MS, Math.max(1, nextAtMs - clock.nowMs())), () => this.#run())
  }

  #run(): void {
    this.#timerAtMs = Infinity
    const { clock, adopt, renew } = this.#init
    const nowMs = clock.nowMs()
    for (const id of this.#adoption.takeDue(nowMs)) this.#write('adopted', id, adopt, this.#adoption)
    for (const id of this.#autoRefresh.takeDue(nowMs)) this.#write('renewed', id, renew, this.#autoRefresh)
    this.#setTimer()
  }

  #write(
    what: string,
    id: RecordId,
    write: (id: RecordId) => Promise<void>,
    machine: { failed(id: RecordId, nowMs: number): void }
  ): void {
    write(id).catch((error: unknown) => {
      this.#init.logger(`record ${id} is not ${what} yet: ${String(error)}`)
      machine.failed(id, this.#init.clock.nowMs())
      this.#setTimer()
    })
  }
}
