// Answers one request by the table of routes, whichever socket it came over: finds the handler, asks who calls and whether
// that caller may, runs it, and turns what is thrown into a problem.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { delay, type Clock, type Logger } from '../base/index.js'
import { READ_REST_BUDGET_MS } from './defaults.js'
import { describeError, GatewayError } from './errors.js'
import { readJson } from './json-body.js'
import type { PotluckNode } from './node.js'
import { writeProblem } from './problem.js'
import { targetUrl } from './request-target.js'
import { findRoute, hasRight, type Caller, type RouteRight } from './router.js'
import { ROUTES } from './routes/index.js'
import { shownTarget } from './traffic.js'

export interface AnswerInit {
  readonly node: PotluckNode
  readonly log: Logger
  /** Who calls, once it is known what for. @throws {GatewayError} `UNAUTHENTICATED` */
  callerFor(right: RouteRight): Caller
}

/** Never rejects. */
export async function answerByRoute(
  request: IncomingMessage,
  response: ServerResponse,
  { node, log, callerFor }: AnswerInit
): Promise<void> {
  await orProblem(request, response, { clock: node.clock, log }, async () => {
    const signal = goneSignal(response)
    const url = targetUrl(request.url)
    const { route, params } = findRoute(ROUTES, request.method ?? '', url.pathname)
    const caller = callerFor(route.right)
    if (!hasRight(caller, route.right)) {
      throw new GatewayError('FORBIDDEN', `this token lacks the right "${route.right}"`)
    }
    const body = await route.handle({
      ...{ node, caller, params, query: url.searchParams, request, response, signal },
      body: (schema) => readJson(request, schema, { clock: node.clock, signal })
    })
    if (body !== undefined) writeJson(response, body)
  })
}

/** Aborts when whoever waits for `response` has gone away. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  const onClose = (): void => gone.abort(new GatewayError('NODE_STOPPED', 'the caller went away'))
  if (response.closed) onClose()
  else response.on('close', onClose)
  return gone.signal
}

/** Runs `handle`; what it throws is answered as a problem, or cuts an answer that has begun. Never rejects. */
export async function orProblem(
  request: IncomingMessage,
  response: ServerResponse,
  { clock, log }: { clock: Clock; log: Logger },
  handle: () => unknown
): Promise<void> {
  try {
    await handle()
  } catch (error) {
    if (describeError(error).code === 'INTERNAL') {
      log.error(`${request.method} ${shownTarget(request)}: ${error instanceof Error ? error.stack : String(error)}`)
    }
    if (response.headersSent) response.destroy()
    else {
      await readRest(request, clock)
      writeProblem(response, error)
    }
  }
}

/** An answer that ends while its caller still sends is lost with the broken connection: a while is waited for the rest. */
async function readRest(request: IncomingMessage, clock: Clock): Promise<void> {
  if (request.readableEnded || request.destroyed) return
  request.removeAllListeners('readable') // Of a reader that left: with one, nothing flows.
  request.resume()
  const over = new AbortController()
  await Promise.race([
    finished(request, { writable: false, signal: over.signal }).catch(() => {}),
    delay(clock, READ_REST_BUDGET_MS, over.signal).catch(() => {})
  ])
  over.abort()
}

function writeJson(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(response.statusCode, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text)
  })
  response.end(text)
}
