// Events for a program, of the kinds that it asked for, until it takes them (reference section 2.1). Knows no clock and no network.
import { MAX_WAITING_EVENTS } from './defaults.js'
import type { EventFilter, GraphEvent, GraphEventQueue } from './graph-event.js'

/** Events of any kind, told apart by their names; those of records have a type. */
export type AnyEvent = { readonly event: string; readonly type?: string }

interface Waiting<Event> {
  readonly event: Event | Overflow
  /** Whoever waits for it to be taken: such an event is never thrown away, since its sender stops sending instead. */
  readonly taken: (() => void) | undefined
}

type Overflow = { readonly event: 'overflow' }

export class EventQueue<Event extends AnyEvent = GraphEvent> implements GraphEventQueue<Event | Overflow> {
  readonly #filters: readonly EventFilter[]
  readonly #onClose: () => void
  readonly #ownTypes: readonly string[]
  #waiting: Waiting<Event>[] = []
  /** Of those that wait, how many may be thrown away. */
  #loose = 0
  #isClosed = false
  #wake: (() => void)[] = []

  /** @param ownTypes starts of the types of records that only who names them hears of */
  constructor(filters: readonly EventFilter[], onClose: () => void, ownTypes: readonly string[] = ['graph.']) {
    this.#filters = filters
    this.#onClose = onClose
    this.#ownTypes = ownTypes
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Whether any filter asks for events of that kind. */
  asksFor(kind: string): boolean {
    return this.#filters.some(({ event }) => event === kind)
  }

  /** Passed over where no filter wants it. @param taken called when the program took it, or never will */
  push(event: Event, taken?: () => void): void {
    if (this.#isClosed || !this.#filters.some((filter) => this.#wants(filter, event))) return taken?.()
    if (taken === undefined && this.#loose >= MAX_WAITING_EVENTS) this.#overflow()
    this.#waiting.push({ event, taken })
    if (taken === undefined) this.#loose += 1
    for (const wake of this.#wake.splice(0)) wake()
  }

  next(): Event | Overflow | undefined {
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

  async *[Symbol.asyncIterator](): AsyncGenerator<Event | Overflow, void, undefined> {
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

  /** Records of the graph itself are for who names them: presences are renewed all the time. */
  #wants(filter: EventFilter, { event, type = '' }: AnyEvent): boolean {
    if (filter.event !== event) return false
    if (event !== 'record') return true
    return filter.types?.includes(type) ?? !this.#ownTypes.some((start) => type.startsWith(start))
  }
}
