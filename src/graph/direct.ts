// Which streams for applications' messages a node opens, takes, refuses and ends, and what it tells of them, as a machine: no IO.
// A lane is one such stream: a direct connection, or the data to (outbound) or of (inbound) a neighbour.
// Spec: docs/protocols/direct.md.
import type { PeerId } from '../base/index.js'
import type { ConnectionId, ConnectionKind } from './connections.js'
import { DIRECT_LINK_WAIT_MS, DIRECT_OPENS_PER_MINUTE, MAX_DIRECT_CONNECTIONS } from './defaults.js'
import type { DirectChange, DirectEnd, DirectFailure } from './direct-connections.js'
import type { DirectRefusal } from './direct-frame.js'

/** From the same numbers as ids of connections; that of a direct connection is its id. */
export type LaneNumber = ConnectionId

export interface Lane {
  readonly number: LaneNumber
  readonly kind: ConnectionKind
  readonly peer: PeerId
  readonly direction: 'inbound' | 'outbound'
  /** `asking`: not answered by the other side; `waiting`: by us, until the link is up; `up`: carries data. */
  state: 'asking' | 'waiting' | 'up'
  nodeId: string | undefined
  /** The other end; empty while it is asked. */
  address: string
}

export type DirectInput =
  /** Somebody here registered for connections, or for data, or nobody does any more. */
  | { type: 'takes'; connections: boolean; data: boolean }
  /** An application wants a lane; `number` is a new one. The driver has asked {@link DirectMachine.outbound} before. */
  | { type: 'ask'; number: LaneNumber; kind: ConnectionKind; peer: PeerId; addresses: readonly string[] }
  /** The other side took the lane that we asked for. */
  | { type: 'accepted'; number: LaneNumber; nodeId: string | undefined; address: string }
  | { type: 'failed'; number: LaneNumber; reason: DirectFailure }
  /** A member opened a stream and said for what; `number` is a new one. Undefined: for something of a later version. */
  | {
      type: 'incoming'
      number: LaneNumber
      kind: ConnectionKind | undefined
      peer: PeerId
      nodeId: string | undefined
      address: string
      nowMs: number
    }
  /** A lane that was taken ended by itself. */
  | { type: 'ended'; number: LaneNumber; reason: DirectEnd }
  /** The application closes a direct connection. */
  | { type: 'close'; number: LaneNumber }
  | { type: 'link-up'; peer: PeerId }
  | { type: 'link-down'; peer: PeerId }
  /** The membership of a peer ended. */
  | { type: 'outcast'; peer: PeerId }
  | { type: 'tick'; nowMs: number }

export type DirectOutput =
  | { type: 'open'; number: LaneNumber; kind: ConnectionKind; peer: PeerId; addresses: readonly string[] }
  | { type: 'accept'; number: LaneNumber }
  | { type: 'refuse'; number: LaneNumber; reason: DirectRefusal }
  /** What was sent shall arrive; of one that is still asked for: give up. */
  | { type: 'close'; number: LaneNumber }
  /** At once. */
  | { type: 'cut'; number: LaneNumber }
  | { type: 'change'; change: DirectChange }

const MINUTE_MS = 60_000

export class DirectMachine {
  readonly #lanes = new Map<LaneNumber, Lane>()
  readonly #linked = new Set<PeerId>()
  #takes = { connections: false, data: false }
  /** When a lane that waits for its link is refused. */
  readonly #waitEndsMs = new Map<LaneNumber, number>()
  /** What peers opened in the minute that began then. */
  #opened = new Map<PeerId, number>()
  #minuteFromMs = Number.NEGATIVE_INFINITY

  get lanes(): IterableIterator<Lane> {
    return this.#lanes.values()
  }

  get(number: LaneNumber): Lane | undefined {
    return this.#lanes.get(number)
  }

  /** The one that we asked a peer for, whatever its state: there is at most one of a kind. */
  outbound(peer: PeerId, kind: ConnectionKind): Lane | undefined {
    return this.#find(peer, kind, 'outbound')
  }

  /** Whether there is no room for one more direct connection. */
  get isFull(): boolean {
    let direct = 0
    for (const { kind } of this.#lanes.values()) if (kind === 'direct') direct += 1
    return direct >= MAX_DIRECT_CONNECTIONS
  }

  /** When a tick has something to do next; Infinity: never, as things stand. */
  get wakeAtMs(): number {
    return Math.min(...this.#waitEndsMs.values())
  }

  /** `nowMs` must never go back. What concerns a lane that is gone does nothing. */
  handle(input: DirectInput): DirectOutput[] {
    switch (input.type) {
      case 'takes':
        this.#takes = { connections: input.connections, data: input.data }
        return []
      case 'ask':
        return this.#ask(input)
      case 'accepted':
        return this.#accepted(input)
      case 'failed':
        return this.#failed(input.number, input.reason)
      case 'incoming':
        return this.#incoming(input)
      case 'ended':
        return this.#end(input.number, input.reason)
      case 'close':
        return this.#close(input.number)
      case 'link-up':
        return this.#linkUp(input.peer)
      case 'link-down':
        return this.#linkDown(input.peer)
      case 'outcast':
        return this.#cutAll(input.peer)
      case 'tick':
        return this.#tick(input.nowMs)
    }
  }

  #ask({ number, kind, peer, addresses }: Extract<DirectInput, { type: 'ask' }>): DirectOutput[] {
    const lane: Lane = { number, kind, peer, direction: 'outbound', state: 'asking', nodeId: undefined, address: '' }
    this.#lanes.set(number, lane)
    return [{ type: 'open', number, kind, peer, addresses }]
  }

  #accepted({ number, nodeId, address }: Extract<DirectInput, { type: 'accepted' }>): DirectOutput[] {
    const lane = this.#lanes.get(number)
    if (lane === undefined) return []
    lane.nodeId = nodeId
    lane.address = address
    return this.#up(lane)
  }

  #failed(number: LaneNumber, reason: DirectFailure): DirectOutput[] {
    const lane = this.#lanes.get(number)
    if (lane === undefined) return []
    this.#lanes.delete(number)
    if (lane.kind === 'neighbour') return []
    const { peer, direction } = lane
    return [{ type: 'change', change: { id: number, peer, direction, change: 'failed', reason } }]
  }

  #incoming(input: Extract<DirectInput, { type: 'incoming' }>): DirectOutput[] {
    const { number, kind, peer, nodeId, address, nowMs } = input
    const refuse = (reason: DirectRefusal): DirectOutput[] => [{ type: 'refuse', number, reason }]
    if (this.#opensTooMuch(peer, nowMs)) return refuse('full')
    if (kind === undefined) return refuse('refused')
    if (!(kind === 'direct' ? this.#takes.connections : this.#takes.data)) return refuse('not-asked-for')
    const before = this.#find(peer, kind, 'inbound')
    if (before === undefined && kind === 'direct' && this.isFull) return refuse('full')
    // Its peer has lost the older one: it asks for one at a time.
    const outputs: DirectOutput[] =
      before === undefined ? [] : [{ type: 'cut', number: before.number }, ...this.#end(before.number, 'lost')]
    const lane: Lane = { number, kind, peer, direction: 'inbound', state: 'waiting', nodeId, address }
    this.#lanes.set(number, lane)
    if (kind === 'direct' || this.#linked.has(peer)) return [...outputs, ...this.#accept(lane)]
    this.#waitEndsMs.set(number, nowMs + DIRECT_LINK_WAIT_MS)
    return outputs
  }

  #opensTooMuch(peer: PeerId, nowMs: number): boolean {
    if (nowMs - this.#minuteFromMs >= MINUTE_MS) {
      this.#minuteFromMs = nowMs
      this.#opened = new Map()
    }
    const opened = (this.#opened.get(peer) ?? 0) + 1
    this.#opened.set(peer, opened)
    return opened > DIRECT_OPENS_PER_MINUTE
  }

  #accept(lane: Lane): DirectOutput[] {
    this.#waitEndsMs.delete(lane.number)
    return [{ type: 'accept', number: lane.number }, ...this.#up(lane)]
  }

  #up(lane: Lane): DirectOutput[] {
    lane.state = 'up'
    if (lane.kind === 'neighbour') return []
    const { number: id, peer, direction, nodeId, address } = lane
    return [{ type: 'change', change: { id, peer, direction, change: 'connected', nodeId, address } }]
  }

  #close(number: LaneNumber): DirectOutput[] {
    const lane = this.#lanes.get(number)
    if (lane === undefined) return []
    const ended = lane.state === 'asking' ? this.#failed(number, 'closed') : this.#end(number, 'closed')
    return [{ type: 'close', number }, ...ended]
  }

  /** Tells of a direct connection that it ended. */
  #end(number: LaneNumber, reason: DirectEnd): DirectOutput[] {
    const lane = this.#lanes.get(number)
    if (lane === undefined) return []
    this.#lanes.delete(number)
    this.#waitEndsMs.delete(number)
    if (lane.kind === 'neighbour') return []
    const { peer, direction } = lane
    return [{ type: 'change', change: { id: number, peer, direction, change: 'disconnected', reason } }]
  }

  #linkUp(peer: PeerId): DirectOutput[] {
    this.#linked.add(peer)
    const waiting = this.#ofPeer(peer).filter(({ state }) => state === 'waiting')
    return waiting.flatMap((lane) => this.#accept(lane))
  }

  /** Direct connections go on. */
  #linkDown(peer: PeerId): DirectOutput[] {
    this.#linked.delete(peer)
    const lanes = this.#ofPeer(peer).filter(({ kind }) => kind === 'neighbour')
    return lanes.flatMap(({ number }) => this.#close(number))
  }

  /** What we ask for goes through the handshake, which decides. */
  #cutAll(peer: PeerId): DirectOutput[] {
    const taken = this.#ofPeer(peer).filter(({ state }) => state !== 'asking')
    return taken.flatMap(({ number }) => [{ type: 'cut', number } as const, ...this.#end(number, 'not-a-member')])
  }

  #tick(nowMs: number): DirectOutput[] {
    return [...this.#waitEndsMs].flatMap(([number, endMs]): DirectOutput[] => {
      if (nowMs < endMs) return []
      this.#end(number, 'lost')
      return [{ type: 'refuse', number, reason: 'refused' }]
    })
  }

  #find(peer: PeerId, kind: ConnectionKind, direction: Lane['direction']): Lane | undefined {
    return this.#ofPeer(peer).find((lane) => lane.kind === kind && lane.direction === direction)
  }

  #ofPeer(peer: PeerId): Lane[] {
    return [...this.#lanes.values()].filter((lane) => lane.peer === peer)
  }
}
