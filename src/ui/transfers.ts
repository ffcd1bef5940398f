// What a running transfer is in words and numbers: pure, from what the node says.
import { formatBytes, formatDuration, formatPercent, formatRate } from './format.js'
import type { Sources, Transfer } from './shapes.js'

export type Source = 'uplink' | 'members' | 'cache'
export const SOURCES: readonly Source[] = ['uplink', 'members', 'cache']
/** Words of the legend: never the colour alone. */
export const SOURCE_WORDS: { readonly [Name in Source]: string } = {
  uplink: 'over the Internet',
  members: 'from members',
  cache: 'from this machine'
}

export type BySource = { readonly [Name in Source]: number }

/** What no source has given now, of the `bytes` that are here, was left by an earlier download. */
export function bySource({ sources, bytes = 0 }: { sources: Sources; bytes?: number }): BySource {
  const { uplink, cache } = sources
  const members = Object.values(sources.members).reduce((sum, given) => sum + given, 0)
  return { uplink, members, cache: Math.max(cache, bytes - uplink - members) }
}

/** How a peer is called: by its name in the group. */
export type NameOf = (peer: string) => string

/** What happens now: `reading along with bob, who downloads it`. */
export function whatHappens({ state, from, forOthers }: Transfer, nameOf: NameOf): string {
  switch (state) {
    case 'asking':
      return 'Asking the group who has it'
    case 'leading': {
      const whom = forOthers ? 'other members' : 'the whole group'
      if (from === undefined) return `From the Internet, by this machine for ${whom}`
      return `From ${nameOf(from)}; this machine fetches the rest for ${whom}`
    }
    case 'following':
      return from === undefined
        ? 'Reading along with a member that downloads it'
        : `Reading along with ${nameOf(from)}, who downloads it`
    case 'copying':
      return from === undefined ? 'Copying from members that have it' : `Copying from ${nameOf(from)}, who has it`
  }
}

/** `120 MiB of 500 MiB (24 %), 5.0 MiB/s, 1 min 16 s left`, as far as each is known. */
export function howFar(transfer: Transfer, bytesPerSecond: number | undefined): string {
  const { bytes, totalBytes } = transfer
  const words = [
    totalBytes === undefined
      ? formatBytes(bytes)
      : `${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${formatPercent(bytes / totalBytes)})`
  ]
  if (bytesPerSecond !== undefined && bytesPerSecond > 0) {
    words.push(formatRate(bytesPerSecond))
    if (totalBytes !== undefined && totalBytes > bytes) {
      words.push(`${formatDuration(((totalBytes - bytes) / bytesPerSecond) * 1000)} left`)
    }
  }
  return words.join(', ')
}

/** Bytes a second, over the last few seconds. Time comes in. */
export class RateMeter {
  static readonly WINDOW_MS = 5000
  #points: { atMs: number; bytes: number }[] = []

  /** @returns undefined until two moments are known that lie apart */
  at(nowMs: number, bytes: number): number | undefined {
    const last = this.#points.at(-1)
    if (last !== undefined && bytes < last.bytes) this.#points = [] // It began anew.
    this.#points.push({ atMs: nowMs, bytes })
    while (this.#points.length > 2 && nowMs - (this.#points[1]?.atMs ?? nowMs) >= RateMeter.WINDOW_MS)
      this.#points.shift()
    const first = this.#points[0]
    if (first === undefined || nowMs - first.atMs < 500) return undefined
    return ((bytes - first.bytes) / (nowMs - first.atMs)) * 1000
  }
}
