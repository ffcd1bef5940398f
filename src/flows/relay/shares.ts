// How members share what this machine's line gives them: a limit in bytes a second, of which each class has its weight, and within a class
// each member the same. Own use comes first where it is known. A machine without IO; times are monotonic ms.
import type { PeerId } from '../../base/index.js'
import { BURST_SECONDS, CARRIED_CHUNK_BYTES, CLASS_WEIGHTS, LEAST_SHARE } from './defaults.js'

export type CarriedClass = keyof typeof CLASS_WEIGHTS

export type SharesInput =
  /** Somebody wants to send. @property id of this wish, answered by one `go` */
  | { type: 'want'; id: number; class: CarriedClass; member: PeerId; bytes: number }
  | { type: 'gone'; id: number }
  /** Bytes that this machine's own programs moved since the last. */
  | { type: 'own-use'; bytes: number; overMs: number }
  | { type: 'wake' }

export type SharesOutput = { type: 'go'; id: number } | { type: 'wake-in'; ms: number }

interface Wish {
  readonly id: number
  readonly bytes: number
}

interface ClassQueue {
  readonly weight: number
  /** Bytes sent by weight: whose is least is next. */
  sent: number
  /** By member, who was served longest ago first. */
  readonly members: Map<PeerId, Wish[]>
}

export class Shares {
  /** Bytes a second; undefined: no limit. */
  readonly #limit: number | undefined
  readonly #classes: { readonly [Name in CarriedClass]: ClassQueue }
  /** What the class served last had been sent by then, by weight (start-time fair queueing: Goyal, Vin and Cheng, 1996). */
  #served = 0
  #ownPerSecond = 0
  /** What may be sent now, bytes; below 0 after a chunk that was larger. */
  #credit: number
  #atMs: number

  /** @param limit bytes a second, both ways together; undefined: none */
  constructor(limit: number | undefined, nowMs: number) {
    this.#limit = limit
    this.#atMs = nowMs
    this.#credit = limit === undefined ? 0 : burstOf(limit)
    const queue = (weight: number): ClassQueue => ({ weight, sent: 0, members: new Map() })
    const { interactive, upload, bulk } = CLASS_WEIGHTS
    this.#classes = { interactive: queue(interactive), upload: queue(upload), bulk: queue(bulk) }
  }

  handle(input: SharesInput, nowMs: number): SharesOutput[] {
    this.#earn(nowMs)
    switch (input.type) {
      case 'want':
        if (this.#limit === undefined) return [{ type: 'go', id: input.id }]
        this.#enqueue(input)
        break
      case 'gone':
        this.#forget(input.id)
        break
      case 'own-use':
        if (input.overMs > 0) this.#ownPerSecond = (input.bytes / input.overMs) * 1_000
        break
      case 'wake':
        break
    }
    return this.#serve()
  }

  /** What members have now, bytes a second. */
  get perSecond(): number | undefined {
    if (this.#limit === undefined) return undefined
    return Math.max(this.#limit - this.#ownPerSecond, this.#limit * LEAST_SHARE)
  }

  #earn(nowMs: number): void {
    const rate = this.perSecond
    if (rate !== undefined) {
      const earned = (Math.max(0, nowMs - this.#atMs) / 1_000) * rate
      this.#credit = Math.min(this.#credit + earned, burstOf(rate))
    }
    this.#atMs = nowMs
  }

  #enqueue({ class: name, member, id, bytes }: SharesInput & { type: 'want' }): void {
    const queue = this.#classes[name]
    // Who wanted nothing for a while has saved nothing up.
    if (queue.members.size === 0) queue.sent = Math.max(queue.sent, this.#served)
    const wishes = queue.members.get(member)
    if (wishes === undefined) queue.members.set(member, [{ id, bytes }])
    else wishes.push({ id, bytes })
  }

  #waiting(): ClassQueue[] {
    return Object.values(this.#classes).filter(({ members }) => members.size > 0)
  }

  #forget(id: number): void {
    for (const { members } of Object.values(this.#classes)) {
      for (const [member, wishes] of members) {
        const at = wishes.findIndex((wish) => wish.id === id)
        if (at < 0) continue
        wishes.splice(at, 1)
        if (wishes.length === 0) members.delete(member)
        return
      }
    }
  }

  #serve(): SharesOutput[] {
    const outputs: SharesOutput[] = []
    for (;;) {
      const [next] = this.#waiting().sort((a, b) => a.sent - b.sent)
      if (next === undefined) return outputs
      if (this.#credit <= 0) {
        const ms = Math.max(1, Math.ceil(((1 - this.#credit) / (this.perSecond ?? 1)) * 1_000))
        return [...outputs, { type: 'wake-in', ms }]
      }
      outputs.push({ type: 'go', id: this.#take(next) })
    }
  }

  #take(queue: ClassQueue): number {
    const [[member, wishes] = never()] = queue.members
    const wish = wishes.shift() ?? never()
    queue.members.delete(member)
    if (wishes.length > 0) queue.members.set(member, wishes) // Behind the others.
    this.#served = queue.sent
    queue.sent += wish.bytes / queue.weight
    this.#credit -= wish.bytes
    return wish.id
  }
}

function never(): never {
  throw new Error('a queue that waits is empty')
}

function burstOf(rate: number): number {
  return Math.max(rate * BURST_SECONDS, CARRIED_CHUNK_BYTES)
}
