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
  /** Also somebody who was removed, or left, before. @default false */
  again?: boolean | undefined
}

/** @throws {GroupError} as `createInvitation` and `parseIdentityText` do; {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS` */
export async function invite(init: InviteInit): Promise<Invitation & { groupName: string; running: boolean }> {
  const { inviteFrom, knownMembers, loadIdentity, parseIdentityText } = await import('../group/index.js')
  parseIdentityText(init.identity) // Or it says what is wrong with it before anything is asked for.
  const group = await findGroup(init.home, init.group)
  const { keyPair } = await loadIdentity(init.home)
  const node = (await askRunningNode(init.home, (running) => running.get(`/v1/groups/${group.id}/addresses`))) as
    { addresses: string[] } | undefined
  const nowMs = systemClock.nowMs()
  const state = await knownMembers(group, nowMs)
  const invitation = inviteFrom(
    { folder: group, state, keyPair, addresses: node?.addresses ?? [], nowMs, random: systemRandom },
    { identity: init.identity, role: init.role, ttlMs: init.ttlMs, again: init.again }
  )
  return { ...invitation, groupName: group.name, running: node !== undefined }
}
