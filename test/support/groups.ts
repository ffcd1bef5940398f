// Small groups made of fixed keys: certificates, chains and invitations of test stories, the same bytes in every run.
import { seededRandom, type KeyPair } from '../../src/base/index.js'
import { issueCertificate, rootIssuer, type IssueContext } from '../../src/group/certificates.js'
import type { Role } from '../../src/group/index.js'
import { verifyChain } from '../../src/group/membership.js'
import { FAKE_NOW_MS } from './fake-clock.js'
import { person, type Person } from './people.js'

export interface TestGroup {
  /** The group root: nobody's identity. */
  readonly root: Person
  /** 32 bytes. */
  readonly idBytes: Uint8Array
  readonly secret: Uint8Array
  /** A chain that the root begins. */
  found(founder: Person, role?: Role, nowMs?: number): Uint8Array[]
  /** `inviter`'s chain, one longer. */
  appoint(
    inviter: Person,
    chain: readonly Uint8Array[],
    invited: Person,
    role?: Role,
    nowMs?: number,
    /** Ids of removals that the certificate names, limits, and its end at most. */
    more?: Pick<IssueContext, 'named' | 'limits' | 'notAfterMs'>
  ): Uint8Array[]
}

/** A group of that name, always the same one. */
export function testGroup(name = 'office'): TestGroup {
  const root = person(`root of ${name}`)
  const random = seededRandom(7)
  return {
    root,
    idBytes: root.keyPair.publicKey,
    secret: new Uint8Array(32).fill(name.length),
    found: (founder, role = 'administrator', nowMs = FAKE_NOW_MS) => [
      issueCertificate(rootIssuer(root.keyPair, nowMs), founder.keyPair.publicKey, role, { nowMs, random })
    ],
    appoint: (inviter, chain, invited, role = 'member', nowMs = FAKE_NOW_MS, more = {}) => {
      const issuer = issuerFrom(root.keyPair.publicKey, chain, inviter.keyPair)
      return [...chain, issueCertificate(issuer, invited.keyPair.publicKey, role, { nowMs, random, ...more })]
    }
  }
}

/** What `keyPair` may issue by its own chain; a member is given the powers that it lacks, so that tests can abuse them. */
function issuerFrom(rootPublicKey: Uint8Array, chain: readonly Uint8Array[], keyPair: KeyPair) {
  const verdict = verifyChain(rootPublicKey, chain)
  if (!verdict.ok) throw new Error(`no chain to issue from: ${verdict.reason}`)
  const { pathLength, validFromMs, validUntilMs } = verdict.membership
  return { keyPair, pathLength, notBeforeMs: validFromMs, notAfterMs: validUntilMs }
}
