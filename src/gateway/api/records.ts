// Records of applications: their types, `app.<namespace>.<name>`, and what they write (docs/api.md).
import { z } from 'zod'
import { MAX_ATTRIBUTE_NAME_BYTES, MAX_ATTRIBUTE_TEXT_BYTES, MAX_ATTRIBUTES } from '../../record/index.js'
import { MAX_PAGE_BYTES, MAX_RECORDS_PER_PAGE, RECORDS_PER_PAGE } from '../defaults.js'
import { atMs, byteCount, groupQuery, peerId, recordOf, wholeNumber } from './fields.js'
import type { Operation } from './operation.js'

const TYPE_NAME = /^app\.[a-z][a-z0-9-]{0,31}\.[a-z][a-z0-9-]{0,47}$/

export const appTypeName = z
  .string()
  .regex(TYPE_NAME, 'must be app.<namespace>.<name>, each of lower-case letters, digits and dashes')
  .describe('`app.<namespace>.<name>`')

/** Of any record, built in or not. */
export const typeName = z.string().min(1).max(128)

/** Letters of any language: what records of the library may be called besides, nobody could spell in a URL or a command. */
const NAME = '\\p{L}[\\p{L}\\p{M}\\p{N}_.-]{0,63}'

export const attributeName = z
  .string()
  .regex(new RegExp(`^${NAME}$`, 'u'), 'must be 1 to 64 letters, digits and _ . -, a letter first')
  .refine((name) => Buffer.byteLength(name) <= MAX_ATTRIBUTE_NAME_BYTES, {
    message: `must have at most ${MAX_ATTRIBUTE_NAME_BYTES} bytes`
  })

export const attributeValue = z
  .union([
    z.string().max(MAX_ATTRIBUTE_TEXT_BYTES, `text of at most ${MAX_ATTRIBUTE_TEXT_BYTES} bytes`),
    z.int(),
    z.strictObject({ dateMs: z.int().min(0).max(8.64e15).describe('Milliseconds since 1970') })
  ])
  .meta({ id: 'AttributeValue', description: 'Text, a whole number, or a date' })

export const attributes = z
  .record(z.string(), attributeValue)
  .meta({ id: 'Attributes', description: 'Searchable fields' })

const isFew = (given: object): boolean => Object.keys(given).length <= MAX_ATTRIBUTES
const givenAttributes = recordOf(attributeName, attributeValue).refine(isFew, `at most ${MAX_ATTRIBUTES} attributes`)

export const recordId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is not a record id: 64 lower-case hex characters')
  .describe('64 lower-case hex characters, the first half derived from the creator')

/** What JSON.parse made is JSON: looking again would follow it as deep as its writer likes. */
const json = z.unknown().describe('Any JSON') as unknown as z.ZodType<z.core.util.JSONType, z.core.util.JSONType>

export const record = z
  .object({
    id: recordId,
    type: typeName,
    creator: peerId.describe('The member whose node wrote it first'),
    lastModifiedBy: peerId.describe('The member whose node wrote this version'),
    version: z.int(),
    createdAtMs: atMs,
    modifiedAtMs: atMs,
    expiresAtMs: atMs,
    autoRefresh: z.boolean().describe('Whether its creator’s node renews it'),
    attributes,
    bytes: byteCount.describe('Of the data'),
    data: z.base64().optional().describe('Missing in events where it has more than 64 KiB: then it is got by id'),
    json: json
      .optional()
      .describe('The same as JSON, where the data are JSON text of at most 64 KiB, nested 1,000 deep at most')
  })
  .meta({ id: 'Record', outputId: 'Record' })

export type Record = z.infer<typeof record>

const written = {
  attributes: givenAttributes.optional(),
  data: z.base64().optional().describe('Bytes; or `json`'),
  json: json.optional().describe('Written as JSON text in UTF-8'),
  ttlMs: z.int().min(1).optional().describe('How long it lives; as its type says where nothing is said'),
  autoRefresh: z
    .boolean()
    .optional()
    .describe(
      'This node renews it before it expires, whenever it runs: durable records of its own that live 4 minutes at least. No where ' +
        'nothing is said; in a change: as it was'
    )
}
const oneOfBoth = 'must have data or json, not both'

export const newRecord = z
  .strictObject({
    type: appTypeName,
    ...written,
    name: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .describe('This node has one record of the type with that name; its id follows from the name')
  })
  .refine(({ data, json }) => data === undefined || json === undefined, oneOfBoth)
  .meta({ id: 'NewRecord' })

export const changedRecord = z
  .strictObject(written)
  .refine(({ data, json }) => data === undefined || json === undefined, oneOfBoth)
  .meta({ id: 'ChangedRecord' })

export const editedRecord = z
  .strictObject({
    attributes: recordOf(attributeName, attributeValue.nullable())
      .refine(isFew, `at most ${MAX_ATTRIBUTES} attributes`)
      .optional()
      .describe('By name; null: removed. What is not named stays'),
    data: z
      .base64()
      .nullable()
      .optional()
      .describe('Bytes, null: none any more; or `json`. Where neither is given they stay'),
    json: written.json,
    ttlMs: written.ttlMs
  })
  .refine(({ data, json }) => data === undefined || json === undefined, oneOfBoth)
  .refine((given) => Object.keys(given).length > 0, 'must have attributes, data, json or ttlMs')
  .meta({ id: 'EditedRecord', minProperties: 1 })

export type EditedRecord = z.input<typeof editedRecord>
export type NewRecord = z.input<typeof newRecord>
export type ChangedRecord = z.input<typeof changedRecord>

/** `name:value`; a date is spelled in milliseconds since 1970. */
export const attributeFilter = z
  .string()
  .max(64 + 1 + MAX_ATTRIBUTE_TEXT_BYTES)
  .regex(new RegExp(`^${NAME}:`, 'u'), 'must be name:value, the name of letters, digits and _ . -')
  .describe('`name:value`, of an attribute that the type declares as indexed; dates in milliseconds since 1970')

export const listRecords = {
  id: 'listRecords',
  method: 'GET',
  path: '/v1/records',
  right: 'records',
  summary: 'Records, by type, creator and attribute',
  description:
    'A token sees those of its namespace, whichever member wrote them; `administer` sees all, built-in ones too.',
  query: z.object({
    ...groupQuery,
    type: typeName.optional().describe('Needed of a token without `administer`'),
    attribute: attributeFilter.optional(),
    creator: peerId.optional(),
    after: recordId.optional().describe('Goes on behind this one: `next` of the page before'),
    limit: wholeNumber(1, MAX_RECORDS_PER_PAGE).optional().describe(`${RECORDS_PER_PAGE} where nothing is said`)
  }),
  answer: {
    description: 'In the order of their ids',
    json: z.object({
      records: z.array(record),
      next: recordId.optional().describe('There are more: give it as `after`')
    })
  },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'FORBIDDEN', 'NOT_INDEXED']
} as const satisfies Operation

export const addRecord = {
  id: 'addRecord',
  method: 'POST',
  path: '/v1/records',
  right: 'records',
  summary: 'Writes a record, which every member then has',
  description: 'Answers when a durable one is on disk.',
  query: z.object(groupQuery),
  body: newRecord,
  answer: { description: 'As written', json: record },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'FORBIDDEN',
    'UNKNOWN_TYPE',
    'RECORD_EXISTS',
    'LIMIT_REACHED',
    'TOO_LARGE',
    'BAD_RECORD',
    'NOT_ALLOWED',
    'NOT_A_MEMBER',
    'FULL',
    'DISK',
    'CLOSED'
  ]
} as const satisfies Operation

export const exportRecords = {
  id: 'exportRecords',
  method: 'GET',
  path: '/v1/records/export',
  right: 'administer',
  summary: 'Everything durable that this node holds, with every signature',
  description:
    'As docs/protocols/export.md says: a snapshot. The body ends only when all is written; where reading the store fails ' +
    'midway the connection is cut.',
  query: z.object(groupQuery),
  answer: { description: 'The file', bytes: true },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'DISK', 'CLOSED']
} as const satisfies Operation

const importReport = z
  .object({
    credentials: z.int().describe('Membership objects in the file'),
    shards: z.int(),
    changes: z.int(),
    newShards: z.int().describe('Shards with something that was not here'),
    leftOutShards: z.int().describe('Shards whose authors nobody vouches for here, or for which there is no room')
  })
  .meta({ id: 'ImportReport' })

export type ImportAnswer = z.infer<typeof importReport>

export const importRecords = {
  id: 'importRecords',
  method: 'POST',
  path: '/v1/records/import',
  right: 'administer',
  summary: 'Merges an export of this member in this group',
  description: 'All of it is checked before anything is taken. Answers when it is on disk.',
  query: z.object(groupQuery),
  body: 'bytes',
  answer: { description: 'What was in it', json: importReport },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'BAD_EXPORT', 'FOREIGN_EXPORT', 'NEWER_FORMAT', 'DISK', 'CLOSED']
} as const satisfies Operation

const one = z.object({ id: recordId })

export const getRecord = {
  id: 'getRecord',
  method: 'GET',
  path: '/v1/records/:id',
  right: 'records',
  summary: 'One record',
  params: one,
  query: z.object(groupQuery),
  answer: { description: 'Its visible version', json: record },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS', 'NOT_FOUND']
} as const satisfies Operation

export const updateRecord = {
  id: 'updateRecord',
  method: 'PUT',
  path: '/v1/records/:id',
  right: 'records',
  summary: 'Writes the next version of a record',
  description:
    'Of this node’s, or of another member’s where its type lets this node change it. It replaces attributes and data, which are ' +
    'empty where nothing is said.',
  params: one,
  query: z.object(groupQuery),
  body: changedRecord,
  answer: { description: 'As written', json: record },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'NOT_FOUND',
    'NOT_YOURS',
    'UNKNOWN_TYPE',
    'LIMIT_REACHED',
    'TOO_LARGE',
    'BAD_RECORD',
    'NOT_ALLOWED',
    'NOT_A_MEMBER',
    'FULL',
    'DISK',
    'CLOSED'
  ]
} as const satisfies Operation

export const editRecord = {
  id: 'editRecord',
  method: 'PATCH',
  path: '/v1/records/:id',
  right: 'records',
  summary: 'Writes some values of a collaborative record',
  description:
    'Values that others write meanwhile stand beside these; of one value written by two that were apart one wins everywhere, and ' +
    '`/v1/records/:id/conflicts` has the other.',
  params: one,
  query: z.object(groupQuery),
  body: editedRecord,
  answer: { description: 'As it is now', json: record },
  problems: updateRecord.problems
} as const satisfies Operation

export const recordConflict = z
  .object({
    name: z.string().describe('Of the attribute; empty: the data'),
    value: attributeValue.optional().describe('Of an attribute; missing where it was removed'),
    data: z.base64().optional().describe('Missing where they were removed'),
    author: peerId,
    version: z.int(),
    modifiedAtMs: atMs,
    why: z
      .enum(['overruled', 'no-room'])
      .describe('overruled: another value stands; no-room: the record has as many attributes as one may have')
  })
  .meta({ id: 'RecordConflict' })

export type RecordConflict = z.infer<typeof recordConflict>

export const listConflicts = {
  id: 'listConflicts',
  method: 'GET',
  path: '/v1/records/:id/conflicts',
  right: 'records',
  summary: 'What members that were apart wrote of a collaborative record, and lost',
  description: 'Each is gone when somebody writes that value again. Of a record of another lifetime there are none.',
  params: one,
  query: z.object(groupQuery),
  answer: {
    description: 'As they are now',
    json: z.object({
      id: recordId,
      conflicts: z.array(recordConflict),
      truncated: z.boolean().describe(`There are more: one answer has ${MAX_PAGE_BYTES} bytes of data`)
    })
  },
  problems: getRecord.problems
} as const satisfies Operation

export const deleteRecord = {
  id: 'deleteRecord',
  method: 'DELETE',
  path: '/v1/records/:id',
  right: 'records',
  summary: 'Deletes a record, for every member',
  description: 'Of this node’s, or of another member’s where its type lets this node change it.',
  params: one,
  query: z.object({
    ...groupQuery,
    localOnly: z
      .enum(['true', 'false'])
      .optional()
      .describe('true: any record vanishes at this node alone, until it has synchronised again; nothing is written')
  }),
  answer: { description: 'It is gone', json: z.object({ id: recordId, deleted: z.literal(true) }) },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'NOT_FOUND',
    'NOT_YOURS',
    'NOT_ALLOWED',
    'NOT_A_MEMBER',
    'NOT_DELETED',
    'DISK',
    'CLOSED'
  ]
} as const satisfies Operation
