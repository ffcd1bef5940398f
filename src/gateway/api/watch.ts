// What changes, as it changes: server-sent events.
import { z } from 'zod'
import { groupId, groupQuery, httpUrl, peerId } from './fields.js'
import { location } from './locations.js'
import type { Operation } from './operation.js'
import { attributeFilter, record, recordId, typeName } from './records.js'

export const watchReady = z
  .object({
    group: groupId,
    locations: z.array(location).optional().describe('What is there now, where locations are watched'),
    records: z.array(record).optional().describe('What is there now, where records are watched'),
    truncated: z.boolean().describe('There is more than `ready` names: list it')
  })
  .meta({ id: 'WatchReady', description: 'The first event: from here on nothing is missed' })

export const watchLocation = z
  .object({ location })
  .meta({ id: 'WatchLocation', description: 'A location came, changed or went; of one that went: what it was' })

export const watchRecord = z.object({ record }).meta({ id: 'WatchRecord', description: 'A record came or changed' })

export const watchGone = z
  .object({ id: recordId, type: typeName, creator: peerId })
  .meta({ id: 'WatchGone', description: 'A record was deleted, or its life has ended' })

export const watchLost = z.object({ missed: z.int().min(1) }).meta({
  id: 'WatchLost',
  description: 'The caller read too slowly: this many events were thrown away, and the stream ends'
})

export const WATCH_EVENTS = {
  ready: watchReady,
  'location:add': watchLocation,
  'location:update': watchLocation,
  'location:remove': watchLocation,
  'record:add': watchRecord,
  'record:update': watchRecord,
  'record:delete': watchGone,
  'record:expire': watchGone,
  lost: watchLost
} as const

export type WatchEvent = {
  [Name in keyof typeof WATCH_EVENTS]: { event: Name; data: z.infer<(typeof WATCH_EVENTS)[Name]> }
}[keyof typeof WATCH_EVENTS]

export const watch = {
  id: 'watch',
  method: 'GET',
  path: '/v1/watch',
  right: 'any',
  summary: 'Tells of locations or records as they come, change and go',
  description:
    'Give `url` or `prefix` (right read), or `type` and `attribute`, either or both (right records; a token hears of its ' +
    'namespace). Events are numbered from 1 in their `id`, without gaps. A comment comes every 15 seconds. Nothing is ' +
    'repeated after a broken connection: the `ready` of a new one says what is there now.',
  query: z.object({
    ...groupQuery,
    url: httpUrl.optional().describe('Who has the content of this URL'),
    prefix: z
      .string()
      .min(1)
      .max(8192)
      .optional()
      .describe('Content that was published with a URL that begins so: only such URLs are known to others'),
    type: typeName.optional().describe('Records of this type'),
    attribute: attributeFilter.optional().describe('Records with this attribute, `name:value`')
  }),
  answer: { description: 'Events until the caller leaves', events: WATCH_EVENTS },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_URL', 'PRIVATE_URL', 'FORBIDDEN', 'BUSY']
} as const satisfies Operation
