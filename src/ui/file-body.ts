// A file as it comes in, gathered for saving. Browsers put large blobs on disk: so pieces are made into one from time to
// time, and a file larger than memory can be saved.

const PIECE_BYTES = 16 * 2 ** 20

/** Never opened as a page of ours, whatever the origin calls it: saved only. */
const SAVED_TYPE = 'application/octet-stream'

/** @param onBytes called with what is here so far */
export async function gatherFile(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: (bytes: number) => void
): Promise<Blob> {
  const blobs: Blob[] = []
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let pending = 0
  let bytes = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    pending += value.byteLength
    bytes += value.byteLength
    if (pending >= PIECE_BYTES) {
      blobs.push(new Blob(chunks))
      chunks = []
      pending = 0
    }
    onBytes(bytes)
  }
  return new Blob([...blobs, ...chunks], { type: SAVED_TYPE })
}
