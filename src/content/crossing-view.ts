// Whom a crossing may choose: members present, where they are, and whom this node does not trust as a source any more.
import { setNewest, type Clock, type PeerId, type Random } from '../base/index.js'
import type { Presence } from '../graph/index.js'
import type { MemberAddress } from './alias-client.js'
import { MAX_DOUBTED_HOLDERS } from './crossing-defaults.js'
import type { CrossingComponents } from './crossing-host.js'
import { knownContent } from './known-content.js'
import { contentVersions, type Location, type Wanted } from './location.js'
import type { LocationBook } from './location-book.js'
import { Offers } from './offers.js'
import type { ContentGroup, Provider } from './ports.js'

/** What a crossing may choose from. */
export interface Choosable {
  readonly candidates: PeerId[]
  readonly holders: Location[]
  /** Of the holders, who said so to this node alone. */
  readonly offered: PeerId[]
  readonly provider: PeerId | undefined
  /** Somebody offered what is past its life. */
  readonly isOutdated: boolean
}

export class CrossingView {
  readonly #group: ContentGroup
  readonly #clock: Clock
  readonly #random: Random
  readonly #book: LocationBook
  readonly #provider: Provider | undefined
  /** Until when (monotonic ms). At most one entry a member. */
  readonly #distrusted = new Map<PeerId, number>()
  /** Who gave no sign of life when it was its turn, and until when that counts (monotonic ms). At most one entry a member. */
  readonly #silent = new Map<PeerId, number>()

  /** By member and digest, and until when (monotonic ms); the oldest first. */
  readonly #doubted = new Map<string, number>()

  /** What members said to this node alone. */
  readonly offers: Offers

  constructor(
    { group, clock, random, provider }: Pick<CrossingComponents, 'group' | 'clock' | 'random' | 'provider'>,
    book: LocationBook
  ) {
    this.offers = new Offers(clock)
    this.#provider = provider
    this.#group = group
    this.#clock = clock
    this.#random = random
    this.#book = book
  }

  presentPeers(): Set<PeerId> {
    return new Set(this.#group.graph.present().map(({ peer }) => peer))
  }

  addressOf(peer: PeerId): MemberAddress | undefined {
    const presence = this.#serving().find((other) => other.peer === peer)
    if (presence === undefined) return undefined
    return { groupId: this.#group.id, peer, hosts: presence.hosts, port: presence.contentPort }
  }

  /**
   * What counts for that URL of what can be had: it is here, or with a member who is present. Where nobody has what counts,
   * the next that somebody has.
   */
  had(urlKey: string, wanted?: Wanted): Location[] {
    const reachable = this.#reachable()
    const canBeHad = (location: Location): boolean => this.#book.isHere(location) || this.#isUsable(location, reachable)
    const versions = contentVersions(this.locations(urlKey), this.#clock.nowMs(), wanted)
    return versions.find((version) => version.some(canBeHad)) ?? []
  }

  /** All that members say of a URL, by records or to this node alone. */
  locations(urlKey: string): Location[] {
    const told = this.#book.byUrlKey(urlKey)
    return [...told, ...this.#offered(urlKey, told)]
  }

  #offered(urlKey: string, told: readonly Location[]): Location[] {
    const isTold = ({ holder, digest }: Location): boolean =>
      told.some((other) => other.holder === holder && other.digest === digest)
    return this.offers.of(urlKey).filter((offer) => !isTold(offer))
  }

  /** What this node can answer for a URL by itself. */
  heldHere(urlKey: string, wanted?: Wanted): Location | undefined {
    return this.had(urlKey, wanted).find((location) => this.#book.isHere(location))
  }

  /**
   * Who may download for all, and who else holds what counts for that URL and is present, best first. Who offered it to this node
   * alone counts while it is fresh: what is past its life is asked of the origin first.
   * @param isAnyAge past its life it will do, too
   */
  of(urlKey: string, wanted?: Wanted, isAnyAge = false): Choosable {
    const { self } = this.#group
    // For whom nobody goes, it goes for nobody: its crossings are its own, and it waits for no claim.
    const goesFor = (peer: PeerId): boolean => (this.mayUseUplinks(self) ? this.mayUseUplinks(peer) : peer === self)
    const candidates = this.#serving().filter(
      ({ peer, uplink, serves }) =>
        goesFor(peer) && uplink !== 'no' && serves !== 'no' && !this.isSilent(peer) && !this.isDistrusted(peer)
    )
    const reachable = this.#reachable()
    const had = this.had(urlKey, wanted)
    const mayBeOffered = isAnyAge || had[0]?.digest === wanted?.digest || this.#isFresh(had)
    const offered = new Set(this.#offered(urlKey, this.#book.byUrlKey(urlKey)))
    const usable = had.filter((location) => this.#isUsable(location, reachable))
    const holders = usable.filter((location) => mayBeOffered || !offered.has(location))
    return {
      candidates: candidates.map(({ peer }) => peer),
      holders: this.#shuffled(holders),
      offered: holders.filter((location) => offered.has(location)).map(({ holder }) => holder),
      provider: this.#provider?.current(),
      isOutdated: usable.length > holders.length
    }
  }

  #isFresh(had: readonly Location[]): boolean {
    return knownContent(had, this.#clock.nowMs())?.freshness.isFresh === true
  }

  /** It does not give what its location says that it has. */
  doubtHolder(peer: PeerId, digest: string, forMs: number): void {
    this.offers.drop(peer, digest)
    const untilMs = this.#clock.monotonicMs() + forMs
    setNewest(this.#doubted, `${peer}/${digest}`, untilMs, MAX_DOUBTED_HOLDERS)
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

  /** Whether others go to origins for it. */
  mayUseUplinks(peer: PeerId): boolean {
    return this.#group.limitsOf(peer).mayUseUplinks
  }

  /** Who says that it serves, and may: a presence may outlive its member's membership for a moment. */
  #serving(): Presence[] {
    const group = this.#group
    return group.graph.present().filter(({ peer, contentPort }) => {
      return contentPort > 0 && group.isMember(peer) && group.limitsOf(peer).mayServe
    })
  }

  #reachable(): Set<PeerId> {
    return new Set(
      this.#serving()
        .map(({ peer }) => peer)
        .filter((peer) => !this.isSilent(peer))
    )
  }

  #isUsable({ holder, digest }: Location, reachable: ReadonlySet<PeerId>): boolean {
    const isDoubted = (this.#doubted.get(`${holder}/${digest}`) ?? 0) > this.#clock.monotonicMs()
    return holder !== this.#group.self && reachable.has(holder) && !this.isDistrusted(holder) && !isDoubted
  }

  /** Spreads readers over holders. Presence does not know nearness yet. */
  #shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.#random.fraction() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}
