// One request of a member to a flow's service: its body as it is read, its answer, and the end of the connection where the body was not
// read to its end.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock, Logger, PeerId } from '../base/index.js'
import { MEMBER_IDLE_BUDGET_MS, UNREAD_BODY_LINGER_MS } from './defaults.js'
import { IdleWatch } from './idle-watch.js'
import type { MemberAnswer, MemberService } from './member-service.js'

export interface ServiceCall {
  readonly service: MemberService
  readonly peer: PeerId
  /** Behind the name. */
  readonly path: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The member waits for `100 Continue`. */
  readonly awaitsContinue: boolean
  readonly clock: Clock
  readonly logger: Logger
}

/** Undefined where there is none, or it says no length that is kept to: then the request is none that is served here. */
export function bodyBytes({ headers }: IncomingMessage): number | undefined {
  const { 'content-length': length, 'transfer-encoding': coding } = headers
  if (coding !== undefined) return undefined
  const bytes = Number(length ?? 0)
  return Number.isSafeInteger(bytes) ? bytes : undefined // Node has seen to it that there is one, of digits alone.
}

/** Resolves when the answer is handed over. Never rejects. */
export async function answerService(call: ServiceCall): Promise<void> {
  const { service, peer, path, request, response, logger } = call
  const gone = new AbortController()
  response.once('close', () => gone.abort(new Error('the member is gone')))
  let answer: MemberAnswer
  try {
    const { method = '', headers } = request
    const body = bodyOf(call)
    const asked = { peer, method, path, headers, bytes: bodyBytes(request) ?? 0, body, signal: gone.signal }
    answer = await service.answer(asked)
  } catch (error) {
    if (!gone.signal.aborted) logger(`${peer} got no answer of a service: ${String(error)}`)
    answer = { status: 500 }
  }
  send(call, answer)
}

/** An answer without content, whatever of the body is still to come. */
export function refuse(
  call: Omit<ServiceCall, 'service' | 'path'>,
  status: number,
  headers?: MemberAnswer['headers']
): void {
  send(call, headers === undefined ? { status } : { status, headers })
}

function send(
  { request, response, clock }: Pick<ServiceCall, 'request' | 'response' | 'clock'>,
  { status, headers, body }: MemberAnswer
): void {
  if (response.destroyed) return
  const hasContent = status !== 204 && status !== 304
  const length = hasContent ? { 'content-length': body?.byteLength ?? 0 } : {}
  response.writeHead(status, { ...headers, ...length })
  // Whoever still sends reads it if it is not hung up on at once; Node lets what comes by then fall.
  if (bodyBytes(request) !== 0 && !request.complete) hangUpLater(request, clock)
  response.end(hasContent && request.method !== 'HEAD' ? body : undefined)
}

function hangUpLater({ socket }: IncomingMessage, clock: Clock): void {
  const timer = clock.setTimer(UNREAD_BODY_LINGER_MS, () => socket.destroy())
  socket.once('close', () => timer.cancel())
}

async function* bodyOf({
  request,
  response,
  awaitsContinue,
  clock
}: ServiceCall): AsyncGenerator<Uint8Array, void, undefined> {
  if (awaitsContinue && !response.headersSent && !response.destroyed) response.writeContinue()
  const source = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  const expired = (): void => void request.destroy(new Error(`nothing came for ${MEMBER_IDLE_BUDGET_MS} ms`))
  const idle = new IdleWatch(clock, MEMBER_IDLE_BUDGET_MS, expired)
  try {
    for (;;) {
      idle.wait()
      const next = await source.next()
      idle.rest()
      if (next.done === true) break
      yield next.value
    }
    if (!request.complete) throw new Error('the member broke off')
  } finally {
    idle.close()
  }
}
