// Coming in with an invitation (seed 003, steps 516 and 518): what it holds becomes the group's folder on this machine.
import { join } from 'node:path'
import { equalBytes, systemClock } from '../base/index.js'
import { mergeAddresses } from './addresses.js'
import type { Surroundings } from './create-group.js'
import { BACKDATE_MS } from './defaults.js'
import { GroupError } from './errors.js'
import { readGroupFolder, writeGroupFolder, type GroupFolder } from './group-folder.js'
import { groupPath } from './home.js'
import { loadIdentity } from './identity.js'
import { openInvitation, type OpenedInvitation } from './invitation.js'
import { knownMembers } from './known-members.js'
import { readEntries } from './membership-entry.js'
import { encodeChain } from './membership-object.js'
import { MembershipState, type ChainEntry } from './membership-state.js'
import { forgetMembershipObject, saveMembershipObject } from './membership-storage.js'
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
 * Works without a running node. Joining again with the same invitation changes nothing; one that counts for more replaces the certificate.
 * @throws {GroupError} `REMOVED`, `INVITATION_INVALID`; as `openInvitation`, `loadIdentity` and `readGroupFolder` do
 */
export async function joinGroup(
  home: string,
  invitationText: string,
  surroundings: Surroundings = {}
): Promise<JoinedGroup> {
  const nowMs = (surroundings.clock ?? systemClock).nowMs()
  const identity = await loadIdentity(home)
  const invitation = openInvitation(invitationText, identity.peer, nowMs)
  const { groupId: id, rootPublicKey: idBytes } = invitation
  const path = groupPath(home, id)
  const existing = await existingFolder(home, id)
  const known = await knownMembers({ path, idBytes, chain: existing?.chain ?? invitation.chain }, nowMs)
  const { entry, overruled } = chosen(known, invitation, nowMs)
  const { chain, membership } = entry
  const isNew = chain.every((der, at) => equalBytes(der, invitation.chain[at] ?? new Uint8Array()))
  const name = existing === undefined || isNew ? invitation.groupName : existing.name
  await writeGroupFolder({
    ...{ path, id, idBytes, name, chain },
    // A group has one for ever: whoever sends another one cuts us off.
    secret: existing?.secret ?? invitation.groupSecret,
    knownAddresses: mergeAddresses(invitation.addresses, existing?.knownAddresses ?? []),
    rootCertificate: existing?.rootCertificate
  })
  const members = join(path, 'members')
  // Also where another counts here now: which one does may be another when this machine hears what others know.
  await saveMembershipObject(members, encodeChain(invitation.chain))
  for (const removalId of overruled) await forgetMembershipObject(members, removalId)
  const { role, validUntilMs } = membership
  return { id, name, role, validUntilMs, again: existing !== undefined }
}

interface Chosen {
  readonly entry: ChainEntry
  /** Ids of removals of ourselves that are on this disk, and alone stand against the invitation. */
  readonly overruled: readonly string[]
}

/** What counts by all that is known here: a removal that this machine has heard of too. */
function chosen(known: MembershipState, { chain, membership, rootPublicKey }: OpenedInvitation, nowMs: number): Chosen {
  const entries = readEntries(rootPublicKey, encodeChain(chain)) ?? []
  known.add(entries, nowMs)
  const invited = entries.find((entry) => entry.type === 'chain')?.certificates ?? []
  if (known.removals.standing(invited) === 'issuer-removed') {
    throw new GroupError('INVITATION_INVALID', 'whoever made this invitation was removed from the group')
  }
  const current = known.currentOf(membership.peer, nowMs)
  if (current !== undefined) return { entry: current, overruled: [] }
  // Who invites after a removal and does not name it has not heard of it, or knows that it counts no more. Where it does count, the first
  // member that we meet says so again.
  const madeAtMs = membership.validFromMs + BACKDATE_MS
  const overruled = known.removals
    .of(membership.peer)
    .filter((removal) => known.removals.hits(removal, invited.at(-1)!, invited.length))
    .filter(({ madeMs }) => madeMs < madeAtMs || madeMs > nowMs) // Whoever signs it can say any time.
  const rest = known.entries().filter((entry) => entry.type === 'chain' || !overruled.includes(entry.removal))
  const others = new MembershipState()
  others.add(rest, nowMs)
  const entry = others.currentOf(membership.peer, nowMs)
  const objects = known.entries().filter((one) => !rest.includes(one))
  if (entry !== undefined) return { entry, overruled: objects.map(({ id }) => id) }
  throw new GroupError('REMOVED', 'this machine was removed from the group, or left it, after this invitation was made')
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
