// What is seen of a large graph after its faults: looked at every so often, and what went over its links meanwhile.
import { FEW_NEIGHBOURS, MAX_NEIGHBOURS, OPINIONS_TO_COUNT } from '../../src/graph/defaults.js'
import { START_MS } from './peer-clock.js'
import type { ScaleNode } from './scale-node.js'
import type { NodeTime, ScaleResult } from './scale-rules.js'
import { parts, type ScaleCounts, type ScaleWorld } from './scale-world.js'

export class ScaleLooks {
  readonly #world: ScaleWorld
  readonly #from: { readonly counts: ScaleCounts; readonly nowMs: number; readonly records: number }
  #mostParts = 1
  #looks = 0
  #neighbours = 0
  #within = 0
  #fewestNeighbours = Infinity
  #mostNeighbours = 0

  constructor(world: ScaleWorld) {
    this.#world = world
    this.#from = { counts: { ...world.counts }, nowMs: world.nowMs, records: world.items.records.size }
  }

  look(): void {
    const world = this.#world
    const fewest = Math.min(FEW_NEIGHBOURS, world.nodes.length - 1)
    this.#mostParts = Math.max(this.#mostParts, parts(world))
    for (const { links } of world.living()) {
      this.#looks++
      this.#neighbours += links.size
      if (links.size >= fewest && links.size <= MAX_NEIGHBOURS) this.#within++
      this.#fewestNeighbours = Math.min(this.#fewestNeighbours, links.size)
      this.#mostNeighbours = Math.max(this.#mostNeighbours, links.size)
    }
  }

  result(connectedAfterS: number, deliveredAfterS: number): ScaleResult {
    const { items, counts, nodes, nowMs } = this.#world
    const { counts: before, records, nowMs: fromMs } = this.#from
    const perNode = (count: number): number => count / nodes.length
    const perMinute = (count: number): number => (perNode(count) * 60_000) / (nowMs - fromMs)
    return {
      nodes: nodes.length,
      records: items.records.size,
      connectedAfterS,
      deliveredAfterS,
      mostParts: this.#mostParts,
      meanSends: perNode(counts.recordSends - before.recordSends) / (items.records.size - records),
      mostSends: Math.max(...[...items.records.values()].map(({ sends }) => perNode(sends))),
      meanNeighbours: this.#neighbours / this.#looks,
      fewestNeighbours: this.#fewestNeighbours,
      mostNeighbours: this.#mostNeighbours,
      withinBounds: this.#within / this.#looks,
      presenceSendsPerMinute: perMinute(counts.presenceSends - before.presenceSends),
      dialsPerMinute: perMinute(counts.dials - before.dials),
      questionsPerMinute: perMinute(counts.questions - before.questions),
      times: this.#times()
    }
  }

  #times(): NodeTime[] {
    const aheadMs = (node: ScaleNode): number => node.peerTimeMs - START_MS - this.#world.nowMs
    const told = this.#world.living().filter(({ links }) => links.size >= OPINIONS_TO_COUNT)
    return told.map((node) => ({
      peer: node.peer,
      clockMs: Math.round(node.clockOffsetMs),
      peerTimeMs: Math.round(aheadMs(node)),
      isNeverSet: node.clockOffsetMs === -START_MS,
      present: node.present + Number(node.run.policy.isPublished)
    }))
  }
}
