// Groups, their members, and codes with which others come in.
import { z } from 'zod'
import { atMs, friendlyName, groupId, groupName, groupParams, peerId, recordOf, wholeNumber } from './fields.js'
import type { Operation } from './operation.js'

export const role = z.enum(['administrator', 'member'])

export const group = z.object({ id: groupId, name: groupName, friendlyName, role }).meta({ id: 'Group' })

export const limits = z
  .object({
    mayServe: z.boolean().describe('Whether others may fetch content from it'),
    mayUseUplinks: z.boolean().describe('Whether others fetch from origins for it'),
    mayProvide: z.boolean().describe('Whether it may be a provider of flows'),
    fixedTerm: z.boolean().describe('Whether nobody renews its certificate')
  })
  .meta({ id: 'MemberLimits' })

export const member = z
  .object({
    peer: peerId,
    name: z.string().describe('What it calls itself; the peer id where it has said nothing yet'),
    role,
    limits,
    validFromMs: atMs,
    validUntilMs: atMs,
    issuer: peerId.optional().describe('Who signed its certificate; left out: the group’s root'),
    depth: z.int().describe('How far it is from the root: 1 is what the root signed'),
    present: z.boolean(),
    self: z.boolean()
  })
  .meta({ id: 'Member' })

export const code = z
  .object({
    id: z.string().describe('8 hex characters; not secret'),
    role,
    uses: z.int(),
    used: z.int(),
    createdAtMs: atMs,
    expiresAtMs: atMs,
    state: z.enum(['good', 'expired', 'used-up', 'revoked'])
  })
  .meta({ id: 'Code' })

export const madeCode = z
  .object({
    group: groupId,
    name: groupName,
    text: z.string().describe('One line: what `potluck join` takes. Shown once'),
    id: z.string().describe('8 hex characters; not secret'),
    role,
    uses: z.int(),
    expiresAtMs: atMs,
    qrSvg: z.string().describe('The text as a QR code: an SVG document without script')
  })
  .meta({ id: 'MadeCode' })

export type Group = z.infer<typeof group>
export type Member = z.infer<typeof member>
export type Code = z.infer<typeof code>
export type MadeCode = z.infer<typeof madeCode>

const ofGroup = { group: groupId, name: groupName }

export const listGroups = {
  id: 'listGroups',
  method: 'GET',
  path: '/v1/groups',
  right: 'read',
  summary: 'The groups that this node is in',
  answer: { description: 'The oldest here first', json: z.object({ groups: z.array(group) }) },
  problems: []
} as const satisfies Operation

export const listMembers = {
  id: 'listMembers',
  method: 'GET',
  path: '/v1/groups/:group/members',
  right: 'read',
  summary: 'Who is in a group, and who is here now',
  params: groupParams,
  answer: { description: 'Every member', json: z.object({ ...ofGroup, members: z.array(member) }) },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

const propertyValues = z.object({
  friendlyName,
  comment: z.string().describe('A few words about the group, at most 512 bytes'),
  presenceLifetimeMs: z
    .int()
    .describe('How long a member counts as present after it was last heard of: 60,000 to 600,000 ms'),
  deferExpiration: z
    .boolean()
    .describe(
      'Records stay in view where a member has no neighbour, until it has one again; restarts of its node change nothing'
    )
})

export const groupProperties = z
  .object({
    ...ofGroup,
    properties: propertyValues,
    conflicts: z
      .array(
        z.object({
          name: z.string(),
          value: z.union([z.string(), z.number(), z.boolean(), z.null()]).describe('null: the default'),
          author: peerId,
          modifiedAtMs: atMs
        })
      )
      .describe('What administrators who were apart set, and lost')
  })
  .meta({ id: 'GroupProperties' })

export type GroupPropertiesAnswer = z.infer<typeof groupProperties>

export const getProperties = {
  id: 'getProperties',
  method: 'GET',
  path: '/v1/groups/:group/properties',
  right: 'read',
  summary: 'What administrators set for all members',
  params: groupParams,
  answer: { description: 'Every property, the defaults too', json: groupProperties },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const setProperties = {
  id: 'setProperties',
  method: 'POST',
  path: '/v1/groups/:group/properties',
  right: 'administer',
  summary: 'Sets properties for all members; what is not named stays',
  params: groupParams,
  body: recordOf(
    z.string().min(1).max(64),
    z.union([z.string().max(1024), z.number(), z.boolean(), z.null()])
  ).describe('By name; null: the default again'),
  answer: { description: 'What they are now, on the disk of this node', json: groupProperties },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_PROPERTY', 'NOT_ADMINISTRATOR', 'DISK', 'FULL']
} as const satisfies Operation

export const listAddresses = {
  id: 'listAddresses',
  method: 'GET',
  path: '/v1/groups/:group/addresses',
  right: 'administer',
  summary: 'Where this node can be reached for a group',
  params: groupParams,
  answer: { description: 'Multiaddrs', json: z.object({ addresses: z.array(z.string()) }) },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const listCodes = {
  id: 'listCodes',
  method: 'GET',
  path: '/v1/groups/:group/codes',
  right: 'administer',
  summary: 'Codes that this machine made, and how often each was used',
  params: groupParams,
  answer: { description: 'The newest first', json: z.object({ ...ofGroup, codes: z.array(code) }) },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const makeCode = {
  id: 'makeCode',
  method: 'POST',
  path: '/v1/groups/:group/codes',
  right: 'administer',
  summary: 'Makes a code with which others come in while this node runs',
  params: groupParams,
  query: z.object({
    uses: wholeNumber(0, 999_999_999).optional().describe('Machines that it lets in; 1 where nothing is said'),
    ttlMs: wholeNumber(1, 999_999_999_999_999).optional().describe('How long it can be used, in milliseconds'),
    role: role.optional().describe('What who comes in becomes; member where nothing is said')
  }),
  answer: { description: 'The code, which is shown this once', json: madeCode },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'BAD_USES',
    'NOT_ADMINISTRATOR',
    'TOO_FAR_FROM_ROOT',
    'TOO_MANY_CODES',
    'NOT_SAVED'
  ]
} as const satisfies Operation

export const revokeCode = {
  id: 'revokeCode',
  method: 'POST',
  path: '/v1/groups/:group/codes/:code/revoke',
  right: 'administer',
  summary: 'Nobody comes in with the code any more; who came in stays',
  params: groupParams.extend({ code: z.string().min(1).max(64) }),
  answer: { description: 'It is revoked', json: z.object({ group: groupId, id: z.string() }) },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'NO_SUCH_CODE', 'NOT_SAVED']
} as const satisfies Operation
