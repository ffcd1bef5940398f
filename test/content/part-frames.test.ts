import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_PART_BYTES } from '../../src/content/index.js'
import { framed, unframed } from '../../src/content/part-frames.js'

async function* streamOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return all
}

const broken = (message: string): Error => new Error(`broken: ${message}`)

test('parts come out as they went in, however the stream is cut', async () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(parts, fc.integer({ min: 1, max: 60 }), async (sent, chunkBytes) => {
      const stream = Buffer.concat(await collect(framed(streamOf(sent))))
      const chunks: Uint8Array[] = []
      for (let at = 0; at < stream.byteLength; at += chunkBytes) chunks.push(stream.subarray(at, at + chunkBytes))
      expect(await collect(unframed(streamOf(chunks), broken))).toEqual(sent)
    })
  )
})

test('a part over the limit is broken before it is gathered, and is never sent', async () => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(MAX_PART_BYTES + 1)
  await expect(collect(unframed(streamOf([length]), broken))).rejects.toThrow('broken')
  await expect(collect(framed(streamOf([new Uint8Array(MAX_PART_BYTES + 1)])))).rejects.toThrow(RangeError)
})

test.each([[[0, 0, 0]], [[0, 0, 0, 5, 1, 2]]])('a stream that ends within a part (%j) is broken', async (bytes) => {
  await expect(collect(unframed(streamOf([Uint8Array.from(bytes)]), broken))).rejects.toThrow('broken')
})
