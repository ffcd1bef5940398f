export * from './defaults.js'
export type { RecordEnumeration } from './enumeration.js'
export { brokenEphemeralRule } from './ephemeral.js'
export * from './errors.js'
export { encodeEvidence, verifyEvidence, type Evidence } from './evidence.js'
export { readExport, type ExportOwner } from './export-read.js'
export type { ExportSource, ImportReport } from './import.js'
export { openStore } from './open-store.js'
export * from './policy.js'
export { spellAttribute } from './record-index.js'
export type { AuthorCut, ShardCut } from './shard-cut.js'
export type { ShardExtent } from './shard-extent.js'
export { readAttributesXml, writeAttributesXml } from './search/attributes-xml.js'
export {
  checkCriteria,
  COMPARISONS,
  type Comparison,
  type SearchClause,
  type SearchCriteria,
  type TextPattern
} from './search/criteria.js'
export { RESERVED_ATTRIBUTES } from './search/fields.js'
export type { SearchOptions } from './search/search.js'
export { readDate, readInteger } from './search/values.js'
export type { RecordSecurity, SecuredChange } from './security.js'
export * from './storage.js'
export * from './storage-level.js'
export * from './storage-memory.js'
export * from './store.js'
export type { StoreComponents, StoreInit } from './store-init.js'
export { type ChangedRecord, type RecordChange, type RecordFilter } from './watch-records.js'
export type { RecordConflict } from './shared-view.js'
export type { DeclaredType } from './type-rules.js'
