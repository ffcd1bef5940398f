// What content needs of a group, and nothing more: Group fills it as it is, tests give a double (design section 1).
import type { KeyPair, PeerId } from '../base/index.js'
import type { RunningGraph } from '../graph/index.js'
import type { MemberLimits } from '../group/index.js'
import type { Store } from '../store/index.js'

export interface ContentGroup {
  /** 64 hex characters. */
  readonly id: string
  /** The same, 32 bytes: what stands under every signature. */
  readonly idBytes: Uint8Array
  readonly self: PeerId
  readonly keyPair: KeyPair
  /** 32 bytes: keys the hash of URLs. */
  readonly urlHashKey: Uint8Array
  readonly store: Pick<Store, 'on' | 'declare' | 'add' | 'update' | 'delete' | 'get' | 'find'>
  readonly graph: Pick<RunningGraph, 'on' | 'present' | 'announce' | 'reportUnreachable'>
  /** A member now: asked at every door. */
  isMember(peer: PeerId): boolean
  /** What a member may do. */
  limitsOf(peer: PeerId): Pick<MemberLimits, 'mayServe' | 'mayUseUplinks'>
  /** Either may be another now, of that peer. */
  on(name: 'member:change', listener: (peer: PeerId) => void): () => void
}
