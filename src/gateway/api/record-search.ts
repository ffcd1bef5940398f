// Searching records: simple comparisons in a URL, anything in a body (docs/store.md, "Search").
import { z } from 'zod'
import { MAX_XML_CHARACTERS } from '../../store/index.js'
import { MAX_CRITERIA_IN_URL, MAX_RECORDS_PER_PAGE, MAX_SEARCHED_TYPES, RECORDS_PER_PAGE } from '../defaults.js'
import { groupQuery, peerId, wholeNumber } from './fields.js'
import type { Operation } from './operation.js'
import { record, recordId, typeName } from './records.js'

/** An attribute's name, which may be any that a record has, a comparison and a value. */
export const CRITERION = /^([^=<>]{1,64}?)(!=|<=|>=|=|<|>)([\s\S]*)$/

const criterion = z
  .string()
  .regex(CRITERION, 'must be NAME=VALUE, or with != < <= > >= between')
  .describe(
    '`NAME=VALUE`, or with `!=` `<` `<=` `>` `>=`. An attribute is compared with the value as text, or as the number or date that ' +
      'it reads as, whichever the attribute is; with `=` and `!=`, `*` and `?` stand for other characters of a text, escaped by `\\`'
  )

const ATTRIBUTE_VALUE = { $ref: '#/components/schemas/AttributeValue' }
const PARTS = { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/SearchCriteria' } } as const

/** The store says what is wrong with them, and where; a schema that follows them would follow them as deep as they go. */
const criteria = z.unknown().meta({
  id: 'SearchCriteria',
  override: {
    description: 'All of the parts, any of them, or one comparison; they nest 32 deep, with 256 comparisons',
    oneOf: [
      { type: 'object', additionalProperties: false, required: ['and'], properties: { and: PARTS } },
      { type: 'object', additionalProperties: false, required: ['or'], properties: { or: PARTS } },
      {
        type: 'object',
        additionalProperties: false,
        required: ['attribute', 'value'],
        properties: {
          attribute: {
            type: 'string',
            description:
              'One of the record’s own, or peerrecordid, peerrecordtype, peercreatorid, peerlastmodifiedby (text), ' +
              'peercreationtime, peerlastmodificationtime (dates)'
          },
          compare: {
            enum: ['equal', 'notequal', 'less', 'lessorequal', 'greater', 'greaterorequal'],
            default: 'equal'
          },
          value: {
            oneOf: [
              ATTRIBUTE_VALUE,
              {
                type: 'object',
                additionalProperties: false,
                required: ['pattern'],
                properties: { pattern: { type: 'string', description: '`*` and `?` stand for others; `\\` escapes' } }
              }
            ]
          }
        }
      }
    ]
  }
})

const after = recordId.optional().describe('Goes on behind this one: `next` of the page before')
const limitText = `${RECORDS_PER_PAGE} where nothing is said`

const found = {
  description: 'In the order of their ids, as they are now',
  json: z.object({
    records: z.array(record),
    next: recordId.optional().describe('There are more: give it as `after`')
  })
} as const

const description =
  'A token searches the records of its namespace, whichever member wrote them; `administer` searches all, built-in ones too.'
const problems = ['NO_GROUP', 'GROUP_AMBIGUOUS', 'FORBIDDEN', 'INVALID_SEARCH', 'INVALID_ARGUMENT'] as const

export const searchRecords = {
  id: 'searchRecords',
  method: 'GET',
  path: '/v1/records/search',
  right: 'records',
  summary: 'Records that fit all of some comparisons',
  description,
  query: z.object({
    ...groupQuery,
    where: z
      .array(criterion)
      .max(MAX_CRITERIA_IN_URL, `stands there more than ${MAX_CRITERIA_IN_URL} times`)
      .optional(),
    type: typeName.optional(),
    creator: peerId.optional(),
    after,
    limit: wholeNumber(1, MAX_RECORDS_PER_PAGE).optional().describe(limitText)
  }),
  answer: found,
  problems
} as const satisfies Operation

export const searchRecordsBy = {
  id: 'searchRecordsBy',
  method: 'POST',
  path: '/v1/records/search',
  right: 'records',
  summary: 'Records that fit criteria, or a search in XML',
  description,
  query: z.object(groupQuery),
  body: z
    .strictObject({
      criteria: criteria.optional(),
      // How long it may be says the store, as what else is wrong with it.
      xml: z
        .string()
        .optional()
        .meta({
          override: {
            type: 'string',
            maxLength: MAX_XML_CHARACTERS,
            description: '`<peersearch>` of the Windows Peer API'
          }
        }),
      types: z.array(typeName).max(MAX_SEARCHED_TYPES, `at most ${MAX_SEARCHED_TYPES} types`).optional(),
      after,
      limit: z.int().min(1).max(MAX_RECORDS_PER_PAGE).optional().describe(limitText)
    })
    .refine(
      ({ criteria, xml }) => (criteria === undefined) !== (xml === undefined),
      'must have criteria or xml, not both'
    )
    .meta({ id: 'RecordSearch' }),
  answer: found,
  problems: [...problems, 'TOO_LARGE']
} as const satisfies Operation
