// Who counted what: bytes by source since the node started, and by day and content from before.
import { z } from 'zod'
import { atMs, byteCount, peerId, wholeNumber } from './fields.js'
import type { Operation } from './operation.js'

export const ledger = z
  .object({
    sinceMs: atMs.describe('When the node started'),
    uplink: z.object({
      bytesIn: byteCount.describe('Body bytes from origins, for the group'),
      notSharedBytes: byteCount.describe('Passed through for programs of this machine: private answers, tunnels')
    }),
    lan: z.object({
      bytesIn: byteCount,
      bytesOut: byteCount,
      inByMember: z.record(peerId, byteCount),
      outByMember: z.record(peerId, byteCount)
    }),
    cache: z.object({ bytesOut: byteCount.describe('Answered from what was here') })
  })
  .meta({ id: 'Ledger', description: 'Body bytes by source' })

const bySource = {
  uplinkBytes: byteCount.describe('From origins'),
  memberBytes: byteCount.describe('From members'),
  cacheBytes: byteCount.describe('Was here before')
}

export const historyDay = z
  .object({
    day: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .describe('UTC'),
    ...bySource,
    notSharedBytes: byteCount.describe('Passed through for programs of this machine'),
    servedBytes: byteCount.describe('Given to members'),
    transfers: z.int().min(0).describe('Contents that came whole')
  })
  .meta({ id: 'HistoryDay' })

export const historyContent = z
  .object({
    url: z.string(),
    digest: z.string().optional(),
    bytes: byteCount.describe('Of the content'),
    ...bySource,
    crossings: z.number().describe('Uplink bytes for each byte of content, at this node; 0: nothing crossed for it'),
    forOthers: z.boolean().describe('Nobody at this node had asked for it'),
    atMs
  })
  .meta({ id: 'HistoryContent' })

export const history = z
  .object({
    sinceMs: atMs,
    days: z.array(historyDay).describe('The oldest first; days without bytes are left out'),
    contents: z.array(historyContent).describe('The newest first, at most the last 1,000')
  })
  .meta({ id: 'History' })

export type LedgerAnswer = z.infer<typeof ledger>
export type HistoryDay = z.infer<typeof historyDay>
export type HistoryContent = z.infer<typeof historyContent>
export type History = z.infer<typeof history>

export const getLedger = {
  id: 'getLedger',
  method: 'GET',
  path: '/v1/ledger',
  right: 'read',
  summary: 'Bytes by source since the node started',
  answer: { description: 'For all groups of the node', json: ledger },
  problems: []
} as const satisfies Operation

export const getHistory = {
  id: 'getHistory',
  method: 'GET',
  path: '/v1/history',
  right: 'read',
  summary: 'Bytes by source, by day and by content, also from before the node started',
  query: z.object({
    sinceMs: wholeNumber(0, Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('Milliseconds since 1970; all where nothing is said')
  }),
  answer: { description: 'What the node remembers', json: history },
  problems: []
} as const satisfies Operation
