// By what a provider is elected: criteria by level, compared from the first on until one differs; the lowest level of all is the
// candidate's own key, which breaks every tie (seed 001, Fig. 8, 302: "the lowest criteria level would break all potential ties").
// Values are classes, mostly by powers of two, so that what is measured a little differently is the same.
import type { PeerId } from '../../base/index.js'
import { MAX_CRITERIA, MAX_LEVEL, MAX_VALUE } from './defaults.js'
import type { Measured } from './measure.js'

/** Levels that every node fills; from {@link FIRST_APPLICATION_LEVEL} on they are the application's. The first decides first. */
export const LEVEL = {
  internetAccess: 1,
  bandwidth: 2,
  uptime: 3,
  power: 4,
  processor: 5,
  operatingSystem: 6
} as const

/** Levels 7 to 255 mean what the application of the kind says; larger is better. */
export const FIRST_APPLICATION_LEVEL = 7

export interface Criterion {
  /** 1 to 255. */
  readonly level: number
  /** 1 to 65,535; larger is better. A level that is not named has 0. */
  readonly value: number
}

/** Ascending by level, none twice, at most 16. */
export type Criteria = readonly Criterion[]

export interface Candidate {
  readonly author: PeerId
  readonly criteria: Criteria
}

/** Sorted, without zeros. @throws {RangeError} where they are no criteria */
export function criteriaFrom(values: Iterable<readonly [level: number, value: number]>): Criteria {
  const criteria = [...values]
    .filter(([, value]) => value !== 0)
    .map(([level, value]) => ({ level, value }))
    .sort((a, b) => a.level - b.level)
  if (!isCriteria(criteria)) throw new RangeError('criteria')
  return criteria
}

export function isCriteria(criteria: Criteria): boolean {
  if (criteria.length > MAX_CRITERIA) return false
  return criteria.every(({ level, value }, i) => {
    const before = criteria[i - 1]?.level ?? 0
    return isUint(level, MAX_LEVEL) && level > before && isUint(value, MAX_VALUE) && value > 0
  })
}

function isUint(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max
}

export function valueOf(criteria: Criteria, level: number): number {
  return criteria.find((criterion) => criterion.level === level)?.value ?? 0
}

/** The first level at which they differ, and by how much `a` is better there; undefined: only their keys differ. */
export function decidingLevel(a: Criteria, b: Criteria): { level: number; difference: number } | undefined {
  let [i, j] = [0, 0]
  for (;;) {
    const [one, other] = [a[i], b[j]]
    if (one === undefined && other === undefined) return undefined
    const level = Math.min(one?.level ?? Infinity, other?.level ?? Infinity)
    const value = one?.level === level ? one.value : 0
    const against = other?.level === level ? other.value : 0
    if (value !== against) return { level, difference: value - against }
    if (one?.level === level) i++
    if (other?.level === level) j++
  }
}

/**
 * Negative where `a` wins. A total order over candidates with different authors: after all levels the smaller key wins. Asked hundreds of
 * times for one input, so it makes nothing.
 */
export function compareCandidates(a: Candidate, b: Candidate): number {
  const [some, others] = [a.criteria, b.criteria]
  let i = 0
  let j = 0
  while (i < some.length || j < others.length) {
    const one = some[i]
    const other = others[j]
    if (one === undefined || (other !== undefined && other.level < one.level)) return 1
    if (other === undefined || one.level < other.level) return -1
    if (one.value !== other.value) return other.value - one.value
    i++
    j++
  }
  return comparePeers(a.author, b.author)
}

/**
 * By their keys. Base58 has its digits in the order of their characters, and all peer ids begin alike and have one length: so they stand in
 * the order of the keys that they spell.
 */
export function comparePeers(a: PeerId, b: PeerId): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** By how many classes a value must be better so that an election is worth it: those that are measured swing by one. */
const MARGINS: ReadonlyMap<number, number> = new Map([
  [LEVEL.bandwidth, 2],
  [LEVEL.uptime, 2],
  [LEVEL.processor, 2]
])

/** Whether `a` is better by so much that noise is no explanation, at a level above the last. Then it wins, too. */
export function isClearlyBetter(a: Criteria, b: Criteria): boolean {
  const decided = decidingLevel(a, b)
  return decided !== undefined && decided.difference >= (MARGINS.get(decided.level) ?? 1)
}

/**
 * What was claimed so long ago, as it must be by now where its author ran on: all who came up together stay alike, whenever one of them
 * was elected. At least: within a class it may have been up nearly twice as long, which is less than {@link isClearlyBetter} asks for.
 * @param agoMs less than 0 counts as 0
 */
export function agedCriteria(criteria: Criteria, agoMs: number): Criteria {
  const claimed = valueOf(criteria, LEVEL.uptime)
  const leastMinutes = claimed === 0 ? 0 : 2 ** (claimed - 1)
  return withUptime(criteria, Math.max(claimed, doublings(leastMinutes + Math.max(0, agoMs) / 60_000)))
}

/** To be compared, not said: what has 16 levels already may get one more. @param uptime a class */
export function withUptime(criteria: Criteria, uptime: number): Criteria {
  const others = criteria.filter(({ level }) => level !== LEVEL.uptime)
  if (uptime === 0) return others
  return [...others, { level: LEVEL.uptime, value: uptime }].sort((a, b) => a.level - b.level)
}

/** Classes by which a claim may be better than what was measured, a factor of 8: Wi-Fi, a busy moment, a slow other end are no lie. */
const CAP_ALLOWANCE = 3

/**
 * More than yes is yes: who claims more at a level that decides before what is measured would win whatever was measured. No machine has
 * more than 537 GB/s, has been up for over 16 years, or has over 16 THz of cores.
 */
const BEST: ReadonlyMap<number, number> = new Map([
  [LEVEL.internetAccess, 2],
  [LEVEL.bandwidth, 30],
  [LEVEL.uptime, 24],
  [LEVEL.power, 2],
  [LEVEL.processor, 16],
  [LEVEL.operatingSystem, 2]
])

/**
 * What a candidate claims, capped by what there is, and by what this node saw of it: evidence before words (design section 7).
 * @param measuredBandwidth class as of {@link bandwidthValue}; undefined: nothing was measured here
 */
export function capCriteria(criteria: Criteria, measuredBandwidth: number | undefined): Criteria {
  const capOf = (level: number): number => {
    const seen = level === LEVEL.bandwidth && measuredBandwidth !== undefined
    const best = BEST.get(level) ?? MAX_VALUE
    return seen ? Math.min(best, measuredBandwidth + CAP_ALLOWANCE) : best
  }
  let isWithin = true
  for (const { level, value } of criteria) isWithin &&= value <= capOf(level)
  if (isWithin) return criteria
  return criteria.map(({ level, value }) => ({ level, value: Math.min(value, capOf(level)) }))
}

/**
 * What was measured, in classes.
 * @param application the application's own criteria: levels from 7 on
 */
export function criteriaOf(measured: Measured, application: Criteria = []): Criteria {
  const { internet, bytesPerSecond, uptimeMs, power, megahertz, system } = measured
  return criteriaFrom([
    [LEVEL.internetAccess, INTERNET_VALUES[internet]],
    [LEVEL.bandwidth, bandwidthValue(bytesPerSecond)],
    [LEVEL.uptime, doublings(uptimeMs / 60_000)],
    [LEVEL.power, POWER_VALUES[power]],
    [LEVEL.processor, doublings(megahertz / 500)],
    [LEVEL.operatingSystem, SERVER_SYSTEMS.includes(system) ? 2 : 1],
    ...application
      .filter(({ level }) => level >= FIRST_APPLICATION_LEVEL)
      .map(({ level, value }) => [level, value] as const)
  ])
}

const INTERNET_VALUES = { no: 0, unknown: 1, yes: 2 } as const
const POWER_VALUES = { battery: 0, unknown: 1, mains: 2 } as const
/** They sleep less than those that mostly have somebody sitting before them. */
const SERVER_SYSTEMS = ['linux', 'freebsd', 'openbsd', 'sunos', 'aix']

/** 0: not measured; then one for each doubling from 1 kB/s on: 12.5 MB/s is 14. */
export function bandwidthValue(bytesPerSecond: number | undefined): number {
  return bytesPerSecond === undefined ? 0 : doublings(bytesPerSecond / 1_000)
}

/** 0 below 1, else 1 and one more for each doubling. */
function doublings(ratio: number): number {
  return ratio >= 1 && Number.isFinite(ratio) ? 1 + Math.floor(Math.log2(ratio)) : 0
}
