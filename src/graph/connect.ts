// Connecting to a neighbour that somebody named, as a machine: who is turned away tries those that it is referred to, and tells of
// each attempt (PeerGraphConnect, reference section 1.2). Spec: docs/protocols/discovery.md.
import type { PeerId } from '../base/index.js'
import type { ConnectFailure, ConnectionId } from './connections.js'
import { MAX_CONNECT_ATTEMPTS } from './defaults.js'
import type { Referral } from './link-frame.js'

/** Who is to answer; undefined: whoever is there. */
export interface ConnectTarget {
  readonly peer: PeerId | undefined
  /** As `endpointText` spells it. */
  readonly address: string
}

export type ConnectInput =
  | { type: 'ask'; id: ConnectionId; target: ConnectTarget }
  /** It is a neighbour. */
  | { type: 'linked'; id: ConnectionId }
  /** `peer`: who answered. `nextId`: for the attempt that may follow. */
  | {
      type: 'failed'
      id: ConnectionId
      peer: PeerId | undefined
      reason: ConnectFailure
      referrals: readonly Referral[]
      nextId: ConnectionId
    }

export type ConnectOutput =
  | { type: 'dial'; id: ConnectionId; target: ConnectTarget }
  | {
      type: 'failed'
      id: ConnectionId
      peer: PeerId | undefined
      reason: ConnectFailure
      nextId: ConnectionId | undefined
    }

/** What one call of `connect` has tried, and has left. */
interface Search {
  readonly tried: Set<string>
  waiting: readonly Referral[]
  attempts: number
}

export class ConnectMachine {
  readonly #searches = new Map<ConnectionId, Search>()

  /** How many run. */
  get size(): number {
    return this.#searches.size
  }

  handle(input: ConnectInput): ConnectOutput[] {
    switch (input.type) {
      case 'ask':
        return this.#dial(input.id, input.target, { tried: new Set(), waiting: [], attempts: 0 })
      case 'linked':
        this.#searches.delete(input.id)
        return []
      case 'failed':
        return this.#failed(input)
    }
  }

  #failed({ id, peer, reason, referrals, nextId }: Extract<ConnectInput, { type: 'failed' }>): ConnectOutput[] {
    const search = this.#searches.get(id)
    if (search === undefined) return []
    this.#searches.delete(id)
    if (peer !== undefined) search.tried.add(peer)
    const waiting = [...search.waiting, ...referrals].filter((referral) => !search.tried.has(referral.peer))
    const [next, ...rest] = search.attempts < MAX_CONNECT_ATTEMPTS && reason !== 'already-connected' ? waiting : []
    if (next === undefined) return [{ type: 'failed', id, peer, reason, nextId: undefined }]
    const follow = this.#dial(nextId, next, { ...search, waiting: rest })
    return [{ type: 'failed', id, peer, reason, nextId }, ...follow]
  }

  #dial(id: ConnectionId, target: ConnectTarget, search: Search): ConnectOutput[] {
    if (target.peer !== undefined) search.tried.add(target.peer)
    this.#searches.set(id, { ...search, attempts: search.attempts + 1 })
    return [{ type: 'dial', id, target: { peer: target.peer, address: target.address } }]
  }
}
