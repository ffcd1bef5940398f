// The HTTP API as an OpenAPI 3.1 document, made from its declarations (api/). Served at /v1/openapi.json, and committed as
// docs/openapi.json, which a test compares.
import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject
} from 'zod-openapi'
import { ACCESS_PROBLEMS, BODY_PROBLEMS, COMMON_PROBLEMS, type Operation } from './api/operation.js'
import { CHAPTERS } from './api/operations.js'
import { problemSchema, type ProblemCode } from './api/problems.js'
import { PROBLEM_TYPE, statusOf } from './problem.js'

/** Of what the API promises, not of the program: it changes when answers gain something. */
const API_VERSION = '1.0.0'

const ABOUT = `What programs of this machine ask of their Potluck node. It listens on 127.0.0.1 alone.

Every call but the one for this document needs a token, \`Authorization: Bearer plk_…\`; \`potluck token create\` makes one. What
went wrong is answered as problem details (RFC 9457) with a \`code\`, which is what programs compare. Answers only ever gain
fields: pass over those you do not know.`

/** The document, as it is written to JSON. */
export function openApiDocument(): { openapi: string } {
  const paths: NonNullable<ZodOpenApiObject['paths']> = {}
  for (const { name, operations } of CHAPTERS) {
    for (const operation of operations) {
      const path = operation.path.replace(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, name) }
    }
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Potluck',
        version: API_VERSION,
        description: ABOUT,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
      },
      servers: [{ url: 'http://127.0.0.1:6516', description: 'The node of this machine' }],
      tags: CHAPTERS.map(({ name, about }) => ({ name, description: about })),
      security: [{ token: [] }],
      components: {
        // Of streams: no answer in the document names them.
        schemas: Object.fromEntries(CHAPTERS.flatMap(({ operations }) => operations).flatMap(eventSchemas)),
        securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'One for each application' } }
      },
      paths
    },
    { override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema) }
  )
}

function tidy(zodSchema: z.core.$ZodType, jsonSchema: JsonSchema): void {
  // Answers only gain fields, so whoever reads them must not refuse those it does not know. What is strict says so itself.
  const isStrict = zodSchema instanceof z.ZodObject && zodSchema.def.catchall !== undefined
  if (jsonSchema.additionalProperties === false && !isStrict) delete jsonSchema.additionalProperties
  // What every JSON number keeps anyway.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

interface JsonSchema {
  additionalProperties?: unknown
  minimum?: unknown
  maximum?: unknown
}

function describe(operation: Operation, tag: string): ZodOpenApiOperationObject {
  const { id, summary, description, right, params, query, headers, body } = operation
  const rightText = right === 'none' ? 'Needs no token.' : right === 'any' ? '' : `Right: \`${right}\`.`
  const text = [description, rightText].filter((part) => part !== undefined && part !== '').join('\n\n')
  return {
    operationId: id,
    summary,
    ...(text !== '' && { description: text }),
    tags: [tag],
    ...(right === 'none' && { security: [] }),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers })
    },
    ...(body && { requestBody: { required: true, content: requestContent(body) } }),
    responses: { ...answersOf(operation), ...problemsOf(operation) }
  }
}

function requestContent(body: z.ZodType | 'bytes'): { [type: string]: { schema: z.ZodType } } {
  return body === 'bytes'
    ? { 'application/octet-stream': { schema: bytes() } }
    : { 'application/json': { schema: body } }
}

function bytes(): z.ZodType {
  return z.string().meta({ override: { type: 'string', format: 'binary' } })
}

function answersOf({ answer, method }: Operation): ZodOpenApiResponsesObject {
  const { description, json, events, media, status = 200 } = answer
  if (answer.bytes === true) {
    const content = method === 'HEAD' ? {} : { content: { '*/*': { schema: bytes() } } }
    const headers = answer.headers && { headers: answer.headers }
    return {
      '200': { description, ...headers, ...content },
      '206': { description: 'The range that was asked for', ...headers, ...content },
      '304': { description: 'What the caller has is current' },
      '416': { description: 'There is no such range' }
    }
  }
  const ok: ZodOpenApiResponseObject = {
    description: events === undefined ? description : `${description}. ${describeEvents(events)}`,
    content: {
      ...(json && { 'application/json': { schema: json } }),
      ...(media !== undefined && { [media]: { schema: bytes() } }),
      ...(events && { 'text/event-stream': { schema: z.string() } })
    }
  }
  return { [status]: ok }
}

/** OpenAPI 3.1 has no words for the events of a stream. */
function describeEvents(events: NonNullable<Operation['answer']['events']>): string {
  const names = Object.entries(events).map(([name, schema]) => {
    const id = schema.meta()?.id
    return id === undefined ? `\`${name}\` (the same as JSON)` : `\`${name}\` (\`${id}\`)`
  })
  return `Server-sent events, each with JSON as its data: ${names.join(', ')}.`
}

function eventSchemas({ answer: { events = {} } }: Operation): [string, z.ZodType][] {
  return Object.values(events).flatMap((schema) => {
    const id = schema.meta()?.id
    return id === undefined ? [] : [[id, schema]]
  })
}

/** By status, with the codes that it may have. */
function problemsOf({ problems, right, body }: Operation): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemCode[]>()
  const ofAccess = right === 'none' ? [] : ACCESS_PROBLEMS
  const ofBody = body === undefined || body === 'bytes' ? [] : BODY_PROBLEMS
  for (const code of new Set<ProblemCode>([...COMMON_PROBLEMS, ...ofAccess, ...ofBody, ...problems])) {
    const status = statusOf(code, body === 'bytes')
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { [PROBLEM_TYPE]: { schema: problemSchema } }
      }
    ])
  )
}
