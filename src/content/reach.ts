// What this node finds out about its own way to origins and members' way to it, tells in its presence (and there how busy it is
// with them), and keeps warm.
import { setRepeating, type Clock, type PeerId, type Timer } from '../base/index.js'
import type { Answer } from '../graph/index.js'
import type { AliasClient } from './alias-client.js'
import type { AliasServer } from './alias-server.js'
import { LOAD_LOOK_MS, WARM_CONNECTIONS, WARM_EVERY_MS } from './crossing-defaults.js'
import type { OwnUplink } from './crossing-events.js'
import type { CrossingView } from './crossing-view.js'
import { LoadJudge } from './load.js'
import type { OwnLine } from './own-line.js'
import type { ContentGroup } from './ports.js'
import { ServesJudge } from './serves.js'
import type { Teller } from './teller.js'

export interface ReachInit {
  group: ContentGroup
  aliasClient: Pick<AliasClient, 'warm'>
  aliasServer: Pick<AliasServer, 'answeredMs'>
  line: OwnLine
  clock: Clock
  view: CrossingView
  teller: Teller
}

export class Reach {
  readonly #init: ReachInit
  readonly #serves = new ServesJudge()
  readonly #load: LoadJudge
  #told: { uplink: Answer; serves: Answer } = { uplink: 'unknown', serves: 'unknown' }
  #toldLoad = 0
  #timers: readonly Timer[] = []

  constructor(init: ReachInit) {
    this.#init = init
    this.#load = new LoadJudge(init.aliasServer.answeredMs(), init.clock.monotonicMs())
  }

  start(): void {
    const { clock } = this.#init
    this.#timers = [
      setRepeating(clock, WARM_EVERY_MS, () => this.#lookAfter()),
      setRepeating(clock, LOAD_LOOK_MS, () => this.#tellLoad())
    ]
    this.#lookAfter()
  }

  stop(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers = []
  }

  get uplink(): OwnUplink {
    return this.#init.line.state
  }

  /** See {@link OwnLine.stateFor}. */
  uplinkTo(url: string): OwnUplink {
    return this.#init.line.stateFor(new URL(url))
  }

  /** A member has reached our content port. */
  reachedBy(): void {
    this.#serves.reached(this.#init.clock.monotonicMs())
  }

  /** See {@link OwnLine.tried}. */
  originTried(url: string, error: unknown, isAsked: boolean): void {
    this.#init.line.tried(url, error, isAsked)
    this.#tell()
  }

  /** Has connections to it ready before they are needed. */
  warm(peer: PeerId): void {
    const { group, view, aliasClient } = this.#init
    const address = peer === group.self ? undefined : view.addressOf(peer)
    if (address === undefined || this.#timers.length === 0) return
    for (let count = 0; count < WARM_CONNECTIONS; count++) void aliasClient.warm(address)
  }

  #lookAfter(): void {
    this.#tell()
    for (const peer of this.#init.view.presentPeers()) this.warm(peer)
  }

  /** What real fetches, ours and others' from us, have shown. */
  #tell(): void {
    const { clock, view, teller } = this.#init
    const nowMs = clock.monotonicMs()
    this.#serves.present(view.presentPeers().size - 1, nowMs)
    const own = this.uplink
    const now = { uplink: own === 'off' ? ('no' as const) : own, serves: this.#serves.answer(nowMs) }
    if (now.uplink === this.#told.uplink && now.serves === this.#told.serves) return
    this.#told = now
    teller.presence(now)
  }

  #tellLoad(): void {
    const { clock, teller, aliasServer } = this.#init
    const load = this.#load.look(aliasServer.answeredMs(), clock.monotonicMs())
    if (load === this.#toldLoad) return
    this.#toldLoad = load
    teller.presence({ load })
  }
}
