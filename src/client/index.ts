// `potluck/client`: asks the node of this machine. For its programs: it needs nothing of Node, but a node refuses web pages
// (docs/security.md).
export type * from './answers.js'
export { PotluckClient, type PotluckClientOptions, type PublishOptions } from './client.js'
export type { ClientRecords } from './client-records.js'
export type { ClientClock } from './clock.js'
export type { ContentOptions, PotluckContent } from './content.js'
export { ANSWER_BUDGET_MS, CONTENT_BUDGET_MS, DEFAULT_NODE_URL, RECONNECT_BUDGET_MS } from './defaults.js'
export { sharedRequest, type SharedRequest } from './drop-in.js'
export { PotluckError, type ClientErrorCode } from './errors.js'
export type * from './record-answers.js'
export type { ContentBody, WaitOptions } from './transport.js'
export type { WatchOptions } from './watching.js'
export type * from './watch-events.js'
