// Names that members have this node look up. The system's look-ups take a thread each of the few that all share, and go on after nobody
// waits any more: names that nobody answers for would stop those of this machine's own programs. So DNS is asked first, which takes none.
import type { Clock } from '../base/index.js'
import { MEMBERS_LOOKUP_BUDGET_MS, ORIGIN_CONNECT_BUDGET_MS } from './defaults.js'
import { isNoSuchName, type Resolve, type ResolveWithin } from './resolve.js'

/**
 * @param dns asked first, cut after {@link MEMBERS_LOOKUP_BUDGET_MS} @param system asked only where there is no such name in DNS, or no DNS:
 * one at a time, and none that nobody waits for any more
 */
export function lookUpsForMembers(dns: ResolveWithin, system: Resolve, clock: Clock): Resolve {
  let turn: Promise<unknown> = Promise.resolve()
  return async (name) => {
    const askedAtMs = clock.monotonicMs()
    const over = new AbortController()
    const timer = clock.setTimer(MEMBERS_LOOKUP_BUDGET_MS, () => over.abort())
    try {
      return await dns(name, over.signal)
    } catch (error) {
      if (!isNoSuchName(error)) throw error
    } finally {
      timer.cancel()
    }
    const found = turn.then(() => {
      if (clock.monotonicMs() - askedAtMs >= ORIGIN_CONNECT_BUDGET_MS) throw new Error('its turn came too late')
      return system(name)
    })
    turn = found.catch(() => {})
    return await found
  }
}
