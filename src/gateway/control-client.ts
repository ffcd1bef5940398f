// Talks to the node that runs in a home, over its control socket.
import { request, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { silentLogger, systemClock, withBudget, type AbortOptions, type Logger } from '../base/index.js'
import { ANSWER_BUDGET_MS } from './defaults.js'
import { GatewayError, hasSystemCode } from './errors.js'
import { controlSocketPath } from './home.js'
import { problemSchema } from './problem.js'
import type { ContentRequest, ContentResult } from './request-log.js'

export interface ControlClient {
  /** @throws {GatewayError} `NODE_NOT_RUNNING`, `NODE_STOPPED`; {ControlError} with what the node says */
  get(path: string, query?: ControlQuery): Promise<unknown>
  post(path: string, query?: ControlQuery): Promise<unknown>
  /** Sends a body, for instance of a file to publish. */
  upload(path: string, query: ControlQuery, body: Readable, options?: AbortOptions): Promise<unknown>
  /** Gets a URL's content through the group. Resolves when its first byte can be read. */
  content(query: ControlQuery, options?: AbortOptions): Promise<ContentStream>
}

export type ControlQuery = { readonly [name: string]: string | readonly string[] | undefined }

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
      const sending = request(
        { socketPath, method, path: `${path}${queryString(query)}`, agent: false, signal: init.signal },
        (response) => {
          log(`${method} ${path} is answered with ${response.statusCode}`)
          resolve(response)
        }
      )
      log(`${method} ${path} to ${socketPath}`)
      sending.on('error', (error) => reject(init.signal?.aborted === true ? init.signal.reason : explain(error, home)))
      // Where the node answers before it has read everything, the answer counts, not the broken upload.
      if (init.body !== undefined) pipeline(init.body, sending).catch(() => {})
      else sending.end()
    })
  }

  async function answer(method: string, path: string, query: ControlQuery = {}): Promise<unknown> {
    const expired = (): Error => new GatewayError('NODE_NOT_RUNNING', `the node in ${home} does not answer`)
    const whole = send(method, path, query).then((response) => readAnswer(response, home))
    return await withBudget(systemClock, ANSWER_BUDGET_MS, whole, expired)
  }

  return {
    get: (path, query) => answer('GET', path, query),
    post: (path, query) => answer('POST', path, query),
    upload: async (path, query, body, options = {}) =>
      readAnswer(await send('POST', path, query, { body, signal: options.signal }), home),
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
  body?: Readable
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

async function readAnswer(response: IncomingMessage, home: string): Promise<unknown> {
  const body = await readText(response).catch((error: Error) => {
    throw explain(error, home)
  })
  const parsed: unknown = JSON.parse(body)
  if (response.statusCode === 200) return parsed
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
