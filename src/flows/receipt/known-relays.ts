// Members that said they take uploads for an origin, and who of them is the best for the next: where it is likely to be there first. What a
// member says of itself is only a word: who has brought little gets few at a time, as long as there are others.
import { keepNewest, setNewest, type PeerId } from '../../base/index.js'
import {
  BEYOND_WINDOW_MS,
  FIRST_WINDOW,
  MAX_ORIGINS_REMEMBERED,
  MAX_RELAY_BYTES,
  MAX_RELAY_EVERY_MS,
  MAX_RELAYS_OF_ORIGIN,
  MAX_TRIALS,
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
  readonly count: number
  readonly bytes: number
}

/** One member and one origin. */
interface Trial {
  /** What it has of this node's. */
  readonly count: number
  /** What it delivered since it last lost one: so many more it is given at a time. */
  readonly brought: number
}

const UNTRIED: Trial = { count: 0, brought: 0 }

export class KnownRelays {
  readonly #origins = new Map<string, Map<PeerId, Remembered>>()
  /** Who took nothing for that origin, or gave it back, until when. */
  readonly #backedOff = new Map<string, number>()
  /** What they have of this node's since they answered, whatever its origin: it goes over one line. */
  readonly #outstanding = new Map<PeerId, Outstanding>()
  readonly #trials = new Map<string, Trial>()

  heard(origin: string, relay: KnownRelay, nowMs: number): void {
    const relays = this.#origins.get(origin) ?? new Map<PeerId, Remembered>()
    relays.delete(relay.by.peer)
    relays.set(relay.by.peer, { relay, heardMs: nowMs })
    keepNewest(relays, MAX_RELAYS_OF_ORIGIN)
    this.#origins.delete(origin)
    this.#origins.set(origin, relays)
    keepNewest(this.#origins, MAX_ORIGINS_REMEMBERED)
  }

  /** Those that count still, the best first; nobody is left out for what it has. */
  of(origin: string, bytes: number, nowMs: number): KnownRelay[] {
    const all = [...(this.#origins.get(origin)?.values() ?? [])]
    const usable = all.filter(({ relay: { by }, heardMs }) => {
      const isFresh = nowMs - heardMs < RELAYS_REMEMBERED_MS
      return isFresh && nowMs >= (this.#backedOff.get(nameOf(origin, by.peer)) ?? 0)
    })
    const reckoned = usable.map(({ relay }) => ({ relay, doneMs: this.#doneMs(origin, relay, bytes) }))
    return reckoned.sort((a, b) => a.doneMs - b.doneMs).map(({ relay }) => relay)
  }

  /** It is offered nothing for that origin for so long. */
  backOff(origin: string, peer: PeerId, untilMs: number): void {
    this.#backedOff.set(nameOf(origin, peer), untilMs)
    keepNewest(this.#backedOff, MAX_ORIGINS_REMEMBERED)
  }

  gone(peer: PeerId): void {
    for (const relays of this.#origins.values()) relays.delete(peer)
  }

  took(origin: string, peer: PeerId, bytes: number): void {
    const outstanding = this.#outstanding.get(peer) ?? { count: 0, bytes: 0 }
    this.#outstanding.set(peer, { count: outstanding.count + 1, bytes: outstanding.bytes + bytes })
    this.#try(origin, peer, ({ count, brought }) => ({ count: count + 1, brought }))
  }

  /** It is done with what it took. */
  left(origin: string, peer: PeerId, bytes: number): void {
    const { count, bytes: before } = this.#outstanding.get(peer) ?? { count: 0, bytes: 0 }
    if (count <= 1) this.#outstanding.delete(peer)
    else this.#outstanding.set(peer, { count: count - 1, bytes: before - bytes })
    this.#try(origin, peer, (trial) => ({ ...trial, count: Math.max(0, trial.count - 1) }))
  }

  /** An upload to that origin is delivered, by its receipt. */
  brought(origin: string, peer: PeerId): void {
    this.#try(origin, peer, ({ count, brought }) => ({ count, brought: brought + 1 }))
  }

  /** Nothing came of what it had, or nothing that is a receipt: it begins anew. */
  lost(origin: string, peer: PeerId): void {
    this.#try(origin, peer, ({ count }) => ({ count, brought: 0 }))
  }

  /** What it would send before the next: what it said, and what it got from here since. */
  queuedBytes({ by, queuedBytes }: KnownRelay): number {
    return queuedBytes + (this.#outstanding.get(by.peer)?.bytes ?? 0)
  }

  /**
   * Of two that are alike who has fewer of this node's. Whoever has as many for that origin as it has shown to bring, and two, is reckoned as
   * if it lost what it gets now; and once more each time that it has as many again.
   */
  #doneMs(origin: string, relay: KnownRelay, bytes: number): number {
    const { peer } = relay.by
    const rate = relay.bytesPerSecond ?? UNKNOWN_RATE
    const sendingMs = ((this.queuedBytes(relay) + bytes) / Math.max(1, rate)) * 1_000
    const { count, brought } = this.#trials.get(nameOf(origin, peer)) ?? UNTRIED
    const beyondMs = Math.floor(count / (FIRST_WINDOW + brought)) * BEYOND_WINDOW_MS
    return relay.everyMs + sendingMs + (this.#outstanding.get(peer)?.count ?? 0) + beyondMs
  }

  #try(origin: string, peer: PeerId, change: (trial: Trial) => Trial): void {
    const name = nameOf(origin, peer)
    const now = change(this.#trials.get(name) ?? UNTRIED)
    if (now.count === 0 && now.brought === 0) this.#trials.delete(name)
    else setNewest(this.#trials, name, now, MAX_TRIALS)
  }
}

function nameOf(origin: string, peer: PeerId): string {
  return `${peer} ${origin}`
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
