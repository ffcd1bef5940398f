import { expect, test } from 'vitest'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { ContentError } from '../../src/content/errors.js'
import { GrowingContent } from '../../src/content/growing-content.js'
import { Ledger } from '../../src/content/ledger.js'
import { NO_TRANSFER_FACTS } from '../../src/content/transfer-list.js'
import { temporaryBlobs } from '../support/blobs.js'
import { eventually } from '../support/eventually.js'
import { FakeClock, settle } from '../support/fake-clock.js'

const ONES = new Uint8Array(LEAF_BYTES).fill(1)
const TWOS = new Uint8Array(LEAF_BYTES).fill(2)

async function begin(): Promise<GrowingContent> {
  const init = { url: 'http://a.example/', blobs: await temporaryBlobs(), clock: new FakeClock() }
  return new GrowingContent({ ...init, ledger: new Ledger().transfer() })
}

async function read(body: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

async function complete(content: GrowingContent): Promise<void> {
  content.complete(await content.partial!.seal())
}

test('opens with the first byte, and reads on while it grows', async () => {
  const content = await begin()
  let isOpen = false
  const opening = content.opened().finally(() => (isOpen = true))
  const partial = await content.open(undefined)
  await settle()
  expect(isOpen).toBe(false)
  await partial.append(ONES)
  const { body, done } = await opening
  const reading = read(body)
  await partial.append(TWOS)
  await complete(content)
  expect(await reading).toEqual(Buffer.concat([ONES, TWOS]))
  expect(await done).toMatchObject({ bytes: 2 * LEAF_BYTES, sources: { uplink: 0, members: {}, cache: 0 } })
})

test('who asks when all is here has it from the cache', async () => {
  const content = await begin()
  await (await content.open(undefined)).append(ONES)
  await complete(content)
  const { done, bytes } = await content.opened()
  expect(bytes).toBe(LEAF_BYTES)
  expect((await done).sources).toEqual({ uplink: 0, members: {}, cache: LEAF_BYTES })
})

test('says how old the origin’s word is by now: to who joins late, and to who asks when all is here', async () => {
  const clock = new FakeClock()
  const init = { url: 'http://a.example/', blobs: await temporaryBlobs(), clock, ledger: new Ledger().transfer() }
  const content = new GrowingContent(init)
  content.answeredAtMs = clock.nowMs()
  await (await content.open(undefined)).append(ONES)
  content.facts = { ...NO_TRANSFER_FACTS, age: '3' }
  expect((await content.opened()).freshness).toMatchObject({ hit: false, ageMs: 3000 })
  clock.advance(60_000)
  expect((await content.opened({}, () => true)).freshness).toMatchObject({ collapsed: true, ageMs: 63_000 })
  await complete(content)
  clock.advance(1000)
  expect((await content.opened()).freshness).toMatchObject({ hit: true, ageMs: 64_000 })
})

test('readers who saw a beginning go on when what comes instead begins so too', async () => {
  const content = await begin()
  await (await content.open(undefined)).append(ONES)
  const { body } = await content.opened()
  const chunks = body[Symbol.asyncIterator]()
  await chunks.next()
  await content.restart()
  const again = await content.open(undefined)
  await again.append(ONES)
  await again.append(TWOS)
  await complete(content)
  expect(await read({ [Symbol.asyncIterator]: () => chunks })).toEqual(Buffer.from(TWOS))
})

test('readers who saw another beginning get an error, and never a mixture', async () => {
  const content = await begin()
  await (await content.open(undefined)).append(ONES)
  const { body } = await content.opened()
  const chunks = body[Symbol.asyncIterator]()
  await chunks.next()
  await content.restart()
  const again = await content.open(undefined)
  await again.append(TWOS)
  await again.append(TWOS)
  await expect(chunks.next()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  const { body: fresh } = await content.opened()
  await complete(content)
  expect(await read(fresh)).toEqual(Buffer.concat([TWOS, TWOS]))
})

test('a failure reaches who waits and who reads, and leaves nothing', async () => {
  const content = await begin()
  const partial = await content.open(undefined)
  const waiting = content.opened()
  content.fail(new ContentError('ORIGIN_BROKEN', 'no'))
  await expect(waiting).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  await partial.discard()
  expect(partial.state).toBe('discarded')
  await expect(content.opened()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  await expect(content.open(undefined)).resolves.toBe(partial)
})

test('who stops waiting stops nobody else', async () => {
  const content = await begin()
  const stop = new AbortController()
  const [impatient, patient] = [content.opened({ signal: stop.signal }), content.opened()]
  stop.abort(new Error('too long'))
  await expect(impatient).rejects.toThrow('too long')
  await (await content.open(undefined)).append(ONES)
  await complete(content)
  expect(await read((await patient).body)).toEqual(Buffer.from(ONES))
})

test('opens at an offset when its first byte can be read; who stops waiting for it is let go at once', async () => {
  const content = await begin()
  const partial = await content.open(undefined)
  await partial.append(ONES)
  let isOpen = false
  const opening = content.opened({ offset: LEAF_BYTES + 1 }).finally(() => (isOpen = true))
  const stop = new AbortController()
  const impatient = content.opened({ offset: 9 * LEAF_BYTES, signal: stop.signal })
  await settle()
  expect(isOpen).toBe(false)
  stop.abort(new Error('too long'))
  await expect(impatient).rejects.toThrow('too long')
  await partial.append(TWOS)
  const { body } = await opening
  expect(content.hasReaders).toBe(true)
  await complete(content)
  expect(await read(body)).toEqual(Buffer.from(TWOS.subarray(1)))
  await expect(content.opened({ offset: 9 * LEAF_BYTES })).rejects.toMatchObject({ code: 'BAD_OFFSET' })
  await eventually(() => expect(content.hasReaders).toBe(false))
})

test('whoever stops reading is let go at once, also while it waits', async () => {
  const content = await begin()
  await (await content.open(undefined)).append(ONES)
  const { body, done } = await content.opened()
  const reading = read(body)
  await eventually(() => expect(body.readableDidRead).toBe(true))
  body.destroy()
  await expect(done).rejects.toMatchObject({ code: 'CLOSED' })
  expect(content.hasReaders).toBe(false)
  await expect(reading).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
})

test('it is known when nobody reads any more', async () => {
  const content = await begin()
  await (await content.open(undefined)).append(ONES)
  const { body } = await content.opened()
  await complete(content)
  let isUnread = false
  const unread = content.unread().then(() => (isUnread = true))
  await settle()
  expect(isUnread).toBe(false)
  body.destroy()
  await unread
})

test('what an earlier download left is read when a source has gone on behind it', async () => {
  const init = {
    url: 'http://a.example/',
    urlKey: 'ab'.repeat(32),
    blobs: await temporaryBlobs(),
    clock: new FakeClock()
  }
  const first = new GrowingContent({ ...init, ledger: new Ledger().transfer() })
  first.facts = { ...NO_TRANSFER_FACTS, etag: '"1"' }
  await (await first.open(undefined)).append(ONES)
  first.fail(new ContentError('CLOSED', 'stopping'))
  await expect.poll(() => init.blobs.resumable(init.urlKey)?.bytes).toBe(LEAF_BYTES)

  const second = new GrowingContent({ ...init, ledger: new Ledger().transfer() })
  let isOpen = false
  const opening = second.opened().finally(() => (isOpen = true))
  const partial = await second.open(undefined)
  expect([partial.bytes, second.facts.etag]).toEqual([LEAF_BYTES, '"1"'])
  await settle()
  expect(isOpen).toBe(false)
  await partial.append(TWOS)
  const { body } = await opening
  await complete(second)
  expect(await read(body)).toEqual(Buffer.concat([ONES, TWOS]))
})

test('what is somebody’s own leaves nothing', async () => {
  const init = {
    url: 'http://a.example/',
    urlKey: 'ab'.repeat(32),
    blobs: await temporaryBlobs(),
    clock: new FakeClock()
  }
  const content = new GrowingContent({ ...init, ledger: new Ledger().transfer() })
  await (await content.open(undefined)).append(ONES)
  content.keepNothing()
  content.facts = { ...NO_TRANSFER_FACTS, etag: '"1"' }
  content.fail(new ContentError('CLOSED', 'stopping'))
  await expect.poll(() => init.blobs.usage().bytes).toBe(0)
  expect(init.blobs.resumable(init.urlKey)).toBeUndefined()
})

test('what another source says is not said of bytes that it has not gone on behind: they may be of another version', async () => {
  const blobs = await temporaryBlobs()
  const growing = (): GrowingContent =>
    new GrowingContent({
      ...{ url: 'http://a.example/', urlKey: 'ab'.repeat(32), blobs, clock: new FakeClock() },
      ledger: new Ledger().transfer()
    })
  const [first, second] = ['"1"', '"2"'].map((etag) => ({ ...NO_TRANSFER_FACTS, etag }))
  const content = growing()
  content.facts = first!
  await (await content.open(undefined)).append(ONES)
  content.facts = second!
  expect(content.heldFacts).toEqual(first)
  content.fail(new Error('it broke off'))
  await eventually(() => expect(blobs.resumable('ab'.repeat(32))).toMatchObject({ facts: first }))

  const resumed = growing()
  resumed.facts = second! // As a holder's record says, before its list was compared.
  const partial = await resumed.open(undefined)
  expect([partial.bytes, resumed.heldFacts]).toEqual([LEAF_BYTES, first])
  await partial.append(TWOS)
  expect(resumed.heldFacts).toEqual(second)
})

test('who asks again at once goes on with what has just failed', async () => {
  const init = {
    url: 'http://a.example/',
    urlKey: 'ab'.repeat(32),
    blobs: await temporaryBlobs(),
    clock: new FakeClock()
  }
  const [first, second] = [1, 2].map(() => new GrowingContent({ ...init, ledger: new Ledger().transfer() }))
  await (await first!.open(undefined)).append(ONES)
  first!.facts = { ...NO_TRANSFER_FACTS, etag: '"1"' }
  await first!.partial!.append(TWOS)
  first!.fail(new ContentError('ORIGIN_BROKEN', 'no'))
  expect((await second!.open(undefined)).bytes).toBe(2 * LEAF_BYTES)
  expect(second!.heldFacts.etag).toBe('"1"')
})
