// Removing members, giving them another role, and who was removed.
import { z } from 'zod'
import { atMs, groupId, groupName, groupParams, peerId } from './fields.js'
import { role } from './groups.js'
import type { Operation } from './operation.js'

export const removal = z
  .object({
    id: z.string().describe('64 hex characters'),
    peer: peerId.describe('Whose certificates end'),
    kind: z.enum(['removed', 'left', 'role']).describe('`left`: it said so itself; `role`: it stays, by another one'),
    by: peerId.optional().describe('Who signed it; left out: the group’s root, with the recovery phrase'),
    atMs: atMs.describe('By the clock of who signed it, in milliseconds since 1970'),
    counts: z.boolean().describe('Whether it does anything: not where who signed it was removed itself')
  })
  .meta({ id: 'Removal' })

export type Removal = z.infer<typeof removal>

const madeRemoval = removal
  .extend({
    signed: z
      .object({
        certificates: z.number().int().describe('Memberships that stand on'),
        removals: z.number().int().describe('Removals that stand on'),
        fallen: z
          .number()
          .int()
          .describe('What does not: what was distrusted, and who never came where there was no room')
      })
      .describe('Of what it signed as an administrator')
  })
  .meta({ id: 'MadeRemoval' })

const memberParams = groupParams.extend({ peer: z.string().min(1).max(64).describe('Peer id') })
const made = z.object({ group: groupId, name: groupName, removal: madeRemoval })

export const listRemovals = {
  id: 'listRemovals',
  method: 'GET',
  path: '/v1/groups/:group/removals',
  right: 'read',
  summary: 'Who was removed, left, or was given another role',
  description: 'Who stands here may be a member again: see `listMembers`.',
  params: groupParams,
  answer: {
    description: 'Every removal that is known at this node, the newest first',
    json: z.object({ group: groupId, name: groupName, removals: z.array(removal) })
  },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

const PROBLEMS = [
  ...([
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'NOT_A_PEER',
    'MAY_NOT_REMOVE',
    'LAST_ADMINISTRATOR',
    'NOT_ADMINISTRATOR'
  ] as const),
  ...(['NOT_A_MEMBER', 'NOT_SYNCHRONISED', 'TOO_LARGE_REMOVAL', 'TOO_MANY_REMOVALS', 'NOT_SAVED'] as const)
] as const

export const removeMember = {
  id: 'removeMember',
  method: 'POST',
  path: '/v1/groups/:group/members/:peer/remove',
  right: 'administer',
  summary: 'Ends somebody’s membership, at once at every node that hears of it',
  description:
    'Its records stay, as far as this node has them; so does what it signed as an administrator but for what is distrusted.',
  params: memberParams,
  body: z.strictObject({
    distrusted: z
      .array(z.string().max(64))
      .max(1024)
      .optional()
      .describe(
        'Of what it signed as an administrator, ids of what falls (see `listSigned`); nothing where nothing is said'
      ),
    distrustAll: z
      .boolean()
      .optional()
      .describe('All that it signed as an administrator falls: where its machine is in other hands'),
    reissue: z
      .array(z.string().max(64))
      .max(1024)
      .optional()
      .describe('Members that get a certificate by this node at once, so that they do not hang on what it signed'),
    unseen: z.boolean().optional().describe('Also somebody who was invited and has not come'),
    unsynchronised: z
      .boolean()
      .optional()
      .describe('Also while this node may lack what it wrote last, which then is lost')
  }),
  answer: { description: 'It is on the disk of this node', json: made },
  problems: PROBLEMS
} as const satisfies Operation

export const listSigned = {
  id: 'listSigned',
  method: 'GET',
  path: '/v1/groups/:group/members/:peer/signed',
  right: 'read',
  summary: 'What somebody signed as an administrator that stands: what its removal keeps, or lets fall',
  params: memberParams,
  answer: {
    description: 'Of each member one certificate, and all removals',
    json: z.object({
      group: groupId,
      name: groupName,
      signed: z.array(
        z.object({
          id: z.string().describe('64 hex characters'),
          kind: z.enum(['certificate', 'removal']),
          about: peerId.describe('Whom it let in, or removed'),
          seen: z.boolean().describe('Whether anything was ever heard of a member that it let in')
        })
      )
    })
  },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const changeMember = {
  id: 'changeMember',
  method: 'POST',
  path: '/v1/groups/:group/members/:peer/change',
  right: 'administer',
  summary: 'Gives a member another role or other limits; what is not named stays',
  params: memberParams,
  body: z.strictObject({
    role: role.optional(),
    limits: z
      .strictObject({
        mayServe: z.boolean().optional(),
        mayUseUplinks: z.boolean().optional(),
        mayProvide: z.boolean().optional(),
        fixedTerm: z.boolean().optional()
      })
      .optional()
      .describe('Of members; of administrators only `fixedTerm`')
  }),
  answer: {
    description: 'It is on the disk of this node',
    json: made.extend({ removal: madeRemoval.nullable().describe('null: nothing was to change') })
  },
  problems: [...PROBLEMS, 'BAD_LIMIT', 'TOO_FAR_FROM_ROOT']
} as const satisfies Operation
