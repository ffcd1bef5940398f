// Strangers who ask to be let in.
import { z } from 'zod'
import { atMs, groupId, groupName, groupParams, peerId } from './fields.js'
import { role } from './groups.js'
import type { Operation } from './operation.js'

export const knock = z
  .object({
    peer: peerId,
    name: z.string().describe('What it calls itself: a stranger’s word. Who it is shows the end of its peer id'),
    host: z.string().describe('IP address it comes from'),
    sinceMs: atMs,
    lastMs: atMs.describe('When it was last heard of, in milliseconds since 1970'),
    standing: z.enum(['stranger', 'member', 'removed']).describe('`removed`: it was a member before')
  })
  .meta({ id: 'Knock' })

const knocking = z.enum(['off', 'on']).describe('Whether administrators’ nodes hear strangers: a setting of the group')

export const knocks = z
  .object({ group: groupId, name: groupName, knocking, knocks: z.array(knock).describe('The first to come first') })
  .meta({ id: 'Knocks' })

export type Knock = z.infer<typeof knock>
export type Knocks = z.infer<typeof knocks>

export const listKnocks = {
  id: 'listKnocks',
  method: 'GET',
  path: '/v1/groups/:group/knocks',
  right: 'administer',
  summary: 'Who asks this node to be let into a group',
  params: groupParams,
  answer: { description: 'Who waits for an answer; nobody where this machine is no administrator', json: knocks },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const setKnocking = {
  id: 'setKnocking',
  method: 'POST',
  path: '/v1/groups/:group/knocks',
  right: 'administer',
  summary: 'Has administrators’ nodes hear strangers, or not',
  params: groupParams,
  body: z.strictObject({ knocking }),
  answer: { description: 'As it is now, on the disk of this node', json: knocks },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'NOT_ADMINISTRATOR', 'DISK', 'FULL']
} as const satisfies Operation

export const answerKnock = {
  id: 'answerKnock',
  method: 'POST',
  path: '/v1/groups/:group/knocks/:peer',
  right: 'administer',
  summary: 'Lets somebody in who knocks, or not',
  params: groupParams.extend({ peer: z.string().min(1).max(64).describe('Peer id, as `listKnocks` has it') }),
  body: z.strictObject({
    allow: z.boolean(),
    role: role.optional().describe('What it becomes; member where nothing is said'),
    limits: z
      .strictObject({
        mayServe: z.boolean().optional(),
        mayUseUplinks: z.boolean().optional(),
        mayProvide: z.boolean().optional(),
        fixedTerm: z.boolean().optional()
      })
      .optional()
      .describe(
        'What it may not do as a member, and whether its membership is renewed by nobody; where nothing is said, as it is of who is a member already'
      ),
    again: z.boolean().optional().describe('Also where it was removed, or left, before, or its fixed term is over')
  }),
  answer: {
    description: 'It is on disk here; who knocks hears of it when it asks again, within seconds',
    json: z.object({ group: groupId, peer: peerId, allow: z.boolean() })
  },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'NO_SUCH_KNOCK',
    'NOT_ADMINISTRATOR',
    'TOO_FAR_FROM_ROOT',
    'BAD_LIMIT',
    'ALREADY_REMOVED',
    'NOT_SAVED'
  ]
} as const satisfies Operation
