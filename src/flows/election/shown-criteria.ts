// Criteria in words, for who asks why a provider is who it is.
import type { PeerId } from '../../base/index.js'
import {
  capCriteria,
  compareCandidates,
  decidingLevel,
  LEVEL,
  valueOf,
  type Candidate,
  type Criteria
} from './criteria.js'
import type { ShownCandidate, ShownCriterion } from './elections.js'

const NAMES: ReadonlyMap<number, string> = new Map([
  [LEVEL.internetAccess, 'internet access'],
  [LEVEL.bandwidth, 'bandwidth'],
  [LEVEL.uptime, 'uptime'],
  [LEVEL.power, 'power'],
  [LEVEL.processor, 'processor'],
  [LEVEL.operatingSystem, 'operating system']
])
/** What decides where all levels are the same. */
const KEY = 'key'

function nameOfLevel(level: number): string {
  return NAMES.get(level) ?? `level ${level}`
}

/** Every level of ours, and those of the application that are named. */
export function shownCriteria(criteria: Criteria): ShownCriterion[] {
  const levels = new Set([...Object.values(LEVEL), ...criteria.map(({ level }) => level)])
  return [...levels]
    .sort((a, b) => a - b)
    .map((level) => ({ level, name: nameOfLevel(level), ...shownValue(level, valueOf(criteria, level)) }))
}

function shownValue(level: number, value: number): { value: number; words: string } {
  return { value, words: wordsOf(level, value) }
}

export function wordsOf(level: number, value: number): string {
  switch (level) {
    case LEVEL.internetAccess:
      return ['no', 'unknown', 'yes'][value] ?? String(value)
    case LEVEL.bandwidth:
      return value === 0 ? 'not measured' : `${inSteps(2 ** (value - 1), ['kB/s', 'MB/s', 'GB/s'], 1000)} or more`
    case LEVEL.uptime:
      return value === 0 ? 'under 1 min' : `${duration(2 ** (value - 1))} or more`
    case LEVEL.power:
      return ['battery', 'unknown', 'mains'][value] ?? String(value)
    case LEVEL.processor:
      return value === 0 ? 'under 0.5 GHz' : `${0.5 * 2 ** (value - 1)} GHz or more of all cores`
    case LEVEL.operatingSystem:
      return ['unknown', 'one for desks', 'one for servers'][value] ?? String(value)
    default:
      return String(value)
  }
}

function inSteps(value: number, units: readonly string[], step: number): string {
  const [unit = '', ...larger] = units
  return value < step || larger.length === 0 ? `${Math.floor(value)} ${unit}` : inSteps(value / step, larger, step)
}

function duration(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`
}

/**
 * As they are compared here, the best first. @param measured each one's bandwidth, a class, as this node measured it
 */
export function shownCandidates(
  candidates: readonly Candidate[],
  measured: (peer: PeerId) => number | undefined
): ShownCandidate[] {
  const counted = candidates
    .map(({ author, criteria }) => ({ author, claimed: criteria, criteria: capCriteria(criteria, measured(author)) }))
    .sort(compareCandidates)
  const [first] = counted
  return counted.map(({ author, claimed, criteria }) => ({
    peer: author,
    criteria: shownCriteria(criteria),
    capped: claimed
      .filter(({ level, value }) => valueOf(criteria, level) !== value)
      .map(({ level, value }) => ({ level, claimed: value, counted: valueOf(criteria, level) })),
    lostBy: first === undefined || first.author === author ? undefined : lostBy(criteria, first.criteria)
  }))
}

/** The name of the criterion at which they differ. */
export function lostBy(loser: Criteria, winner: Criteria): string {
  const decided = decidingLevel(winner, loser)
  return decided === undefined ? KEY : nameOfLevel(decided.level)
}
