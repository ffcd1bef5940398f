// Errors over HTTP: problem details (RFC 9457) with our code beside them.
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { describeError, type GatewayErrorCode } from './errors.js'

export const PROBLEM_TYPE = 'application/problem+json'

/** Codes with a status of their own; everything else is 500 where it is a bug, and 502 where fetching failed. */
const STATUS: { [code: string]: number | undefined } = {
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  NO_GROUP: 404,
  GROUP_AMBIGUOUS: 409,
  TOO_LARGE: 413,
  INTERNAL: 500
} satisfies { [Code in GatewayErrorCode]?: number }

export const problemSchema = z.object({ code: z.string(), detail: z.string() })

export function writeProblem(response: ServerResponse, error: unknown): void {
  const { code, message } = describeError(error)
  const status = STATUS[code] ?? 502
  const body = JSON.stringify({ type: 'about:blank', title: code, status, code, detail: message })
  response.writeHead(status, { 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
