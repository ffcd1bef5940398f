// An invitation bound to an identity: it holds that identity's certificate, so nobody need be online when it is used
// (design section 5; seed 003, steps 510 to 518). Spec: docs/protocols/invitation.md.
import { copyBytes, signedBytes, verifySignature, type KeyPair, type PeerId, type Random } from '../base/index.js'
import { addressProblem } from './addresses.js'
import { readCertificate } from './certificate-form.js'
import {
  INVITATION_TTL_MS,
  MAX_ADDRESSES,
  MAX_CERTIFICATE_BYTES,
  MAX_CHAIN_CERTIFICATES,
  MAX_INVITATION_TTL_MS
} from './defaults.js'
import { GroupError } from './errors.js'
import { groupIdOf } from './group-root.js'
import { potluck } from './group-pb.js'
import type { PublicIdentity } from './identity.js'
import { issueMembership } from './issue.js'
import { verifyChain, verifyMembership, type Membership } from './membership.js'
import { nameProblem } from './names.js'
import type { Removals } from './removals.js'
import { NO_LIMITS, type MemberLimits, type Role } from './roles.js'
import { describeMangled, fromText, nameOfKind, toText } from './text-form.js'

const wire = potluck.group.v1
const TAG = 'potluck/invitation/1'
/** The last moment that a Date can show. */
const MAX_DATE_MS = 8.64e15

/** What the inviter knows of its group and of itself in it. */
export interface InvitingGroup {
  /** The group root's public key, 32 bytes. */
  readonly idBytes: Uint8Array
  readonly name: string
  readonly secret: Uint8Array
  /** The inviter's own membership. */
  readonly chain: readonly Uint8Array[]
}

export interface CreateInvitationInit {
  readonly group: InvitingGroup
  readonly keyPair: KeyPair
  readonly forIdentity: Pick<PublicIdentity, 'publicKey'>
  /** Where the inviter can be reached, as multiaddrs. */
  readonly addresses: readonly string[]
  readonly nowMs: number
  readonly random: Random
  /** @default 'member' */
  readonly role?: Role | undefined
  /** Of members only. @default none */
  readonly limits?: Partial<MemberLimits> | undefined
  /** How long the invitation can be used, ms. @default {@link INVITATION_TTL_MS} */
  readonly ttlMs?: number | undefined
  /** Until when the membership lasts at most, ms since 1970. @default as long as the role has it, and the inviter */
  readonly validUntilMs?: number | undefined
  /** All that are known: the certificate names those of its subject. */
  readonly removals: Removals
  /** Whether one that was removed, or left, shall come in again. @default false */
  readonly again?: boolean | undefined
}

export interface Invitation {
  /** One line: what `join` takes. Holds the group secret. */
  readonly text: string
  readonly peer: PeerId
  readonly role: Role
  /** Until when the invitation can be used, ms since 1970. */
  readonly expiresAtMs: number
  /** Until when the membership it gives holds. */
  readonly validUntilMs: number
}

export interface OpenedInvitation {
  readonly groupId: string
  /** 32 bytes. */
  readonly rootPublicKey: Uint8Array
  readonly groupName: string
  /** 32 bytes. */
  readonly groupSecret: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly addresses: readonly string[]
  readonly expiresAtMs: number
  readonly membership: Membership
}

/** @throws {GroupError} `NOT_ADMINISTRATOR`, `NOT_A_MEMBER`, `TOO_FAR_FROM_ROOT`, `BAD_ADDRESS`, `BAD_LIMIT`, `ALREADY_REMOVED` */
export function createInvitation(init: CreateInvitationInit): Invitation {
  const { group, keyPair, nowMs, random, role = 'member', removals, again } = init
  const ttlMs = Math.min(init.ttlMs ?? INVITATION_TTL_MS, MAX_INVITATION_TTL_MS)
  if (group.chain.length === 0) throw new GroupError('NOT_A_MEMBER', `we are no member of ${group.name}`)
  const authority = { rootPublicKey: group.idBytes, chain: group.chain, keyPair, removals, nowMs, random }
  const chain = issueMembership(authority, {
    ...{ publicKey: init.forIdentity.publicKey, role, again, notAfterMs: init.validUntilMs },
    limits: init.limits && { ...NO_LIMITS, ...init.limits }
  })
  const addresses = init.addresses.slice(0, MAX_ADDRESSES)
  for (const address of addresses) {
    const problem = addressProblem(address)
    if (problem !== undefined) throw new GroupError('BAD_ADDRESS', `${address.slice(0, 80)}: ${problem}`)
  }
  const issued = verifyMembership({ rootPublicKey: group.idBytes, chain, removals, nowMs })
  if (!issued.ok) throw new Error(`the certificate just issued does not verify: ${issued.reason}`)
  const expiresAtMs = Math.min(nowMs + ttlMs, issued.validUntilMs)
  const invitation = wire.Invitation.encode({
    rootPublicKey: group.idBytes,
    groupName: group.name,
    groupSecret: group.secret,
    chain: { certificate: [...chain] },
    address: addresses,
    expiresMs: expiresAtMs
  }).finish()
  const signature = keyPair.sign(signedBytes(TAG, [group.idBytes, invitation]))
  return {
    text: toText('invite', wire.SignedInvitation.encode({ invitation, signature }).finish()),
    peer: issued.peer,
    role,
    expiresAtMs,
    validUntilMs: issued.validUntilMs
  }
}

/**
 * Reads an invitation that was given to `self`.
 * @throws {GroupError} `NOT_AN_INVITATION`, `WRONG_VERSION`, `MANGLED`, `INVITATION_INVALID`, `INVITATION_FOR_ANOTHER`,
 * `INVITATION_EXPIRED`, `CLOCK_OFF`
 */
export function openInvitation(text: string, self: PeerId, nowMs: number): OpenedInvitation {
  const opened = readInvitationText(text)
  const { membership, expiresAtMs } = opened
  if (membership.peer !== self) {
    throw new GroupError('INVITATION_FOR_ANOTHER', `this invitation is for ${membership.peer}; this machine is ${self}`)
  }
  if (nowMs > Math.min(expiresAtMs, membership.validUntilMs)) {
    throw new GroupError('INVITATION_EXPIRED', `this invitation expired on ${new Date(expiresAtMs).toISOString()}`)
  }
  if (nowMs < membership.validFromMs) {
    const from = new Date(membership.validFromMs).toISOString()
    throw new GroupError('CLOCK_OFF', `this invitation begins on ${from}: is this machine's clock right?`)
  }
  return opened
}

/**
 * Reads an invitation for anybody, expired or not.
 * @throws {GroupError} `NOT_AN_INVITATION`, `WRONG_VERSION`, `MANGLED`, `INVITATION_INVALID`
 */
export function readInvitationText(text: string): OpenedInvitation {
  const opened = readInvitation(payloadOf(text))
  if (opened !== undefined) return opened
  throw new GroupError('INVITATION_INVALID', 'this invitation is not signed by an administrator of its group')
}

function payloadOf(text: string): Uint8Array {
  const verdict = fromText('invite', text)
  if (verdict.ok) return verdict.payload
  switch (verdict.reason) {
    case 'other-kind': {
      const what =
        verdict.kind === undefined
          ? 'this is not an invitation'
          : `this is ${nameOfKind(verdict.kind)}, not an invitation`
      throw new GroupError('NOT_AN_INVITATION', `${what}: invitations begin with pot-invite-`)
    }
    case 'wrong-version':
      throw new GroupError('WRONG_VERSION', `this invitation is of version ${verdict.version}; this Potluck reads 1`)
    case 'mangled':
      throw new GroupError('MANGLED', describeMangled('invite', verdict))
  }
}

/** Everything about an invitation that neither time nor the reader changes; undefined if any of it is wrong. */
function readInvitation(payload: Uint8Array): OpenedInvitation | undefined {
  try {
    const signed = wire.SignedInvitation.decode(payload)
    const decoded = wire.Invitation.decode(signed.invitation)
    const chain = (decoded.chain?.certificate ?? []).map(copyBytes)
    const { address: addresses, groupName, expiresMs } = decoded
    const rootPublicKey = copyBytes(decoded.rootPublicKey)
    if (chain.length > MAX_CHAIN_CERTIFICATES || chain.some((der) => der.byteLength > MAX_CERTIFICATE_BYTES)) return
    if (rootPublicKey.byteLength !== 32 || decoded.groupSecret.byteLength !== 32) return
    if (nameProblem(groupName) !== undefined) return
    if (addresses.length > MAX_ADDRESSES || addresses.some((address) => addressProblem(address) !== undefined)) return
    if (!Number.isSafeInteger(expiresMs) || expiresMs <= 0 || expiresMs > MAX_DATE_MS) return
    const verdict = verifyChain(rootPublicKey, chain)
    if (!verdict.ok) return
    const issuerCertificate = chain.at(-2)
    const issuerKey = issuerCertificate === undefined ? rootPublicKey : readCertificate(issuerCertificate)?.publicKey
    if (issuerKey === undefined) return
    if (!verifySignature(issuerKey, signedBytes(TAG, [rootPublicKey, signed.invitation]), signed.signature)) return
    return {
      groupId: groupIdOf(rootPublicKey),
      rootPublicKey,
      groupName,
      groupSecret: copyBytes(decoded.groupSecret),
      chain,
      addresses: [...addresses],
      expiresAtMs: expiresMs,
      membership: verdict.membership
    }
  } catch {
    return undefined
  }
}
