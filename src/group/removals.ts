// What removals do to certificates (design section 5): a pure function of the removals alone, whatever order they came in.
// Spec: docs/protocols/membership.md, with the rules by their numbers.
import type { PeerId } from '../base/index.js'
import type { ShardCut } from '../store/index.js'
import type { CertificateFacts } from './membership.js'

/** `removed`: by another; `left`: by itself; `role`: it stays a member, by another certificate. */
export type RemovalKind = 'removed' | 'left' | 'role'

/** A removal whose signature holds, and whose issuer's chain does. Neither time nor other removals are considered. */
export interface VerifiedRemoval {
  /** 64 hex characters: what certificates name. */
  readonly id: string
  /** Whose certificates end. */
  readonly peer: PeerId
  readonly kind: RemovalKind
  /** By its issuer's clock, ms since 1970. Decides nothing about anybody's membership. */
  readonly madeMs: number
  /** Certificates from the root's first to that of whoever signed; none: the root signed. */
  readonly authority: readonly CertificateFacts[]
  readonly cut: readonly ShardCut[]
  /** Of what the removed administrator signed, what still counts: see {@link keptId}. */
  readonly kept: ReadonlySet<string>
  /** Ids of removals that the certificate names which comes with it for the same peer: those its issuer knew. */
  readonly knew: ReadonlySet<string>
}

/** `removed`: its own certificate is hit; `issuer-removed`: one of those above it is, and does not vouch for it any more. */
export type Standing = 'counts' | 'removed' | 'issuer-removed'

export interface Removals {
  /** Those of a peer that count, in the order of their ids. */
  of(peer: PeerId): readonly VerifiedRemoval[]
  /** Whom any that counts removes. */
  peers(): Iterable<PeerId>
  /** What they make of a chain that was verified. */
  standing(chain: readonly CertificateFacts[]): Standing
  /** Whether a removal hits the certificate at `depth`, the root's first being at 1. */
  hits(removal: VerifiedRemoval, certificate: CertificateFacts, depth: number): boolean
}

/** How certificates and removals stand in `kept`: the first half of their ids, 32 hex characters. */
export function keptId(id: string): string {
  return id.slice(0, 32)
}

/**
 * Judges all of them at once. A removal at depth n (its issuer's place below the root) is undone only by removals of lesser depth, so
 * taking them by rising depth is enough: there are no circles.
 */
export function judgeRemovals(removals: Iterable<VerifiedRemoval>): Removals {
  const judged = new JudgedRemovals()
  const byId = new Map<string, VerifiedRemoval>()
  for (const removal of removals) byId.set(removal.id, removal)
  // Who left said so with its own key, which nobody can take back.
  const [left, others]: [VerifiedRemoval[], VerifiedRemoval[]] = [[], []]
  for (const removal of byId.values()) (removal.kind === 'left' ? left : others).push(removal)
  for (const removal of left) judged.add(removal)
  others.sort(byPrecedence)
  for (const removal of others) if (judged.holds(removal.authority, removal.id)) judged.add(removal)
  judged.sort()
  return judged
}

class JudgedRemovals implements Removals {
  readonly #ofPeer = new Map<PeerId, VerifiedRemoval[]>()

  add(removal: VerifiedRemoval): void {
    const known = this.#ofPeer.get(removal.peer)
    if (known === undefined) this.#ofPeer.set(removal.peer, [removal])
    else known.push(removal)
  }

  sort(): void {
    for (const known of this.#ofPeer.values()) known.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  of(peer: PeerId): readonly VerifiedRemoval[] {
    return this.#ofPeer.get(peer) ?? []
  }

  peers(): Iterable<PeerId> {
    return this.#ofPeer.keys()
  }

  standing(chain: readonly CertificateFacts[]): Standing {
    const own = chain.at(-1)
    if (own === undefined || !this.holds(chain.slice(0, -1), own.id)) return 'issuer-removed'
    return this.#hitting(own, chain.length).length > 0 ? 'removed' : 'counts'
  }

  hits(removal: VerifiedRemoval, certificate: CertificateFacts, depth: number): boolean {
    if (removal.peer !== certificate.subject || certificate.named.includes(removal.id)) return false
    if (removal.kind === 'left') return true
    // An administrator is removed only by who is strictly nearer to the root; a member by any administrator.
    if (certificate.administrator && removal.authority.length >= depth) return false
    return removal.kind !== 'role' || !this.#cameWithBetter(certificate, removal)
  }

  /** Of changes that did not know each other one stands: else each would end what came with the other, and nothing were left. */
  #cameWithBetter({ named }: CertificateFacts, removal: VerifiedRemoval): boolean {
    return this.of(removal.peer).some(
      (other) =>
        other.kind === 'role' &&
        named.includes(other.id) &&
        !removal.knew.has(other.id) &&
        byPrecedence(other, removal) < 0
    )
  }

  /** Whether each administrator in the chain still vouches for what it signed: the next certificate, and the last one for `signed`. */
  holds(chain: readonly CertificateFacts[], signed: string): boolean {
    return chain.every((certificate, at) => this.#vouches(certificate, at + 1, keptId(chain[at + 1]?.id ?? signed)))
  }

  #vouches(certificate: CertificateFacts, depth: number, signed: string): boolean {
    const hitting = this.#hitting(certificate, depth)
    if (hitting.length === 0) return true
    const byOthers = hitting.filter(({ kind }) => kind !== 'left')
    // What an administrator said on leaving was signed by it like everything else, so who removes it decides about that too.
    return hitting.every(
      ({ kind, id, kept }) =>
        kept.has(signed) ||
        (kind === 'left' && byOthers.length > 0 && !byOthers.every((other) => other.kept.has(keptId(id))))
    )
  }

  #hitting(certificate: CertificateFacts, depth: number): VerifiedRemoval[] {
    return this.of(certificate.subject).filter((removal) => this.hits(removal, certificate, depth))
  }
}

/** The nearer to the root first, then the smaller id. */
function byPrecedence(a: VerifiedRemoval, b: VerifiedRemoval): number {
  return a.authority.length - b.authority.length || (a.id < b.id ? -1 : 1)
}

/** Where nobody was ever removed. */
export const NO_REMOVALS: Removals = judgeRemovals([])
