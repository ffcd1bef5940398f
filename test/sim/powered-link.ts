// Two real stores that flood and synchronise for as long as one of them has power; its watcher hears all that leaves it.
import type { Random } from '../../src/base/index.js'
import type { SyncSession } from '../../src/store/index.js'
import { settle } from '../support/fake-clock.js'
import type { TestStore } from '../support/store-peers.js'

export interface PoweredLinkInit {
  readonly random: Random
  hasPower(): boolean
  /** What goes on beside the test, awaited when the power is gone. */
  during(work: Promise<unknown>): void
  /** An item that `mine` floods; a frame that it sends. */
  onItem(item: Uint8Array): void
  onFrame(frame: Uint8Array): void
}

/** Of items that are flooded; the others synchronising brings. */
const ARRIVES = 0.7

/** @returns the sessions of `mine` and of `other`, and how to end it all */
export function joinWhilePowered(
  mine: TestStore,
  other: TestStore,
  { random, hasPower, during, onItem, onFrame }: PoweredLinkInit
): { readonly sessions: readonly SyncSession[]; close(): void } {
  mine.store.on('item:local', (item) => {
    if (!hasPower()) return
    onItem(item)
    if (random.fraction() < ARRIVES) during(other.store.receive(item))
  })
  const forget = other.store.on('item:local', (item) => {
    if (hasPower() && random.fraction() < ARRIVES) during(mine.store.receive(item))
  })
  const sessions: SyncSession[] = [mine, other].map((side, index) =>
    side.store.openSync({
      peer: (index === 0 ? other : mine).person.peer,
      send: async (frame) => {
        if (!hasPower()) return
        if (index === 0) onFrame(frame)
        await settle()
        if (hasPower()) during(sessions[1 - index]!.receive(frame))
      },
      onSynchronised: () => {},
      onRefuse: (reason) => {
        if (hasPower()) throw new Error(`refused: ${reason}`)
      }
    })
  )
  return {
    sessions,
    close: () => {
      for (const session of sessions) session.close()
      forget()
    }
  }
}
