// One request to the backend of an upload, byte for byte what its asker fixed, and the answer whole: for a relay (forward.ts) and for the asker's
// own line (direct-attempt.ts). No redirect is followed: it is the answer. What hangs is hung up on, or it would keep a place that others wait for.
import { Readable } from 'node:stream'
import { withBudget, type Clock } from '../../base/index.js'
import type { OriginAccess, PassThroughResponse } from '../../content/index.js'
import { pairsOf } from '../../receipts/index.js'
import { BACKEND_ANSWER_BUDGET_MS, MAX_ANSWER_BODY_BYTES } from './defaults.js'
import { requestHeaders, type Order } from './order.js'
import type { BackendAnswer } from './statements.js'

export interface BackendRequest {
  readonly order: Order
  readonly content: AsyncIterable<Uint8Array>
  readonly origins: Pick<OriginAccess, 'passThrough'>
  /** `member`: it is carried for one. */
  readonly asker: 'own' | 'member'
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface BackendReply extends BackendAnswer {
  /** It went on beyond {@link MAX_ANSWER_BODY_BYTES}: nobody can verify it. */
  readonly isCut: boolean
  /** From the first byte of the content until the answer began, ms; undefined where nothing was asked for. */
  readonly sentMs: number | undefined
}

/** @throws {ContentError} as `OriginAccess.passThrough`; what `content` throws; the signal's reason; an error where no whole answer came in time */
export async function askBackend(request: BackendRequest): Promise<BackendReply> {
  const { order, content, origins, asker, clock, signal } = request
  const over = new AbortController()
  const sending = new Sending(content, clock)
  const body = Readable.from(sending.chunks(), { objectMode: false })
  body.on('error', () => {}) // Who reads it hears of it.
  try {
    const asked = origins.passThrough({
      ...{ method: 'POST', url: order.targetUri, rawHeaders: requestHeaders(order).flat(), body, asker },
      isOwnLineOnly: asker === 'own', // What a member dials it could answer itself, over plain http.
      signal: AbortSignal.any([signal, over.signal])
    })
    asked.catch(() => {}) // It may end before what it sends does.
    await Promise.race([sending.ended, asked])
    const replied = asked.then((response) => replyOf(response, sending.elapsedMs()))
    return await withBudget(clock, BACKEND_ANSWER_BUDGET_MS, replied, () => new Error('no whole answer in time'))
  } finally {
    over.abort(new Error('over'))
    body.destroy()
  }
}

async function replyOf(response: PassThroughResponse, sentMs: number | undefined): Promise<BackendReply> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BODY_BYTES) break // Which ends the connection.
  }
  const body = new Uint8Array(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BODY_BYTES))
  const { status, rawHeaders } = response
  return { status, headers: [...pairsOf(rawHeaders)], body, isCut: bytes > MAX_ANSWER_BODY_BYTES, sentMs }
}

/** The content on its way out, and since when. */
class Sending {
  readonly ended: Promise<void>
  readonly #content: AsyncIterable<Uint8Array>
  readonly #clock: Clock
  #sinceMs: number | undefined
  #end: () => void = () => {}

  constructor(content: AsyncIterable<Uint8Array>, clock: Clock) {
    this.#content = content
    this.#clock = clock
    this.ended = new Promise((resolve) => (this.#end = resolve))
  }

  elapsedMs(): number | undefined {
    return this.#sinceMs === undefined ? undefined : this.#clock.monotonicMs() - this.#sinceMs
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      this.#sinceMs = this.#clock.monotonicMs()
      yield* this.#content
    } finally {
      this.#end()
    }
  }
}
