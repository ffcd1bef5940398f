// When a removal of ourselves is believed. What undoes it, the removal of whoever removed us, may come right behind it: who goes at the first
// word never hears the second.
import type { Clock, PeerId, Timer } from '../base/index.js'
import type { RunningGraph } from '../graph/index.js'
import { OWN_REMOVAL_ALONE_MS, OWN_REMOVAL_SETTLE_MS } from './defaults.js'
import type { MembershipSet } from './membership-set.js'
import type { VerifiedRemoval } from './removals.js'

export interface OwnEndInit {
  readonly self: PeerId
  readonly members: Pick<MembershipSet, 'isMember' | 'state'>
  readonly graph: Pick<RunningGraph, 'neighbours' | 'on'>
  readonly clock: Clock
  /** Once: we are no member any more. */
  onEnd(removal: VerifiedRemoval): void
}

export class OwnEnd {
  readonly #init: OwnEndInit
  readonly #unlisten: (() => void)[]
  #timer: Timer | undefined
  #isOver = false

  constructor(init: OwnEndInit) {
    this.#init = init
    const { graph } = init
    this.#unlisten = [
      graph.on('synchronised', () => this.#settle()),
      // Who counts us as removed hangs up.
      graph.on('neighbour:down', () => graph.neighbours().length === 0 && this.#settle())
    ]
  }

  /** Something about our own membership is another now. */
  look(): void {
    const removal = this.#ending()
    if (removal?.kind === 'left' && removal.peer === this.#init.self) return this.#end(removal)
    if (removal === undefined) this.#stop()
    else this.#timer ??= this.#init.clock.setTimer(OWN_REMOVAL_ALONE_MS, () => this.#waited())
  }

  close(): void {
    for (const unlisten of this.#unlisten) unlisten()
    this.#isOver = true
    this.#stop()
  }

  /** Undefined: we are a member, or our certificate expired and may be renewed. */
  #ending(): VerifiedRemoval | undefined {
    const { members, self } = this.#init
    return members.isMember(self) ? undefined : members.state.endedBy(self)[0]?.removal
  }

  #waited(): void {
    const { graph, clock } = this.#init
    if (graph.neighbours().length === 0) return this.#settle()
    // Somebody stays who may know more.
    this.#timer = clock.setTimer(OWN_REMOVAL_SETTLE_MS - OWN_REMOVAL_ALONE_MS, () => this.#settle())
  }

  #settle(): void {
    if (this.#timer === undefined) return
    this.#stop()
    const removal = this.#ending()
    if (removal !== undefined) this.#end(removal)
  }

  #end(removal: VerifiedRemoval): void {
    this.#stop()
    if (this.#isOver) return
    this.#isOver = true
    this.#init.onEnd(removal)
  }

  #stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }
}
