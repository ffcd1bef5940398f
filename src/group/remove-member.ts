// Makes removals: who may, what of the removed one still counts, and what is issued anew in the same object. Signs; has no IO.
import { peerIdFromPublicKey, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import type { ShardCut } from '../store/index.js'
import { readCertificate } from './certificate-form.js'
import { MAX_KEPT, MAX_REMOVAL_BYTES } from './defaults.js'
import { GroupError } from './errors.js'
import { issueMembership, issuerOf, type Authority } from './issue.js'
import { lastingOf } from './lasting.js'
import { REMOVAL_NONCE_BYTES, signRemoval, type SignedRemoval } from './removal-object.js'
import { keptId } from './removals.js'
import type { ChainEntry, MembershipState } from './membership-state.js'
import type { MemberLimits, Role } from './roles.js'
import { removalsWithoutLeaving, signedBy, type SignedByPeer } from './signed-by.js'

/** Of one that is kept, in protobuf; and by how much the lengths around them may grow. */
const KEPT_FIELD_BYTES = 18
const LENGTHS_BYTES = 16

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
  readonly distrusted?: ReadonlySet<string> | 'all' | undefined
  /** Whether anything was ever heard of a member: who was invited and has not come falls first. @default of everybody */
  readonly hasCome?: ((member: PeerId) => boolean) | undefined
  /** Also one of whom no membership is here: an invitation was made for it, and it has not come. @default false */
  readonly unseen?: boolean | undefined
  /** Members who get a certificate by us in the same object, as they are: they will not hang on what is kept. @default nobody */
  readonly reissue?: readonly PeerId[] | undefined
}

export interface PreparedRemoval {
  readonly id: string
  /** What {@link MembershipSet.addRemoval} takes. */
  readonly object: Uint8Array
  /** Of what it signed as an administrator, what stands on … */
  readonly kept: readonly SignedByPeer[]
  /** … and how many do not. */
  readonly fallen: number
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
    ...reissue.map((other) => reissueMembership(by, state, other))
  ])
}

/** A certificate by us like the one that a member has now. @throws {GroupError} `NOT_A_PEER`, and as `issueMembership` does */
export function reissueMembership(
  by: PrepareRemovalInit['by'],
  state: MembershipState,
  peer: PeerId
): readonly Uint8Array[] {
  const { role, limits } = currentOf(state, peer, by.nowMs).membership
  const notAfterMs = fixedEndOf(state, peer, by.nowMs)
  const authority = { ...by, removals: state.removals }
  return issueMembership(authority, { publicKey: publicKeyOf(peer), role, limits, notAfterMs, again: true })
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
  init: Pick<PrepareRemovalInit, 'by' | 'state' | 'cut' | 'hasCome'>,
  { force = false } = {}
): PreparedRemoval {
  const peer = peerIdFromPublicKey(init.by.keyPair.publicKey)
  currentOf(init.state, peer, init.by.nowMs)
  if (!force) requireAnotherAdministrator(init.state, peer, init.by.nowMs)
  return sign({ ...init, peer }, 'left', () => [])
}

function sign(
  init: PrepareRemovalInit,
  kind: 'removed' | 'left' | 'role',
  reissue: (id: string) => (readonly Uint8Array[])[]
): PreparedRemoval {
  const { by, state, peer, distrusted, hasCome = () => true } = init
  const all = signedBy(state, peer, by.nowMs, hasCome)
  const trusted = distrusted === 'all' ? [] : all.filter(({ id }) => distrusted?.has(id) !== true)
  const signedWith = (kept: readonly SignedByPeer[]): SignedRemoval =>
    signRemoval(
      by.rootPublicKey,
      {
        issuer: by.chain,
        publicKey: publicKeyOf(peer),
        kind,
        madeMs: by.nowMs,
        cut: kind === 'role' ? [] : init.cut,
        kept: [...new Set(kept.map(({ id }) => keptId(id)))].sort(),
        nonce: by.random.bytes(REMOVAL_NONCE_BYTES)
      },
      by.keyPair,
      reissue
    )
  const kept = trusted.length === 0 ? [] : keptWithin(trusted, signedWith([]).object.byteLength)
  return { ...signedWith(kept), kept, fallen: all.length - kept.length }
}

/** As much as there is room for: whom nobody here ever heard of falls first. @param bareBytes of the removal that keeps nothing */
function keptWithin(trusted: readonly SignedByPeer[], bareBytes: number): SignedByPeer[] {
  const room = Math.min(MAX_KEPT, Math.floor((MAX_REMOVAL_BYTES - bareBytes - LENGTHS_BYTES) / KEPT_FIELD_BYTES))
  const [seen, unseen] = [trusted.filter((one) => one.seen), trusted.filter((one) => !one.seen)]
  if (seen.length <= room) return [...seen, ...unseen.slice(0, room - seen.length)]
  throw new GroupError(
    'TOO_LARGE_REMOVAL',
    `it let in, or removed, ${seen.length} that are not issued by others too, and one removal keeps at most ${room}: have memberships ` +
      'issued anew first, or let all of it fall (--distrust-all)'
  )
}

function requireMayRemove({ by, state, peer, stays, unseen }: PrepareRemovalInit): void {
  // Who left can be removed after: what it said then of what it signed falls.
  const removals = removalsWithoutLeaving(state, peer)
  const counting = state
    .of(peer)
    .filter(
      ({ certificates, membership }) =>
        membership.validUntilMs >= by.nowMs && removals.standing(certificates) === 'counts'
    )
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
