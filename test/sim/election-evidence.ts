// What members of a simulated group saw of each other as they downloaded from origins that are fast and slow, counted as the product does.
import { SeenRates } from '../../src/content/seen-rates.js'
import { bandwidthValue, LEVEL, valueOf } from '../../src/flows/election/criteria.js'
import type { ElectionGroup } from './election-group.js'
import type { ElectionNode } from './election-node.js'
import { below, randomStream } from './streams.js'

/** Bytes a second: from an old mirror to the fastest line of the office. */
const ORIGINS_BYTES_PER_SECOND = [20_000, 100_000, 400_000, 1_500_000, 6_000_000, 20_000_000]
/** What comes is less than line and origin allow: Wi-Fi, a busy moment, a slow other end. */
const MOST_LOST = 7.9
const SECONDS = 4

function lineOf({ criteria }: ElectionNode): number {
  return 1_500 * 2 ** (valueOf(criteria, LEVEL.bandwidth) - 1)
}

/** @returns by how many classes the best that was seen of somebody was less than what that one claims, at most */
export function readAlong(group: ElectionGroup, seed: number): number {
  const random = randomStream(seed, 'downloads')
  let most = 0
  for (const node of group.nodes) {
    const seen = new SeenRates()
    let nowMs = 0
    const read = (line: number, count: (origin: string, bytes: number, nowMs: number) => void): number => {
      const origin = below(random, ORIGINS_BYTES_PER_SECOND.length)
      const lost = 1 + random.fraction() * (MOST_LOST - 1)
      const bytesPerSecond = Math.min(line, ORIGINS_BYTES_PER_SECOND[origin]!) / lost
      for (let second = 0; second < SECONDS; second++, nowMs += 1_000) count(`origin ${origin}`, bytesPerSecond, nowMs)
      return bytesPerSecond
    }
    for (let i = 0; i < 8; i++) read(lineOf(node), (...counted) => seen.countOwn(...counted))
    for (const other of group.nodes) {
      const id = other.peer.id
      const rates = Array.from({ length: below(random, 4) }, () => {
        return read(lineOf(other), (...counted) => seen.countMember(id, ...counted))
      })
      if (other === node || rates.length === 0) continue
      most = Math.max(most, valueOf(other.criteria, LEVEL.bandwidth) - bandwidthValue(Math.max(...rates)))
      const rate = seen.rateOf(id, nowMs)
      if (rate !== undefined) node.measured.set(id, bandwidthValue(rate))
    }
  }
  return most
}
