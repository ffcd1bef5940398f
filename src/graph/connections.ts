// What a node tells of its connections (reference section 1.2).
import type { PeerId } from '../base/index.js'

/** Names one connection of this node, neighbour or direct, while it runs: 1 and up, never given twice. */
export type ConnectionId = number

/** `neighbour`: records travel on it; `direct`: messages of applications alone. */
export type ConnectionKind = 'neighbour' | 'direct'

/** A connection that stands. */
export interface ConnectionInfo {
  readonly id: ConnectionId
  readonly kind: ConnectionKind
  readonly peer: PeerId
  /** 16 hex characters, of this run of the other node; undefined: it did not say. */
  readonly nodeId: string | undefined
  /** The other end, a multiaddr without `/p2p/`. */
  readonly address: string
  /** Who dialled it; of a direct one, who asked for it. */
  readonly direction: 'inbound' | 'outbound'
  /** The shortest of the last round trips, ms; undefined: not measured. */
  readonly rttMs: number | undefined
}

/**
 * Why a neighbour that was asked for by `connect` is none: `unreachable`: nobody answered in time; `not-authenticated`: who answered
 * is not one of us; `refused`: it does not take us, being full for instance; `already-connected`: the address led to a neighbour, or to
 * ourselves.
 */
export type ConnectFailure = 'unreachable' | 'not-authenticated' | 'refused' | 'already-connected'

/** What became of a link with a neighbour, whoever asked for it. */
export type NeighbourChange =
  | ({ readonly change: 'connected' | 'disconnected' } & Omit<ConnectionInfo, 'kind' | 'rttMs'>)
  | {
      readonly change: 'failed'
      readonly id: ConnectionId
      /** Who was asked; undefined: nobody answered. */
      readonly peer: PeerId | undefined
      readonly reason: ConnectFailure
      /** Of the attempt that follows, at a neighbour that this peer named; undefined: it ends here. */
      readonly nextId: ConnectionId | undefined
    }
