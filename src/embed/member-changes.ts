// What there is to tell of members, from what was told before (PEER_MEMBER_CHANGE_TYPE, reference section 2.3).
import type { PeerId } from '../base/index.js'
import type { NodeInfo } from '../graph/index.js'
import type { Member } from '../group/index.js'

/**
 * `joined`: it became a member, as far as we have heard; `connected`, `disconnected`: it is present, or is not any more; `updated`: its
 * name, role, limits, certificate or addresses are others; `left`: it is no member any more, for whatever reason.
 */
export interface MemberChange {
  readonly change: 'joined' | 'connected' | 'disconnected' | 'updated' | 'left'
  readonly peer: PeerId
}

export interface MemberInfo extends Member {
  /** 16 hex characters, of this run of its node; undefined: it is not present, or did not say. */
  readonly nodeId: string | undefined
  /** Where it listens, as multiaddrs without `/p2p/`; none: it is not present. */
  readonly addresses: readonly string[]
}

/** @param nodes those that are present */
export function memberInfo(member: Member, nodes: readonly NodeInfo[]): MemberInfo {
  const node = member.present ? nodes.find(({ peer }) => peer === member.peer) : undefined
  return { ...member, nodeId: node?.nodeId, addresses: node?.addresses ?? [] }
}

/** Ourselves first, then by peer id. */
export function memberInfos(members: readonly Member[], nodes: readonly NodeInfo[]): MemberInfo[] {
  const infos = members.map((member) => memberInfo(member, nodes))
  return infos.sort((a, b) => Number(b.self) - Number(a.self) || (a.peer < b.peer ? -1 : 1))
}

interface Told {
  readonly isPresent: boolean
  readonly facts: string
  readonly place: string
}

export class MemberChanges {
  readonly #told = new Map<PeerId, Told>()

  /** @param members who are there, before anything is told */
  constructor(members: readonly MemberInfo[]) {
    for (const member of members) this.#told.set(member.peer, toldOf(member))
  }

  /** @param member as it is now; undefined: it is none */
  changed(peer: PeerId, member: MemberInfo | undefined): MemberChange[] {
    const before = this.#told.get(peer)
    const now = member && toldOf(member)
    if (now === undefined) this.#told.delete(peer)
    else this.#told.set(peer, now)
    return changesOf(before, now).map((change) => ({ change, peer }))
  }
}

function changesOf(before: Told | undefined, now: Told | undefined): MemberChange['change'][] {
  const [wasPresent, isPresent] = [before?.isPresent ?? false, now?.isPresent ?? false]
  const changes: MemberChange['change'][] = []
  if (before === undefined && now !== undefined) changes.push('joined')
  if (isPresent && !wasPresent) changes.push('connected')
  if (wasPresent && !isPresent) changes.push('disconnected')
  if (before !== undefined && now === undefined) changes.push('left')
  if (before === undefined || now === undefined) return changes
  // Where it is now is no news of who comes, or goes.
  const hasMoved = wasPresent && isPresent && before.place !== now.place
  if (before.facts !== now.facts || hasMoved) changes.push('updated')
  return changes
}

function toldOf({
  name,
  role,
  limits,
  validFromMs,
  validUntilMs,
  issuer,
  nodeId,
  addresses,
  present
}: MemberInfo): Told {
  return {
    isPresent: present,
    facts: JSON.stringify([name, role, limits, validFromMs, validUntilMs, issuer]),
    place: JSON.stringify([nodeId, addresses])
  }
}
