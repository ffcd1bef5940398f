// Whom to stay connected to, as a machine: takes candidates from every source, dials them with growing delays for ever, and
// leaves alone what never turned out to be a member. Spec: docs/protocols/discovery.md; design section 4.
import type { PeerId } from '../base/index.js'
import {
  FORGET_FAILED_MS,
  FRESH_ADDRESS_INTERVAL_MS,
  LARGER_ID_DELAY_MS,
  MAX_ADDRESSES_PER_CANDIDATE,
  MAX_ADDRESSES_PER_SIGHTING,
  MAX_CANDIDATES,
  MAX_DIALS,
  MAX_NAMED_ADDRESSES,
  MAX_NEIGHBOURS,
  MAX_STRANGER_DIALS,
  MAX_STRANGER_FAILURES,
  PRESENCE_TTL_MS,
  REDIAL_MAX_MS,
  REDIAL_MIN_MS,
  SIGHTING_REDIAL_MS,
  STRANGER_REST_MS
} from './defaults.js'
import type { GoodbyeReason } from './link-frame.js'

/** Who says so. `known`: a person or an invitation; `remembered`: our disk; `presence`: a member; `mdns`: anybody. */
export type CandidateSource = 'known' | 'remembered' | 'presence' | 'mdns'

export type NeighbourInput =
  /** `addresses` as `endpointText` spells them; without a peer exactly one. */
  | { type: 'found'; peer: PeerId | undefined; addresses: readonly string[]; source: CandidateSource; nowMs: number }
  /** `pending`: the other side is just connecting to us. `peer`: who answered. `chance`: uniform in [0, 1). */
  | { type: 'dialled'; key: string; result: DialResult; peer: PeerId | undefined; nowMs: number; chance: number }
  /** `address`: where it can be dialled, if that is known. */
  | { type: 'link-up'; peer: PeerId; address: string | undefined; nowMs: number }
  | { type: 'link-down'; peer: PeerId; goodbye: GoodbyeReason | undefined; nowMs: number; chance: number }
  | { type: 'tick'; nowMs: number }

export type DialResult = 'linked' | 'pending' | 'failed'

export type NeighbourOutput = {
  type: 'dial'
  /** Comes back in `dialled`. */
  key: string
  peer: PeerId | undefined
  addresses: readonly string[]
}

interface Candidate {
  readonly key: string
  /** Named by the source, or learnt by dialling. */
  peer: PeerId | undefined
  /** From those we trust, the newest first; tried before `sighted`. */
  named: string[]
  /** From mDNS, so from anybody. */
  sighted: string[]
  /** The one a link last came from: stays first, whatever strangers announce. */
  proven: string | undefined
  /** Named by somebody we trust, or was a neighbour: dialled until it has failed for FORGET_FAILED_MS. */
  trusted: boolean
  /** Named by a person: never forgotten. */
  kept: boolean
  /** When somebody trusted last named it, or it was last a neighbour. */
  namedAtMs: number
  failures: number
  /** Of the first of these failures. */
  failedSinceMs: number | undefined
  dialling: boolean
  /** Begin or end of the last dial. */
  lastDialMs: number
  /** When a fresh address last made us dial sooner. */
  hurriedAtMs: number
  notBeforeMs: number
}

export class NeighbourMachine {
  readonly #self: PeerId
  readonly #candidates = new Map<string, Candidate>()
  readonly #linked = new Set<PeerId>()

  constructor(self: PeerId) {
    this.#self = self
  }

  /** `nowMs` must never go back. */
  handle(input: NeighbourInput): NeighbourOutput[] {
    switch (input.type) {
      case 'found':
        this.#found(input.peer, input.addresses, input.source, input.nowMs)
        break
      case 'dialled':
        this.#dialled(input.key, input.result, input.peer, input.nowMs, input.chance)
        break
      case 'link-up':
        this.#linkUp(input.peer, input.address, input.nowMs)
        break
      case 'link-down':
        this.#linkDown(input.peer, input.goodbye, input.nowMs, input.chance)
        break
      case 'tick':
        this.#forgetFailed(input.nowMs)
        break
    }
    return this.#due(input.nowMs)
  }

  /** Bounded, whatever strangers announce. */
  get candidates(): number {
    return this.#candidates.size
  }

  #found(peer: PeerId | undefined, addresses: readonly string[], source: CandidateSource, nowMs: number): void {
    const key = peer ?? addresses[0]
    if (key === undefined || peer === this.#self) return
    const trusted = source !== 'mdns'
    const soonMs = nowMs + this.#courtesyMs(peer)
    let candidate = this.#candidates.get(key)
    if (candidate === undefined) {
      candidate = this.#create(key, peer, trusted, soonMs, nowMs)
      if (candidate === undefined) return
    }
    const known = addressesOf(candidate)
    const isFresh = addresses.some((address) => !known.includes(address))
    if (trusted) {
      candidate.trusted = true
      candidate.kept ||= source === 'known'
      candidate.namedAtMs = nowMs
      candidate.named = newestFirst(addresses, candidate.named, MAX_NAMED_ADDRESSES)
    } else {
      candidate.sighted = newestFirst(addresses, candidate.sighted, MAX_ADDRESSES_PER_SIGHTING)
    }
    const isResting = !candidate.trusted && candidate.failures >= MAX_STRANGER_FAILURES
    if (source === 'remembered' || isResting || !(isFresh || candidate.trusted)) return
    this.#hasten(candidate, soonMs, source === 'known', isFresh, nowMs)
  }

  /** A find says that the peer is there now: no reason to wait for the rest of a long delay. */
  #hasten(candidate: Candidate, soonMs: number, isPerson: boolean, isFresh: boolean, nowMs: number): void {
    const mayHurry = isFresh && nowMs - candidate.hurriedAtMs >= FRESH_ADDRESS_INTERVAL_MS
    const restMs = isPerson || mayHurry ? REDIAL_MIN_MS : SIGHTING_REDIAL_MS
    const earliestMs = Math.max(soonMs, candidate.lastDialMs + restMs)
    if (earliestMs >= candidate.notBeforeMs) return
    if (!isPerson && mayHurry) candidate.hurriedAtMs = nowMs
    candidate.notBeforeMs = earliestMs
  }

  #dialled(key: string, result: DialResult, peer: PeerId | undefined, nowMs: number, chance: number): void {
    const candidate = this.#candidates.get(key)
    if (candidate === undefined) return
    candidate.dialling = false
    candidate.lastDialMs = nowMs
    candidate.peer ??= peer
    if (result === 'pending') {
      candidate.notBeforeMs = nowMs + REDIAL_MIN_MS
      return
    }
    if (result === 'linked') {
      candidate.failures = 0
      candidate.failedSinceMs = undefined
      return
    }
    this.#failed(candidate, nowMs, chance)
  }

  #linkUp(peer: PeerId, address: string | undefined, nowMs: number): void {
    this.#linked.add(peer)
    const candidate = this.#candidates.get(peer) ?? this.#create(peer, peer, true, nowMs, nowMs)
    if (candidate === undefined) return
    candidate.trusted = true
    candidate.namedAtMs = nowMs
    candidate.failures = 0
    candidate.failedSinceMs = undefined
    if (address !== undefined) candidate.proven = address
  }

  #linkDown(peer: PeerId, goodbye: GoodbyeReason | undefined, nowMs: number, chance: number): void {
    this.#linked.delete(peer)
    // Also addresses that were named without a peer, where it was this one who answered.
    for (const candidate of [...this.#candidates.values()].filter((other) => other.peer === peer)) {
      candidate.namedAtMs = nowMs
      if (goodbye === undefined) candidate.notBeforeMs = nowMs + this.#courtesyMs(peer) + chance * REDIAL_MIN_MS
      else if (goodbye === 'closing') this.#failed(candidate, nowMs, chance)
      else candidate.notBeforeMs = nowMs + REDIAL_MAX_MS * (0.5 + chance / 2) // It does not want us now.
    }
  }

  #failed(candidate: Candidate, nowMs: number, chance: number): void {
    candidate.failures += 1
    candidate.failedSinceMs ??= nowMs
    const doubled = REDIAL_MIN_MS * 2 ** Math.min(candidate.failures - 1, 16)
    candidate.notBeforeMs = nowMs + Math.min(doubled, REDIAL_MAX_MS) * (0.5 + chance / 2)
    if (!candidate.trusted && candidate.failures >= MAX_STRANGER_FAILURES) {
      candidate.notBeforeMs = nowMs + STRANGER_REST_MS
      if (candidate.failures > MAX_STRANGER_FAILURES) candidate.failures = MAX_STRANGER_FAILURES
    }
  }

  #due(nowMs: number): NeighbourOutput[] {
    const all = [...this.#candidates.values()]
    const dialling = all.filter((candidate) => candidate.dialling)
    let places = Math.min(MAX_NEIGHBOURS - this.#linked.size, MAX_DIALS) - dialling.length
    let strangers = MAX_STRANGER_DIALS - dialling.filter(({ trusted }) => !trusted).length
    const busy = new Set(dialling.map(({ peer }) => peer))
    const due = all
      .filter((candidate) => !candidate.dialling && candidate.notBeforeMs <= nowMs)
      .filter((candidate) => addressesOf(candidate).length > 0)
      .sort(byUrgency)
    const outputs: NeighbourOutput[] = []
    for (const candidate of due) {
      if (places <= 0) break
      const { key, peer, trusted } = candidate
      if (peer !== undefined && (peer === this.#self || this.#linked.has(peer) || busy.has(peer))) continue
      if (!trusted && strangers-- <= 0) continue
      places -= 1
      if (peer !== undefined) busy.add(peer)
      candidate.dialling = true
      candidate.lastDialMs = nowMs
      // An address that was named without a peer is dialled without one: another machine may have it by now.
      outputs.push({ type: 'dial', key, peer: key === peer ? peer : undefined, addresses: addressesOf(candidate) })
    }
    return outputs
  }

  #create(
    key: string,
    peer: PeerId | undefined,
    trusted: boolean,
    notBeforeMs: number,
    nowMs: number
  ): Candidate | undefined {
    if (this.#candidates.size >= MAX_CANDIDATES && !this.#evict(trusted, nowMs)) return undefined
    const candidate: Candidate = {
      key,
      peer,
      named: [],
      sighted: [],
      proven: undefined,
      trusted,
      kept: false,
      namedAtMs: nowMs,
      failures: 0,
      failedSinceMs: undefined,
      dialling: false,
      lastDialMs: Number.NEGATIVE_INFINITY,
      hurriedAtMs: Number.NEGATIVE_INFINITY,
      notBeforeMs
    }
    this.#candidates.set(key, candidate)
    return candidate
  }

  /**
   * Drops the stranger that failed most; only for who is trusted, the trusted one that failed for longest, or else was
   * longest without a presence. @returns false if there is none to drop
   */
  #evict(forTrusted: boolean, nowMs: number): boolean {
    const idle = [...this.#candidates.values()].filter((candidate) => this.#isIdle(candidate))
    const [stranger] = idle.filter(({ trusted }) => !trusted).sort((a, b) => b.failures - a.failures)
    if (stranger !== undefined) return this.#candidates.delete(stranger.key)
    if (!forTrusted) return false
    const sinceMs = ({ failedSinceMs, namedAtMs }: Candidate): number => failedSinceMs ?? namedAtMs + FORGET_FAILED_MS
    const [gone] = idle
      .filter(({ failedSinceMs, namedAtMs }) => failedSinceMs !== undefined || nowMs - namedAtMs >= PRESENCE_TTL_MS)
      .sort((a, b) => sinceMs(a) - sinceMs(b))
    return gone !== undefined && this.#candidates.delete(gone.key)
  }

  /** Trusted ones that failed for a day while no member named them. */
  #forgetFailed(nowMs: number): void {
    for (const candidate of this.#candidates.values()) {
      const { trusted, failedSinceMs, namedAtMs, key } = candidate
      if (!trusted || failedSinceMs === undefined || !this.#isIdle(candidate)) continue
      if (nowMs - Math.max(failedSinceMs, namedAtMs) >= FORGET_FAILED_MS) this.#candidates.delete(key)
    }
  }

  /** May be dropped: neither linked nor being dialled, nor named by a person. */
  #isIdle({ kept, dialling, peer }: Candidate): boolean {
    return !kept && !dialling && !(peer !== undefined && this.#linked.has(peer))
  }

  /** The smaller id dials first, so that two peers rarely dial each other at once. */
  #courtesyMs(peer: PeerId | undefined): number {
    return peer !== undefined && this.#self > peer ? LARGER_ID_DELAY_MS : 0
  }
}

/** The best first: what worked, what those we trust say, what anybody says. */
function addressesOf({ proven, named, sighted }: Candidate): string[] {
  const all = [...(proven === undefined ? [] : [proven]), ...named, ...sighted]
  return [...new Set(all)].slice(0, MAX_ADDRESSES_PER_CANDIDATE)
}

function newestFirst(added: readonly string[], before: readonly string[], max: number): string[] {
  return [...new Set([...added, ...before])].slice(0, max)
}

/** Members first, then who waited longest; of two names for one peer, the one that says who must answer. */
function byUrgency(a: Candidate, b: Candidate): number {
  return (
    Number(b.trusted) - Number(a.trusted) ||
    a.notBeforeMs - b.notBeforeMs ||
    Number(b.key === b.peer) - Number(a.key === a.peer) ||
    (a.key < b.key ? -1 : 1)
  )
}
