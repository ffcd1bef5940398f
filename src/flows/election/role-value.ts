// How soon a candidate answers (seed 001, Fig. 9, 326): each has a role value, "the likelihood that the given node would win", and a
// higher one has an earlier range of delays. So the likely winner speaks first, and who hears it is silent.
import { publicKeyFromPeerId, type PeerId } from '../../base/index.js'
import { compareCandidates, decidingLevel, LEVEL, valueOf, type Candidate } from './criteria.js'
import { MAX_RESPONSE_DELAY_MS, ROLE_VALUES } from './defaults.js'

/** Smaller is less likely. 0 to 7. */
export type RoleValue = number

export interface Likelihood {
  readonly role: RoleValue
  /** The part of the role's range in which it draws its delay: fractions of it; the earlier, the likelier among those with the same role. */
  readonly from: number
  readonly to: number
}

const HIGHEST = ROLE_VALUES - 1
const WHOLE = { from: 0, to: 1 }

/** What is remembered of the last election. */
export interface LastElection extends Candidate {
  readonly backup: PeerId | undefined
}

/**
 * How likely a candidate wins. Where the last result is known: 7 who would win against its values, and its author; 6 its backup, and who
 * ties in all but the key; else the later the level at which it falls short, the higher: 0 at internet access, 1 at bandwidth, 2 at uptime, 3 at
 * power, 4 at the processor, 5 later; and within that, the less it falls short, the earlier (in eighths of the range). Where no result is
 * known: 0 without internet access, 1 where that is unknown, else 2 and one more for each three classes of bandwidth, in thirds.
 */
export function likelihoodOf(candidate: Candidate, last: LastElection | undefined): Likelihood {
  if (last === undefined) {
    const access = valueOf(candidate.criteria, LEVEL.internetAccess)
    if (access < 2) return { role: access, ...WHOLE }
    const bandwidth = valueOf(candidate.criteria, LEVEL.bandwidth)
    const role = 2 + Math.floor(bandwidth / 3)
    return role > HIGHEST ? { role: HIGHEST, ...WHOLE } : { role, ...part(2 - (bandwidth % 3), 3) }
  }
  if (candidate.author === last.author) return { role: HIGHEST, from: 0, to: 0 }
  if (compareCandidates(candidate, last) < 0) return { role: HIGHEST, ...WHOLE }
  // Not at once: the flood of the winner, if it is here, takes as long as a range.
  if (candidate.author === last.backup) return { role: HIGHEST - 1, from: 1 / 4, to: 1 / 4 }
  const decided = decidingLevel(last.criteria, candidate.criteria)
  if (decided === undefined) return { role: HIGHEST - 1, ...WHOLE }
  const role = Math.min(decided.level, LEVEL.operatingSystem) - 1
  return { role, ...part(Math.min(decided.difference - 1, 7), 8) }
}

function part(index: number, of: number): { from: number; to: number } {
  return { from: index / of, to: (index + 1) / of }
}

/** From (inclusive) and to (exclusive), ms: the eighth part of the longest delay that begins (7 - role value) eighths from now. */
export function delayRange(role: RoleValue): { fromMs: number; toMs: number } {
  const widthMs = MAX_RESPONSE_DELAY_MS / ROLE_VALUES
  const fromMs = (HIGHEST - role) * widthMs
  return { fromMs, toMs: fromMs + widthMs }
}

/**
 * A delay within the range of its role: few early and most late (the truncated exponential of RFC 5401, section 3.2), so that the
 * first is heard before most would speak. What would be drawn by chance is the candidate's own key, which is spread as evenly:
 * so of candidates that tie in all else the one who wins speaks first.
 * @param members present, ourselves included: what the exponential is scaled by
 */
export function responseDelayMs(likelihood: Likelihood, self: PeerId, members: number): number {
  const { role, from, to } = likelihood
  const { fromMs, toMs } = delayRange(role)
  const lambda = Math.log(Math.max(2, members)) + 1
  const drawn = from + keyFraction(self) * (to - from)
  const late = 1 + Math.log(drawn + (1 - drawn) * Math.exp(-lambda)) / lambda
  return Math.floor(fromMs + late * (toMs - fromMs))
}

/** Where the key lies among all keys: in [0, 1); the smallest, which wins ties, has 0. */
function keyFraction(peer: PeerId): number {
  const key = publicKeyFromPeerId(peer)
  return key === undefined ? 1 - 2 ** -48 : Buffer.from(key).readUIntBE(0, 6) / 2 ** 48
}
