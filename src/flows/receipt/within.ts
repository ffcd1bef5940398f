// A wait with a budget that ends what is waited for.
import type { Clock } from '../../base/index.js'

/**
 * What `work` gives, or `late` where that takes longer than the budget: then its signal aborts, as where `stopped` does.
 * @throws what `work` throws in time
 */
export async function within<Result>(
  clock: Clock,
  budgetMs: number,
  late: Result,
  stopped: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>
): Promise<Result> {
  const end = new AbortController()
  const timer = clock.setTimer(budgetMs, () => end.abort(new Error('it took too long')))
  try {
    return await work(AbortSignal.any([end.signal, stopped]))
  } catch (error) {
    if (end.signal.aborted) return late
    throw error
  } finally {
    timer.cancel()
  }
}
