// Graphs of up to a thousand nodes: the product's machines of neighbours, links' health, flooding, presence, peer time and mDNS' pace
// over a modelled network. What they say of bytes, disks and signatures is the business of the smaller simulations.
import type { Random, Timer } from '../../src/base/index.js'
import { CLOSE_FLUSH_MS, DEFAULT_PRESENCE_MAX, PRESENCE_TTL_MS } from '../../src/graph/defaults.js'
import { WakeWatch } from '../../src/graph/wake-watch.js'
import type { SimulatedTime } from './awake-time.js'
import { EventQueue } from './event-queue.js'
import { ScaleDiscovery } from './scale-discovery.js'
import { ScaleItems } from './scale-items.js'
import { ScaleLinks } from './scale-links.js'
import { ScaleNode, type LinkEnd } from './scale-node.js'
import { ScalePresences } from './scale-presences.js'
import { ScaleSynchronising } from './scale-synchronising.js'
import { oneOf, randomStream } from './streams.js'

/** What is broken on purpose, so that a rule must notice. */
export type Breakage = 'no-extra-dials' | 'no-synchronising' | 'no-sample' | 'own-clocks'

export interface ScaleWorldInit {
  /** How long presences live: a property of the graph. @default 180 s */
  readonly presenceLifetimeMs?: number | undefined
  readonly breakage?: Breakage | undefined
}

export class ScaleCounts {
  /** Items that crossed a link by flooding: of records, and of presences. */
  recordSends = 0
  presenceSends = 0
  /** Items that rounds of synchronising brought. */
  synchronised = 0
  rounds = 0
  dials = 0
  failedDials = 0
  questions = 0
}

export class ScaleWorld implements SimulatedTime {
  readonly nodes: readonly ScaleNode[]
  readonly random: Random
  readonly counts = new ScaleCounts()
  readonly breakage: Breakage | undefined
  readonly items = new ScaleItems(this)
  readonly links = new ScaleLinks(this)
  readonly synchronising = new ScaleSynchronising(this)
  readonly discovery = new ScaleDiscovery(this)
  readonly presences: ScalePresences
  /** Part of what is sent that is lost: of floods, of mDNS, and of the first packets of connections. */
  loss = 0
  nowMs = 0
  /** Events so far. */
  steps = 0
  readonly #queue = new EventQueue()
  readonly #byPeer: Map<string, ScaleNode>

  constructor(seed: number, count: number, { presenceLifetimeMs = PRESENCE_TTL_MS, breakage }: ScaleWorldInit = {}) {
    this.random = randomStream(seed, 'scale')
    this.breakage = breakage
    this.presences = new ScalePresences(this, presenceLifetimeMs, breakage === 'no-sample' ? -1 : DEFAULT_PRESENCE_MAX)
    this.nodes = Array.from({ length: count }, (_, number) => {
      const isFar = number % 10 === 9 // One in ten behind a slow Wi-Fi, or in another building.
      return new ScaleNode(number, isFar ? 10 + 20 * this.random.fraction() : 0.5)
    })
    this.#byPeer = new Map(this.nodes.map((node) => [node.peer, node]))
  }

  at(atMs: number, run: () => void): Timer {
    return this.#queue.add(atMs, run)
  }

  /** Lets everything happen that happens until then. */
  runUntil(endMs: number): void {
    for (let atMs = this.#queue.nextAtMs; atMs !== undefined && atMs <= endMs; atMs = this.#queue.nextAtMs) {
      this.nowMs = Math.max(this.nowMs, atMs)
      this.steps++
      this.#queue.take()!()
    }
    this.nowMs = endMs
  }

  node(peer: string): ScaleNode {
    return this.#byPeer.get(peer)!
  }

  living(): ScaleNode[] {
    return this.nodes.filter((node) => node.isRunning)
  }

  reaches(a: ScaleNode, b: ScaleNode): boolean {
    return a.isRunning && b.isRunning && a.segment === b.segment
  }

  isLost(): boolean {
    return this.loss > 0 && this.random.fraction() < this.loss
  }

  start(node: ScaleNode): void {
    node.start(this, this.random, this.breakage === 'own-clocks')
    node.run.wakeWatch = new WakeWatch({
      clock: node.run.clock,
      hosts: () => [node.address],
      onMoved: () => this.#woke(node)
    })
    this.discovery.start(node)
    this.links.give(node, { type: 'tick', nowMs: node.nowMs })
    this.presences.start(node)
  }

  /** @param how `goodbye`: it tells its neighbours; `killed`: its kernel does; `silent`: nobody does */
  stop(node: ScaleNode, how: 'goodbye' | 'killed' | 'silent'): void {
    if (how === 'goodbye') {
      this.presences.takeBack(node)
      node.run.clock.setTimer(CLOSE_FLUSH_MS, () => this.#end(node, (end) => this.links.cut(end, 'closing')))
    } else if (how === 'killed') this.#end(node, (end) => this.links.reset(end))
    else this.#end(node, ({ link }) => (link.isCut = true))
  }

  /** Breaks one of its lines for a moment. */
  breakLink(node: ScaleNode): void {
    const ends = [...node.links.values()]
    if (ends.length > 0) this.links.reset(oneOf(this.random, ends))
  }

  /** Machines of different segments hear nothing of each other from now on. */
  segment(of: (node: ScaleNode) => number): void {
    for (const node of this.nodes) node.segment = of(node)
  }

  #end(node: ScaleNode, leave: (end: LinkEnd) => void): void {
    for (const end of [...node.links.values()]) leave(end)
    node.end()
  }

  /** Its machine slept, and it has noticed. */
  #woke(node: ScaleNode): void {
    this.links.probeAll(node)
    this.links.give(node, { type: 'hurry', nowMs: node.nowMs })
    this.presences.publish(node)
    this.discovery.hurry(node)
  }
}

/** How many parts the running nodes fall into. */
export function parts(world: ScaleWorld): number {
  const left = new Set(world.living())
  let count = 0
  for (const first of left) {
    count++
    const reached = [first]
    left.delete(first)
    for (let node = reached.pop(); node !== undefined; node = reached.pop()) {
      for (const end of node.links.values()) {
        if (world.links.carries(end) && left.delete(end.other)) reached.push(end.other)
      }
    }
  }
  return count
}
