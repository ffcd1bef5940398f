// Removals as people look at them.
import type { RemovalInfo } from './group.js'
import type { MembershipState } from './membership-state.js'

/** Every removal that is known, the newest first. */
export function removalsIn(state: MembershipState): RemovalInfo[] {
  return state
    .entries()
    .flatMap((entry) => (entry.type === 'removal' ? [entry.removal] : []))
    .map((removal) => ({
      id: removal.id,
      peer: removal.peer,
      kind: removal.kind,
      by: removal.authority.at(-1)?.subject,
      atMs: removal.madeMs,
      counts: state.removals.of(removal.peer).includes(removal)
    }))
    .sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? -1 : 1))
}
