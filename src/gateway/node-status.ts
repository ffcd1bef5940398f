// What a node says of itself: what it is, and how it and its groups do.
import type { PeerId } from '../base/index.js'
import type { BlobUsage } from '../content/index.js'
import { GROUP_KIND, type CarriedForMember, type ThroughMembersStatus } from '../flows/index.js'
import type { MemberLimits } from '../group/index.js'
import type { FailedGroup, NodeGroup } from './node-groups.js'
import type { ServiceInfo } from './services/service-manager.js'
import type { UploadsStatus } from './upload-status.js'

export interface NodePorts {
  /** Of the first group; null while there is none. */
  readonly group: number | null
  readonly content: number
  /** On loopback; null where this node serves no programs there, as one that is embedded. */
  readonly gateway: number | null
}

export interface NodeStatus {
  peerId: PeerId
  name: string
  groups: GroupStatus[]
  failedGroups: readonly FailedGroup[]
  services: readonly ServiceInfo[]
  uplink: { bytesIn: number }
  lan: { bytesIn: number; bytesOut: number }
  cache: BlobUsage
  addresses: string[]
  ports: NodePorts
}

/** Which way what is not shared goes out, and what is carried for others. */
export interface ConnectionsStatus extends ThroughMembersStatus {
  readonly carries: boolean
  readonly carried: {
    readonly connections: number
    readonly bytes: number
    readonly members: CarriedForMember[]
  }
}

/** As the API answers: with what takes longer to look up. */
export interface WholeStatus extends NodeStatus {
  uploads?: UploadsStatus | undefined
  carried?: { uploads: number; bytes: number } | undefined
  connections?: ConnectionsStatus | undefined
}

export interface GroupStatus {
  id: string
  name: string
  /** What administrators call it for all; `name` where they said nothing. */
  friendlyName: string
  members: number
  /** This node too. */
  present: number
  neighbours: number
  synchronised: boolean
  records: number
  /** Of this node, as its certificate says. */
  limits: MemberLimits
  /** Who is elected to fetch first for all, and is here; undefined: nobody. */
  provider: PeerId | undefined
  /** Whether this node reached the Internet lately, as it tells the group. */
  uplink: 'yes' | 'no' | 'unknown'
  /** What time it is for the group's records, ms since 1970. */
  peerTimeMs: number
}

export function groupStatus({ id, name, group, elections }: NodeGroup): GroupStatus {
  const present = group.graph.present()
  return {
    id,
    name,
    friendlyName: group.properties().friendlyName,
    members: group.members().length,
    present: present.length,
    neighbours: group.graph.neighbours().length,
    synchronised: group.graph.synchronised,
    records: group.store.status().records,
    limits: group.limitsOf(group.self),
    provider: elections.provider(GROUP_KIND)?.peer,
    uplink: present.find(({ peer }) => peer === group.self)?.uplink ?? 'unknown',
    peerTimeMs: group.peerTimeMs()
  }
}
