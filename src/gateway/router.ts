// Finds the handler of a request by method and path; paths are written as `/v1/groups/:group/members`.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from './errors.js'
import type { PotluckNode } from './node.js'

/** One request as a handler sees it. */
export interface Exchange {
  readonly node: PotluckNode
  /** What stood in the places of `:names`, decoded. */
  readonly params: { readonly [name: string]: string }
  readonly query: URLSearchParams
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Aborts when the caller has gone away. */
  readonly signal: AbortSignal
}

/** Answers with what becomes the JSON body, or undefined where it has written the response itself. */
export type Handler = (exchange: Exchange) => unknown

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly handle: Handler
}

export interface FoundRoute {
  readonly handle: Handler
  readonly params: { [name: string]: string }
}

/** @throws {GatewayError} `NOT_FOUND`, `BAD_REQUEST` */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined
    if (params !== undefined) return { handle: route.handle, params }
  }
  throw new GatewayError('NOT_FOUND', `no route ${method} ${path}`)
}

function matchPath(pattern: string, path: string): { [name: string]: string } | undefined {
  const names = pattern.split('/')
  const parts = path.split('/')
  if (names.length !== parts.length) return undefined
  const params: { [name: string]: string } = {}
  for (const [i, name] of names.entries()) {
    const part = parts[i] ?? ''
    if (name.startsWith(':')) params[name.slice(1)] = decodePart(part)
    else if (name !== part) return undefined
  }
  return params
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    throw new GatewayError('BAD_REQUEST', `"${part}" is not well encoded`, { cause: error })
  }
}
