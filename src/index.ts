// The library, for embedding: a node in this process, or a client of one that runs. What loads libp2p and Automerge for a
// node is loaded when one is opened.
import './base/polyfill.js'
export {
  lineLogger,
  silentLogger,
  systemClock,
  systemRandom,
  type Clock,
  type Logger,
  type PeerId,
  type Random
} from './base/index.js'
export {
  createGroup,
  createIdentity,
  createInvitation,
  GroupError,
  identityText,
  joinByCode,
  joinGroup,
  listGroups,
  loadIdentity,
  openGroup,
  parseIdentityText,
  readGroupFolder,
  saveIdentity,
  type GroupErrorCode,
  type Identity,
  type Member,
  type Group,
  type Role
} from './group/index.js'
export {
  ContentError,
  openContent,
  type Content,
  type ContentErrorCode,
  type ContentLocation,
  type Explanation,
  type FetchedContent
} from './content/index.js'
export {
  ControlError,
  createControlClient,
  GatewayError,
  loadConfig,
  makeHome,
  openNode,
  runNode,
  type Config,
  type ControlClient,
  type GatewayErrorCode,
  type NodeComponents,
  type NodeReady,
  type NodeStatus,
  type PotluckNode
} from './gateway/index.js'
