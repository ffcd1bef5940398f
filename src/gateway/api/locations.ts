// Who holds what, from the records here: no network is asked.
import { z } from 'zod'
import { MAX_QUERIES } from '../defaults.js'
import { atMs, byteCount, digest, groupQuery, httpUrl, peerId } from './fields.js'
import type { Operation } from './operation.js'

export const location = z
  .object({
    digest: digest.optional().describe('SHA-256 of the content; missing while it is being downloaded'),
    bytes: byteCount.optional().describe('Of the whole content, where known'),
    holder: peerId,
    present: z.boolean().describe('Whether the holder is here now'),
    self: z.boolean().describe('Whether the holder is this node'),
    complete: z.boolean().describe('False: the holder is downloading it, and can be read along with'),
    heldBytes: byteCount.describe('Verified bytes that the holder has, from the start'),
    roundTripMs: z.number().optional().describe('To the holder, where this node has measured it'),
    load: z
      .number()
      .optional()
      .describe('How busy the holder says that it is with answers to members: 0 idle to 100 busy, in steps'),
    verifiedAtMs: atMs
      .optional()
      .describe('When the holder said that it has it, or this node last read all of its own'),
    url: z.string().optional().describe('Only of what was published with one'),
    contentType: z.string().optional(),
    fetchedFromOriginAtMs: atMs.optional().describe('When the holder itself fetched it from the origin')
  })
  .meta({ id: 'Location', description: 'A member that has content, and how well it can be had from there' })

export const locationQuery = z
  .union([z.strictObject({ url: httpUrl }), z.strictObject({ digest })], 'must be {url} or {digest}')
  .meta({ id: 'LocationQuery' })

export const locatedQuery = z.object({ query: locationQuery, locations: z.array(location) })

export type Location = z.infer<typeof location>
export type LocationQuery = z.infer<typeof locationQuery>

export const located = z
  .object({ results: z.array(locatedQuery).describe('As asked, in that order') })
  .meta({ id: 'Located' })

export type Located = z.infer<typeof located>

export const locate = {
  id: 'locate',
  method: 'GET',
  path: '/v1/locations',
  right: 'read',
  summary: 'Who has the content of a URL, or of a digest',
  query: z
    .object({
      ...groupQuery,
      url: z.array(httpUrl).max(MAX_QUERIES, `stands there more than ${MAX_QUERIES} times`).optional(),
      digest: z.array(digest).max(MAX_QUERIES, `stands there more than ${MAX_QUERIES} times`).optional()
    })
    .describe('What to locate: `url` or `digest`, each as often as wanted'),
  answer: { description: 'For each query the members that have it', json: located },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_URL', 'PRIVATE_URL']
} as const satisfies Operation

export const locateMany = {
  id: 'locateMany',
  method: 'POST',
  path: '/v1/locations',
  right: 'read',
  summary: `As locate, for up to ${MAX_QUERIES} queries at once`,
  query: z.object(groupQuery),
  body: z.object({ queries: z.array(locationQuery).min(1).max(MAX_QUERIES, `at most ${MAX_QUERIES} at once`) }),
  answer: { description: 'For each query the members that have it', json: located },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_URL', 'PRIVATE_URL', 'TOO_LARGE']
} as const satisfies Operation
