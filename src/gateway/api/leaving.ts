// Leaving a group, and taking it off this machine.
import { z } from 'zod'
import { groupId, groupName, groupParams } from './fields.js'
import type { Operation } from './operation.js'

export const leaveGroup = {
  id: 'leaveGroup',
  method: 'POST',
  path: '/v1/groups/:group/leave',
  right: 'administer',
  summary: 'Ends this node’s own membership; deletes nothing here',
  description: 'Answers when a neighbour has heard of it, after 3 s at the latest.',
  params: groupParams,
  body: z.strictObject({
    force: z
      .boolean()
      .optional()
      .describe('Also as the last administrator: then nobody but who has the recovery phrase lets anybody in')
  }),
  answer: {
    description: 'It is on the disk of this node',
    json: z.object({
      group: groupId,
      name: groupName,
      heard: z.boolean().describe('Whether a neighbour has heard of it; else nobody knows before the certificate ends')
    })
  },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'LAST_ADMINISTRATOR',
    'NOT_A_MEMBER',
    'NOT_A_PEER',
    'TOO_LARGE_REMOVAL',
    'TOO_MANY_REMOVALS',
    'NOT_SAVED'
  ]
} as const satisfies Operation

export const deleteGroup = {
  id: 'deleteGroup',
  method: 'DELETE',
  path: '/v1/groups/:group',
  right: 'administer',
  summary: 'Closes a group and deletes what this machine has of it',
  description: 'Nobody else hears of it: `leaveGroup` is for that. What the cache holds stays there.',
  params: groupParams,
  answer: { description: 'It is gone', json: z.object({ group: groupId }) },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'NO_SUCH_GROUP', 'GROUP_IN_USE']
} as const satisfies Operation
