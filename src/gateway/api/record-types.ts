// Types of records that applications declare (docs/api.md).
import { z } from 'zod'
import { MAX_EPHEMERAL_LIFETIME_MS, MAX_RECORD_DATA_BYTES } from '../../record/index.js'
import { RESERVED_ATTRIBUTES } from '../../store/index.js'
import { MAX_DURABLE_TTL_MS, MAX_EPHEMERAL_DATA_BYTES, MAX_INDEXED_ATTRIBUTES, MIN_RECORD_TTL_MS } from '../defaults.js'
import { byteCount, groupQuery } from './fields.js'
import type { Operation } from './operation.js'
import { appTypeName, attributeName } from './records.js'

const lifetime = z.enum(['durable', 'ephemeral', 'collaborative'])
const changeableBy = z.enum(['creator', 'administrators', 'members'])

export const recordTypeInit = z
  .strictObject({
    lifetime: lifetime.describe(
      'durable: on the disks of all members; ephemeral: in memory, ten minutes at most; collaborative: as durable, and several ' +
        'members write one record'
    ),
    maxBytes: z
      .int()
      .min(0)
      .max(MAX_RECORD_DATA_BYTES, `at most ${MAX_RECORD_DATA_BYTES} bytes`)
      .optional()
      .describe('Of the data; 64 KiB where nothing is said'),
    ttlMs: z
      .int()
      .min(MIN_RECORD_TTL_MS, `at least ${MIN_RECORD_TTL_MS} ms`)
      .max(MAX_DURABLE_TTL_MS, `at most ${MAX_DURABLE_TTL_MS} ms`)
      .describe('How long a record lives unless its writer says less'),
    indexed: z
      .array(attributeName.refine((name) => !Object.hasOwn(RESERVED_ATTRIBUTES, name), 'no attribute can be named so'))
      .max(MAX_INDEXED_ATTRIBUTES, `at most ${MAX_INDEXED_ATTRIBUTES} attributes`)
      .optional()
      .describe('Attributes that records are looked up by'),
    changeableBy: changeableBy
      .optional()
      .describe(
        'Who changes and deletes records besides their creators: nobody, administrators of the group too (where nothing is said), or ' +
          'every member. Ephemeral records are always their creators’'
      )
  })
  .refine(({ lifetime, ttlMs }) => lifetime !== 'ephemeral' || ttlMs <= MAX_EPHEMERAL_LIFETIME_MS, {
    message: `an ephemeral record lives ${MAX_EPHEMERAL_LIFETIME_MS} ms at most`,
    path: ['ttlMs']
  })
  .refine(({ lifetime, maxBytes = 0 }) => lifetime !== 'ephemeral' || maxBytes <= MAX_EPHEMERAL_DATA_BYTES, {
    message: `an ephemeral record has ${MAX_EPHEMERAL_DATA_BYTES} bytes at most`,
    path: ['maxBytes']
  })
  .meta({ id: 'RecordTypeInit' })

export const recordType = z
  .object({
    name: appTypeName,
    lifetime,
    maxBytes: byteCount,
    ttlMs: z.int(),
    indexed: z.array(z.string()),
    // What was declared before there was a choice.
    changeableBy: changeableBy.default('administrators')
  })
  .meta({ id: 'RecordType' })

export type RecordTypeInit = z.input<typeof recordTypeInit>
export type RecordType = z.infer<typeof recordType>

const lifetimeUsage = z.object({ records: z.int(), maxRecords: z.int(), bytes: byteCount, maxBytes: byteCount })

export const namespaceUsage = z
  .object({ durable: lifetimeUsage, ephemeral: lifetimeUsage })
  .meta({ id: 'NamespaceUsage', description: 'What this node has written in a namespace and still lives' })

export type NamespaceUsage = z.infer<typeof namespaceUsage>

export const listRecordTypes = {
  id: 'listRecordTypes',
  method: 'GET',
  path: '/v1/records/types',
  right: 'records',
  summary: 'Types that were declared at this node',
  description: 'A token sees those of its namespace.',
  query: z.object(groupQuery),
  answer: {
    description: 'By name, and what each namespace uses',
    json: z.object({ types: z.array(recordType), usage: z.record(z.string(), namespaceUsage) })
  },
  problems: ['NO_GROUP', 'GROUP_AMBIGUOUS']
} as const satisfies Operation

export const putRecordType = {
  id: 'putRecordType',
  method: 'PUT',
  path: '/v1/records/types/:name',
  right: 'records',
  summary: 'Declares a type of records, here and at every later start of this node',
  description:
    'Declared again it may change, but not its lifetime; indexed attributes are only added. Other nodes declare it for ' +
    'themselves: until then they keep its records and do not look them up by attributes.',
  params: z.object({ name: appTypeName }),
  body: recordTypeInit,
  answer: { description: 'As it is now', json: recordType },
  problems: ['FORBIDDEN', 'TYPE_CONFLICT', 'LIMIT_REACHED', 'DISK', 'TOO_LARGE']
} as const satisfies Operation
