// How soon a candidate answers (seed 001, Fig. 9, 326): each has a role value, "the likelihood that the given node would win", and a
// higher one has an earlier range of delays. So the likely winner speaks first, and who hears it is silent.
import { publicKeyFromPeerId, type PeerId } from '../../base/index.js'
import { compareCandidates, decidingLevel, LEVEL, valueOf, type Candidate } from './criteria.js'
import { MAX_RESPONSE_DELAY_MS, ROLE_VALUES } from './defaults.js'

/** Smaller is less likely. 0 to 7. */
export type RoleValue = number

const HIGHEST = ROLE_VALUES - 1

/** What is remembered of the last election. */
export interface LastElection extends Candidate {
  readonly backup: PeerId | undefined
}

/**
 * The role value of a candidate. Where the last result is known: 7 who would win against its values, and its author; 6 its backup; else
 * the later the level at which it falls short, the higher: 0 at internet access, 1 at bandwidth, 2 at uptime, 3 at power, 4 at the processor, 5
 * later. Where none is known: 0 without internet access, 1 where that is unknown, else 2 and one more for each three classes of bandwidth.
 */
export function roleValueOf(candidate: Candidate, last: LastElection | undefined): RoleValue {
  if (last === undefined) {
    const access = valueOf(candidate.criteria, LEVEL.internetAccess)
    if (access < 2) return access
    return Math.min(HIGHEST, 2 + Math.floor(valueOf(candidate.criteria, LEVEL.bandwidth) / 3))
  }
  if (candidate.author === last.author || compareCandidates(candidate, last) < 0) return HIGHEST
  if (candidate.author === last.backup) return HIGHEST - 1
  const level = decidingLevel(candidate.criteria, last.criteria)?.level ?? LEVEL.operatingSystem
  return Math.min(level, LEVEL.operatingSystem) - 1
}

/** From (inclusive) and to (exclusive), ms: the eighth part of the longest delay that lies (7 - role value) eighths from now. */
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
export function responseDelayMs(role: RoleValue, self: PeerId, members: number): number {
  const { fromMs, toMs } = delayRange(role)
  const lambda = Math.log(Math.max(2, members)) + 1
  const late = 1 + Math.log(keyFraction(self) + (1 - keyFraction(self)) * Math.exp(-lambda)) / lambda
  return Math.floor(fromMs + late * (toMs - fromMs))
}

/** Where the key lies among all keys: in [0, 1); the smallest, which wins ties, has 0. */
function keyFraction(peer: PeerId): number {
  const key = publicKeyFromPeerId(peer)
  return key === undefined ? 1 - 2 ** -48 : Buffer.from(key).readUIntBE(0, 6) / 2 ** 48
}
