// Pings every link, and answers pings: carries out what the links' health machines say.
import type { Clock, PeerId, Random, Timer } from '../base/index.js'
import { LinkHealth, type HealthInput } from './link-health.js'
import type { LinkedNeighbour } from './link-table.js'
import type { StreamLink } from './stream-link.js'

export interface LinkPingerInit {
  clock: Clock
  random: Random
  /** What we say to who asks; undefined: nothing. */
  peerTimeMs(): number | undefined
  onRtt(peer: PeerId, rttMs: number): void
  /** Of a pong that was asked for. `rttMs`: of this very one, by which the other's word may be off. */
  onPeerTime(peer: PeerId, peerTimeMs: number, rttMs: number): void
}

interface Watched {
  readonly health: LinkHealth
  timer: Timer | undefined
  rttMs: number | undefined
}

export class LinkPinger {
  readonly #init: LinkPingerInit
  readonly #watched = new Map<StreamLink, Watched>()

  constructor(init: LinkPingerInit) {
    this.#init = init
  }

  /** @returns undefined: not measured yet */
  rttMs(link: StreamLink): number | undefined {
    return this.#watched.get(link)?.rttMs
  }

  /** A link to one who does not answer pings is left to what its stream says. */
  attach({ link, hello }: LinkedNeighbour): void {
    if (!hello.features.includes('ping')) return
    const watched = { health: new LinkHealth(this.#init.random, this.#nowMs()), timer: undefined, rttMs: undefined }
    this.#watched.set(link, watched)
    this.#give(link, { type: 'tick', nowMs: this.#nowMs() })
  }

  detach(link: StreamLink): void {
    this.#watched.get(link)?.timer?.cancel()
    this.#watched.delete(link)
  }

  /** Whether they are all there, at once. */
  probeAll(): void {
    for (const link of [...this.#watched.keys()]) this.#give(link, { type: 'probe', nowMs: this.#nowMs() })
  }

  pinged(link: StreamLink, nonce: number): void {
    link.pong(nonce, this.#init.peerTimeMs())
  }

  ponged(link: StreamLink, nonce: number, peerTimeMs: number | undefined): void {
    const rttMs = this.#give(link, { type: 'pong', nonce, nowMs: this.#nowMs() })
    if (peerTimeMs !== undefined && rttMs !== undefined) this.#init.onPeerTime(link.peer, peerTimeMs, rttMs)
  }

  close(): void {
    for (const link of [...this.#watched.keys()]) this.detach(link)
  }

  /** @returns how long the answer took that this is */
  #give(link: StreamLink, input: HealthInput): number | undefined {
    const watched = this.#watched.get(link)
    if (watched === undefined) return undefined
    let latestMs: number | undefined
    for (const output of watched.health.handle(input)) {
      if (output.type === 'ping') link.ping(output.nonce)
      else if (output.type === 'silent') link.cut('answered no ping', 'stalled')
      else {
        watched.rttMs = output.rttMs
        latestMs = output.latestMs
        this.#init.onRtt(link.peer, output.rttMs)
      }
    }
    watched.timer?.cancel()
    if (!this.#watched.has(link)) return undefined // It was cut.
    const inMs = watched.health.wakeAtMs - this.#nowMs()
    watched.timer =
      inMs === Infinity
        ? undefined
        : this.#init.clock.setTimer(Math.max(0, inMs), () => this.#give(link, { type: 'tick', nowMs: this.#nowMs() }))
    return latestMs
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}
