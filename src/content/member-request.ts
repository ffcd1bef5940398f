// One request to a flow's service of a member. Its body is begun only when the member asks for it (`100 Continue`), so a kept connection that
// was closed just now, and a refusal, cost none of it, and nothing of it is ever sent twice.
import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { raceSignal, withBudget } from '../base/index.js'
import type { AskOptions, MemberAddress } from './alias-client.js'
import { servicePath } from './alias-path.js'
import * as defaults from './defaults.js'
import { ContentError } from './errors.js'
import { httpBody } from './http-body.js'
import type { MemberRequestArgs } from './member-agent.js'
import { broke, type MemberLine } from './member-line.js'
import { readReason } from './member-words.js'
import { sendBody } from './send-body.js'

/** What is asked of a service of a member. */
export interface MemberCall {
  /** Its name, as {@link AliasServer.addService} has it. */
  readonly service: string
  /** Behind the name: empty, or `/…`. */
  readonly path: string
  readonly method: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: CallBody
}

export interface CallBody {
  /** As many as `open` gives. */
  readonly bytes: number
  /** Called at most once, when the member wants it; not at all where it refuses, or a request without it is repeated. */
  open(): AsyncIterable<Uint8Array>
}

/** Whatever the member answered, a refusal too: foreign bytes. */
export interface MemberReply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The word in `potluck-reason`, if there is one. */
  readonly reason: string | undefined
  /** Whole, at most {@link MAX_SERVICE_ANSWER_BYTES}. */
  readonly body: Uint8Array
}

/** Repeating them is harmless (RFC 9110 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE'])

/** See {@link AliasClient.request}. */
export async function requestMember(
  line: MemberLine,
  member: MemberAddress,
  call: MemberCall,
  options: AskOptions
): Promise<MemberReply> {
  return await line.atAnyHost(member, async (host) => {
    for (;;) {
      options.signal?.throwIfAborted()
      const answer = await new Exchange(line, member, call, options).run(host)
      if (answer !== 'repeat') return answer
    }
  })
}

class Exchange {
  readonly #line: MemberLine
  readonly #member: MemberAddress
  readonly #call: MemberCall
  readonly #options: AskOptions
  #hasBegun = false
  /** What the giver of the body threw: told as it is. */
  #bodyError: { error: unknown } | undefined

  constructor(line: MemberLine, member: MemberAddress, call: MemberCall, options: AskOptions) {
    this.#line = line
    this.#member = member
    this.#call = call
    this.#options = options
  }

  async run(host: string): Promise<MemberReply | 'repeat'> {
    const { signal } = this.#options
    this.#line.closed.throwIfAborted()
    const request = http.request(this.#args(host))
    request.once('socket', () => this.#options.onConnected?.())
    const running = this.#line.runs(this.#member)
    const stopped = AbortSignal.any([running.signal, ...(signal === undefined ? [] : [signal])])
    try {
      return await raceSignal(this.#exchange(request, stopped), stopped)
    } catch (error) {
      request.destroy()
      if (stopped.aborted) throw stopped.reason
      if (this.#bodyError !== undefined) throw this.#bodyError.error
      if (error instanceof ContentError) throw error
      // A kept connection may have been closed by the other side just now: that says nothing about the member.
      if (request.reusedSocket && this.#mayRepeat) return 'repeat'
      if (this.#hasBegun || request.reusedSocket) throw broke(this.#member, 'it hung up', error)
      throw new ContentError('MEMBER_REFUSED', `${this.#member.peer} hung up`, { cause: error })
    } finally {
      running.over()
      if (!request.writableFinished) request.destroy()
    }
  }

  /** Without its body nothing can have come of it. */
  get #mayRepeat(): boolean {
    const { body, method } = this.#call
    return !this.#hasBegun && (hasBytes(body) || IDEMPOTENT.has(method))
  }

  #args(host: string): MemberRequestArgs {
    const { service: name, path, method, headers, body } = this.#call
    const { peer, port, groupId } = this.#member
    const length = body === undefined ? {} : { 'content-length': `${body.bytes}` }
    const expect = hasBytes(body) ? { expect: '100-continue' } : {}
    return {
      ...{ agent: this.#line.agent, peer, host, port, method },
      path: servicePath({ groupId, name, path }),
      headers: { ...headers, ...length, ...expect }
    }
  }

  async #exchange(request: ClientRequest, stopped: AbortSignal): Promise<MemberReply> {
    const { body } = this.#call
    const { clock } = this.#line
    const answer = answerTo(request)
    answer.catch(() => {}) // Waited for a moment later.
    const budgetMs = defaults.MEMBER_CONNECT_BUDGET_MS + defaults.MEMBER_IDLE_BUDGET_MS
    const late = (): Error => broke(this.#member, `no answer within ${budgetMs} ms`)
    if (!hasBytes(body)) {
      request.end()
      return await this.#reply(await withBudget(clock, budgetMs, answer, late), stopped)
    }
    request.flushHeaders()
    const wanted = once(request, 'continue', { signal: stopped }).then(() => undefined)
    const first = await withBudget(clock, budgetMs, Promise.race([answer, wanted]), late)
    if (first !== undefined) return await this.#reply(first, stopped)
    const sent = this.#send(request, body).then(() =>
      withBudget(clock, defaults.SERVICE_ANSWER_BUDGET_MS, answer, () =>
        broke(this.#member, `no answer within ${defaults.SERVICE_ANSWER_BUDGET_MS} ms`)
      )
    )
    sent.catch(() => {}) // An answer that came before is what counts.
    return await this.#reply(await Promise.race([answer, sent]), stopped)
  }

  async #send(request: ClientRequest, body: CallBody): Promise<void> {
    this.#hasBegun = true
    await sendBody(request, this.#given(body), {
      clock: this.#line.clock,
      stallMs: defaults.READER_STALL_BUDGET_MS,
      onBytes: () => {}
    })
  }

  async *#given(body: CallBody): AsyncGenerator<Uint8Array, void, undefined> {
    let bytes = 0
    try {
      for await (const chunk of body.open()) {
        bytes += chunk.byteLength
        if (bytes > body.bytes) break
        yield chunk
      }
      if (bytes !== body.bytes) throw new RangeError(`the body has ${bytes} bytes or more, not ${body.bytes}`)
    } catch (error) {
      this.#bodyError = { error }
      throw error
    }
  }

  /** Whole in time: one byte now and then would else hold whoever waits for ever. */
  async #reply(response: IncomingMessage, signal: AbortSignal): Promise<MemberReply> {
    const budgetMs = defaults.SERVICE_ANSWER_BUDGET_MS
    const late = (): Error => broke(this.#member, `its answer was not whole within ${budgetMs} ms`)
    return await withBudget(this.#line.clock, budgetMs, this.#whole(response, signal), late)
  }

  async #whole(response: IncomingMessage, signal: AbortSignal): Promise<MemberReply> {
    const chunks: Uint8Array[] = []
    let bytes = 0
    const body = httpBody(response, {
      clock: this.#line.clock,
      idleMs: defaults.MEMBER_IDLE_BUDGET_MS,
      expectedBytes: undefined,
      signal,
      onBytes: undefined,
      broken: (message, cause) => broke(this.#member, message, cause)
    })
    for await (const chunk of body) {
      bytes += chunk.byteLength
      if (bytes > defaults.MAX_SERVICE_ANSWER_BYTES) {
        throw broke(this.#member, `it answered with more than ${defaults.MAX_SERVICE_ANSWER_BYTES} bytes`)
      }
      chunks.push(chunk)
    }
    const { statusCode: status = 0, headers } = response
    return { status, headers, reason: readReason(headers), body: new Uint8Array(Buffer.concat(chunks)) }
  }
}

function hasBytes(body: CallBody | undefined): body is CallBody {
  return body !== undefined && body.bytes > 0
}

export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('error', reject) // Stays: a connection may fail again after the answer began.
    request.once('response', (response) => {
      response.on('error', () => {}) // Heard by whoever reads the body.
      resolve(response)
    })
  })
}
