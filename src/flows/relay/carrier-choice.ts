// Through which member a connection goes: who was elected to fetch for all first, then by a hash of the host, so that hosts spread over
// members and one host's connections keep to one. Who failed is passed over for a while. A machine without IO; times are monotonic ms.
import { compareBytes, publicKeyFromPeerId, setNewest, sha256, utf8, type PeerId } from '../../base/index.js'
import * as defaults from './defaults.js'

/** What may be chosen from, as it is now. */
export interface CarrierOutlook {
  /** Members present that say that they carry, and whose line works as far as is known. */
  readonly candidates: readonly PeerId[]
  /** Whom the group elected to fetch first for all. */
  readonly provider: PeerId | undefined
}

/**
 * Why there was no connection. `away`: not there, or nonsense; `unwilling`: not for us, or it has no line either; `busy`; `host`: it did not get
 * to that host, or may not; or what was found there was not what was wanted.
 */
export type CarrierFailure = 'away' | 'unwilling' | 'busy' | 'host'

const PASSED_OVER_MS: { readonly [Failure in CarrierFailure]: number } = {
  away: defaults.BROKEN_CARRIER_MS,
  unwilling: defaults.UNWILLING_CARRIER_MS,
  busy: defaults.BUSY_CARRIER_MS,
  host: defaults.HOST_FAILED_MS
}

interface PassedOver {
  readonly notedMs: number
  readonly untilMs: number
}

export class CarrierChoice {
  /** By member, or member and host; the oldest is forgotten first. */
  readonly #passedOver = new Map<string, PassedOver>()

  /** Whom to ask for that host, best first. Who is passed over comes last: where nobody else is left, it is better than nothing. */
  rank(host: string, { candidates, provider }: CarrierOutlook, nowMs: number): PeerId[] {
    const key = sha256(utf8(host))
    const ranked = candidates
      .map((peer) => ({
        peer,
        hash: sha256(key, publicKeyFromPeerId(peer) ?? utf8(peer)),
        untilMs: this.#untilMs(peer, host, nowMs)
      }))
      .sort((a, b) => {
        if (a.untilMs !== b.untilMs) return a.untilMs - b.untilMs
        if (a.peer === provider || b.peer === provider) return a.peer === provider ? -1 : 1
        return compareBytes(a.hash, b.hash)
      })
    return ranked.slice(0, defaults.MAX_CARRIER_ATTEMPTS).map(({ peer }) => peer)
  }

  failed(peer: PeerId, host: string, failure: CarrierFailure, nowMs: number): void {
    const key = failure === 'host' ? `${peer} ${host}` : peer
    const note = { notedMs: nowMs, untilMs: nowMs + PASSED_OVER_MS[failure] }
    setNewest(this.#passedOver, key, note, defaults.MAX_PASSED_OVER)
  }

  /**
   * A connection led there: what was noted before it was open is forgiven, and nothing that was noted since.
   * @param openedMs when the member said that it is
   */
  worked(peer: PeerId, host: string, openedMs: number): void {
    for (const key of [peer, `${peer} ${host}`]) {
      const note = this.#passedOver.get(key)
      if (note !== undefined && note.notedMs < openedMs) this.#passedOver.delete(key)
    }
  }

  #untilMs(peer: PeerId, host: string, nowMs: number): number {
    const noted = [peer, `${peer} ${host}`].map((key) => this.#passedOver.get(key)?.untilMs ?? 0)
    const untilMs = Math.max(...noted)
    return untilMs > nowMs ? untilMs : 0
  }
}
