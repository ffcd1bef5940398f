// A downloader and its readers in a relay tree: the machines of relay-tree.ts, parent-choice.ts and lag-watch.ts at each of
// them; bytes move leaf by leaf through LAN ports. Verification is taken for granted.
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { RELAY_ATTACH_BUDGET_MS, SLOW_RELAY_MS } from '../../src/content/crossing-defaults.js'
import { LagWatch } from '../../src/content/lag-watch.js'
import { ParentChoice, type ParentAsk } from '../../src/content/parent-choice.js'
import { RelayTree, type RelayAnswer, type RelayAsk } from '../../src/content/relay-tree.js'
import type { Flow } from './bandwidth.js'
import type { SimPeer } from './sim-peer.js'
import type { World } from './world.js'

/** How often a relay that waits for its own parent looks again: the driver is woken instead. */
const WAIT_MS = 5

export class RelayGroup {
  readonly world: World
  readonly totalBytes: number
  readonly members: RelayMember[]
  moves = 0

  constructor(world: World, totalBytes: number, maxReaders: number) {
    this.world = world
    this.totalBytes = totalBytes
    this.members = world.peers.map((peer) => new RelayMember(this, peer, maxReaders))
    for (const member of this.members) member.peer.onKilled = () => member.die()
    const downloader = this.members[0]!
    const flow = world.flow({
      from: undefined,
      to: downloader.peer,
      opensInMs: 0,
      startAtByte: 0,
      available: totalBytes,
      onStep: (position) => downloader.grow(position)
    })
    flow.offer(totalBytes)
  }

  find(id: string): RelayMember {
    return this.members.find(({ peer }) => peer.id === id)!
  }

  get downloader(): RelayMember {
    return this.members[0]!
  }
}

export class RelayMember {
  readonly group: RelayGroup
  readonly peer: SimPeer
  readonly tree: RelayTree
  readonly #choice: ParentChoice | undefined
  readonly #lag = new LagWatch()
  readonly readers = new Map<RelayMember, Flow>()
  parent: RelayMember | undefined
  bytes = 0
  finishedAtMs: number | undefined
  hasGivenUp = false
  mostReaders = 0
  depth = 0

  constructor(group: RelayGroup, peer: SimPeer, maxReaders: number) {
    this.group = group
    this.peer = peer
    const isRoot = peer.index === 0
    this.tree = new RelayTree({ self: peer.id, isRoot, maxReaders })
    this.#choice = isRoot ? undefined : new ParentChoice(peer.id, group.world.peer(0).id)
  }

  /** Begins to read along. */
  start(): void {
    this.#next()
    this.#look()
  }

  /** What it says it holds. */
  get told(): number {
    const leaves = Math.floor(this.bytes / LEAF_BYTES)
    if (this.#choice === undefined) return leaves
    return this.parent === undefined ? 0 : Math.min(leaves, this.parent.told)
  }

  /** So many bytes are here and checked. */
  grow(position: number): void {
    const { totalBytes, world } = this.group
    const whole = position >= totalBytes ? totalBytes : position - (position % LEAF_BYTES)
    if (whole <= this.bytes) return
    this.bytes = whole
    this.tree.holds(this.told)
    this.#choice?.progressed()
    for (const flow of this.readers.values()) flow.offer(whole)
    if (whole === totalBytes) this.finishedAtMs ??= world.nowMs
  }

  die(): void {
    for (const [reader, flow] of this.readers) {
      flow.stop()
      // The connection breaks: the reader hears of it.
      this.group.world.in(2, () => reader.lost(this))
    }
    this.readers.clear()
    this.#leaveParent()
  }

  lost(parent: RelayMember): void {
    if (this.parent !== parent) return
    this.parent = undefined
    this.tree.attached(undefined)
    if (this.finishedAtMs !== undefined) return
    this.#choice!.failed()
    this.#next()
  }

  #next(): void {
    const ask = this.#choice!.next()
    if (ask === undefined) {
      this.hasGivenUp = true
      return
    }
    const { world } = this.group
    const server = this.group.find(ask.peer)
    let isAnswered = false
    const answered = (answer: RelayAnswer | undefined): void => {
      if (isAnswered) return
      isAnswered = true
      this.#answered(server, answer)
    }
    const said: RelayAsk = {
      reader: this.peer.id,
      fromLeaf: Math.floor(this.bytes / LEAF_BYTES),
      redirects: ask.redirects,
      readers: this.tree.readers,
      isLeaf: this.tree.isLeaf
    }
    world.send(this.peer, server.peer, () => server.#asked(this, ask, said, world.nowMs, answered))
    this.peer.clock.setTimer(500, () => answered(undefined)) // Nobody is there.
  }

  #asked(
    reader: RelayMember,
    ask: ParentAsk,
    said: RelayAsk,
    sinceMs: number,
    answered: (answer: RelayAnswer) => void
  ): void {
    const { world } = this.group
    const answer = this.tree.ask(said)
    if (answer.type === 'wait' && world.nowMs - sinceMs < RELAY_ATTACH_BUDGET_MS) {
      this.peer.clock.setTimer(WAIT_MS, () => this.#asked(reader, ask, said, sinceMs, answered))
      return
    }
    this.mostReaders = Math.max(this.mostReaders, this.tree.readers)
    world.send(this.peer, reader.peer, () => answered(answer))
  }

  #answered(server: RelayMember, answer: RelayAnswer | undefined): void {
    if (answer?.type === 'send-on') this.#choice!.sentOn(answer.to)
    else if (answer?.type === 'serve') return this.#attach(server, answer.path)
    else this.#choice!.failed()
    this.#next()
  }

  #attach(server: RelayMember, path: readonly string[]): void {
    this.#choice!.attached(path)
    this.tree.attached(path)
    this.parent = server
    this.depth = path.length
    this.#lag.restart()
    if (server.peer.state !== 'running') return this.lost(server)
    const flow = this.group.world.flow({
      from: server.peer,
      to: this.peer,
      opensInMs: 0,
      startAtByte: this.bytes,
      available: Math.max(server.bytes, this.bytes),
      onStep: (position) => {
        if (server.readers.get(this) === flow) this.grow(position)
      }
    })
    server.readers.set(this, flow)
  }

  #leaveParent(): void {
    const { parent } = this
    if (parent === undefined) return
    parent.readers.get(this)?.stop()
    parent.readers.delete(this)
    parent.tree.left(this.peer.id)
    this.parent = undefined
    this.tree.attached(undefined)
  }

  /** From time to time: is the parent slow? */
  #look(): void {
    if (this.finishedAtMs !== undefined) return
    const { parent } = this
    if (parent !== undefined) {
      const bytes = parent.readers.get(this)?.now() ?? this.bytes
      if (this.#lag.isBehind(this.group.world.nowMs, parent.told * LEAF_BYTES, bytes) && this.#choice!.tooSlow()) {
        this.group.moves++
        this.tree.becomeLeaf()
        this.#leaveParent()
        this.#next()
      }
    }
    this.peer.clock.setTimer(SLOW_RELAY_MS / 4, () => this.#look())
  }
}
