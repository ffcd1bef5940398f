// Makes an invitation from the files of a home, with the addresses of its node where one runs.
import { systemClock, systemRandom } from '../base/index.js'
import type { Invitation, Role } from '../group/index.js'
import { findGroup } from './find-group.js'
import { askRunningNode } from './home-node.js'

export interface InviteInit {
  home: string
  /** @default the only one */
  group: string | undefined
  /** One line, as `init` prints it. */
  identity: string
  role: Role
  /** @default as the group room says */
  ttlMs: number | undefined
}

/** @throws {GroupError} as `createInvitation` and `parseIdentityText` do; {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS` */
export async function invite(init: InviteInit): Promise<Invitation & { groupName: string; running: boolean }> {
  const { createInvitation, knownMembers, loadIdentity, parseIdentityText } = await import('../group/index.js')
  const forIdentity = parseIdentityText(init.identity)
  const group = await findGroup(init.home, init.group)
  const { keyPair, peer } = await loadIdentity(init.home)
  const node = (await askRunningNode(init.home, (running) => running.get(`/v1/groups/${group.id}/addresses`))) as
    { addresses: string[] } | undefined
  const nowMs = systemClock.nowMs()
  const members = await knownMembers(group, nowMs)
  const invitation = createInvitation({
    // What counts now may be newer than what this machine came in with.
    group: { ...group, chain: members.currentOf(peer, nowMs)?.chain ?? group.chain },
    removals: members.removals,
    keyPair,
    forIdentity,
    addresses: node?.addresses ?? [],
    nowMs,
    random: systemRandom,
    role: init.role,
    ttlMs: init.ttlMs
  })
  return { ...invitation, groupName: group.name, running: node !== undefined }
}
