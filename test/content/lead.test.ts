import { afterEach, describe, expect, test } from 'vitest'
import { seededRandom, sha256, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import { createOriginAccess, LEAF_BYTES, Ledger, originPolicy, type PartialBlob } from '../../src/content/index.js'
import { readOrigin, type LeadInit } from '../../src/content/lead.js'
import { NO_TRANSFER_FACTS, type TransferFacts } from '../../src/content/transfer-list.js'
import { temporaryBlobs } from '../support/blobs.js'
import { openRangeOrigin, type RangeOrigin } from '../support/range-origin.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const ORIGINS = createOriginAccess({
  clock: systemClock,
  random: systemRandom,
  policy: originPolicy(['127.0.0.0/8']),
  ledger: new Ledger()
})

let origin: SlowOrigin | undefined
afterEach(async () => {
  await origin?.close()
  origin = undefined
})

/** Reads with a limit that is never lifted; says what was asked of it and what was written by then. */
async function begin(bytes: number, limitBytes: number): Promise<{ init: LeadInit; waits: Promise<number> }> {
  origin = await openSlowOrigin({ content: seededRandom(bytes).bytes(bytes) })
  const partial = await (await temporaryBlobs()).createPartial()
  let waiting: (writtenBytes: number) => void = () => {}
  const waits = new Promise<number>((resolve) => (waiting = resolve))
  const init: LeadInit = {
    url: origin.url,
    origins: ORIGINS,
    signal: new AbortController().signal,
    held: async () => ({ bytes: 0, facts: NO_TRANSFER_FACTS }),
    partial: async () => partial,
    mayRead: async (atBytes) => {
      if (atBytes < limitBytes) return
      waiting(partial.bytes)
      await new Promise(() => {})
    },
    onBytes: () => {},
    onAnswer: () => {},
    onReread: () => {}
  }
  return { init, waits }
}

test.each([1, 1000, LEAF_BYTES])(
  'content of %d bytes is whole at once: no short leaf lies about until a claim has settled',
  async (bytes) => {
    const { init } = await begin(bytes, LEAF_BYTES)
    expect(await readOrigin(init)).toMatchObject({ type: 'complete', info: { bytes } })
  }
)

test('of larger content one whole leaf is written before the claim has settled, and no more', async () => {
  const { init, waits } = await begin(8 * LEAF_BYTES, LEAF_BYTES)
  let pulledBytes = 0
  void readOrigin({ ...init, onBytes: (bytes) => (pulledBytes += bytes) }).catch(() => {})
  expect(await waits).toBe(LEAF_BYTES)
  expect(pulledBytes).toBeLessThan(2 * LEAF_BYTES)
})

describe('going on from what is held', () => {
  const CONTENT = seededRandom(5).bytes(5 * LEAF_BYTES + 1000)
  const LAST_LEAF = 5 * LEAF_BYTES
  let server: RangeOrigin
  afterEach(() => server.close())

  /** A blob of which so many leaves are here already, as the origin sent them with that ETag. */
  async function holding(leaves: number, etag: string | undefined = '"v1"', content = CONTENT): Promise<Reading> {
    const partial = await (await temporaryBlobs()).createPartial()
    for (let leaf = 0; leaf < leaves; leaf++) {
      await partial.append(content.slice(leaf * LEAF_BYTES, (leaf + 1) * LEAF_BYTES))
    }
    const reading: Reading = {
      rereadBytes: 0,
      partial,
      facts: { ...NO_TRANSFER_FACTS, etag, expectedBytes: CONTENT.byteLength },
      read: () =>
        readOrigin({
          url: server.url,
          origins: ORIGINS,
          signal: new AbortController().signal,
          held: async () => ({ bytes: partial.bytes - (partial.bytes % LEAF_BYTES), facts: reading.facts }),
          partial: async () => partial,
          mayRead: async () => {},
          onBytes: () => {},
          onAnswer: (facts) => (reading.facts = facts),
          onReread: (bytes) => (reading.rereadBytes += bytes)
        })
    }
    return reading
  }

  const WHOLE = { type: 'complete', info: { digest: toHex(sha256(CONTENT)), bytes: CONTENT.byteLength } }

  test('with a strong ETag only what is missing is asked for, if it is still the same', async () => {
    server = await openRangeOrigin({ content: CONTENT })
    const reading = await holding(3)
    expect(await reading.read()).toMatchObject(WHOLE)
    expect(server.requests).toMatchObject([{ range: `bytes=${3 * LEAF_BYTES}-`, 'if-range': '"v1"' }])
    expect(server.sentBytes).toBe(CONTENT.byteLength - 3 * LEAF_BYTES)
    expect(reading.rereadBytes).toBe(0)
  })

  test.each([
    ['a weak ETag', 'W/"v1"'],
    ['no validator', undefined]
  ])('with %s all is read again, compared, and told', async (_what, etag) => {
    server = await openRangeOrigin({ content: CONTENT, etag: etag ?? null })
    const reading = await holding(3, etag)
    reading.facts = { ...reading.facts, etag }
    expect(await reading.read()).toMatchObject(WHOLE)
    expect(server.requests[0]).not.toHaveProperty('range')
    expect(reading.rereadBytes).toBe(3 * LEAF_BYTES)
  })

  test('an origin without ranges sends all: what is held is compared, not written again', async () => {
    server = await openRangeOrigin({ content: CONTENT, ranges: 'none' })
    const reading = await holding(3)
    expect(await reading.read()).toMatchObject(WHOLE)
    expect(server.requests).toHaveLength(1)
    expect(reading.rereadBytes).toBe(3 * LEAF_BYTES)
  })

  test('content that changed meanwhile is no continuation, however the origin answers the range', async () => {
    const changed = seededRandom(6).bytes(CONTENT.byteLength)
    for (const ranges of ['rfc', 'careless'] as const) {
      server = await openRangeOrigin({ content: changed, etag: '"v2"', ranges })
      expect(await (await holding(3)).read()).toEqual({ type: 'mismatch' })
      await server.close()
    }
  })

  test('a range without its ETag may be of anything, also where it is as long', async () => {
    server = await openRangeOrigin({
      content: seededRandom(6).bytes(CONTENT.byteLength),
      etag: null,
      ranges: 'careless'
    })
    expect(await (await holding(3)).read()).toEqual({ type: 'mismatch' })
  })

  test('a careless origin whose content only grew is not spliced either', async () => {
    const longer = seededRandom(6).bytes(CONTENT.byteLength + 7)
    server = await openRangeOrigin({ content: longer, etag: null, ranges: 'careless' })
    expect(await (await holding(3)).read()).toEqual({ type: 'mismatch' })
  })

  test('where all whole leaves are here, the last of them is asked for again rather than nothing', async () => {
    const content = CONTENT.subarray(0, LAST_LEAF)
    server = await openRangeOrigin({ content })
    const reading = await holding(5)
    reading.facts = { ...reading.facts, expectedBytes: LAST_LEAF }
    expect(await reading.read()).toMatchObject({ type: 'complete', info: { bytes: LAST_LEAF } })
    expect(server.sentBytes).toBe(LEAF_BYTES)
  })

  test('a range beyond the end of what there is now: read from the start', async () => {
    server = await openRangeOrigin({ content: CONTENT.subarray(0, LEAF_BYTES), ranges: 'careless' })
    const reading = await holding(3)
    expect(await reading.read()).toEqual({ type: 'mismatch' })
    expect(server.requests).toHaveLength(2)
  })

  test('a line that breaks again and again is opened again, as long as each try brings a leaf', async () => {
    const breaksAfterBytes = [LEAF_BYTES + 1, LEAF_BYTES + 10, 2 * LEAF_BYTES + 5]
    server = await openRangeOrigin({ content: CONTENT, breaksAfterBytes })
    const reading = await holding(0)
    expect(await reading.read()).toMatchObject(WHOLE)
    expect(server.requests).toHaveLength(4)
    expect(server.sentBytes).toBe(CONTENT.byteLength + 1 + 10 + 5)
  })

  test('a line that breaks before a leaf came is an error', async () => {
    server = await openRangeOrigin({ content: CONTENT, breaksAfterBytes: [LEAF_BYTES - 1] })
    await expect((await holding(0)).read()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
    expect(server.requests).toHaveLength(1)
  })

  test('without ranges a broken line is read from the start again once, and no more', async () => {
    const breaksAfterBytes = [2 * LEAF_BYTES, 4 * LEAF_BYTES]
    server = await openRangeOrigin({ content: CONTENT, etag: null, breaksAfterBytes })
    const reading = await holding(0, undefined)
    await expect(reading.read()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
    expect(reading.partial.bytes).toBe(4 * LEAF_BYTES)
    expect(await reading.read()).toMatchObject(WHOLE)
  })

  test('an answer without a length that breaks off is not taken for whole', async () => {
    server = await openRangeOrigin({ content: CONTENT, saysLength: false, etag: null, breaksAfterBytes: [1000] })
    await expect((await holding(0)).read()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })
})

interface Reading {
  rereadBytes: number
  readonly partial: PartialBlob
  facts: TransferFacts
  read(): ReturnType<typeof readOrigin>
}
