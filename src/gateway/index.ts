// Light, so that commands start quickly: what loads libp2p and Automerge is loaded when a node is run, and what loads zod
// when settings are read.
import type { Logger } from '../base/index.js'
import type { ImportReport, Store } from '../store/index.js'
import type { ConfigSources, LoadedConfig } from './config.js'
import type { Config } from './config-schema.js'
import { requireHome } from './home.js'
import type { NodeInit, PotluckNode } from './node.js'
import type { NodeComponents, RunInit, StartedNode, StartInit } from './run-node.js'
import type { ShownSetting } from './shown-settings.js'

export type { CachedBlob } from './api/cache.js'
export type { GroupDiagnosis } from './api/diagnosis.js'
export type { ElectedProvider, ElectionExplanation } from './api/elections.js'
export type { History } from './api/ledger.js'
export type { RecordType as ApiRecordType, RecordTypeInit } from './api/record-types.js'
export type {
  EditedRecord,
  ImportAnswer,
  NewRecord,
  Record as ApiRecord,
  RecordConflict as ApiRecordConflict
} from './api/records.js'
export type { BlackListAnswer } from './api/black-list.js'
export type { NeedEvent, NeedQuery } from './api/needs.js'
export type { Upload as ApiUpload, UploadList, UploadReceipt as ApiUploadReceipt } from './api/uploads.js'
export { RIGHTS, type Right } from './api/operation.js'
export type { ServiceInfo } from './api/services.js'
export type { MadeToken, TokenSummary } from './api/tokens.js'
export type { WatchEvent } from './api/watch.js'
export { chooseGroup } from './choose-group.js'
export type { ConfigSources, LoadedConfig, SettingOrigin } from './config.js'
export type { Config } from './config-schema.js'
export {
  ControlError,
  createControlClient,
  type ContentStream,
  type ControlClient,
  type ControlEvent,
  type ControlQuery
} from './control-client.js'
export { DEFAULT_GATEWAY_PORT, GATEWAY_HOST } from './defaults.js'
export { describeError, GatewayError, hasSystemCode, systemWords, type GatewayErrorCode } from './errors.js'
export { homeFolder, makeHome, requireHome } from './home.js'
export type { FailedGroup, NodeGroup, PotluckNode, WholeStatus as NodeStatus } from './node.js'
export type { ExplainAnswer } from './routes/explain.js'
export { blameService } from './services/service-scope.js'
export type { ContentRequest, ContentResult } from './request-log.js'
export type { NodeComponents, NodeReady, RunInit, StartedNode, StartInit } from './run-node.js'
export type { ShownSetting } from './shown-settings.js'

/** @throws {GatewayError} `BAD_CONFIG` */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  return (await loadConfigWithOrigins(sources)).config
}

/** @throws {GatewayError} `BAD_CONFIG` */
export async function loadConfigWithOrigins(sources: ConfigSources): Promise<LoadedConfig> {
  const module = await import('./config.js')
  return await module.loadConfigWithOrigins(sources)
}

/** See shown-settings.ts. */
export async function shownSettings(loaded: LoadedConfig): Promise<ShownSetting[]> {
  const module = await import('./shown-settings.js')
  return module.shownSettings(loaded)
}

/** Opens a node in this process, without a control socket: one at a time in a home. See node.ts. */
export async function openNode(components: NodeComponents, init: NodeInit): Promise<PotluckNode> {
  const module = await import('./node.js')
  return await module.openNode(components, init)
}

/** See node-logger.ts. */
export async function createNodeLogger(config: Config['log'], write: (line: string) => void): Promise<Logger> {
  const module = await import('./node-logger.js')
  return module.createNodeLogger(config, write)
}

/** Runs a node until `signal` aborts. See run-node.ts. */
export async function runNode(components: NodeComponents, init: RunInit): Promise<void> {
  await requireHome(init.home) // A second before all is loaded.
  const module = await import('./run-node.js')
  await module.runNode(components, init)
}

/** Runs a node until it is closed. See run-node.ts. */
export async function startNode(components: NodeComponents, init: StartInit): Promise<StartedNode> {
  const module = await import('./run-node.js')
  return await module.startNode(components, init)
}

/**
 * Does something in a home in which no node runs, and none can be started meanwhile.
 * @throws {GatewayError} `ALREADY_RUNNING`, `HOME_PATH_TOO_LONG`, `HOME_UNUSABLE`; what `work` throws
 */
export async function whileNoNodeRuns<Result>(
  home: string,
  logger: Logger,
  work: () => Promise<Result>
): Promise<Result> {
  const { openControlServer } = await import('./control-server.js')
  const control = await openControlServer({ home, logger })
  try {
    return await work()
  } finally {
    await control.close()
  }
}

/** See import-records.ts. */
export async function importSent(
  store: Store,
  group: string,
  home: string,
  body: AsyncIterable<Uint8Array>
): Promise<ImportReport> {
  const module = await import('./import-records.js')
  return await module.importSent(store, group, home, body)
}
