// Coming in with an invitation (seed 003, steps 516 and 518): what it holds becomes the group's folder on this machine.
import { systemClock } from '../base/index.js'
import { mergeAddresses } from './addresses.js'
import type { Surroundings } from './create-group.js'
import { GroupError } from './errors.js'
import { readGroupFolder, writeGroupFolder, type GroupFolder } from './group-folder.js'
import { groupPath } from './home.js'
import { loadIdentity } from './identity.js'
import { openInvitation } from './invitation.js'
import { verifyMembership, type Membership } from './membership.js'
import { NO_REMOVALS } from './removals.js'
import type { Role } from './roles.js'

export interface JoinedGroup {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly validUntilMs: number
  /** The group was here already; at most its certificate, name and addresses are newer now. */
  readonly again: boolean
}

/**
 * Works without a running node. Joining again with the same invitation changes nothing; a newer one replaces the
 * certificate.
 * @throws {GroupError} as `openInvitation`, `loadIdentity` and `readGroupFolder` do
 */
export async function joinGroup(
  home: string,
  invitationText: string,
  surroundings: Surroundings = {}
): Promise<JoinedGroup> {
  const nowMs = (surroundings.clock ?? systemClock).nowMs()
  const identity = await loadIdentity(home)
  const invitation = openInvitation(invitationText, identity.peer, nowMs)
  const { groupId: id, rootPublicKey } = invitation
  const existing = await existingFolder(home, id)
  const fresh: GroupFolder = {
    path: groupPath(home, id),
    id,
    idBytes: rootPublicKey,
    name: invitation.groupName,
    secret: invitation.groupSecret,
    chain: invitation.chain,
    knownAddresses: mergeAddresses(invitation.addresses, existing?.knownAddresses ?? []),
    rootCertificate: existing?.rootCertificate
  }
  let folder = fresh
  let membership = invitation.membership
  if (existing !== undefined) {
    const kept = verifyMembership({ rootPublicKey, chain: existing.chain, removals: NO_REMOVALS, nowMs })
    if (kept.ok && !outranks(membership, kept)) {
      folder = { ...fresh, name: existing.name, chain: existing.chain }
      membership = kept
    }
  }
  await writeGroupFolder(folder)
  const { role, validUntilMs } = membership
  return { id, name: folder.name, role, validUntilMs, again: existing !== undefined }
}

/** Whether a certificate is worth replacing another valid one: an administrator's before a member's, then the longer. */
function outranks(fresh: Membership, kept: Membership): boolean {
  if (fresh.role !== kept.role) return fresh.role === 'administrator'
  return fresh.validUntilMs > kept.validUntilMs
}

async function existingFolder(home: string, id: string): Promise<GroupFolder | undefined> {
  try {
    return await readGroupFolder(home, id)
  } catch (error) {
    // A file that cannot be read is what joining again repairs.
    if (error instanceof GroupError && (error.code === 'NO_SUCH_GROUP' || error.code === 'BAD_GROUP_FILE')) return
    throw error
  }
}
