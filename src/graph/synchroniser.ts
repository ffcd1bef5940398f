// Makes this store and every neighbour's equal: a session per link, a round when it comes up, then every 30 to 60 s, and
// when the neighbour asks for one. Knows when enough neighbours agree with us.
import type { Clock, Logger, PeerId, Random, Timer } from '../base/index.js'
import type { Store, SyncSession } from '../store/index.js'
import { AGREEING_NEIGHBOURS, MIN_PULL_INTERVAL_MS, SYNC_INTERVAL_MAX_MS, SYNC_INTERVAL_MIN_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import type { StreamLink } from './stream-link.js'

export interface SynchroniserInit {
  store: Store
  clock: Clock
  random: Random
  logger: Logger
  /** `synchronised` became true. */
  onSynchronised(): void
  /** The same of one record type with precedence: enough neighbours agree. Again after no neighbour was left. */
  onTypeSynchronised(type: string): void
}

interface Attached {
  readonly session: SyncSession
  /** A whole round ended: we have what the peer had. */
  agrees: boolean
  /** Record types of which we have what the peer had. */
  readonly agreesOn: Set<string>
  nextRound: Timer
  lastPullMs: number
  waitingPull: Timer | undefined
}

export class Synchroniser {
  readonly #init: SynchroniserInit
  readonly #attached = new Map<StreamLink, Attached>()
  #synchronised = false
  readonly #synchronisedTypes = new Set<string>()

  constructor(init: SynchroniserInit) {
    this.#init = init
  }

  get synchronised(): boolean {
    return this.#synchronised
  }

  attach(link: StreamLink): void {
    const { store, clock, logger } = this.#init
    const session = store.openSync({
      peer: link.peer,
      send: (frame) => link.sendSync(frame),
      onSynchronised: (learnt) => this.#roundEnded(link, learnt),
      onTypeSynchronised: (type) => this.#typeEnded(link, type),
      onLearnt: () => this.#learnt(link),
      onRefuse: (reason) => {
        logger(`cut ${link.peer}: synchronising broke a rule: ${reason}`)
        link.cut(`synchronising: ${reason}`, 'protocol')
      }
    })
    const nextRound = clock.setTimer(this.#intervalMs(), () => this.#round(link))
    const lastPullMs = Number.NEGATIVE_INFINITY
    this.#attached.set(link, {
      session,
      agrees: false,
      agreesOn: new Set(),
      nextRound,
      lastPullMs,
      waitingPull: undefined
    })
    this.#update()
    session.startRound()
  }

  detach(link: StreamLink): void {
    const attached = this.#attached.get(link)
    if (attached === undefined) return
    this.#attached.delete(link)
    attached.nextRound.cancel()
    attached.waitingPull?.cancel()
    attached.session.close()
    this.#update()
  }

  /** Frames of links that lost to another one of the same peer are passed over: the other has its own session. */
  async receive(link: StreamLink, frame: Uint8Array): Promise<void> {
    try {
      await this.#attached.get(link)?.session.receive(frame)
    } catch (thrown) {
      this.#init.logger(`the store failed on a frame of ${link.peer}: ${reasonOf(thrown)}`)
    }
  }

  /** The neighbour has something that does not flood. At most one round a second; one that comes early is put off, not lost. */
  pulled(link: StreamLink): void {
    const attached = this.#attached.get(link)
    if (attached === undefined || attached.waitingPull !== undefined) return
    const { clock } = this.#init
    const waitMs = attached.lastPullMs + MIN_PULL_INTERVAL_MS - clock.monotonicMs()
    const start = (): void => {
      attached.waitingPull = undefined
      attached.lastPullMs = clock.monotonicMs()
      attached.session.startRound()
    }
    if (waitMs <= 0) start()
    else attached.waitingPull = clock.setTimer(waitMs, start)
  }

  askGap(link: StreamLink, author: PeerId, shard: number): void {
    this.#attached.get(link)?.session.requestShard(author, shard)
  }

  /** Has every neighbour start a round with us: here is what did not flood. */
  pullAll(): void {
    for (const link of this.#attached.keys()) link.pull()
  }

  close(): void {
    for (const link of [...this.#attached.keys()]) this.detach(link)
  }

  #round(link: StreamLink): void {
    const attached = this.#attached.get(link)
    if (attached === undefined) return
    attached.nextRound = this.#init.clock.setTimer(this.#intervalMs(), () => this.#round(link))
    attached.session.startRound()
  }

  #roundEnded(link: StreamLink, learnt: boolean): void {
    const attached = this.#attached.get(link)
    if (attached === undefined) return
    if (learnt) this.#learnt(link)
    if (attached.agrees) return
    attached.agrees = true
    this.#update()
  }

  #typeEnded(link: StreamLink, type: string): void {
    const attached = this.#attached.get(link)
    if (attached === undefined || attached.agreesOn.has(type)) return
    attached.agreesOn.add(type)
    this.#update()
  }

  /** What a round brings does not flood. The others ask us for it: a round that brings nothing ends this. */
  #learnt(from: StreamLink): void {
    for (const other of this.#attached.keys()) if (other !== from) other.pull()
  }

  #update(): void {
    const attached = [...this.#attached.values()]
    const isEnough = (agreeing: number): boolean =>
      agreeing > 0 && agreeing >= Math.min(AGREEING_NEIGHBOURS, attached.length)
    if (attached.length === 0) this.#synchronisedTypes.clear()
    for (const type of new Set(attached.flatMap(({ agreesOn }) => [...agreesOn]))) {
      const agreeing = attached.filter(({ agreesOn }) => agreesOn.has(type)).length
      if (!isEnough(agreeing) || this.#synchronisedTypes.has(type)) continue
      this.#synchronisedTypes.add(type)
      this.#init.onTypeSynchronised(type)
    }
    const before = this.#synchronised
    this.#synchronised = isEnough(attached.filter(({ agrees }) => agrees).length)
    if (this.#synchronised && !before) this.#init.onSynchronised()
  }

  #intervalMs(): number {
    return SYNC_INTERVAL_MIN_MS + this.#init.random.fraction() * (SYNC_INTERVAL_MAX_MS - SYNC_INTERVAL_MIN_MS)
  }
}
