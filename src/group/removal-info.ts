// Removals as people and programs are told of them.
import type { PeerId } from '../base/index.js'
import type { RemovalInfo } from './group.js'
import type { MembershipState } from './membership-state.js'
import type { VerifiedRemoval } from './removals.js'

/** Every removal that is known, the newest first. */
export function removalsIn(state: MembershipState): RemovalInfo[] {
  return state
    .entries()
    .flatMap((entry) => (entry.type === 'removal' ? [entry.removal] : []))
    .map((removal) => removalInfo(removal, state.removals.of(removal.peer).includes(removal)))
    .sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? -1 : 1))
}

/** @param counts whether it does anything: see `judgeRemovals` */
export function removalInfo({ id, peer, kind, madeMs, authority }: VerifiedRemoval, counts: boolean): RemovalInfo {
  return { id, peer, kind, by: authority.at(-1)?.subject, atMs: madeMs, counts }
}

/** Why this machine is in `groupName` no more. @param self its peer id */
export function ownRemovalMessage(groupName: string, self: PeerId, { peer, kind, by, atMs }: RemovalInfo): string {
  const when = new Date(atMs).toISOString().slice(0, 10)
  const isOurs = peer === self
  if (kind === 'left' && isOurs)
    return `this identity left ${groupName} on ${when}: an administrator can invite it again`
  const whom = isOurs ? 'this machine' : `the administrator who let this machine in (…${peer.slice(-8)})`
  const why =
    kind === 'left'
      ? `${whom} left ${groupName}`
      : `${by === undefined ? 'somebody with the recovery phrase' : `the administrator …${by.slice(-8)}`} removed ${whom} from ${groupName}`
  return `${why} on ${when}: an administrator can invite this machine again`
}
