/** What a member may do. Administrators let others in (design section 5). */
export type Role = 'administrator' | 'member'

/** What a member may not do although it is one. Administrators have no limits, but their terms may be fixed. */
export interface MemberLimits {
  /** Whether others may fetch content from it. */
  readonly mayServe: boolean
  /** Whether others fetch from origins for it. */
  readonly mayUseUplinks: boolean
  /** Whether it may be a provider of flows. */
  readonly mayProvide: boolean
  /** Whether its certificate ends when it says, and is renewed by nobody. */
  readonly fixedTerm: boolean
}

export const NO_LIMITS: MemberLimits = { mayServe: true, mayUseUplinks: true, mayProvide: true, fixedTerm: false }

/** What an administrator may be told: terms only. */
export function isUnlimited({ mayServe, mayUseUplinks, mayProvide }: MemberLimits): boolean {
  return mayServe && mayUseUplinks && mayProvide
}

/** Short and total: equal for equal limits. Empty for none. */
export function spellLimits({ mayServe, mayUseUplinks, mayProvide, fixedTerm }: MemberLimits): string {
  const words = [
    !mayServe && 'no-serve',
    !mayUseUplinks && 'no-uplinks',
    !mayProvide && 'no-provide',
    fixedTerm && 'fixed'
  ]
  return words.filter(Boolean).join(' ')
}
