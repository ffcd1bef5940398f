export * from './errors.js'
export { ElectionService, type ElectionServiceInit } from './election/election-service.js'
export type * from './election/elections.js'
export * from './election/kinds.js'
export { Measures } from './election/measure.js'
export type * from './need/local-source.js'
export { LocalSources, type LocalSourcesInit } from './need/local-sources.js'
export type { NeedGroup } from './need/need-group.js'
export { NeedService, type NeedServiceInit, type NeedStory } from './need/need-service.js'
export type * from './need/needs.js'
export { openSources } from './need/open-sources.js'
export { FIRST_APPLICATION_LEVEL, LEVEL, type Candidate, type Criteria, type Criterion } from './election/criteria.js'
export type { ElectionReason, ElectionSnapshot, ElectionState, Refusal } from './election/election-events.js'
export type { ElectionId, ElectionResult } from './election/election-records.js'
export {
  CarriedUploads,
  type CarriedFor,
  type CarriedStatus,
  type CarriedUploadsInit
} from './receipt/carried-uploads.js'
export type { CarryGroup } from './receipt/carry-group.js'
export { BlackListService, type BlackListServiceInit } from './receipt/black-list-service.js'
export type { BlackList, BlackListEntry, BlackListKeeper, BlackListKind, Fault } from './receipt/blame.js'
export type { SendAgain } from './receipt/defence.js'
export type { EvidenceGroup } from './receipt/group-evidence.js'
export type * from './receipt/uploads.js'
export { ReceiptKeys, type KeysProblem, type ReceiptKeysInit } from './receipt/receipt-keys.js'
export { UploadService } from './receipt/upload-service.js'
export type { UploadGroup, UploadServiceInit, UploadSettings } from './receipt/upload-service-init.js'
export {
  CarriedConnections,
  type CarriedConnectionsInit,
  type CarriedConnectionsStatus
} from './relay/carried-connections.js'
export type { CarriedForMember } from './relay/carried-sums.js'
export type { RelayGroup } from './relay/relay-group.js'
export { ThroughMembers, type ThroughMembersInit, type ThroughMembersStatus } from './relay/through-members.js'
