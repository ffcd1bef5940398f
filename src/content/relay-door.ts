// Runs the relay tree's machine at one transfer: lets readers in or sends them on, and has them wait for a relay that is just
// attaching itself.
import { raceSignal, withBudget, type Clock, type PeerId } from '../base/index.js'
import type { TransferDoor } from './alias-group.js'
import { RELAY_ATTACH_BUDGET_MS } from './crossing-defaults.js'
import { Notifier } from './notifier.js'
import { RelayTree, type RelayAnswer, type RelayAsk, type RelayTreeInit } from './relay-tree.js'

export class RelayDoor implements TransferDoor {
  readonly tree: RelayTree
  readonly #clock: Clock
  readonly #changed = new Notifier()
  #isClosed = false

  constructor(init: RelayTreeInit & { clock: Clock }) {
    this.tree = new RelayTree(init)
    this.#clock = init.clock
  }

  attached(path: readonly PeerId[] | undefined): void {
    this.tree.attached(path)
    this.#changed.notify()
  }

  left(reader: PeerId): void {
    this.tree.left(reader)
  }

  /** Lets nobody in any more. */
  close(): void {
    this.#isClosed = true
    this.#changed.notify()
  }

  /** @throws the signal's reason */
  async ask(ask: RelayAsk, signal: AbortSignal): Promise<Exclude<RelayAnswer, { type: 'wait' }>> {
    const endMs = this.#clock.monotonicMs() + RELAY_ATTACH_BUDGET_MS
    for (;;) {
      signal.throwIfAborted()
      const answer = this.#isClosed ? ({ type: 'refuse' } as const) : this.tree.ask(ask)
      if (answer.type === 'serve' || answer.type === 'send-on') return answer
      const leftMs = endMs - this.#clock.monotonicMs()
      if (answer.type === 'refuse' || leftMs <= 0) return { type: 'refuse' }
      const late = new Error('not attached in time')
      await withBudget(this.#clock, leftMs, raceSignal(this.#changed.next(), signal), () => late).catch(
        (error: unknown) => {
          if (error !== late) throw error
        }
      )
    }
  }
}
