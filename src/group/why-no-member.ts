// Why this machine cannot open a group of its own: what it is told at every start, without any network.
import type { PeerId } from '../base/index.js'
import { GroupError } from './errors.js'
import type { GroupFolder } from './group-folder.js'
import { verifyMembership } from './membership.js'
import type { MembershipState } from './membership-state.js'
import { ownRemovalMessage, removalInfo } from './removal-info.js'

/** @returns {GroupError} `REMOVED` where a removal ended our membership, else `NOT_A_MEMBER` */
export function whyNoMember(
  folder: Pick<GroupFolder, 'idBytes' | 'name' | 'chain'>,
  state: MembershipState,
  self: PeerId,
  nowMs: number
): GroupError {
  const { idBytes: rootPublicKey, name, chain } = folder
  const [ended] = state.endedBy(self)
  if (ended !== undefined) {
    return new GroupError('REMOVED', ownRemovalMessage(name, self, removalInfo(ended.removal, true)))
  }
  const verdict = verifyMembership({ rootPublicKey, chain, removals: state.removals, nowMs })
  const why = verdict.ok ? 'the certificate is of another identity' : `the certificate is ${verdict.reason}`
  return new GroupError('NOT_A_MEMBER', `this machine is no member of ${name}: ${why}`)
}
