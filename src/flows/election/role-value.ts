// How soon a candidate speaks (seed 001, Fig. 9, 326): each has a role value, "the likelihood that the given node would win", and a
// higher one has an earlier range of delays. So the likely winner speaks first, and who hears it is silent.
import { MAX_RESPONSE_DELAY_MS, ROLE_VALUES, START_SPREAD_MS } from './defaults.js'

/** Smaller is less likely. 0 to 4. */
export type RoleValue = number

const HIGHEST = ROLE_VALUES - 1
const WIDTH_MS = MAX_RESPONSE_DELAY_MS / ROLE_VALUES

/** @param rank how many who are here would win against it (merit.ts): 4 who wins against all, one less for each better one; 0 from four on */
export function roleValueOf(rank: number): RoleValue {
  return Math.max(0, HIGHEST - rank)
}

/** From (inclusive) and to (exclusive), ms: the fifth part of the longest delay that begins (4 - role value) fifths from now. */
export function delayRange(role: RoleValue): { fromMs: number; toMs: number } {
  const fromMs = (HIGHEST - role) * WIDTH_MS
  return { fromMs, toMs: fromMs + WIDTH_MS }
}

/**
 * How long who would win waits before it answers (326). Who has a range of its own begins with it. All others share the last: few early and
 * most late (the truncated exponential of RFC 5401, section 3.2), by their rank instead of by chance, so that the first is heard before most
 * would speak, and is the best of them.
 * @param members present, ourselves included
 */
export function responseDelayMs(rank: number, members: number): number {
  const { fromMs, toMs } = delayRange(roleValueOf(rank))
  const late = shareOfRest(rank, members)
  const lambda = Math.log(Math.max(2, members)) + 1
  return Math.floor(fromMs + (1 + Math.log(late + (1 - late) * Math.exp(-lambda)) / lambda) * (toMs - fromMs))
}

/**
 * How long who misses a provider waits for somebody else to begin. As above, but the rest evenly over a longer time: nobody waits for
 * them, and few miss it at once, wherever they are among all.
 */
export function startDelayMs(rank: number, members: number): number {
  return Math.floor(delayRange(roleValueOf(rank)).fromMs + shareOfRest(rank, members) * START_SPREAD_MS)
}

/** 0 to below 1: where it is among those who have no range of their own. */
function shareOfRest(rank: number, members: number): number {
  return rank < HIGHEST ? 0 : Math.min((rank - HIGHEST) / Math.max(1, members - HIGHEST), 1 - 2 ** -48)
}
