import { afterEach, expect, test } from 'vitest'
import { seededRandom, systemClock } from '../../src/base/index.js'
import { LEAF_BYTES, originPolicy } from '../../src/content/index.js'
import { readOrigin, type LeadInit } from '../../src/content/lead.js'
import { temporaryBlobs } from '../support/blobs.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

let origin: SlowOrigin
afterEach(() => origin.close())

/** Reads with a limit that is never lifted; says what was asked of it and what was written by then. */
async function begin(bytes: number, limitBytes: number): Promise<{ init: LeadInit; waits: Promise<number> }> {
  origin = await openSlowOrigin({ content: seededRandom(bytes).bytes(bytes) })
  const partial = await (await temporaryBlobs()).createPartial()
  let waiting: (writtenBytes: number) => void = () => {}
  const waits = new Promise<number>((resolve) => (waiting = resolve))
  const init: LeadInit = {
    url: origin.url,
    policy: originPolicy(['127.0.0.0/8']),
    clock: systemClock,
    signal: new AbortController().signal,
    partial: async () => partial,
    mayRead: async (atBytes) => {
      if (atBytes < limitBytes) return
      waiting(partial.bytes)
      await new Promise(() => {})
    },
    onBytes: () => {},
    onAnswer: () => {}
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
  const { init, waits } = await begin(LEAF_BYTES + 1, LEAF_BYTES)
  void readOrigin(init).catch(() => {})
  expect(await waits).toBe(LEAF_BYTES)
})
