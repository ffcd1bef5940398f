// The story of one URL: what would happen now, and what happened last.
import { z } from 'zod'
import { groupId, groupQuery, httpUrl, peerId, byteCount } from './fields.js'
import { location } from './locations.js'
import type { Operation } from './operation.js'
import { contentRequest, transfer } from './transfers.js'

export const nextStep = z
  .discriminatedUnion('step', [
    z.object({ step: z.literal('cache') }),
    z.object({ step: z.literal('attach') }),
    z.object({ step: z.literal('copy'), from: z.array(peerId) }),
    z.object({ step: z.literal('follow'), from: peerId }),
    z.object({ step: z.literal('lead') }),
    z.object({ step: z.literal('ask'), first: peerId }),
    z.object({ step: z.literal('direct') }),
    z.object({ step: z.literal('alone') }),
    z.object({ step: z.literal('ask-all').describe('Every member is asked before anybody goes') }),
    z.object({ step: z.literal('nowhere') })
  ])
  .meta({ id: 'NextStep', description: 'What asking for the URL would do now' })

export const explanation = z
  .object({
    group: z.object({ id: groupId, name: z.string() }),
    url: z.string().describe('Normalised: what the group knows it by'),
    urlKey: z.string(),
    privacy: z
      .enum(['share', 'unnamed', 'never'])
      .describe(
        'What members may hear of it, as patterns of the group and of this node say: all, the key alone, nothing'
      ),
    next: nextStep,
    freshness: z
      .object({
        isFresh: z.boolean().describe('By RFC 9111. If not, the origin is asked first'),
        ageMs: z.number(),
        mayServeStale: z.boolean().describe('Where the origin does not answer')
      })
      .optional()
      .describe('Of what the group has, where it can be had'),
    holders: z.array(location.extend({ counts: z.boolean().describe('False: older content of the URL') })),
    transfer: transfer.omit({ group: true }).optional(),
    downloaders: z.array(z.object({ peer: peerId, verifiedBytes: byteCount })),
    candidates: z.array(peerId).describe('Who may download for all, in the order in which they would speak up'),
    provider: peerId.optional().describe('Whom the group elected, where it is among them: it comes first'),
    out: z.array(z.object({ peer: peerId, reasons: z.array(z.string()) })).describe('Who is present and may not'),
    origin: z.object({
      host: z.string(),
      proxy: z
        .string()
        .optional()
        .describe(
          'The upstream proxy that carries what this node asks of it, without user and password; else it goes there itself'
        ),
      carried: z
        .boolean()
        .optional()
        .describe('True: what is not shared goes through members now, since its own line does not work or is not used'),
      addresses: z.array(
        z.object({ address: z.string(), refusal: z.string().optional().describe('Why this node does not go there') })
      ),
      error: z.string().optional()
    }),
    members: z.array(z.object({ peer: peerId, name: z.string(), present: z.boolean(), self: z.boolean() })),
    need: z
      .object({
        mode: z.enum(['alongside', 'ask-first', 'off']).describe('`need.mode` of this node'),
        asks: z.boolean().describe('Whether asking for the URL now would ask every member who has it'),
        waitMs: z
          .number()
          .describe(
            'How long answers are waited for before an origin is asked; 0: the download does not wait for them'
          ),
        answered: z
          .array(z.object({ peer: peerId, afterMs: z.number().describe('From asking to hearing') }))
          .describe('Who answered the last time that this node asked')
      })
      .describe('What the need flow would do, and who answered'),
    last: contentRequest.optional().describe('The last time that somebody at this node asked for it')
  })
  .meta({ id: 'Explanation' })

export type Explanation = z.infer<typeof explanation>

export const explainUrl = {
  id: 'explainUrl',
  method: 'GET',
  path: '/v1/explain',
  right: 'read',
  summary: 'What asking for a URL would do now and why, and what it did last',
  query: z.object({ ...groupQuery, url: httpUrl }),
  answer: { description: 'Nothing is fetched for it', json: explanation },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_URL', 'PRIVATE_URL']
} as const satisfies Operation
