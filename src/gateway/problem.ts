// Errors over HTTP: problem details (RFC 9457) with our code beside them.
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { ContentErrorCode } from '../content/index.js'
import { describeError, type GatewayErrorCode } from './errors.js'

export const PROBLEM_TYPE = 'application/problem+json'

/** Codes with a status of their own; everything else is 500 where it is a bug, and 502 where fetching failed. */
const STATUS: { [code: string]: number | undefined } = {
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  NO_GROUP: 404,
  FORBIDDEN: 403,
  NOT_YOURS: 403,
  UNKNOWN_TYPE: 409,
  TYPE_CONFLICT: 409,
  NOT_INDEXED: 400,
  RECORD_EXISTS: 409,
  LIMIT_REACHED: 429,
  GROUP_AMBIGUOUS: 409,
  INTERNAL: 500,
  BAD_URL: 400,
  PRIVATE_URL: 400,
  BAD_CONTENT_TYPE: 400,
  BAD_OFFSET: 416,
  ORIGIN_REFUSED: 403,
  NOT_HELD: 404,
  BUSY: 503,
  DISK: 507,
  PASSED: 507,
  TOO_LARGE: 507
} satisfies { [Code in GatewayErrorCode | ContentErrorCode]?: number }

export const problemSchema = z.object({ code: z.string(), detail: z.string() })

export function writeProblem(response: ServerResponse, error: unknown): void {
  const { code, message } = describeError(error)
  const status = STATUS[code] ?? 502
  const body = JSON.stringify({ type: 'about:blank', title: code, status, code, detail: message })
  response.writeHead(status, { 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
