// A download for all that changes its source: from the origin to members that hold the content and were not known before.
import type { CrossingPhase } from './crossing-events.js'
import { MIN_CHANGE_BYTES } from './crossing-defaults.js'
import type { GrowingContent } from './growing-content.js'
import { mayGoOn } from './lead.js'
import { isPublished, latestWord, type Location } from './location.js'

type Led = Pick<GrowingContent, 'bytes' | 'answer' | 'answeredAtMs' | 'copied'>

/**
 * While we lead, only who has so much of it still to come is worth a change of source; and once the origin has answered, only who
 * names its own strong validator: of anybody else's bytes nothing says that they go on as those of the origin do.
 */
export function isWorthIt(location: Location, phase: CrossingPhase, { bytes: here, answer }: Led): boolean {
  if (phase !== 'leading' && phase !== 'claiming') return true
  const { bytes, etag, lastModified } = location
  if (here > 0 && bytes - here < MIN_CHANGE_BYTES) return false
  if (answer === undefined) return true
  const said = [
    [bytes, answer.expectedBytes],
    [lastModified, answer.lastModified]
  ]
  const isLikeIt = said.every(([a, b]) => a === undefined || b === undefined || a === b)
  return isLikeIt && mayGoOn(answer) && etag === answer.etag
}

/**
 * When its origin answered to this node with it, ms. Where members had but a part of it, the origin has said nothing of that: undefined.
 */
export function fetchedAtMs(isOrigin: boolean, { answeredAtMs }: Led): number | undefined {
  return isOrigin ? answeredAtMs : undefined
}

/** When it was begun, for who wants newer content than some: members may have had it for long. 0: no origin is known to have spoken of it. */
export function begunAtMs(startedAtMs: number, { copied }: Led): number {
  if (copied === undefined) return startedAtMs
  const dated = copied.filter((location) => !isPublished(location))
  return Math.min(startedAtMs, latestWord(dated, startedAtMs))
}
