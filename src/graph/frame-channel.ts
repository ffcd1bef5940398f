// Length-prefixed frames over one libp2p stream, with back-pressure both ways. libp2p's documented ways have none
// (libraries section 1.4, whose five traps this class avoids); reading pauses the stream, sending waits until it is empty.
import type { Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'
import { LengthPrefixedDecoder } from '@libp2p/utils'
import { Uint8ArrayList } from 'uint8arraylist'
import * as varint from 'uint8-varint'
import { FRAME_OVERHEAD_BYTES, MAX_FRAME_BYTES, READ_HIGH_WATER_BYTES } from './defaults.js'
import { GraphError, ProtocolError, reasonOf } from './errors.js'

/** libp2p's read buffer: what may lie in the decoder besides a frame that is not whole yet. */
const READ_BUFFER_BYTES = 4 * 1024 * 1024

/** What a link needs of it. */
export type Frames = Pick<FrameChannel, 'frames' | 'send' | 'close' | 'abort'>

export class FrameChannel {
  readonly #stream: Stream
  readonly #decoder: LengthPrefixedDecoder
  /** Reading pauses above this. */
  readonly #highWaterBytes: number
  #frames: Uint8Array[] = []
  #waitingBytes = 0
  /** The decoder may hold more whole frames: they stay raw bytes there, since tiny ones grow a hundredfold as arrays. */
  #undecoded = false
  #wakeReader: (() => void) | undefined
  #ended = false
  #failure: Error | undefined
  #resuming = false

  /**
   * Call it synchronously where the stream is born: data that finds no listener is buffered up to 4 MiB only.
   * @param maxFrameBytes of what comes
   */
  constructor(stream: Stream, maxFrameBytes = MAX_FRAME_BYTES) {
    this.#stream = stream
    this.#decoder = new LengthPrefixedDecoder({
      maxDataLength: maxFrameBytes,
      maxBufferSize: maxFrameBytes + READ_BUFFER_BYTES
    })
    this.#highWaterBytes = Math.min(READ_HIGH_WATER_BYTES, maxFrameBytes)
    stream.addEventListener('message', (event) => this.#onMessage(event))
    stream.addEventListener('remoteCloseWrite', () => this.#end())
    stream.addEventListener('close', (event) => this.#onClose(event))
    // Events that fired before we listened do not come again; buffered data is dispatched in an earlier microtask.
    if (stream.status !== 'open' || stream.remoteWriteStatus !== 'writable') {
      queueMicrotask(() => {
        const broken = stream.status === 'reset' || stream.status === 'aborted'
        this.#end(broken ? linkClosed(`stream was ${stream.status}`) : undefined)
      })
    }
  }

  /** Frames received and not yet read, each with FRAME_OVERHEAD_BYTES: what back-pressure bounds. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /**
   * Every frame until the other side ends; throws where the stream broke: {@link ProtocolError} where the other side broke a rule.
   * One consumer only.
   */
  async *frames(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      while (this.#frames.length > 0) {
        const batch = this.#frames
        this.#frames = []
        for (const frame of batch) {
          this.#waitingBytes -= frame.byteLength + FRAME_OVERHEAD_BYTES
          this.#refill()
          yield frame
        }
      }
      if (this.#failure !== undefined) throw this.#failure
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wakeReader = resolve))
    }
  }

  /**
   * Resolves when the stream can take the next frame.
   * @throws {GraphError} `FRAME_TOO_LARGE`, `LINK_CLOSED`
   */
  async send(bytes: Uint8Array): Promise<void> {
    if (bytes.byteLength > MAX_FRAME_BYTES) {
      throw new GraphError('FRAME_TOO_LARGE', `frame of ${bytes.byteLength} bytes, the limit is ${MAX_FRAME_BYTES}`)
    }
    const stream = this.#stream
    if (stream.status !== 'open') throw linkClosed(`stream is ${stream.status}`)
    try {
      if (stream.send(new Uint8ArrayList(varint.encode(bytes.byteLength), bytes))) return
    } catch (thrown) {
      throw linkClosed(reasonOf(thrown), thrown)
    }
    // Never `onDrain()`: its promise is made once. One 'drain' does not mean empty either.
    while (stream.writeBufferLength > 0) await this.#drained()
  }

  /** Ends our side after what is queued; the other side sees a clean end. Never rejects. */
  async close(signal: AbortSignal): Promise<void> {
    await this.#stream.close({ signal }).catch((thrown: unknown) => this.abort(reasonOf(thrown)))
  }

  /** Breaks the stream at once. */
  abort(reason: string): void {
    this.#break(linkClosed(reason))
  }

  #break(failure: GraphError): void {
    this.#end(failure)
    this.#stream.abort(failure)
  }

  #onMessage(event: StreamMessageEvent): void {
    this.#decode(event.data)
    // A pause inside resume() is lost, since resume() re-opens the window afterwards.
    if (!this.#resuming) this.#pauseIfFull()
    this.#wake()
  }

  /** Takes whole frames out of the decoder up to the high water. A throw in here would be an uncaught exception. */
  #decode(data: Uint8Array | Uint8ArrayList): void {
    this.#undecoded = false
    try {
      for (const frame of this.#decoder.decode(data)) {
        const copy = frame.slice() // Not a view, which would keep the whole receive buffer alive.
        this.#frames.push(copy)
        this.#waitingBytes += copy.byteLength + FRAME_OVERHEAD_BYTES
        this.#undecoded = this.#waitingBytes > this.#highWaterBytes
        if (this.#undecoded) return
      }
    } catch (thrown) {
      this.#break(new ProtocolError(`bad frame: ${reasonOf(thrown)}`))
    }
  }

  /** What lies in the decoder comes before what the stream still holds. */
  #refill(): void {
    if (this.#waitingBytes >= this.#highWaterBytes / 2) return
    if (this.#undecoded) this.#decode(new Uint8Array())
    if (!this.#undecoded && this.#stream.readStatus === 'paused') this.#resume()
  }

  #pauseIfFull(): void {
    if (this.#waitingBytes > this.#highWaterBytes && this.#stream.readStatus === 'readable') this.#stream.pause()
  }

  #resume(): void {
    this.#resuming = true
    try {
      this.#stream.resume()
    } finally {
      this.#resuming = false
    }
    this.#pauseIfFull()
  }

  #drained(): Promise<void> {
    const stream = this.#stream
    return new Promise((resolve, reject) => {
      const onDrain = (): void => {
        forget()
        resolve()
      }
      const onClose = (): void => {
        forget()
        reject(linkClosed('stream closed while sending'))
      }
      const forget = (): void => {
        stream.removeEventListener('drain', onDrain)
        stream.removeEventListener('close', onClose)
      }
      stream.addEventListener('drain', onDrain)
      stream.addEventListener('close', onClose)
      if (stream.status !== 'open') onClose()
    })
  }

  #onClose(event: StreamCloseEvent): void {
    this.#end(event.error === undefined ? undefined : linkClosed(reasonOf(event.error), event.error))
  }

  #end(failure?: Error): void {
    this.#ended = true
    this.#failure ??= failure
    this.#wake()
  }

  #wake(): void {
    const wake = this.#wakeReader
    this.#wakeReader = undefined
    wake?.()
  }
}

function linkClosed(reason: string, cause?: unknown): GraphError {
  return new GraphError('LINK_CLOSED', reason, cause === undefined ? undefined : { cause })
}
