// Members that said they take uploads for an origin, and who of them is the best for the next: where it is likely to be there first.
import { keepNewest, type PeerId } from '../../base/index.js'
import {
  MAX_ORIGINS_REMEMBERED,
  MAX_RELAY_BYTES,
  MAX_RELAY_EVERY_MS,
  MAX_RELAYS_OF_ORIGIN,
  RELAYS_REMEMBERED_MS,
  UNKNOWN_RATE
} from './upload-defaults.js'
import type { UploadBy } from './uploads.js'

/** An I-have for POST (554), as it was heard. */
export interface KnownRelay {
  readonly by: UploadBy
  /** From one run of its uploader to the next, ms; 0: it sends at once. */
  readonly everyMs: number
  /** By which it uploads; undefined: it has not measured. */
  readonly bytesPerSecond: number | undefined
  /** Before what it is given next, when it answered. */
  readonly queuedBytes: number
}

interface Remembered {
  readonly relay: KnownRelay
  readonly heardMs: number
}

interface Outstanding {
  count: number
  bytes: number
}

export class KnownRelays {
  readonly #origins = new Map<string, Map<PeerId, Remembered>>()
  /** Who took nothing for that origin, or gave it back, until when. */
  readonly #backedOff = new Map<string, number>()
  /** What they have of this node's since they answered. */
  readonly #outstanding = new Map<PeerId, Outstanding>()

  heard(origin: string, relay: KnownRelay, nowMs: number): void {
    const relays = this.#origins.get(origin) ?? new Map<PeerId, Remembered>()
    relays.delete(relay.by.peer)
    relays.set(relay.by.peer, { relay, heardMs: nowMs })
    keepNewest(relays, MAX_RELAYS_OF_ORIGIN)
    this.#origins.delete(origin)
    this.#origins.set(origin, relays)
    keepNewest(this.#origins, MAX_ORIGINS_REMEMBERED)
  }

  /** Those that count still, the best first. */
  of(origin: string, bytes: number, nowMs: number): KnownRelay[] {
    const all = [...(this.#origins.get(origin)?.values() ?? [])]
    const fresh = all.filter(({ heardMs }) => nowMs - heardMs < RELAYS_REMEMBERED_MS).map(({ relay }) => relay)
    const usable = fresh.filter(({ by }) => nowMs >= (this.#backedOff.get(`${by.peer} ${origin}`) ?? 0))
    return usable.sort((a, b) => this.#doneMs(a, bytes) - this.#doneMs(b, bytes))
  }

  /** It is offered nothing for that origin for so long. */
  backOff(origin: string, peer: PeerId, untilMs: number): void {
    this.#backedOff.set(`${peer} ${origin}`, untilMs)
    keepNewest(this.#backedOff, MAX_ORIGINS_REMEMBERED)
  }

  gone(peer: PeerId): void {
    for (const relays of this.#origins.values()) relays.delete(peer)
  }

  took(peer: PeerId, bytes: number): void {
    const outstanding = this.#outstanding.get(peer) ?? { count: 0, bytes: 0 }
    this.#outstanding.set(peer, { count: outstanding.count + 1, bytes: outstanding.bytes + bytes })
  }

  /** It is done with what it took. */
  left(peer: PeerId, bytes: number): void {
    const outstanding = this.#outstanding.get(peer)
    if (outstanding === undefined) return
    outstanding.count--
    outstanding.bytes -= bytes
    if (outstanding.count <= 0) this.#outstanding.delete(peer)
  }

  /** What it would send before the next: what it said, and what it got from here since. */
  queuedBytes({ by, queuedBytes }: KnownRelay): number {
    return queuedBytes + (this.#outstanding.get(by.peer)?.bytes ?? 0)
  }

  /** Of two that are alike who has fewer of this node's. */
  #doneMs(relay: KnownRelay, bytes: number): number {
    const rate = relay.bytesPerSecond ?? UNKNOWN_RATE
    const sendingMs = ((this.queuedBytes(relay) + bytes) / Math.max(1, rate)) * 1_000
    return relay.everyMs + sendingMs + (this.#outstanding.get(relay.by.peer)?.count ?? 0)
  }
}

/** What an I-have says in its pairs: foreign words, within bounds. */
export function relayOf(by: UploadBy, pairs: readonly { readonly key: string; readonly value: string }[]): KnownRelay {
  const number = (key: string, most: number): number | undefined => {
    const value = pairs.find((pair) => pair.key === key)?.value ?? ''
    return /^\d{1,15}$/.test(value) ? Math.min(Number(value), most) : undefined
  }
  const rate = number('rate', MAX_RELAY_BYTES)
  return {
    by,
    everyMs: number('every', MAX_RELAY_EVERY_MS) ?? 0,
    bytesPerSecond: rate === 0 ? undefined : rate,
    queuedBytes: number('queued', MAX_RELAY_BYTES) ?? 0
  }
}
