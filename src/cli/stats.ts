// What the history of this node adds up to: pure, so that it can be tried with a table.
import type { History } from '../gateway/index.js'
import { formatBytes } from './units.js'

export interface Stats {
  readonly sinceMs: number
  /** Body bytes that this node got, by source. */
  readonly uplinkBytes: number
  readonly memberBytes: number
  readonly cacheBytes: number
  /** What did not cross the uplink: from members and from the cache. */
  readonly savedBytes: number
  /** Given to members. */
  readonly servedBytes: number
  /** Passed through for programs of this machine: private answers, tunnels. */
  readonly notSharedBytes: number
  readonly transfers: number
  /** Uplink bytes of this node for each byte of the contents it got; undefined where it got none. */
  readonly crossings: number | undefined
  /** What saved most, first. */
  readonly top: readonly ContentStats[]
}

export interface ContentStats {
  readonly url: string
  readonly times: number
  /** Of the content, as it was last. */
  readonly bytes: number
  readonly uplinkBytes: number
  readonly savedBytes: number
  readonly crossings: number
}

export function addUp({ sinceMs, days, contents }: History, topCount: number): Stats {
  const sum = (pick: (day: History['days'][number]) => number): number =>
    days.reduce((total, day) => total + pick(day), 0)
  const memberBytes = sum((day) => day.memberBytes)
  const cacheBytes = sum((day) => day.cacheBytes)
  const byUrl = new Map<string, History['contents']>()
  for (const content of contents) byUrl.set(content.url, [...(byUrl.get(content.url) ?? []), content])
  const all = [...byUrl].map(([url, times]) => contentStats(url, times))
  const gotBytes = contents.reduce((total, { bytes }) => total + bytes, 0)
  const crossedBytes = contents.reduce((total, { uplinkBytes }) => total + uplinkBytes, 0)
  return {
    sinceMs,
    uplinkBytes: sum((day) => day.uplinkBytes),
    ...{ memberBytes, cacheBytes, savedBytes: memberBytes + cacheBytes },
    servedBytes: sum((day) => day.servedBytes),
    notSharedBytes: sum((day) => day.notSharedBytes),
    transfers: sum((day) => day.transfers),
    crossings: gotBytes === 0 ? undefined : crossedBytes / gotBytes,
    top: all.sort((a, b) => b.savedBytes - a.savedBytes || b.bytes - a.bytes).slice(0, topCount)
  }
}

function contentStats(url: string, times: History['contents']): ContentStats {
  const sum = (pick: (one: History['contents'][number]) => number): number =>
    times.reduce((total, one) => total + pick(one), 0)
  const uplinkBytes = sum((one) => one.uplinkBytes)
  const bytes = sum((one) => one.bytes)
  return {
    url,
    times: times.length,
    bytes: times[0]?.bytes ?? 0,
    uplinkBytes,
    savedBytes: sum((one) => one.memberBytes + one.cacheBytes),
    crossings: bytes === 0 ? 0 : uplinkBytes / bytes
  }
}

export function describeStats(stats: Stats): string[] {
  const { uplinkBytes, memberBytes, cacheBytes, savedBytes, servedBytes, notSharedBytes, transfers, top } = stats
  const since = `since ${new Date(stats.sinceMs).toISOString().slice(0, 10)}`
  const wholeBytes = uplinkBytes + savedBytes
  if (wholeBytes + servedBytes + notSharedBytes === 0) return [`${since}: nothing came through this node`]
  const part =
    wholeBytes === 0 ? '' : ` (${Math.round((savedBytes / wholeBytes) * 100)} % of ${formatBytes(wholeBytes)})`
  return [
    `${since}: ${formatBytes(savedBytes)} did not cross the uplink${part}`,
    `  over the uplink  ${formatBytes(uplinkBytes)}`,
    `  from members     ${formatBytes(memberBytes)}`,
    `  from the cache   ${formatBytes(cacheBytes)}`,
    `  to members       ${formatBytes(servedBytes)}`,
    `  not shared       ${formatBytes(notSharedBytes)}`,
    `  transfers        ${transfers}`,
    ...(stats.crossings === undefined
      ? []
      : [`  crossings        ${stats.crossings.toFixed(2)} per content, at this node`]),
    ...(top.length === 0 ? [] : ['', '     saved  crossings  times  content']),
    ...top.map(
      ({ url, times, savedBytes: saved, crossings }) =>
        `${formatBytes(saved).padStart(10)}  ${crossings.toFixed(2).padStart(9)}  ${String(times).padStart(5)}  ${url}`
    )
  ]
}
