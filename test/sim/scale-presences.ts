// Who publishes its presence in a large graph, how often, and who is seen: as `presence-board.ts` drives the product's policy.
import { PRESENCE_RENEWALS, RENEWAL_JITTER } from '../../src/graph/defaults.js'
import { presenceLifetimeMs, type PresencePolicyInput } from '../../src/graph/presence-policy.js'
import type { ScaleNode } from './scale-node.js'
import type { ScaleWorld } from './scale-world.js'

/** The product's store does so to the millisecond. */
const EXPIRE_EVERY_MS = 5_000

export class ScalePresences {
  readonly #world: ScaleWorld
  readonly #lifetimeMs: number
  /** How many nodes are to publish theirs; -1: all. */
  readonly #max: number

  constructor(world: ScaleWorld, lifetimeMs: number, max: number) {
    this.#world = world
    this.#lifetimeMs = lifetimeMs
    this.#max = max
  }

  start(node: ScaleNode): void {
    this.#planExpiry(node)
    this.#count(node)
    this.#decide(node, { type: 'listening', nowMs: node.nowMs })
  }

  /** At the same moments of peer time everywhere: nodes that hold the same forget the same, and have nothing to tell each other. */
  #planExpiry(node: ScaleNode): void {
    node.run.clock.setTimer(EXPIRE_EVERY_MS - (node.peerTimeMs % EXPIRE_EVERY_MS), () => {
      this.#world.items.expire(node)
      this.#planExpiry(node)
    })
  }

  /** Writes its own anew, where it is published. */
  publish(node: ScaleNode): void {
    const { run } = node
    if (!run.policy.isPublished) return
    run.renewal?.cancel()
    const ttlMs = presenceLifetimeMs(this.#lifetimeMs, node.present + 1)
    const renewalMs = (ttlMs / PRESENCE_RENEWALS) * (1 - RENEWAL_JITTER * this.#world.random.fraction())
    run.renewal = run.clock.setTimer(renewalMs, () => this.publish(node))
    this.#write(node, ttlMs, false)
  }

  takeBack(node: ScaleNode): void {
    node.run.renewal?.cancel()
    const own = node.presences.get(node.peer)?.presence
    if (own === undefined || own.isTakenBack) return
    this.#write(node, Math.max(1, own.expiresAtMs - node.peerTimeMs), true)
  }

  /** A member said where it is. */
  heard(node: ScaleNode, peer: string, isNew: boolean): void {
    if (isNew) node.present++
    if (isNew) this.#count(node)
    const addresses = [this.#world.node(peer).address]
    this.#world.links.give(node, { type: 'found', peer, addresses, source: 'presence', nowMs: node.nowMs })
  }

  /** It went, or took its presence back. */
  gone(node: ScaleNode, peer: string): void {
    node.present--
    this.#count(node)
    this.#world.links.give(node, { type: 'absent', peer, nowMs: node.nowMs })
  }

  #count(node: ScaleNode): void {
    const present = node.present + Number(node.run.policy.isPublished)
    this.#decide(node, { type: 'count', present, max: this.#max, nowMs: node.nowMs })
  }

  #decide(node: ScaleNode, input: PresencePolicyInput): void {
    const { run } = node
    for (const output of run.policy.handle(input)) {
      if (output === 'publish') this.publish(node)
      else this.takeBack(node)
    }
    run.policyTick?.cancel()
    const inMs = run.policy.wakeAtMs - node.nowMs
    const tick = (): void => this.#decide(node, { type: 'tick', nowMs: node.nowMs })
    run.policyTick = inMs === Infinity ? undefined : run.clock.setTimer(Math.max(0, inMs), tick)
  }

  #write(node: ScaleNode, ttlMs: number, isTakenBack: boolean): void {
    const { items } = this.#world
    const before = node.presences.get(node.peer)?.presence.version ?? 0
    const version = Math.max(node.peerTimeMs, before + 1)
    items.floodOwn(node, items.presence(node.peer, { version, expiresAtMs: version + ttlMs, isTakenBack }))
  }
}
