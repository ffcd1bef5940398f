// What a round cost, from the line's counter and from what the origin says it sent to whom.
import { LEAF_BYTES } from '../../src/content/defaults.js'
import type { OriginRequest } from './ask.js'

export interface Cost {
  /** Bytes that came over the line, headers included / content. */
  uplink: number
  /** Body bytes the origin sent / content. */
  body: number
  /** Body bytes it sent to honest members / content. */
  honestBody: number
  /** Leaves of which a byte was sent more than once to honest members. */
  leavesTwice: number
}

export interface CostInit {
  bytes: number
  wireBytes: number
  requests: readonly OriginRequest[]
  /** Addresses of hostile members. */
  hostile: readonly string[]
}

export function costOf({ bytes, wireBytes, requests, hostile }: CostInit): Cost {
  const honest = requests.filter(({ from }) => !hostile.some((address) => from.endsWith(address)))
  return {
    uplink: wireBytes / bytes,
    body: sentBytes(requests) / bytes,
    honestBody: sentBytes(honest) / bytes,
    leavesTwice: leavesSentTwice(honest)
  }
}

function sentBytes(requests: readonly OriginRequest[]): number {
  return requests.reduce((sum, { sent }) => sum + sent, 0)
}

function leavesSentTwice(requests: readonly OriginRequest[]): number {
  const times = new Map<number, number>()
  for (const { start, sent } of requests) {
    if (sent === 0) continue
    const last = Math.floor((start + sent - 1) / LEAF_BYTES)
    for (let leaf = Math.floor(start / LEAF_BYTES); leaf <= last; leaf++) times.set(leaf, (times.get(leaf) ?? 0) + 1)
  }
  return [...times.values()].filter((count) => count > 1).length
}
