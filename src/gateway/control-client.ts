// Talks to the node that runs in a home, over its control socket.
import { request, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { silentLogger, systemClock, withBudget, type AbortOptions, type Logger } from '../base/index.js'
import { ANSWER_BUDGET_MS } from './defaults.js'
import { GatewayError, hasSystemCode } from './errors.js'
import { controlSocketPath } from './home.js'
import type { ContentRequest, ContentResult } from './request-log.js'

export interface ControlClient {
  /** @throws {GatewayError} `NODE_NOT_RUNNING`, `NODE_STOPPED`; {ControlError} with what the node says */
  get(path: string, query?: ControlQuery): Promise<unknown>
  /** @param body is sent as JSON */
  post(path: string, query?: ControlQuery, body?: object): Promise<unknown>
  put(path: string, query?: ControlQuery, body?: object): Promise<unknown>
  patch(path: string, query?: ControlQuery, body?: object): Promise<unknown>
  delete(path: string, query?: ControlQuery): Promise<unknown>
  /**
   * Server-sent events, until the node ends them or `signal` aborts. Resolves when they begin.
   * @param options.body is posted as JSON
   * @throws {GatewayError} also while they are read: `NODE_STOPPED`; the signal's reason
   */
  events(path: string, query: ControlQuery, options?: EventsOptions): Promise<AsyncIterable<ControlEvent>>
  /** Sends a body, for instance of a file to publish. */
  upload(path: string, query: ControlQuery, body: Readable, options?: UploadOptions): Promise<unknown>
  /** Bytes as they come. @throws {GatewayError} also while they are read: `NODE_STOPPED` */
  download(path: string, query: ControlQuery, options?: AbortOptions): Promise<AsyncIterable<Uint8Array>>
  /** Gets a URL's content through the group. Resolves when its first byte can be read. */
  content(query: ControlQuery, options?: AbortOptions): Promise<ContentStream>
}

export type ControlQuery = { readonly [name: string]: string | readonly string[] | undefined }

export interface EventsOptions extends AbortOptions {
  readonly body?: object | undefined
}

export interface UploadOptions extends AbortOptions {
  /** @default none is sent */
  readonly contentType?: string | undefined
}

export interface ControlEvent {
  readonly event: string
  readonly data: unknown
}

export interface ContentStream {
  readonly requestId: string
  /** Where it is known beforehand. */
  readonly bytes: number | undefined
  /** Verified bytes. Fails where the transfer fails; {@link ContentStream.result} then says why. */
  readonly body: Readable
  /** How it ended: ask after the body ended. @throws {ControlError} what stopped it */
  result(): Promise<ContentResult>
}

/** What the node answered instead of what was asked: one of any room's errors. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/** @throws {GatewayError} `HOME_PATH_TOO_LONG` */
export function createControlClient(home: string, logger: Logger = silentLogger): ControlClient {
  const socketPath = controlSocketPath(home)
  const log = logger.forComponent('cli:node')

  function send(method: string, path: string, query: ControlQuery, init: SendInit = {}): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = {
        ...(typeof init.body === 'string' && { 'content-type': 'application/json' }),
        ...(init.contentType !== undefined && { 'content-type': init.contentType }),
        ...(init.accept !== undefined && { accept: init.accept })
      }
      const sending = request(
        { socketPath, method, path: `${path}${queryString(query)}`, headers, agent: false, signal: init.signal },
        (response) => {
          log(`${method} ${path} is answered with ${response.statusCode}`)
          resolve(response)
        }
      )
      log(`${method} ${path} to ${socketPath}`)
      sending.on('error', (error) => reject(init.signal?.aborted === true ? init.signal.reason : explain(error, home)))
      // Where the node answers before it has read everything, the answer counts, not the broken upload.
      if (typeof init.body === 'object') pipeline(init.body, sending).catch(() => {})
      else sending.end(init.body)
    })
  }

  async function answer(method: string, path: string, query: ControlQuery = {}, json?: object): Promise<unknown> {
    const expired = (): Error => new GatewayError('NODE_NOT_RUNNING', `the node in ${home} does not answer`)
    const body = json === undefined ? undefined : JSON.stringify(json)
    const whole = send(method, path, query, { body, accept: 'application/json' }).then((response) =>
      readAnswer(response, home)
    )
    return await withBudget(systemClock, ANSWER_BUDGET_MS, whole, expired)
  }

  return {
    get: (path, query) => answer('GET', path, query),
    post: (path, query, body) => answer('POST', path, query, body),
    put: (path, query, body) => answer('PUT', path, query, body),
    patch: (path, query, body) => answer('PATCH', path, query, body),
    delete: (path, query) => answer('DELETE', path, query),
    events: async (path, query, options = {}) => {
      const body = options.body === undefined ? undefined : JSON.stringify(options.body)
      const init = { signal: options.signal, accept: 'text/event-stream', body }
      const response = await send(body === undefined ? 'GET' : 'POST', path, query, init)
      if (response.statusCode !== 200) await readAnswer(response, home)
      return readEvents(response, (error) =>
        options.signal?.aborted === true ? options.signal.reason : explain(error, home)
      )
    },
    upload: async (path, query, body, { signal, contentType } = {}) =>
      readAnswer(await send('POST', path, query, { body, signal, contentType }), home),
    download: async (path, query, options = {}) => {
      const response = await send('GET', path, query, { signal: options.signal })
      if (response.statusCode !== 200) await readAnswer(response, home)
      return readBytes(response, (error) =>
        options.signal?.aborted === true ? options.signal.reason : explain(error, home)
      )
    },
    content: async (query, options = {}) => {
      const response = await send('GET', '/v1/content', query, { signal: options.signal })
      if (response.statusCode !== 200) await readAnswer(response, home)
      const requestId = String(response.headers['potluck-request'])
      const bytes = response.headers['potluck-content-bytes']
      return {
        requestId,
        bytes: bytes === undefined ? undefined : Number(bytes),
        body: response,
        result: async () => {
          const ended = (await answer('GET', `/v1/requests/${requestId}`)) as ContentRequest
          if (ended.result !== undefined) return ended.result
          const { code, message } = ended.error ?? { code: 'NODE_STOPPED', message: 'the transfer was cut' }
          throw new ControlError(code, message)
        }
      }
    }
  }
}

interface SendInit extends AbortOptions {
  /** Text is JSON. */
  body?: Readable | string | undefined
  accept?: string
  contentType?: string | undefined
}

function queryString(query: ControlQuery): string {
  const search = new URLSearchParams()
  for (const [name, values] of Object.entries(query)) {
    for (const value of typeof values === 'string' ? [values] : (values ?? [])) search.append(name, value)
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}

function explain(error: Error, home: string): Error {
  if (hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ECONNREFUSED')) {
    return new GatewayError('NODE_NOT_RUNNING', `no node runs in ${home}: run \`potluck up\``, { cause: error })
  }
  return new GatewayError('NODE_STOPPED', `the node in ${home} broke off: ${error.message}`, { cause: error })
}

async function* readBytes(response: IncomingMessage, failed: (error: Error) => unknown): AsyncGenerator<Uint8Array> {
  try {
    yield* response as AsyncIterable<Buffer>
  } catch (error) {
    throw failed(error as Error)
  }
}

/** Of our own node, so as it writes them: each field once, and nothing that has to be bounded. */
async function* readEvents(response: IncomingMessage, failed: (error: Error) => unknown): AsyncGenerator<ControlEvent> {
  response.setEncoding('utf8')
  let pending = ''
  try {
    for await (const text of response as AsyncIterable<string>) {
      const events = `${pending}${text}`.split('\n\n')
      pending = events.pop() ?? ''
      for (const event of events) {
        const fields = new Map(event.split('\n').map((line) => line.split(/: ?(.*)/s) as [string, string]))
        const data = fields.get('data')
        if (data !== undefined) yield { event: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown }
      }
    }
  } catch (error) {
    throw failed(error as Error)
  }
}

async function readAnswer(response: IncomingMessage, home: string): Promise<unknown> {
  const body = await readText(response).catch((error: Error) => {
    throw explain(error, home)
  })
  const parsed: unknown = JSON.parse(body)
  if (response.statusCode === 200 || response.statusCode === 202) return parsed
  const { problemSchema } = await import('./problem.js') // Only now: zod takes its time to load.
  const problem = problemSchema.safeParse(parsed)
  if (problem.success) throw new ControlError(problem.data.code, problem.data.detail)
  throw new GatewayError('INTERNAL', `the node answered ${response.statusCode}`)
}

/** The node is our own and trusted: members of a large group make long answers. */
async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
