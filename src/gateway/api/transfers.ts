// What is downloading now and from whom; what this node was asked for, and how it came.
import { z } from 'zod'
import { atMs, byteCount, digest, groupId, peerId } from './fields.js'
import type { Operation } from './operation.js'
import { watchLost } from './watch.js'

export const bytesBySource = z
  .object({
    uplink: byteCount.describe('From origins'),
    members: z.record(peerId, byteCount),
    cache: byteCount.describe('Was here before')
  })
  .meta({ id: 'BytesBySource', description: 'Body bytes by where this node got them' })

const progress = {
  state: z
    .enum(['asking', 'leading', 'following', 'copying'])
    .describe(
      'asking: nobody has it yet; leading: this node gets it from the origin; following: reads along with the member who ' +
        'does; copying: from members that hold it'
    ),
  bytes: byteCount.describe('Verified, from the start'),
  totalBytes: byteCount.optional(),
  from: peerId.optional().describe('Whom it comes from now; missing: the origin, or nobody yet'),
  sources: bytesBySource.describe('Read so far; what an earlier download left half done is in `bytes` alone'),
  forOthers: z.boolean().describe('Nobody at this node asked: it runs for members')
}

export const transfer = z
  .object({ group: groupId, url: z.string(), ...progress })
  .meta({ id: 'Transfer', description: 'A download that runs on this node, for itself or for others' })

export const fetchResult = z
  .object({
    group: groupId,
    url: z.string(),
    digest,
    bytes: byteCount,
    ms: z.number().describe('From the request to the last verified byte'),
    firstByteMs: z.number().describe('From the request to the first byte that could be read'),
    sources: bytesBySource,
    askedInVain: z.boolean(),
    rereadBytes: byteCount.describe(
      'Crossed the uplink though they were here: the origin would not go on from the middle'
    ),
    fetchedFromOriginAtMs: atMs.optional(),
    freshness: z
      .object({
        hit: z.boolean().describe('What was held, without a body from the origin'),
        ageMs: z.number().describe('Since the origin said it'),
        stale: z.boolean().describe('Past its life: the origin did not answer in time'),
        revalidated: z.boolean().describe('The origin said just now that it is still the same'),
        collapsed: z.boolean().describe('Reads along with a transfer that ran already')
      })
      .optional(),
    kept: z.boolean().describe('Whether it stays in the cache of this node'),
    notKeptBecause: z.string().optional()
  })
  .meta({ id: 'FetchResult' })

export const contentRequest = z
  .object({
    id: z.string(),
    group: groupId,
    url: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    firstByteMs: z.number().optional(),
    transfer: z.object(progress).optional().describe('What it does now, while it runs'),
    result: fetchResult.optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional()
  })
  .meta({ id: 'ContentRequest' })

export type Transfer = z.infer<typeof transfer>
export type ContentRequest = z.infer<typeof contentRequest>
export type FetchResult = z.infer<typeof fetchResult>

const transfers = z.object({ transfers: z.array(transfer) })
export type Transfers = z.infer<typeof transfers>

export const listTransfers = {
  id: 'listTransfers',
  method: 'GET',
  path: '/v1/transfers',
  right: 'read',
  summary: 'What is downloading on this node now, and from whom',
  description: 'With `Accept: text/event-stream`: at once, and again whenever it has changed, until the caller leaves.',
  answer: { description: 'Every running transfer', json: transfers, events: { transfers, lost: watchLost } },
  problems: ['BUSY']
} as const satisfies Operation

export const listRequests = {
  id: 'listRequests',
  method: 'GET',
  path: '/v1/requests',
  right: 'read',
  summary: 'What this node was asked for lately, and how each ended',
  answer: { description: 'The oldest first', json: z.object({ requests: z.array(contentRequest) }) },
  problems: []
} as const satisfies Operation

export const getRequest = {
  id: 'getRequest',
  method: 'GET',
  path: '/v1/requests/:id',
  right: 'read',
  summary: 'One of them',
  params: z.object({ id: z.string().min(1).max(20).describe('What `potluck-request` named') }),
  answer: { description: 'How far it is, or how it ended', json: contentRequest },
  problems: ['NOT_FOUND']
} as const satisfies Operation
