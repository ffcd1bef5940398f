// How long a backend is waited for, whoever asks it: what takes a request and says nothing, or says it bit by bit, is hung up on.
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { delay, utf8 } from '../../../src/base/index.js'
import type { PassThroughRequest, PassThroughResponse } from '../../../src/content/index.js'
import { askBackend, type BackendReply } from '../../../src/flows/receipt/backend-exchange.js'
import { BACKEND_ANSWER_BUDGET_MS, MAX_ANSWER_BODY_BYTES } from '../../../src/flows/receipt/defaults.js'
import { order, REPORT } from '../../support/carrying.js'
import { FakeClock } from '../../support/fake-clock.js'

const clock = new FakeClock()
const LATE = 'no whole answer in time'

async function* bits(pauseMs: number, count = Infinity): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) {
    await delay(clock, pauseMs)
    yield utf8('.')
  }
}

async function read(body: AsyncIterable<unknown>): Promise<void> {
  for await (const _chunk of body) void _chunk
}

interface Asked {
  readonly reply: Promise<BackendReply>
  readonly request: PassThroughRequest
}

function ask(
  passThrough: (request: PassThroughRequest) => Promise<PassThroughResponse>,
  content: AsyncIterable<Uint8Array> = Readable.from([utf8(REPORT)]),
  asker: 'own' | 'member' = 'own'
): Asked {
  const seen: PassThroughRequest[] = []
  const reply = askBackend({
    ...{ order: order({ url: 'https://vendor.example/' }), content, clock, asker },
    signal: new AbortController().signal,
    origins: { passThrough: (request) => passThrough((seen.push(request), request)) }
  })
  return { reply, request: seen[0]! }
}

function answer(body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): PassThroughResponse {
  return { status: 200, statusText: '', rawHeaders: ['A', 'b'], body: Readable.from(body, { objectMode: false }) }
}

/** How long it took, by the clock. @param expected what its end says; undefined: it was answered whole */
async function took({ reply, request }: Asked, expected?: string): Promise<number> {
  const beganMs = clock.monotonicMs()
  const how = await clock.run(
    reply.then(
      () => undefined,
      (error: unknown) => (error as Error).message
    )
  )
  expect(how).toBe(expected)
  expect(request.signal?.aborted).toBe(true) // Nothing of it is left.
  return clock.monotonicMs() - beganMs
}

test('no answer to all that was sent', async () => {
  const asked = ask(async ({ body }) => {
    await read(body!)
    return await new Promise(() => {})
  })
  expect(await took(asked, LATE)).toBe(BACKEND_ANSWER_BUDGET_MS)
})

test('an answer that never ends, a byte a second', async () => {
  expect(
    await took(
      ask(async ({ body }) => (await read(body!), answer(bits(1_000)))),
      LATE
    )
  ).toBe(BACKEND_ANSWER_BUDGET_MS)
})

test('an answer that began before anything was sent, and never ends', async () => {
  expect(
    await took(
      ask(async () => await Promise.resolve(answer(bits(1_000)))),
      LATE
    )
  ).toBe(BACKEND_ANSWER_BUDGET_MS)
})

test('what takes long to send is not cut short', async () => {
  const asked = ask(async ({ body }) => (await read(body!), answer([utf8('ok')])), bits(30_000, 10))
  expect(await took(asked)).toBe(300_000)
  expect(await asked.reply).toMatchObject({ status: 200, headers: [['A', 'b']], isCut: false, sentMs: 300_000 })
})

test('of an answer that is too large no more is kept than may be', async () => {
  const asked = ask(async () => await Promise.resolve(answer([new Uint8Array(MAX_ANSWER_BODY_BYTES), utf8('x')])))
  const { body, isCut } = await asked.reply
  expect([body.byteLength, isCut]).toEqual([MAX_ANSWER_BODY_BYTES, true])
})

test.each(['own', 'member'] as const)(
  "asked for: %s; what is this node's own goes by its own line alone",
  async (asker) => {
    const { reply, request } = ask(async () => await Promise.resolve(answer([])), undefined, asker)
    await reply
    expect([request.asker, request.isOwnLineOnly]).toEqual([asker, asker === 'own'])
  }
)
