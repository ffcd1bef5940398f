// The library, for programs that embed Potluck. What loads libp2p and Automerge is loaded when a group, or a graph, is opened.
import './base/polyfill.js'
export {
  keyPairFromSeed,
  lineLogger,
  LOG_LEVELS,
  silentLogger,
  type AbortOptions,
  type KeyPair,
  type LogFields,
  type Logger,
  type LogLevel,
  type Say,
  type PeerId,
  type TypedEvents
} from './base/index.js'
export {
  PeerGroup,
  type CreatedPeerGroup,
  type CreateOptions,
  type GroupRecords,
  type IdentityOptions,
  type InviteOptions,
  type JoinOptions,
  type OpenOptions,
  type OpenPorts,
  type PeerGroupEvents,
  type ProgramAccess,
  type ProgramTokenInit,
  type PublishedContent
} from './embed/index.js'
export {
  defineJsonRecordType,
  defineRecordType,
  MAX_RECORD_DATA_BYTES,
  namedRecordId,
  readData,
  RecordError,
  type AttributeEdit,
  type Attributes,
  type AttributeValue,
  type ChangeableBy,
  type Codec,
  type GroupRecord,
  type JsonRecordTypeInit,
  type Lifetime,
  type OverwrittenEdit,
  type RecordErrorCode,
  type RecordId,
  type RecordType,
  type RecordTypeInit,
  type ReplacedContribution,
  type Validity
} from './record/index.js'
export type {
  ChangedRecord,
  Comparison,
  DeclaredType,
  DeleteOptions,
  EditInit,
  Evidence,
  ImportReport,
  Policy,
  RecordChange,
  RecordConflict,
  RecordEnumeration,
  RecordFilter,
  RecordInit,
  RecordQuery,
  RecordSecurity,
  SearchClause,
  SearchCriteria,
  SearchOptions,
  SecuredChange,
  TextPattern
} from './store/index.js'
// Not the room, which loads Automerge.
export { StoreError, type StoreErrorCode } from './store/errors.js'
export { encodeEvidence, verifyEvidence } from './store/evidence.js'
export { readAttributesXml, writeAttributesXml } from './store/search/attributes-xml.js'
export { COMPARISONS } from './store/search/criteria.js'
export type {
  AdmissionRequest,
  ApiVersion,
  ChangeableGraphProperties,
  ConnectFailure,
  ConnectionId,
  ConnectionInfo,
  ConnectionKind,
  ConnectOptions,
  CreateGraphOptions,
  DirectChange,
  DirectData,
  DirectEnd,
  DirectFailure,
  Enumeration,
  FixedGraphProperties,
  Gate,
  GraphEvent,
  GraphEventFilter,
  GraphEventQueue,
  GraphOptions,
  GraphProperties,
  GraphRecords,
  GraphScope,
  GraphSecurity,
  GraphStatus,
  GraphWarning,
  ListenOptions,
  Neighbour,
  NeighbourChange,
  NodeChange,
  NodeId,
  NodeInfo,
  OpenDirectOptions,
  OpenedPeerGraph,
  OpenGraphOptions,
  RecordEvents,
  ResolveOptions
} from './graph/index.js'
// Not the room, which loads libp2p.
export { GraphError, type GraphErrorCode } from './graph/errors.js'
export { PeerGraph } from './graph/peer-graph.js'
export {
  CODE_TTL_MS,
  GroupError,
  INVITATION_TTL_MS,
  MAX_CODE_USES,
  type CodeSummary,
  type GroupErrorCode,
  type GroupProperties,
  type GroupWarning,
  type MadeCode,
  type MakeCodeInit,
  type Member,
  type PropertyChanges,
  type PropertyConflict,
  type PropertyName,
  type Role
} from './group/index.js'
export {
  ContentError,
  type BlobCache,
  type BlobLocation,
  type BytesBySource,
  type CachedBlob,
  type ContentErrorCode,
  type ContentFacts,
  type ContentLocation,
  type Explanation,
  type FetchedContent,
  type FetchFreshness,
  type FetchOptions,
  type FetchResult,
  type Freshness,
  type LedgerSnapshot,
  type NextStep,
  type OriginAddress,
  type OutReason,
  type PublishOptions,
  type TransferProgress
} from './content/index.js'
export { GatewayError, type GatewayErrorCode } from './gateway/index.js'
