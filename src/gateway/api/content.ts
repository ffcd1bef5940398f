// Bytes: getting a URL's content through the group, giving some to it.
import { z } from 'zod'
import { byteCount, digest, groupQuery, httpUrl } from './fields.js'
import { location } from './locations.js'
import type { Operation } from './operation.js'

const FETCH_PROBLEMS = [
  'NO_GROUP',
  'GROUP_AMBIGUOUS',
  'BAD_URL',
  'PRIVATE_URL',
  'NOT_HELD',
  'ORIGIN_REFUSED',
  'ORIGIN_UNREACHABLE',
  'ORIGIN_STATUS',
  'ORIGIN_BROKEN',
  'NO_UPLINK',
  'MEMBER_UNREACHABLE',
  'MEMBER_REFUSED',
  'MEMBER_BROKE',
  'PASSED',
  'BUSY',
  'DISK'
] as const

/** Beside those of HTTP itself. */
const contentHeaders = z.object({
  'accept-ranges': z.literal('bytes').optional(),
  age: z.string().optional().describe('Seconds since the origin said it (RFC 9111)'),
  'cache-status': z.string().optional().describe('How it was answered (RFC 9211)'),
  'content-location': z.string().optional().describe('Where redirects led, from the node that followed them'),
  'content-range': z.string().optional(),
  etag: z.string().optional(),
  'last-modified': z.string().optional(),
  'repr-digest': z.string().optional().describe('SHA-256 of the whole, where known beforehand (RFC 9530)'),
  'potluck-content-bytes': z.string().optional().describe('Of the whole content, where known'),
  'potluck-request': z.string().optional().describe('Names the request at `/v1/requests/{id}`'),
  'potluck-source': z.enum(['cache', 'members', 'origin']).optional().describe('Where its first bytes come from')
})

const getting = {
  path: '/v1/content',
  right: 'read',
  query: z.object({
    ...groupQuery,
    url: httpUrl,
    wait: z
      .enum(['true', 'false'], 'must be true or false')
      .optional()
      .describe(
        'false: what no member has whole this node gets from the origin itself, and waits for nobody who downloads it; true where ' +
          'nothing is said'
      )
  }),
  headers: z.object({
    range: z.string().optional().describe('One range of bytes, as `bytes=0-99`'),
    'if-range': z.string().optional(),
    'if-none-match': z.string().optional(),
    'if-modified-since': z.string().optional(),
    'cache-control': z
      .string()
      .optional()
      .describe(
        '`no-cache`: the origin is asked; `max-age`: where the copy is older; `only-if-cached`: whatever the group holds, ' +
          'no origin is asked'
      )
  }),
  problems: FETCH_PROBLEMS
} as const

export const getContent = {
  ...getting,
  id: 'getContent',
  method: 'GET',
  summary: 'The content of a URL, through the group',
  description:
    'Streams verified bytes. The body ends only when all is verified; where that fails midway the connection is cut, so ' +
    'that nobody takes a part for the whole. What came from where is at `/v1/requests/{id}`, with the id that ' +
    '`potluck-request` names.',
  answer: { description: 'The content, whole or in part', bytes: true, headers: contentHeaders }
} as const satisfies Operation

export const headContent = {
  ...getting,
  id: 'headContent',
  method: 'HEAD',
  summary: 'The headers of getContent, without the bytes',
  answer: { description: 'No body', bytes: true, headers: contentHeaders }
} as const satisfies Operation

/** Of whole content. */
const published = location.extend({ digest, bytes: byteCount }).meta({ id: 'Published' })
export type Published = z.infer<typeof published>

export const publishContent = {
  id: 'publishContent',
  method: 'POST',
  path: '/v1/content',
  right: 'publish',
  summary: 'Puts content into the cache of this node and tells the group that it is here',
  query: z.object({
    ...groupQuery,
    url: httpUrl
      .optional()
      .describe('What the content is the answer for; others see this URL, since it is published on purpose'),
    contentType: z.string().min(1).max(256).optional()
  }),
  body: 'bytes',
  answer: { description: 'Where it is now', json: published },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_URL', 'PRIVATE_URL', 'BAD_CONTENT_TYPE', 'TOO_LARGE', 'DISK', 'CLOSED']
} as const satisfies Operation
