// A download for all that changes its source: from the origin to members that hold the content and were not known before.
import type { CrossingPhase } from './crossing-events.js'
import { MIN_CHANGE_BYTES } from './crossing-defaults.js'
import type { GrowingContent } from './growing-content.js'
import { mayGoOn } from './lead.js'
import { latestWord, type Location } from './location.js'

type Led = Pick<GrowingContent, 'bytes' | 'facts' | 'answeredAtMs' | 'copied'>

/**
 * While we lead, only who has what is being read, and so much of it still to come, is worth a change of source. What the origin has
 * answered with bears its validator from then on, for readers and for all who are told of it: so only a holder whose bytes bear the same.
 */
export function isWorthIt(location: Location, phase: CrossingPhase, content: Led): boolean {
  if (phase !== 'leading' && phase !== 'claiming') return true
  const { bytes: here, facts, answeredAtMs } = content
  if (here > 0 && location.bytes - here < MIN_CHANGE_BYTES) return false
  const isAsLong = facts.expectedBytes === undefined || facts.expectedBytes === location.bytes
  return answeredAtMs === undefined || (isAsLong && isSameAsRead(location, content))
}

/** Whether that is by the origin's own validator what it has answered with: bytes of either may follow those of the other. */
export function isSameAsRead({ etag }: Location, { facts, answeredAtMs }: Led): boolean {
  return answeredAtMs !== undefined && mayGoOn(facts) && etag === facts.etag
}

/**
 * When its origin answered to this node with what is all here now; or with the beginning of it, and members had the rest: that says
 * that what they have is still the same, as a `HEAD` does.
 */
export function wordOfOrigin(
  isOrigin: boolean,
  phase: CrossingPhase,
  { answeredAtMs, copied }: Led
): { fetchedAtMs?: number; confirmedAtMs?: number } {
  if (answeredAtMs === undefined) return {}
  if (isOrigin) return { fetchedAtMs: answeredAtMs }
  return phase === 'leading' && copied === undefined ? { confirmedAtMs: answeredAtMs } : {}
}

/** When it was begun, for who wants newer content than some: members may have had it for long. */
export function begunAtMs(startedAtMs: number, { copied }: Led): number {
  return copied === undefined ? startedAtMs : Math.min(startedAtMs, latestWord(copied, startedAtMs))
}
