// What an administrator does about members, and each member about itself: removing, changing roles, inviting, leaving. Signs with what
// the membership set knows, never with what the group's folder says.
import { publicKeyFromPeerId, withBudget, type Clock, type KeyPair, type PeerId, type Random } from '../base/index.js'
import type { RunningGraph } from '../graph/index.js'
import { LEAVING_BUDGET_MS, REISSUED_WITHIN } from './defaults.js'
import { GroupError } from './errors.js'
import type { ChangeMember, MadeRemoval, RemovalInfo, RemoveMember } from './group.js'
import type { GroupFolder } from './group-folder.js'
import { rootKeyOf } from './group-root.js'
import type { Invitation } from './invitation.js'
import { inviteFrom, type InviteInit } from './invite.js'
import { issueMembership, type Authority } from './issue.js'
import { lastingOf } from './lasting.js'
import type { Membership } from './membership.js'
import type { MembershipSet } from './membership-set.js'
import type { ShardCut } from '../store/index.js'
import { removalsIn } from './removal-info.js'
import { prepareLeaving, prepareRemoval, reissueMembership, type PreparedRemoval } from './remove-member.js'
import { NO_LIMITS, spellLimits, type MemberLimits } from './roles.js'
import { signedBy, type SignedByPeer } from './signed-by.js'

export interface MemberOfficeInit {
  readonly folder: Pick<GroupFolder, 'idBytes' | 'name' | 'secret'>
  readonly keyPair: KeyPair
  readonly self: PeerId
  readonly members: MembershipSet
  readonly graph: Pick<RunningGraph, 'synchronised' | 'addresses' | 'neighbours' | 'on'>
  /** What of an author's records is here: see `Store.cutOf`. */
  cutOf(author: PeerId): readonly ShardCut[]
  /** Whether anything was ever heard of a member. */
  hasCome(member: PeerId): boolean
  readonly clock: Clock
  readonly random: Random
}

export interface LeaveInit {
  readonly force?: boolean | undefined
  /** Whether a first neighbour is worth waiting for. @default false */
  readonly mayMeet?: boolean | undefined
}

export class MemberOffice {
  readonly #init: MemberOfficeInit
  /** What is being signed and saved: the next removal knows it, or each would end what the other one issues. */
  #signing: Promise<unknown> = Promise.resolve()

  constructor(init: MemberOfficeInit) {
    this.#init = init
  }

  /** See `Group.removeMember`. */
  remove(peer: PeerId, options: RemoveMember = {}): Promise<MadeRemoval> {
    return this.#inTurn(() => this.#remove(peer, options))
  }

  /** See `Group.changeMember`. */
  change(peer: PeerId, changes: ChangeMember): Promise<MadeRemoval | undefined> {
    return this.#inTurn(() => this.#change(peer, changes))
  }

  /** See `Group.leave`. */
  async leave({ force, mayMeet = false }: LeaveInit = {}): Promise<boolean> {
    const { graph, clock } = this.#init
    const isAlone = graph.neighbours().length === 0
    const untilMs = clock.monotonicMs() + LEAVING_BUDGET_MS
    const unlisten: (() => void)[] = []
    const met = new Promise<boolean>((resolve) => unlisten.push(graph.on('neighbour:up', () => resolve(true))))
    // Who has heard of it says so, and hangs up. Whom we lose otherwise may not have.
    const heard = new Promise<boolean>((resolve) => {
      unlisten.push(graph.on('neighbour:down', ({ goodbye }) => goodbye === 'not-a-member' && resolve(true)))
    })
    const within = (told: Promise<boolean>): Promise<boolean> => {
      const leftMs = Math.max(0, untilMs - clock.monotonicMs())
      return withBudget(clock, leftMs, told, () => new Error('nobody was there')).catch(() => false)
    }
    try {
      this.#prepareLeaving(force) // What is wrong with it is said before anybody waits.
      // Before it is signed: whoever never met us lets in none that has left.
      const isSomebodyThere = !isAlone || (mayMeet && (await within(met)))
      await this.#inTurn(() => this.#add(this.#prepareLeaving(force)))
      return isSomebodyThere && (await within(heard))
    } finally {
      for (const stop of unlisten) stop()
    }
  }

  /**
   * Issues a certificate like the one that somebody has now, for as long as its role has it; nothing where that is another by now than
   * the one that was found due.
   * @throws {GroupError} as `issueMembership` does
   */
  async renew({ peer, validUntilMs }: Membership): Promise<void> {
    const { members, clock } = this.#init
    // It may have waited for the disk since it was found due: meanwhile somebody may have removed its member, or limited it.
    const current = lastingOf(members.state, peer, clock.nowMs())
    if (current?.validUntilMs !== validUntilMs || current.limits.fixedTerm) return
    const publicKey = publicKeyFromPeerId(peer)
    if (publicKey === undefined) throw new GroupError('NOT_A_PEER', `${peer} is no peer id`)
    const { role, limits } = current
    const authority = { ...this.#ourselves(), removals: members.removals }
    await members.addChain(issueMembership(authority, { publicKey, role, limits, again: true }))
  }

  removals(): RemovalInfo[] {
    return removalsIn(this.#init.members.state)
  }

  /** See `Group.signedBy`. */
  signedBy(peer: PeerId): SignedByPeer[] {
    const { members, clock, hasCome } = this.#init
    return signedBy(members.state, peer, clock.nowMs(), hasCome)
  }

  /** See `Group.invite`. */
  invite(init: InviteInit): Invitation {
    const { folder, keyPair, members, graph, clock, random } = this.#init
    const { state } = members
    return inviteFrom({ folder, state, keyPair, addresses: graph.addresses(), nowMs: clock.nowMs(), random }, init)
  }

  async #remove(peer: PeerId, options: RemoveMember): Promise<MadeRemoval> {
    const { phrase, unsynchronised, distrusted, reissue = [], unseen } = options
    const by = phrase === undefined ? this.#ourselves() : this.#root(phrase)
    const { members, cutOf, hasCome } = this.#init
    const { state } = members
    const init = { by, state, peer, cut: cutOf(peer), distrusted, unseen, hasCome }
    const requireSynchronised = (): void => {
      if (unsynchronised !== true) this.#requireSynchronised('what it wrote last would be lost')
    }
    const further = reissue.slice(REISSUED_WITHIN)
    if (further.length > 0) requireSynchronised()
    for (const one of further) await members.addChain(reissueMembership(by, state, one))
    const prepared = prepareRemoval({ ...init, reissue: reissue.slice(0, REISSUED_WITHIN) })
    // Last, since waiting helps with nothing else that may be wrong.
    requireSynchronised()
    return this.#add(prepared)
  }

  async #change(peer: PeerId, changes: ChangeMember): Promise<MadeRemoval | undefined> {
    const { members, hasCome } = this.#init
    const current = members.membershipOf(peer)
    if (current === undefined) throw new GroupError('NOT_A_PEER', `${peer.slice(0, 80)} is no member of this group`)
    const role = changes.role ?? current.role
    // What a member may not do says nothing of an administrator, but how long it is one may be fixed.
    const kept = role === 'member' ? current.limits : { ...NO_LIMITS, fixedTerm: current.limits.fixedTerm }
    const limits: MemberLimits = { ...kept, ...changes.limits }
    if (role === current.role && spellLimits(limits) === spellLimits(current.limits)) return undefined
    if (current.role === 'administrator') this.#requireSynchronised('whom it let in last would fall with it')
    const by = this.#ourselves()
    return this.#add(prepareRemoval({ by, state: members.state, peer, cut: [], stays: { role, limits }, hasCome }))
  }

  #prepareLeaving(force: boolean | undefined): PreparedRemoval {
    const { members, self, cutOf, hasCome } = this.#init
    const init = { by: this.#ourselves(), state: members.state, cut: cutOf(self), hasCome }
    return prepareLeaving(init, { force })
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#signing.then(work)
    this.#signing = done.catch(() => {})
    return done
  }

  #ourselves(): Omit<Authority, 'removals'> {
    const { folder, keyPair, members, self, clock, random } = this.#init
    const chain = members.chainOf(self)
    if (chain === undefined) throw new GroupError('NOT_A_MEMBER', `we are no member of ${folder.name}`)
    return { rootPublicKey: folder.idBytes, chain, keyPair, nowMs: clock.nowMs(), random }
  }

  #root(phrase: string): Omit<Authority, 'removals'> {
    const { folder, clock, random } = this.#init
    const keyPair = rootKeyOf(folder, phrase)
    return { rootPublicKey: folder.idBytes, chain: [], keyPair, nowMs: clock.nowMs(), random }
  }

  #requireSynchronised(why: string): void {
    if (this.#init.graph.synchronised) return
    throw new GroupError('NOT_SYNCHRONISED', `this machine has not yet heard from others what is new: ${why}`)
  }

  async #add({ id, object, kept, fallen }: PreparedRemoval): Promise<MadeRemoval> {
    await this.#init.members.addRemoval(object)
    const info = this.removals().find((removal) => removal.id === id)
    if (info === undefined) throw new Error('the removal just signed is not in the set')
    if (!info.counts)
      throw new GroupError('NOT_A_MEMBER', 'our own membership was ended meanwhile: this counts nowhere')
    const count = (wanted: SignedByPeer['kind']): number => kept.filter(({ kind }) => kind === wanted).length
    return { ...info, signed: { certificates: count('certificate'), removals: count('removal'), fallen } }
  }
}
