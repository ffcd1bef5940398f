export { isInsideMachine, judgeAddresses, type JudgedAddress, type NetworkInterfaces } from './addresses.js'
export type { AnswerVerdict } from './admission-search.js'
export type { ApiVersion } from './api-version.js'
export { ARGUMENTS, checkAgainst } from './arguments.js'
export { askAdmission, type AskAdmissionInit } from './ask-admission.js'
export {
  MAX_ADMISSION_ANSWER_BYTES,
  MAX_ADMISSION_REQUEST_BYTES,
  MAX_CREDENTIALS_BYTES,
  MAX_REMOVAL_NOTICE_BYTES,
  PROGRAM_WRITTEN_MS
} from './defaults.js'
export { enumerate } from './enumerations.js'
export { EventQueues, type DirectEvent } from './event-queues.js'
export { knockRendezvous, multicastRoute, rendezvousOf, type MulticastRoute } from './discovery.js'
export type { ConnectFailure, ConnectionId, ConnectionInfo, ConnectionKind, NeighbourChange } from './connections.js'
export type * from './direct-connections.js'
export * from './errors.js'
export * from './gate.js'
export * from './graph.js'
export type { EventFilter, GraphEvent, GraphEventFilter, GraphEventQueue, GraphStatus } from './graph-event.js'
export type { ChangeableGraphProperties, FixedGraphProperties, GraphProperties } from './graph-properties.js'
export type { GraphSecurity } from './graph-security.js'
export type * from './messages.js'
export type { NodeChange, NodeId, NodeInfo } from './nodes.js'
export { MemoryNetwork } from './memory-network.js'
export { MAX_MESSAGE_BYTES } from './message-defaults.js'
export { openGraph, startGraph } from './open-graph.js'
export type { StartedGraph } from './started-graph.js'
export { agreedTimeFile, openPeerClock, type AgreedTime, type OpenedPeerClock } from './open-peer-clock.js'
export * from './peer-graph.js'
export { presenceType } from './presence.js'
export type { GraphScope } from './scope.js'
export { Visitor, type VisitorInit, type VisitorQuestion } from './visitor.js'
