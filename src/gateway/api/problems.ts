// What may go wrong, as the API says it: problem details (RFC 9457) with one of our codes.
import { z } from 'zod'
import type { ContentErrorCode } from '../../content/index.js'
import type { FlowErrorCode } from '../../flows/index.js'
import type { GroupErrorCode } from '../../group/index.js'
import type { RecordErrorCode } from '../../record/index.js'
import type { StoreErrorCode } from '../../store/index.js'
import type { GatewayErrorCode } from '../errors.js'

export type ProblemCode =
  GatewayErrorCode | FlowErrorCode | ContentErrorCode | GroupErrorCode | StoreErrorCode | RecordErrorCode

export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('The code once more, for people'),
    status: z.int().min(400).max(599),
    code: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/)
      .describe('What went wrong: compare this, never the text'),
    detail: z.string().describe('One sentence for a person, with names and numbers')
  })
  .meta({ id: 'Problem', description: 'Why there is no answer (RFC 9457)' })

export type Problem = z.infer<typeof problemSchema>
