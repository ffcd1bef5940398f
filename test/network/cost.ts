// What a round cost, from the line's counter and from what the origin says it sent to whom.
import { leavesSentTwice } from '../../src/cli/demo/leaves-twice.js'
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
    leavesTwice: leavesSentTwice(honest.map(({ start, sent }) => ({ start, sentBytes: sent })))
  }
}

function sentBytes(requests: readonly OriginRequest[]): number {
  return requests.reduce((sum, { sent }) => sum + sent, 0)
}
