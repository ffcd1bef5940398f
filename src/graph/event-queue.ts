// Events for a program, of the kinds that it asked for, until it takes them (reference section 2.1). Knows no clock and no network.
import { MAX_WAITING_EVENTS } from './defaults.js'
import type { GraphEvent, GraphEventFilter, GraphEventQueue } from './graph-event.js'

interface Waiting {
  readonly event: GraphEvent
  /** Whoever waits for it to be taken: such an event is never thrown away, since its sender stops sending instead. */
  readonly taken: (() => void) | undefined
}

export class EventQueue implements GraphEventQueue {
  readonly #filters: readonly GraphEventFilter[]
  readonly #onClose: () => void
  #waiting: Waiting[] = []
  /** Of those that wait, how many may be thrown away. */
  #loose = 0
  #isClosed = false
  #wake: (() => void)[] = []

  constructor(filters: readonly GraphEventFilter[], onClose: () => void) {
    this.#filters = filters
    this.#onClose = onClose
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Whether any filter asks for events of that kind. */
  asksFor(kind: GraphEvent['event']): boolean {
    return this.#filters.some(({ event }) => event === kind)
  }

  /** Passed over where no filter wants it. @param taken called when the program took it, or never will */
  push(event: GraphEvent, taken?: () => void): void {
    if (this.#isClosed || !this.#filters.some((filter) => wants(filter, event))) return taken?.()
    if (taken === undefined && this.#loose >= MAX_WAITING_EVENTS) this.#overflow()
    this.#waiting.push({ event, taken })
    if (taken === undefined) this.#loose += 1
    for (const wake of this.#wake.splice(0)) wake()
  }

  next(): GraphEvent | undefined {
    const first = this.#waiting.shift()
    if (first?.taken === undefined && first !== undefined) this.#loose -= 1
    first?.taken?.()
    return first?.event
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    const waiting = this.#waiting
    this.#waiting = []
    for (const { taken } of waiting) taken?.()
    for (const wake of this.#wake.splice(0)) wake()
    this.#onClose()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<GraphEvent, void, undefined> {
    while (!this.#isClosed) {
      const event = this.next()
      if (event !== undefined) yield event
      else await new Promise<void>((resolve) => this.#wake.push(resolve))
    }
  }

  /** One event in the place of all that the program did not take in time. */
  #overflow(): void {
    const held = this.#waiting.filter(({ taken }) => taken !== undefined)
    this.#waiting = [{ event: { event: 'overflow' }, taken: undefined }, ...held]
    this.#loose = 1
  }
}

function wants(filter: GraphEventFilter, event: GraphEvent): boolean {
  if (filter.event !== event.event) return false
  if (filter.event !== 'record' || event.event !== 'record') return true
  return filter.types?.includes(event.type) ?? !isOwnType(event.type)
}

/** Of the graph itself: presences are renewed all the time. */
function isOwnType(type: string): boolean {
  return type.startsWith('graph.')
}
