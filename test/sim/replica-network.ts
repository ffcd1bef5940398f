// What machines of a history say to each other: floods that are lost, repeated and reordered, and rounds of synchronising that are
// cut.
import type { ReceiveOutcome, Store, SyncSession } from '../../src/store/index.js'
import { settle } from '../support/fake-clock.js'
import type { Facts } from './replica-facts.js'
import type { Replica } from './replica.js'
import { below, randomStream } from './streams.js'

/** More wait for nobody: the oldest are lost. */
const MAX_UNDER_WAY = 400
/** Turns of the event loop without a frame after which a round hangs. */
const IDLE_TURNS = 40

interface UnderWay {
  readonly to: Replica
  readonly item: Uint8Array
}

export class ReplicaNetwork {
  #underWay: UnderWay[] = []
  /** By machine; equal sides reach each other. */
  #side = 0

  constructor(
    readonly replicas: readonly Replica[],
    readonly facts: Facts
  ) {}

  get isQuiet(): boolean {
    return this.#underWay.length === 0
  }

  split(side: number): void {
    this.#side = side
  }

  reaches(a: Replica, b: Replica): boolean {
    return ((this.#side >> a.index) & 1) === ((this.#side >> b.index) & 1)
  }

  /** To all that `from` reaches now. */
  flood(from: Replica, item: Uint8Array): void {
    for (const to of this.replicas) {
      if (to !== from && to.store !== undefined && this.reaches(from, to)) this.send(to, item)
    }
  }

  send(to: Replica, item: Uint8Array): void {
    this.#underWay.push({ to, item })
    if (this.#underWay.length > MAX_UNDER_WAY) this.#underWay.shift()
  }

  lose(many: number, dice: number): void {
    const random = randomStream(dice, 'lose')
    for (let lost = 0; lost < many && this.#underWay.length > 0; lost++)
      this.#take(below(random, this.#underWay.length))
  }

  deliver(many: number, dice: number): void {
    const random = randomStream(dice, 'deliver')
    for (let delivered = 0; delivered < many && this.#underWay.length > 0; delivered++) {
      const { to, item } = this.#take(below(random, this.#underWay.length))
      this.#arrive(to, item)
      if (random.fraction() < 0.1) this.#arrive(to, item)
    }
  }

  /** @returns undefined where nobody listens */
  async hear(to: Replica, item: Uint8Array): Promise<ReceiveOutcome | undefined> {
    const { store } = to
    const outcome = await store?.receive(item)
    if (outcome?.outcome === 'applied' && to.store === store)
      for (const one of [item, ...(outcome.released ?? [])]) this.flood(to, one)
    return outcome
  }

  #arrive(to: Replica, item: Uint8Array): void {
    const heard = this.hear(to, item).then((outcome) => {
      if (outcome?.outcome === 'refused') this.facts.complain('nobody refuses what is honest', outcome.reason)
    })
    to.during(heard)
  }

  #take(index: number): UnderWay {
    return this.#underWay.splice(index, 1)[0]!
  }

  /** One round of each side. @returns whether both came to their end; false: cut, or one of them is gone */
  async meet(a: Replica, b: Replica, cutAfter = Infinity): Promise<boolean> {
    const [storeA, storeB] = [a.store, b.store]
    if (a === b || storeA === undefined || storeB === undefined || !this.reaches(a, b)) return false
    const inboxes: [Uint8Array[], Uint8Array[]] = [[], []]
    const ended = [false, false]
    const open = (own: 0 | 1, store: Store, other: Replica): SyncSession =>
      store.openSync({
        peer: other.person.peer,
        send: async (frame) => void inboxes[1 - own]!.push(frame),
        onSynchronised: () => (ended[own] = true),
        onRefuse: (reason) => this.facts.complain('nobody refuses what is honest', reason)
      })
    const sessions = [open(0, storeA, b), open(1, storeB, a)]
    for (const session of sessions) session.startRound()
    let frames = 0
    for (let idle = 0; frames < cutAfter && idle < IDLE_TURNS && ended.includes(false);) {
      const to = inboxes.findIndex((inbox) => inbox.length > 0)
      idle = to < 0 ? idle + 1 : 0
      if (to < 0) await settle()
      else {
        frames++
        await sessions[to]!.receive(inboxes[to]!.shift()!)
      }
    }
    for (const session of sessions) session.close()
    return !ended.includes(false)
  }
}
