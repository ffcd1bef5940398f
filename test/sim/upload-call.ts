// A request of one simulated member to another over a connection of its own, and its answer, as over the content port.
import type { SimPeer } from './sim-peer.js'
import type { World } from './world.js'

/** Until a call that nobody answers is given up, and one that nobody takes. */
const CALL_BUDGET_MS = 15_000
const REFUSED_MS = 500

export interface CallWay {
  readonly world: World
  readonly from: SimPeer
  readonly to: SimPeer
}

/**
 * @param serve runs at `to`; undefined: it does not answer
 * @param done is told nothing where no answer came, and whether that one was there; a process that was killed meanwhile hears nothing
 */
export function callRelay<Reply>(
  { world, from, to }: CallWay,
  bytes: number,
  serve: () => Reply | undefined,
  done: (reply: Reply | undefined, wasThere: boolean) => void
): void {
  const { boots } = from
  let isOver = false
  let wasThere = false
  const end = (reply: Reply | undefined): void => {
    if (isOver) return
    isOver = true
    timer.cancel()
    from.input(boots, () => done(reply, wasThere))
  }
  const isThere = world.network.reaches(from, to) && to.state !== 'dead'
  const budgetMs = isThere ? CALL_BUDGET_MS : REFUSED_MS
  const timer = from.clock.setTimer(budgetMs, () => from.afterPendingInput(() => end(undefined)))
  if (!isThere) return
  const answer = (): void => {
    wasThere = true
    const reply = serve()
    if (reply !== undefined) world.send(to, from, () => end(reply))
  }
  world.send(from, to, answer, bytes)
}
