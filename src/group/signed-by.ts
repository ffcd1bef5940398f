// What an administrator signed that stands: what who removes it keeps, or lets fall.
import type { PeerId } from '../base/index.js'
import { RENEWAL_URGENT_MS } from './defaults.js'
import type { ChainEntry, MembershipState } from './membership-state.js'
import { isValidAt, type CertificateFacts } from './membership.js'
import { judgeRemovals, type Removals } from './removals.js'
import { spellLimits } from './roles.js'

/** What somebody signed as an administrator: what a person may keep or let fall. */
export interface SignedByPeer {
  /** 64 hex characters. */
  readonly id: string
  readonly kind: 'certificate' | 'removal'
  /** Whom it admitted, or removed. */
  readonly about: PeerId
  /** Of a certificate: whether anybody was ever heard of here who is let in by it. Else it falls first where not all can be kept. */
  readonly seen: boolean
}

/**
 * What `peer` signed that stands as long as it is not removed without it being kept: of each member the certificate that counts now, where
 * nothing else makes it one. What `peer` said on leaving is left aside: it was signed like everything else, and who removes it decides.
 * @param hasCome whether anything was ever heard of a member
 */
export function signedBy(
  state: MembershipState,
  peer: PeerId,
  nowMs: number,
  hasCome: (member: PeerId) => boolean
): SignedByPeer[] {
  const removals = removalsWithoutLeaving(state, peer)
  const signed = new Map<string, SignedByPeer>()
  const add = (chain: readonly CertificateFacts[], seen: boolean): void => {
    for (const [at, { id, subject }] of chain.entries()) {
      if (chain[at - 1]?.subject !== peer) continue
      signed.set(id, { id, kind: 'certificate', about: subject, seen: seen || signed.get(id)?.seen === true })
    }
  }
  for (const member of state.peers()) {
    const needed = member === peer ? undefined : neededOf(state.of(member), removals, peer, nowMs)
    if (needed !== undefined) add(needed.certificates, hasCome(member))
  }
  for (const entry of state.entries()) {
    if (entry.type !== 'removal' || !removals.of(entry.removal.peer).includes(entry.removal)) continue
    const { id, peer: about, authority } = entry.removal
    add(authority, true) // A removal does not lapse with the certificates of who made it.
    if (authority.at(-1)?.subject === peer) signed.set(id, { id, kind: 'removal', about, seen: true })
  }
  return [...signed.values()]
}

/** As if `peer` had not left. */
export function removalsWithoutLeaving(state: MembershipState, peer: PeerId): Removals {
  if (state.removals.of(peer).every(({ kind }) => kind !== 'left')) return state.removals
  const all = state.entries().flatMap((entry) => (entry.type === 'removal' ? [entry.removal] : []))
  return judgeRemovals(all.filter((removal) => removal.kind !== 'left' || removal.peer !== peer))
}

/**
 * Of one member's chains, best first, the one through `peer` without which it would be less than it is; also of one that was removed, whose
 * records count by it.
 */
function neededOf(
  chains: readonly ChainEntry[],
  removals: Removals,
  peer: PeerId,
  nowMs: number
): ChainEntry | undefined {
  const living = chains.filter(({ membership }) => membership.validUntilMs >= nowMs)
  const isThrough = ({ certificates }: ChainEntry): boolean =>
    certificates.slice(0, -1).some(({ subject }) => subject === peer)
  for (const standing of ['counts', 'removed'] as const) {
    const standingSo = living.filter(({ certificates }) => removals.standing(certificates) === standing)
    const through = standingSo.filter(isThrough)
    const best = through.find(({ membership }) => isValidAt(membership, nowMs)) ?? through[0]
    const others = standingSo.filter((chain) => !isThrough(chain) && isValidAt(chain.membership, nowMs))
    if (best !== undefined) return others.some((other) => isAsGood(other, best, nowMs)) ? undefined : best
    if (standingSo.length > 0) return undefined
  }
  return undefined
}

/** What ends sooner is renewed, while there is time for it. */
function isAsGood({ membership: other }: ChainEntry, { membership: one }: ChainEntry, nowMs: number): boolean {
  const isSame = other.role === one.role && spellLimits(other.limits) === spellLimits(one.limits)
  const mustLastMs = one.limits.fixedTerm ? one.validUntilMs : Math.min(one.validUntilMs, nowMs + RENEWAL_URGENT_MS)
  return (isSame || other.role === 'administrator') && other.validUntilMs >= mustLastMs
}
