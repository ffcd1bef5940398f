// Who is not given uploads for a backend any more, and why (docs/protocols/upload.md, "The black list").
import { z } from 'zod'
import { atMs, groupId, httpUrl, peerId } from './fields.js'
import type { Operation } from './operation.js'

const origin = z.string().describe('Of the backend: `https://vendor.example`')

const blackListEntry = z
  .object({
    peer: peerId,
    group: groupId,
    origin,
    kind: z
      .enum(['suspected', 'testimony', 'proved', 'judged'])
      .describe(
        'suspected: a wrong receipt, and no valid one yet that shows keys and backend to be right, for 10 minutes; testimony: what this ' +
          'node has seen and cannot show; proved: signed by the member itself, and published; judged: the same, by another member'
      ),
    fault: z
      .enum(['wrong-receipt', 'no-receipt', 'silent'])
      .describe(
        'wrong-receipt: not that key’s signature of this answer; no-receipt: an answer without one; silent: neither at its deadline'
      ),
    uploadId: z.string(),
    accuser: peerId.optional().describe('Who shows it, where it is judged'),
    sinceMs: atMs,
    untilMs: atMs,
    reportedMs: atMs.optional().describe('When a receipt of the backend covered the report of it')
  })
  .meta({ id: 'BlackListEntry', description: 'A member that is given no uploads for a backend' })

const blackList = z.object({
  entries: z.array(blackListEntry).describe('The newest first'),
  doubts: z
    .array(z.object({ origin, sinceMs: atMs, why: z.string() }))
    .describe('Backends whose receipts are doubted, or for which the keys that are known here are')
})

export type BlackListAnswer = z.infer<typeof blackList>

export const getBlackList = {
  id: 'getBlackList',
  method: 'GET',
  path: '/v1/black-list',
  right: 'read',
  summary: 'Who is given no uploads, for which backend, and why',
  answer: { description: 'As it is now', json: blackList },
  problems: ['NOT_READY']
} as const satisfies Operation

export const clearBlackList = {
  id: 'clearBlackList',
  method: 'DELETE',
  path: '/v1/black-list/:peer',
  right: 'administer',
  summary: 'Pardons a member: it is asked again',
  description:
    'Evidence against it that is known by now counts no more here, and what this node published is withdrawn.',
  params: z.object({ peer: peerId.min(1) }),
  query: z.object({ url: httpUrl.optional().describe('Only for the backend of that URL') }),
  answer: { description: 'How many entries there were', json: z.object({ cleared: z.int().min(0) }) },
  problems: ['NOT_READY']
} as const satisfies Operation
