// A readable of what a generator yields that ends as soon as it is destroyed: `Readable.from` closes only when what its
// generator waits for has come, which may be never.
import { Readable } from 'node:stream'
import { ContentError } from './errors.js'

/** @param chunks to be stopped by the signal wherever it waits for long */
export function stoppableBody(
  chunks: (signal: AbortSignal) => AsyncGenerator<Uint8Array, void>,
  highWaterMark: number
): Readable {
  const stop = new AbortController()
  const iterator = chunks(stop.signal)
  return new Readable({
    highWaterMark,
    read() {
      iterator.next().then(
        ({ done, value }) => void this.push(done === true ? null : value),
        (error: unknown) => void this.destroy(error as Error)
      )
    },
    destroy(error, callback) {
      stop.abort(unreadError())
      const over = (): void => callback(error)
      iterator.return().then(over, over)
    }
  })
}

export function unreadError(): ContentError {
  return new ContentError('CLOSED', 'nobody reads it any more')
}
