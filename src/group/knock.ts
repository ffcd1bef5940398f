// Who stands at the door, as a machine: strangers that want in wait here until an administrator has answered, and hear the
// answer only when it is on disk. Spec: docs/protocols/knock.md.
import type { PeerId } from '../base/index.js'
import {
  KNOCK_ALIVE_MS,
  KNOCK_BUSY_MS,
  KNOCK_DECISION_MS,
  KNOCK_RETRY_MS,
  MAX_KNOCK_DECISIONS,
  MAX_WAITING_KNOCKS
} from './defaults.js'
import { KnockPace } from './knock-pace.js'
import type { MemberLimits, Role } from './roles.js'

/** Somebody who waits for an answer. */
export interface WaitingKnock {
  readonly peer: PeerId
  /** What it calls itself, now: a stranger's word. */
  readonly name: string
  /** IP address it comes from. */
  readonly host: string
  /** Wall clock, ms since 1970. */
  readonly sinceMs: number
  readonly lastMs: number
}

/** What an administrator answered. */
export interface KnockDecision {
  readonly peer: PeerId
  readonly allow: boolean
  readonly role: Role
  readonly limits: MemberLimits | undefined
  /** Whether it comes in although it was removed before. */
  readonly again: boolean
  /** Which removals of it were known, as one hash: after another the answer stands no more. */
  readonly removals: string
  /** Wall clock, ms since 1970. */
  readonly atMs: number
}

export interface Asking {
  readonly peer: PeerId
  /** IP address. */
  readonly host: string
  /** Wall clock. */
  readonly nowMs: number
  /** Monotonic. */
  readonly atMs: number
}

/** `ask` numbers what is asked, so that answers can be told apart. */
export type KnockInput =
  /** Whether knocking is on, and we may let anybody in. */
  | { type: 'open'; isOpen: boolean }
  | { type: 'listed'; ask: number; asking: Asking }
  /** `removals`: of the asking peer, known now, as one hash. */
  | { type: 'knocked'; ask: number; asking: Asking; name: string; removals: string }
  /** An administrator says so. */
  | { type: 'decided'; ask: number; decision: KnockDecision; atMs: number }
  /** It is in, whoever let it. */
  | { type: 'member'; peer: PeerId }
  /** The last `save` is on disk, and survives a power cut. */
  | { type: 'saved' }
  /** It may or may not be on disk. */
  | { type: 'not-saved' }

export type KnockReply =
  | { outcome: 'offered' }
  | { outcome: 'waiting'; retryAfterMs: number }
  | { outcome: 'denied' }
  | { outcome: 'busy'; retryAfterMs: number }
  | { outcome: 'invite'; decision: KnockDecision }
  /** The line is cut. */
  | { outcome: 'nothing' }

/** What the driver must do, in this order. One `save` at a time. */
export type KnockOutput =
  | { type: 'reply'; ask: number; reply: KnockReply }
  | { type: 'save'; decisions: readonly KnockDecision[] }
  /** An administrator's answer is on disk, or is not and was never given. */
  | { type: 'decided'; ask: number; outcome: 'done' | 'not-saved' | 'no-such-knock' }
  /** Somebody is at the door who was not. */
  | { type: 'told'; knock: WaitingKnock }

interface Waiting extends WaitingKnock {
  /** Monotonic. */
  readonly lastAtMs: number
}

type Decisions = ReadonlyMap<PeerId, KnockDecision>

export class KnockMachine {
  readonly #pace = new KnockPace()
  #isOpen = false
  /** The first to come first. */
  readonly #waiting = new Map<PeerId, Waiting>()
  /** On disk for sure, the oldest first. */
  #saved: Decisions
  /** With what waits for the disk. */
  #decisions: Decisions
  #saving: { decisions: Decisions; asks: number[] } | undefined
  /** Whose answers wait for the write after that. */
  #next: number[] = []

  constructor(decisions: readonly KnockDecision[]) {
    this.#saved = new Map(decisions.map((decision) => [decision.peer, decision]))
    this.#decisions = this.#saved
  }

  /** Who waits, the first to come first. @param atMs monotonic */
  knocks(atMs: number): WaitingKnock[] {
    return [...this.#waiting.values()].filter((one) => isAlive(one, atMs)).map(shown)
  }

  handle(input: KnockInput): KnockOutput[] {
    switch (input.type) {
      case 'open':
        this.#isOpen = input.isOpen
        if (!input.isOpen) this.#waiting.clear() // Nobody answers them any more.
        return []
      case 'listed':
        return [{ type: 'reply', ask: input.ask, reply: this.#paced(input.asking) ?? { outcome: 'offered' } }]
      case 'knocked':
        return this.#knocked(input)
      case 'decided':
        return this.#decide(input.ask, input.decision, input.atMs)
      case 'member':
        this.#waiting.delete(input.peer)
        return []
      case 'saved':
        return this.#onSaved()
      case 'not-saved':
        return this.#onNotSaved()
    }
  }

  /** What everybody is told who is not heard; undefined: it is. */
  #paced({ host, atMs }: Asking): KnockReply | undefined {
    if (!this.#isOpen) return { outcome: 'nothing' }
    const retryAfterMs = this.#pace.take(host, atMs)
    return retryAfterMs > 0 ? { outcome: 'busy', retryAfterMs } : undefined
  }

  #knocked({ ask, asking, name, removals }: KnockInput & { type: 'knocked' }): KnockOutput[] {
    const { peer, host, nowMs, atMs } = asking
    const reply = (said: KnockReply): KnockOutput => ({ type: 'reply', ask, reply: said })
    const paced = this.#paced(asking)
    if (paced !== undefined) return [reply(paced)]
    const decision = this.#saved.get(peer)
    if (decision !== undefined && stands(decision, nowMs, removals)) {
      return [reply(decision.allow ? { outcome: 'invite', decision } : { outcome: 'denied' })]
    }
    for (const one of this.#waiting.values()) if (!isAlive(one, atMs)) this.#waiting.delete(one.peer)
    const before = this.#waiting.get(peer)
    const isFull = before === undefined && this.#waiting.size >= MAX_WAITING_KNOCKS
    if (isFull || (before === undefined && !this.#pace.takeNew(host, atMs))) {
      return [reply({ outcome: 'busy', retryAfterMs: KNOCK_BUSY_MS })]
    }
    const knock: Waiting = { peer, name, host, sinceMs: before?.sinceMs ?? nowMs, lastMs: nowMs, lastAtMs: atMs }
    this.#waiting.set(peer, knock)
    const waiting = reply({ outcome: 'waiting', retryAfterMs: KNOCK_RETRY_MS })
    return before === undefined ? [{ type: 'told', knock: shown(knock) }, waiting] : [waiting]
  }

  /** Of who waits; or of who was answered, since people change their minds. */
  #decide(ask: number, decision: KnockDecision, atMs: number): KnockOutput[] {
    const { peer } = decision
    const waiting = this.#waiting.get(peer)
    const isHere = (waiting !== undefined && isAlive(waiting, atMs)) || this.#decisions.has(peer)
    if (!this.#isOpen || !isHere) return [{ type: 'decided', ask, outcome: 'no-such-knock' }]
    const kept = [...this.#decisions.values()]
      .filter((old) => old.peer !== peer && decision.atMs - old.atMs < KNOCK_DECISION_MS)
      .slice(1 - MAX_KNOCK_DECISIONS)
    this.#decisions = new Map([...kept, decision].map((one) => [one.peer, one]))
    this.#next.push(ask)
    return this.#saving === undefined ? this.#save() : []
  }

  #save(): KnockOutput[] {
    if (this.#next.length === 0) return []
    this.#saving = { decisions: this.#decisions, asks: this.#next }
    this.#next = []
    return [{ type: 'save', decisions: [...this.#decisions.values()] }]
  }

  #onSaved(): KnockOutput[] {
    const saving = this.#saving
    if (saving === undefined) return []
    for (const decision of saving.decisions.values()) {
      if (this.#saved.get(decision.peer) !== decision) this.#waiting.delete(decision.peer)
    }
    this.#saved = saving.decisions
    this.#saving = undefined
    return [...saving.asks.map((ask): KnockOutput => ({ type: 'decided', ask, outcome: 'done' })), ...this.#save()]
  }

  /** Everything that waits fails, since it may build on what was not written; so nothing is left half done. */
  #onNotSaved(): KnockOutput[] {
    const asks = [...(this.#saving?.asks ?? []), ...this.#next]
    this.#decisions = this.#saved
    this.#saving = undefined
    this.#next = []
    return asks.map((ask): KnockOutput => ({ type: 'decided', ask, outcome: 'not-saved' }))
  }
}

function isAlive({ lastAtMs }: Waiting, atMs: number): boolean {
  return atMs - lastAtMs < KNOCK_ALIVE_MS
}

function shown({ peer, name, host, sinceMs, lastMs }: Waiting): WaitingKnock {
  return { peer, name, host, sinceMs, lastMs }
}

/** A clock that was set back must not make an answer stand for years. */
function stands({ atMs, removals }: KnockDecision, nowMs: number, known: string): boolean {
  return Math.abs(nowMs - atMs) < KNOCK_DECISION_MS && removals === known
}
