// Bytes of this node's own uploads that lie on its disk: those that wait, and those that are just coming in.
import { FlowError } from '../errors.js'
import { MAX_PENDING_BYTES } from './upload-defaults.js'

export class PendingBytes {
  readonly #most: number
  #waiting = 0
  #coming = 0

  /** @param most @default {@link MAX_PENDING_BYTES} */
  constructor(most = MAX_PENDING_BYTES) {
    this.#most = most
  }

  get waiting(): number {
    return this.#waiting
  }

  waits(bytes: number): void {
    this.#waiting += bytes
  }

  left(bytes: number): void {
    this.#waiting -= bytes
  }

  /** @throws {FlowError} `TOO_MANY_UPLOADS` */
  check(): void {
    if (this.#waiting + this.#coming < this.#most) return
    throw new FlowError('TOO_MANY_UPLOADS', `uploads of ${this.#waiting + this.#coming} bytes wait already`)
  }

  /**
   * What `take` gives; what it reads counts as it comes, until it is done.
   * @throws {FlowError} `TOO_MANY_UPLOADS`, to who reads
   */
  async taking<Result>(
    source: AsyncIterable<Uint8Array>,
    take: (counted: AsyncIterable<Uint8Array>) => Promise<Result>
  ): Promise<Result> {
    let bytes = 0
    const count = (chunk: Uint8Array): Uint8Array => {
      this.check()
      bytes += chunk.byteLength
      this.#coming += chunk.byteLength
      return chunk
    }
    try {
      return await take(each(source, count))
    } finally {
      this.#coming -= bytes
    }
  }
}

async function* each(
  source: AsyncIterable<Uint8Array>,
  count: (chunk: Uint8Array) => Uint8Array
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) yield count(chunk)
}
