// One try of a relay to bring an upload to its backend (seed 000, Fig. 9, 558: "the existing upload functionality … then uploads the file"), and
// what became of it. Spec: docs/protocols/upload.md.
import type { Clock } from '../../base/index.js'
import { ContentError, isWithoutWayOut, type OriginAccess } from '../../content/index.js'
import { askBackend } from './backend-exchange.js'
import { DamagedContent } from './carried-store.js'
import type { FailedTry, TryResult } from './carried-upload.js'
import type { Order } from './order.js'
import { retryAfterMs } from './retry-after.js'
import { isReturnable } from './statements.js'

export interface ForwardInit {
  readonly order: Order
  /** All of it, or {@link DamagedContent}. */
  readonly content: AsyncIterable<Uint8Array>
  /** As far as members may go. */
  readonly origins: Pick<OriginAccess, 'passThrough'>
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface Forwarded {
  readonly result: TryResult
  /** From the first byte of the content until the answer began; undefined where none did. */
  readonly sentMs: number | undefined
}

/** @throws the signal's reason */
export async function forward({ order, content, origins, clock, signal }: ForwardInit): Promise<Forwarded> {
  let isDamaged = false
  const checked = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* content
    } catch (error) {
      isDamaged = error instanceof DamagedContent
      throw error
    }
  }
  const failed = (reason: FailedTry): Forwarded => ({ result: { type: 'failed', reason }, sentMs: undefined })
  try {
    const request = { order, content: checked(), origins, asker: 'member', clock, signal } as const
    const { status, headers, body, isCut, sentMs } = await askBackend(request)
    const answer = { status, headers, body }
    if (isCut || !isReturnable(answer)) return failed('too-large')
    const pauseMs = retryAfterMs(answer, clock.nowMs())
    return { result: { type: 'answered', answer, retryAfterMs: pauseMs }, sentMs }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (isDamaged) return failed('damaged')
    if (await isWithoutWayOut(error)) return failed('offline')
    const isRefused = error instanceof ContentError && (error.code === 'ORIGIN_REFUSED' || error.code === 'BAD_URL')
    return failed(isRefused ? 'refused' : 'unreachable')
  }
}
