// Whom the group elected, for what, and why.
import { z } from 'zod'
import { atMs, groupId, groupName, groupParams, peerId } from './fields.js'
import type { Operation } from './operation.js'

const kind = z.string().describe('What it provides: `group` (it fetches first for all), or the name of an application')

export const electedProvider = z
  .object({
    kind,
    peer: peerId,
    self: z.boolean().describe('It is this node'),
    backup: peerId
      .optional()
      .describe('Who stands in where it goes and nobody else that was elected in the last day is here'),
    electionId: z
      .string()
      .optional()
      .describe('32 hex characters; missing: nobody else is here, so this node provides for itself'),
    electedAtMs: atMs.optional().describe('Peer time, ms since 1970'),
    untilMs: atMs.optional().describe('Until then it counts, unless elected again; peer time, ms since 1970')
  })
  .meta({ id: 'ElectedProvider' })

const criterion = z
  .object({
    level: z.int().min(1).max(255).describe('Lower ones decide first'),
    name: z.string(),
    value: z.int().min(0).max(65_535).describe('The class that is compared: larger is better'),
    words: z.string().describe('The same for people')
  })
  .meta({ id: 'ElectionCriterion' })

const candidate = z
  .object({
    peer: peerId,
    criteria: z.array(criterion).readonly(),
    capped: z
      .array(z.object({ level: z.int(), claimed: z.int(), counted: z.int() }))
      .readonly()
      .describe('What it claimed beyond what this node has seen of it, and what counted'),
    lostBy: z.string().optional().describe('At which criterion it loses to the first; `key`: all else is the same')
  })
  .meta({ id: 'ElectionCandidate' })

export const electionExplanation = z
  .object({
    kind,
    provider: electedProvider.optional().describe('Who is elected and here; missing: nobody'),
    state: z.enum(['idle', 'about-to-start', 'standing', 'delaying', 'awaiting-result']),
    box: z.string().optional().describe('Where that stands in the figures that elections are built after'),
    running: z.boolean(),
    own: z.array(criterion).readonly().describe('What this node would say of itself; empty: it may not provide'),
    whyNotSelf: z.string().optional().describe('Why this node is not the provider, in words'),
    stood: z
      .array(candidate)
      .readonly()
      .describe('Who stood in the last election that this node heard, the best first'),
    decidedBy: z.string().optional().describe('The criterion at which the first won over the second'),
    refused: z
      .array(z.object({ peer: peerId, what: z.enum(['packet', 'result']), reason: z.string(), atMs }))
      .readonly()
      .describe('What did not count lately, and why; the newest first')
  })
  .meta({ id: 'ElectionExplanation' })

export type ElectedProvider = z.infer<typeof electedProvider>
export type ElectionExplanation = z.infer<typeof electionExplanation>

const kindParams = groupParams.extend({
  kind: z.string().min(1).max(256).describe('`group`, or the name of an application')
})

export const listElections = {
  id: 'listElections',
  method: 'GET',
  path: '/v1/groups/:group/elections',
  right: 'read',
  summary: 'For what this node takes part in elections, and whom they elected',
  params: groupParams,
  answer: {
    description: 'Of its settings, started here, and heard of',
    json: z.object({
      group: groupId,
      name: groupName,
      elections: z.array(z.object({ kind, provider: electedProvider.optional() }))
    })
  },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const explainElection = {
  id: 'explainElection',
  method: 'GET',
  path: '/v1/groups/:group/elections/:kind',
  right: 'read',
  summary: 'Whom an election made the provider, and why',
  params: kindParams,
  answer: { description: 'What this node knows of it; nobody is asked', json: electionExplanation },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_KIND', 'NO_ELECTION']
} as const satisfies Operation

export const startElection = {
  id: 'startElection',
  method: 'POST',
  path: '/v1/groups/:group/elections/:kind',
  right: 'records',
  summary: 'Elects a provider anew',
  description:
    'Answers when it is over, mostly after 3 to 8 s. An application elects for its namespace; who may administer, for all.',
  params: kindParams,
  body: z.strictObject({
    criteria: z
      .array(z.strictObject({ level: z.int(), value: z.int() }))
      .max(256)
      .optional()
      .describe(
        'What this node is worth to the application, at levels 7 to 255; where nothing is said, what was said before'
      )
  }),
  answer: { description: 'Who was elected', json: electedProvider },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'FORBIDDEN',
    'BAD_KIND',
    'BAD_CRITERIA',
    'TOO_MANY_KINDS',
    'MAY_NOT_PROVIDE',
    'NO_OUTCOME',
    'CLOSED'
  ]
} as const satisfies Operation
