// Parts of a running transfer's hash list on a byte stream: each with its length, 4 bytes, big-endian, in front.
import { MAX_PART_BYTES } from './defaults.js'

const LENGTH_BYTES = 4

/** @throws {RangeError} for a part over {@link MAX_PART_BYTES} */
export async function* framed(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const part of parts) {
    if (part.byteLength > MAX_PART_BYTES) throw new RangeError(`a part of ${part.byteLength} bytes is over the limit`)
    const frame = Buffer.alloc(LENGTH_BYTES + part.byteLength)
    frame.writeUInt32BE(part.byteLength)
    frame.set(part, LENGTH_BYTES)
    yield frame
  }
}

/** For foreign bytes: holds one part at most. @throws what `broken` makes, for one over the limit or cut off */
export async function* unframed(
  chunks: AsyncIterable<Uint8Array>,
  broken: (message: string) => Error
): AsyncGenerator<Uint8Array, void, undefined> {
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.byteLength === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    while (rest.byteLength >= LENGTH_BYTES) {
      const length = rest.readUInt32BE()
      if (length > MAX_PART_BYTES) throw broken(`a part of ${length} bytes is over the limit of ${MAX_PART_BYTES}`)
      if (rest.byteLength < LENGTH_BYTES + length) break
      yield new Uint8Array(rest.subarray(LENGTH_BYTES, LENGTH_BYTES + length))
      rest = rest.subarray(LENGTH_BYTES + length)
    }
  }
  if (rest.byteLength > 0) throw broken('the stream ends within a part')
}
