// Light: what loads libp2p and Automerge is loaded when a group is opened.
export type { CreatedPeerGroup, CreateOptions, IdentityOptions, JoinOptions } from './open-peer-group.js'
export { OpenedPeerGroup, type PeerGroupParts } from './opened-peer-group.js'
export * from './peer-group.js'
