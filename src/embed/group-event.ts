// What a group tells a program in queues (PEER_GROUP_EVENT_TYPE, reference section 2.3).
import type { PeerId } from '../base/index.js'
import type { DirectChange, DirectData, GraphEventQueue, NeighbourChange } from '../graph/index.js'
import type { ConnectionFailureReason, GroupStatus, Knock, GroupWarning, RemovalInfo } from '../group/index.js'
import type { RecordId } from '../record/index.js'
import type { RecordChange } from '../store/index.js'
import type { MemberChange } from './member-changes.js'

export type GroupEvent =
  | { readonly event: 'status'; readonly status: GroupStatus }
  /** Some property may be another now. */
  | { readonly event: 'properties' }
  /** Some setting may be another now. */
  | { readonly event: 'settings' }
  /** A record became visible, changed, or stopped being visible; by whomever, ourselves included. */
  | { readonly event: 'record'; readonly change: RecordChange; readonly id: RecordId; readonly type: string }
  | ({ readonly event: 'member' } & MemberChange)
  | ({ readonly event: 'neighbour' } & NeighbourChange)
  | ({ readonly event: 'direct' } & DirectChange)
  /** A message; while it and others of its connection wait, the other side can send only so much. Never thrown away. */
  | ({ readonly event: 'data' } & DirectData)
  /** For 30 s there was no neighbour; we go on looking. Again after there was one. */
  | { readonly event: 'connection-failed'; readonly reason: ConnectionFailureReason }
  /** Of that kind another is elected and here now, or nobody: see `PeerGroup.elections`. */
  | { readonly event: 'provider'; readonly kind: string; readonly provider: PeerId | undefined }
  /** Somebody knocks who did not before: see `PeerGroup.knocks`. */
  | { readonly event: 'knock'; readonly knock: Knock }
  /** We are no member any more, and why: nothing can be written from now on, and the group is off the network. */
  | { readonly event: 'removed'; readonly removal: RemovalInfo }
  /** Something a person should know: see `PeerGroup.warnings`, which has it for as long as it holds. */
  | ({ readonly event: 'warning' } & GroupWarning)
  /** Enough neighbours agree with us on that type of record, before all else is here: only of types with precedence. */
  | { readonly event: 'synchronised-type'; readonly type: string }
  /** In place of events that were thrown away, since too many waited: enumerate what is of interest anew. */
  | { readonly event: 'overflow' }

export type GroupEventKind = Exclude<GroupEvent['event'], 'overflow'>

export type GroupEventFilter =
  /** `types`: names of record types; left out: all but Potluck's own (`graph.…`, `group.…`, `content.…`, `need.…`, `election.…`, `upload.…`). */
  | { readonly event: 'record'; readonly types?: readonly string[] }
  | { readonly event: Exclude<GroupEventKind, 'record'> }

/** As that of graphs: at most 10,000 wait, then one `overflow` stands in their place. */
export type GroupEventQueue = GraphEventQueue<GroupEvent>

/** Of records that Potluck itself writes: presences are renewed all the time. */
export const OWN_TYPES = ['graph.', 'group.', 'content.', 'need.', 'election.', 'upload.']

/** Every kind that can be asked for. */
export const GROUP_EVENTS: { readonly [kind in GroupEventKind]: true } = {
  status: true,
  properties: true,
  settings: true,
  record: true,
  member: true,
  neighbour: true,
  direct: true,
  data: true,
  'connection-failed': true,
  provider: true,
  knock: true,
  removed: true,
  warning: true,
  'synchronised-type': true
}
