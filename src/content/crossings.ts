// The crossings of one group on this node: one for every URL that somebody here or elsewhere asks for now, each told what
// concerns it (design section 6). Spec: docs/protocols/crossing.md.
import { isIP } from 'node:net'
import { withBudget, type PeerId } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import type { RunningTransfer } from './alias-group.js'
import { AskTurns } from './ask-turns.js'
import type { BlobInfo } from './blob-store.js'
import { claimType, needType, readClaim, readNeed, type Claim } from './claims.js'
import type { ContentFacts } from './content-facts.js'
import type { FetchedContent, FetchFreshness, FetchOptions, FetchResult, TransferProgress } from './content.js'
import {
  ASK_TURN_MS,
  CLOSE_BUDGET_MS,
  DISTRUST_MS,
  HOLDER_DOUBT_MS,
  MAX_ASKED_AT_ONCE,
  MAX_CROSSINGS,
  MAX_CROSSINGS_FOR_OTHERS,
  SILENT_MS
} from './crossing-defaults.js'
import { CrossingAsks } from './crossing-asks.js'
import { CrossingDriver } from './crossing-driver.js'
import type { CrossingComponents, CrossingHost } from './crossing-host.js'
import type { CrossingView } from './crossing-view.js'
import { fetchDirectly } from './direct-fetch.js'
import { closedError, ContentError } from './errors.js'
import { FarAhead, farAhead } from './far-ahead.js'
import { ANY_CONTENT, locationType, readLocation, type Wanted } from './location.js'
import type { LocationBook } from './location-book.js'
import type { Reach } from './reach.js'
import { tellKept } from './tell-kept.js'
import type { Teller } from './teller.js'
import { normaliseUrl, urlKey } from './url-key.js'
import type { UrlPrivacy } from './url-privacy.js'

export interface CrossingsInit {
  components: CrossingComponents
  book: LocationBook
  view: CrossingView
  teller: Teller
  reach: Reach
  privacy: UrlPrivacy
}

/** What somebody here asks of a crossing. */
export interface CrossingAsk extends FetchOptions {
  /** Normalised. */
  url: string
  key: string
  /** @default {@link ANY_CONTENT} */
  wanted?: Wanted
  /** What to say of it where members hold it. */
  held?: FetchFreshness
}

export class Crossings {
  readonly #init: CrossingsInit
  readonly #components: CrossingComponents
  /** The one that whoever asks for a URL, or speaks of it, is led to. */
  readonly #current = new Map<string, CrossingDriver>()
  /** Those too that older content is still read from. */
  readonly #all = new Set<CrossingDriver>()
  /** Downloads past a crossing that runs. */
  readonly #direct = new Set<AbortController>()
  readonly #transfers = new Map<string, RunningTransfer>()
  readonly #turns: AskTurns
  readonly #farAhead: FarAhead
  #isClosed = false

  constructor(init: CrossingsInit) {
    this.#init = init
    this.#components = init.components
    const { clock, blobs } = init.components
    this.#turns = new AskTurns({ clock, atOnce: MAX_ASKED_AT_ONCE, longestMs: ASK_TURN_MS })
    const claimedBytes = (key: string): number[] => this.claims(key).map(({ verifiedBytes }) => verifiedBytes)
    this.#farAhead = new FarAhead({ ...init, clock, blobs, claimedBytes, asksFirst: this.asksFirst })
  }

  transfer(id: string): RunningTransfer | undefined {
    return this.#transfers.get(id)
  }

  progress(key: string): TransferProgress | undefined {
    return this.#current.get(key)?.progress
  }

  list(): TransferProgress[] {
    return [...this.#all].map((crossing) => crossing.progress)
  }

  /** Whether one runs that brings what will do. */
  runs(key: string, wanted = ANY_CONTENT): boolean {
    return this.#current.get(key)?.brings(wanted) === true
  }

  /** Resolves when the first byte can be read. @throws {ContentError} `BUSY`, what sources throw */
  async ask(asked: CrossingAsk): Promise<FetchedContent> {
    const { graph, self } = this.#components.group
    const isAlone = graph.present().every(({ peer }) => peer === self)
    if (isAlone || this.runs(asked.key, asked.wanted)) return await this.#askNow(asked)
    this.#refuseTooMany()
    const end = this.#turns.takeNow() ?? (await this.#turns.take(asked.signal))
    try {
      return await this.#askNow(asked)
    } finally {
      end()
    }
  }

  async #askNow(asked: CrossingAsk): Promise<FetchedContent> {
    const { key, url, wanted = ANY_CONTENT, redirects = 'follow', offset = 0 } = asked
    if (this.#isClosed) throw closedError()
    const running = this.#current.get(key)
    const joined = running?.brings(wanted) === true ? running : undefined
    const isOnlyHeld = this.#farAhead.judge(asked, joined) === 'only-if-held'
    const isDirect = joined?.hasGap(offset) === true
    if (joined === undefined || isDirect) this.#refuseTooMany()
    if (isDirect) return this.#fetchDirectly(asked, BESIDES)
    const crossing = joined ?? this.#start(key, url, { wanted, redirects })
    const asking = isOnlyHeld ? this.#farAhead.askIfHeld(crossing, asked) : crossing.ask(asked)
    return await asking.catch((error: unknown) => {
      // What was begun for who refuses redirects has ended with one; this asker follows.
      if (redirects === 'refuse' || crossing.redirects === 'follow' || !isRedirect(error)) throw error
      return this.ask(asked)
    })
  }

  /** For who asks alone: nobody else hears of it, and nothing is kept. @throws {ContentError} `BUSY`, `FAR_AHEAD`, `NO_UPLINK`; what origins throw */
  async askAlone(asked: CrossingAsk): Promise<FetchedContent> {
    const { offset = 0, maxAheadBytes = Infinity } = asked
    this.#refuseTooMany()
    if (offset > maxAheadBytes) throw farAhead(offset)
    return await this.#fetchDirectly(asked, NEVER_SHARED)
  }

  /** All are asked before any crossing: what is held is not known without. */
  get asksFirst(): boolean {
    return this.#components.asker?.mode === 'ask-first'
  }

  /** Whom the group elected has changed. */
  lookAgain(): void {
    for (const crossing of [...this.#all]) crossing.giveView()
  }

  /** Patterns are others now: what runs of what is not to be shared goes on for who reads it, and is told no more. */
  judgeAgain(): void {
    for (const [key, crossing] of [...this.#current]) {
      if (this.#init.privacy.verdict(crossing.progress.url) === 'never') this.#current.delete(key)
      crossing.giveView()
    }
  }

  #refuseTooMany(): void {
    if (this.#isClosed) throw closedError()
    if (this.#all.size + this.#direct.size + this.#turns.waiting < MAX_CROSSINGS) return
    throw new ContentError('BUSY', `this node fetches ${MAX_CROSSINGS} URLs already`)
  }

  heard(record: GroupRecord): void {
    if (record.creator === this.#components.group.self) return
    this.#init.view.heard(record.creator)
    switch (record.type) {
      case needType.name:
        return this.#onNeed(record)
      case claimType.name: {
        const claim = readClaim(record)
        const crossing = claim && this.#current.get(claim.urlKey)
        if (claim !== undefined && crossing !== undefined) this.#giveClaim(crossing, claim)
        return
      }
      case locationType.name: {
        const key = readLocation(record)?.urlKey
        if (key !== undefined) this.#current.get(key)?.giveView()
      }
    }
  }

  gone(record: GroupRecord): void {
    const claim = record.type === claimType.name ? readClaim(record) : undefined
    if (claim === undefined || claim.claimant === this.#components.group.self) return
    const { claimant, transferId, urlKey: key } = claim
    this.#current.get(key)?.give({ type: 'claim-end', claimant, transferId, end: 'expired' })
  }

  presence(peer: PeerId): void {
    const isPresent = this.#init.view.presentPeers().has(peer)
    if (!isPresent) this.#init.view.offers.drop(peer)
    for (const crossing of [...this.#all]) {
      if (!isPresent) crossing.give({ type: 'gone', peer })
      crossing.giveView()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const error = closedError()
    for (const direct of this.#direct) direct.abort(error)
    const ended = Promise.all([...this.#all].map((crossing) => crossing.close(error)))
    // Whatever does not end by then is not worth waiting for: the sources are aborted.
    await withBudget(this.#components.clock, CLOSE_BUDGET_MS, ended, closedError).catch((late: unknown) =>
      this.#components.logger(`a crossing did not end in time: ${String(late)}`)
    )
  }

  /** Living claims of members, with what they bring. */
  claims(key: string): Claim[] {
    const { store, self } = this.#components.group
    const present = this.#init.view.presentPeers()
    if (!this.#init.view.mayUseUplinks(self)) return [] // No claimant lets us read along.
    return store
      .find({ type: claimType.name, attribute: { name: 'urlKey', value: key } })
      .flatMap((record) => readClaim(record) ?? [])
      .filter(({ claimant }) => claimant !== self && present.has(claimant) && !this.#init.view.isDistrusted(claimant))
  }

  /** A crossing that knows what is known now. One that ran for older content goes on for its readers, unheard. */
  #start(key: string, url: string, how: { wanted: Wanted; redirects: 'follow' | 'refuse' }): CrossingDriver {
    const { view, teller, reach, privacy } = this.#init
    const { group, asker } = this.#components
    const { wanted, redirects } = how
    const isNamed = (): boolean => privacy.verdict(url) === 'share'
    // Later than what is out of date, whatever this clock says: so is what it brings.
    const startedAtMs = Math.max(this.#components.clock.nowMs(), wanted.newerThanMs + 1)
    const speaks = (): boolean => this.#current.get(key) === crossing
    const crossing: CrossingDriver = new CrossingDriver(
      this.#components,
      {
        view: () => {
          const { candidates, ...others } = view.of(key, wanted, crossing.isOnlyHeld)
          // Nobody else can go for what is not named.
          const able = isNamed() ? candidates : candidates.filter((peer) => peer === group.self)
          return { ...others, candidates: able, uplink: reach.uplinkTo(url) }
        },
        addressOf: (peer) => view.addressOf(peer),
        known: (digest) => view.locations(key).filter((location) => location.digest === digest),
        publishNeed: (excluded, cachedOnly) => asks.publish(excluded, cachedOnly),
        endNeed: () => asks.end(),
        publishClaim: (transferId, verifiedBytes, end) => {
          if (!speaks()) return
          const { startedAtMs } = crossing
          const expectedBytes = end === 'unshareable' ? undefined : crossing.expectedBytes
          teller.claim(key, { transferId, verifiedBytes, end, startedAtMs, expectedBytes })
        },
        startServing: (transferId, transfer) => {
          if (!this.#transfers.has(transferId)) this.#transfers.set(transferId, transfer)
        },
        stopServing: (transferId, transfer) => {
          if (this.#transfers.get(transferId) === transfer) this.#transfers.delete(transferId)
        },
        kept: (info, facts, word) => this.#kept(url, key, info, facts, word),
        memberFailed: (peer, wrong, cause) => this.#memberFailed(peer, wrong, cause),
        holderFailed: (peer, digest) => view.doubtHolder(peer, digest, HOLDER_DOUBT_MS),
        wereSilent: (peers) => {
          for (const peer of peers) view.wasSilent(peer, SILENT_MS)
        },
        originTried: (error) => reach.originTried(url, error, crossing.isAsked),
        ended: () => {
          this.#all.delete(crossing)
          if (speaks()) this.#current.delete(key)
        }
      },
      { url, urlKey: key, wanted, redirects, startedAtMs }
    )
    const asks = new CrossingAsks({
      ...{ group, asker, teller, view, url, urlKey: key, wanted, redirects },
      isTold: () => speaks() && isNamed(),
      waitsForDownload: () => crossing.waitsForDownload,
      onOffer: () => crossing.giveView(),
      onAnswered: () => crossing.answered(),
      onNobodyToAsk: () => crossing.give({ type: 'answered' })
    })
    this.#current.set(key, crossing)
    this.#all.add(crossing)
    crossing.giveView()
    // Whoever is gone, and has not been heard since, downloads nothing.
    for (const claim of this.claims(key)) this.#giveClaim(crossing, claim)
    return crossing
  }

  #giveClaim(crossing: CrossingDriver, claim: Claim): void {
    const { claimant, transferId, verifiedBytes, end, startedAtMs } = claim
    const { self } = this.#components.group
    if (claimant === self || this.#init.view.isDistrusted(claimant) || !this.#init.view.mayUseUplinks(self)) return
    if (startedAtMs <= crossing.wanted.newerThanMs && crossing.wanted.newerThanMs > 0) return // It brings what is out of date.
    crossing.expect(claim.expectedBytes)
    if (end === undefined) crossing.give({ type: 'claim', claim: { claimant, transferId, verifiedBytes } })
    else crossing.give({ type: 'claim-end', claimant, transferId, end })
  }

  /** Somebody else asks: this node may be the one that goes. */
  #onNeed(record: GroupRecord): void {
    const need = readNeed(record)
    if (need?.type !== 'request' || need.method !== 'GET') return
    const { url, excluded, cachedOnly } = need
    const key = urlKey(this.#components.group.urlHashKey, url)
    // Nobody makes us take what is to come for out of date.
    const wanted = { newerThanMs: Math.min(need.newerThanMs, this.#components.clock.nowMs()) }
    const running = this.#current.get(key)
    if (running?.brings(wanted) === true) return running.give({ type: 'need', excluded, cachedOnly })
    if (cachedOnly) return // Who holds it answers; nobody goes.
    if (this.#all.size >= MAX_CROSSINGS_FOR_OTHERS || this.#init.view.heldHere(key, wanted) !== undefined) return
    const isServed = [record.creator, this.#components.group.self].every((peer) => this.#init.view.mayUseUplinks(peer))
    if (!isServed || !this.#mayFetchForOthers(url)) return
    const redirects = need.refusesRedirects ? 'refuse' : 'follow'
    this.#start(key, url, { wanted, redirects }).give({ type: 'need', excluded, cachedOnly })
  }

  /** Whether a foreign URL is one at all, spelled as all spell it, and not plainly one that this node refuses. */
  #mayFetchForOthers(url: string): boolean {
    const { policy } = this.#components
    try {
      if (normaliseUrl(url) !== url) return false
      if (this.#init.privacy.verdict(url) !== 'share') return false
    } catch {
      return false
    }
    const { hostname, port, protocol } = new URL(url)
    const address = hostname.replace(/^\[|\]$/g, '')
    const dialled = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
    return isIP(address) === 0 || policy.refusal(address, dialled) === undefined
  }

  async #kept(
    url: string,
    key: string,
    info: BlobInfo,
    facts: ContentFacts,
    { fetchedAtMs, isFollowed }: Parameters<CrossingHost['kept']>[2]
  ): Promise<void> {
    const { book, privacy, view } = this.#init
    const verdict = privacy.verdict(url)
    if (verdict === 'never') return
    // Of what members held before, no download of now says anything.
    const begunAtMs = isFollowed ? this.claims(key).map(({ startedAtMs }) => startedAtMs) : []
    const kept = { url, urlKey: key, info, facts, fetchedAtMs, verdict, begunAtMs, had: view.locations(key) }
    try {
      await tellKept(book, kept, this.asksFirst, this.#components.clock.nowMs())
    } catch (error) {
      this.#components.logger(`the location of ${info.digest} was not written: ${String(error)}`)
    }
  }

  #memberFailed(peer: PeerId, wrong: boolean, cause: unknown): void {
    if (wrong) this.#init.view.distrust(peer, DISTRUST_MS)
    else if (cause instanceof ContentError && cause.code === 'MEMBER_UNREACHABLE') {
      this.#components.group.graph.reportUnreachable(peer)
    }
  }

  async #fetchDirectly(
    { url, signal, offset = 0, redirects }: CrossingAsk,
    { notKeptBecause, without }: typeof BESIDES
  ): Promise<FetchedContent> {
    const { origins, clock, ledger } = this.#components
    const { reach } = this.#init
    if (reach.uplink === 'off') throw new ContentError('NO_UPLINK', without)
    const stop = new AbortController()
    const transfer = ledger.transfer(url)
    const over = (whole?: FetchResult): void => {
      this.#direct.delete(stop)
      const { digest, bytes } = whole ?? { digest: undefined, bytes: 0 }
      ledger.ended({ url, digest, bytes, sources: transfer.snapshot(), forOthers: false, shared: false })
    }
    this.#direct.add(stop)
    const fetching = fetchDirectly({
      ...{ url, origins, clock, ledger: transfer, offset, redirects, notKeptBecause },
      signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
      originTried: (error) => reach.originTried(url, error, true)
    })
    fetching.then(({ done }) => done).then(over, () => over())
    return fetching
  }
}

/** Why one is fetched past all crossings: what is said of it, and where there is no way out. */
const BESIDES = {
  notKeptBecause: 'it came straight from the origin, past a transfer that is not kept',
  without: 'this node may not use its uplink, and its first bytes went by unkept: ask again later'
}
const NEVER_SHARED: typeof BESIDES = {
  notKeptBecause: 'a pattern says that it is never shared',
  without: 'this node may not use its uplink, and a pattern says that this is never shared'
}

function isRedirect(error: unknown): boolean {
  const { status = 0 } = error instanceof ContentError ? error : {}
  return status >= 300 && status < 400
}
