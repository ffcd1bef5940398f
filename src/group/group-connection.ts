// How a group comes onto the network: offline until it connects, then it listens, looks for members, and says when there is none.
import type { Clock, EventSource, Timer } from '../base/index.js'
import type { StartedGraph } from '../graph/index.js'
import { ConnectionWatch, type ConnectionWatchInput } from './connection-watch.js'
import type { ConnectGroupOptions, GroupEvents, GroupStatus } from './group.js'

export interface GroupConnectionParts {
  readonly graph: StartedGraph
  readonly clock: Clock
  /** Where it listens; 0: any port. */
  readonly listen: { readonly port: number; readonly hosts?: readonly string[] | undefined }
  readonly knownAddresses: readonly string[]
  /** Whether there are other members than us. */
  hasOthers(): boolean
  readonly events: EventSource<GroupEvents>
}

export class GroupConnection {
  readonly #parts: GroupConnectionParts
  readonly #watch = new ConnectionWatch()
  readonly #unlisten: (() => void)[]
  #status: GroupStatus = { listening: false, connected: false, synchronised: false }
  #connecting: Promise<void> | undefined
  #isListening = false
  #timer: Timer | undefined

  constructor(parts: GroupConnectionParts) {
    this.#parts = parts
    const { graph } = parts
    const counted = (): void => {
      this.#give({ type: 'links', count: graph.neighbours().length, nowMs: this.#nowMs() })
      this.#look()
    }
    this.#unlisten = [
      graph.on('neighbour:up', counted),
      graph.on('neighbour:down', counted),
      graph.on('synchronised', () => this.#look()),
      graph.on('refused', () => this.#give({ type: 'refused' }))
    ]
  }

  get status(): GroupStatus {
    const { graph } = this.#parts
    return {
      listening: this.#isListening,
      connected: this.#isListening && graph.neighbours().length > 0,
      synchronised: this.#isListening && graph.synchronised
    }
  }

  /** Whether a link with somebody may come up by itself. */
  get mayMeet(): boolean {
    return this.#isListening && this.#parts.hasOthers()
  }

  /** See {@link Group.connect}. */
  async connect({ addresses = [] }: ConnectGroupOptions = {}): Promise<'connected' | 'already'> {
    const before = this.#connecting
    if (before !== undefined) {
      await before
      this.#parts.graph.addKnownAddresses(addresses)
      return 'already'
    }
    this.#connecting = this.#connect(addresses)
    try {
      await this.#connecting
      return 'connected'
    } catch (thrown) {
      this.#connecting = undefined
      throw thrown
    }
  }

  /** We are no member any more: that it is over is told. */
  end(): void {
    this.#isListening = false
    this.#give({ type: 'closed' })
    this.#look()
  }

  /** Of the group: nothing is told after it. */
  close(): void {
    for (const unlisten of this.#unlisten) unlisten()
    this.#give({ type: 'closed' })
    this.#isListening = false
  }

  async #connect(addresses: readonly string[]): Promise<void> {
    const { graph, listen, knownAddresses } = this.#parts
    await graph.listen({ port: listen.port, hosts: listen.hosts, scope: 'site' })
    this.#isListening = true
    this.#give({ type: 'went-online', nowMs: this.#nowMs() })
    this.#look()
    await graph.find([...addresses, ...knownAddresses])
  }

  #give(input: ConnectionWatchInput): void {
    const reason = this.#watch.handle(input)
    this.#timer?.cancel()
    const inMs = this.#watch.wakeAtMs - this.#nowMs()
    const wake = (): void => this.#give({ type: 'tick', hasOthers: this.#parts.hasOthers(), nowMs: this.#nowMs() })
    this.#timer = inMs === Infinity ? undefined : this.#parts.clock.setTimer(Math.max(0, inMs), wake)
    if (reason !== undefined) this.#parts.events.emit('connection-failed', { reason })
  }

  /** Tells the status where it became another. */
  #look(): void {
    const [before, now] = [this.#status, this.status]
    this.#status = now
    const isSame =
      before.listening === now.listening &&
      before.connected === now.connected &&
      before.synchronised === now.synchronised
    if (!isSame) this.#parts.events.emit('status', now)
  }

  #nowMs(): number {
    return this.#parts.clock.monotonicMs()
  }
}
