// Sending a body no faster than its reader takes it, and not for ever to one that takes nothing.
import type { ServerResponse } from 'node:http'
import type { Clock } from '../base/index.js'

export interface SendBodyOptions {
  clock: Clock
  /** How long the reader may take nothing while we have bytes for it. */
  stallMs: number
  /** Undefined: until `chunks` ends. */
  expectedBytes?: number
  onBytes(bytes: number): void
}

/** Ends `response` after the last chunk. Destroys it, so that the reader notices, where `chunks` fails or is too short. */
export async function sendBody(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  options: SendBodyOptions
): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return
      if (chunk.byteLength === 0) continue
      bytes += chunk.byteLength
      options.onBytes(chunk.byteLength)
      if (!response.write(chunk)) await drained(response, options)
    }
    if (bytes === (options.expectedBytes ?? bytes)) response.end()
    else throw new Error(`${bytes} of ${options.expectedBytes} bytes were there`)
  } catch (error) {
    response.destroy()
    throw error
  }
}

function drained(response: ServerResponse, { clock, stallMs }: SendBodyOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimer(stallMs, () =>
      settle(() => reject(new Error(`the reader took nothing for ${stallMs} ms`)))
    )
    const onDrain = (): void => settle(resolve)
    const settle = (then: () => void): void => {
      timer.cancel()
      response.off('drain', onDrain)
      response.off('close', onDrain)
      then()
    }
    response.once('drain', onDrain)
    response.once('close', onDrain)
    if (response.destroyed) onDrain() // No `close` will come any more.
  })
}
