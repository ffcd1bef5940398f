// What an invitation or a code says, without joining: also one that has expired, and one for somebody else.
import { peerIdFromPublicKey, type PeerId } from '../base/index.js'
import { readCertificate } from './certificate-form.js'
import { isCodeText, parseCodeText } from './code.js'
import { readInvitationText } from './invitation.js'
import type { MemberLimits, Role } from './roles.js'

export type InvitationInfo = ParsedInvitation | ParsedCode

interface Parsed {
  /** 64 hex characters. */
  readonly groupId: string
  /** A stranger's word, as is every name. */
  readonly groupName: string
  /** Who made it: an administrator; of an invitation it may be the group's root. */
  readonly issuer: PeerId
  /** Until when it can be used, ms since 1970. */
  readonly expiresAtMs: number
  /** First contacts: multiaddrs. */
  readonly addresses: readonly string[]
}

export interface ParsedInvitation extends Parsed {
  readonly kind: 'invitation'
  /** For whom alone it is good. */
  readonly subject: PeerId
  readonly role: Role
  readonly limits: MemberLimits
  /** How long the membership that it brings lasts, ms since 1970. */
  readonly validFromMs: number
  readonly validUntilMs: number
}

export interface ParsedCode extends Parsed {
  readonly kind: 'code'
  /** What the administrator who redeems it calls itself. It alone knows for which role, and how many machines. */
  readonly issuerName: string
}

/**
 * Everything that a line for `join` says. That an invitation is signed by an administrator of its group is checked; a code proves nothing.
 * @throws {GroupError} `NOT_AN_INVITATION`, `WRONG_VERSION`, `MANGLED`, `INVITATION_INVALID`; `NOT_A_CODE`
 */
export function parseInvitation(text: string): InvitationInfo {
  const line = text.trim()
  if (isCodeText(line)) {
    const { groupId, groupName, issuer, issuerName, expiresAtMs, addresses } = parseCodeText(line)
    return { kind: 'code', groupId, groupName, issuer, issuerName, expiresAtMs, addresses }
  }
  const { groupId, groupName, chain, rootPublicKey, membership, expiresAtMs, addresses } = readInvitationText(line)
  const { peer: subject, role, limits, validFromMs, validUntilMs } = membership
  const above = chain.at(-2)
  const issuer = (above && readCertificate(above)?.subject) ?? peerIdFromPublicKey(rootPublicKey)
  return {
    ...{ kind: 'invitation', groupId, groupName, issuer, expiresAtMs, addresses },
    ...{ subject, role, limits, validFromMs, validUntilMs }
  }
}
