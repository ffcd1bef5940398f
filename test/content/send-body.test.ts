import type { ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { BLOB_READ_BYTES, SENT_AT_ONCE_BYTES } from '../../src/content/defaults.js'
import { sendBody } from '../../src/content/send-body.js'
import { FakeClock, settle } from '../support/fake-clock.js'

/** A reader that takes one chunk whenever it is told to. */
class Reader extends Writable {
  readonly taken: Buffer[] = []
  #take: (() => void) | undefined

  constructor() {
    super({ highWaterMark: 1024 }) // Far more than is sent.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#take = () => {
      this.taken.push(chunk)
      done()
    }
  }

  take(): void {
    const take = this.#take
    this.#take = undefined
    take?.()
  }
}

/** What sendBody uses of a response is what a Writable has. */
function responseTo(reader: Writable): ServerResponse {
  return reader as unknown as ServerResponse
}

async function* counting(asked: number[], failAfter = Infinity): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 4; i++) {
    if (i === failAfter) throw new Error('the source broke')
    asked.push(i)
    yield Uint8Array.of(i)
  }
}

function start(options: { failAfter?: number; expectedBytes?: number } = {}) {
  const [reader, clock, asked] = [new Reader(), new FakeClock(), [] as number[]]
  reader.on('error', () => {})
  let bytes = 0
  const expected = options.expectedBytes === undefined ? {} : { expectedBytes: options.expectedBytes }
  const sending = sendBody(responseTo(reader), counting(asked, options.failAfter), {
    clock,
    stallMs: 1000,
    onBytes: (count) => (bytes += count),
    ...expected
  })
  sending.catch(() => {})
  return { reader, clock, asked, sending, bytes: () => bytes }
}

test('nothing is taken from the source before the reader has taken what came before', async () => {
  const { reader, clock, asked, sending, bytes } = start()
  await settle()
  expect(asked).toEqual([0])
  for (let i = 0; i < 4; i++) {
    reader.take()
    await settle()
  }
  await sending
  expect(Buffer.concat(reader.taken)).toEqual(Buffer.from([0, 1, 2, 3]))
  expect(bytes()).toBe(4)
  expect(reader.writableEnded).toBe(true)
  expect(clock.pendingTimers).toBe(0)
})

test('a reader that takes nothing for too long is let go', async () => {
  const { reader, clock, sending } = start()
  await clock.advanceAsync(1000)
  await expect(sending).rejects.toThrow('took next to nothing')
  expect(reader.destroyed).toBe(true)
})

test('a reader on a thin line is not cut within a large chunk', async () => {
  const clock = new FakeClock()
  let taken = 0
  const reader = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      taken += chunk.byteLength
      clock.setTimer((chunk.byteLength / SENT_AT_ONCE_BYTES) * 900, done)
    }
  })
  async function* large(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(BLOB_READ_BYTES)
  }
  const sending = sendBody(responseTo(reader), large(), { clock, stallMs: 1000, onBytes: () => {} })
  await clock.advanceAsync((BLOB_READ_BYTES / SENT_AT_ONCE_BYTES) * 900)
  await sending
  expect(taken).toBe(BLOB_READ_BYTES)
  expect(clock.pendingTimers).toBe(0)
})

test('a reader that goes away ends it without an error', async () => {
  const { reader, clock, asked, sending } = start()
  await settle()
  reader.destroy()
  await sending
  expect(asked.length).toBeLessThanOrEqual(2)
  expect(clock.pendingTimers).toBe(0)
})

test.each([
  ['fails', { failAfter: 1 }],
  ['is shorter than was said', { expectedBytes: 5 }]
])('a source that %s destroys the answer, so that the reader notices', async (_what, options) => {
  const { reader, sending } = start(options)
  for (let i = 0; i < 4; i++) {
    await settle()
    reader.take()
  }
  await expect(sending).rejects.toThrow()
  expect(reader.destroyed).toBe(true)
  expect(reader.writableFinished).toBe(false)
})
