// What removals mean, said a second time and slowly: every set of them is tried. Shares nothing with src/group/removals.ts but
// the shapes it is given.
import type { CertificateFacts } from '../../src/group/membership.js'
import type { VerifiedRemoval } from '../../src/group/removals.js'

/**
 * All sets of removals that agree with themselves: those in it, and no others, are signed by somebody whom they leave the power.
 * By the rules there is exactly one.
 */
export function stableSets(removals: readonly VerifiedRemoval[]): Set<string>[] {
  const stable: Set<string>[] = []
  for (let bits = 0; bits < 2 ** removals.length; bits++) {
    const chosen = removals.filter((_, at) => (bits >> at) % 2 === 1)
    const agrees = removals.every((removal) => chosen.includes(removal) === mayStand(removal, chosen))
    if (agrees) stable.push(new Set(chosen.map(({ id }) => id)))
  }
  return stable
}

/** Whether `chain` makes a member while exactly `standing` count. */
export function isMemberUnder(chain: readonly CertificateFacts[], standing: readonly VerifiedRemoval[]): boolean {
  const last = chain.length - 1
  return (
    everyLinkHolds(chain, undefined, standing) &&
    !standing.some((removal) => hits(removal, chain[last]!, last, standing))
  )
}

function mayStand(removal: VerifiedRemoval, standing: readonly VerifiedRemoval[]): boolean {
  return removal.kind === 'left' || everyLinkHolds(removal.authority, removal.id, standing)
}

function everyLinkHolds(
  chain: readonly CertificateFacts[],
  signed: string | undefined,
  standing: readonly VerifiedRemoval[]
): boolean {
  for (let at = 0; at < chain.length; at++) {
    const next = at === chain.length - 1 ? signed : chain[at + 1]!.id
    if (next === undefined) continue
    const against = standing.filter((removal) => hits(removal, chain[at]!, at, standing))
    const ordered = against.filter((removal) => removal.kind !== 'left')
    const goodbyes = against.filter((removal) => removal.kind === 'left')
    if (ordered.some((removal) => !keeps(removal, next))) return false
    for (const goodbye of goodbyes) {
      const isHeard = ordered.every((removal) => keeps(removal, goodbye.id))
      if (isHeard && !keeps(goodbye, next)) return false
    }
  }
  return true
}

/** @param at 0 for what the root issued: one further down than whom the root's removals come from */
function hits(
  removal: VerifiedRemoval,
  certificate: CertificateFacts,
  at: number,
  standing: readonly VerifiedRemoval[]
): boolean {
  if (certificate.subject !== removal.peer) return false
  if (certificate.named.some((id) => id === removal.id)) return false
  if (removal.kind === 'left') return true
  if (certificate.administrator && removal.authority.length > at) return false
  if (removal.kind === 'removed') return true
  // A change of role gives way to a better one that it did not know, and leaves what came with that.
  for (const id of certificate.named) {
    const other = standing.find((one) => one.id === id && one.kind === 'role' && one.peer === removal.peer)
    if (other === undefined || [...removal.knew].includes(id)) continue
    const [theirs, ours] = [other.authority.length, removal.authority.length]
    if (theirs < ours || (theirs === ours && other.id < removal.id)) return false
  }
  return true
}

function keeps(removal: VerifiedRemoval, id: string): boolean {
  return [...removal.kept].some((kept) => id.startsWith(kept))
}
