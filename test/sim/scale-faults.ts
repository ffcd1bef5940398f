// What goes wrong in a large graph: machines come and go, sleep, lose lines and packets, are cut off, have wrong clocks. Each takes its
// course by chance, as often for each node whatever their number, and all is over by a known time.
import type { Random } from '../../src/base/index.js'
import { START_MS } from './peer-clock.js'
import type { ScaleNode } from './scale-node.js'
import type { ScaleWorld } from './scale-world.js'
import { between, oneOf, randomStream } from './streams.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Nothing goes wrong before. */
export const CALM_MS = MINUTE_MS

/** One clock in seven is wrong: by minutes, by hours, by days, or was never set. */
export function drawClock(random: Random): number {
  const chance = random.fraction()
  if (chance < 0.1) return between(random, [-9 * MINUTE_MS, 9 * MINUTE_MS])
  if (chance < 0.12) return oneOf(random, [-1, 1]) * between(random, [0.25 * HOUR_MS, 2 * HOUR_MS])
  if (chance < 0.13) return oneOf(random, [-3, 3]) * 24 * HOUR_MS
  return chance < 0.14 ? -START_MS : 0
}

export function drawFaults(world: ScaleWorld, healedAtMs: number, seed: number): void {
  const random = randomStream(seed, 'what goes wrong')
  const minutes = (healedAtMs - CALM_MS) / MINUTE_MS
  const forAll = (perNodeAndMinute: number, fault: (node: ScaleNode, atMs: number) => void): void => {
    const count = Math.round(perNodeAndMinute * minutes * world.nodes.length)
    for (let i = 0; i < count; i++) fault(oneOf(random, world.nodes), between(random, [CALM_MS, healedAtMs - 1_000]))
  }
  /** `begin` where it runs by then, and `end` after so long, with the last fault at the latest. */
  const lasting = (atMs: number, [fewestMs, mostMs]: [number, number], begin: () => (() => void) | undefined): void => {
    const forMs = between(random, [fewestMs, mostMs])
    world.at(atMs, () => {
      const end = begin()
      if (end !== undefined) world.at(Math.min(atMs + forMs, healedAtMs), end)
    })
  }
  forAll(0.05, (node, atMs) => {
    const how = oneOf(random, ['goodbye', 'killed', 'silent'] as const)
    lasting(atMs, [5_000, 5 * MINUTE_MS], () => {
      if (!node.isRunning) return undefined
      world.stop(node, how)
      return () => {
        if (!node.isUp) world.start(node)
      }
    })
  })
  forAll(0.03, (node, atMs) => {
    lasting(atMs, [2_000, 5 * MINUTE_MS], () => {
      if (!node.isRunning) return undefined
      node.sleep()
      return () => {
        if (node.isAsleep) node.wake()
      }
    })
  })
  forAll(0.2, (node, atMs) => {
    world.at(atMs, () => {
      if (node.isRunning) world.breakLink(node)
    })
  })
  // Somebody sets a clock, to what is wrong or right.
  forAll(0.005, (node, atMs) => {
    const offsetMs = random.fraction() < 0.5 ? 0 : drawClock(random)
    world.at(atMs, () => {
      if (!node.isAsleep) node.setClock(offsetMs)
    })
  })
  for (let atMs = CALM_MS; atMs < healedAtMs; atMs += between(random, [2 * MINUTE_MS, 6 * MINUTE_MS])) {
    const part = oneOf(random, [0.02, 0.05, 0.2])
    lasting(atMs, [20_000, 2 * MINUTE_MS], () => {
      world.loss = part
      return () => (world.loss = 0)
    })
  }
  drawSplits(world, healedAtMs, random)
}

/** The whole falls apart: into halves by chance, a few and the rest, or by buildings. The last time ends with the faults. */
function drawSplits(world: ScaleWorld, healedAtMs: number, random: Random): void {
  const split = (atMs: number, share: number, isByBuilding: boolean, endMs: number): void => {
    const place = world.nodes.map((_, i) => (isByBuilding ? i / world.nodes.length : random.fraction()))
    const apart = new Set(world.nodes.filter((_, i) => place[i]! < share))
    world.at(atMs, () => world.segment((node) => (apart.has(node) ? 1 : 0)))
    world.at(endMs, () => world.segment(() => 0))
  }
  const lastFromMs = Math.max(CALM_MS, healedAtMs - 5 * MINUTE_MS)
  for (let atMs = CALM_MS + MINUTE_MS; atMs < lastFromMs; atMs += between(random, [4 * MINUTE_MS, 7 * MINUTE_MS])) {
    const endMs = Math.min(atMs + between(random, [30_000, 5 * MINUTE_MS]), lastFromMs)
    split(atMs, oneOf(random, [0.5, 0.5, 0.2, 0.05]), random.fraction() < 0.5, endMs)
  }
  split(lastFromMs, 0.5, false, healedAtMs)
}
