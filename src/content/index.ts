export * from './alias-client.js'
export * from './alias-group.js'
export { aliasPath, parseAliasPath, type AliasRoute } from './alias-path.js'
export * from './alias-server.js'
export * from './blob-store.js'
export {
  claimRecordId,
  claimType,
  FIRST_APPLICATION_NEED,
  needProblem,
  needRecordId,
  needType,
  PLAIN_NEED,
  readClaim,
  readNeed,
  type Claim,
  type ClaimData,
  type Need,
  type NeedData,
  type NeedMethod,
  type NeedPair,
  type NeedType,
  type TransferEnd
} from './claims.js'
export type { Carrier } from './carrier.js'
export * from './content.js'
export { factsOf, headersOf, NO_FACTS, type ContentFacts, type HeaderFacts } from './content-facts.js'
export * from './defaults.js'
export { MAX_NEED_PAIR_CHARACTERS, MAX_NEED_PAIRS, MAX_NEED_WORD_CHARACTERS, NEED_TTL_MS } from './crossing-defaults.js'
export * from './errors.js'
export type * from './explain.js'
export type { Freshness } from './freshness.js'
export * from './folder-blob-store.js'
export { withoutBody } from './held-fetch.js'
export * from './leaf-hashes.js'
export * from './ledger.js'
export { locationType, NOTHING_SAID, readLocation, type Location, type LocationData } from './location.js'
export type { CallBody, MemberCall, MemberReply } from './member-request.js'
export type * from './member-service.js'
export * from './memory-blob-store.js'
export * from './memory-doors.js'
export * from './memory-origins.js'
export * from './open-content.js'
export { type OriginOptions, type OriginResponse } from './origin.js'
export * from './origin-access.js'
export { refusalByUrl } from './origin-judge.js'
export * from './origin-policy.js'
export * from './origin-trust.js'
export { OwnLine, type OwnLineInit } from './own-line.js'
export type { Resolve } from './resolve.js'
export { setPatientTimer } from './patient-timer.js'
export * from './ports.js'
export { parseProxy, type UpstreamProxySettings } from './upstream-proxy.js'
export * from './url-key.js'
export * from './url-privacy.js'
export { isWithoutWayOut } from './way-out.js'
