// What a node knows that helps to find out why something does not work: `potluck doctor` asks for it.
import { z } from 'zod'
import { role } from './groups.js'
import { atMs, groupId, groupName, peerId } from './fields.js'
import type { Operation } from './operation.js'

const answer = z.enum(['yes', 'no', 'unknown'])

export const shownSetting = z
  .object({
    key: z.string().describe('For instance `ports.group`'),
    value: z
      .union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])
      .describe('Passwords in it read `***`'),
    origin: z.object({
      kind: z.enum(['default', 'file', 'variable', 'flag', 'group']),
      where: z.string().optional().describe('The path of the file, the name of the variable'),
      group: groupId.optional(),
      by: peerId.optional().describe('The administrator who set it for the group')
    })
  })
  .meta({ id: 'ShownSetting', description: 'A setting, and who set it' })

export const presentMember = z
  .object({
    peer: peerId,
    name: z.string(),
    self: z.boolean(),
    hosts: z.array(z.string()),
    contentPort: z.int(),
    uplink: answer.describe('Whether fetches from origins worked lately'),
    serves: answer.describe('Whether members reached its content port'),
    load: z.number(),
    saidAtMs: atMs.optional().describe('When it said so, by its own clock: at most a minute ago where clocks agree')
  })
  .meta({ id: 'PresentMember' })

export const groupDiagnosis = z
  .object({
    id: groupId,
    name: z.string(),
    role,
    validUntilMs: atMs.describe('End of our certificate'),
    fixedTerm: z.boolean().describe('Whether nobody renews it'),
    synchronised: z.boolean(),
    members: z.int(),
    administrators: z.int(),
    rootAdministrators: z
      .array(z.object({ peer: peerId, name: z.string(), validUntilMs: atMs }))
      .describe('Those whom only the recovery phrase renews'),
    knocks: z.int().describe('Strangers who ask to be let in, where this node may let them'),
    conflicts: z
      .array(z.object({ kind: z.enum(['property', 'setting']), name: z.string() }))
      .describe('What administrators who were apart set, and one of them lost'),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })).readonly(),
    neighbours: z
      .array(
        z.object({ peer: peerId, name: z.string(), address: z.string(), direction: z.enum(['inbound', 'outbound']) })
      )
      .describe('Members this node is linked with'),
    present: z.array(presentMember).describe('This node first')
  })
  .meta({ id: 'GroupDiagnosis' })

export type GroupDiagnosis = z.infer<typeof groupDiagnosis>

export const getDiagnosis = {
  id: 'getDiagnosis',
  method: 'GET',
  path: '/v1/diagnosis',
  right: 'administer',
  summary: 'How each group does, in more detail than the status: for finding out why something does not work',
  answer: { description: 'Every open group', json: z.object({ groups: z.array(groupDiagnosis) }) },
  problems: []
} as const satisfies Operation

export const getSettings = {
  id: 'getSettings',
  method: 'GET',
  path: '/v1/settings',
  right: 'administer',
  summary: 'The settings that the node started with, what those of its groups add now, and who set each',
  answer: {
    description: 'Every setting',
    json: z.object({
      settings: z.array(shownSetting).readonly(),
      effective: z
        .array(z.object({ group: groupId, name: groupName, settings: z.array(shownSetting).readonly() }))
        .describe('What takes effect besides for each group, as far as this node allows it')
    })
  },
  problems: []
} as const satisfies Operation
