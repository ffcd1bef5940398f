// A JSON body from outside: of a type that no web page can send without being asked, bounded in bytes and time, and checked.
import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { raceSignal, withBudget, type Clock } from '../base/index.js'
import { JSON_BODY_BUDGET_MS, MAX_JSON_BODY_BYTES } from './defaults.js'
import { GatewayError } from './errors.js'

export interface ReadJsonInit {
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** @throws {GatewayError} `UNSUPPORTED_TYPE`, `TOO_LARGE`, `TOO_SLOW`, `BAD_REQUEST` */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>, init: ReadJsonInit): Promise<T> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new GatewayError('UNSUPPORTED_TYPE', `the body must be application/json, not "${type}"`)
  }
  const late = (): Error => new GatewayError('TOO_SLOW', `the body did not come within ${JSON_BODY_BUDGET_MS} ms`)
  const reading = raceSignal(readText(request), init.signal)
  const parsed = schema.safeParse(parseJson(await withBudget(init.clock, JSON_BODY_BUDGET_MS, reading, late)))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'the body' : issue.path.join('.')
  // What is wrong with a name is wrong with its letters.
  const what = issue?.code === 'invalid_key' ? `its name ${issue.issues[0]?.message}` : issue?.message
  throw new GatewayError('BAD_REQUEST', `${where}: ${what}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new GatewayError('BAD_REQUEST', 'the body is not JSON', { cause: error })
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const tooLarge = (): Error =>
    new GatewayError('TOO_LARGE', `the body is over the limit of ${MAX_JSON_BODY_BYTES} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > MAX_JSON_BODY_BYTES) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  // Destroyed, the request would take the connection with it, and with that the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > MAX_JSON_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
