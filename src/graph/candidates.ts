// The peers that a node may dial: who named them, where they are tried, and when again. Bounded, whatever strangers announce.
// Pure: time is given. Spec: docs/protocols/discovery.md.
import type { PeerId, Random } from '../base/index.js'
import {
  FORGET_FAILED_MS,
  FRESH_ADDRESS_INTERVAL_MS,
  MAX_ADDRESSES_PER_CANDIDATE,
  MAX_ADDRESSES_PER_SIGHTING,
  MAX_CANDIDATES,
  MAX_NAMED_ADDRESSES,
  MAX_STRANGER_FAILURES,
  PRESENCE_TTL_MS,
  REDIAL_MAX_MS,
  REDIAL_MIN_MS,
  REPLACED_REST_MS,
  SIGHTING_REDIAL_MS,
  STEADY_LINK_MS,
  STRANGER_REST_MS
} from './defaults.js'
import type { LinkEnd } from './stream-link.js'

/**
 * Who says so. `known`: a person or an invitation; `remembered`: our disk; `presence`: a member, of itself; `referral`: a member that had
 * no place, of others; `mdns`: anybody.
 */
export type CandidateSource = 'known' | 'remembered' | 'presence' | 'referral' | 'mdns'

export interface Candidate {
  readonly key: string
  /** Named by the source, or learnt by dialling. */
  peer: PeerId | undefined
  /** From those we trust, the newest first; tried before `sighted`. */
  named: string[]
  /** From anybody, or from a member about somebody else. */
  sighted: string[]
  /** The one a link last came from: stays first, whatever strangers announce. */
  proven: string | undefined
  /** Named by somebody we trust, or was a neighbour: dialled until it has failed for FORGET_FAILED_MS. */
  trusted: boolean
  /** Named by a person: never forgotten. */
  kept: boolean
  /** When somebody trusted last named it, or it was last a neighbour. */
  namedAtMs: number
  /** A presence of it lives here. */
  isPresent: boolean
  failures: number
  /** Links of it that ended soon, since the last that stood. */
  briefLinks: number
  /** Of the first of these failures. */
  failedSinceMs: number | undefined
  dialling: boolean
  /** Begin or end of the last dial. */
  lastDialMs: number
  /** When a fresh address last made us dial sooner. */
  hurriedAtMs: number
  notBeforeMs: number
  /** Whoever names it: until then it does not want us, or we do not want it. A person's word ends this. */
  restsUntilMs: number
  /** One of us had neighbours enough: until then it is dialled only where there are few others. A person's word ends this, too. */
  sparedUntilMs: number
  /** The lowest of its links; undefined: never measured. */
  rttMs: number | undefined
}

/** Where a peer may be reached, the best first of each. */
export interface PeerAddresses {
  /** Whoever says so. */
  readonly all: readonly string[]
  /** What a link came from, then what members named; none where the last dial failed. */
  readonly trusted: readonly string[]
  /** What anybody says. */
  readonly sighted: readonly string[]
}

export class Candidates {
  readonly #all = new Map<string, Candidate>()
  /** Of them, those that were named without a peer. */
  readonly #nameless = new Set<Candidate>()
  readonly #isLinked: (peer: PeerId) => boolean
  readonly #random: Random

  constructor(isLinked: (peer: PeerId) => boolean, random: Random) {
    this.#isLinked = isLinked
    this.#random = random
  }

  get size(): number {
    return this.#all.size
  }

  all(): IterableIterator<Candidate> {
    return this.#all.values()
  }

  get(key: string): Candidate | undefined {
    return this.#all.get(key)
  }

  /** Also addresses that were named without a peer, where it was this one who answered. */
  ofPeer(peer: PeerId): Candidate[] {
    const named = this.#all.get(peer)
    const found = named === undefined ? [] : [named]
    for (const candidate of this.#nameless) if (candidate.peer === peer) found.push(candidate)
    return found
  }

  /**
   * What a source says. Without a peer, exactly one address.
   * @param soonMs when a new one, or one with news, may be dialled
   */
  found(
    peer: PeerId | undefined,
    addresses: readonly string[],
    source: CandidateSource,
    soonMs: number,
    nowMs: number
  ): void {
    const key = peer ?? addresses[0]
    if (key === undefined) return
    const trusted = source !== 'mdns' && source !== 'referral'
    const candidate = this.#all.get(key) ?? this.create(key, peer, trusted, soonMs, nowMs)
    if (candidate === undefined) return
    const known = addressesOf(candidate)
    const isFresh = addresses.some((address) => !known.includes(address))
    if (trusted) {
      candidate.trusted = true
      candidate.kept ||= source === 'known'
      candidate.namedAtMs = nowMs
      candidate.isPresent ||= source === 'presence'
      candidate.named = newestFirst(addresses, candidate.named, MAX_NAMED_ADDRESSES)
    } else {
      candidate.sighted = newestFirst(addresses, candidate.sighted, MAX_ADDRESSES_PER_SIGHTING)
    }
    const isResting = !candidate.trusted && candidate.failures >= MAX_STRANGER_FAILURES
    if (source === 'remembered' || isResting || !(isFresh || candidate.trusted)) return
    if (source === 'known') candidate.restsUntilMs = candidate.sparedUntilMs = Number.NEGATIVE_INFINITY
    hasten(candidate, soonMs, source === 'known', isFresh, nowMs)
  }

  /** @returns undefined where there is no room for it */
  create(
    key: string,
    peer: PeerId | undefined,
    trusted: boolean,
    notBeforeMs: number,
    nowMs: number
  ): Candidate | undefined {
    if (this.#all.size >= MAX_CANDIDATES && !this.#evict(trusted, nowMs)) return undefined
    const candidate: Candidate = {
      key,
      peer,
      named: [],
      sighted: [],
      proven: undefined,
      trusted,
      kept: false,
      namedAtMs: nowMs,
      isPresent: false,
      failures: 0,
      briefLinks: 0,
      failedSinceMs: undefined,
      dialling: false,
      lastDialMs: Number.NEGATIVE_INFINITY,
      hurriedAtMs: Number.NEGATIVE_INFINITY,
      notBeforeMs,
      restsUntilMs: Number.NEGATIVE_INFINITY,
      sparedUntilMs: Number.NEGATIVE_INFINITY,
      rttMs: undefined
    }
    this.#all.set(key, candidate)
    if (peer === undefined) this.#nameless.add(candidate)
    return candidate
  }

  addressesOf(peer: PeerId): PeerAddresses {
    const named = this.ofPeer(peer)
    const good = named.filter(({ trusted, failures }) => trusted && failures === 0)
    const few = (addresses: string[]): string[] => [...new Set(addresses)].slice(0, MAX_ADDRESSES_PER_CANDIDATE)
    return {
      all: few(named.flatMap(addressesOf)),
      trusted: few(good.flatMap(trustedAddressesOf)),
      sighted: few(named.flatMap(({ sighted }) => sighted))
    }
  }

  /** Somebody dialled it there, for another reason than a link, and nobody answered. */
  unreachable(peer: PeerId, addresses: readonly string[], nowMs: number): void {
    if (this.#isLinked(peer)) return
    for (const candidate of this.ofPeer(peer)) {
      const wasTried = trustedAddressesOf(candidate).some((address) => addresses.includes(address))
      if (wasTried && !candidate.dialling) this.failed(candidate, nowMs)
    }
  }

  /** A dial, or a link that its peer ended, failed: the next one waits longer. */
  failed(candidate: Candidate, nowMs: number): void {
    candidate.failures += 1
    candidate.failedSinceMs ??= nowMs
    candidate.notBeforeMs = nowMs + this.#delayMs(candidate.failures)
    if (!candidate.trusted && candidate.failures >= MAX_STRANGER_FAILURES) {
      candidate.notBeforeMs = nowMs + STRANGER_REST_MS
      if (candidate.failures > MAX_STRANGER_FAILURES) candidate.failures = MAX_STRANGER_FAILURES
    }
  }

  /** It wants no link now. */
  rest(candidate: Candidate, nowMs: number): void {
    candidate.restsUntilMs = nowMs + REDIAL_MAX_MS * (0.5 + this.#random.fraction() / 2)
  }

  /** The link of a peer went down, after `stoodMs`. @param soonMs when it may be dialled, were it for us */
  linkEnded(
    peer: PeerId,
    { by, reason }: Pick<LinkEnd, 'by' | 'reason'>,
    stoodMs: number,
    soonMs: number,
    nowMs: number
  ): void {
    for (const candidate of this.ofPeer(peer)) {
      candidate.namedAtMs = nowMs
      if (by === 'line') candidate.notBeforeMs = soonMs + this.#random.fraction() * REDIAL_MIN_MS
      else if (reason === 'replaced') {
        candidate.sparedUntilMs = nowMs + REPLACED_REST_MS
        candidate.notBeforeMs = nowMs + REDIAL_MIN_MS
      } else if (by === 'us' || reason === 'closing') this.failed(candidate, nowMs)
      else this.rest(candidate, nowMs)
      if (stoodMs >= STEADY_LINK_MS) candidate.briefLinks = 0
      else if (by !== 'us' || reason !== 'replaced') {
        candidate.briefLinks += 1
        candidate.restsUntilMs = Math.max(candidate.restsUntilMs, nowMs + this.#delayMs(candidate.briefLinks))
      }
    }
  }

  /** Of the how-manieth attempt in a row. */
  #delayMs(count: number): number {
    const doubledMs = REDIAL_MIN_MS * 2 ** Math.min(count - 1, 16)
    return Math.min(doubledMs, REDIAL_MAX_MS) * (0.5 + this.#random.fraction() / 2)
  }

  /** Trusted ones that failed for a day while no member named them. */
  forgetFailed(nowMs: number): void {
    for (const candidate of this.#all.values()) {
      const { trusted, failedSinceMs, namedAtMs } = candidate
      if (!trusted || failedSinceMs === undefined || !this.#isIdle(candidate)) continue
      if (nowMs - Math.max(failedSinceMs, namedAtMs) >= FORGET_FAILED_MS) this.#forget(candidate)
    }
  }

  /**
   * Drops the stranger that failed most; only for who is trusted, the trusted one that failed for longest, or else was
   * longest without a presence. @returns false if there is none to drop
   */
  #evict(forTrusted: boolean, nowMs: number): boolean {
    let stranger: Candidate | undefined
    let gone: Candidate | undefined
    for (const candidate of this.#all.values()) {
      if (!this.#isIdle(candidate)) continue
      const { trusted, failures, failedSinceMs, namedAtMs } = candidate
      if (!trusted) stranger = stranger === undefined || failures > stranger.failures ? candidate : stranger
      else if (failedSinceMs !== undefined || nowMs - namedAtMs >= PRESENCE_TTL_MS) {
        gone = gone === undefined || goneSinceMs(candidate) < goneSinceMs(gone) ? candidate : gone
      }
    }
    const dropped = stranger ?? (forTrusted ? gone : undefined)
    if (dropped !== undefined) this.#forget(dropped)
    return dropped !== undefined
  }

  #forget(candidate: Candidate): void {
    this.#all.delete(candidate.key)
    this.#nameless.delete(candidate)
  }

  /** May be dropped: neither linked nor being dialled, nor named by a person. */
  #isIdle({ kept, dialling, peer }: Candidate): boolean {
    return !kept && !dialling && !(peer !== undefined && this.#isLinked(peer))
  }
}

/** Those that failed come before those that only nobody named. */
function goneSinceMs({ failedSinceMs, namedAtMs }: Candidate): number {
  return failedSinceMs ?? namedAtMs + FORGET_FAILED_MS
}

/** What worked, and what those we trust say. */
function trustedAddressesOf({ proven, named }: Candidate): string[] {
  return proven === undefined ? named : [proven, ...named]
}

/** The best first: what worked, what those we trust say, what anybody says. */
export function addressesOf({ proven, named, sighted }: Candidate): string[] {
  const all = [...(proven === undefined ? [] : [proven]), ...named, ...sighted]
  return [...new Set(all)].slice(0, MAX_ADDRESSES_PER_CANDIDATE)
}

export function hasAddress({ proven, named, sighted }: Candidate): boolean {
  return proven !== undefined || named.length > 0 || sighted.length > 0
}

/** A find says that the peer is there now: no reason to wait for the rest of a long delay. */
function hasten(candidate: Candidate, soonMs: number, isPerson: boolean, isFresh: boolean, nowMs: number): void {
  const mayHurry = isFresh && nowMs - candidate.hurriedAtMs >= FRESH_ADDRESS_INTERVAL_MS
  const restMs = isPerson || mayHurry ? REDIAL_MIN_MS : SIGHTING_REDIAL_MS
  const earliestMs = Math.max(soonMs, candidate.lastDialMs + restMs)
  if (earliestMs >= candidate.notBeforeMs) return
  if (!isPerson && mayHurry) candidate.hurriedAtMs = nowMs
  candidate.notBeforeMs = earliestMs
}

function newestFirst(added: readonly string[], before: readonly string[], max: number): string[] {
  return [...new Set([...added, ...before])].slice(0, max)
}
