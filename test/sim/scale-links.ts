// Dials, links and pings of a large graph: carries out what the product's machines of neighbours and of links' health say, over a
// network that loses, cuts and keeps silent. Which of two links of one pair stays is as in `link-table.ts`.
import { DIAL_BUDGET_MS, MAX_REFERRALS, WANTED_NEIGHBOURS } from '../../src/graph/defaults.js'
import type { GoodbyeReason, Referral } from '../../src/graph/link-frame.js'
import { LinkHealth, type HealthInput } from '../../src/graph/link-health.js'
import type { LinkEnder, NeighbourInput } from '../../src/graph/neighbours.js'
import type { LinkEnd, ScaleLink, ScaleNode } from './scale-node.js'
import type { ScaleWorld } from './scale-world.js'

/** A lost first packet of a connection is sent again after that. */
const CONNECT_AGAIN_MS = 1_000

export class ScaleLinks {
  readonly #world: ScaleWorld

  constructor(world: ScaleWorld) {
    this.#world = world
  }

  /** Whether what is sent now arrives. */
  carries({ link, node, other }: LinkEnd): boolean {
    return !link.isCut && this.#world.reaches(node, other)
  }

  give(node: ScaleNode, input: NeighbourInput): void {
    const { run } = node
    for (const output of run.neighbours.handle(input)) {
      if (output.type === 'dial') this.#dial(node, output.key, this.#world.node(output.peer!))
      else if (output.type === 'prune') this.cut(node.links.get(output.peer)!, 'replaced')
    }
    const { wakeAtMs } = run.neighbours
    if (wakeAtMs === run.tickAtMs) return
    run.tick?.cancel()
    run.tickAtMs = wakeAtMs
    if (wakeAtMs === Infinity) return
    run.tick = run.clock.setTimer(Math.max(0, wakeAtMs - node.nowMs), () => {
      run.tickAtMs = Infinity
      this.give(node, { type: 'tick', nowMs: node.nowMs })
    })
  }

  /** Says goodbye. The other side learns of it where the line carries that; else by pings. */
  cut(end: LinkEnd, reason: GoodbyeReason): void {
    const isHeard = this.carries(end)
    end.link.isCut = true
    this.#drop(end, 'us', reason)
    if (isHeard) this.#drop(end.twin, 'them', reason)
  }

  /** The line breaks, or a kernel resets it: both sides that run notice. */
  reset(end: LinkEnd): void {
    if (end.link.isCut) return
    end.link.isCut = true
    for (const side of [end, end.twin]) if (side.node.isRunning) this.#drop(side, 'line', undefined)
  }

  /** After its machine slept. */
  probeAll(node: ScaleNode): void {
    for (const end of [...node.links.values()]) this.#giveHealth(end, { type: 'probe', nowMs: node.nowMs })
  }

  #dial(node: ScaleNode, key: string, other: ScaleNode): void {
    const world = this.#world
    world.counts.dials++
    const isExtra = node.links.size >= WANTED_NEIGHBOURS
    const isReached = world.reaches(node, other) && !(isExtra && world.breakage === 'no-extra-dials')
    const isRefused = !other.isUp && node.segment === other.segment // Its machine is there, the process is not.
    const answerMs = 3 * rttMs(node, other) + 10 + (world.isLost() ? CONNECT_AGAIN_MS : 0)
    node.run.clock.setTimer(isReached ? answerMs : isRefused ? 5 : DIAL_BUDGET_MS, () => {
      const answer = isReached ? this.#answer(node, other) : { result: 'failed' as const }
      if (answer.result !== 'linked') world.counts.failedDials++
      this.give(node, { type: 'dialled', key, peer: other.peer, ...answer, nowMs: node.nowMs })
    })
  }

  #answer(node: ScaleNode, other: ScaleNode): { result: 'linked' | 'failed' | 'full'; referrals?: Referral[] } {
    if (!this.#world.reaches(node, other)) return { result: 'failed' }
    if (node.links.has(other.peer)) return { result: 'linked' }
    const stale = other.links.get(node.peer)
    if (stale !== undefined) {
      // Of two links the one that the smaller id dialled stays; of two dialled by one side the newer.
      if (stale.isOutbound && other.peer < node.peer) return { result: 'failed' }
      stale.link.isCut = true
      this.#stop(stale)
    } else {
      const { hasPlace, instead } = other.run.neighbours.placeFor(node.peer, 0, other.nowMs)
      if (instead !== undefined) this.cut(other.links.get(instead)!, 'replaced')
      if (!hasPlace) return { result: 'full', referrals: this.#referrals(other, node) }
    }
    this.#link(node, other)
    return { result: 'linked' }
  }

  #referrals(of: ScaleNode, to: ScaleNode): Referral[] {
    return [...of.links.values()]
      .filter(({ other }) => other !== to)
      .map(({ other: { peer, address } }) => ({ peer, address, chance: this.#world.random.fraction() }))
      .sort((a, b) => a.chance - b.chance)
      .slice(0, MAX_REFERRALS)
      .map(({ peer, address }) => ({ peer, address }))
  }

  #link(node: ScaleNode, other: ScaleNode): void {
    const link: ScaleLink = { rttMs: rttMs(node, other), isCut: false }
    const out = this.#end(node, other, link, true)
    const into = this.#end(other, node, link, false)
    out.twin = into
    into.twin = out
    this.#up(out)
    this.#up(into)
  }

  #end(node: ScaleNode, other: ScaleNode, link: ScaleLink, isOutbound: boolean): LinkEnd {
    return {
      node,
      other,
      link,
      isOutbound,
      health: new LinkHealth(this.#world.random, node.nowMs),
      healthTick: undefined,
      nextRound: undefined,
      waitingPull: undefined,
      lastPullMs: -Infinity,
      twin: undefined!
    }
  }

  #up(end: LinkEnd): void {
    const { node, isOutbound } = end
    const { peer, address } = end.other
    const { nowMs } = node
    node.links.set(peer, end)
    node.run.flood.handle({ type: 'link-up', peer, nowMs })
    this.#world.synchronising.attach(end)
    this.give(node, { type: 'link-up', peer, address, direction: isOutbound ? 'outbound' : 'inbound', nowMs })
    if (end.link.isCut) return
    this.#giveHealth(end, { type: 'tick', nowMs })
    if (node.links.size === 1) this.#world.presences.publish(node)
  }

  #drop(end: LinkEnd, by: LinkEnder, reason: GoodbyeReason | undefined): void {
    const { node, other } = end
    if (node.links.get(other.peer) !== end) return
    node.links.delete(other.peer)
    this.#stop(end)
    const { nowMs } = node
    node.run.flood.handle({ type: 'link-down', peer: other.peer, nowMs })
    node.run.peerClock.gone(other.peer)
    this.give(node, { type: 'link-down', peer: other.peer, by, reason, nowMs })
  }

  #stop(end: LinkEnd): void {
    end.healthTick?.cancel()
    this.#world.synchronising.detach(end)
  }

  #giveHealth(end: LinkEnd, input: HealthInput): void {
    const { node, other, health } = end
    if (node.links.get(other.peer) !== end) return
    for (const output of health.handle(input)) {
      if (output.type === 'ping') this.#ping(end, output.nonce)
      else if (output.type === 'silent') return this.cut(end, 'stalled')
      else {
        const { rttMs, latestMs } = output
        this.give(node, { type: 'rtt', peer: other.peer, rttMs, nowMs: node.nowMs })
        node.run.peerClock.heard(other.peer, Math.round(other.peerTimeMs - latestMs / 2), latestMs)
      }
    }
    end.healthTick?.cancel()
    const tick = (): void => this.#giveHealth(end, { type: 'tick', nowMs: node.nowMs })
    end.healthTick = node.run.clock.setTimer(Math.max(0, health.wakeAtMs - node.nowMs), tick)
  }

  /** There and back at once. */
  #ping(end: LinkEnd, nonce: number): void {
    const world = this.#world
    if (!this.carries(end)) return
    world.at(world.nowMs + end.link.rttMs, () => {
      if (this.carries(end)) this.#giveHealth(end, { type: 'pong', nonce, nowMs: end.node.nowMs })
    })
  }
}

function rttMs(a: ScaleNode, b: ScaleNode): number {
  return a.distanceMs + b.distanceMs
}
