// What needs cost and how soon they are answered, in a group of a given size: figures of docs/protocols/need.md.
import { answerTimes, type DelayShape } from '../../src/flows/need/response-delay.js'
import { NeedGroup } from './need-group.js'
import { below, randomStream } from './streams.js'
import { World } from './world.js'

export interface FigureInit {
  readonly seed: number
  readonly peers: number
  readonly holders: number
  /** Of one hop of a flood, and of what is said straight. A tenth of it is added by chance. */
  readonly latencyMs: number
  readonly shape: DelayShape
  readonly requests: number
  /** @default 0 */
  readonly loss?: number
  /** Between one request and the next, ms. @default 4,000: the one is over before the next */
  readonly everyMs?: number
  /** @default 1 MiB */
  readonly itemBytes?: number
}

export interface Figures {
  readonly peers: number
  readonly holders: number
  readonly latencyMs: number
  readonly loss: number
  readonly shape: DelayShape
  /** "I have" sent, for each request: mean, and the most. */
  readonly answers: number
  readonly mostAnswers: number
  /** Copies of "I need" and "I found" over links, for each request and member. */
  readonly copiesPerMember: number
  /** From asking to the first answer that came, ms. */
  readonly firstP50Ms: number
  readonly firstP99Ms: number
  /** Requests that nobody answered within the time. */
  readonly unanswered: number
  /** Of what holders served: 1 where all served alike. */
  readonly jain: number
}

export function figures(init: FigureInit): Figures {
  const { seed, peers, holders, latencyMs, shape, requests, loss = 0, everyMs = 4_000, itemBytes = 2 ** 20 } = init
  const world = new World({
    seed,
    peers,
    latencyMs: [latencyMs, latencyMs],
    jitterMs: latencyMs / 10,
    loss,
    maxSteps: Infinity
  })
  const group = new NeedGroup(world, {
    ...{ shape, itemBytes, waitsForDownload: true, retells: false },
    has: (member) => member < holders
  })
  const random = randomStream(seed, 'askers')
  for (let request = 0; request < requests; request++) {
    world.at(request * everyMs, () => group.ask(holders + below(random, peers - holders), `item ${request}`))
  }
  world.runUntil(Infinity)
  const { asked } = group
  const { maxDelayMs, transmissionMs } = answerTimes(shape, peers)
  const after = asked.flatMap(({ atMs, firstAnswerAtMs }) =>
    firstAnswerAtMs === undefined ? [] : [firstAnswerAtMs - atMs]
  )
  after.sort((a, b) => a - b)
  const served = group.members.slice(0, holders).map((member) => member.served)
  return {
    ...{ peers, holders, latencyMs, loss, shape },
    answers: mean(asked.map(({ answers }) => answers)),
    mostAnswers: Math.max(...asked.map(({ answers }) => answers)),
    copiesPerMember: group.flood.copies / requests / peers,
    firstP50Ms: after[after.length >> 1] ?? Infinity,
    firstP99Ms: after[Math.floor(after.length * 0.99)] ?? Infinity,
    unanswered: asked.filter(({ atMs, firstAnswerAtMs = Infinity }) => {
      return firstAnswerAtMs - atMs > maxDelayMs + transmissionMs
    }).length,
    jain: jainIndex(served)
  }
}

/** R. Jain's index of fairness: (sum of x)^2 / (n * sum of x^2). */
export function jainIndex(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  const squares = values.reduce((total, value) => total + value * value, 0)
  return squares === 0 ? 1 : (sum * sum) / (values.length * squares)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
