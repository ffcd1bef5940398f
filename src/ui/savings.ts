// What was saved: sums, shares and days from the node's history. Pure.
import type { History } from './shapes.js'
import type { BySource } from './transfers.js'

export interface Savings {
  readonly total: BySource
  readonly bytes: number
  /** What did not cross the uplink for this machine. */
  readonly savedBytes: number
  /** 0 to 1. */
  readonly savedShare: number
}

export interface Day extends BySource {
  /** `2026-11-21` */
  readonly day: string
}

export function savingsOf({ days }: Pick<History, 'days'>): Savings {
  const total = { uplink: 0, members: 0, cache: 0 }
  for (const { uplinkBytes, memberBytes, cacheBytes } of days) {
    total.uplink += uplinkBytes
    total.members += memberBytes
    total.cache += cacheBytes
  }
  const savedBytes = total.members + total.cache
  const bytes = total.uplink + savedBytes
  return { total, bytes, savedBytes, savedShare: bytes === 0 ? 0 : savedBytes / bytes }
}

const DAY_MS = 86_400_000

/** The last `count` days up to today, those without traffic too. Days are the node's: UTC. */
export function lastDays({ days }: Pick<History, 'days'>, nowMs: number, count: number): Day[] {
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(nowMs - (count - 1 - i) * DAY_MS).toISOString().slice(0, 10)
    const { uplinkBytes = 0, memberBytes = 0, cacheBytes = 0 } = known.get(day) ?? {}
    return { day, uplink: uplinkBytes, members: memberBytes, cache: cacheBytes }
  })
}

/** How often a content crossed the uplink for this machine, in words. */
export function crossingsWords(crossings: number): string {
  if (crossings === 0) return 'not at all'
  if (Math.abs(crossings - 1) < 0.01) return 'once'
  return crossings < 1 ? `${Math.max(1, Math.round(crossings * 100))} % of it` : `${crossings.toFixed(1)} times`
}

/** Heights of one bar's parts, bottom first, as shares of the highest day. */
export function barHeights(day: BySource, highest: number): BySource {
  const share = (bytes: number): number => (highest === 0 ? 0 : bytes / highest)
  return { uplink: share(day.uplink), members: share(day.members), cache: share(day.cache) }
}

export function bytesOfDay({ uplink, members, cache }: BySource): number {
  return uplink + members + cache
}
