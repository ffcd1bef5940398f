// Who takes uploads answers "I need, method POST" with a local alias for it (seed 000, "local aliases for POST operations"; Fig. 9, 554).
import type { NeedPair } from '../../content/index.js'
import type { HeardNeed, NeedReply } from '../need/needs.js'
import type { CarryDesk } from './carry-desk.js'
import { carryRefusal, roomRefusal } from './carry-rules.js'
import { targetOf } from './order.js'

export class CarryNeeds {
  readonly #desk: CarryDesk

  constructor(desk: CarryDesk) {
    this.#desk = desk
  }

  /** Undefined: nothing that it would take, now, of that member. */
  readonly answerer = (need: HeardNeed): NeedReply | undefined => {
    const target = need.method === 'POST' && need.type === undefined ? targetOf(need.uri) : undefined
    if (target === undefined) return undefined
    const { parts, everyMs } = this.#desk
    const { group } = parts
    if (carryRefusal(this.#desk, need.asker, target) !== undefined) return undefined
    if (roomRefusal(this.#desk, need.asker, 0) !== undefined) return undefined
    return { alias: `/v1/groups/${group.id}/uploads`, pairs: this.#pairs(everyMs) }
  }

  #pairs(everyMs: number): NeedPair[] {
    const rate = this.#desk.rate()
    return [
      { key: 'every', value: String(everyMs) },
      ...(rate === undefined ? [] : [{ key: 'rate', value: String(Math.max(1, Math.floor(rate))) }]),
      { key: 'queued', value: String(this.#desk.queuedBytes()) }
    ]
  }
}
