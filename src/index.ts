// The library, for embedding.
import './base/polyfill.js'
export type { PeerGroup, Member, Role } from './group/index.js'
export type { Content } from './content/index.js'
