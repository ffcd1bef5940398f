// Getting a URL for one asker alone, straight from the origin and past the crossing that runs: for who comes after the first
// bytes of what cannot be kept have gone by, or what was kept is gone while the crossing still lingers.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Clock } from '../base/index.js'
import { factsOf } from './content-facts.js'
import type { FetchedContent, FetchResult } from './content.js'
import { ContentError } from './errors.js'
import { checkOffset } from './held-fetch.js'
import type { TransferLedger } from './ledger.js'
import type { OriginAccess } from './origin-access.js'

export interface DirectFetchInit {
  /** Normalised. */
  url: string
  origins: OriginAccess
  clock: Clock
  ledger: TransferLedger
  /** First byte wanted: those before are read too, since the whole is what its digest is of. */
  offset?: number
  redirects?: 'follow' | 'refuse' | undefined
  /** In words. */
  notKeptBecause: string
  /** Ends it, read or not. */
  signal: AbortSignal
  /** Hears whether the origin answered. */
  originTried(error: unknown): void
}

/** Here `done` settles only if the body is read, or destroyed. @throws what `OriginAccess.open` throws */
export async function fetchDirectly(init: DirectFetchInit): Promise<FetchedContent> {
  const { url, origins, clock, ledger, signal, offset = 0, redirects, notKeptBecause } = init
  const startedMs = clock.monotonicMs()
  const onBytes = (count: number): void => ledger.countUplink(count)
  const response = await origins.open(url, { onBytes, signal, redirects }).catch((error: unknown) => {
    if (!signal.aborted) init.originTried(error)
    throw error
  })
  init.originTried(undefined)
  try {
    checkOffset(offset, response.totalBytes)
  } catch (error) {
    response.body.cancel()
    throw error
  }
  const hash = createHash('sha256')
  let bytes = 0
  let settle!: { resolve(result: FetchResult): void; reject(error: unknown): void }
  const done = new Promise<FetchResult>((resolve, reject) => (settle = { resolve, reject }))
  done.catch(() => {}) // For callers who read the body alone.
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of response.body) {
      hash.update(chunk)
      const skip = Math.max(0, offset - bytes)
      bytes += chunk.byteLength
      if (skip < chunk.byteLength) yield chunk.subarray(skip)
    }
    checkOffset(offset, bytes)
    const ms = Math.round(clock.monotonicMs() - startedMs)
    settle.resolve({
      ...{ url, digest: hash.digest('hex'), bytes, ms, sources: ledger.snapshot() },
      ...{ askedInVain: false, rereadBytes: 0, fetchedFromOriginAtMs: undefined },
      ...{ kept: false, notKeptBecause }
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
  const facts = factsOf(response.headers, response.finalUrl === url ? undefined : response.finalUrl)
  const freshness = { hit: false, ageMs: 0, stale: false, revalidated: false, collapsed: false }
  const said = { bytes: response.totalBytes, contentType: facts.contentType, facts, digest: undefined }
  return { ...said, freshness, shared: response.sharing.ok, body, done }
}
