// The content of one group: where it is, getting it, giving it (design section 6). Puts together what does each of these.
import type { PeerId } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import type { ReadKind } from './alias-group.js'
import type { AliasServer } from './alias-server.js'
import type { BlobCache } from './blob-store.js'
import { claimType, needType } from './claims.js'
import { isHeaderValue, withoutNames } from './content-facts.js'
import type {
  BlobLocation,
  Content,
  ContentLocation,
  FetchedContent,
  FetchOptions,
  HeadOptions,
  HeldContent,
  HoldOptions,
  OfferQuestion,
  PublishOptions,
  TransferProgress
} from './content.js'
import { VALIDATION_WORTH_TELLING_MS } from './crossing-defaults.js'
import type { CrossingComponents } from './crossing-host.js'
import { CrossingView } from './crossing-view.js'
import { Crossings } from './crossings.js'
import { closedError, ContentError } from './errors.js'
import { explainUrl, type Explanation } from './explain.js'
import { FreshFetch } from './fresh-fetch.js'
import { judgeFreshness } from './freshness.js'
import { checkOffset } from './held-fetch.js'
import { heldFacts, stateOf } from './held-facts.js'
import { isPublished, locationType, NOTHING_SAID, type Location } from './location.js'
import { LocationBook } from './location-book.js'
import { describeLocation, locate } from './locate.js'
import type { OwnLine } from './own-line.js'
import { Reach } from './reach.js'
import { takeIn } from './take-in.js'
import { Teller } from './teller.js'
import { normaliseUrl, urlKey } from './url-key.js'
import { EVERYTHING_SHARED, type UrlPrivacy, type UrlVerdict } from './url-privacy.js'
import { Validator } from './validator.js'

export interface ContentComponents extends CrossingComponents {
  aliasServer: AliasServer
  /** The one that `origins` goes by. Where it is not to be used this node never goes to an origin, and has all from other members. */
  line: OwnLine
  /** What members may hear of a URL. @default everything */
  privacy?: UrlPrivacy | undefined
  /** URLs, with or without queries, that each digest was the content of, for locations that patterns forbid later. @default none */
  knownUrls?: (() => ReadonlyMap<string, readonly string[]>) | undefined
  /** A folder of this group's own, for what this node holds and no record tells. @default such things do not outlast this process */
  heldDirectory?: string | undefined
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
  readonly #privacy: UrlPrivacy
  readonly #book: LocationBook
  readonly #view: CrossingView
  readonly #reach: Reach
  readonly #crossings: Crossings
  readonly #validator: Validator
  readonly #fresh: FreshFetch
  readonly #forget: (() => void)[] = []
  #announced = 0
  #closing: Promise<void> | undefined

  constructor(components: ContentComponents) {
    const { group, origins, clock, privacy = EVERYTHING_SHARED } = components
    this.#privacy = privacy
    this.#components = components
    this.#group = group
    const book = (this.#book = new LocationBook(components))
    const view = (this.#view = new CrossingView(components, book))
    const teller = new Teller(components)
    const reach = (this.#reach = new Reach({ ...components, view, teller }))
    const crossings = (this.#crossings = new Crossings({ components, book, view, teller, reach, privacy }))
    const validator = (this.#validator = new Validator({
      ...{ origins, clock },
      originTried: (url, error) => reach.originTried(url, error, true),
      confirmed: (held, word) => {
        book.remember(held.urlKey, held.digest, word)
        const { lifetimeMs, ageMs } = judgeFreshness(word.facts, word.atMs, word.atMs)
        // Told to the group where others can go by it for a while.
        if (lifetimeMs - ageMs < VALIDATION_WORTH_TELLING_MS) return
        const facts = privacy.verdict(held.url) === 'share' ? word.facts : withoutNames(word.facts)
        void book.confirm(held.urlKey, held.digest, { ...word, facts })
      }
    }))
    this.#fresh = new FreshFetch({ ...components, self: group.self, book, view, crossings, validator, reach })
  }

  get cache(): BlobCache {
    return this.#components.blobs
  }

  async open(): Promise<void> {
    const { aliasServer, blobs } = this.#components
    const { store, graph } = this.#group
    for (const type of [locationType, needType, claimType]) store.declare(type)
    aliasServer.addGroup(this.#group.id, {
      isMember: (peer) => this.#group.isMember(peer),
      mayRead: (peer, what) => this.#mayRead(peer, what),
      reachedBy: () => this.#reach.reachedBy(),
      sharesBlob: (digest) => this.#book.isShared(digest),
      transfer: (id) => this.#crossings.transfer(id)
    })
    const heard = (record: GroupRecord): void => this.#crossings.heard(record)
    const gone = (record: GroupRecord): void => this.#crossings.gone(record)
    this.#forget.push(
      store.on('record:add', heard),
      store.on('record:update', heard),
      store.on('record:delete', gone),
      store.on('record:expire', gone),
      graph.on('presence:change', (peer) => {
        if (this.#view.presentPeers().has(peer)) this.#reach.warm(peer)
        this.#crossings.presence(peer)
      }),
      this.#group.on('member:change', (peer) => this.#memberChanged(peer)),
      this.#components.provider?.onChange(() => this.#crossings.lookAgain()) ?? (() => {}),
      blobs.onEvict((digest) => void this.#book.withdraw(digest)),
      this.#privacy.onChange(() => {
        this.#crossings.judgeAgain()
        void this.#withdrawPrivate()
      })
    )
    await this.#book.load()
    await this.#withdrawPrivate()
    await this.#book.renewOwn()
    this.#announced = this.#servingPort
    await graph.announce({ contentPort: this.#announced })
    this.#reach.start()
  }

  privacy(url: string): UrlVerdict {
    return this.#privacy.verdict(url)
  }

  locate(query: { url: string } | { digest: string }): ContentLocation[] {
    const parts = { ...this.#components, book: this.#book, crossings: this.#crossings }
    if ('digest' in query) return locate(parts, { digest: query.digest.toLowerCase() })
    const url = normaliseUrl(query.url)
    if (this.#privacy.verdict(url) === 'never') throw neverShared(url)
    return locate(parts, { urlKey: this.#keyOf(url) })
  }

  async fetch(url: string, options: FetchOptions = {}): Promise<FetchedContent> {
    this.#refuseClosed()
    options.signal?.throwIfAborted()
    const normalised = normaliseUrl(url)
    const key = this.#keyOf(normalised)
    if (this.#privacy.verdict(normalised) !== 'never') {
      const bringing = this.#components.asker?.bring?.({ url: normalised, urlKey: key, newerThanMs: 0 }, options.signal)
      if (bringing !== undefined) await bringing // Else who is here now counts, not who is here a moment later.
      return await this.#fresh.fetch(normalised, key, options)
    }
    checkOffset(options.offset ?? 0, undefined)
    if (options.freshness === 'held') throw new ContentError('NOT_HELD', 'a pattern says that it is never shared')
    return await this.#crossings.askAlone({ ...options, url: normalised, key })
  }

  async head(url: string, options: HeadOptions = {}): Promise<HeldContent | undefined> {
    this.#refuseClosed()
    options.signal?.throwIfAborted()
    const normalised = normaliseUrl(url)
    if (this.#privacy.verdict(normalised) === 'never') return undefined
    return await this.#fresh.head(normalised, this.#keyOf(normalised), options)
  }

  async publish(source: AsyncIterable<Uint8Array>, options: PublishOptions = {}): Promise<BlobLocation> {
    this.#refuseClosed()
    const url = options.url === undefined ? undefined : normaliseUrl(options.url)
    const { contentType, signal } = options
    if (url !== undefined && this.#privacy.verdict(url) !== 'share') throw neverShared(url)
    if (contentType !== undefined && !isHeaderValue(contentType)) {
      throw new ContentError('BAD_CONTENT_TYPE', `${JSON.stringify(contentType)} cannot stand in a header`)
    }
    const key = url === undefined ? undefined : this.#keyOf(url)
    const info = await takeIn(this.#components.blobs, source, { signal, check: () => this.#refuseClosed() })
    // What its origin has said of the same bytes stays said.
    const before = this.#book.byDigest(info.digest).find((other) => {
      return other.holder === this.#group.self && other.urlKey === key && !isPublished(other)
    })
    const said = { ...(before ?? NOTHING_SAID), contentType: contentType ?? before?.contentType, url }
    const location = await this.#book.write(info, key, said)
    return describeLocation(location, this.#group.self, this.#group.graph.present())
  }

  async hold(url: string, source: AsyncIterable<Uint8Array>, options: HoldOptions = {}): Promise<Location> {
    this.#refuseClosed()
    const normalised = normaliseUrl(url)
    const verdict = this.#privacy.verdict(normalised)
    if (verdict === 'never') throw neverShared(normalised)
    const said = heldFacts(options)
    const key = this.#keyOf(normalised)
    const version = options.version && stateOf(options.version)
    const before = version && this.#book.heldAs(key, version)
    if (before) return before
    const { signal, bytes, maxBytes, asOfMs = this.#components.clock.nowMs() } = options
    const { blobs } = this.#components
    const info = await takeIn(blobs, source, { signal, bytes, maxBytes, check: () => this.#refuseClosed() })
    const isNamed = verdict === 'share'
    const told = { ...(isNamed ? said : withoutNames(said)), url: isNamed ? normalised : undefined }
    const location = { ...NOTHING_SAID, ...told, fetchedFromOriginAtMs: undefined, validatedAtMs: undefined }
    return await this.#book.hold(info, key, location, { heldForUrl: normalised, version, asOfMs })
  }

  offer({ url, urlKey: key, newerThanMs }: OfferQuestion): Location | undefined {
    if (this.#closing !== undefined || this.#servingPort === 0) return undefined
    const wanted = { newerThanMs: Math.min(newerThanMs, this.#components.clock.nowMs()) }
    try {
      if (normaliseUrl(url) !== url || this.#keyOf(url) !== key) return undefined
    } catch {
      return undefined // Foreign bytes: what is no URL asks for nothing.
    }
    if (this.#privacy.verdict(url) === 'never') return undefined
    return this.#view.heldHere(key, wanted)
  }

  trusts(peer: PeerId): boolean {
    return !this.#view.isDistrusted(peer)
  }

  async explain(url: string): Promise<Explanation> {
    const normalised = normaliseUrl(url)
    const key = this.#keyOf(normalised)
    const transfer = this.#crossings.progress(key)
    const parts = { ...this.#components, view: this.#view, book: this.#book }
    const privacy = this.#privacy.verdict(normalised)
    return await explainUrl(
      { ...parts, uplink: this.#reach.uplink, needMode: this.#components.asker?.mode, transfer, privacy },
      normalised,
      key
    )
  }

  transfers(): TransferProgress[] {
    return this.#crossings.list()
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.#reach.stop()
    this.#validator.close()
    for (const forget of this.#forget) forget()
    const ended = this.#crossings.close()
    this.#components.aliasServer.removeGroup(this.#group.id)
    await ended
  }

  /** What patterns forbid and we have told: as far as it is known what it was the content of. Never rejects. */
  async #withdrawPrivate(): Promise<void> {
    const known = this.#components.knownUrls?.() ?? new Map<string, readonly string[]>()
    await this.#book.withdrawWhere(({ digest, url, urlKey: key }, heldForUrl) => {
      if (url !== undefined && this.#privacy.verdict(url) !== 'share') return true // It names it.
      const urls = [...(known.get(digest) ?? []), ...[url, heldForUrl].filter((one) => one !== undefined)]
      const isPrivate = (one: string): boolean => this.#privacy.verdict(one) === 'never'
      // Of content that has several URLs, what is told of another one stays.
      return urls.some(isPrivate) && !urls.some((one) => !isPrivate(one) && this.#keyOf(one) === key)
    })
  }

  /** What whoever may not serve says in its presence: that it does not. */
  get #servingPort(): number {
    return this.#group.limitsOf(this.#group.self).mayServe ? this.#components.aliasServer.port : 0
  }

  /** What runs here was asked of an origin for others. */
  #mayRead(peer: PeerId, what: ReadKind): boolean {
    const { self } = this.#group
    return this.#group.limitsOf(self).mayServe && (what === 'blob' || this.#group.limitsOf(peer).mayUseUplinks)
  }

  /** At once at both ends of what is read, whoever reads. */
  #memberChanged(peer: PeerId): void {
    const { aliasServer, aliasClient } = this.#components
    aliasServer.recheck()
    aliasClient.recheck((other, groupId) => aliasServer.isMember(other, groupId))
    if (peer !== this.#group.self || this.#announced === this.#servingPort) return
    this.#announced = this.#servingPort
    void this.#group.graph.announce({ contentPort: this.#announced })
  }

  #keyOf(normalisedUrl: string): string {
    return urlKey(this.#group.urlHashKey, normalisedUrl)
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw closedError()
  }
}

function neverShared(url: string): ContentError {
  return new ContentError(
    'PRIVATE_URL',
    `a pattern says what the group may not hear of ${new URL(url).host}: this is that`
  )
}
