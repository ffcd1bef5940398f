// Fields that many operations share.
import { parseUrl } from '../../base/index.js'
import { z } from 'zod'
import { MAX_URL_CHARACTERS } from '../../content/index.js'

export const peerId = z.string().max(60).describe('Peer id, as `12D3KooW…`')
export const groupName = z.string().describe('Of the group, as it was created or joined at this node: `group` takes it')
export const friendlyName = z
  .string()
  .describe(
    'What administrators call the group for all its members; `name` where they said nothing. It chooses no group'
  )
export const groupId = z.string().describe('Group id, 64 hex characters')
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 digest: 64 lower-case hex characters')
  .describe('SHA-256, 64 lower-case hex characters')
export const atMs = z.int().describe('Milliseconds since 1970')
export const byteCount = z.int().min(0)

/** As given, for whoever judges it further. */
export const httpUrl = z
  .string()
  .max(MAX_URL_CHARACTERS, `has more than ${MAX_URL_CHARACTERS} characters`)
  .refine(isHttpUrl, 'is not an http or https URL')
  .describe('An http or https URL')

/** The group that is meant, where this node is in several: its name, its id or the start of that. */
export const groupQuery = {
  group: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('Name of the group, its id or the start of that; not needed where there is one')
}

export const groupParams = z.object({
  group: z.string().min(1).max(256).describe('Name of the group, its id or the start of that')
})

/** A whole number in a query, where everything is text. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d{1,16}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .meta({ override: { type: 'integer', minimum: min, maximum: max } })
}

function isHttpUrl(text: string): boolean {
  const protocol = parseUrl(text)?.protocol
  return protocol === 'http:' || protocol === 'https:'
}

/** As `z.record`, which would pass over a field of that name as if nobody had given it. */
export function recordOf<Value extends z.ZodType>(key: z.ZodString, value: Value): z.ZodRecord<z.ZodString, Value> {
  const checked = z.preprocess(
    (given, context) => {
      if (typeof given === 'object' && given !== null && Object.hasOwn(given, '__proto__')) {
        context.addIssue({ code: 'custom', path: ['__proto__'], message: 'nothing may be called so' })
      }
      return given
    },
    z.record(key, value)
  )
  return checked as unknown as z.ZodRecord<z.ZodString, Value>
}
