// The one place where memberships are made: for invitations, codes, knocks, renewals, and what is issued anew with a removal. So
// everything that is issued names the removals that are known.
import { equalBytes, peerIdFromPublicKey, type KeyPair, type Random } from '../base/index.js'
import { issueCertificate, rootIssuer, type Issuer } from './certificates.js'
import { GroupError } from './errors.js'
import { verifyMembership } from './membership.js'
import type { Removals } from './removals.js'
import type { MemberLimits, Role } from './roles.js'

/** Who issues, and what it knows. */
export interface Authority {
  /** The group's id, 32 bytes. */
  readonly rootPublicKey: Uint8Array
  /** DER: the chain of who issues; none: it is the root, brought back by its phrase. */
  readonly chain: readonly Uint8Array[]
  readonly keyPair: KeyPair
  /** All that are known here. */
  readonly removals: Removals
  readonly nowMs: number
  readonly random: Random
}

export interface Grant {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  readonly role: Role
  /** Of members only. @default none */
  readonly limits?: MemberLimits | undefined
  /** Until when at most, ms since 1970. @default as long as the role has it, and the issuer */
  readonly notAfterMs?: number | undefined
  /** Whether one that was removed, or left, shall be a member again. @default false */
  readonly again?: boolean | undefined
  /** The id of a removal that is being made, and of the one that gives way to it where there are too many. @default none */
  readonly making?: { readonly id: string; readonly forgotten: string | undefined } | undefined
}

/**
 * The chain of the new membership.
 * @throws {GroupError} `NOT_A_MEMBER`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`, `BAD_LIMIT`, `ALREADY_REMOVED`
 */
export function issueMembership(authority: Authority, grant: Grant): readonly Uint8Array[] {
  const { rootPublicKey, chain, removals, nowMs, random } = authority
  const issuer = issuerOf(authority)
  const known = removals.of(peerIdFromPublicKey(grant.publicKey))
  if (grant.again !== true && known.some(({ kind }) => kind !== 'role')) {
    throw new GroupError('ALREADY_REMOVED', 'it was removed from the group, or left it, before')
  }
  const named = known.map(({ id }) => id).filter((id) => id !== grant.making?.forgotten)
  const certificate = issueCertificate(issuer, grant.publicKey, grant.role, {
    ...{ nowMs, random, limits: grant.limits, notAfterMs: grant.notAfterMs },
    named: grant.making === undefined ? named : [...named, grant.making.id]
  })
  const issued = [...chain, certificate]
  if (grant.making?.forgotten !== undefined) return issued // It counts when the removal is here.
  const verdict = verifyMembership({ rootPublicKey, chain: issued, removals, nowMs })
  if (!verdict.ok) throw new Error(`the certificate just issued does not verify: ${verdict.reason}`)
  return issued
}

/** What `authority` may issue. @throws {GroupError} `NOT_A_MEMBER`, `NOT_ADMINISTRATOR` */
export function issuerOf({ rootPublicKey, chain, keyPair, removals, nowMs }: Authority): Issuer {
  if (chain.length === 0) {
    if (!equalBytes(keyPair.publicKey, rootPublicKey))
      throw new GroupError('NOT_A_MEMBER', 'this is not the root’s key')
    return rootIssuer(keyPair, nowMs)
  }
  const own = verifyMembership({ rootPublicKey, chain, removals, nowMs })
  if (!own.ok || own.peer !== peerIdFromPublicKey(keyPair.publicKey)) {
    throw new GroupError('NOT_A_MEMBER', `we are no member of this group: ${own.ok ? 'another key' : own.reason}`)
  }
  if (own.role !== 'administrator') {
    throw new GroupError('NOT_ADMINISTRATOR', 'only administrators of the group let others in')
  }
  return { keyPair, pathLength: own.pathLength, notBeforeMs: own.validFromMs, notAfterMs: own.validUntilMs }
}
