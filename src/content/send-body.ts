// Sending a body, of an answer or a request, no faster than its reader takes it, and not for ever to one that takes next to nothing.
import type { OutgoingMessage } from 'node:http'
import type { Clock } from '../base/index.js'
import { SENT_AT_ONCE_BYTES } from './defaults.js'

export interface SendBodyOptions {
  clock: Clock
  /** How long the reader may take for {@link SENT_AT_ONCE_BYTES}. */
  stallMs: number
  /** Undefined: until `chunks` ends. */
  expectedBytes?: number
  onBytes(bytes: number): void
}

/**
 * Ends `response` after the last chunk; of the chunks each need only hold until the next is asked for. Destroys `response`, so
 * that the reader notices, where `chunks` fails or is too short.
 */
export async function sendBody(
  response: OutgoingMessage,
  chunks: AsyncIterable<Uint8Array>,
  options: SendBodyOptions
): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return
      bytes += chunk.byteLength
      options.onBytes(chunk.byteLength)
      for (let offset = 0; offset < chunk.byteLength; offset += SENT_AT_ONCE_BYTES) {
        if (response.destroyed) return
        await written(response, chunk.subarray(offset, offset + SENT_AT_ONCE_BYTES), options)
      }
    }
    if (bytes === (options.expectedBytes ?? bytes)) response.end()
    else throw new Error(`${bytes} of ${options.expectedBytes} bytes were there`)
  } catch (error) {
    response.destroy()
    throw error
  }
}

/** Resolves when the kernel has it, or the reader is gone. `drain` would come sooner: small chunks are still in memory then. */
function written(response: OutgoingMessage, chunk: Uint8Array, { clock, stallMs }: SendBodyOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimer(stallMs, () =>
      settle(() => reject(new Error(`the reader took next to nothing for ${stallMs} ms`)))
    )
    const onEnd = (): void => settle(resolve)
    const settle = (then: () => void): void => {
      timer.cancel()
      response.off('close', onEnd)
      then()
    }
    response.once('close', onEnd)
    response.write(chunk, onEnd)
    if (response.destroyed) onEnd() // No `close` will come any more.
  })
}
