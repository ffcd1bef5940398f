// Follows one upload at the node, over restarts of the node and of its upload service: both end what is followed, and the upload goes on.
import { delay, type Clock } from '../base/index.js'
import type { ApiUpload, ControlClient } from '../gateway/index.js'
import { isOver } from './upload-story.js'

/** Between two tries: a restart takes a second or two. */
const RETRY_MS = 1_000
/** How long the node may be away: twice what the longest wait before a service is started anew takes (5 min), as in `potluck/client`. */
const AWAY_BUDGET_MS = 10 * 60_000
/** It is not there now; all else it says again. */
const AWAY: ReadonlySet<unknown> = new Set(['NOT_READY', 'NODE_NOT_RUNNING', 'NODE_STOPPED', 'BUSY'])

/** As it is, and again whenever it has changed, until it is over. @throws what the node says, once it was away for 10 min; the signal's reason */
export async function* changesOf(
  id: string,
  node: Pick<ControlClient, 'events'>,
  clock: Clock,
  signal: AbortSignal
): AsyncGenerator<ApiUpload, void, undefined> {
  let awaySinceMs: number | undefined
  for (;;) {
    try {
      for await (const { event, data } of await node.events(`/v1/uploads/${id}`, {}, { signal })) {
        if (event !== 'upload') continue
        awaySinceMs = undefined
        const upload = data as ApiUpload
        yield upload
        if (isOver(upload)) return
      }
    } catch (error) {
      awaySinceMs ??= clock.monotonicMs()
      const isAway = AWAY.has((error as { code?: unknown }).code)
      if (signal.aborted || !isAway || clock.monotonicMs() - awaySinceMs >= AWAY_BUDGET_MS) throw error
    }
    await delay(clock, RETRY_MS, signal)
  }
}
