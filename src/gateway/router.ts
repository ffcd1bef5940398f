// Finds the handler of a request by method and path; paths are written as `/v1/groups/:group/members`.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { Right } from './api/operation.js'
import { GatewayError } from './errors.js'
import type { PotluckNode } from './node.js'

export type { Right }
/** `any`: every caller with a token. `none`: whoever reaches this machine's loopback. */
export type RouteRight = Right | 'any' | 'none'

/** Who asks. `owner`: this machine's user, over the Unix socket or with a page session: every right. */
export type Caller =
  | { readonly kind: 'owner'; readonly isAtSocket?: boolean }
  | {
      readonly kind: 'application'
      /** Of its token. */
      readonly id: string
      readonly name: string
      readonly namespace: string
      /** Whose it is what outlives the token, where another one comes after it. @default `id` */
      readonly owner?: string
      readonly rights: ReadonlySet<Right>
    }
  /** Nobody known: reaches routes with right `none` only. */
  | { readonly kind: 'anonymous' }

/** One request as a handler sees it. */
export interface Exchange {
  readonly node: PotluckNode
  readonly caller: Caller
  /** What stood in the places of `:names`, decoded. */
  readonly params: { readonly [name: string]: string }
  readonly query: URLSearchParams
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Aborts when the caller has gone away. */
  readonly signal: AbortSignal
  /**
   * The JSON body as `schema` has it.
   * @throws {GatewayError} `UNSUPPORTED_TYPE`, `TOO_LARGE`, `TOO_SLOW`, `BAD_REQUEST`
   */
  body<T>(schema: z.ZodType<T>): Promise<T>
}

/** Answers with what becomes the JSON body, or undefined where it has written the response itself. */
export type Handler = (exchange: Exchange) => unknown

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Route {
  readonly method: Method
  readonly path: string
  readonly right: RouteRight
  readonly handle: Handler
}

export interface FoundRoute {
  readonly route: Route
  readonly params: { [name: string]: string }
}

export function hasRight(caller: Caller, right: RouteRight): boolean {
  if (right === 'none' || caller.kind === 'owner') return true
  if (caller.kind === 'anonymous') return false
  return right === 'any' || caller.rights.has(right) || caller.rights.has('administer')
}

/** @throws {GatewayError} `NOT_FOUND`, `METHOD_NOT_ALLOWED`, `BAD_REQUEST` */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute {
  const methods: string[] = []
  for (const route of routes) {
    const params = matchPath(route.path, path)
    if (params === undefined) continue
    if (route.method === method) return { route, params }
    methods.push(route.method)
  }
  if (methods.length === 0) throw new GatewayError('NOT_FOUND', `no route ${method} ${path}`)
  throw new GatewayError('METHOD_NOT_ALLOWED', `${path} understands ${methods.join(', ')}, not ${method}`)
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
