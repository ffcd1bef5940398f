// What must be true of a large graph after its faults, whatever its size: as figures of a run, and what they may be.
import {
  MAX_NEIGHBOURS,
  MAX_PEER_TIME_OFFSET_MS,
  DEFAULT_PRESENCE_MAX,
  PRESENCE_SLACK
} from '../../src/graph/defaults.js'
import { SimulationFailure } from './checkers.js'

export interface ScaleResult {
  readonly nodes: number
  readonly records: number
  /** From the last fault until all running nodes are one part, s … */
  readonly connectedAfterS: number
  /** … and from then until each of them has every record that was written, s. */
  readonly deliveredAfterS: number
  /** At any look after that. */
  readonly mostParts: number
  /** How often a record crosses a link by flooding, for each node: of those written after the faults, and the most of any. */
  readonly meanSends: number
  readonly mostSends: number
  /** After the faults, of all looks at all nodes. */
  readonly meanNeighbours: number
  readonly fewestNeighbours: number
  readonly mostNeighbours: number
  /** Part of these looks that saw 4 to 12. */
  readonly withinBounds: number
  readonly presenceSendsPerMinute: number
  readonly dialsPerMinute: number
  readonly questionsPerMinute: number
  readonly times: readonly NodeTime[]
}

/** Of a node with three neighbours at least, at the end. */
export interface NodeTime {
  readonly peer: string
  /** How far its own clock, and what it takes for peer time, are ahead of those that are right, ms. */
  readonly clockMs: number
  readonly peerTimeMs: number
  /** Its clock was never set. */
  readonly isNeverSet: boolean
  /** Presences that it sees, with its own. */
  readonly present: number
}

/** What neighbours differ by, and what moves nothing. */
const EXACT_MS = 5_000
/** Of fewer, those that are wrong may be most for a while, and all agree on their time. */
const MANY = 100
/** Nodes that a split took links from may have too few, or too many, for a while. */
const WITHIN_BOUNDS = 0.95
/** Each counts in its own view, and those that went without a word stay in view until they expire. */
const MOST_PRESENT = 1.5 * (DEFAULT_PRESENCE_MAX + PRESENCE_SLACK)

/** @throws {SimulationFailure} */
export function checkScale(result: ScaleResult): void {
  const { mostParts, mostSends, withinBounds, fewestNeighbours, mostNeighbours, times } = result
  const commonMs = commonTimeMs(times)
  const present = times.filter((time) => isNear(time, commonMs)).map((time) => time.present)
  const wrong = times.filter((time) => !isAsExpected(time, commonMs))
  const broken: readonly (readonly [rule: string, isBroken: boolean, problem: string])[] = [
    ['stays one graph', mostParts > 1, `${mostParts} parts`],
    ['a record costs a node little', mostSends > MAX_NEIGHBOURS - 1, `${mostSends} sends of one record by each node`],
    [
      'neighbours are 4 to 12',
      withinBounds < WITHIN_BOUNDS,
      `${withinBounds} of looks; ${fewestNeighbours} to ${mostNeighbours}`
    ],
    ['wrong clocks are put right, and wrong no others', wrong.length > 0, wrong.map(inWords).join('; ')],
    [
      'peer time is what most clocks show',
      result.nodes >= MANY && Math.abs(commonMs) > EXACT_MS,
      `${commonMs} ms ahead`
    ],
    ['presences are a sample', Math.max(...present) > MOST_PRESENT, `${Math.max(...present)} of ${result.nodes} nodes`],
    [
      'who goes by peer time sees others',
      Math.min(...present) < Math.min(0.5 * result.nodes, 0.5 * DEFAULT_PRESENCE_MAX),
      `${Math.min(...present)} of ${result.nodes} nodes`
    ]
  ]
  for (const [rule, isBroken, problem] of broken) if (isBroken) throw new SimulationFailure(rule, problem)
}

/** What most nodes take for peer time, ms ahead of what is right. */
export function commonTimeMs(times: readonly NodeTime[]): number {
  return times.map(({ peerTimeMs }) => peerTimeMs).sort((a, b) => a - b)[times.length >> 1]!
}

function isNear({ peerTimeMs }: NodeTime, commonMs: number): boolean {
  return Math.abs(peerTimeMs - commonMs) <= EXACT_MS
}

/**
 * That of most, as long as the own clock is off by no more than peer time may differ from it; else off by so much less. Who knows from before
 * that its clock is behind, and whose was never set, has it in any case; who is ahead may still be on its way back.
 */
function isAsExpected(time: NodeTime, commonMs: number): boolean {
  if (isNear(time, commonMs)) return true
  const [offMs, errorMs] = [time.clockMs - commonMs, time.peerTimeMs - commonMs]
  if (time.isNeverSet) return false
  if (offMs > EXACT_MS) return errorMs > 0 && errorMs <= offMs + EXACT_MS
  return offMs < -MAX_PEER_TIME_OFFSET_MS && Math.abs(errorMs - offMs - MAX_PEER_TIME_OFFSET_MS) <= EXACT_MS
}

function inWords({ peer, clockMs, peerTimeMs }: NodeTime): string {
  return `${peer} takes peer time ${peerTimeMs} ms ahead, its own clock is ${clockMs}`
}
