// Tokens with which applications come in: one each, with rights.
import { z } from 'zod'
import { atMs } from './fields.js'
import { RIGHTS, type Operation } from './operation.js'

export const right = z.enum(RIGHTS)

/** Without dots: `app.<namespace>.<name>` is taken apart at them. */
export const namespace = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes, a letter first')

export const tokenSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    rights: z.array(right).readonly(),
    namespace: z.string().describe('Whose records it writes; empty: none'),
    createdAtMs: atMs
  })
  .meta({ id: 'TokenSummary' })

export const tokenInit = z
  .union(
    [
      z.strictObject({
        name: z.string().min(1).max(64).describe('Of the application, for people'),
        rights: z.array(right).min(1).max(16),
        namespace: z
          .string()
          .optional()
          .describe('Whose records it writes; the name, where nothing is said and it can be one')
      }),
      z.strictObject({ page: z.literal(true).describe('A session of the page: all rights, for 12 hours') })
    ],
    'must be {name, rights, namespace} or {page: true}'
  )
  .meta({ id: 'TokenInit' })

export const madeToken = z
  .union([
    tokenSummary.extend({ token: z.string().describe('Shown this once') }),
    z.object({ token: z.string(), expiresInMs: z.int() })
  ])
  .meta({ id: 'MadeToken' })

export type TokenSummary = z.infer<typeof tokenSummary>
export type TokenInit = z.infer<typeof tokenInit>
export type MadeToken = z.infer<typeof madeToken>

export const listTokens = {
  id: 'listTokens',
  method: 'GET',
  path: '/v1/tokens',
  right: 'administer',
  summary: 'Who may come in, and what each may do',
  answer: { description: 'Without the tokens themselves', json: z.object({ tokens: z.array(tokenSummary) }) },
  problems: []
} as const satisfies Operation

export const makeToken = {
  id: 'makeToken',
  method: 'POST',
  path: '/v1/tokens',
  right: 'administer',
  summary: 'Lets an application in',
  body: tokenInit,
  answer: { description: 'The token, which is shown this once', json: madeToken },
  problems: ['LIMIT_REACHED', 'FORBIDDEN']
} as const satisfies Operation

export const revokeToken = {
  id: 'revokeToken',
  method: 'DELETE',
  path: '/v1/tokens/:id',
  right: 'administer',
  summary: 'Good for nothing from now on, what it asks just now included',
  params: z.object({ id: z.string().min(1).max(64) }),
  answer: { description: 'It is revoked', json: z.object({ id: z.string(), revoked: z.literal(true) }) },
  problems: ['NOT_FOUND']
} as const satisfies Operation
