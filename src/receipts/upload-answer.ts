// What an application answers to an upload, looked through, and sent with its receipt.
import type { ServerResponse } from 'node:http'
import { utf8 } from '../base/index.js'
import type { BackendAnswer } from './answers.js'
import { MAX_ANSWER_BYTES } from './defaults.js'
import { readFields } from './header-fields.js'

/** What `handle` answers: a status (default 200, without a body 204), fields and a body (text as UTF-8), of at most 256 KiB. */
export interface UploadAnswer {
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
}

/** What an application may not say, since it is said here or by Node. */
const OURS = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'content-length', 'content-digest'],
  ...['signature', 'signature-input', 'receipt-certificates']
])

/** @throws RangeError where it cannot be an answer: the application is to be mended */
export function readAnswer({ status, headers = {}, body = '' }: UploadAnswer): BackendAnswer {
  const bytes = typeof body === 'string' ? utf8(body) : new Uint8Array(body)
  const answer = {
    status: status ?? (bytes.byteLength === 0 ? 204 : 200),
    headers: Object.entries(headers),
    body: bytes
  }
  if (!Number.isInteger(answer.status) || answer.status < 200 || answer.status > 599) {
    throw new RangeError(`an answer's status is 200 to 599, not ${answer.status}`)
  }
  if (bytes.byteLength > (mayHaveBody(answer.status) ? MAX_ANSWER_BYTES : 0)) {
    throw new RangeError(`the body of a ${answer.status} cannot have ${bytes.byteLength} bytes`)
  }
  const fields = readFields(answer.headers)
  const refused = fields === undefined ? 'a broken one' : [...fields.keys()].find((name) => OURS.has(name))
  if (refused !== undefined) throw new RangeError(`an answer's fields cannot have ${refused}`)
  return answer
}

export function refusal(status: number, words: string): BackendAnswer {
  return { status, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: utf8(`${words}\n`) }
}

export function sendAnswer(
  response: ServerResponse,
  { status, headers, body }: BackendAnswer,
  receipt: readonly (readonly [string, string])[] = []
): void {
  const length: [string, string][] = mayHaveBody(status) ? [['Content-Length', String(body.byteLength)]] : []
  response.writeHead(status, [...headers, ...receipt, ...length].flat())
  response.end(body)
}

function mayHaveBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304
}
