// The codes of one group on this machine: makes them, lists them, takes them back, and answers who comes with one. The
// driver of the machine in admission.ts.
import {
  publicKeyFromPeerId,
  sha256,
  toHex,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId,
  type Random
} from '../base/index.js'
import { MAX_ADMISSION_ANSWER_BYTES, rendezvousOf, type AdmissionRequest } from '../graph/index.js'
import { Admission, type AdmissionInput, type AdmissionOutput, type Code } from './admission.js'
import { decodeRequest, encodeAnswer, type AdmissionAnswer } from './admission-messages.js'
import { codeText } from './code.js'
import type { CodeStorage } from './code-file.js'
import {
  CODE_TOKEN_BYTES,
  CODE_TTL_MS,
  MAX_ADMISSION_ADDRESSES,
  MAX_CODE_USES,
  MAX_CODES,
  MAX_INVITATION_TTL_MS
} from './defaults.js'
import { GroupError } from './errors.js'
import type { CodeSummary, GroupCodes, MadeCode, MakeCodeInit } from './group.js'
import type { GroupFolder } from './group-folder.js'
import { createInvitation } from './invitation.js'
import type { keptTerms } from './kept-terms.js'
import type { Membership } from './membership.js'
import type { Removals } from './removals.js'
import type { Role } from './roles.js'
import { fromText } from './text-form.js'

export interface CodesInit {
  readonly folder: Pick<GroupFolder, 'idBytes' | 'name' | 'secret'>
  readonly keyPair: KeyPair
  /** What this machine calls itself: whom joiners ask when it does not answer. */
  readonly issuerName: string
  /** Our own membership now, and its certificates. */
  membership(): { membership: Membership; chain: readonly Uint8Array[] } | undefined
  /** All that are known: who was removed does not come back by a code. */
  removals(): Removals
  /** What somebody has already: see {@link keptTerms}. */
  termsOf(peer: PeerId): ReturnType<typeof keptTerms>
  /** Where we can be reached now, as multiaddrs. */
  addresses(): readonly string[]
  readonly storage: CodeStorage
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

export class Codes implements GroupCodes {
  readonly #init: CodesInit
  readonly #machine: Admission
  readonly #asks = new Map<number, (answer: AdmissionOutput) => void>()
  #lastAsk = 0

  private constructor(init: CodesInit, codes: readonly Code[]) {
    this.#init = init
    this.#machine = new Admission(codes)
  }

  static async open(init: CodesInit): Promise<Codes> {
    return new Codes(init, await init.storage.load())
  }

  async make({ uses, ttlMs = CODE_TTL_MS, role = 'member' }: MakeCodeInit): Promise<MadeCode> {
    const { folder, keyPair, issuerName, random, clock } = this.#init
    if (!Number.isInteger(uses) || uses < 1 || uses > MAX_CODE_USES) {
      throw new GroupError('BAD_USES', `a code lets 1 to ${MAX_CODE_USES} machines in, not ${uses}`)
    }
    const own = this.#init.membership()?.membership
    if (own?.role !== 'administrator') {
      throw new GroupError('NOT_ADMINISTRATOR', `only administrators of ${folder.name} can make codes`)
    }
    if (!rolesToGive(own).includes(role)) {
      throw new GroupError('TOO_FAR_FROM_ROOT', 'this administrator may admit members but appoint no administrators')
    }
    const token = random.bytes(CODE_TOKEN_BYTES)
    const tokenHash = hashOf(token)
    const createdAtMs = clock.nowMs()
    const expiresAtMs = Math.min(createdAtMs + Math.min(ttlMs, MAX_INVITATION_TTL_MS), own.validUntilMs)
    const id = tokenHash.slice(0, 8)
    const code = { id, tokenHash, role, uses, createdAtMs, expiresAtMs, revoked: false, redeemedBy: [] }
    await this.#change(id, (ask) => ({ type: 'add', ask, code }))
    const text = codeText({
      rootPublicKey: folder.idBytes,
      groupName: folder.name,
      issuerPublicKey: keyPair.publicKey,
      issuerName,
      token,
      rendezvous: rendezvousOf(folder.secret),
      addresses: this.#init.addresses(),
      expiresAtMs
    })
    return { text, id, role, uses, expiresAtMs }
  }

  list(): CodeSummary[] {
    const nowMs = this.#init.clock.nowMs()
    return this.#machine.codes().map(({ id, role, uses, createdAtMs, expiresAtMs, revoked, redeemedBy }) => {
      const used = redeemedBy.length
      const state = revoked ? 'revoked' : nowMs > expiresAtMs ? 'expired' : used >= uses ? 'used-up' : 'good'
      return { id, role, uses, used, createdAtMs, expiresAtMs, state }
    })
  }

  async revoke(id: string): Promise<void> {
    await this.#change(id, (ask) => ({ type: 'revoke', ask, id }))
  }

  /** Fills the graph's Gate. Never throws. */
  async answerRequest({ peer, host, body }: AdmissionRequest): Promise<Uint8Array> {
    const { clock, logger } = this.#init
    const token = decodeRequest(body)
    const attempt = {
      ...{ peer, host },
      tokenHash: token && hashOf(token),
      nowMs: clock.nowMs(),
      atMs: clock.monotonicMs(),
      mayAdmit: rolesToGive(this.#init.membership()?.membership),
      wasRemoved: this.#wasRemoved(peer)
    }
    const output = await this.#ask((ask) => ({ type: 'redeem', ask, attempt }))
    const answer = this.#answerOf(output)
    logger(`${peer} at ${host} asked for admission: ${answer.outcome}`)
    return encodeAnswer(answer)
  }

  #wasRemoved(peer: PeerId): boolean {
    const known = this.#init.removals().of(peer)
    return known.some(({ kind }) => kind !== 'role') || this.#init.termsOf(peer) === 'over'
  }

  #answerOf(output: AdmissionOutput): AdmissionAnswer {
    if (output.type === 'refuse') return output.refusal
    if (output.type !== 'invite') throw new Error(`a request was answered by ${output.type}`)
    const invitation = this.#invitationFor(output.peer, output.code)
    if (invitation === undefined) return { outcome: 'not-administrator' }
    return { outcome: 'invited', invitation, nowMs: this.#init.clock.nowMs() }
  }

  /** Payload of an invitation's text; undefined where we may not make one any more. */
  #invitationFor(peer: PeerId, code: Code): Uint8Array | undefined {
    const { folder, keyPair, clock, random, logger } = this.#init
    const publicKey = publicKeyFromPeerId(peer)
    const terms = this.#init.termsOf(peer)
    if (publicKey === undefined || terms === 'over') return undefined
    const grant =
      terms === 'new'
        ? { role: code.role }
        : { role: 'member' as const, limits: terms.limits, validUntilMs: terms.notAfterMs }
    try {
      const { text } = createInvitation({
        group: { ...folder, chain: this.#init.membership()?.chain ?? [] },
        keyPair,
        forIdentity: { publicKey },
        addresses: this.#init.addresses().slice(0, MAX_ADMISSION_ADDRESSES),
        nowMs: clock.nowMs(),
        random,
        removals: this.#init.removals(),
        ...grant
      })
      const verdict = fromText('invite', text)
      return verdict.ok && verdict.payload.byteLength < MAX_ADMISSION_ANSWER_BYTES - 64 ? verdict.payload : undefined
    } catch (error) {
      logger(`no invitation for ${peer}: ${(error as Error).message}`)
      return undefined
    }
  }

  async #change(id: string, input: (ask: number) => AdmissionInput): Promise<void> {
    const output = await this.#ask(input)
    if (output.type !== 'changed') throw new Error(`a change was answered by ${output.type}`)
    switch (output.outcome) {
      case 'done':
        return
      case 'not-saved':
        throw new GroupError('NOT_SAVED', 'the codes could not be written to disk: nothing has changed')
      case 'no-such-code':
        throw new GroupError('NO_SUCH_CODE', `no code ${id} was made on this machine: see \`potluck invite list\``)
      case 'too-many-codes':
        throw new GroupError('TOO_MANY_CODES', `there are ${MAX_CODES} good codes already: revoke some`)
    }
  }

  #ask(input: (ask: number) => AdmissionInput): Promise<AdmissionOutput> {
    const ask = ++this.#lastAsk
    return new Promise((resolve) => {
      this.#asks.set(ask, resolve)
      this.#handle(input(ask))
    })
  }

  #handle(input: AdmissionInput): void {
    for (const output of this.#machine.handle(input)) {
      if (output.type === 'save') void this.#save(output.codes)
      else {
        this.#asks.get(output.ask)?.(output)
        this.#asks.delete(output.ask)
      }
    }
  }

  async #save(codes: readonly Code[]): Promise<void> {
    try {
      await this.#init.storage.save(codes)
    } catch (error) {
      this.#init.logger(`the codes were not saved: ${(error as Error).message}`)
      return this.#handle({ type: 'not-saved' })
    }
    this.#handle({ type: 'saved' })
  }
}

/** In which roles it may admit others. */
export function rolesToGive(own: Membership | undefined): readonly Role[] {
  if (own?.role !== 'administrator') return []
  return own.pathLength < 1 ? ['member'] : ['member', 'administrator']
}

function hashOf(token: Uint8Array): string {
  return toHex(sha256(token))
}
