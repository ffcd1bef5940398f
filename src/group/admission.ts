// Who comes in by code, as a machine: looks codes up, counts their uses, and lets a joiner be answered only when its use
// is on disk. What is on disk may be more than what was answered, never less; so no code admits more than it says,
// whenever the machine stops. Spec: docs/protocols/admission.md.
import type { PeerId } from '../base/index.js'
import { ADMISSION_BUSY_MS, KEEP_DEAD_CODES_MS, MAX_CODES, MAX_WAITING_ADMISSIONS } from './defaults.js'
import { AdmissionPace } from './admission-pace.js'
import type { Role } from './roles.js'

/** What an issuer remembers of a code: not the token, so that nobody comes in with a copy of this. */
export interface Code {
  /** 8 hex characters: what people call it. */
  readonly id: string
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string
  readonly role: Role
  /** Machines that it lets in. */
  readonly uses: number
  readonly createdAtMs: number
  readonly expiresAtMs: number
  readonly revoked: boolean
  /** Who came in, each counted once however often it asks. */
  readonly redeemedBy: readonly PeerId[]
}

export type AdmissionRefusal =
  | { outcome: 'unknown-code' }
  | { outcome: 'expired'; nowMs: number }
  | { outcome: 'used-up' }
  | { outcome: 'revoked' }
  | { outcome: 'busy'; retryAfterMs: number }
  | { outcome: 'not-administrator' }
  | { outcome: 'removed' }

export interface AdmissionAttempt {
  readonly peer: PeerId
  /** IP address. */
  readonly host: string
  /** SHA-256 of the token, hex; undefined: there was none. */
  readonly tokenHash: string | undefined
  /** Wall clock, which decides about expiry. */
  readonly nowMs: number
  /** Monotonic, for the pace. */
  readonly atMs: number
  /** In which roles the issuer may admit now. */
  readonly mayAdmit: readonly Role[]
  /** Whether the peer was removed, or left, or its term is over: whoever saw to that has not meant that a code lets it in. */
  readonly wasRemoved: boolean
}

/** `ask` numbers what is asked, so that answers can be told apart. */
export type AdmissionInput =
  | { type: 'redeem'; ask: number; attempt: AdmissionAttempt }
  | { type: 'add'; ask: number; code: Code }
  | { type: 'revoke'; ask: number; id: string }
  /** The last `save` is on disk, and survives a power cut. */
  | { type: 'saved' }
  /** It may or may not be on disk. */
  | { type: 'not-saved' }

/** What the driver must do, in this order. One `save` at a time. */
export type AdmissionOutput =
  | { type: 'save'; codes: readonly Code[] }
  | { type: 'invite'; ask: number; peer: PeerId; code: Code }
  | { type: 'refuse'; ask: number; refusal: AdmissionRefusal }
  /** An administrator's change is on disk, or is not and never happened. */
  | { type: 'changed'; ask: number; outcome: 'done' | 'not-saved' | 'no-such-code' | 'too-many-codes' }

interface Waiting {
  readonly onSaved: AdmissionOutput
  readonly onFailed: AdmissionOutput
}

type Codes = ReadonlyMap<string, Code>

export class Admission {
  readonly #pace = new AdmissionPace()
  /** On disk for sure. */
  #saved: Codes
  /** With what waits for the disk. */
  #codes: Codes
  /** What is being written, and who waits for it. */
  #saving: { codes: Codes; waiting: Waiting[] } | undefined
  /** Who waits for the write after that. */
  #next: Waiting[] = []

  constructor(codes: readonly Code[]) {
    this.#saved = new Map(codes.map((code) => [code.id, code]))
    this.#codes = this.#saved
  }

  /** Every code on disk, the newest first. */
  codes(): Code[] {
    return [...this.#saved.values()].sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? -1 : 1))
  }

  handle(input: AdmissionInput): AdmissionOutput[] {
    switch (input.type) {
      case 'redeem':
        return this.#redeem(input.ask, input.attempt)
      case 'add':
        return this.#add(input.ask, input.code)
      case 'revoke':
        return this.#revoke(input.ask, input.id)
      case 'saved':
        return this.#onSaved()
      case 'not-saved':
        return this.#onNotSaved()
    }
  }

  #redeem(ask: number, attempt: AdmissionAttempt): AdmissionOutput[] {
    const { peer, host, tokenHash, nowMs, atMs } = attempt
    // By hash: how long the look-up takes tells nothing about tokens.
    const code = [...this.#codes.values()].find((known) => known.tokenHash === tokenHash)
    const refuse = (refusal: AdmissionRefusal): AdmissionOutput[] => [{ type: 'refuse', ask, refusal }]
    // Who has a code that is taken back or expired counts as a stranger: it may be why that was done.
    const holder = code !== undefined && !code.revoked && nowMs <= code.expiresAtMs
    const retryAfterMs = this.#pace.take(holder ? 'holder' : 'stranger', host, atMs)
    if (retryAfterMs > 0) return refuse({ outcome: 'busy', retryAfterMs })
    if (code === undefined) {
      this.#pace.wrong(host, atMs)
      return refuse({ outcome: 'unknown-code' })
    }
    if (code.revoked) return refuse({ outcome: 'revoked' })
    if (nowMs > code.expiresAtMs) return refuse({ outcome: 'expired', nowMs })
    if (!attempt.mayAdmit.includes(code.role)) return refuse({ outcome: 'not-administrator' })
    if (attempt.wasRemoved) return refuse({ outcome: 'removed' })
    const invite: AdmissionOutput = { type: 'invite', ask, peer, code }
    if (this.#saved.get(code.id)?.redeemedBy.includes(peer) === true) return [invite]
    const counted = code.redeemedBy.includes(peer) // It asks again while its use is being written.
    const busy: AdmissionRefusal = { outcome: 'busy', retryAfterMs: ADMISSION_BUSY_MS }
    if (!counted && code.redeemedBy.length >= code.uses) {
      // Who hears that it is used up goes away for good: not for a use that is still being written, and may fail.
      return refuse(this.#usedUp(code) ? { outcome: 'used-up' } : busy)
    }
    if (this.#next.length >= MAX_WAITING_ADMISSIONS) return refuse(busy)
    const redeemedBy = counted ? code.redeemedBy : [...code.redeemedBy, peer]
    return this.#write({ ...code, redeemedBy }, { onSaved: invite, onFailed: { type: 'refuse', ask, refusal: busy } })
  }

  #add(ask: number, code: Code): AdmissionOutput[] {
    const kept = [...this.#codes.values()].filter((old) => code.createdAtMs - old.expiresAtMs < KEEP_DEAD_CODES_MS)
    const oldestFirst = kept.sort((a, b) => a.createdAtMs - b.createdAtMs)
    const dead = oldestFirst.find((old) => old.revoked || old.expiresAtMs < code.createdAtMs)
    // Used-up ones last: who lost its answer may ask again.
    const dropped = kept.length >= MAX_CODES ? (dead ?? oldestFirst.find((old) => this.#usedUp(old))) : undefined
    if (kept.length >= MAX_CODES && dropped === undefined) return [{ type: 'changed', ask, outcome: 'too-many-codes' }]
    this.#codes = new Map(kept.filter((old) => old !== dropped).map((old) => [old.id, old]))
    return this.#write(code, change(ask))
  }

  /** By what is on disk: nobody waits to be counted any more. */
  #usedUp({ id, uses }: Code): boolean {
    return (this.#saved.get(id)?.redeemedBy.length ?? 0) >= uses
  }

  #revoke(ask: number, id: string): AdmissionOutput[] {
    const code = this.#codes.get(id)
    if (code === undefined) return [{ type: 'changed', ask, outcome: 'no-such-code' }]
    return this.#write({ ...code, revoked: true }, change(ask))
  }

  #write(code: Code, waiting: Waiting): AdmissionOutput[] {
    this.#codes = new Map([...this.#codes, [code.id, code]])
    this.#next.push(waiting)
    return this.#saving === undefined ? this.#save() : []
  }

  #save(): AdmissionOutput[] {
    if (this.#next.length === 0) return []
    this.#saving = { codes: this.#codes, waiting: this.#next }
    this.#next = []
    return [{ type: 'save', codes: [...this.#codes.values()] }]
  }

  #onSaved(): AdmissionOutput[] {
    const saving = this.#saving
    if (saving === undefined) return []
    this.#saved = saving.codes
    this.#saving = undefined
    return [...saving.waiting.map(({ onSaved }) => onSaved), ...this.#save()]
  }

  /** Everything that waits fails, since it may build on what was not written; so nothing is left half done. */
  #onNotSaved(): AdmissionOutput[] {
    const waiting = [...(this.#saving?.waiting ?? []), ...this.#next]
    this.#codes = this.#saved
    this.#saving = undefined
    this.#next = []
    return waiting.map(({ onFailed }) => onFailed)
  }
}

function change(ask: number): Waiting {
  return {
    onSaved: { type: 'changed', ask, outcome: 'done' },
    onFailed: { type: 'changed', ask, outcome: 'not-saved' }
  }
}
