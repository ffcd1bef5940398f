// Answers one program's request through the group, unless that would tell it less than its origin would, or take longer.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { withBudget } from '../../base/index.js'
import {
  ContentError,
  type Content,
  type FetchedContent,
  type FetchOptions,
  type HeadOptions
} from '../../content/index.js'
import { isOnlyIfCached, openFresh, type AskedFreshness } from '../asked-freshness.js'
import { answerWithContent } from '../content-answer.js'
import { protectingHeaders } from '../content-headers.js'
import {
  AHEAD_BUDGET_MS,
  AVOID_HOST_MS,
  AVOID_URL_MS,
  CROSSING_BUDGET_MS,
  FIRST_BYTE_BUDGET_MS,
  MAX_AHEAD_BYTES
} from '../defaults.js'
import { describeError } from '../errors.js'
import { fetchHead } from '../fetch-head.js'
import type { NodeGroup } from '../node.js'
import { wantedRange } from '../range-request.js'
import { isKnown } from './check-copy.js'
import { misfit } from './fits-request.js'
import type { ProxyNode } from './proxy-state.js'
import type { RequestVerdict } from './shareable-request.js'

export interface GroupQuestion {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly verdict: RequestVerdict & { to: 'group' }
  readonly redirects: NonNullable<FetchOptions['redirects']>
  /** Whether the program takes the answer for the origin's own: then what that says to browsers holds. @default false */
  readonly isUnderOriginsName?: boolean
  /** Further headers of the answer. */
  readonly headers?: OutgoingHttpHeaders
  /** Aborts when the program has gone away. */
  readonly signal: AbortSignal
}

/** Whether a pattern keeps it from the group that would answer. */
export function isNeverShared({ proxy }: ProxyNode, url: URL): boolean {
  return proxy.group()?.content.privacy(url.href) === 'never'
}

/** The group has nothing that answers this; what it says is for the next request's sake. */
class Unanswered extends Error {
  constructor(readonly avoid: 'url' | 'nothing') {
    super('the group does not answer this')
  }
}

/**
 * @returns whether it was answered: if not, nothing has been sent
 * @throws what broke after the head was sent; the signal's reason
 */
export async function answerThroughGroup(node: ProxyNode, question: GroupQuestion): Promise<boolean> {
  const { response, url, signal } = question
  const group = node.proxy.group()
  if (group === undefined || node.proxy.avoided.has(url)) return false
  try {
    await answer(node, group, question)
    return true
  } catch (error) {
    if (response.headersSent || signal.aborted) throw error
    avoid(node, url, error)
    return false
  }
}

async function answer(node: ProxyNode, { id, content }: NodeGroup, question: GroupQuestion): Promise<void> {
  const { request, response, url, verdict, redirects, headers = {}, signal } = question
  const { clock, requests } = node
  const startedMs = clock.monotonicMs()
  // Its end alone is wanted: for that nothing is begun.
  const isOfEnd = request.method === 'GET' && wantedRange(request.headers.range)?.type === 'suffix'
  if (isOfEnd && !isKnown(content, url.href)) throw new Unanswered('nothing')
  let log: string | undefined
  const answering = answerWithContent({
    ...{ request, response, headers, freshness: verdict.freshness, signal },
    open: async (wanted) => {
      const ask = (freshness: AskedFreshness): Promise<FetchedContent> =>
        request.method === 'HEAD'
          ? openHead(content, url, { freshness, redirects, signal })
          : openInTime(node, content, url, {
              ...wanted,
              ...{ maxAheadBytes: MAX_AHEAD_BYTES, freshness, redirects, signal }
            })
      return checked(await openFresh(verdict, ask), question)
    },
    opened: (fetched) => {
      const { done } = fetched
      const protecting = question.isUnderOriginsName === true ? protectingHeaders(fetched) : {}
      for (const [name, value] of Object.entries(protecting)) response.setHeader(name, value ?? '')
      const started = (log = requests.start(id, url.href))
      const firstByteMs = Math.round(clock.monotonicMs() - startedMs)
      requests.firstByte(started, firstByteMs)
      done.then(
        (result) => requests.done(started, { ...result, group: id, firstByteMs }),
        () => {} // How the answer ends tells.
      )
    }
  })
  try {
    await answering
    if (log !== undefined) requests.done(log)
  } catch (error) {
    if (log !== undefined) requests.failed(log, describeError(signal.aborted ? signal.reason : error))
    throw error
  }
}

/** @throws {Unanswered} */
function checked(fetched: FetchedContent, { request }: GroupQuestion): FetchedContent {
  // What is past its life is served only where its origin is silent: not in place of asking it.
  const isStale = fetched.freshness.stale && (request.method === 'HEAD' || isOnlyIfCached(request.headers))
  const reason = misfit(fetched, request.headers)
  if (!isStale && reason === undefined) return fetched
  fetched.done.catch(() => {})
  fetched.body.on('error', () => {}).destroy()
  throw new Unanswered(reason === undefined ? 'nothing' : 'url')
}

/** @throws {Unanswered} where nothing is known: the origin answers it as cheaply */
async function openHead(content: Content, url: URL, options: HeadOptions): Promise<FetchedContent> {
  const known = await fetchHead(content, url.href, options)
  if (known === undefined) throw new Unanswered('nothing')
  return known
}

/**
 * The first byte within the budget; while the content comes nearer, for a while, since an offset behind it takes its time; or while it is
 * asked of its origin, by this node or the one that it follows: going there besides would be no faster.
 */
async function openInTime(
  { clock }: ProxyNode,
  content: Content,
  url: URL,
  options: FetchOptions & { signal: AbortSignal }
): Promise<FetchedContent> {
  const { offset = 0 } = options
  const late = new AbortController()
  const opening = content.fetch(url.href, { ...options, signal: AbortSignal.any([options.signal, late.signal]) })
  const waited = new Unanswered('url')
  const startedMs = clock.monotonicMs()
  let movedAtMs = startedMs
  for (let beforeBytes = 0; ;) {
    try {
      return await withBudget(clock, FIRST_BYTE_BUDGET_MS, opening, () => waited)
    } catch (error) {
      if (error !== waited) throw error
      const { bytes = 0, state } = content.transfers().find((transfer) => transfer.url === url.href) ?? {}
      const nowMs = clock.monotonicMs()
      if (bytes > beforeBytes) movedAtMs = nowMs
      if (bytes > 0 && offset > 0 && nowMs - startedMs >= AHEAD_BUDGET_MS) {
        const far = new Unanswered('nothing')
        late.abort(far)
        throw far
      }
      const isAsked = state === 'leading' || state === 'following'
      if (nowMs - movedAtMs >= (isAsked ? CROSSING_BUDGET_MS : FIRST_BYTE_BUDGET_MS)) {
        late.abort(waited)
        throw waited
      }
      beforeBytes = bytes
    }
  }
}

function avoid({ proxy }: ProxyNode, url: URL, error: unknown): void {
  if (error instanceof Unanswered && error.avoid === 'url') proxy.avoided.add(url.href, AVOID_URL_MS)
  if (!(error instanceof ContentError)) return
  if (error.code === 'ORIGIN_STATUS') proxy.avoided.add(url.href, AVOID_URL_MS)
  if (error.code === 'ORIGIN_REFUSED') proxy.avoided.add(url.origin, AVOID_HOST_MS)
}
