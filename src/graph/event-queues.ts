// The queues of events that a program has open on one graph, or group.
import { MAX_EVENT_QUEUES } from './defaults.js'
import type { DirectChange, DirectConnections, DirectData } from './direct-connections.js'
import { GraphError } from './errors.js'
import { EventQueue, type AnyEvent } from './event-queue.js'
import type { EventFilter } from './graph-event.js'

/** What every queue is told besides what `tell` says. */
export type DirectEvent = ({ readonly event: 'direct' } & DirectChange) | ({ readonly event: 'data' } & DirectData)

export class EventQueues<Event extends AnyEvent> {
  readonly #direct: DirectConnections
  readonly #ownTypes: readonly string[]
  readonly #queues = new Set<EventQueue<Event | DirectEvent>>()

  /** @param ownTypes as in {@link EventQueue} */
  constructor(direct: DirectConnections, ownTypes: readonly string[]) {
    this.#direct = direct
    this.#ownTypes = ownTypes
  }

  /** Direct connections and data are taken where a queue asks for them. @throws {GraphError} `TOO_MANY_QUEUES` */
  open(filters: readonly EventFilter[]): EventQueue<Event | DirectEvent> {
    if (this.#queues.size >= MAX_EVENT_QUEUES) throw new GraphError('TOO_MANY_QUEUES', 'too many queues are open')
    const onClose = (): void => {
      this.#queues.delete(queue)
      unregister()
    }
    const queue: EventQueue<Event | DirectEvent> = new EventQueue(filters, onClose, this.#ownTypes)
    const unregister = this.#direct.register({
      ...(queue.asksFor('direct') && {
        onChange: (change: DirectChange) => queue.push({ event: 'direct', ...change })
      }),
      ...(queue.asksFor('data') && {
        onData: (data: DirectData) => new Promise<void>((taken) => queue.push({ event: 'data', ...data }, taken))
      })
    })
    this.#queues.add(queue)
    return queue
  }

  tell(event: Event): void {
    for (const queue of [...this.#queues]) queue.push(event)
  }

  close(): void {
    for (const queue of [...this.#queues]) queue.close()
  }
}
