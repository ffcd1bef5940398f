import { expect, test } from 'vitest'
import { PendingBytes } from '../../../src/flows/receipt/pending-bytes.js'

async function* chunks(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield await Promise.resolve(new Uint8Array(4))
}

async function read(source: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of source) bytes += chunk.byteLength
  return bytes
}

test('what is coming in counts with what waits: many at a time are bounded as one after the other are', async () => {
  const pending = new PendingBytes(16)
  pending.waits(8)
  const full = expect.objectContaining({ code: 'TOO_MANY_UPLOADS' }) as unknown
  await pending.taking(chunks(1), async (first) => {
    expect(await read(first)).toBe(4)
    pending.check()
    await expect(pending.taking(chunks(2), read)).rejects.toEqual(full)
    expect(await pending.taking(chunks(1), read)).toBe(4)
  })
  expect(await pending.taking(chunks(2), read)).toBe(8)
  pending.waits(8)
  expect(() => pending.check()).toThrow(full)
  pending.left(8)
  pending.check()
  expect(pending.waiting).toBe(8)
})
