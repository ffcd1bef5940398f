// What connections through members are given of a group: ports, so that nothing here knows a node.
import type { AliasClient, AliasServer, OriginAccess } from '../../content/index.js'
import type { Group } from '../../group/index.js'
import type { PeerId } from '../../base/index.js'

export interface RelayGroup {
  readonly group: Pick<Group, 'id' | 'self' | 'isMember' | 'limitsOf'> & {
    readonly graph: Pick<Group['graph'], 'present' | 'announce'>
  }
  readonly server: Pick<AliasServer, 'addTunnelDoor'>
  readonly client: Pick<AliasClient, 'tunnel'>
  /** The way out under the group's policy. */
  readonly origins: Pick<OriginAccess, 'tunnel'>
  /** Whom the group elected to fetch first for all. */
  provider(): PeerId | undefined
}
