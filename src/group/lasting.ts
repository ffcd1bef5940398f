// How long a membership lasts, all that is here considered: several administrators may have issued the same one.
import type { PeerId } from '../base/index.js'
import type { MembershipState } from './membership-state.js'
import type { Membership } from './membership.js'
import { spellLimits } from './roles.js'

/**
 * The membership of a peer that counts now, with the term of the longest that says the same of it: a renewal by an administrator further
 * from the root does not come before the first one, but follows it. Undefined: it is no member.
 */
export function lastingOf(
  state: Pick<MembershipState, 'validOf'>,
  peer: PeerId,
  nowMs: number
): Membership | undefined {
  const [current, ...others] = state.validOf(peer, nowMs).map(({ membership }) => membership)
  if (current === undefined) return undefined
  const isSame = ({ role, limits }: Membership): boolean =>
    role === current.role && spellLimits(limits) === spellLimits(current.limits)
  const longest = others.filter(isSame).reduce((a, b) => (b.validUntilMs > a.validUntilMs ? b : a), current)
  return { ...current, validFromMs: longest.validFromMs, validUntilMs: longest.validUntilMs }
}
