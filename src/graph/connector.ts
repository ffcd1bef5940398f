// Carries out what the machine of connecting says, and knows which link each attempt became.
import { delay, type Clock, type PeerId } from '../base/index.js'
import { ConnectMachine, type ConnectInput, type ConnectTarget } from './connect.js'
import type { ConnectFailure, ConnectionId, ConnectionInfo, NeighbourChange } from './connections.js'
import { HELLO_BUDGET_MS, MAX_CONNECTS } from './defaults.js'
import { GraphError } from './errors.js'
import type { Referral } from './link-frame.js'
import type { LinkedNeighbour } from './link-table.js'

/** What became of one dial. */
export interface ConnectResult {
  /** `pending`: the other side is just connecting to us. */
  readonly result: 'linked' | 'pending' | 'failed'
  readonly peer: PeerId | undefined
  readonly failure: ConnectFailure | undefined
  readonly referrals: readonly Referral[]
}

export interface ConnectorInit {
  /** A number that no connection had before. */
  nextId(): ConnectionId
  /** `onAnswered` is called as soon as it is known who is there, and before there is a link. Never rejects. */
  dial(target: ConnectTarget, onAnswered: (peer: PeerId) => void): Promise<ConnectResult>
  onChange(change: NeighbourChange): void
  clock: Clock
}

export class Connector {
  readonly #init: ConnectorInit
  readonly #machine = new ConnectMachine()
  /** Attempts whose peer is known, and has no link yet. */
  readonly #answered = new Map<PeerId, ConnectionId>()
  readonly #links = new Map<PeerId, ConnectionId>()
  readonly #stop = new AbortController()

  constructor(init: ConnectorInit) {
    this.#init = init
  }

  /** @returns at once: what comes of it is told. @throws {GraphError} `ALREADY_CONNECTED`, `TOO_MANY_CONNECTIONS` */
  connect(target: ConnectTarget): ConnectionId {
    if (target.peer !== undefined && this.#links.has(target.peer)) {
      throw new GraphError('ALREADY_CONNECTED', `${target.peer} is a neighbour`)
    }
    if (this.#machine.size >= MAX_CONNECTS) throw new GraphError('TOO_MANY_CONNECTIONS', 'too many attempts at once')
    const id = this.#init.nextId()
    this.#give({ type: 'ask', id, target })
    return id
  }

  /** Of a neighbour. */
  idOf(peer: PeerId): ConnectionId {
    return this.#links.get(peer)!
  }

  linkUp(neighbour: LinkedNeighbour): void {
    const { peer } = neighbour
    const asked = this.#answered.get(peer)
    const id = asked ?? this.#init.nextId()
    this.#answered.delete(peer)
    this.#links.set(peer, id)
    if (asked !== undefined) this.#give({ type: 'linked', id })
    this.#init.onChange({ change: 'connected', ...factsOf(neighbour, id) })
  }

  linkDown(neighbour: LinkedNeighbour): void {
    const id = this.idOf(neighbour.peer)
    this.#links.delete(neighbour.peer)
    this.#init.onChange({ change: 'disconnected', ...factsOf(neighbour, id) })
  }

  close(): void {
    this.#stop.abort()
  }

  #give(input: ConnectInput): void {
    if (this.#stop.signal.aborted) return
    for (const output of this.#machine.handle(input)) {
      if (output.type === 'dial') void this.#dial(output.id, output.target)
      else {
        const { id, peer, reason, nextId } = output
        this.#init.onChange({ change: 'failed', id, peer, reason, nextId })
      }
    }
  }

  async #dial(id: ConnectionId, target: ConnectTarget): Promise<void> {
    let answered: PeerId | undefined
    const dialled = await this.#init.dial(target, (peer) => {
      answered = peer
      if (!this.#answered.has(peer) && !this.#links.has(peer)) this.#answered.set(peer, id)
    })
    if (dialled.result === 'pending') await this.#wait()
    const { peer = answered, referrals } = dialled
    if (peer !== undefined && this.#answered.get(peer) === id) this.#answered.delete(peer)
    if (peer !== undefined && this.#links.get(peer) === id) return // Told when it came up.
    const isTaken = dialled.result === 'linked' || (peer !== undefined && this.#links.has(peer))
    const reason = isTaken ? 'already-connected' : (dialled.failure ?? 'unreachable')
    this.#give({ type: 'failed', id, peer, reason, referrals, nextId: this.#init.nextId() })
  }

  /** For the link that the other side is to bring. */
  async #wait(): Promise<void> {
    await delay(this.#init.clock, HELLO_BUDGET_MS, this.#stop.signal).catch(() => {})
  }
}

type FactsOfLink = Omit<ConnectionInfo, 'kind' | 'rttMs'>

function factsOf({ peer, address, direction, hello }: LinkedNeighbour, id: ConnectionId): FactsOfLink {
  return { id, peer, nodeId: hello.nodeId, address, direction }
}
