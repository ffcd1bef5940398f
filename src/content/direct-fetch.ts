// Getting a URL for one asker alone, straight from the origin and past the crossing that runs: for who comes after the first
// bytes of what cannot be kept have gone by, or what was kept is gone while the crossing still lingers.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Clock } from '../base/index.js'
import type { FetchedContent, FetchResult } from './content.js'
import { ContentError } from './errors.js'
import type { TransferLedger } from './ledger.js'
import { factsOf } from './location.js'
import type { OriginAccess } from './origin-access.js'

export interface DirectFetchInit {
  /** Normalised. */
  url: string
  origins: OriginAccess
  clock: Clock
  ledger: TransferLedger
  /** Ends it, read or not. */
  signal: AbortSignal
  /** Hears whether the origin answered. */
  originTried(error: unknown): void
}

/** Here `done` settles only if the body is read, or destroyed. @throws what `OriginAccess.open` throws */
export async function fetchDirectly(init: DirectFetchInit): Promise<FetchedContent> {
  const { url, origins, clock, ledger, signal } = init
  const startedMs = clock.monotonicMs()
  const onBytes = (count: number): void => ledger.countUplink(count)
  const response = await origins.open(url, { onBytes, signal }).catch((error: unknown) => {
    if (!signal.aborted) init.originTried(error)
    throw error
  })
  init.originTried(undefined)
  const hash = createHash('sha256')
  let bytes = 0
  let settle!: { resolve(result: FetchResult): void; reject(error: unknown): void }
  const done = new Promise<FetchResult>((resolve, reject) => (settle = { resolve, reject }))
  done.catch(() => {}) // For callers who read the body alone.
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of response.body) {
      hash.update(chunk)
      bytes += chunk.byteLength
      yield chunk
    }
    const ms = Math.round(clock.monotonicMs() - startedMs)
    settle.resolve({
      ...{ url, digest: hash.digest('hex'), bytes, ms, sources: ledger.snapshot() },
      ...{ askedInVain: false, rereadBytes: 0, fetchedFromOriginAtMs: undefined },
      ...{ kept: false, notKeptBecause: 'it came straight from the origin, past a transfer that is not kept' }
    })
  }
  const body = Readable.from(read(), { objectMode: false })
  body.once('error', (error) => settle.reject(error))
  const stop = (): void => void body.destroy(signal.reason as Error)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  body.once('close', () => {
    signal.removeEventListener('abort', stop)
    response.body.cancel() // Where it was never read, nobody else does.
    settle.reject(new ContentError('CLOSED', 'nobody reads it any more'))
  })
  return { bytes: response.totalBytes, contentType: factsOf(response.headers).contentType, body, done }
}
