// What one operation of the HTTP API is, declared once: from this come the route and its validation (routes/), the OpenAPI
// document (openapi.ts) and the types of programs that call it (`z.infer`). This folder holds declarations only, so that the
// client can import its types.
import type { z } from 'zod'
import type { ProblemCode } from './problems.js'

/** What a caller must be allowed; `administer` includes all others. */
export const RIGHTS = ['read', 'publish', 'records', 'administer'] as const
export type Right = (typeof RIGHTS)[number]

export interface Operation {
  /** As programs are generated from it: `locateMany`. */
  readonly id: string
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As `/v1/groups/:group/members`. */
  readonly path: string
  /** `any`: every caller with a token; what it gets depends on its rights. `none`: without a token too. */
  readonly right: Right | 'any' | 'none'
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** Headers that change the answer: in the document only. */
  readonly headers?: z.ZodObject
  /** A JSON body; or bytes that are read as they come. */
  readonly body?: z.ZodType | 'bytes'
  readonly answer: Answer
  /** What may go wrong besides {@link COMMON_PROBLEMS}. */
  readonly problems: readonly ProblemCode[]
}

export interface Answer {
  readonly description: string
  /** 202: what was asked goes on when the answer is there. @default 200 */
  readonly status?: 200 | 202
  readonly json?: z.ZodType
  /** Server-sent events: the data of each, by its name. */
  readonly events?: { readonly [name: string]: z.ZodType }
  /** A whole body of this type, which the handler writes itself. */
  readonly media?: string
  /** Content, in ranges where asked. */
  readonly bytes?: true
  /** Of an answer of bytes. */
  readonly headers?: z.ZodObject
}

/** Of every operation that needs a token. */
export const ACCESS_PROBLEMS = ['UNAUTHENTICATED', 'FORBIDDEN'] as const satisfies readonly ProblemCode[]

/** Of every operation with a JSON body. */
export const BODY_PROBLEMS = ['UNSUPPORTED_TYPE', 'TOO_LARGE', 'TOO_SLOW'] as const satisfies readonly ProblemCode[]

/** Of every operation: what is asked is not well formed, or a bug of ours. */
export const COMMON_PROBLEMS = [
  'BAD_REQUEST',
  'FOREIGN_PAGE',
  'BAD_HOST',
  'INTERNAL'
] as const satisfies readonly ProblemCode[]

type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
export type ParamsOf<Op extends Operation> = OutputOf<Op['params']>
export type QueryOf<Op extends Operation> = OutputOf<Op['query']>
export type BodyOf<Op extends Operation> = OutputOf<Op['body']>
/** What the handler answers with, and what the caller reads. */
export type AnswerOf<Op extends Operation> = OutputOf<Op['answer']['json']>
