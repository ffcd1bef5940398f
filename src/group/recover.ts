// Bringing the group's root back by its phrase: whoever has lost every administrator, or the first one's disk, is appointed by the root
// itself again. The root's key lives for one signature, and never on disk.
import { join } from 'node:path'
import { systemClock, systemRandom } from '../base/index.js'
import type { Surroundings } from './create-group.js'
import { GroupError } from './errors.js'
import { readGroupFolder, writeGroupFolder, type GroupFolder } from './group-folder.js'
import { rootKeyOf } from './group-root.js'
import { loadIdentity } from './identity.js'
import { issueMembership } from './issue.js'
import type { JoinedGroup } from './join-group.js'
import { knownMembers } from './known-members.js'
import { encodeChain } from './membership-object.js'
import { saveMembershipObject } from './membership-storage.js'
import type { MembershipState } from './membership-state.js'
import { isValidAt, verifyChain, verifyMembership } from './membership.js'

/**
 * Makes this machine an administrator whom the root appointed, whatever it was before, removed or not. It must be in the group's folder:
 * who has lost that comes in again first, as a member. Works without a running node; a running one takes it up when it reloads.
 * @param groupId 64 hex characters
 * @param phrase twelve words
 * @throws {GroupError} `BAD_RECOVERY_PHRASE`, `NOT_A_GROUP_OF`, `NO_SUCH_GROUP`, `BAD_GROUP_FILE`, `NO_IDENTITY`, `BAD_IDENTITY_FILE`,
 * `CLOCK_OFF`
 */
export async function recoverAdministrator(
  home: string,
  groupId: string,
  phrase: string,
  surroundings: Surroundings = {}
): Promise<JoinedGroup> {
  const { clock = systemClock, random = systemRandom } = surroundings
  const folder = await readGroupFolder(home, groupId)
  const rootKey = rootKeyOf(folder, phrase)
  const { publicKey } = (await loadIdentity(home)).keyPair
  const [rootPublicKey, nowMs] = [folder.idBytes, clock.nowMs()]
  const known = await knownMembers(folder, nowMs)
  requireRightClock(known, folder, nowMs)
  const { removals } = known
  const authority = { rootPublicKey, chain: [], keyPair: rootKey, removals, nowMs, random }
  const chain = issueMembership(authority, { publicKey, role: 'administrator', again: true })
  const verdict = verifyMembership({ rootPublicKey, chain, removals, nowMs })
  if (!verdict.ok) throw new Error(`the certificate just issued does not verify: ${verdict.reason}`)
  // What counted until now too: this one does not if the clock was wrong all the same.
  for (const one of [folder.chain, chain]) await saveMembershipObject(join(folder.path, 'members'), encodeChain(one))
  await writeGroupFolder({ ...folder, chain })
  const { role, validUntilMs } = verdict
  return { id: groupId, name: folder.name, role, validUntilMs, again: true }
}

/**
 * A certificate from the future is no membership once the clock is right again. What is here tells: that all has ended, or nothing has begun.
 * @throws {GroupError} `CLOCK_OFF`
 */
function requireRightClock(known: MembershipState, { idBytes, chain }: GroupFolder, nowMs: number): void {
  const own = verifyChain(idBytes, chain)
  if (!own.ok) return
  const others = [...known.chains()]
    .map(({ membership }) => membership)
    .filter(({ peer }) => peer !== own.membership.peer)
  const isAhead = others.length > 0 && [own.membership, ...others].every(({ validUntilMs }) => validUntilMs < nowMs)
  const isBehind = own.membership.validFromMs > nowMs && !others.some((membership) => isValidAt(membership, nowMs))
  if (!isAhead && !isBehind) return
  const what = isAhead ? 'all certificates of the group that are here have ended' : 'our certificate has not begun'
  throw new GroupError('CLOCK_OFF', `by this machine's clock (${new Date(nowMs).toISOString()}) ${what}: is it right?`)
}
