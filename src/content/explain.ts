// What would happen if a URL were asked for now, and why: the choices of a crossing (download.ts, `#lookUp`) in words, from
// what this node knows. Asks nobody but the resolver.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { withBudget, type Clock, type PeerId } from '../base/index.js'
import type { Presence } from '../graph/index.js'
import type { AliasClient } from './alias-client.js'
import { claimType, readClaim, type Claim } from './claims.js'
import type { BlobLocation, TransferProgress } from './content.js'
import { EXPLAIN_LOOKUP_BUDGET_MS } from './crossing-defaults.js'
import type { OwnUplink } from './crossing-events.js'
import type { CrossingView } from './crossing-view.js'
import type { Freshness } from './freshness.js'
import { knownContent } from './known-content.js'
import { describeLocation } from './locate.js'
import type { LocationBook } from './location-book.js'
import type { OriginAccess } from './origin-access.js'
import type { OriginPolicy } from './origin-policy.js'
import type { ContentGroup, NeedMode } from './ports.js'
import { compareClaims, rankCandidates } from './rendezvous.js'
import type { UrlVerdict } from './url-privacy.js'

export interface Explanation {
  /** Normalised: what the group knows it by. */
  url: string
  urlKey: string
  /** What members may hear of it. */
  privacy: UrlVerdict
  next: NextStep
  /** Of what the group has, where it can be had: what is past its life is asked of the origin first. */
  freshness: Omit<Freshness, 'lifetimeMs'> | undefined
  /** Who holds what counts for the URL now, and whatever older content of it. */
  holders: (BlobLocation & { counts: boolean })[]
  /** What runs on this node for that URL. */
  transfer: TransferProgress | undefined
  /** Who says that it downloads now, best first: the first one is followed. */
  downloaders: { peer: PeerId; verifiedBytes: number }[]
  /** Who may download for all, in the order in which they would speak up. */
  candidates: PeerId[]
  /** Whom the group elected, where it is among them: it comes first. */
  provider: PeerId | undefined
  /** Who is present and may not, or not be read from, with the reasons. */
  out: { peer: PeerId; reasons: OutReason[] }[]
  origin: {
    host: string
    /** The upstream proxy that carries what this node asks of it; undefined: none. */
    proxy: string | undefined
    /** What is not shared goes through members now. */
    carried: boolean
    addresses: OriginAddress[]
    error: string | undefined
  }
}

export interface OriginAddress {
  address: string
  /** Why this node does not go there; undefined where it may. */
  refusal: string | undefined
}

export type NextStep =
  | { step: 'cache' } // it is here
  | { step: 'attach' } // this node gets it already
  | { step: 'copy'; from: PeerId[] } // from members that hold it
  | { step: 'follow'; from: PeerId } // read along with who downloads it
  | { step: 'lead' } // this node is first in rank
  | { step: 'ask'; first: PeerId } // another is
  | { step: 'ask-all' } // every member is asked before anybody goes
  | { step: 'direct' } // its origin, for who asks alone: it is never shared
  | { step: 'alone' } // nobody may download for all
  | { step: 'nowhere' } // nor may this node for itself: `uplink.use` is false

export type OutReason =
  | 'uplink: no' // says, or has shown, that it has no uplink
  | 'serves: no' // others could not reach its content port
  | 'no content port'
  | 'silent lately' // gave no sign of life when it was its turn
  | 'failed lately' // sent what it should not have: nothing is read from it

export interface ExplainParts {
  aliasClient: Pick<AliasClient, 'roundTripMs'>
  group: ContentGroup
  view: CrossingView
  book: LocationBook
  policy: OriginPolicy
  origins: Pick<OriginAccess, 'proxyFor' | 'isCarried'>
  uplink: OwnUplink
  /** @default needs are flooded, and answered by records alone */
  needMode?: NeedMode | undefined
  clock: Clock
  transfer: TransferProgress | undefined
  privacy: UrlVerdict
}

/** @param url normalised */
export async function explainUrl(parts: ExplainParts, url: string, urlKey: string): Promise<Explanation> {
  const { group, view, uplink, transfer, privacy } = parts
  const locations = view.locations(urlKey)
  const current = new Set(view.had(urlKey).map(({ recordId }) => recordId))
  const { candidates: able, holders, provider } = view.of(urlKey)
  const candidates = privacy === 'share' ? able : able.filter((peer) => peer === group.self)
  const ranked = rankCandidates(urlKey, candidates, provider)
  const downloaders = livingClaims(parts, urlKey)
  return {
    url,
    urlKey,
    privacy,
    next: nextStep(),
    freshness: freshnessOf(parts, urlKey),
    holders: locations.map((location) => ({
      ...describeLocation(location, group.self, group.graph.present(), parts),
      counts: current.has(location.recordId)
    })),
    transfer,
    downloaders: downloaders.map(({ claimant, verifiedBytes }) => ({ peer: claimant, verifiedBytes })),
    candidates: ranked,
    provider: ranked.find((peer) => peer === provider),
    out: group.graph.present().flatMap((presence) => {
      const reasons = reasonsOf(presence, view)
      return reasons.length === 0 ? [] : [{ peer: presence.peer, reasons }]
    }),
    origin: await judgeOrigin(parts, new URL(url))
  }

  function nextStep(): NextStep {
    if (privacy === 'never') return { step: uplink === 'off' ? 'nowhere' : 'direct' }
    if (view.heldHere(urlKey) !== undefined) return { step: 'cache' }
    if (transfer !== undefined) return { step: 'attach' }
    if (holders.length > 0) return { step: 'copy', from: holders.map(({ holder }) => holder) }
    const others = group.graph.present().some(({ peer }) => peer !== group.self)
    if (parts.needMode === 'ask-first' && privacy === 'share' && others) return { step: 'ask-all' }
    const [downloader] = downloaders
    if (downloader !== undefined) return { step: 'follow', from: downloader.claimant }
    const [first] = ranked
    if (first === undefined) return { step: uplink === 'off' ? 'nowhere' : 'alone' }
    if (first === group.self) return { step: 'lead' }
    if (parts.needMode !== 'off') return { step: 'ask', first }
    return { step: uplink === 'off' ? 'nowhere' : 'lead' } // Nobody is asked to go for it.
  }
}

function freshnessOf({ view, clock }: ExplainParts, urlKey: string): Explanation['freshness'] {
  const known = knownContent(view.had(urlKey), clock.nowMs())
  if (known === undefined) return undefined
  const { isFresh, ageMs, mayServeStale } = known.freshness
  return { isFresh, ageMs, mayServeStale }
}

function livingClaims({ group, view }: ExplainParts, urlKey: string): Claim[] {
  const present = view.presentPeers()
  return group.store
    .find({ type: claimType.name, attribute: { name: 'urlKey', value: urlKey } })
    .flatMap((record) => readClaim(record) ?? [])
    .filter(({ claimant, end }) => end === undefined && claimant !== group.self && present.has(claimant))
    .filter(({ claimant }) => !view.isDistrusted(claimant))
    .sort((a, b) => compareClaims(urlKey, a, b))
}

function reasonsOf({ peer, uplink, serves, contentPort }: Presence, view: CrossingView): OutReason[] {
  return [
    ...(uplink === 'no' ? (['uplink: no'] as const) : []),
    ...(serves === 'no' ? (['serves: no'] as const) : []),
    ...(contentPort === 0 ? (['no content port'] as const) : []),
    ...(view.isSilent(peer) ? (['silent lately'] as const) : []),
    ...(view.isDistrusted(peer) ? (['failed lately'] as const) : [])
  ]
}

/** The policy judges addresses, so the name is looked up as a fetch would. */
async function judgeOrigin({ policy, origins, clock }: ExplainParts, url: URL): Promise<Explanation['origin']> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  const judge = (address: string): OriginAddress => ({ address, refusal: policy.refusal(address, port) })
  const [proxy, carried] = [origins.proxyFor(url.href), origins.isCarried()]
  const origin = { host: url.host, proxy, carried, error: undefined }
  if (isIP(host) !== 0) return { ...origin, addresses: [judge(host)] }
  const late = (): Error => new Error(`no answer within ${EXPLAIN_LOOKUP_BUDGET_MS} ms`)
  try {
    const found = await withBudget(clock, EXPLAIN_LOOKUP_BUDGET_MS, lookup(host, { all: true }), late)
    return { ...origin, addresses: found.map(({ address }) => judge(address)) }
  } catch (error) {
    if (origin.proxy !== undefined) return { ...origin, addresses: [] } // The proxy looks it up.
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    return { ...origin, addresses: [], error: `its name is not resolved (${reason})` }
  }
}
