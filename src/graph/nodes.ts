// What a graph tells of the nodes in it (PEER_NODE_INFO, NODE_CHANGED: reference sections 1.8 and 2.2).
import type { PeerId } from '../base/index.js'
import { addressText } from './addresses.js'
import type { PresenceData } from './presence.js'

/** 16 hex characters: one run of one peer in one graph. */
export type NodeId = string

export interface NodeInfo {
  /** Undefined: its node does not say. */
  readonly nodeId: NodeId | undefined
  readonly peer: PeerId
  /** Where it listens, as multiaddrs without `/p2p/`; none: it cannot be dialled. */
  readonly addresses: readonly string[]
  /** What an application there says of it; empty: nothing. */
  readonly attributes: string
}

/** `updated`: its addresses or attributes are others. A node that was started anew went and came. */
export interface NodeChange {
  readonly change: 'connected' | 'disconnected' | 'updated'
  readonly nodeId: NodeId | undefined
  readonly peer: PeerId
}

/** A presence, as far as it is about the node. */
export type NodeFacts = Pick<PresenceData, 'hosts' | 'graphPort' | 'nodeId' | 'attributes'>

export function nodeInfo(peer: PeerId, { hosts, graphPort, nodeId, attributes }: NodeFacts): NodeInfo {
  const addresses = graphPort === 0 ? [] : hosts.map((host) => addressText(host, graphPort))
  return { nodeId, peer, addresses, attributes }
}

/** What there is to tell, of facts that were told and those that hold now; undefined: it is not present. */
export function nodeChanges(peer: PeerId, told: NodeFacts | undefined, now: NodeFacts | undefined): NodeChange[] {
  const went = (change: NodeChange['change'], { nodeId }: NodeFacts): NodeChange => ({ change, nodeId, peer })
  if (told === undefined) return now === undefined ? [] : [went('connected', now)]
  if (now === undefined) return [went('disconnected', told)]
  if (told.nodeId !== now.nodeId) return [went('disconnected', told), went('connected', now)]
  const isSame =
    told.graphPort === now.graphPort && told.attributes === now.attributes && told.hosts.join() === now.hosts.join()
  return isSame ? [] : [went('updated', now)]
}
