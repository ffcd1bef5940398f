// Makes a route of a declared operation: what comes in is checked by its schemas before the handler sees it.
import type { z } from 'zod'
import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from './api/operation.js'
import { GatewayError } from './errors.js'
import type { Exchange, Route } from './router.js'

/** A request whose parameters and body are what the operation says. */
export interface Call<Op extends Operation> extends Omit<Exchange, 'params' | 'query' | 'body'> {
  readonly params: ParamsOf<Op>
  readonly query: QueryOf<Op>
  /** Of JSON; where the operation takes bytes they are read from `request`. */
  readonly body: BodyOf<Op>
}

type Handled<Op extends Operation> = Op['answer'] extends { bytes: true } | { events: object } | { media: string }
  ? AnswerOf<Op> | undefined
  : AnswerOf<Op>

export function route<const Op extends Operation>(
  operation: Op,
  handle: (call: Call<Op>) => Handled<Op> | Promise<Handled<Op>>
): Route {
  const { method, path, right, answer } = operation
  return {
    method,
    path,
    right,
    handle: async (exchange) => {
      const params = check(operation.params, exchange.params)
      const query = check(operation.query, queryObject(operation.query, exchange.query))
      const { body: schema } = operation
      if (answer.status !== undefined) exchange.response.statusCode = answer.status
      const body = schema === undefined || schema === 'bytes' ? undefined : await exchange.body(schema)
      return await handle({ ...exchange, params, query, body } as Call<Op>)
    }
  }
}

/** What stands once is text, what the schema has as a list is a list. @throws {GatewayError} `BAD_REQUEST` */
function queryObject(schema: z.ZodObject | undefined, query: URLSearchParams): { [name: string]: string | string[] } {
  const shape: { readonly [name: string]: unknown } = schema?.shape ?? {}
  const given: { [name: string]: string | string[] } = {}
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (field === undefined) throw new GatewayError('BAD_REQUEST', unknown(name, Object.keys(shape)))
    if (isList(field as z.ZodType)) given[name] = values
    else if (values.length === 1) given[name] = values[0] ?? ''
    else throw new GatewayError('BAD_REQUEST', `${name} stands there ${values.length} times`)
  }
  return given
}

function unknown(name: string, known: readonly string[]): string {
  const shown = JSON.stringify(name.slice(0, 64))
  return known.length === 0 ? `this takes no parameters, not ${shown}` : `this takes ${known.join(', ')}, not ${shown}`
}

function isList(schema: z.ZodType): boolean {
  const { def } = schema as z.ZodType & { def: { type: string; innerType?: z.ZodType } }
  return def.type === 'array' || (def.innerType !== undefined && isList(def.innerType))
}

function check(schema: z.ZodObject | undefined, given: { readonly [name: string]: unknown }): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = String(issue?.path[0] ?? '')
  const what = Object.hasOwn(given, name) ? `${shown(given[name])} ${issue?.message}` : 'is missing'
  throw new GatewayError('BAD_REQUEST', `${name}: ${what}`)
}

/** Not repeated where it might hold a password. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  return text === '' || text.length > 100 || text.includes('@') ? 'it' : JSON.stringify(text)
}
