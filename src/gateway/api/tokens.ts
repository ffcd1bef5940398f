// Tokens with which applications come in: one each, with rights.
import { z } from 'zod'
import { atMs } from './fields.js'
import { RIGHTS } from './operation.js'

export const right = z.enum(RIGHTS)

/** Without dots: `app.<namespace>.<name>` is taken apart at them. */
export const namespace = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes, a letter first')

export const tokenSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    rights: z.array(right),
    namespace: z.string().optional(),
    createdAtMs: atMs,
    lastUsedAtMs: atMs.optional(),
    expiresAtMs: atMs.optional()
  })
  .meta({ id: 'TokenSummary' })

export type TokenSummary = z.infer<typeof tokenSummary>
