// The content of one group: its locations, and a crossing for every URL that somebody here or elsewhere asks for now
// (design section 6).
import type { Readable } from 'node:stream'
import { setRepeating, toHex, type Clock, type Logger, type PeerId, type Random, type Timer } from '../base/index.js'
import type { Presence } from '../graph/index.js'
import { readData, type GroupRecord } from '../record/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { AliasServer } from './alias-server.js'
import type { BlobInfo, BlobStore } from './blob-store.js'
import {
  claimRecordId,
  claimType,
  needRecordId,
  needType,
  readClaim,
  readNeed,
  type Claim,
  type TransferEnd
} from './claims.js'
import type {
  Content,
  ContentLocation,
  FetchedContent,
  FetchOptions,
  PublishOptions,
  TransferProgress
} from './content.js'
import { CrossingDriver, type OriginFacts } from './crossing-driver.js'
import {
  CLAIM_TTL_MS,
  DISTRUST_MS,
  ENDED_CLAIM_TTL_MS,
  LOCATION_TTL_MS,
  MAX_CROSSINGS,
  MAX_CROSSINGS_FOR_OTHERS,
  NEED_TTL_MS
} from './crossing-defaults.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'
import type { Ledger } from './ledger.js'
import {
  currentLocations,
  isHeaderValue,
  locationRecordId,
  locationType,
  readLocation,
  type Location,
  type LocationData
} from './location.js'
import type { OriginPolicy } from './origin-policy.js'
import type { ContentGroup } from './ports.js'
import type { Transfer } from './transfer.js'
import { normaliseUrl, urlKey } from './url-key.js'

export interface ContentComponents {
  group: ContentGroup
  blobs: BlobStore
  aliasServer: AliasServer
  aliasClient: AliasClient
  policy: OriginPolicy
  ledger: Ledger
  clock: Clock
  random: Random
  logger: Logger
}

/** Connections to present members are kept open: a fresh one takes up to 500 ms under load (libraries, HTTP). */
const WARM_EVERY_MS = 60_000

/** Resolves when what lies here is told to the group and the content server knows the group. */
export async function openContent(components: ContentComponents): Promise<Content> {
  const content = new GroupContent(components)
  await content.open()
  return content
}

class GroupContent implements Content {
  readonly #components: ContentComponents
  readonly #group: ContentGroup
  readonly #crossings = new Map<string, CrossingDriver>()
  readonly #transfers = new Map<string, Transfer>()
  /** Holders that sent wrong bytes, and until when they are passed over (monotonic ms). */
  readonly #distrusted = new Map<PeerId, number>()
  readonly #forget: (() => void)[] = []
  #warmTimer: Timer | undefined
  #uplinkTold = false
  #closed = false

  constructor(components: ContentComponents) {
    this.#components = { ...components, logger: components.logger.forComponent('content') }
    this.#group = components.group
  }

  async open(): Promise<void> {
    const { aliasServer, blobs, clock } = this.#components
    const { store, graph, self } = this.#group
    aliasServer.addGroup(this.#group.id, {
      isMember: (peer) => this.#group.isMember(peer),
      sharesBlob: (digest) => this.#ownLocations(digest).length > 0,
      transfer: (id) => this.#transfers.get(id)
    })
    for (const type of [locationType, needType, claimType]) store.declare(type)
    const changed = (record: GroupRecord): void => this.#onRecord(record)
    this.#forget.push(
      store.on('record:add', changed),
      store.on('record:update', changed),
      store.on('record:delete', (record) => this.#onGone(record)),
      store.on('record:expire', (record) => this.#onGone(record)),
      graph.on('presence:change', (peer) => this.#onPresence(peer)),
      blobs.onEvict((digest) => void this.#withdraw(digest))
    )
    for (const record of store.find({ type: locationType.name, creator: self })) await this.#renewLocation(record)
    await graph.announce({ contentPort: aliasServer.port })
    this.#warmTimer = setRepeating(clock, WARM_EVERY_MS, () => this.#warmAll())
    this.#warmAll()
  }

  locate(query: { url: string } | { digest: string }): ContentLocation[] {
    const attribute =
      'url' in query
        ? { name: 'urlKey', value: this.#keyOf(normaliseUrl(query.url)) }
        : { name: 'digest', value: query.digest.toLowerCase() }
    const present = this.#presentPeers()
    return this.#find(attribute).map((location) => this.#describe(location, present))
  }

  async fetch(url: string, options: FetchOptions = {}): Promise<FetchedContent> {
    this.#refuseClosed()
    options.signal?.throwIfAborted()
    const normalised = normaliseUrl(url)
    const key = this.#keyOf(normalised)
    const here = this.#heldHere(key)
    if (here !== undefined) return this.#fromCache(normalised, here)
    const running = this.#crossings.get(key)
    if (running === undefined && this.#crossings.size >= MAX_CROSSINGS) {
      throw new ContentError('MEMBER_REFUSED', `this node fetches ${MAX_CROSSINGS} URLs already`)
    }
    return (running ?? this.#start(key, normalised)).ask(options.signal)
  }

  async publish(source: Readable, options: PublishOptions = {}): Promise<ContentLocation> {
    this.#refuseClosed()
    const url = options.url === undefined ? undefined : normaliseUrl(options.url)
    const contentType = options.contentType
    const partial = await this.#components.blobs.createPartial()
    try {
      for await (const leaf of intoLeaves(source as AsyncIterable<Uint8Array>)) {
        options.signal?.throwIfAborted()
        await partial.append(leaf)
      }
      const info = await partial.finish()
      const key = url === undefined ? undefined : this.#keyOf(url)
      await this.#writeLocation(info, key, { ...NO_FACTS, contentType, url })
      const [location] = this.#ownLocations(info.digest).filter((own) => own.urlKey === key)
      if (location === undefined) throw new ContentError('NOT_HELD', `${info.digest} was evicted at once`)
      return this.#describe(location, this.#presentPeers())
    } catch (error) {
      await partial.discard()
      throw error
    }
  }

  transfers(): TransferProgress[] {
    return [...this.#crossings.values()].map((crossing) => crossing.progress)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#warmTimer?.cancel()
    for (const forget of this.#forget) forget()
    for (const crossing of [...this.#crossings.values()]) crossing.close(closedError())
    this.#components.aliasServer.removeGroup(this.#group.id)
  }

  /** A crossing that knows what is known now. */
  #start(key: string, url: string): CrossingDriver {
    const crossing: CrossingDriver = new CrossingDriver(
      this.#components,
      {
        view: () => this.#view(key),
        addressOf: (peer) => this.#addressOf(peer),
        publishNeed: (needUrl, excluded) => this.#publishNeed(key, needUrl, excluded),
        publishClaim: (transferId, verifiedBytes, end) => this.#publishClaim(key, transferId, verifiedBytes, end),
        serve: (id, transfer) => void (transfer ? this.#transfers.set(id, transfer) : this.#transfers.delete(id)),
        kept: (info, origin) => this.#kept(key, info, origin),
        distrust: (peer) => this.#distrusted.set(peer, this.#components.clock.monotonicMs() + DISTRUST_MS),
        uplinkWorks: () => this.#uplinkWorks(),
        ended: () => this.#crossings.delete(key)
      },
      { url, urlKey: key }
    )
    this.#crossings.set(key, crossing)
    crossing.giveView()
    for (const record of this.#group.store.find({ type: claimType.name, attribute: { name: 'urlKey', value: key } })) {
      const claim = readClaim(record)
      if (claim !== undefined) this.#giveClaim(crossing, claim)
    }
    return crossing
  }

  #onRecord(record: GroupRecord): void {
    if (this.#closed || record.creator === this.#group.self) return
    switch (record.type) {
      case needType.name:
        return this.#onNeed(record)
      case claimType.name: {
        const claim = readClaim(record)
        const crossing = claim && this.#crossings.get(claim.urlKey)
        if (crossing !== undefined) this.#giveClaim(crossing, claim!)
        return
      }
      case locationType.name: {
        const key = readLocation(record)?.urlKey
        if (key !== undefined) this.#crossings.get(key)?.giveView()
      }
    }
  }

  #onGone(record: GroupRecord): void {
    const claim = record.type === claimType.name && record.creator !== this.#group.self ? readClaim(record) : undefined
    if (claim === undefined) return
    const { claimant, transferId } = claim
    this.#crossings.get(claim.urlKey)?.give({ type: 'claim-end', claimant, transferId, end: 'expired' })
  }

  #giveClaim(crossing: CrossingDriver, { claimant, transferId, verifiedBytes, end }: Claim): void {
    if (end === undefined) crossing.give({ type: 'claim', claim: { claimant, transferId, verifiedBytes } })
    else crossing.give({ type: 'claim-end', claimant, transferId, end })
  }

  /** Somebody else asks: this node may be the one that goes. */
  #onNeed(record: GroupRecord): void {
    const need = readNeed(record)
    if (need === undefined) return
    const running = this.#crossings.get(need.urlKey)
    if (running !== undefined) return running.give({ type: 'need', excluded: need.excluded })
    const forOthers = this.#crossings.size
    if (forOthers >= MAX_CROSSINGS_FOR_OTHERS || this.#heldHere(need.urlKey) !== undefined) return
    if (!isUrlOf(need.url, (url) => this.#keyOf(url) === need.urlKey)) return
    this.#start(need.urlKey, need.url).give({ type: 'need', excluded: need.excluded })
  }

  #onPresence(peer: PeerId): void {
    if (this.#closed) return
    const present = this.#presentPeers().has(peer)
    if (present) this.#warm(peer)
    for (const crossing of [...this.#crossings.values()]) {
      if (!present) crossing.give({ type: 'gone', peer })
      crossing.giveView()
    }
  }

  #view(key: string): { candidates: PeerId[]; holders: Location[] } {
    const present = this.#group.graph.present()
    const candidates = present
      .filter(({ uplink, serves }) => uplink !== 'no' && serves !== 'no')
      .map(({ peer }) => peer)
    const reachable = new Set(present.filter(({ contentPort }) => contentPort > 0).map(({ peer }) => peer))
    const nowMs = this.#components.clock.monotonicMs()
    const holders = currentLocations(this.#find({ name: 'urlKey', value: key })).filter(
      ({ holder }) =>
        holder !== this.#group.self && reachable.has(holder) && (this.#distrusted.get(holder) ?? 0) <= nowMs
    )
    return { candidates, holders: this.#shuffled(holders) }
  }

  /** Spreads readers over holders; nearness comes with measured round trips. */
  #shuffled<Item>(items: Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.#components.random.fraction() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }

  #addressOf(peer: PeerId): MemberAddress | undefined {
    const presence = this.#group.graph.present().find((other) => other.peer === peer)
    return presence && this.#memberAddress(presence)
  }

  #memberAddress({ peer, hosts, contentPort }: Presence): MemberAddress | undefined {
    return contentPort > 0 ? { groupId: this.#group.id, peer, hosts, port: contentPort } : undefined
  }

  #publishNeed(key: string, url: string, excluded: readonly PeerId[]): void {
    const needId = toHex(this.#components.random.bytes(16))
    this.#tell(needType.name, () =>
      this.#group.store.add(needType, {
        id: needRecordId(this.#group.self, key),
        attributes: { urlKey: key },
        data: { needId, url, excluded },
        ttlMs: NEED_TTL_MS
      })
    )
  }

  #publishClaim(key: string, transferId: string, verifiedBytes: number, end: TransferEnd | undefined): void {
    this.#tell(claimType.name, () =>
      this.#group.store.add(claimType, {
        id: claimRecordId(this.#group.self, key),
        attributes: { urlKey: key },
        data: { transferId, verifiedBytes, end },
        ttlMs: end === undefined ? CLAIM_TTL_MS : ENDED_CLAIM_TTL_MS
      })
    )
  }

  /** What cannot be told now is told by the next one, or the others' timers make up for it. */
  #tell(what: string, write: () => Promise<unknown>): void {
    write().catch((error: unknown) => this.#components.logger(`${what} was not written: ${String(error)}`))
  }

  async #kept(key: string, info: BlobInfo, origin: OriginFacts | undefined): Promise<void> {
    const fetchedFromOriginAtMs = origin === undefined ? undefined : this.#components.clock.nowMs()
    try {
      await this.#writeLocation(info, key, { ...NO_FACTS, ...origin, fetchedFromOriginAtMs })
    } catch (error) {
      this.#components.logger(`the location of ${info.digest} was not written: ${String(error)}`)
    }
  }

  async #writeLocation(
    info: BlobInfo,
    key: string | undefined,
    facts: Omit<LocationData, 'bytes' | 'leafRoot'>
  ): Promise<void> {
    const { digest, bytes, leafRoot } = info
    const { contentType, etag, lastModified } = facts
    await this.#group.store.add(locationType, {
      id: locationRecordId(this.#group.self, key, digest),
      attributes: key === undefined ? { digest } : { digest, urlKey: key },
      data: {
        ...facts,
        bytes,
        leafRoot,
        contentType: headerValue(contentType),
        etag: headerValue(etag),
        lastModified: headerValue(lastModified)
      }
    })
  }

  /** A location of ours from an earlier run: gone where the blob is, renewed past half of its life. */
  async #renewLocation(record: GroupRecord): Promise<void> {
    const location = readLocation(record)
    if (location === undefined) return
    if (this.#components.blobs.info(location.digest) === undefined) return this.#group.store.delete(record.id)
    const data = readData(locationType, record)
    if (data === undefined || record.expiresAtMs - this.#components.clock.nowMs() > LOCATION_TTL_MS / 2) return
    await this.#group.store.add(locationType, { id: record.id, attributes: record.attributes, data })
  }

  async #withdraw(digest: string): Promise<void> {
    try {
      for (const { recordId } of this.#ownLocations(digest)) await this.#group.store.delete(recordId)
    } catch (error) {
      this.#components.logger(`the location of ${digest} was not withdrawn: ${String(error)}`)
    }
  }

  #heldHere(key: string): Location | undefined {
    return currentLocations(this.#find({ name: 'urlKey', value: key })).find(
      ({ holder, digest }) => holder === this.#group.self && this.#components.blobs.info(digest) !== undefined
    )
  }

  #fromCache(url: string, { digest, bytes, contentType }: Location): FetchedContent {
    const { blobs, ledger, clock } = this.#components
    const startedMs = clock.monotonicMs()
    const transfer = ledger.transfer()
    transfer.countCache(bytes)
    const ms = Math.round(clock.monotonicMs() - startedMs)
    const result = { url, digest, bytes, ms, sources: transfer.snapshot(), askedInVain: false }
    return { bytes, contentType, body: blobs.read(digest), done: Promise.resolve(result) }
  }

  #uplinkWorks(): void {
    if (this.#uplinkTold) return
    this.#uplinkTold = true
    this.#tell('presence', () => this.#group.graph.announce({ uplink: 'yes' }))
  }

  #warmAll(): void {
    for (const { peer } of this.#group.graph.present()) this.#warm(peer)
  }

  #warm(peer: PeerId): void {
    const address = peer === this.#group.self ? undefined : this.#addressOf(peer)
    if (address !== undefined && !this.#closed) void this.#components.aliasClient.warm(address)
  }

  #find(attribute: { name: string; value: string }): Location[] {
    return this.#group.store
      .find({ type: locationType.name, attribute })
      .flatMap((record) => readLocation(record) ?? [])
  }

  #ownLocations(digest: string): Location[] {
    return this.#find({ name: 'digest', value: digest }).filter(({ holder }) => holder === this.#group.self)
  }

  #presentPeers(): Set<PeerId> {
    return new Set(this.#group.graph.present().map(({ peer }) => peer))
  }

  #describe(location: Location, present: ReadonlySet<PeerId>): ContentLocation {
    const { digest, bytes, holder, url, contentType, fetchedFromOriginAtMs } = location
    const self = holder === this.#group.self
    return {
      digest,
      bytes,
      holder,
      present: self || present.has(holder),
      self,
      url,
      contentType,
      fetchedFromOriginAtMs
    }
  }

  #keyOf(normalisedUrl: string): string {
    return urlKey(this.#group.urlHashKey, normalisedUrl)
  }

  #refuseClosed(): void {
    if (this.#closed) throw closedError()
  }
}

const NO_FACTS = {
  contentType: undefined,
  etag: undefined,
  lastModified: undefined,
  fetchedFromOriginAtMs: undefined,
  url: undefined
}

function closedError(): ContentError {
  return new ContentError('CLOSED', 'this node is stopping')
}

/** What an origin sends but a record cannot carry is left out. */
function headerValue(text: string | undefined): string | undefined {
  return text !== undefined && isHeaderValue(text) ? text : undefined
}

/** Whether a foreign URL is one at all, spelled as everybody spells it, and the one that was named. */
function isUrlOf(url: string, isNamed: (normalised: string) => boolean): boolean {
  try {
    return normaliseUrl(url) === url && isNamed(url)
  } catch {
    return false
  }
}
