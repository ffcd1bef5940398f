// Asking the group who has something: the need flow, as programs see it (docs/protocols/need.md).
import { z } from 'zod'
import { MAX_NEED_PAIRS, MAX_NEED_WORD_CHARACTERS, MAX_URL_CHARACTERS } from '../../content/index.js'
import { byteCount, digest, groupId, groupQuery, peerId } from './fields.js'
import type { Operation } from './operation.js'
import { watchLost } from './watch.js'

const MAX_UINT32 = 2 ** 32 - 1

export const needPair = z
  .strictObject({ key: z.string().min(1), value: z.string() })
  .meta({ id: 'NeedPair', description: 'The application’s own' })

export const needQuery = z
  .strictObject({
    uri: z
      .string()
      .min(1)
      .max(MAX_URL_CHARACTERS, `has more than ${MAX_URL_CHARACTERS} characters`)
      .describe('What is needed: any URL or URI. It stands in the need: every member reads it'),
    method: z.enum(['GET', 'POST'], 'must be GET or POST').optional().describe('GET where nothing is said'),
    type: z
      .int('must be a whole number')
      .min(16, 'must be at least 16')
      .max(MAX_UINT32, `must be at most ${MAX_UINT32}`)
      .optional()
      .describe('What the need means, as applications agree. Where nothing is said it asks for the content of the URL'),
    protocol: z
      .string()
      .max(MAX_NEED_WORD_CHARACTERS, `has more than ${MAX_NEED_WORD_CHARACTERS} characters`)
      .optional()
      .describe('What the asker retrieves by; the scheme where nothing is said'),
    version: z
      .string()
      .max(MAX_NEED_WORD_CHARACTERS, `has more than ${MAX_NEED_WORD_CHARACTERS} characters`)
      .optional()
      .describe('Of the application'),
    cachedOnly: z
      .boolean()
      .optional()
      .describe('Yes where nothing is said. If not, a member may download what nobody has, as for content'),
    pairs: z
      .array(needPair)
      .max(MAX_NEED_PAIRS, `at most ${MAX_NEED_PAIRS} pairs`)
      .optional()
      .describe('At most 1,024 characters together'),
    wait: z
      .boolean()
      .optional()
      .describe('Yes where nothing is said: where nobody has it, a download of it that runs elsewhere is waited for'),
    all: z
      .boolean()
      .optional()
      .describe('Whether every answer within the time is wanted; else nobody need answer after the first')
  })
  .meta({ id: 'NeedQuery' })

export type NeedQuery = z.input<typeof needQuery>

export const needAsked = z
  .object({
    group: groupId,
    id: z.int().describe('Of the need, 32 bits'),
    waitMs: z.number().describe('How long answers count')
  })
  .meta({ id: 'NeedAsked', description: 'The first event: it is asked' })

export const needAnswer = z
  .object({
    holder: peerId,
    alias: z
      .string()
      .describe(
        'Where it can be had: of content the path at the holder’s content port, else what its application says'
      ),
    pairs: z.array(needPair),
    afterMs: z.number().describe('From asking to hearing'),
    content: z
      .object({ digest, bytes: byteCount, contentType: z.string().optional() })
      .optional()
      .describe('Missing where an application answered')
  })
  .meta({ id: 'NeedAnswer', description: 'A member has it' })

export const needProgress = z
  .object({
    peer: peerId,
    verifiedBytes: byteCount,
    expectedBytes: byteCount.optional().describe('Of the whole, where its origin said')
  })
  .meta({ id: 'NeedProgress', description: 'A member downloads it, and that is waited for' })

export const needOutcome = z
  .object({
    outcome: z
      .enum(['found', 'downloaded', 'downloading', 'none', 'ended'])
      .describe(
        'found: a member has it; downloaded: a member’s download was waited for; downloading: one runs, and was not; none: ' +
          'nobody has it; ended: the node stops'
      )
  })
  .meta({ id: 'NeedOutcome', description: 'The last event' })

export type NeedEvent =
  | { readonly event: 'asked'; readonly data: z.infer<typeof needAsked> }
  | { readonly event: 'answer'; readonly data: z.infer<typeof needAnswer> }
  | { readonly event: 'progress'; readonly data: z.infer<typeof needProgress> }
  | { readonly event: 'outcome'; readonly data: z.infer<typeof needOutcome> }
  | { readonly event: 'lost'; readonly data: z.infer<typeof watchLost> }

export const askNeed = {
  id: 'askNeed',
  method: 'POST',
  path: '/v1/needs',
  right: 'read',
  summary: 'Who has something, asked of every member',
  description:
    'Nothing is fetched: the content of a URL is at `/v1/content`. A need that asks for no content of a URL (`POST`, or a `type`) ' +
    'goes to the applications of members, and needs the right `records` too. Who leaves says that nobody need answer any more.',
  query: z.object(groupQuery),
  body: needQuery,
  answer: {
    description:
      'Answers in the order in which they come, until the time for them is over, or what is waited for is there',
    events: {
      asked: needAsked,
      answer: needAnswer,
      progress: needProgress,
      outcome: needOutcome,
      lost: watchLost
    }
  },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'BAD_NEED',
    'BAD_URL',
    'PRIVATE_URL',
    'NEEDS_OFF',
    'TOO_MANY_NEEDS',
    'BUSY',
    'CLOSED'
  ]
} as const satisfies Operation
