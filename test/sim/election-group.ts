// A simulated group that elects: a graph of neighbours, splits, presences that end late, and what must be true of its providers.
import type { PeerId } from '../../src/base/index.js'
import { compareCandidates, isClearlyBetter, type Criteria } from '../../src/flows/election/criteria.js'
import type { ElectionInit } from '../../src/flows/election/election.js'
import { PRESENCE_TTL_MS } from '../../src/graph/defaults.js'
import { presenceLifetimeMs } from '../../src/graph/presence-policy.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { ElectionNode, type SimItem } from './election-node.js'
import type { SimPeer } from './sim-peer.js'
import { below, between, randomStream } from './streams.js'
import { World } from './world.js'

export interface ElectionGroupInit {
  seed: number
  peers: number
  /** One way over each link, ms. */
  hopMs: number
  /** Part of floods over links that is lost. */
  loss: number
  criteriaOf: (index: number) => Criteria
  /** Members whose certificate forbids it, by index. */
  withoutRight?: ReadonlySet<number>
  /** Presences say nothing of what their members are worth. */
  isSilent?: boolean
  /** As of Election. */
  responseDelayMs?: ElectionInit['responseDelayMs']
}

/** Links to others that each member makes; with those that others make to it, twice as many. */
const LINKS = 3
/** So soon a broken link is noticed, and another found: who was killed leaves reset connections, a cut line is silent (graph/defaults.ts). */
const LINKS_CHANGE_MS = { killed: 1_000, split: 22_000, other: 5_000 }
/** From one round of synchronising to the next, of all links of a member: each has one every 30 to 60 s (graph/defaults.ts). */
const SYNC_MS = [5_000, 10_000] as const

export class ElectionGroup {
  readonly world: World
  readonly startedAtMs = FAKE_NOW_MS
  readonly nodes: readonly ElectionNode[]
  packets = 0
  results = 0
  changes = 0
  readonly #init: ElectionGroupInit
  readonly #links: (readonly [SimPeer, SimPeer])[] = []
  readonly #forbidden: ReadonlySet<PeerId>
  readonly #better = new Map<string, ElectionNode | undefined>()

  constructor(init: ElectionGroupInit) {
    const { seed, peers, hopMs, loss } = init
    this.#init = init
    this.world = new World({ seed, peers, latencyMs: [hopMs, hopMs], jitterMs: hopMs / 5, loss, maxSteps: 50_000_000 })
    const random = randomStream(seed, 'links')
    for (const peer of this.world.peers) {
      // A line first, so that all are connected, and then whoever comes.
      if (peer.index > 0) this.#links.push([peer, this.world.peer(below(random, peer.index))])
      for (let link = 1; link < LINKS; link++) this.#links.push([peer, this.world.peer(below(random, peers))])
    }
    this.#forbidden = new Set([...(init.withoutRight ?? [])].map((index) => this.world.peer(index).id))
    this.nodes = this.world.peers.map((peer) => {
      return new ElectionNode(this, peer, init.criteriaOf(peer.index), init.responseDelayMs)
    })
    for (const node of this.nodes) {
      node.peer.onStart = () => node.start()
      this.#synchronise(node)
    }
    this.#linkUp()
    this.world.onChange((what) => {
      this.#better.clear()
      const { killed, split, other } = LINKS_CHANGE_MS
      this.world.in(what === 'killed' ? killed : what === 'split' ? split : other, () => this.#linkUp())
      this.#presencesChange()
    })
  }

  /** Until a presence has reached all. */
  get floodMs(): number {
    return 10 * this.#init.hopMs
  }

  /** Presence of who is gone without a word ends for those without a link to it from two thirds of this on. */
  get presenceEndsMs(): number {
    return presenceLifetimeMs(PRESENCE_TTL_MS, this.#init.peers)
  }

  get isSilent(): boolean {
    return this.#init.isSilent ?? false
  }

  mayProvide(peer: PeerId): boolean {
    return !this.#forbidden.has(peer)
  }

  send(from: ElectionNode, to: ElectionNode, item: SimItem): void {
    this.world.send(from.peer, to.peer, () => to.hear(item, from))
  }

  /** All come up, each at a moment of its own in the first `withinMs`. */
  startAll(withinMs: number): void {
    for (const node of this.nodes) this.world.in(node.peer.random.fraction() * withinMs, () => node.start())
  }

  /** Those who live, by which part of the network they are in. */
  parts(): ElectionNode[][] {
    const parts: ElectionNode[][] = []
    for (const node of this.nodes) {
      if (node.peer.state !== 'running') continue
      const part = parts.find(([first]) => this.world.network.reaches(first!.peer, node.peer))
      if (part === undefined) parts.push([node])
      else part.push(node)
    }
    return parts
  }

  /**
   * What is wrong with the providers now: in each part all must name the same member, one of them; its result must win by its own values
   * against all who are there, or lose by less than an election is worth.
   */
  wrong(): string | undefined {
    for (const part of this.parts()) {
      const honest = part.filter(({ isHostile }) => !isHostile)
      const providers = new Set(honest.map(({ machine }) => machine.provider))
      const [provider] = providers
      const author = part.find(({ peer }) => peer.id === provider)
      if (providers.size !== 1) return `${providers.size} providers in a part of ${part.length}`
      if (author === undefined) return `no provider in a part of ${part.length}`
      if (!this.mayProvide(author.peer.id) || author.isHostile) return `provider ${author.peer.index} may not provide`
      const better = this.#betterThan(author, honest)
      if (better !== undefined) return `${better.peer.index} is clearly better than ${author.peer.index}`
    }
    return undefined
  }

  /** Asked again and again of the same: remembered as long as nobody comes or goes. */
  #betterThan(author: ElectionNode, honest: readonly ElectionNode[]): ElectionNode | undefined {
    const key = `${author.peer.index} of ${honest.length}`
    if (!this.#better.has(key)) {
      const better = honest.find(({ peer, criteria }) => {
        return this.mayProvide(peer.id) && isClearlyBetter(criteria, author.criteria)
      })
      this.#better.set(key, better)
    }
    return this.#better.get(key)
  }

  /** Simulated ms until nothing is wrong, and nothing is for 10 s more; Infinity: not within `limitMs`. */
  settles(limitMs: number): number {
    const sinceMs = this.world.nowMs
    let rightSinceMs: number | undefined
    while (this.world.nowMs - sinceMs < limitMs) {
      this.world.runFor(250)
      if (this.wrong() !== undefined) rightSinceMs = undefined
      else rightSinceMs ??= this.world.nowMs
      if (rightSinceMs !== undefined && this.world.nowMs - rightSinceMs >= 10_000) return rightSinceMs - sinceMs
    }
    return Infinity
  }

  /** Who would win among those who live. */
  best(): ElectionNode {
    const living = this.nodes.filter(({ peer }) => peer.state === 'running' && this.mayProvide(peer.id))
    return living.toSorted((a, b) => compareCandidates(candidate(a), candidate(b)))[0]!
  }

  /** Links between those who live and reach each other, and in each part a ring besides: who is cut off finds somebody. */
  #linkUp(): void {
    const neighbours = this.nodes.map(() => new Set<ElectionNode>())
    const link = (a: ElectionNode, b: ElectionNode): void => {
      if (a === b) return
      neighbours[a.peer.index]!.add(b)
      neighbours[b.peer.index]!.add(a)
    }
    for (const [a, b] of this.#links) {
      if (a.state !== 'running' || b.state !== 'running' || !this.world.network.reaches(a, b)) continue
      link(this.nodes[a.index]!, this.nodes[b.index]!)
    }
    for (const part of this.parts()) for (const [i, node] of part.entries()) link(node, part[(i + 1) % part.length]!)
    for (const node of this.nodes) {
      const before = node.neighbours
      node.neighbours = [...neighbours[node.peer.index]!]
      for (const peer of before)
        if (!node.neighbours.includes(peer) && !this.#reaches(node, peer)) node.hide(peer.peer.id)
      for (const peer of node.neighbours) if (!before.includes(peer)) this.#pullSoon(node, peer)
    }
  }

  /** Who is gone is gone at once for its neighbours (as links are lost), later for all others; who is back is so within some floods. */
  #presencesChange(): void {
    const random = randomStream(this.#init.seed, 'presence', Math.floor(this.world.nowMs))
    for (const node of this.nodes) {
      const backMs = LINKS_CHANGE_MS.other + this.floodMs
      if (node.hidden.size > 0) this.world.in(backMs, () => this.#look(node, 'back'))
      this.world.in(between(random, [(2 / 3) * this.presenceEndsMs, this.presenceEndsMs]), () =>
        this.#look(node, 'gone')
      )
    }
  }

  #look(node: ElectionNode, at: 'back' | 'gone'): void {
    if (node.peer.state !== 'running') return
    const others = at === 'back' ? this.nodes.filter(({ peer }) => node.hidden.has(peer.id)) : this.nodes
    for (const other of others) {
      if (other === node || this.#reaches(node, other) !== (at === 'back')) continue
      if (at === 'back') node.show(other.peer.id)
      else node.hide(other.peer.id)
    }
  }

  #reaches(node: ElectionNode, other: ElectionNode): boolean {
    return other.peer.state === 'running' && this.world.network.reaches(node.peer, other.peer)
  }

  #synchronise(node: ElectionNode): void {
    node.peer.clock.setTimer(between(node.peer.random, SYNC_MS), () => this.#synchroniseNow(node))
  }

  #synchroniseNow(node: ElectionNode): void {
    const { neighbours } = node
    const neighbour = neighbours[below(node.peer.random, neighbours.length)]
    if (neighbour !== undefined && this.#reaches(node, neighbour)) node.pull(neighbour)
    this.#synchronise(node)
  }

  #pullSoon(node: ElectionNode, neighbour: ElectionNode): void {
    this.world.in(3 * this.#init.hopMs, () => {
      if (node.peer.state === 'running' && this.#reaches(node, neighbour)) node.pull(neighbour)
    })
  }
}

function candidate({ peer, criteria }: ElectionNode): { author: PeerId; criteria: Criteria } {
  return { author: peer.id, criteria }
}
