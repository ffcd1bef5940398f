// What whoever is a member already, or was told what it may, gets by a code or a knock: what it has. Those let somebody in; they lift no limit,
// lengthen no fixed term and appoint nobody again, since whoever has them need not ask the administrator who said so.
import type { PeerId } from '../base/index.js'
import type { MembershipState } from './membership-state.js'
import { NO_LIMITS, type MemberLimits } from './roles.js'

export interface KeptTerms {
  readonly limits: MemberLimits
  /** Where its term is fixed, ms since 1970: nothing that it is given ends later. */
  readonly notAfterMs: number | undefined
}

/**
 * They come with a member's certificate: an administrator has its own beside that, which counts before it.
 * @returns `new`: it has none; `over`: its fixed term has ended, or what it has is not known here
 */
export function keptTerms(state: MembershipState, peer: PeerId, nowMs: number): KeptTerms | 'new' | 'over' {
  const current = state.currentOf(peer, nowMs)
  const wasChanged = state.removals.of(peer).some(({ kind }) => kind === 'role')
  if (current === undefined && !wasChanged) return 'new'
  // Whose certificate has expired does not begin anew where an administrator changed it.
  const membership = (current ?? state.of(peer).find(({ standing }) => standing === 'counts'))?.membership
  if (membership === undefined) return 'over'
  const { role, limits, validUntilMs } = membership
  if (limits.fixedTerm && validUntilMs < nowMs) return 'over'
  return {
    limits: role === 'member' ? limits : { ...NO_LIMITS, fixedTerm: limits.fixedTerm },
    notAfterMs: limits.fixedTerm ? validUntilMs : undefined
  }
}
