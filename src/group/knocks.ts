// Who knocks at one group on this machine: hears strangers while knocking is on and we may let them in, and gives them what an
// administrator answers. The driver of the machine in knock.ts.
import {
  equalBytes,
  publicKeyFromPeerId,
  sha256,
  toHex,
  utf8,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId,
  type Random
} from '../base/index.js'
import { MAX_ADMISSION_ANSWER_BYTES, type AdmissionRequest } from '../graph/index.js'
import { rolesToGive } from './codes.js'
import { MAX_ADMISSION_ADDRESSES } from './defaults.js'
import { GroupError } from './errors.js'
import type { AnswerKnock, Knock } from './group.js'
import type { GroupFolder } from './group-folder.js'
import { createInvitation } from './invitation.js'
import type { keptTerms } from './kept-terms.js'
import type { KnockStorage } from './knock-file.js'
import { decodeKnockRequest, encodeKnockAnswer, type KnockAnswer } from './knock-messages.js'
import {
  KnockMachine,
  type KnockDecision,
  type KnockInput,
  type KnockOutput,
  type KnockReply,
  type WaitingKnock
} from './knock.js'
import type { MembershipSet } from './membership-set.js'
import { NO_LIMITS } from './roles.js'
import { fromText } from './text-form.js'

export interface KnocksInit {
  readonly folder: Pick<GroupFolder, 'idBytes' | 'name' | 'secret'>
  readonly keyPair: KeyPair
  readonly self: PeerId
  /** What this machine calls itself: strangers are told. */
  readonly ownName: string
  readonly members: Pick<MembershipSet, 'membershipOf' | 'chainOf' | 'removals' | 'isMember' | 'on'>
  /** What somebody has already: see {@link keptTerms}. */
  termsOf(peer: PeerId): ReturnType<typeof keptTerms>
  /** Whether the group has knocking on. */
  isOn(): boolean
  /** Where we can be reached now, as multiaddrs. */
  addresses(): readonly string[]
  readonly storage: KnockStorage
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

export interface KnockListeners {
  /** Somebody is at the door. Must not throw. */
  onKnock(knock: Knock): void
  /** Whether strangers shall find this machine: on the LAN, under the tag of all who can be knocked at. Must not throw. */
  onOpen(isOpen: boolean): void
}

export class Knocks {
  readonly #init: KnocksInit
  readonly #machine: KnockMachine
  readonly #asks = new Map<number, (output: KnockOutput) => void>()
  #listeners: KnockListeners | undefined
  #unlisten: () => void = () => {}
  #lastAsk = 0
  #isOpen = false

  private constructor(init: KnocksInit, decisions: readonly KnockDecision[]) {
    this.#init = init
    this.#machine = new KnockMachine(decisions)
  }

  static async open(init: KnocksInit): Promise<Knocks> {
    return new Knocks(init, await init.storage.load())
  }

  /** Nobody is heard before. */
  start(listeners: KnockListeners): void {
    const { members, self } = this.#init
    this.#listeners = listeners
    this.#unlisten = members.on('change', (peer) => {
      if (peer === self) this.judge()
      if (members.isMember(peer)) this.#handle({ type: 'member', peer })
    })
    this.judge()
  }

  /** The group's settings may be others now, or our own membership. */
  judge(): void {
    const { members, self, isOn } = this.#init
    const isOpen = isOn() && members.membershipOf(self)?.role === 'administrator'
    if (isOpen === this.#isOpen) return
    this.#isOpen = isOpen
    this.#handle({ type: 'open', isOpen })
    this.#listeners?.onOpen(isOpen)
  }

  /** See `Group.knocks`. */
  list(): Knock[] {
    return this.#machine.knocks(this.#init.clock.monotonicMs()).map((knock) => this.#withStanding(knock))
  }

  /** See `Group.answerKnock`. */
  async decide(peer: PeerId, { allow, role = 'member', limits, again = false }: AnswerKnock): Promise<void> {
    const { folder, members, self, clock } = this.#init
    const roles = rolesToGive(members.membershipOf(self))
    if (!roles.includes('member')) {
      throw new GroupError('NOT_ADMINISTRATOR', `only administrators of ${folder.name} let others in`)
    }
    const terms = this.#init.termsOf(peer)
    if (allow) {
      if (!roles.includes(role)) {
        throw new GroupError('TOO_FAR_FROM_ROOT', 'this administrator may admit members but appoint no administrators')
      }
      if (role === 'administrator' && limits !== undefined) {
        throw new GroupError('BAD_LIMIT', 'administrators have no limits')
      }
      if (!again && this.#wasRemoved(peer)) {
        throw new GroupError(
          'ALREADY_REMOVED',
          'it was removed from the group, or left it, before, or its term is over'
        )
      }
    }
    const decision: KnockDecision = {
      ...{ peer, allow, role, again, removals: this.#removalsOf(peer), atMs: clock.nowMs() },
      limits: limits && { ...(typeof terms === 'string' ? NO_LIMITS : terms.limits), ...limits }
    }
    const atMs = clock.monotonicMs()
    const output = await this.#ask((ask) => ({ type: 'decided', ask, decision, atMs }))
    if (output.type !== 'decided') throw new Error(`an answer to a knock was answered by ${output.type}`)
    switch (output.outcome) {
      case 'done':
        return
      case 'not-saved':
        throw new GroupError('NOT_SAVED', 'the answer could not be written to disk: it was not given')
      case 'no-such-knock':
        throw new GroupError('NO_SUCH_KNOCK', `${peer.slice(0, 80)} does not knock: see \`potluck knocks\``)
    }
  }

  /** Fills the graph's Gate. Never throws. @returns undefined: the line is cut without a word */
  async answerKnock({ peer, host, body }: AdmissionRequest): Promise<Uint8Array | undefined> {
    const { folder, clock, logger } = this.#init
    const request = decodeKnockRequest(body)
    if (request === undefined) return undefined
    const asking = { peer, host, nowMs: clock.nowMs(), atMs: clock.monotonicMs() }
    if (request.type === 'knock' && !equalBytes(request.rootPublicKey, folder.idBytes)) return undefined
    const output = await this.#ask((ask) =>
      request.type === 'list'
        ? { type: 'listed', ask, asking }
        : { type: 'knocked', ask, asking, name: request.name, removals: this.#removalsOf(peer) }
    )
    if (output.type !== 'reply') throw new Error(`a knock was answered by ${output.type}`)
    const answer = this.#answerOf(peer, output.reply)
    if (request.type === 'knock') logger(`${peer} at ${host} knocked: ${answer?.outcome ?? 'no answer'}`)
    return answer && encodeKnockAnswer(answer)
  }

  close(): void {
    this.#unlisten()
  }

  #answerOf(peer: PeerId, reply: KnockReply): KnockAnswer | undefined {
    const { folder, ownName, clock } = this.#init
    switch (reply.outcome) {
      case 'nothing':
        return undefined
      case 'offered': {
        const { idBytes: rootPublicKey, name: groupName } = folder
        return { outcome: 'offered', rootPublicKey, groupName, administratorName: ownName }
      }
      case 'invite': {
        const invitation = this.#invitationFor(peer, reply.decision)
        return invitation && { outcome: 'invited', invitation, nowMs: clock.nowMs() }
      }
      default:
        return reply
    }
  }

  /** Payload of an invitation's text; undefined where we may not make it any more. */
  #invitationFor(peer: PeerId, { role, limits: said, again }: KnockDecision): Uint8Array | undefined {
    const { folder, keyPair, self, members, clock, random, logger } = this.#init
    const publicKey = publicKeyFromPeerId(peer)
    if (publicKey === undefined) return undefined
    const terms = this.#init.termsOf(peer)
    if (terms === 'over' && !again) return undefined // It ended since a person said so.
    const kept = typeof terms === 'string' ? undefined : terms
    // What the administrator did not say stays: to let somebody in lifts nothing.
    const limits = said ?? (role === 'member' ? kept?.limits : undefined)
    const validUntilMs = limits?.fixedTerm === true ? kept?.notAfterMs : undefined
    try {
      const { text } = createInvitation({
        group: { ...folder, chain: members.chainOf(self) ?? [] },
        forIdentity: { publicKey },
        addresses: this.#init.addresses().slice(0, MAX_ADMISSION_ADDRESSES),
        nowMs: clock.nowMs(),
        removals: members.removals,
        ...{ keyPair, random, role, limits, validUntilMs, again }
      })
      const verdict = fromText('invite', text)
      return verdict.ok && verdict.payload.byteLength < MAX_ADMISSION_ANSWER_BYTES - 64 ? verdict.payload : undefined
    } catch (error) {
      logger(`no invitation for ${peer}: ${(error as Error).message}`)
      return undefined
    }
  }

  #withStanding(knock: WaitingKnock): Knock {
    const isMember = this.#init.members.isMember(knock.peer)
    return { ...knock, standing: isMember ? 'member' : this.#wasRemoved(knock.peer) ? 'removed' : 'stranger' }
  }

  #wasRemoved(peer: PeerId): boolean {
    const known = this.#init.members.removals.of(peer)
    return known.some(({ kind }) => kind !== 'role') || this.#init.termsOf(peer) === 'over'
  }

  /** Which ones count: their number may be the same where one fell and another came. */
  #removalsOf(peer: PeerId): string {
    return toHex(
      sha256(
        utf8(
          this.#init.members.removals
            .of(peer)
            .map(({ id }) => id)
            .join(' ')
        )
      )
    )
  }

  #ask(input: (ask: number) => KnockInput): Promise<KnockOutput> {
    const ask = ++this.#lastAsk
    return new Promise((resolve) => {
      this.#asks.set(ask, resolve)
      this.#handle(input(ask))
    })
  }

  #handle(input: KnockInput): void {
    for (const output of this.#machine.handle(input)) {
      if (output.type === 'save') void this.#save(output.decisions)
      else if (output.type === 'told') this.#listeners?.onKnock(this.#withStanding(output.knock))
      else {
        this.#asks.get(output.ask)?.(output)
        this.#asks.delete(output.ask)
      }
    }
  }

  async #save(decisions: readonly KnockDecision[]): Promise<void> {
    try {
      await this.#init.storage.save(decisions)
    } catch (error) {
      this.#init.logger(`answers to knocks were not saved: ${(error as Error).message}`)
      return this.#handle({ type: 'not-saved' })
    }
    this.#handle({ type: 'saved' })
  }
}
