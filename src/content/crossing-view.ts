// Whom a crossing may choose: members present, where they are, and whom this node does not trust as a source any more.
import type { Clock, PeerId, Random } from '../base/index.js'
import type { MemberAddress } from './alias-client.js'
import type { Location, Wanted } from './location.js'
import type { LocationBook } from './location-book.js'
import type { ContentGroup } from './ports.js'

export class CrossingView {
  readonly #group: ContentGroup
  readonly #clock: Clock
  readonly #random: Random
  readonly #book: LocationBook
  /** Until when (monotonic ms). At most one entry a member. */
  readonly #distrusted = new Map<PeerId, number>()
  /** Who gave no sign of life when it was its turn, and until when that counts (monotonic ms). At most one entry a member. */
  readonly #silent = new Map<PeerId, number>()

  constructor({ group, clock, random }: { group: ContentGroup; clock: Clock; random: Random }, book: LocationBook) {
    this.#group = group
    this.#clock = clock
    this.#random = random
    this.#book = book
  }

  presentPeers(): Set<PeerId> {
    return new Set(this.#group.graph.present().map(({ peer }) => peer))
  }

  addressOf(peer: PeerId): MemberAddress | undefined {
    const presence = this.#group.graph.present().find((other) => other.peer === peer)
    if (presence === undefined || presence.contentPort === 0) return undefined
    return { groupId: this.#group.id, peer, hosts: presence.hosts, port: presence.contentPort }
  }

  /** Who may download for all, and who else holds what counts for that URL and is present, best first. */
  of(urlKey: string, wanted?: Wanted): { candidates: PeerId[]; holders: Location[] } {
    const serving = this.#group.graph.present().filter(({ contentPort }) => contentPort > 0)
    const candidates = serving.filter(
      ({ peer, uplink, serves }) =>
        uplink !== 'no' && serves !== 'no' && !this.isSilent(peer) && !this.isDistrusted(peer)
    )
    const reachable = new Set(serving.map(({ peer }) => peer).filter((peer) => !this.isSilent(peer)))
    const holders = this.#book
      .current(urlKey, wanted)
      .filter(({ holder }) => holder !== this.#group.self && reachable.has(holder) && !this.isDistrusted(holder))
    return { candidates: candidates.map(({ peer }) => peer), holders: this.#shuffled(holders) }
  }

  distrust(peer: PeerId, forMs: number): void {
    this.#distrusted.set(peer, this.#clock.monotonicMs() + forMs)
  }

  /** Whose claims are not followed here: others must not leave it to them either. */
  distrusted(): PeerId[] {
    return [...this.#distrusted.keys()].filter((peer) => this.isDistrusted(peer))
  }

  wasSilent(peer: PeerId, forMs: number): void {
    this.#silent.set(peer, this.#clock.monotonicMs() + forMs)
  }

  heard(peer: PeerId): void {
    this.#silent.delete(peer)
  }

  isSilent(peer: PeerId): boolean {
    return (this.#silent.get(peer) ?? 0) > this.#clock.monotonicMs()
  }

  isDistrusted(peer: PeerId): boolean {
    return (this.#distrusted.get(peer) ?? 0) > this.#clock.monotonicMs()
  }

  /** Spreads readers over holders. Presence does not know nearness yet. */
  #shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.#random.fraction() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}
