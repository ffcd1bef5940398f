// One request to the node: its token, its budget, and its errors as PotluckErrors.
import type { ClientClock } from './clock.js'
import { ANSWER_BUDGET_MS, MAX_ANSWER_BYTES } from './defaults.js'
import { PotluckError } from './errors.js'

export interface WaitOptions {
  /** Aborting rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  /** How long to wait, ms. @default as the method says */
  readonly budgetMs?: number | undefined
}

/** Values of one name that are asked for several times; `undefined` is left out. */
export type Query = { readonly [name: string]: string | number | readonly string[] | undefined }

export interface Ask extends WaitOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly query?: Query
  readonly headers?: { readonly [name: string]: string }
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: ContentBody | undefined
}

/** What can be sent as content. */
export type ContentBody = string | Uint8Array<ArrayBuffer> | ArrayBuffer | Blob | ReadableStream<Uint8Array>

export interface TransportInit {
  /** Without a slash at the end. */
  readonly url: string
  readonly token: string | undefined
  /** Sent as `group` with every request that takes one. */
  readonly group: string | undefined
  readonly fetch: typeof fetch | undefined
  readonly clock: ClientClock
}

export class Transport {
  readonly url: string
  /** Which group is meant, where one was named. */
  readonly group: string | undefined
  readonly clock: ClientClock
  readonly #init: TransportInit

  constructor(init: TransportInit) {
    this.#init = init
    this.url = init.url
    this.group = init.group
    this.clock = init.clock
  }

  /** The platform's, or the one that the caller named; looked up at each call, so that tests may replace it. */
  get fetch(): typeof fetch {
    const { fetch: named } = this.#init
    return named ?? ((input, init) => globalThis.fetch(input, init))
  }

  /**
   * Resolves at the headers of an answer with status 2xx, 304 or 416; `signal` goes on to end its body.
   * @throws {PotluckError} `NODE_UNREACHABLE`, `NODE_LATE`, `BAD_ANSWER`, what the node says; the signal's reason
   */
  async open(path: string, ask: Ask = {}): Promise<Response> {
    const { signal, budgetMs = ANSWER_BUDGET_MS } = ask
    signal?.throwIfAborted()
    const late = new AbortController()
    const expired = new PotluckError(
      'NODE_LATE',
      `the node at ${this.url} did not answer ${path} within ${budgetMs} ms`
    )
    const stop = this.clock.setTimer(budgetMs, () => late.abort(expired))
    try {
      const response = await this.fetch(this.#address(path, ask.query), {
        ...this.#request(ask),
        signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
      })
      if (response.ok || response.status === 304 || response.status === 416) return response
      throw await this.#problem(response)
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      if (late.signal.aborted) throw expired
      throw error instanceof PotluckError ? error : this.#unreachable(error)
    } finally {
      stop()
    }
  }

  /** The whole answer, as JSON; undefined where it is empty. The budget covers the body too. @throws as {@link open} */
  async json(path: string, ask: Ask = {}): Promise<unknown> {
    const { signal, budgetMs = ANSWER_BUDGET_MS } = ask
    const late = new AbortController()
    const expired = new PotluckError(
      'NODE_LATE',
      `the node at ${this.url} did not answer ${path} within ${budgetMs} ms`
    )
    const stop = this.clock.setTimer(budgetMs, () => late.abort(expired))
    try {
      const whole = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
      const response = await this.open(path, { ...ask, signal: whole })
      const text = await this.#text(response)
      return text === '' ? undefined : JSON.parse(text)
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      if (error instanceof SyntaxError) throw this.#badAnswer(`its answer to ${path} is not JSON`, error)
      throw error instanceof PotluckError ? error : this.#unreachable(error)
    } finally {
      stop()
    }
  }

  #address(path: string, query: Query = {}): string {
    const address = new URL(this.url + path)
    const group = takesGroup(path) ? this.group : undefined
    for (const [name, values] of Object.entries({ group, ...query })) {
      if (values === undefined) continue
      for (const value of typeof values === 'object' ? values : [values])
        address.searchParams.append(name, String(value))
    }
    return address.href
  }

  #request(ask: Ask): RequestInit {
    const { token } = this.#init
    const headers: { [name: string]: string } = { ...ask.headers }
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`
    if (ask.json !== undefined) headers['content-type'] = 'application/json'
    const body = ask.json === undefined ? ask.body : JSON.stringify(ask.json)
    return {
      method: ask.method ?? 'GET',
      headers,
      // The token goes to that node and nowhere else; browsers send, and keep, nothing of their own.
      redirect: 'error',
      // Spread, since the types of Node and of browsers know different ones.
      ...{ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
      ...(body === undefined ? {} : { body, ...(body instanceof ReadableStream ? { duplex: 'half' } : {}) })
    }
  }

  async #problem(response: Response): Promise<PotluckError> {
    const { status } = response
    const text = await this.#text(response).catch(() => '')
    const problem = parseProblem(text)
    if (problem !== undefined) return new PotluckError(problem.code, problem.detail, { status })
    return new PotluckError('BAD_ANSWER', `the node at ${this.url} answered ${status}`, { status })
  }

  async #text(response: Response): Promise<string> {
    if (response.body === null) return ''
    const decoder = new TextDecoder()
    const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader()
    let text = ''
    let bytes = 0
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.byteLength
      if (bytes > MAX_ANSWER_BYTES) {
        await reader.cancel()
        throw this.#badAnswer(`an answer has more than ${MAX_ANSWER_BYTES} bytes`)
      }
      text += decoder.decode(next.value, { stream: true })
    }
    return text + decoder.decode()
  }

  #badAnswer(what: string, cause?: unknown): PotluckError {
    return new PotluckError('BAD_ANSWER', `the node at ${this.url}: ${what}`, { cause })
  }

  #unreachable(cause: unknown): PotluckError {
    const why = `no node answers at ${this.url}: is \`potluck up\` running?`
    return new PotluckError('NODE_UNREACHABLE', why, { cause })
  }
}

function parseProblem(text: string): { code: string; detail: string } | undefined {
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown }
    if (typeof code === 'string') return { code, detail: typeof detail === 'string' ? detail : code }
  } catch {
    // Not a problem of ours.
  }
  return undefined
}

/** Whether `?group=` may stand there: other paths name their group, or are about the whole node, and refuse it. */
export function takesGroup(path: string): boolean {
  return /^\/v1\/(?:content|explain|locations|needs|watch|records(?!\/types\/))(?:$|\/)/.test(path)
}
