// What rounds of synchronising come to in a large graph: who asks has all that the other has, at once. What they say is the business
// of the smaller simulations; when there is one is as in `synchroniser.ts`.
import { MIN_PULL_INTERVAL_MS, SYNC_INTERVAL_MAX_MS, SYNC_INTERVAL_MIN_MS } from '../../src/graph/defaults.js'
import type { LinkEnd } from './scale-node.js'
import type { ScaleWorld } from './scale-world.js'
import { between } from './streams.js'

export class ScaleSynchronising {
  readonly #world: ScaleWorld

  constructor(world: ScaleWorld) {
    this.#world = world
  }

  attach(end: LinkEnd): void {
    this.#plan(end)
    this.#soon(end)
  }

  detach(end: LinkEnd): void {
    end.nextRound?.cancel()
    end.waitingPull?.cancel()
  }

  #plan(end: LinkEnd): void {
    const inMs = between(this.#world.random, [SYNC_INTERVAL_MIN_MS, SYNC_INTERVAL_MAX_MS])
    end.nextRound = end.node.run.clock.setTimer(inMs, () => {
      this.#plan(end)
      this.#round(end)
    })
  }

  /** The other side said `pull`. */
  #pulled(end: LinkEnd): void {
    if (end.waitingPull !== undefined) return
    const waitMs = end.lastPullMs + MIN_PULL_INTERVAL_MS - end.node.nowMs
    end.waitingPull = end.node.run.clock.setTimer(Math.max(waitMs, 1.5 * end.link.rttMs), () => {
      end.waitingPull = undefined
      end.lastPullMs = end.node.nowMs
      this.#round(end)
    })
  }

  #soon(end: LinkEnd): void {
    end.node.run.clock.setTimer(end.link.rttMs, () => this.#round(end))
  }

  #round(end: LinkEnd): void {
    const { node, other } = end
    const { counts, items, links, breakage } = this.#world
    if (!links.carries(end) || breakage === 'no-synchronising') return
    counts.rounds++
    let learnt = 0
    if (node.recordsDigest !== other.recordsDigest) {
      for (const hash of other.records) {
        if (!node.records.has(hash) && items.take(node, items.records.get(hash)!) === 'applied') learnt++
      }
    }
    if (node.presencesDigest !== other.presencesDigest) {
      for (const [peer, item] of other.presences) {
        if (node.presences.get(peer) !== item && items.take(node, item) === 'applied') learnt++
      }
    }
    counts.synchronised += learnt
    if (learnt === 0) return
    // What a round brings does not flood: the others are told to ask.
    for (const other of node.links.values()) if (other !== end && links.carries(other)) this.#pulled(other.twin)
  }
}
