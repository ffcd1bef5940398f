// The gateway's HTTP API (/v1/openapi.json) as the page uses it: JSON in and out, problems as Problem, the key in a header.
import { readEvents } from './event-stream.js'
import { Problem } from './problems.js'

/** How the node did on the last request: it answered, it did not, it refused our key. */
export type Reach = 'live' | 'lost' | 'locked'

export interface Gateway {
  get<Answer>(path: string, query?: Query): Promise<Answer>
  send<Answer>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    init?: { query?: Query; body?: unknown }
  ): Promise<Answer>
  /** Each event's data, parsed, until the stream ends. */
  events<Data>(path: string, signal: AbortSignal): AsyncGenerator<Data>
  /** The answer itself, its body unread. */
  open(path: string, init: { query: Query; signal: AbortSignal }): Promise<Response>
}

export interface Query {
  readonly [name: string]: string | number | undefined
}

/** Without it, a request that the browser's own cache is not to keep says `no-cache`: then the node would ask the origin. */
const AS_THE_GROUP_HAS_IT = { 'cache-control': 'max-stale=0' }

/** @param onReach called after each request */
export function openGateway(token: string, onReach: (reach: Reach) => void): Gateway {
  const request = async (
    method: string,
    path: string,
    init: RequestInit & { query?: Query } = {}
  ): Promise<Response> => {
    const { query = {}, headers, ...rest } = init
    const response = await fetch(`${path}${queryText(query)}`, {
      ...rest,
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error'
    }).catch((error: unknown) => {
      if (rest.signal?.aborted === true) throw error
      onReach('lost')
      throw new Problem('NOT_ANSWERING', 'the node does not answer')
    })
    onReach(response.status === 401 ? 'locked' : 'live')
    if (!response.ok) throw await problemOf(response)
    return response
  }
  return {
    get: async <Answer>(path: string, query: Query = {}) =>
      (await (await request('GET', path, { query })).json()) as Answer,
    send: async <Answer>(method: string, path: string, init: { query?: Query; body?: unknown } = {}) => {
      const { query = {}, body } = init
      const response = await request(method, path, {
        query,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
      })
      const text = await response.text()
      return (text === '' ? undefined : JSON.parse(text)) as Answer
    },
    events: async function* <Data>(path: string, signal: AbortSignal) {
      const response = await request('GET', path, { headers: { accept: 'text/event-stream' }, signal })
      if (response.body === null) return
      for await (const { data } of readEvents(response.body)) yield JSON.parse(data) as Data
    },
    open: (path, { query, signal }) => request('GET', path, { query, signal, headers: AS_THE_GROUP_HAS_IT })
  }
}

function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

async function problemOf(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => ({}))) as { code?: unknown; detail?: unknown }
  const code = typeof said.code === 'string' ? said.code : `HTTP_${response.status}`
  return new Problem(code, typeof said.detail === 'string' ? said.detail : response.statusText, response.status)
}
