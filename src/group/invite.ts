// The one place where invitations bound to an identity are made: by the membership that counts now, naming all removals that are known.
// What the group's folder says of our own membership may be older.
import { peerIdFromPublicKey, type KeyPair, type Random } from '../base/index.js'
import type { GroupFolder } from './group-folder.js'
import { GroupError } from './errors.js'
import { parseIdentityText } from './identity.js'
import { createInvitation, type Invitation } from './invitation.js'
import type { MembershipState } from './membership-state.js'
import type { MemberLimits, Role } from './roles.js'

export interface InviteInit {
  /** The line that `potluck init` printed at the machine to let in: `pot-id-1-…`. */
  readonly identity: string
  /** @default 'member' */
  readonly role?: Role | undefined
  /** Of members only. @default none */
  readonly limits?: Partial<MemberLimits> | undefined
  /** How long the invitation can be used, ms. @default {@link INVITATION_TTL_MS} */
  readonly ttlMs?: number | undefined
  /** How long the membership lasts, ms: nobody renews it then. @default as long as the role has it, and our own, and it is renewed */
  readonly validForMs?: number | undefined
  /** Whether one that was removed, or left, shall come in again. @default false */
  readonly again?: boolean | undefined
}

/** Who invites, and what it knows. */
export interface Inviter {
  readonly folder: Pick<GroupFolder, 'idBytes' | 'name' | 'secret'>
  readonly state: MembershipState
  readonly keyPair: KeyPair
  /** Where we can be reached, as multiaddrs. */
  readonly addresses: readonly string[]
  readonly nowMs: number
  readonly random: Random
}

/** @throws {GroupError} `BAD_LIMIT` where it would end at once, and as `createInvitation` and `parseIdentityText` do */
export function inviteFrom(inviter: Inviter, init: InviteInit): Invitation {
  const { folder, state, keyPair, addresses, nowMs, random } = inviter
  const { identity, role, limits, ttlMs, validForMs, again } = init
  // Certificates end at whole seconds.
  if (validForMs !== undefined && !(validForMs >= 1_000)) {
    throw new GroupError('BAD_LIMIT', 'a membership lasts a second or longer')
  }
  const self = peerIdFromPublicKey(keyPair.publicKey)
  return createInvitation({
    group: { ...folder, chain: state.currentOf(self, nowMs)?.chain ?? [] },
    forIdentity: parseIdentityText(identity.trim()),
    removals: state.removals,
    validUntilMs: validForMs === undefined ? undefined : nowMs + validForMs,
    limits: validForMs === undefined ? limits : { ...limits, fixedTerm: true },
    ...{ keyPair, addresses, nowMs, random, role, ttlMs, again }
  })
}
