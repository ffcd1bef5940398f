// The body of an HTTP answer as chunks that are pulled: who does not ask for more holds the sender back.
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../base/index.js'
import { ContentError } from './errors.js'
import { IdleWatch } from './idle-watch.js'

export interface HttpBodyInit {
  clock: Clock
  /** How long to wait for the next bytes, counted only while somebody asks for them. Undefined: somebody else watches. */
  idleMs: number | undefined
  /** Undefined where the sender did not say. */
  expectedBytes: number | undefined
  signal: AbortSignal | undefined
  /** Hears of every chunk before the reader has it. */
  onBytes: ((bytes: number) => void) | undefined
  /** Makes the error for a body that stops, or is longer or shorter than was said. */
  broken: (message: string, cause?: unknown) => ContentError
}

/** To be iterated once, or cancelled: until then it holds a connection. */
export interface HttpBody extends AsyncIterable<Uint8Array> {
  /** Ends the connection. Iterating then throws. Safe to call twice, and after the end. */
  cancel(): void
}

/** Iterating throws what `broken` makes, or the signal's reason. */
export function httpBody(response: IncomingMessage, init: HttpBodyInit): HttpBody {
  const { signal } = init
  const onAbort = (): void => void response.destroy()
  signal?.addEventListener('abort', onAbort, { once: true })
  response.once('close', () => signal?.removeEventListener('abort', onAbort))
  response.on('error', () => {}) // The reader hears of it by iterating; without one nobody needs to.
  if (signal?.aborted === true) onAbort()
  return {
    [Symbol.asyncIterator]: () => chunks(response, init),
    cancel: () => void response.destroy()
  }
}

async function* chunks(response: IncomingMessage, init: HttpBodyInit): AsyncGenerator<Uint8Array, void, undefined> {
  const { clock, idleMs, expectedBytes, signal, onBytes, broken } = init
  const source = response.iterator() as AsyncIterator<Buffer>
  const expired = (): void => void response.destroy(broken(`nothing came for ${idleMs} ms`))
  const idle = idleMs === undefined ? undefined : new IdleWatch(clock, idleMs, expired)
  let bytes = 0
  try {
    for (;;) {
      idle?.wait()
      const next = await source.next()
      idle?.rest()
      if (next.done === true) break
      bytes += next.value.byteLength
      if (expectedBytes !== undefined && bytes > expectedBytes) throw broken(`more than ${expectedBytes} bytes came`)
      onBytes?.(next.value.byteLength)
      yield next.value
    }
    if (!response.complete || bytes < (expectedBytes ?? 0)) throw broken(`it ended after ${bytes} bytes`)
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason
    throw error instanceof ContentError ? error : broken(`it broke off after ${bytes} bytes`, error)
  } finally {
    idle?.close()
    response.destroy()
  }
}
