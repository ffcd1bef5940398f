// Errors over HTTP: problem details (RFC 9457) with our code beside them.
import { STATUS_CODES, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { ProblemCode } from './api/problems.js'
import { describeError } from './errors.js'

export const PROBLEM_TYPE = 'application/problem+json'

/** Codes with a status of their own; everything else is 500 where it is a bug, and 502 where fetching failed. */
const STATUS: { [code: string]: number | undefined } = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  FOREIGN_PAGE: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TOO_SLOW: 408,
  UNSUPPORTED_TYPE: 415,
  BAD_HOST: 421,
  HEADERS_TOO_LARGE: 431,
  PORT_IN_USE: 409,
  CANNOT_LISTEN: 409,
  NOT_IMPLEMENTED: 501,
  NOT_READY: 503,
  SERVICE_FAILED: 503,
  NOT_CACHED: 504,
  LOOP: 508,
  NO_GROUP: 404,
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
  CLOSED: 503,
  DISK: 507,
  FULL: 507,
  NEWER_FORMAT: 409,
  BAD_EXPORT: 400,
  FOREIGN_EXPORT: 409,
  PASSED: 507,
  TOO_LARGE: 413,
  BAD_RECORD: 400,
  INVALID_SEARCH: 400,
  INVALID_ARGUMENT: 400,
  INVALID_ATTRIBUTES: 400,
  NOT_ALLOWED: 403,
  NOT_DELETED: 409,
  BAD_NEED: 400,
  NEEDS_OFF: 409,
  TOO_MANY_NEEDS: 429,
  BAD_KIND: 400,
  BAD_CRITERIA: 400,
  TOO_MANY_KINDS: 429,
  NO_ELECTION: 404,
  MAY_NOT_PROVIDE: 403,
  NO_OUTCOME: 409,
  BAD_UPLOAD: 400,
  NO_RECEIPT_KEY: 409,
  BAD_RECEIPT_KEY: 409,
  BAD_SEAL_KEY: 400,
  UPLOAD_TOO_LARGE: 413,
  TOO_MANY_UPLOADS: 429,
  NO_UPLOAD: 404,
  UPLOAD_DISK: 507,
  BAD_USES: 400,
  BAD_PROPERTY: 400,
  BAD_SETTING: 400,
  NOT_ADMINISTRATOR: 403,
  TOO_FAR_FROM_ROOT: 403,
  REMOVED: 403,
  GROUP_IN_USE: 409,
  GROUPS_EXIST: 409,
  BAD_PASSPHRASE: 400,
  BAD_IDENTITY_EXPORT: 400,
  ALREADY_REMOVED: 409,
  MAY_NOT_REMOVE: 403,
  LAST_ADMINISTRATOR: 409,
  NOT_A_PEER: 404,
  TOO_LARGE_REMOVAL: 413,
  TOO_MANY_REMOVALS: 409,
  NOT_SYNCHRONISED: 409,
  NOT_A_GROUP_OF: 400,
  BAD_RECOVERY_PHRASE: 400,
  NOT_AN_IDENTITY: 400,
  NOT_A_MEMBER: 403,
  BAD_LIMIT: 400,
  NO_SUCH_GROUP: 404,
  NO_SUCH_CODE: 404,
  NO_SUCH_KNOCK: 404,
  TOO_MANY_CODES: 429,
  NOT_SAVED: 507
} satisfies { [Code in ProblemCode]?: number }

export const problemSchema = z.object({ code: z.string(), detail: z.string() })

/** The HTTP status of a code. `inContent`: of the content room, where `TOO_LARGE` is about room in the cache, not about what was sent. */
export function statusOf(code: string, inContent = false): number {
  return code === 'TOO_LARGE' && inContent ? 507 : (STATUS[code] ?? 502)
}

/** Where the body of the request was not read to its end, the connection ends with the answer. */
export function writeProblem(response: ServerResponse, error: unknown): void {
  const { status, body } = problemOf(error)
  response.writeHead(status, {
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="potluck"' } : {}),
    ...(response.req?.complete === false ? { connection: 'close' } : {})
  })
  response.end(body)
}

/** A whole response, for a socket that has no response object: of a tunnel, or of what is not HTTP. */
export function socketProblem(error: unknown): string {
  const { status, body } = problemOf(error)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close'
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/** The status that `error` is answered with. */
export function problemStatus(error: unknown): number {
  return statusOf(describeError(error).code, error instanceof Error && error.name === 'ContentError')
}

function problemOf(error: unknown): { status: number; body: string } {
  const { code, message } = describeError(error)
  const status = problemStatus(error)
  return { status, body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail: message }) }
}
