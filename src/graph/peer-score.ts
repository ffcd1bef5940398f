// Who broke the rules is left alone for a while, longer each time, as a machine. Kept by peer id, so that a redial gains nothing.
// Spec: docs/protocols/link.md.
import type { PeerId } from '../base/index.js'
import { BAN_FIRST_MS, BAN_MAX_MS, FAULT_HALVES_MS, FAULTS_TO_BAN, MAX_SCORED_PEERS } from './defaults.js'

interface Score {
  /** As of `atMs`; halves every FAULT_HALVES_MS. */
  faults: number
  atMs: number
  bans: number
  bannedUntilMs: number
}

export class PeerScore {
  /** Who did something last is last. */
  readonly #scores = new Map<PeerId, Score>()

  /** How many are remembered: bounded, whoever comes and goes. */
  get size(): number {
    return this.#scores.size
  }

  isBanned(peer: PeerId, nowMs: number): boolean {
    return this.bannedUntilMs(peer) > nowMs
  }

  /** -Infinity: it never was banned, or that is forgotten. */
  bannedUntilMs(peer: PeerId): number {
    return this.#scores.get(peer)?.bannedUntilMs ?? -Infinity
  }

  /**
   * @param faults 1: it sent what no honest node sends; less: what adds up
   * @param nowMs monotonic; must never go back
   * @returns until when it is banned, if this made it so
   */
  fault(peer: PeerId, faults: number, nowMs: number): number | undefined {
    const before = this.#scores.get(peer) ?? { faults: 0, atMs: nowMs, bans: 0, bannedUntilMs: -Infinity }
    const left = before.faults * 2 ** (-(nowMs - before.atMs) / FAULT_HALVES_MS)
    const score = { ...before, faults: left + faults, atMs: nowMs }
    this.#scores.delete(peer)
    this.#scores.set(peer, score)
    this.#forget(nowMs)
    if (score.faults < FAULTS_TO_BAN) return undefined
    score.faults = 0
    score.bannedUntilMs = nowMs + Math.min(BAN_FIRST_MS * 2 ** Math.min(score.bans, 16), BAN_MAX_MS)
    score.bans += 1
    return score.bannedUntilMs
  }

  /** Those first that may do again what they like. */
  #forget(nowMs: number): void {
    if (this.#scores.size <= MAX_SCORED_PEERS) return
    const [free] = [...this.#scores].find(([, { bannedUntilMs }]) => bannedUntilMs <= nowMs) ?? []
    this.#scores.delete(free ?? this.#scores.keys().next().value!)
  }
}
