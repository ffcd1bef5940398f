// Who is here and where: an ephemeral record per member, renewed every minute (design section 4; docs/protocols/discovery.md).
import { isIP } from 'node:net'
import type { PeerId } from '../base/index.js'
import { namedRecordId, defineRecordType, type RecordId } from '../record/index.js'
import { MAX_NODE_ATTRIBUTES_BYTES, MAX_PRESENCE_BYTES, MAX_PRESENCE_HOSTS, PRESENCE_TTL_MS } from './defaults.js'
import { potluck } from './graph-pb.js'
import type { AnnouncedPresence, Answer } from './graph.js'
import { nodeIdBytes, readNodeId } from './node-id.js'

const wire = potluck.graph.v1
const ANSWERS: readonly Answer[] = ['unknown', 'yes', 'no']

export interface PresenceData extends AnnouncedPresence {
  /** IP addresses, best first; at most MAX_PRESENCE_HOSTS. */
  hosts: readonly string[]
  /** TCP port of the link protocol; 0: not dialable. */
  graphPort: number
  /** 16 hex characters, of this run of the node; undefined: it does not say. */
  nodeId: string | undefined
  /** What an application says of this node: at most MAX_NODE_ATTRIBUTES_BYTES. */
  attributes: string
}

export const presenceType = defineRecordType<PresenceData>({
  name: 'graph.presence',
  lifetime: 'ephemeral',
  ttlMs: PRESENCE_TTL_MS,
  maxBytes: MAX_PRESENCE_BYTES,
  codec: { encode: encodePresence, decode: decodePresence }
})

/** A member has exactly one. */
export function presenceId(peer: PeerId): RecordId {
  return namedRecordId(peer, presenceType.name)
}

function encodePresence(data: PresenceData): Uint8Array {
  const { hosts, graphPort, contentPort, uplink, serves, load, nodeId, attributes, merit, carries } = data
  return wire.PresenceData.encode({
    hosts: hosts.slice(0, MAX_PRESENCE_HOSTS),
    graphPort,
    contentPort,
    uplink: ANSWERS.indexOf(uplink),
    serves: ANSWERS.indexOf(serves),
    load,
    ...(nodeId !== undefined && { nodeId: nodeIdBytes(nodeId) }),
    attributes,
    merit,
    ...(carries === true && { carries })
  }).finish()
}

function decodePresence(bytes: Uint8Array): PresenceData {
  const read = wire.PresenceData.decode(bytes)
  const { hosts, graphPort, contentPort, uplink, serves, load, nodeId, attributes, merit, carries } = read
  const node = readNodeId(nodeId)
  if (hosts.length > MAX_PRESENCE_HOSTS || !hosts.every((host) => isIP(host) !== 0)) throw new RangeError('hosts')
  if (graphPort > 65_535 || contentPort > 65_535) throw new RangeError('ports')
  if (node === undefined) throw new RangeError('node id')
  if (Buffer.byteLength(attributes) > MAX_NODE_ATTRIBUTES_BYTES) throw new RangeError('attributes')
  return {
    hosts,
    graphPort,
    contentPort,
    uplink: ANSWERS[uplink] ?? 'unknown',
    serves: ANSWERS[serves] ?? 'unknown',
    load: Math.min(load, 100),
    ...node,
    attributes,
    merit,
    ...(carries && { carries })
  }
}
