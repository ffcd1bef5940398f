// Makes removals: who may, what of the removed one still counts, and what is issued anew in the same object. Signs; has no IO.
import { peerIdFromPublicKey, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import type { ShardCut } from '../store/index.js'
import { readCertificate } from './certificate-form.js'
import { GroupError } from './errors.js'
import { issueMembership, issuerOf, type Authority } from './issue.js'
import { lastingOf } from './lasting.js'
import { REMOVAL_NONCE_BYTES, signRemoval } from './removal-object.js'
import { keptId } from './removals.js'
import type { ChainEntry, MembershipState } from './membership-state.js'
import type { MemberLimits, Role } from './roles.js'

export interface PrepareRemovalInit {
  /** Who removes: with the chain that counts for it, or the root's key and none. Its removals are those of `state`. */
  readonly by: Omit<Authority, 'removals'>
  readonly state: MembershipState
  readonly peer: PeerId
  /** What of its records still counts: as far as this node has them. Left out where it stays. */
  readonly cut: readonly ShardCut[]
  /** It stays a member, with this role and these limits, and its records are not cut. @default it goes */
  readonly stays?: { readonly role: Role; readonly limits?: MemberLimits | undefined } | undefined
  /** Of what it signed as an administrator, ids of certificates and removals that shall fall. @default nothing */
  readonly distrusted?: ReadonlySet<string> | undefined
  /** Also one of whom no membership is here: an invitation was made for it, and it has not come. @default false */
  readonly unseen?: boolean | undefined
  /** Members who get a certificate by us in the same object, as they are: they will not hang on what is kept. @default nobody */
  readonly reissue?: readonly PeerId[] | undefined
}

export interface PreparedRemoval {
  readonly id: string
  /** What {@link MembershipSet.addRemoval} takes. */
  readonly object: Uint8Array
  /** Of what it signed, what stands on: ids of certificates and removals. */
  readonly kept: readonly string[]
}

/** What somebody signed as an administrator: what a person may keep or let fall. */
export interface SignedByPeer {
  /** 64 hex characters. */
  readonly id: string
  readonly kind: 'certificate' | 'removal'
  /** Whom it admitted, or removed. */
  readonly about: PeerId
}

/**
 * @throws {GroupError} `NOT_A_PEER`, `MAY_NOT_REMOVE`, `LAST_ADMINISTRATOR`, `TOO_LARGE_REMOVAL`, and as `issueMembership` does for who
 * removes
 */
export function prepareRemoval(init: PrepareRemovalInit): PreparedRemoval {
  const { by, state, peer, stays, reissue = [] } = init
  const authority: Authority = { ...by, removals: state.removals }
  issuerOf(authority) // Or it throws.
  requireMayRemove(init)
  const publicKey = publicKeyOf(peer)
  // A certificate names as many removals as a set keeps: not the one that makes room for ours.
  const forgotten = state.givesWay(peer, peersIn(by.chain), by.nowMs)
  return sign(init, stays === undefined ? 'removed' : 'role', (id) => [
    ...(stays === undefined
      ? []
      : [
          issueMembership(authority, {
            ...{ ...stays, publicKey, again: true, making: { id, forgotten } },
            notAfterMs: stays.limits?.fixedTerm === true ? fixedEndOf(state, peer, by.nowMs) : undefined
          })
        ]),
    ...reissue.map((other) => {
      const { role, limits } = currentOf(state, other, by.nowMs).membership
      const notAfterMs = fixedEndOf(state, other, by.nowMs)
      return issueMembership(authority, { publicKey: publicKeyOf(other), role, limits, notAfterMs, again: true })
    })
  ])
}

/** When the term of a member ends that is fixed; undefined: it is not. */
function fixedEndOf(state: MembershipState, peer: PeerId, nowMs: number): number | undefined {
  const lasting = lastingOf(state, peer, nowMs)
  return lasting?.limits.fixedTerm === true ? lasting.validUntilMs : undefined
}

/**
 * Leaving: the removal of oneself, which takes down nobody.
 * @param force also as the last administrator: then nobody but the recovery phrase lets anybody in. @default false
 * @throws {GroupError} `NOT_A_PEER`, `LAST_ADMINISTRATOR`, `TOO_LARGE_REMOVAL`
 */
export function prepareLeaving(
  init: Pick<PrepareRemovalInit, 'by' | 'state' | 'cut'>,
  { force = false } = {}
): PreparedRemoval {
  const peer = peerIdFromPublicKey(init.by.keyPair.publicKey)
  currentOf(init.state, peer, init.by.nowMs)
  if (!force) requireAnotherAdministrator(init.state, peer, init.by.nowMs)
  return sign({ ...init, peer }, 'left', () => [])
}

/** What `peer` signed that stands as long as it is not removed, or left, without being kept. */
export function signedBy(state: MembershipState, peer: PeerId, nowMs: number): SignedByPeer[] {
  const certificates = new Map<string, SignedByPeer>()
  for (const { certificates: chain, membership } of state.through(peer)) {
    if (membership.validUntilMs < nowMs) continue
    for (const [at, { id, subject }] of chain.entries()) {
      if (at > 0 && chain[at - 1]!.subject === peer) certificates.set(id, { id, kind: 'certificate', about: subject })
    }
  }
  const removals = state
    .signedRemovalsOf(peer)
    .filter((removal) => state.removals.of(removal.peer).includes(removal))
    .map(({ id, peer: about }): SignedByPeer => ({ id, kind: 'removal', about }))
  return [...certificates.values(), ...removals]
}

function sign(
  init: PrepareRemovalInit,
  kind: 'removed' | 'left' | 'role',
  reissue: (id: string) => (readonly Uint8Array[])[]
): PreparedRemoval {
  const { by, state, peer, distrusted } = init
  const kept = signedBy(state, peer, by.nowMs)
    .map(({ id }) => id)
    .filter((id) => distrusted?.has(id) !== true)
  const signed = signRemoval(
    by.rootPublicKey,
    {
      issuer: by.chain,
      publicKey: publicKeyOf(peer),
      kind,
      madeMs: by.nowMs,
      cut: kind === 'role' ? [] : init.cut,
      kept: [...new Set(kept.map(keptId))].sort(),
      nonce: by.random.bytes(REMOVAL_NONCE_BYTES)
    },
    by.keyPair,
    reissue
  )
  return { ...signed, kept }
}

function requireMayRemove({ by, state, peer, stays, unseen }: PrepareRemovalInit): void {
  const counting = state
    .of(peer)
    .filter(({ standing, membership }) => standing === 'counts' && membership.validUntilMs >= by.nowMs)
  if (counting.length === 0 && unseen !== true) throw new GroupError('NOT_A_PEER', `${peer} is no member of this group`)
  const isOutOfReach = ({ membership, certificates }: ChainEntry): boolean =>
    membership.role === 'administrator' && certificates.length <= by.chain.length
  if (counting.some(isOutOfReach)) {
    throw new GroupError('MAY_NOT_REMOVE', 'an administrator is removed by one nearer to the root, or with the phrase')
  }
  if (stays?.role !== 'administrator') requireAnotherAdministrator(state, peer, by.nowMs)
}

function requireAnotherAdministrator(state: MembershipState, peer: PeerId, nowMs: number): void {
  const isAdministrator = (other: PeerId): boolean => state.currentOf(other, nowMs)?.membership.role === 'administrator'
  if (!isAdministrator(peer) || [...state.peers()].some((other) => other !== peer && isAdministrator(other))) return
  throw new GroupError('LAST_ADMINISTRATOR', 'it is the last administrator: appoint another one first')
}

function currentOf(state: MembershipState, peer: PeerId, nowMs: number): ChainEntry {
  const current = state.currentOf(peer, nowMs)
  if (current === undefined) throw new GroupError('NOT_A_PEER', `${peer} is no member of this group`)
  return current
}

/** Of certificates of our own. */
function peersIn(chain: readonly Uint8Array[]): PeerId[] {
  return chain.flatMap((der) => readCertificate(der)?.subject ?? [])
}

function publicKeyOf(peer: PeerId): Uint8Array {
  const publicKey = publicKeyFromPeerId(peer)
  if (publicKey === undefined) throw new GroupError('NOT_A_PEER', `${peer.slice(0, 80)} is no peer id`)
  return publicKey
}
