// Which part of a blob is asked of which holder, as a machine (design section 6, step 1: from the best few, by leaf ranges,
// leave the stalled). Leaves are appended in order; how far ranges run ahead bounds what waits in memory.
import type { PeerId } from '../base/index.js'
import {
  HOLDER_STALL_BYTES,
  HOLDER_STALL_MS,
  MAX_HOLDERS_AT_ONCE,
  MAX_RANGES_AHEAD,
  RANGE_LEAVES,
  RANGES_PER_HOLDER
} from './crossing-defaults.js'

export type SourcesInput =
  | { type: 'start' }
  /** So many more bytes of a request came, checked or not. */
  | { type: 'bytes'; request: number; count: number }
  /** The next leaf of a request came and is as the list says. */
  | { type: 'leaf'; request: number }
  /** So many leaves, counted from the start of the blob, need not wait in memory any more. */
  | { type: 'appended'; leaves: number }
  /** A request ended before its last leaf. `wrong`: with a leaf that is not as the list says. */
  | { type: 'request-failed'; request: number; wrong: boolean }
  | StallCheck

/** @param bytes that had come when it was set */
export type StallCheck = { type: 'stall-check'; request: number; bytes: number }

export type SourcesOutput =
  /** Ask `holder` for the leaves `from` to `to` (exclusive). */
  | { type: 'request'; request: number; holder: PeerId; from: number; to: number }
  | { type: 'cancel'; request: number }
  /** The holder is asked no more. */
  | { type: 'leave'; holder: PeerId; why: 'failed' | 'wrong' | 'stalled' }
  | { type: 'set-timer'; inMs: number; then: StallCheck }
  | { type: 'complete' }
  /** No holder is left. */
  | { type: 'failed' }

export interface SourcesInit {
  /** Best first. */
  readonly holders: readonly PeerId[]
  /** Leaves that are here already, from the start. */
  readonly heldLeaves: number
  readonly totalLeaves: number
}

interface Request {
  readonly holder: PeerId
  nextLeaf: number
  readonly to: number
  bytes: number
}

export class Sources {
  readonly #total: number
  #holders: readonly PeerId[]
  #appended: number
  /** Up to where leaves were asked for at least once. */
  #askedTo: number
  /** Ranges that were asked of somebody who was left, in their order. */
  #returned: { from: number; to: number }[] = []
  readonly #requests = new Map<number, Request>()
  #lastRequest = 0
  #ended = false

  constructor({ holders, heldLeaves, totalLeaves }: SourcesInit) {
    this.#holders = holders
    this.#total = totalLeaves
    this.#appended = heldLeaves
    this.#askedTo = heldLeaves
  }

  handle(input: SourcesInput): SourcesOutput[] {
    if (this.#ended) return []
    switch (input.type) {
      case 'start':
        return this.#ask()
      case 'bytes': {
        const request = this.#requests.get(input.request)
        if (request !== undefined) request.bytes += input.count
        return []
      }
      case 'leaf': {
        const request = this.#requests.get(input.request)
        if (request === undefined) return []
        request.nextLeaf++
        if (request.nextLeaf < request.to) return []
        this.#requests.delete(input.request)
        return this.#ask()
      }
      case 'appended':
        this.#appended = input.leaves
        return this.#ask()
      case 'request-failed': {
        const request = this.#requests.get(input.request)
        if (request === undefined) return []
        return [...this.#leave(request.holder, input.wrong ? 'wrong' : 'failed'), ...this.#ask()]
      }
      case 'stall-check': {
        const request = this.#requests.get(input.request)
        if (request === undefined) return []
        if (request.bytes - input.bytes >= HOLDER_STALL_BYTES) return [this.#stallTimer(input.request)]
        return [...this.#leave(request.holder, 'stalled'), ...this.#ask()]
      }
    }
  }

  #ask(): SourcesOutput[] {
    if (this.#appended >= this.#total) return this.#end({ type: 'complete' })
    if (this.#holders.length === 0) return this.#end({ type: 'failed' })
    const outputs: SourcesOutput[] = []
    for (;;) {
      const holder = this.#leastBusy()
      const range = holder === undefined ? undefined : this.#nextRange()
      if (holder === undefined || range === undefined) return outputs
      const request = ++this.#lastRequest
      this.#requests.set(request, { holder, nextLeaf: range.from, to: range.to, bytes: 0 })
      outputs.push({ type: 'request', request, holder, ...range }, this.#stallTimer(request))
    }
  }

  #leastBusy(): PeerId | undefined {
    let best: PeerId | undefined
    let bestRunning = RANGES_PER_HOLDER
    for (const holder of this.#holders.slice(0, MAX_HOLDERS_AT_ONCE)) {
      const running = [...this.#requests.values()].filter((request) => request.holder === holder).length
      if (running < bestRunning) [best, bestRunning] = [holder, running]
    }
    return best
  }

  #nextRange(): { from: number; to: number } | undefined {
    const returned = this.#returned.shift()
    if (returned !== undefined) return returned
    const from = this.#askedTo
    if (from >= Math.min(this.#total, this.#appended + MAX_RANGES_AHEAD * RANGE_LEAVES)) return undefined
    this.#askedTo = Math.min(from + RANGE_LEAVES, this.#total)
    return { from, to: this.#askedTo }
  }

  #leave(holder: PeerId, why: 'failed' | 'wrong' | 'stalled'): SourcesOutput[] {
    this.#holders = this.#holders.filter((other) => other !== holder)
    const outputs: SourcesOutput[] = [{ type: 'leave', holder, why }]
    for (const [id, request] of [...this.#requests]) {
      if (request.holder !== holder) continue
      this.#requests.delete(id)
      this.#returned.push({ from: request.nextLeaf, to: request.to })
      outputs.push({ type: 'cancel', request: id })
    }
    this.#returned.sort((a, b) => a.from - b.from)
    return outputs
  }

  #stallTimer(request: number): SourcesOutput {
    const bytes = this.#requests.get(request)?.bytes ?? 0
    return { type: 'set-timer', inMs: HOLDER_STALL_MS, then: { type: 'stall-check', request, bytes } }
  }

  #end(output: SourcesOutput): SourcesOutput[] {
    this.#ended = true
    return [...[...this.#requests.keys()].map((request): SourcesOutput => ({ type: 'cancel', request })), output]
  }
}
