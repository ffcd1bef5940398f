// What administrators have every machine of a group do.
import { z } from 'zod'
import { atMs, groupId, groupName, groupParams, peerId, recordOf } from './fields.js'
import type { Operation } from './operation.js'

const patterns = z.array(z.string()).readonly()

export const groupSettings = z
  .object({
    group: groupId,
    name: groupName,
    settings: z.object({
      allowPrivateOrigins: patterns.describe(
        'Private networks whose origins are fetched from, as `10.0.0.0/8`, `10.0.0.0/8:8080` or `[fd00::/8]:8080`'
      ),
      neverShare: patterns.describe('URLs that no member hears of: `host`, `*.host`, either with `/path` or `/path*`'),
      doNotName: patterns.describe('URLs that members hear of by their hashes alone, written alike'),
      knock: z.enum(['off', 'on']).describe('Whether strangers may ask to be let in')
    }),
    setBy: recordOf(z.string(), peerId).describe('Who set each that is not the default, by name'),
    conflicts: z
      .array(
        z.object({
          name: z.string(),
          value: z.union([z.string(), z.array(z.string()).readonly(), z.null()]).describe('null: the default'),
          author: peerId,
          modifiedAtMs: atMs
        })
      )
      .describe('What administrators who were apart set, and lost')
  })
  .meta({ id: 'GroupSettings' })

export type GroupSettingsAnswer = z.infer<typeof groupSettings>

export const getGroupSettings = {
  id: 'getGroupSettings',
  method: 'GET',
  path: '/v1/groups/:group/settings',
  right: 'administer',
  summary: 'What administrators have every machine of a group do',
  params: groupParams,
  answer: { description: 'Every setting, the defaults too', json: groupSettings },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const setGroupSettings = {
  id: 'setGroupSettings',
  method: 'POST',
  path: '/v1/groups/:group/settings',
  right: 'administer',
  summary: 'Sets settings of a group for all its machines; what is not named stays',
  params: groupParams,
  body: recordOf(
    z.string().min(1).max(64),
    z.union([z.string().max(1024), z.array(z.string().max(1024)).max(1024), z.null()])
  ).describe('By name; null: the default again'),
  answer: { description: 'What they are now, on the disk of this node', json: groupSettings },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_SETTING', 'NOT_ADMINISTRATOR', 'DISK', 'FULL']
} as const satisfies Operation
