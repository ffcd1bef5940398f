// Ends requests whose client has stopped: a body that does not come, an answer that nobody takes. Only what waits for the
// client counts; what waits for an origin, a disk or the next event may take as long as it takes.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setRepeating, type Clock } from '../base/index.js'
import { RESPONSE_STALL_MS, STALL_CHECK_MS, UPLOAD_STALL_MS } from './defaults.js'
import { GatewayError } from './errors.js'
import { writeProblem } from './problem.js'

interface Watched {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What went over the wire, and since when it is the same. */
  received: number
  sent: number
  receivedAtMs: number
  sentAtMs: number
}

export class StallGuard {
  readonly #clock: Clock
  readonly #watched = new Set<Watched>()
  readonly #timer

  constructor(clock: Clock) {
    this.#clock = clock
    this.#timer = setRepeating(clock, STALL_CHECK_MS, () => this.#check())
  }

  watch(request: IncomingMessage, response: ServerResponse): void {
    const nowMs = this.#clock.monotonicMs()
    const watched = { request, response, received: 0, sent: 0, receivedAtMs: nowMs, sentAtMs: nowMs }
    this.#watched.add(watched)
    response.on('close', () => this.#watched.delete(watched))
  }

  close(): void {
    this.#timer.cancel()
  }

  #check(): void {
    const nowMs = this.#clock.monotonicMs()
    for (const watched of this.#watched) {
      const { request, response } = watched
      const { socket } = request
      const sent = socket.bytesWritten - socket.writableLength
      if (socket.bytesRead !== watched.received || !waitsForBody(request)) watched.receivedAtMs = nowMs
      if (sent !== watched.sent || !waitsForReader(response)) watched.sentAtMs = nowMs
      Object.assign(watched, { received: socket.bytesRead, sent })
      if (nowMs - watched.sentAtMs >= RESPONSE_STALL_MS) response.destroy()
      else if (nowMs - watched.receivedAtMs >= UPLOAD_STALL_MS) refuse(response)
    }
  }
}

function waitsForBody(request: IncomingMessage): boolean {
  return !request.complete && request.readableLength === 0
}

function waitsForReader(response: ServerResponse): boolean {
  return response.writableLength > 0 || (response.socket?.writableLength ?? 0) > 0
}

function refuse(response: ServerResponse): void {
  if (response.headersSent) response.destroy()
  else writeProblem(response, new GatewayError('TOO_SLOW', `nothing of the body came for ${UPLOAD_STALL_MS} ms`))
}
