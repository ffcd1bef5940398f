// Potluck for programs: asks the node of this machine over its HTTP API. Thin: no libp2p, no Automerge, nothing but what
// JavaScript has wherever there is `fetch`.
import { ClientElections } from './client-elections.js'
import { ClientMembership, type OfGroup } from './client-membership.js'
import { ClientRecords, recordQuery } from './client-records.js'
import { ClientServices } from './client-services.js'
import { ClientUploads } from './client-uploads.js'
import { platformClock, type ClientClock } from './clock.js'
import { contentHeaders, readContent, type ContentOptions, type PotluckContent } from './content.js'
import type {
  CachedBlob,
  CacheUsage,
  ContentRequest,
  Located,
  Location,
  LocationQuery,
  Transfer
} from './content-answers.js'
import { CONTENT_BUDGET_MS, DEFAULT_NODE_URL, MAX_QUERIES_AT_ONCE, MAX_TIMER_MS } from './defaults.js'
import { sharedRequest } from './drop-in.js'
import { PotluckError } from './errors.js'
import type { Explanation } from './explanation-answers.js'
import type { Group, Member } from './membership-answers.js'
import type { NeedEvent, NeedQuery } from './need-answers.js'
import type { History, Ledger, NodeStatus } from './node-answers.js'
import { parseEvent } from './parse-event.js'
import { pathPart } from './path-part.js'
import { Transport, type ContentBody, type WaitOptions } from './transport.js'
import { readEventsOnce, watchEvents, type WatchOptions } from './watching.js'
import type { WatchEvent, WatchQuery } from './watch-events.js'

export interface PotluckClientOptions {
  /** Where the node answers. @default POTLUCK_URL in the environment, else {@link DEFAULT_NODE_URL} */
  readonly url?: string | URL | undefined
  /** What `potluck token create` printed. @default POTLUCK_TOKEN in the environment, else none */
  readonly token?: string | undefined
  /** Which group is meant, where the node is in several: its name, its id or the start of that. @default the only one */
  readonly group?: string | undefined
  /** What requests are sent with. @default the platform's, as it is at each call */
  readonly fetch?: typeof fetch | undefined
  /** Hears why {@link PotluckClient.fetch} went past the node. */
  readonly onFallback?: ((error: PotluckError, url: string) => void) | undefined
  /** Time and chance, for tests. @default the platform's */
  readonly clock?: ClientClock | undefined
}

export interface PublishOptions extends WaitOptions {
  /** What the content is the answer for; others see this URL, since it is published on purpose. @default none: found by digest */
  readonly url?: string | URL | undefined
  readonly contentType?: string | undefined
}

/**
 * Every method waits at most {@link ANSWER_BUDGET_MS} unless told otherwise, rejects with the signal's reason where that
 * aborts, and else with {@link PotluckError}: `NODE_UNREACHABLE` (no node runs), `NODE_LATE`, `BAD_ANSWER`, `UNAUTHORISED`
 * and `FORBIDDEN` (see `token`), or what the node says.
 */
export class PotluckClient {
  /** Records of applications. */
  readonly records: ClientRecords
  /** Who is a member, as administrators decide it. */
  readonly membership: ClientMembership
  /** Whom the group elected to provide for all. */
  readonly elections: ClientElections
  /** What runs inside the node by itself. */
  readonly services: ClientServices
  /** Files that the node sends to their backends. */
  readonly uploads: ClientUploads
  /** What the node keeps on its disk. Changing it needs the right `administer`. */
  readonly cache: {
    /** What was used last comes first. */
    list(options?: WaitOptions): Promise<{ usage: CacheUsage; blobs: readonly CachedBlob[] }>
    /** It stays, whatever else has to go. @throws {PotluckError} `NOT_HELD` */
    pin(digest: string, options?: WaitOptions): Promise<void>
    /** It goes when its turn comes. @throws {PotluckError} `NOT_HELD` */
    unpin(digest: string, options?: WaitOptions): Promise<void>
    /** It goes now, pinned or not. @throws {PotluckError} `NOT_HELD` */
    remove(digest: string, options?: WaitOptions): Promise<void>
  }
  /**
   * Stands in for the platform's `fetch`, also where it is called without this object. A `GET` of an http or https URL
   * without credentials goes through the group; its answer has `Cache-Status`, and `Age` where it was held. Everything else,
   * and everything when the node is not there or cannot get it, goes to the platform's `fetch`: answers and errors are then
   * its own. See {@link sharedRequest} for what is shared. `cache: 'only-if-cached'` answers 504 where the group has nothing.
   */
  readonly fetch: typeof fetch
  readonly #transport: Transport
  readonly #onFallback: (error: PotluckError, url: string) => void

  /** @throws {PotluckError} `BAD_OPTIONS` */
  constructor(options: PotluckClientOptions = {}) {
    this.#transport = new Transport({
      url: nodeUrl(String(options.url ?? environment('POTLUCK_URL') ?? DEFAULT_NODE_URL)),
      token: options.token ?? environment('POTLUCK_TOKEN'),
      group: options.group,
      fetch: options.fetch,
      clock: options.clock ?? platformClock
    })
    this.#onFallback = options.onFallback ?? (() => {})
    this.records = new ClientRecords(this.#transport)
    this.membership = new ClientMembership(this.#transport, (wait) => this.#groupOf(wait))
    this.elections = new ClientElections(this.#transport, (wait) => this.#groupOf(wait))
    this.services = new ClientServices(this.#transport)
    this.uploads = new ClientUploads(this.#transport)
    this.fetch = (input, init) => this.#fetch(input, init)
    const change = async (method: 'PUT' | 'DELETE', path: string, wait: WaitOptions = {}): Promise<void> =>
      void (await this.#transport.json(`/v1/cache/${path}`, { ...wait, method }))
    this.cache = {
      list: async (wait) =>
        (await this.#transport.json('/v1/cache', wait)) as { usage: CacheUsage; blobs: CachedBlob[] },
      pin: async (digest, wait) => change('PUT', `${pathPart(digest)}/pin`, wait),
      unpin: async (digest, wait) => change('DELETE', `${pathPart(digest)}/pin`, wait),
      remove: async (digest, wait) => change('DELETE', pathPart(digest), wait)
    }
  }

  /** Where the node is asked, without a slash at the end. */
  get url(): string {
    return this.#transport.url
  }

  /**
   * Who has it, from the records at the node: no network is asked. Any number of queries; each answer is in their order.
   * @throws {PotluckError} `BAD_URL`, `PRIVATE_URL`
   */
  locate(query: string | URL | LocationQuery, options?: WaitOptions): Promise<readonly Location[]>
  locate(queries: readonly (string | URL | LocationQuery)[], options?: WaitOptions): Promise<readonly Located[]>
  async locate(
    asked: string | URL | LocationQuery | readonly (string | URL | LocationQuery)[],
    options: WaitOptions = {}
  ): Promise<readonly Location[] | readonly Located[]> {
    if (!isList(asked)) {
      const query = { ...locationQuery(asked) }
      const answer = await this.#transport.json('/v1/locations', { ...options, query })
      return (answer as { results: Located[] }).results[0]?.locations ?? []
    }
    const queries = asked.map(locationQuery)
    const located: Located[] = []
    for (let at = 0; at < queries.length; at += MAX_QUERIES_AT_ONCE) {
      const json = { queries: queries.slice(at, at + MAX_QUERIES_AT_ONCE) }
      const answer = await this.#transport.json('/v1/locations', { ...options, method: 'POST', json })
      located.push(...(answer as { results: Located[] }).results)
    }
    return located
  }

  /**
   * Asks every member who has something, and fetches nothing: answers as they come, until the time for them is over. `break` says that
   * nobody need answer any more. Not asked again where the connection breaks.
   * @throws {PotluckError} `BAD_NEED`, `BAD_URL`, `PRIVATE_URL`, `NEEDS_OFF`, `TOO_MANY_NEEDS`; `FORBIDDEN`: what asks for no content of a URL
   * takes the right `records`
   */
  async *need(query: NeedQuery, options: Pick<WaitOptions, 'signal'> = {}): AsyncGenerator<NeedEvent, void, undefined> {
    const asked = { ...options, ...this.#watch('/v1/needs', {}), json: query }
    for await (const { event, data } of readEventsOnce(asked)) {
      yield { event, data: parseEvent(data) } as NeedEvent
    }
  }

  /**
   * Content of a URL through the group. Resolves at the first byte, by default within {@link CONTENT_BUDGET_MS}; the signal
   * ends the body too.
   * @throws {PotluckError} `BAD_RANGE`, `NOT_HELD`, `ORIGIN_STATUS`, `ORIGIN_UNREACHABLE`, `ORIGIN_REFUSED`, `NO_UPLINK`, …
   */
  async content(url: string | URL, options: ContentOptions = {}): Promise<PotluckContent> {
    const headers = contentHeaders(options)
    const { signal, budgetMs = CONTENT_BUDGET_MS, wait } = options
    const query = { url: String(url), wait: wait === false ? 'false' : undefined }
    return readContent(
      this.#transport,
      query.url,
      await this.#transport.open('/v1/content', { query, headers, signal, budgetMs })
    )
  }

  /**
   * Puts content into the node's cache and tells the group. Needs the right `publish`. No budget unless one is named: a
   * stream may take its time.
   * @throws {PotluckError} `BAD_URL`, `PRIVATE_URL`, `BAD_CONTENT_TYPE`, `TOO_LARGE`, `DISK`
   */
  async publish(content: ContentBody, options: PublishOptions = {}): Promise<Location> {
    const { url, contentType, signal, budgetMs = MAX_TIMER_MS } = options
    const query = { url: url === undefined ? undefined : String(url), contentType }
    const headers = { 'content-type': 'application/octet-stream' }
    const asked = { method: 'POST', query, headers, body: content, signal, budgetMs } as const
    return (await this.#transport.json('/v1/content', asked)) as Location
  }

  /**
   * Tells of locations (right `read`) or records (right `records`) as they come, change and go. Comes back by itself when the
   * connection is lost, and says so by another `ready`. Ends by `break`, or by the signal, whose reason it throws.
   * @throws {PotluckError} `NODE_UNREACHABLE` where there is no node, or it was away for longer than the budget; `FORBIDDEN`
   */
  async *watch(query: WatchQuery, options: WatchOptions = {}): AsyncGenerator<WatchEvent, void, undefined> {
    const asked = 'url' in query || 'prefix' in query ? query : recordQuery(query)
    for await (const { event, data } of watchEvents({ ...options, ...this.#watch('/v1/watch', asked) })) {
      // What a newer node tells besides is passed on: who reads compares names.
      yield { event, data: parseEvent(data) } as WatchEvent
    }
  }

  /** What is downloading on the node now, and from whom. */
  async transfers(options: WaitOptions = {}): Promise<readonly Transfer[]> {
    return ((await this.#transport.json('/v1/transfers', options)) as { transfers: Transfer[] }).transfers
  }

  /** All running transfers at once, and again whenever that has changed. Ends as {@link watch} does. */
  async *watchTransfers(options: WatchOptions = {}): AsyncGenerator<readonly Transfer[], void, undefined> {
    for await (const { data } of watchEvents({ ...options, ...this.#watch('/v1/transfers', {}) })) {
      yield (parseEvent(data) as { transfers: Transfer[] }).transfers
    }
  }

  /** What the node was asked for lately, and how each ended; the oldest first. */
  async requests(options: WaitOptions = {}): Promise<readonly ContentRequest[]> {
    return ((await this.#transport.json('/v1/requests', options)) as { requests: ContentRequest[] }).requests
  }

  /** The groups that the node is in, the oldest there first. */
  async groups(options: WaitOptions = {}): Promise<readonly Group[]> {
    return ((await this.#transport.json('/v1/groups', options)) as { groups: Group[] }).groups
  }

  /**
   * Who is in a group, and who is here now. @param group @default that of the client, else the only one
   * @throws {PotluckError} `NO_GROUP`, `GROUP_AMBIGUOUS`
   */
  async members(group?: string, options: WaitOptions = {}): Promise<readonly Member[]> {
    const meant = await this.#groupOf({ ...options, group })
    const path = `/v1/groups/${pathPart(meant)}/members`
    return ((await this.#transport.json(path, options)) as { members: Member[] }).members
  }

  /** What the node is and how it does. */
  async status(options: WaitOptions = {}): Promise<NodeStatus> {
    return (await this.#transport.json('/v1/status', options)) as NodeStatus
  }

  /** Body bytes by source since the node started. */
  async ledger(options: WaitOptions = {}): Promise<Ledger> {
    return (await this.#transport.json('/v1/ledger', options)) as Ledger
  }

  /** Bytes by day and by content, also from before the node started. @param options.sinceMs ms since 1970. @default all */
  async history(options: WaitOptions & { readonly sinceMs?: number | undefined } = {}): Promise<History> {
    const { sinceMs, ...wait } = options
    return (await this.#transport.json('/v1/history', { ...wait, query: { sinceMs } })) as History
  }

  /** What asking for a URL would do now and why, and what it did last. Fetches nothing. @throws {PotluckError} `BAD_URL` */
  async explain(url: string | URL, options: WaitOptions = {}): Promise<Explanation> {
    return (await this.#transport.json('/v1/explain', { ...options, query: { url: String(url) } })) as Explanation
  }

  #watch(path: string, query: { readonly [name: string]: string | number | readonly string[] | undefined }) {
    return { transport: this.#transport, path, query }
  }

  async #groupOf({ group, ...options }: OfGroup): Promise<string> {
    return group ?? this.#transport.group ?? (await this.#onlyGroup(options))
  }

  async #onlyGroup(options: WaitOptions): Promise<string> {
    const [first, second] = await this.groups(options)
    if (first === undefined) throw new PotluckError('NO_GROUP', 'the node is in no group')
    if (second !== undefined) throw new PotluckError('GROUP_AMBIGUOUS', 'the node is in several groups: say which')
    return first.id
  }

  async #fetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
    const method = init?.method ?? (typeof input === 'object' && 'method' in input ? input.method : 'GET')
    // A request with a body must not be looked at twice; only what has none may go through the node.
    const request = method.toUpperCase() === 'GET' ? readRequest(input, init) : undefined
    const shared = request === undefined ? undefined : sharedRequest(request)
    if (request === undefined || shared === undefined || this.#isNode(shared.url)) {
      return await this.#transport.fetch(input, init)
    }
    const signal = init?.signal ?? (typeof input === 'object' && 'signal' in input ? input.signal : undefined)
    try {
      const { url, headers } = shared
      const ask = { query: { url }, headers, signal, budgetMs: CONTENT_BUDGET_MS }
      return withUrl(await this.#transport.open('/v1/content', ask), url)
    } catch (error) {
      if (!(error instanceof PotluckError)) throw error // The signal's reason.
      if (shared.headers['cache-control']?.includes('only-if-cached') === true) {
        return withUrl(new Response(null, { status: 504, statusText: 'Gateway Timeout' }), shared.url)
      }
      this.#onFallback(error, shared.url)
      return await this.#transport.fetch(input, init)
    }
  }

  #isNode(url: string): boolean {
    return new URL(url).origin === new URL(this.url).origin
  }
}

/** Undefined where it is none: the platform's `fetch` then says what is wrong. */
function readRequest(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Request | undefined {
  try {
    return new Request(input, init)
  } catch {
    return undefined
  }
}

/** The answer as if it came from there. */
function withUrl(response: Response, url: string): Response {
  const final = response.headers.get('content-location')
  const shown = final !== null && parseUrl(final) !== undefined ? final : url
  Object.defineProperties(response, { url: { value: shown }, redirected: { value: shown !== url } })
  return response
}

function isList<Item>(asked: string | URL | LocationQuery | readonly Item[]): asked is readonly Item[] {
  return Array.isArray(asked)
}

function locationQuery(query: string | URL | LocationQuery): LocationQuery {
  return typeof query === 'string' || query instanceof URL ? { url: String(query) } : query
}

/** Not `URL.canParse`: in Node 20 it refuses `http://bücher.example/` when it has been called often. */
function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function nodeUrl(text: string): string {
  const url = parseUrl(text)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new PotluckError('BAD_OPTIONS', `${JSON.stringify(text)} is not the URL of a node`)
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** Not everywhere is there one. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: { [name: string]: string | undefined } } }
  const value = process?.env?.[name]
  return value === '' ? undefined : value
}
