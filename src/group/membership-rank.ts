// What of a membership set goes before what where its room ends: the same on every node, whatever order it came in.
import type { PeerId } from '../base/index.js'
import { branchOf, type Place } from './membership-room.js'
import type { ChainEntry, Held, MembershipEntry } from './membership-state.js'
import type { VerifiedRemoval } from './removals.js'

/** What keeps somebody out: gives way to nothing but its like. */
export const LASTING_CLASS = 2

export type RankedRemoval = Pick<VerifiedRemoval, 'id' | 'kind' | 'madeMs'>

/** Whether it is the same administrator that signs there, or the root, and what it does reaches as much. */
export function isAtLeastAsNear(signers: readonly { subject: PeerId }[], { authority }: VerifiedRemoval): boolean {
  return signers.at(-1)?.subject === authority.at(-1)?.subject && signers.length <= authority.length
}

/** What makes nobody a member any more goes first, then what does not yet. */
export function placeAt(nowMs: number): (held: Held) => Place {
  return ({ standing, membership, certificates }) => ({
    class: standing !== 'counts' || membership.validUntilMs < nowMs ? 0 : membership.validFromMs > nowMs ? 1 : 2,
    branch: branchOf(certificates).slice(0, -1)
  })
}

export function bytesOf({ object }: MembershipEntry): number {
  return object.byteLength
}

/** The newer first. Last what somebody says of itself, there the smaller id first: else who is gone could have no end of them kept. */
export function byRemovalRank(a: RankedRemoval, b: RankedRemoval): number {
  if (a.kind !== b.kind && (a.kind === 'left' || b.kind === 'left')) return a.kind === 'left' ? 1 : -1
  return (a.kind === 'left' ? 0 : b.madeMs - a.madeMs) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** Administrators first, then the nearer to the root, the longer valid, the smaller id: total, so every node keeps the same. */
export function byRank(a: ChainEntry, b: ChainEntry): number {
  const [ours, theirs] = [a.membership, b.membership]
  if (ours.role !== theirs.role) return ours.role === 'administrator' ? -1 : 1
  if (a.chain.length !== b.chain.length) return a.chain.length - b.chain.length
  if (ours.validUntilMs !== theirs.validUntilMs) return theirs.validUntilMs - ours.validUntilMs
  return a.id < b.id ? -1 : 1
}
