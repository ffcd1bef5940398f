// Packets of the election that runs, one a member, whatever election id they bear: elections that were begun at the same time are one.
import type { PeerId } from '../../base/index.js'
import { capCriteria, compareCandidates, type Candidate } from './criteria.js'
import { MAX_PACKETS, MAX_PACKETS_PER_AUTHOR } from './defaults.js'
import type { ElectionPacket } from './election-records.js'

export class HeardPackets {
  readonly #measured: (peer: PeerId) => number | undefined
  readonly #packets = new Map<PeerId, { packet: ElectionPacket; versions: number; sinceMs: number }>()

  /** @param measured bandwidth as this node measured it, by which claims are capped */
  constructor(measured: (peer: PeerId) => number | undefined) {
    this.#measured = measured
  }

  /** @returns false where it says nothing new, or its author says too much */
  add(packet: ElectionPacket, nowMs: number): boolean {
    const known = this.#packets.get(packet.author)
    const versions = 1 + (known?.versions ?? 0)
    if (versions > MAX_PACKETS_PER_AUTHOR) return false
    if (known !== undefined && known.packet.expiresAtMs >= packet.expiresAtMs) return false
    this.#packets.set(packet.author, { packet, versions, sinceMs: known?.sinceMs ?? nowMs })
    if (this.#packets.size > MAX_PACKETS) this.#packets.delete(this.ranked().at(-1)?.author ?? packet.author)
    return true
  }

  /** What it said last in this election; undefined: nothing. */
  of(author: PeerId): ElectionPacket | undefined {
    return this.#packets.get(author)?.packet
  }

  /** When its first packet of this election was heard, monotonic; undefined: none was. */
  sinceMs(author: PeerId): number | undefined {
    return this.#packets.get(author)?.sinceMs
  }

  drop(author: PeerId): void {
    this.#packets.delete(author)
  }

  dropUnless(counts: (author: PeerId) => boolean): void {
    for (const author of [...this.#packets.keys()]) if (!counts(author)) this.drop(author)
  }

  clear(): void {
    this.#packets.clear()
  }

  /** Best first, capped. */
  ranked(): Candidate[] {
    return [...this.#packets.values()].map(({ packet }) => this.#counted(packet)).sort(compareCandidates)
  }

  /** The best of others than `except`. */
  best(except?: PeerId): Candidate | undefined {
    let best: Candidate | undefined
    for (const { packet } of this.#packets.values()) {
      if (packet.author === except) continue
      const candidate = this.#counted(packet)
      if (best === undefined || compareCandidates(candidate, best) < 0) best = candidate
    }
    return best
  }

  #counted({ author, criteria }: Candidate): Candidate {
    return { author, criteria: capCriteria(criteria, this.#measured(author)) }
  }
}
