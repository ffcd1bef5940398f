// Who counts what crossed which wire: body bytes by source, for this machine and for each transfer (design section 6).
import { EventSource, systemClock, type Clock, type PeerId, type TypedEvents } from '../base/index.js'
import type { BytesBySource } from './content.js'
import { RateMeter } from './rate-meter.js'
import { SeenRates } from './seen-rates.js'

export interface LedgerSnapshot {
  uplink: {
    /** For the group, or for somebody here who got it through it. */
    bytesIn: number
    /** Of this machine's own programs, and nobody else's: not in `bytesIn`. */
    passedThrough: number
  }
  lan: {
    bytesIn: number
    bytesOut: number
    inByMember: { [peer: PeerId]: number }
    outByMember: { [peer: PeerId]: number }
  }
  /** Read here of what was here before. */
  cache: { bytesOut: number }
}

/** What one transfer, or one reading of what was here, has brought when it is over. */
export interface EndedTransfer {
  url: string
  /** Where all of it came. */
  digest: string | undefined
  /** Of the content; what came of it where not all did. */
  bytes: number
  sources: BytesBySource
  /** Nobody at this node had asked. */
  forOthers: boolean
  /** False: it was for one asker alone. */
  shared: boolean
}

export type LedgerEvents = {
  /** Once for each, at its end. */
  'transfer:end': EndedTransfer
}

/** Counts one transfer, and the machine with it: so the transfers' sum is the machine's. */
export interface TransferLedger {
  countUplink(bytes: number): void
  countMember(peer: PeerId, bytes: number): void
  countCache(bytes: number): void
  snapshot(): BytesBySource
}

/** One for a machine, shared by its groups. Counts bytes read from sources, used or not, and bytes given to members' connections. */
export class Ledger implements TypedEvents<LedgerEvents> {
  readonly #events = new EventSource<LedgerEvents>()
  #uplinkBytes = 0
  #cacheBytes = 0
  #passedBytes = 0
  readonly #carriedFor = new Map<PeerId, number>()
  readonly #inByMember = new Map<PeerId, number>()
  readonly #outByMember = new Map<PeerId, number>()
  readonly #clock: Clock
  readonly #uplinkRate = new RateMeter()
  readonly #seen = new SeenRates()

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  /** What this machine's line has brought from origins, bytes a second; undefined where there was too little to tell. */
  uplinkRate(): number | undefined {
    return this.#uplinkRate.estimate(this.#clock.monotonicMs())
  }

  /**
   * What was read along with, as that member downloaded it, bytes a second: more than that nobody has seen it do from here. Undefined where that
   * may have been its origins: seen-rates.ts.
   */
  downloadRate(peer: PeerId): number | undefined {
    return this.#seen.rateOf(peer, this.#clock.monotonicMs())
  }

  /** Bytes of a running transfer of that URL that came as that member got them: not what it had before we came. */
  countDownloaded(peer: PeerId, url: string, bytes: number): void {
    this.#seen.countMember(peer, originOf(url), bytes, this.#clock.monotonicMs())
  }

  /** Body bytes given to members, or to that one. */
  servedBytes(peer?: PeerId): number {
    return peer === undefined ? sum(this.#outByMember) : (this.#outByMember.get(peer) ?? 0)
  }

  countOut(peer: PeerId, bytes: number): void {
    add(this.#outByMember, peer, bytes)
  }

  /** Bytes that came for one of this machine's programs, and were not shared. */
  countPassed(bytes: number): void {
    this.#passedBytes += bytes
  }

  /** Bytes of connections and uploads that were carried for that member, either way: nothing that this machine wanted. */
  countCarried(peer: PeerId, bytes: number): void {
    add(this.#carriedFor, peer, bytes)
  }

  /** Carried for members since the start, bytes. */
  carriedBytes(): number {
    return sum(this.#carriedFor)
  }

  /** What came over this machine's line for its groups and its own programs since the start, bytes. */
  ownBytes(): number {
    return this.#uplinkBytes + this.#passedBytes
  }

  /** @param url whose origin the uplink is read from @default of no origin that is remembered */
  transfer(url?: string): TransferLedger {
    const origin = url === undefined ? undefined : originOf(url)
    let uplink = 0
    let cache = 0
    const members = new Map<PeerId, number>()
    return {
      countUplink: (bytes) => {
        uplink += bytes
        this.#uplinkBytes += bytes
        const nowMs = this.#clock.monotonicMs()
        this.#uplinkRate.count(bytes, nowMs)
        if (origin !== undefined) this.#seen.countOwn(origin, bytes, nowMs)
      },
      countMember: (peer, bytes) => {
        add(members, peer, bytes)
        add(this.#inByMember, peer, bytes)
      },
      countCache: (bytes) => {
        cache += bytes
        this.#cacheBytes += bytes
      },
      snapshot: () => ({ uplink, members: Object.fromEntries(members), cache })
    }
  }

  on<Name extends keyof LedgerEvents>(name: Name, listener: (detail: LedgerEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  ended(transfer: EndedTransfer): void {
    this.#events.emit('transfer:end', transfer)
  }

  snapshot(): LedgerSnapshot {
    return {
      uplink: { bytesIn: this.#uplinkBytes, passedThrough: this.#passedBytes },
      lan: {
        bytesIn: sum(this.#inByMember),
        bytesOut: sum(this.#outByMember),
        inByMember: Object.fromEntries(this.#inByMember),
        outByMember: Object.fromEntries(this.#outByMember)
      },
      cache: { bytesOut: this.#cacheBytes }
    }
  }
}

function originOf(url: string): string {
  return new URL(url).host
}

function add(counts: Map<PeerId, number>, peer: PeerId, bytes: number): void {
  counts.set(peer, (counts.get(peer) ?? 0) + bytes)
}

function sum(counts: Map<PeerId, number>): number {
  return [...counts.values()].reduce((total, bytes) => total + bytes, 0)
}
