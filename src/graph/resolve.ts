// Finding out where a peer is, as a machine without IO: what is known here is the answer; else all are asked, and who is looked for
// says where it is. Spec: docs/protocols/discovery.md.
import type { PeerId } from '../base/index.js'
import { MAX_SEEKERS, MAX_SOUGHT_HEARD_PER_MINUTE, MAX_SOUGHT_PER_MINUTE, SOUGHT_TTL_MS } from './defaults.js'

export type ResolveInput =
  /** `id` is a new one. `addresses`: what is known here, the best first. `waitMs`: 0, nobody else is asked. */
  | { type: 'ask'; id: number; peer: PeerId; addresses: readonly string[]; waitMs: number; nowMs: number }
  /** It came to be known where a peer is. */
  | { type: 'found'; peer: PeerId; addresses: readonly string[]; nowMs: number }
  /** Nobody waits for that answer any more. */
  | { type: 'given-up'; id: number; nowMs: number }
  /** A member, or we, look for a peer. */
  | { type: 'heard'; author: PeerId; peer: PeerId; nowMs: number }
  | { type: 'tick'; nowMs: number }

export type ResolveOutput =
  | { type: 'answer'; id: number; addresses: readonly string[] }
  /** Its time is over. */
  | { type: 'fail'; id: number; peer: PeerId }
  /** Tell all that we look for it. */
  | { type: 'seek'; peer: PeerId }
  /** A member looks for us. */
  | { type: 'show' }

const MINUTE_MS = 60_000

interface Ask {
  readonly peer: PeerId
  readonly untilMs: number
}

export class ResolveMachine {
  readonly #self: PeerId
  readonly #asks = new Map<number, Ask>()
  /** Whom we look for, and since when, the oldest first: for as long as that record lives, which is a minute too. */
  readonly #soughtAtMs = new Map<PeerId, number>()
  /** How often each member looked for anybody, in the minute that began then. */
  #heard = new Map<PeerId, number>()
  #heardFromMs = Number.NEGATIVE_INFINITY

  constructor(self: PeerId) {
    this.#self = self
  }

  /** Whether somebody here waits to hear where it is. */
  isAskedFor(peer: PeerId): boolean {
    return [...this.#asks.values()].some((ask) => ask.peer === peer)
  }

  /** When a tick has something to do next; Infinity: never, as things stand. */
  get wakeAtMs(): number {
    if (this.#asks.size === 0) return Infinity
    const [oldestMs = Infinity] = this.#soughtAtMs.values()
    return Math.min(oldestMs + SOUGHT_TTL_MS, ...[...this.#asks.values()].map(({ untilMs }) => untilMs))
  }

  /** `nowMs` is monotonic and must never go back. */
  handle(input: ResolveInput): ResolveOutput[] {
    const { nowMs } = input
    switch (input.type) {
      case 'ask':
        if (input.addresses.length > 0) return [{ type: 'answer', id: input.id, addresses: input.addresses }]
        this.#asks.set(input.id, { peer: input.peer, untilMs: nowMs + input.waitMs })
        break
      case 'found':
        return input.addresses.length === 0 ? [] : this.#answer(input.peer, input.addresses)
      case 'given-up':
        this.#asks.delete(input.id)
        return []
      case 'heard':
        return this.#hear(input.author, input.peer, nowMs)
      case 'tick':
        break
    }
    return [...this.#expire(nowMs), ...this.#seek(nowMs)]
  }

  #answer(peer: PeerId, addresses: readonly string[]): ResolveOutput[] {
    return [...this.#asks].flatMap(([id, ask]): ResolveOutput[] => {
      if (ask.peer !== peer) return []
      this.#asks.delete(id)
      return [{ type: 'answer', id, addresses }]
    })
  }

  #expire(nowMs: number): ResolveOutput[] {
    return [...this.#asks].flatMap(([id, { peer, untilMs }]): ResolveOutput[] => {
      if (nowMs < untilMs) return []
      this.#asks.delete(id)
      return [{ type: 'fail', id, peer }]
    })
  }

  /** Each once in the life of the record that says so, in the order in which they were asked for; who finds no room waits. */
  #seek(nowMs: number): ResolveOutput[] {
    for (const [peer, atMs] of this.#soughtAtMs) if (nowMs - atMs >= SOUGHT_TTL_MS) this.#soughtAtMs.delete(peer)
    const outputs: ResolveOutput[] = []
    for (const { peer } of this.#asks.values()) {
      if (this.#soughtAtMs.has(peer) || this.#soughtAtMs.size >= MAX_SOUGHT_PER_MINUTE) continue
      this.#soughtAtMs.set(peer, nowMs)
      outputs.push({ type: 'seek', peer })
    }
    return outputs
  }

  /** Whoever is looked for counts: one member shall not make many publish. */
  #hear(author: PeerId, peer: PeerId, nowMs: number): ResolveOutput[] {
    if (author === this.#self) return []
    if (nowMs - this.#heardFromMs >= MINUTE_MS) {
      this.#heardFromMs = nowMs
      this.#heard = new Map()
    }
    const count = (this.#heard.get(author) ?? 0) + 1
    if (count > MAX_SOUGHT_HEARD_PER_MINUTE || (count === 1 && this.#heard.size >= MAX_SEEKERS)) return []
    this.#heard.set(author, count)
    return peer === this.#self ? [{ type: 'show' }] : []
  }
}
