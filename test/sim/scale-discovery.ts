// mDNS in a large graph: each question is answered by some of those in the same segment, as often as the product asks.
import { setRepeating } from '../../src/base/index.js'
import { HOUSEKEEPING_MS } from '../../src/graph/defaults.js'
import type { ScaleNode } from './scale-node.js'
import type { ScaleWorld } from './scale-world.js'
import { oneOf } from './streams.js'

/** Answers to one question that are heard, of all that come. */
const ANSWERS = 12

export class ScaleDiscovery {
  readonly #world: ScaleWorld

  constructor(world: ScaleWorld) {
    this.#world = world
  }

  start(node: ScaleNode): void {
    setRepeating(node.run.clock, HOUSEKEEPING_MS, () => this.#look(node))
    this.#look(node)
  }

  hurry(node: ScaleNode): void {
    node.run.pace.hurry()
    this.#look(node)
  }

  #look(node: ScaleNode): void {
    const world = this.#world
    const company = { neighbours: node.links.size, present: node.present + 1 }
    if (!node.run.pace.isDue(node.nowMs, company)) return
    node.run.pace.asked(node.nowMs)
    world.counts.questions++
    for (let i = 0; i < ANSWERS; i++) {
      const other = oneOf(world.random, world.nodes)
      if (other === node || !world.reaches(node, other) || world.isLost()) continue
      const { peer, address } = other
      world.links.give(node, { type: 'found', peer, addresses: [address], source: 'mdns', nowMs: node.nowMs })
    }
  }
}
