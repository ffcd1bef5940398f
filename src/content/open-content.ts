// The content of one group: its locations, and a crossing for every URL that somebody here or elsewhere asks for now
// (design section 6).
import type { Readable } from 'node:stream'
import { isIP } from 'node:net'
import { setRepeating, withBudget, type PeerId, type Timer } from '../base/index.js'
import type { Answer } from '../graph/index.js'
import type { GroupRecord } from '../record/index.js'
import type { RunningTransfer } from './alias-group.js'
import type { AliasServer } from './alias-server.js'
import type { BlobCache, BlobInfo } from './blob-store.js'
import { claimType, needType, readClaim, readNeed, type Claim } from './claims.js'
import { factsAlone, isHeaderValue, type ContentFacts } from './content-facts.js'
import type {
  BlobLocation,
  Content,
  ContentLocation,
  FetchedContent,
  FetchOptions,
  PublishOptions,
  TransferProgress
} from './content.js'
import { CrossingDriver } from './crossing-driver.js'
import {
  CLOSE_BUDGET_MS,
  DISTRUST_MS,
  SILENT_MS,
  MAX_CROSSINGS,
  MAX_CROSSINGS_FOR_OTHERS,
  WARM_CONNECTIONS,
  WARM_EVERY_MS
} from './crossing-defaults.js'
import type { OwnUplink } from './crossing-events.js'
import type { CrossingComponents } from './crossing-host.js'
import { CrossingView } from './crossing-view.js'
import { fetchDirectly } from './direct-fetch.js'
import { ContentError } from './errors.js'
import { checkOffset, fetchHeld } from './held-fetch.js'
import { explainUrl, type Explanation } from './explain.js'
import { intoLeaves } from './leaf-hashes.js'
import { locationType, NOTHING_SAID, readLocation } from './location.js'
import { describeLocation, LocationBook } from './location-book.js'
import { ServesJudge } from './serves.js'
import { Teller } from './teller.js'
import { UplinkJudge } from './uplink.js'
import { normaliseUrl, urlKey } from './url-key.js'

export interface ContentComponents extends CrossingComponents {
  aliasServer: AliasServer
  /** False: this node never goes to an origin, and has all from other members (`uplink.use`). */
  usesUplink: boolean
}

/** Resolves when what lies here is told to the group and the content server knows the group. */
export async function openContent(components: ContentComponents): Promise<Content> {
  const content = new GroupContent({ ...components, logger: components.logger.forComponent('content') })
  await content.open()
  return content
}

class GroupContent implements Content {
  readonly #components: ContentComponents
  readonly #group: ContentComponents['group']
  readonly #book: LocationBook
  readonly #view: CrossingView
  readonly #teller: Teller
  readonly #uplink = new UplinkJudge()
  readonly #crossings = new Map<string, CrossingDriver>()
  /** Downloads past a crossing that runs. */
  readonly #direct = new Set<AbortController>()
  readonly #transfers = new Map<string, RunningTransfer>()
  readonly #forget: (() => void)[] = []
  #warmTimer: Timer | undefined
  readonly #serves = new ServesJudge()
  #told: { uplink: Answer; serves: Answer } = { uplink: 'unknown', serves: 'unknown' }
  #closing: Promise<void> | undefined

  constructor(components: ContentComponents) {
    this.#components = components
    this.#group = components.group
    this.#book = new LocationBook(components)
    this.#view = new CrossingView(components, this.#book)
    this.#teller = new Teller(components)
  }

  get cache(): BlobCache {
    return this.#components.blobs
  }

  async open(): Promise<void> {
    const { aliasServer, blobs, clock } = this.#components
    const { store, graph } = this.#group
    for (const type of [locationType, needType, claimType]) store.declare(type)
    aliasServer.addGroup(this.#group.id, {
      isMember: (peer) => this.#group.isMember(peer),
      reachedBy: () => this.#serves.reached(this.#components.clock.monotonicMs()),
      sharesBlob: (digest) => this.#book.isTold(digest),
      transfer: (id) => this.#transfers.get(id)
    })
    const heard = (record: GroupRecord): void => this.#onRecord(record)
    this.#forget.push(
      store.on('record:add', heard),
      store.on('record:update', heard),
      store.on('record:delete', (record) => this.#onGone(record)),
      store.on('record:expire', (record) => this.#onGone(record)),
      graph.on('presence:change', (peer) => this.#onPresence(peer)),
      blobs.onEvict((digest) => void this.#book.withdraw(digest))
    )
    await this.#book.renewOwn()
    await graph.announce({ contentPort: aliasServer.port })
    this.#warmTimer = setRepeating(clock, WARM_EVERY_MS, () => this.#lookAfter())
    this.#lookAfter()
  }

  locate(query: { url: string } | { digest: string }): ContentLocation[] {
    const locations =
      'url' in query
        ? this.#book.byUrlKey(this.#keyOf(normaliseUrl(query.url)))
        : this.#book.byDigest(query.digest.toLowerCase())
    const present = this.#group.graph.present()
    return locations.map((location) => describeLocation(location, this.#group.self, present))
  }

  async fetch(url: string, options: FetchOptions = {}): Promise<FetchedContent> {
    this.#refuseClosed()
    options.signal?.throwIfAborted()
    const { offset = 0, freshness = 'default' } = options
    checkOffset(offset, undefined)
    const normalised = normaliseUrl(url)
    const key = this.#keyOf(normalised)
    const here = this.#book.heldHere(key)
    const cached =
      here &&
      (await fetchHeld(this.#components, {
        ...{ url: normalised, held: here, known: this.#book.byUrlKey(key), offset },
        freshness: { hit: true, ageMs: 0, stale: false, revalidated: false, collapsed: false }
      }))
    if (cached !== undefined) return cached
    this.#refuseClosed() // It may have closed meanwhile.
    const running = this.#crossings.get(key)
    if (freshness === 'held' && running === undefined && this.#view.of(key).holders.length === 0) {
      throw new ContentError('NOT_HELD', 'nobody in the group holds it')
    }
    const isDirect = running?.hasGap(offset) === true
    if ((running === undefined || isDirect) && this.#crossings.size + this.#direct.size >= MAX_CROSSINGS) {
      throw new ContentError('BUSY', `this node fetches ${MAX_CROSSINGS} URLs already`)
    }
    if (isDirect) return this.#fetchDirectly(normalised, options)
    return (running ?? this.#start(key, normalised)).ask(options)
  }

  async #fetchDirectly(url: string, { signal, offset = 0 }: FetchOptions): Promise<FetchedContent> {
    const { usesUplink, origins, clock, ledger } = this.#components
    if (!usesUplink) {
      throw new ContentError(
        'NO_UPLINK',
        'this node may not use its uplink, and its first bytes went by unkept: ask again later'
      )
    }
    const stop = new AbortController()
    const over = (): void => void this.#direct.delete(stop)
    this.#direct.add(stop)
    const fetching = fetchDirectly({
      ...{ url, origins, clock, ledger: ledger.transfer(), offset },
      signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
      originTried: (error) => this.#originTried(url, error, true)
    })
    fetching.then(({ done }) => done).then(over, over)
    return fetching
  }

  async publish(source: Readable, options: PublishOptions = {}): Promise<BlobLocation> {
    this.#refuseClosed()
    const url = options.url === undefined ? undefined : normaliseUrl(options.url)
    const { contentType, signal } = options
    if (contentType !== undefined && !isHeaderValue(contentType)) {
      throw new ContentError('BAD_CONTENT_TYPE', `${JSON.stringify(contentType)} cannot stand in a header`)
    }
    const partial = await this.#components.blobs.createPartial()
    try {
      for await (const leaf of intoLeaves(source as AsyncIterable<Uint8Array>)) {
        signal?.throwIfAborted()
        this.#refuseClosed()
        await partial.append(leaf)
      }
      const key = url === undefined ? undefined : this.#keyOf(url)
      const said = { ...NOTHING_SAID, contentType, url }
      const location = await this.#book.write(await partial.finish(), key, said)
      return describeLocation(location, this.#group.self, this.#group.graph.present())
    } catch (error) {
      await partial.discard()
      throw error
    }
  }

  async explain(url: string): Promise<Explanation> {
    const normalised = normaliseUrl(url)
    const key = this.#keyOf(normalised)
    const transfer = this.#crossings.get(key)?.progress
    return await explainUrl(
      { ...this.#components, view: this.#view, book: this.#book, uplink: this.#ownUplink(), transfer },
      normalised,
      key
    )
  }

  transfers(): TransferProgress[] {
    return [...this.#crossings.values()].map((crossing) => crossing.progress)
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.#warmTimer?.cancel()
    for (const forget of this.#forget) forget()
    const error = closedError()
    for (const direct of this.#direct) direct.abort(error)
    const ended = Promise.all([...this.#crossings.values()].map((crossing) => crossing.close(error)))
    this.#components.aliasServer.removeGroup(this.#group.id)
    // Whatever does not end by then is not worth waiting for: the sources are aborted.
    await withBudget(this.#components.clock, CLOSE_BUDGET_MS, ended, closedError).catch((late: unknown) =>
      this.#components.logger(`a crossing did not end in time: ${String(late)}`)
    )
  }

  /** A crossing that knows what is known now. */
  #start(key: string, url: string): CrossingDriver {
    const crossing: CrossingDriver = new CrossingDriver(
      this.#components,
      {
        view: () => ({ ...this.#view.of(key), uplink: this.#ownUplink() }),
        addressOf: (peer) => this.#view.addressOf(peer),
        publishNeed: (excluded) => this.#teller.need(key, url, [...new Set([...excluded, ...this.#view.distrusted()])]),
        publishClaim: (transferId, verifiedBytes, end) => this.#teller.claim(key, transferId, verifiedBytes, end),
        startServing: (transferId, transfer) => {
          if (!this.#transfers.has(transferId)) this.#transfers.set(transferId, transfer)
        },
        stopServing: (transferId, transfer) => {
          if (this.#transfers.get(transferId) === transfer) this.#transfers.delete(transferId)
        },
        kept: (info, facts, fromOrigin) => this.#kept(key, info, facts, fromOrigin),
        memberFailed: (peer, wrong, cause) => this.#memberFailed(peer, wrong, cause),
        wereSilent: (peers) => {
          for (const peer of peers) this.#view.wasSilent(peer, SILENT_MS)
        },
        originTried: (error) => this.#originTried(url, error, crossing.isAsked),
        ended: () => {
          if (this.#crossings.get(key) === crossing) this.#crossings.delete(key)
        }
      },
      { url, urlKey: key }
    )
    this.#crossings.set(key, crossing)
    crossing.giveView()
    for (const record of this.#group.store.find({ type: claimType.name, attribute: { name: 'urlKey', value: key } })) {
      const claim = readClaim(record)
      // Whoever is gone, and has not been heard since, downloads nothing.
      if (claim !== undefined && this.#view.presentPeers().has(claim.claimant)) this.#giveClaim(crossing, claim)
    }
    return crossing
  }

  #onRecord(record: GroupRecord): void {
    if (record.creator === this.#group.self) return
    this.#view.heard(record.creator)
    switch (record.type) {
      case needType.name:
        return this.#onNeed(record)
      case claimType.name: {
        const claim = readClaim(record)
        const crossing = claim && this.#crossings.get(claim.urlKey)
        if (claim !== undefined && crossing !== undefined) this.#giveClaim(crossing, claim)
        return
      }
      case locationType.name: {
        const key = readLocation(record)?.urlKey
        if (key !== undefined) this.#crossings.get(key)?.giveView()
      }
    }
  }

  #onGone(record: GroupRecord): void {
    const claim = record.type === claimType.name ? readClaim(record) : undefined
    if (claim === undefined || claim.claimant === this.#group.self) return
    const { claimant, transferId, urlKey: key } = claim
    this.#crossings.get(key)?.give({ type: 'claim-end', claimant, transferId, end: 'expired' })
  }

  #giveClaim(crossing: CrossingDriver, { claimant, transferId, verifiedBytes, end }: Claim): void {
    if (claimant === this.#group.self || this.#view.isDistrusted(claimant)) return
    if (end === undefined) crossing.give({ type: 'claim', claim: { claimant, transferId, verifiedBytes } })
    else crossing.give({ type: 'claim-end', claimant, transferId, end })
  }

  /** Somebody else asks: this node may be the one that goes. */
  #onNeed(record: GroupRecord): void {
    const need = readNeed(record)
    if (need === undefined) return
    const { urlKey: key, url, excluded } = need
    const running = this.#crossings.get(key)
    if (running !== undefined) return running.give({ type: 'need', excluded })
    if (this.#crossings.size >= MAX_CROSSINGS_FOR_OTHERS || this.#book.heldHere(key) !== undefined) return
    if (this.#mayFetchForOthers(key, url)) this.#start(key, url).give({ type: 'need', excluded })
  }

  /** Whether a foreign URL is one at all, the one that is named, and not plainly one that this node refuses. */
  #mayFetchForOthers(key: string, url: string): boolean {
    try {
      if (normaliseUrl(url) !== url || this.#keyOf(url) !== key) return false
    } catch {
      return false
    }
    const { hostname, port, protocol } = new URL(url)
    const address = hostname.replace(/^\[|\]$/g, '')
    const dialled = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
    return isIP(address) === 0 || this.#components.policy.refusal(address, dialled) === undefined
  }

  #onPresence(peer: PeerId): void {
    const isPresent = this.#view.presentPeers().has(peer)
    if (isPresent) this.#warm(peer)
    for (const crossing of [...this.#crossings.values()]) {
      if (!isPresent) crossing.give({ type: 'gone', peer })
      crossing.giveView()
    }
  }

  async #kept(key: string, info: BlobInfo, facts: ContentFacts, fromOrigin: boolean): Promise<void> {
    const fetchedFromOriginAtMs = fromOrigin ? this.#components.clock.nowMs() : undefined
    try {
      const said = { ...NOTHING_SAID, ...factsAlone(facts), fetchedFromOriginAtMs }
      await this.#book.write(info, key, said)
    } catch (error) {
      this.#components.logger(`the location of ${info.digest} was not written: ${String(error)}`)
    }
  }

  #memberFailed(peer: PeerId, wrong: boolean, cause: unknown): void {
    if (wrong) this.#view.distrust(peer, DISTRUST_MS)
    else if (cause instanceof ContentError && cause.code === 'MEMBER_UNREACHABLE') {
      this.#group.graph.reportUnreachable(peer)
    }
  }

  #originTried(url: string, error: unknown, isAsked: boolean): void {
    this.#uplink.tried(url, error, this.#components.clock.monotonicMs(), isAsked)
    this.#tellReach()
  }

  #ownUplink(): OwnUplink {
    return this.#components.usesUplink ? this.#uplink.answer(this.#components.clock.monotonicMs()) : 'off'
  }

  /** What real fetches, ours and others' from us, have shown. */
  #tellReach(): void {
    const nowMs = this.#components.clock.monotonicMs()
    this.#serves.present(this.#view.presentPeers().size - 1, nowMs)
    const own = this.#ownUplink()
    const now = { uplink: own === 'off' ? ('no' as const) : own, serves: this.#serves.answer(nowMs) }
    if (now.uplink === this.#told.uplink && now.serves === this.#told.serves) return
    this.#told = now
    this.#teller.presence(now)
  }

  #lookAfter(): void {
    this.#tellReach()
    for (const peer of this.#view.presentPeers()) this.#warm(peer)
  }

  #warm(peer: PeerId): void {
    const address = peer === this.#group.self ? undefined : this.#view.addressOf(peer)
    if (address === undefined || this.#closing !== undefined) return
    for (let count = 0; count < WARM_CONNECTIONS; count++) void this.#components.aliasClient.warm(address)
  }

  #keyOf(normalisedUrl: string): string {
    return urlKey(this.#group.urlHashKey, normalisedUrl)
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw closedError()
  }
}

function closedError(): ContentError {
  return new ContentError('CLOSED', 'this node is stopping')
}
