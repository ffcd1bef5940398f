// Graphs of up to a thousand nodes: the real machines of neighbours, flooding and presence over a modelled network. A link is up or
// silent, synchronising is what it comes to (each round brings what the other has), and mDNS tells of some who are in the same segment.
// What the machines say of bytes, disks and signatures is the business of the smaller simulations.
import { FloodMachine, type FloodOutput } from '../../src/graph/flood.js'
import { AskPace } from '../../src/graph/ask-pace.js'
import { MAX_REFERRALS, PRESENCE_RENEWALS, PRESENCE_TTL_MS } from '../../src/graph/defaults.js'
import { NeighbourMachine, type LinkEnder, type NeighbourInput } from '../../src/graph/neighbours.js'
import type { GoodbyeReason } from '../../src/graph/link-frame.js'
import { PresencePolicy, type PresencePolicyInput } from '../../src/graph/presence-policy.js'
import type { Random, Timer } from '../../src/base/index.js'
import { EventQueue } from './event-queue.js'
import { between, below, randomStream } from './streams.js'

/** Presences wanted, and how long one lives where there are many nodes (docs/protocols/discovery.md). */
const MAX_PRESENCES = 100
const LARGE_TTL_MS = 600_000
/** Of an mDNS question: answers that are heard, of all that come. */
const MDNS_ANSWERS = 12
/** A dead end of a link is noticed by pings (docs/protocols/link.md). */
const NOTICED_MS: readonly [number, number] = [10_000, 22_000]
const ROUND_MS: readonly [number, number] = [30_000, 60_000]
const PULLED_MS = 1_000
const DIAL_BUDGET_MS = 8_000
/** What claims to be from further ahead is not taken (docs/protocols/record.md). */
const MAX_AHEAD_MS = 600_000
const ITEM = new Uint8Array(1)

interface Item {
  readonly hash: string
  readonly author?: string
  /** Of a presence: whose, and until when it lives; undefined: a record that stays. */
  readonly presence?: {
    readonly peer: string
    readonly version: number
    /** Both by its writer's clock. */
    readonly writtenAtMs: number
    readonly expiresAtMs: number
  }
}

interface Link {
  readonly ends: readonly [ScaleNode, ScaleNode]
  readonly rttMs: number
  isUp: boolean
  /** By who asks: a pulled round waits, so that there is at most one a second. */
  readonly pulled: Set<ScaleNode>
}

export interface ScaleCounts {
  /** Items that crossed a link by flooding: of records, and of presences. */
  recordSends: number
  presenceSends: number
  /** Items that rounds of synchronising brought. */
  synchronised: number
  rounds: number
  dials: number
  failedDials: number
  questions: number
}

export class ScaleNode {
  readonly peer: string
  readonly records = new Set<string>()
  /** Of others and our own, by peer. */
  readonly presences = new Map<string, Item>()
  readonly links = new Map<string, Link>()
  /** Machines in different segments do not reach each other. */
  segment = 0
  isUp = false
  isAsleep = false
  /** Of its clock; peer time does not help here. */
  clockOffsetMs = 0
  /** How far it is from the others, ms. */
  readonly distanceMs: number
  neighbours!: NeighbourMachine
  flood!: FloodMachine
  policy!: PresencePolicy
  pace!: AskPace
  tick: Timer | undefined
  policyTick: Timer | undefined
  renewal: Timer | undefined
  asking: Timer | undefined
  version = 0
  /** Changes with each start: what was under way before means nothing. */
  run = 0
  /** Both digests change with what is held: rounds between equal nodes cost nothing here, as there. */
  digest = 0

  constructor(peer: string, distanceMs: number) {
    this.peer = peer
    this.distanceMs = distanceMs
  }

  get isRunning(): boolean {
    return this.isUp && !this.isAsleep
  }
}

export class ScaleWorld {
  readonly queue = new EventQueue()
  readonly nodes: ScaleNode[]
  readonly counts: ScaleCounts = {
    recordSends: 0,
    presenceSends: 0,
    synchronised: 0,
    rounds: 0,
    dials: 0,
    failedDials: 0,
    questions: 0
  }
  readonly random: Random
  nowMs = 0
  #hashes = 0
  /** 32 bits of each item, for digests. */
  readonly #marks = new Map<string, number>()
  readonly #byPeer: Map<string, ScaleNode>

  constructor(seed: number, count: number) {
    this.random = randomStream(seed, 'scale')
    this.nodes = Array.from({ length: count }, (_, i) => {
      const isFar = i % 10 === 9 // One in ten behind a slow Wi-Fi, or in another building.
      return new ScaleNode(`peer${String(i).padStart(4, '0')}`, isFar ? 10 + 20 * this.random.fraction() : 0.5)
    })
    this.#byPeer = new Map(this.nodes.map((node) => [node.peer, node]))
  }

  at(atMs: number, run: () => void): Timer {
    return this.queue.add(atMs, run)
  }

  /** Lets everything happen that happens until then. */
  runUntil(endMs: number): void {
    for (let atMs = this.queue.nextAtMs; atMs !== undefined && atMs <= endMs; atMs = this.queue.nextAtMs) {
      this.nowMs = Math.max(this.nowMs, atMs)
      this.queue.take()!()
    }
    this.nowMs = endMs
  }

  living(): ScaleNode[] {
    return this.nodes.filter((node) => node.isRunning)
  }

  start(node: ScaleNode): void {
    node.isUp = true
    node.run++
    node.neighbours = new NeighbourMachine(node.peer, this.random, this.nowMs)
    node.flood = new FloodMachine()
    node.policy = new PresencePolicy(this.random)
    node.pace = new AskPace(this.random)
    node.presences.clear()
    this.#redigest(node)
    this.#ask(node)
    this.#give(node, { type: 'tick', nowMs: this.nowMs })
    this.#count(node)
    this.#decide(node, { type: 'listening', nowMs: this.nowMs })
  }

  /** @param how `goodbye`: it tells its neighbours; `killed`: its kernel does; `silent`: nobody does */
  stop(node: ScaleNode, how: 'goodbye' | 'killed' | 'silent'): void {
    node.isUp = false
    node.run++
    for (const timer of [node.tick, node.policyTick, node.renewal, node.asking]) timer?.cancel()
    for (const link of [...node.links.values()]) {
      if (how === 'silent') this.#fallSilent(link)
      else this.#cut(link, node, how === 'goodbye' ? 'closing' : undefined)
    }
    node.links.clear()
  }

  sleep(node: ScaleNode): void {
    node.isAsleep = true
    for (const link of node.links.values()) this.#fallSilent(link)
  }

  /** It notices within seconds that it slept: pings all, and tries everybody again. */
  wake(node: ScaleNode): void {
    node.isAsleep = false
    for (const link of [...node.links.values()]) {
      if (!link.isUp) this.#drop(node, link, 'us', 'stalled')
    }
    node.pace.hurry()
    this.#give(node, { type: 'hurry', nowMs: this.nowMs })
    this.#ask(node)
    if (node.policy.isPublished) this.#publish(node)
  }

  /** Machines of different segments hear nothing of each other from now on. */
  segment(of: (node: ScaleNode) => number): void {
    for (const node of this.nodes) node.segment = of(node)
    for (const node of this.nodes) {
      for (const link of node.links.values()) if (!this.#reaches(...link.ends)) this.#fallSilent(link)
    }
  }

  /** A line that breaks for a moment. */
  breakLink(link: Link): void {
    this.#cut(link, undefined, undefined)
  }

  write(node: ScaleNode): string {
    const item: Item = { hash: this.#hash(), author: node.peer }
    this.#take(node, item)
    this.#flood(node, item, node.flood.handle({ type: 'local', hash: item.hash, item: ITEM, nowMs: this.nowMs }))
    return item.hash
  }

  #hash(): string {
    const hash = `i${this.#hashes++}`
    this.#marks.set(hash, Math.floor(this.random.fraction() * 2 ** 32))
    return hash
  }

  #reaches(a: ScaleNode, b: ScaleNode): boolean {
    return a.isRunning && b.isRunning && a.segment === b.segment
  }

  #rttMs(a: ScaleNode, b: ScaleNode): number {
    return a.distanceMs + b.distanceMs
  }

  // Neighbours

  #give(node: ScaleNode, input: NeighbourInput): void {
    if (!node.isUp) return
    for (const output of node.neighbours.handle(input)) {
      if (output.type === 'dial') this.#dial(node, output.key, output.peer!)
      else if (output.type === 'prune') {
        const link = node.links.get(output.peer)
        if (link !== undefined) this.#cut(link, node, 'replaced')
      }
    }
    node.tick?.cancel()
    const { wakeAtMs } = node.neighbours
    if (wakeAtMs === Infinity) return
    const { run } = node
    node.tick = this.at(Math.max(this.nowMs, wakeAtMs), () => this.#tick(node, run))
  }

  /** While it sleeps, its timers stand still. */
  #tick(node: ScaleNode, run: number): void {
    if (node.run !== run) return
    if (node.isAsleep) node.tick = this.at(this.nowMs + 1_000, () => this.#tick(node, run))
    else this.#give(node, { type: 'tick', nowMs: this.nowMs })
  }

  #dial(node: ScaleNode, key: string, peer: string): void {
    const other = this.#byPeer.get(peer)!
    this.counts.dials++
    const { run } = node
    const isReached = this.#reaches(node, other)
    const tookMs = isReached ? 3 * this.#rttMs(node, other) + 10 : other.isUp ? DIAL_BUDGET_MS : 5
    this.at(this.nowMs + tookMs, () => {
      if (node.run !== run) return
      const nowMs = this.nowMs
      if (!isReached || !this.#reaches(node, other)) {
        this.counts.failedDials++
        return this.#give(node, { type: 'dialled', key, result: 'failed', peer, nowMs })
      }
      if (node.links.has(peer)) return this.#give(node, { type: 'dialled', key, result: 'linked', peer, nowMs })
      const { hasPlace, instead } = other.neighbours.placeFor(node.peer, 0, nowMs)
      if (instead !== undefined) this.#cut(other.links.get(instead)!, other, 'replaced')
      if (!hasPlace) {
        this.counts.failedDials++
        const referrals = [...other.links.keys()]
          .filter((named) => named !== node.peer)
          .map((named) => ({ peer: named, address: addressOf(named) }))
          .slice(0, MAX_REFERRALS)
        return this.#give(node, { type: 'dialled', key, result: 'full', peer, referrals, nowMs })
      }
      this.#link(node, other)
      this.#give(node, { type: 'dialled', key, result: 'linked', peer, nowMs })
    })
  }

  #link(a: ScaleNode, b: ScaleNode): void {
    const link: Link = { ends: [a, b], rttMs: this.#rttMs(a, b), isUp: true, pulled: new Set() }
    const { nowMs } = this
    for (const [near, far, direction] of [
      [a, b, 'outbound'],
      [b, a, 'inbound']
    ] as const) {
      near.links.set(far.peer, link)
      near.flood.handle({ type: 'link-up', peer: far.peer, nowMs })
      if (near.links.size === 1 && near.policy.isPublished) this.#publish(near)
      this.#give(near, { type: 'link-up', peer: far.peer, address: addressOf(far.peer), direction, nowMs })
      this.at(nowMs + 2 * link.rttMs, () => {
        if (link.isUp) this.#give(near, { type: 'rtt', peer: far.peer, rttMs: link.rttMs, nowMs: this.nowMs })
      })
      this.#round(near, far, link, nowMs + link.rttMs)
    }
  }

  /** Both sides learn of it within a round trip: of a goodbye, or of a connection that was reset. */
  #cut(link: Link, by: ScaleNode | undefined, reason: GoodbyeReason | undefined): void {
    if (!link.isUp) return
    link.isUp = false
    for (const end of link.ends) {
      const ender: LinkEnder = reason === undefined ? 'line' : end === by ? 'us' : 'them'
      this.#drop(end, link, ender, reason)
    }
  }

  /** Each side that still runs notices by itself. */
  #fallSilent(link: Link): void {
    if (!link.isUp) return
    link.isUp = false
    for (const end of link.ends) {
      const { run } = end
      this.at(this.nowMs + between(this.random, NOTICED_MS), () => {
        if (end.run === run && !end.isAsleep) this.#drop(end, link, 'us', 'stalled')
      })
    }
  }

  #drop(node: ScaleNode, link: Link, by: LinkEnder, reason: GoodbyeReason | undefined): void {
    const other = link.ends.find((end) => end !== node)!
    if (!node.isUp || node.links.get(other.peer) !== link) return
    node.links.delete(other.peer)
    node.flood.handle({ type: 'link-down', peer: other.peer, nowMs: this.nowMs })
    this.#give(node, { type: 'link-down', peer: other.peer, by, reason, nowMs: this.nowMs })
  }

  // mDNS

  #ask(node: ScaleNode): void {
    node.asking?.cancel()
    if (!node.isUp) return
    const { run } = node
    const company = { neighbours: node.links.size, present: node.presences.size }
    if (!node.isAsleep && node.pace.isDue(this.nowMs, company)) {
      node.pace.asked(this.nowMs)
      this.counts.questions++
      for (let i = 0; i < MDNS_ANSWERS; i++) {
        const other = this.nodes[below(this.random, this.nodes.length)]!
        if (other === node || !this.#reaches(node, other)) continue
        const addresses = [addressOf(other.peer)]
        this.#give(node, { type: 'found', peer: other.peer, addresses, source: 'mdns', nowMs: this.nowMs })
      }
    }
    node.asking = this.at(this.nowMs + 5_000, () => {
      if (node.run === run) this.#ask(node)
    })
  }

  // Flooding

  #flood(from: ScaleNode, item: Item, outputs: readonly FloodOutput[]): void {
    for (const output of outputs) {
      if (output.type !== 'forward') continue
      for (const peer of output.to) {
        const link = from.links.get(peer)
        if (link?.isUp !== true) continue
        if (item.presence === undefined) this.counts.recordSends++
        else this.counts.presenceSends++
        const other = this.#byPeer.get(peer)!
        this.at(this.nowMs + link.rttMs / 2 + 1, () => this.#receive(other, from.peer, link, item))
      }
    }
  }

  #receive(node: ScaleNode, from: string, link: Link, item: Item): void {
    if (!link.isUp || !node.isRunning) return
    const { hash } = item
    for (const output of node.flood.handle({ type: 'received', from, hash, item: ITEM, nowMs: this.nowMs })) {
      if (output.type !== 'judge') continue
      const outcome = this.#take(node, item) ? ({ outcome: 'applied' } as const) : ({ outcome: 'known' } as const)
      if (outcome.outcome === 'applied' && item.author !== from) node.neighbours.brought(from, this.nowMs)
      const judged = { type: 'judged', from, hash, item: ITEM, outcome, nowMs: this.nowMs } as const
      this.#flood(node, item, node.flood.handle(judged))
    }
  }

  /** @returns whether it was new here */
  #take(node: ScaleNode, item: Item): boolean {
    const { presence, hash } = item
    if (presence === undefined) {
      if (node.records.has(hash)) return false
      node.records.add(hash)
      node.digest ^= this.#marks.get(hash)!
      return true
    }
    const { peer, version, writtenAtMs, expiresAtMs } = presence
    const before = node.presences.get(peer)
    const clockMs = this.nowMs + node.clockOffsetMs
    if (expiresAtMs <= clockMs || writtenAtMs > clockMs + MAX_AHEAD_MS) return false
    if (before !== undefined && before.presence!.version >= version) return false
    if (before !== undefined) node.digest ^= this.#marks.get(before.hash)!
    node.presences.set(peer, item)
    node.digest ^= this.#marks.get(hash)!
    if (peer !== node.peer) {
      const addresses = [addressOf(peer)]
      this.#give(node, { type: 'found', peer, addresses, source: 'presence', nowMs: this.nowMs })
    }
    if (before === undefined) this.#count(node)
    const { run } = node
    this.at(expiresAtMs - node.clockOffsetMs, () => this.#expire(node, run, item))
    return true
  }

  #expire(node: ScaleNode, run: number, item: Item): void {
    const { peer } = item.presence!
    if (node.run !== run || node.presences.get(peer) !== item) return
    node.presences.delete(peer)
    node.digest ^= this.#marks.get(item.hash)!
    this.#give(node, { type: 'absent', peer, nowMs: this.nowMs })
    this.#count(node)
  }

  #redigest(node: ScaleNode): void {
    node.digest = 0
    for (const hash of node.records) node.digest ^= this.#marks.get(hash)!
  }

  // Synchronising

  #round(asker: ScaleNode, answerer: ScaleNode, link: Link, atMs: number): void {
    this.at(atMs, () => {
      if (!link.isUp) return
      this.pull(asker, answerer, link)
      this.#round(asker, answerer, link, this.nowMs + between(this.random, ROUND_MS))
    })
  }

  /** One round: everything that the other has. Who learnt something has its other neighbours look, too. */
  pull(asker: ScaleNode, answerer: ScaleNode, link: Link): void {
    if (!link.isUp || !this.#reaches(asker, answerer)) return
    this.counts.rounds++
    if (asker.digest === answerer.digest) return
    let learnt = false
    const items = [...answerer.presences.values()]
    for (const hash of answerer.records) if (!asker.records.has(hash)) items.push({ hash })
    for (const item of items) {
      if (!this.#take(asker, item)) continue
      learnt = true
      this.counts.synchronised++
    }
    if (!learnt) return
    for (const [peer, other] of asker.links) {
      const neighbour = this.#byPeer.get(peer)!
      if (other === link || other.pulled.has(neighbour)) continue
      other.pulled.add(neighbour)
      this.at(this.nowMs + PULLED_MS, () => {
        other.pulled.delete(neighbour)
        this.pull(neighbour, asker, other)
      })
    }
  }

  // Presence

  #count(node: ScaleNode): void {
    this.#decide(node, { type: 'count', present: node.presences.size, max: MAX_PRESENCES, nowMs: this.nowMs })
  }

  #decide(node: ScaleNode, input: PresencePolicyInput): void {
    if (!node.isUp) return
    for (const output of node.policy.handle(input)) {
      if (output === 'publish') this.#publish(node)
      else node.renewal?.cancel() // What is out there expires.
    }
    node.policyTick?.cancel()
    const { wakeAtMs } = node.policy
    if (wakeAtMs === Infinity) return
    const { run } = node
    node.policyTick = this.at(Math.max(this.nowMs, wakeAtMs), () => {
      if (node.run === run) this.#decide(node, { type: 'tick', nowMs: this.nowMs })
    })
  }

  #publish(node: ScaleNode): void {
    const { run } = node
    const ttlMs = node.presences.size > MAX_PRESENCES / 2 ? LARGE_TTL_MS : PRESENCE_TTL_MS
    node.renewal?.cancel()
    node.renewal = this.at(this.nowMs + (ttlMs / PRESENCE_RENEWALS) * (0.9 + 0.1 * this.random.fraction()), () => {
      if (node.run === run && node.policy.isPublished) this.#publish(node)
    })
    if (node.isAsleep) return
    const writtenAtMs = this.nowMs + node.clockOffsetMs
    const presence = { peer: node.peer, version: ++node.version, writtenAtMs, expiresAtMs: writtenAtMs + ttlMs }
    const item: Item = { hash: this.#hash(), author: node.peer, presence }
    this.#take(node, item)
    this.#flood(node, item, node.flood.handle({ type: 'local', hash: item.hash, item: ITEM, nowMs: this.nowMs }))
  }
}

function addressOf(peer: string): string {
  const number = Number(peer.slice('peer'.length))
  return `/ip4/10.0.${number >> 8}.${number & 255}/tcp/1967`
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
      for (const link of node.links.values()) {
        const other = link.ends.find((end) => end !== node)!
        if (!link.isUp || !left.delete(other)) continue
        reached.push(other)
      }
    }
  }
  return count
}
