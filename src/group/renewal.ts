// Which certificates this administrator renews, and when (design section 5). A machine without IO: what it says to renew goes into the
// membership set like anything else, and reaches its member from there.
import { sha256, toHex, utf8, type PeerId } from '../base/index.js'
import {
  ADMINISTRATOR_VALIDITY_MS,
  DAY_MS,
  MAX_RENEWALS_AT_ONCE,
  MEMBER_VALIDITY_MS,
  RENEWAL_PATIENCE_MS,
  RENEWAL_URGENT_MS,
  ROOT_RENEWAL_WARNING_MS
} from './defaults.js'
import type { Membership } from './membership.js'

export interface RenewalInput {
  /** Of everybody the membership that counts now, with the term of the longest that says the same: see `lastingOf`. */
  readonly members: readonly Membership[]
  /** Our own; undefined: none. */
  readonly own: Membership | undefined
  /** Administrators present, ourselves among them or not. */
  readonly present: readonly PeerId[]
  readonly nowMs: number
}

export type RenewalOutput =
  | { readonly type: 'renew'; readonly member: Membership }
  /** Nobody but the recovery phrase renews it: an administrator whom the root appointed. Once for each certificate. */
  | { readonly type: 'warn'; readonly peer: PeerId; readonly endsAtMs: number }

export class Renewal {
  /** Which certificates were dealt with, and when; a day later we try again. */
  readonly #renewed = new Map<PeerId, { readonly validUntilMs: number; readonly atMs: number }>()
  readonly #warned = new Map<PeerId, number>()

  /** To be asked every minute or so. */
  handle(input: RenewalInput): RenewalOutput[] {
    const { members, own, nowMs } = input
    this.#forget(members)
    if (own?.role !== 'administrator') return []
    const outputs: RenewalOutput[] = []
    for (const { peer, validUntilMs } of members.filter((member) => needsPhrase(member, members, nowMs))) {
      if (this.#warned.get(peer) === validUntilMs) continue
      this.#warned.set(peer, validUntilMs)
      outputs.push({ type: 'warn', peer, endsAtMs: validUntilMs })
    }
    const due = members
      .filter((member) => !this.#isDealtWith(member, nowMs))
      .filter((member) => canRenew(own, member, nowMs) && nowMs >= dueAtMs(member, own.peer, input.present))
      .sort((a, b) => a.validUntilMs - b.validUntilMs)
      .slice(0, MAX_RENEWALS_AT_ONCE)
    for (const member of due) {
      this.#renewed.set(member.peer, { validUntilMs: member.validUntilMs, atMs: nowMs })
      outputs.push({ type: 'renew', member })
    }
    return outputs
  }

  #isDealtWith({ peer, validUntilMs }: Membership, nowMs: number): boolean {
    const dealt = this.#renewed.get(peer)
    return dealt?.validUntilMs === validUntilMs && nowMs < dealt.atMs + RENEWAL_PATIENCE_MS
  }

  #forget(members: readonly Membership[]): void {
    const peers = new Set(members.map(({ peer }) => peer))
    for (const known of [this.#renewed, this.#warned]) {
      for (const peer of known.keys()) if (!peers.has(peer)) known.delete(peer)
    }
  }
}

/** Whether a certificate by us would be no worse than what it has: as near to the root, and longer. */
function canRenew(own: Membership, member: Membership, nowMs: number): boolean {
  if (member.limits.fixedTerm || member.peer === own.peer) return false
  const isAdministrator = member.role === 'administrator'
  if (isAdministrator && own.pathLength - 1 < member.pathLength) return false
  const wholeMs = isAdministrator ? ADMINISTRATOR_VALIDITY_MS : MEMBER_VALIDITY_MS
  return Math.min(nowMs + wholeMs, own.validUntilMs) > member.validUntilMs + DAY_MS
}

/**
 * From one third of its life on, by one administrator after the other: each member has its own order of those present, so that they share
 * the work and no two do the same.
 */
function dueAtMs({ peer, validFromMs, validUntilMs }: Membership, self: PeerId, present: readonly PeerId[]): number {
  const order = [...new Set([...present, self])].map((one) => toHex(sha256(utf8(`${peer} ${one}`)))).sort()
  const place = order.indexOf(toHex(sha256(utf8(`${peer} ${self}`))))
  const firstMs = validFromMs + (validUntilMs - validFromMs) / 3
  return Math.min(firstMs + place * RENEWAL_PATIENCE_MS, Math.max(firstMs, validUntilMs - RENEWAL_URGENT_MS))
}

/** Whether it ends within a year, and no administrator there is could renew it as what it is. */
function needsPhrase(member: Membership, members: readonly Membership[], nowMs: number): boolean {
  if (member.role !== 'administrator' || member.limits.fixedTerm) return false
  if (member.validUntilMs - nowMs > ROOT_RENEWAL_WARNING_MS) return false
  return !members.some((other) => other.role === 'administrator' && canRenew(other, member, nowMs))
}
