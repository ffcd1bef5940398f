// Peers by the names that their group knows them by.
import type { ControlClient } from '../gateway/index.js'
import { shortPeer } from './units.js'

export type NameOf = (peer: string) => string

/** The same of every group of the node, for what may be of any. */
export async function namesOfAllGroups(node: ControlClient): Promise<NameOf> {
  const { groups } = (await node.get('/v1/groups').catch(() => ({ groups: [] }))) as { groups: { id: string }[] }
  const names = await Promise.all(groups.map(({ id }) => memberNames(node, id)))
  return (peer) => names.map((nameOf) => nameOf(peer)).find((name) => name !== shortPeer(peer)) ?? shortPeer(peer)
}

/** Names as the running node knows them; what it does not know, or cannot say, is shown by the end of its peer id. */
export async function memberNames(node: ControlClient, group: string): Promise<NameOf> {
  const names = new Map<string, string>()
  try {
    const { members } = (await node.get(`/v1/groups/${group}/members`)) as { members: { peer: string; name: string }[] }
    for (const { peer, name } of members) if (name !== peer) names.set(peer, name)
  } catch {
    // A name is decoration.
  }
  return (peer) => names.get(peer) ?? shortPeer(peer)
}
