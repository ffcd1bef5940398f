// What a graph tells a program (PEER_GRAPH_EVENT_TYPE, reference section 2.2).
import type { RecordId } from '../record/index.js'
import type { RecordChange } from '../store/index.js'
import type { NeighbourChange } from './connections.js'
import type { DirectChange, DirectData } from './direct-connections.js'
import type { GraphWarning } from './graph.js'
import type { NodeChange } from './nodes.js'

/** Several may hold at once (PEER_GRAPH_STATUS_FLAGS, reference section 1.3). */
export interface GraphStatus {
  /** Others can connect to us. */
  readonly listening: boolean
  /** There is a neighbour. */
  readonly connected: boolean
  /** The records here were once those of the graph; never ends. */
  readonly synchronised: boolean
}

export type GraphEvent =
  | { readonly event: 'status'; readonly status: GraphStatus }
  /** Some property may be another now. */
  | { readonly event: 'properties' }
  /** A record became visible, changed, or stopped being visible; by whomever, ourselves included. */
  | { readonly event: 'record'; readonly change: RecordChange; readonly id: RecordId; readonly type: string }
  | ({ readonly event: 'neighbour' } & NeighbourChange)
  | ({ readonly event: 'node' } & NodeChange)
  | ({ readonly event: 'direct' } & DirectChange)
  /** A message; while it and others of its connection wait, the other side can send only so much. Never thrown away. */
  | ({ readonly event: 'data' } & DirectData)
  /** Nobody could be reached for a minute: `connect` to somebody. Again after there was a neighbour. */
  | { readonly event: 'connection-required' }
  /** Something a person should know: see `PeerGraph.warnings`, which has it for as long as it holds. */
  | ({ readonly event: 'warning' } & GraphWarning)
  /** Enough neighbours agree with us on that type of record, before all else is here: only of types with precedence. */
  | { readonly event: 'synchronised-type'; readonly type: string }
  /** In place of events that were thrown away, since too many waited: enumerate what is of interest anew. */
  | { readonly event: 'overflow' }

/** As far as a queue looks at it. */
export interface EventFilter {
  readonly event: string
  readonly types?: readonly string[]
}

export type GraphEventFilter =
  /** `types`: names of record types; left out: all but those of the graph itself (`graph.…`). */
  | { readonly event: 'record'; readonly types?: readonly string[] }
  | { readonly event: Exclude<GraphEvent['event'], 'record' | 'overflow'> }

/**
 * Events that wait to be taken, in the order in which they happened; at most 10,000, then one `overflow` stands in their place. `for
 * await` and `next` share one place.
 */
export interface GraphEventQueue<Event = GraphEvent> extends AsyncIterable<Event> {
  /** How many wait. */
  readonly waiting: number
  /** Takes the next one; undefined: none waits. */
  next(): Event | undefined
  /** Drops what waits, and ends `for await`. Safe to call twice. */
  close(): void
}
