// A readable of what a generator yields that ends as soon as it is destroyed: `Readable.from` closes only when what its
// generator waits for has come, which may be never.
import { Readable } from 'node:stream'
import { ContentError } from './errors.js'

export interface StoppableBody extends Readable {
  /** Resolves when its first chunk is here, or its end. @throws what it fails with before */
  first(): Promise<unknown>
}

/** @param chunks to be stopped by the signal wherever it waits for long */
export function stoppableBody(
  chunks: (signal: AbortSignal) => AsyncGenerator<Uint8Array, void>,
  highWaterMark: number
): StoppableBody {
  const stop = new AbortController()
  const iterator = chunks(stop.signal)
  let first: Promise<IteratorResult<Uint8Array, void>> | undefined
  const body = new Readable({
    highWaterMark,
    read() {
      const next = first ?? iterator.next()
      first = undefined
      next.then(
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
  return Object.assign(body, { first: () => (first ??= iterator.next()) })
}

export function unreadError(): ContentError {
  return new ContentError('CLOSED', 'nobody reads it any more')
}
