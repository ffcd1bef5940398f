// A group of simulated nodes under faults, some of them hostile: what the simulations of flooding, synchronising, neighbours
// and presence all run.
import { utf8, type PeerId } from '../../src/base/index.js'
import { addressText } from '../../src/graph/addresses.js'
import { MAX_NEIGHBOURS, MDNS_INTERVAL_MS } from '../../src/graph/defaults.js'
import { itemFrame } from '../../src/graph/link-frame.js'
import { defineRecordType, namedRecordId, type RecordType } from '../../src/record/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { person } from '../support/people.js'
import { SimulationFailure } from './checkers.js'
import { applyFaults } from './faults.js'
import { digestOf } from './history.js'
import type { Scenario } from './simulation.js'
import { credentialOf, LARGE_TYPE, StoreDouble } from './store-double.js'
import { StoreDisk } from './store-double-durable.js'
import { encode } from './store-double-wire.js'
import { PORT, StoreNetwork } from './store-network.js'
import { StoreNode } from './store-node.js'
import { StoreTruth } from './store-truth.js'
import { below, oneOf, randomStream } from './streams.js'
import { World, type WorldInit } from './world.js'
import type { Random } from '../../src/base/index.js'
import type { SimPeer } from './sim-peer.js'

/** Design section 4: at least so many, where there are as many. */
const FEW_NEIGHBOURS = 4

/** Between two looks whether all is good. */
const CHECK_INTERVAL_MS = 100

const codec: RecordType<string>['codec'] = {
  encode: (text) => utf8(text),
  decode: (bytes) => Buffer.from(bytes).toString()
}
const durableType = defineRecordType<string>({ name: 'sim.book', lifetime: 'durable', ttlMs: 86_400_000, codec })
const largeType = defineRecordType<string>({ ...durableType, name: LARGE_TYPE })
const signalType = defineRecordType<string>({
  ...durableType,
  name: 'sim.signal',
  lifetime: 'ephemeral',
  ttlMs: 600_000
})

export interface StoreGroupInit {
  scenario: Scenario
  /** How many of the peers, the last ones, mean harm. @default 0 */
  hostile?: number
  /** How many records everybody writes until the faults are over. */
  writes: number
  world?: Partial<WorldInit>
  /** How many others each peer was told of. @default 2 */
  knows?: number
  /** A peer that believes what nobody signed. @default none */
  credulous?: number
}

export class StoreGroup {
  readonly world: World
  readonly network: StoreNetwork
  readonly nodes: StoreNode[]
  readonly truth: StoreTruth
  readonly #init: StoreGroupInit
  readonly #random: Random
  readonly #disks: StoreDisk[]
  readonly #honest: number

  constructor(init: StoreGroupInit) {
    const { seed, peers, faults } = init.scenario
    this.#init = init
    this.world = new World({ seed, peers, latencyMs: [0.3, 30], ...init.world })
    this.#random = randomStream(seed, 'group')
    this.#honest = peers - (init.hostile ?? 0)
    this.#disks = this.world.peers.map(() => new StoreDisk())
    this.network = new StoreNetwork(this.world)
    this.truth = new StoreTruth(this.world.peers.slice(0, this.#honest).map(({ id }) => id))
    this.network.onFrame = (from, to, connection, frame) => {
      this.world.note(`${from.index}>${to.index} ${frame.byteLength} ${digestOf(frame)}`)
      if (from.index < this.#honest) this.truth.sent(from.index, connection, frame)
    }
    this.nodes = this.world.peers.map((peer) => this.#node(peer))
    this.world.onChange((change, peer) => {
      // Half of those who end without a word lost their power.
      if (change === 'killed' && this.#random.fraction() < 0.5)
        this.#disks[peer!.index]!.losePower(this.#random.fraction())
    })
    this.world.checkers.always('nothing forged, nothing twice, nothing over its limit', () => this.truth.wrong)
    this.#look()
    applyFaults(this.world, faults)
    for (const node of this.nodes) this.world.in(this.#random.fraction() * 5_000, () => this.#startAndWrite(node))
    this.#sight(randomStream(seed, 'mdns'))
  }

  /** Those whose process runs, in the honest part. */
  living(): StoreNode[] {
    return this.nodes.slice(0, this.#honest).filter(({ peer, core }) => peer.state === 'running' && core !== undefined)
  }

  storeOf(node: StoreNode): StoreDouble {
    return node.store as StoreDouble
  }

  /**
   * Runs until the faults are over, and then until `check` finds nothing wrong any more.
   * @returns how long after the faults that was, simulated ms @throws {SimulationFailure} if it is not within `withinMs`
   */
  async runUntilGood(check: () => string | undefined, withinMs: number): Promise<number> {
    const { healedAtMs } = this.#init.scenario
    await this.world.runUntilAsync(healedAtMs)
    for (;;) {
      const wrong = check()
      const sinceMs = this.world.nowMs - healedAtMs
      if (wrong === undefined) return sinceMs
      if (sinceMs >= withinMs) throw new SimulationFailure(`good again within ${withinMs} ms`, wrong)
      await this.world.runUntilAsync(this.world.nowMs + CHECK_INTERVAL_MS)
    }
  }

  /** Equal stores, and in them everything that a living peer confirmed. */
  stores(): string | undefined {
    const living = this.living()
    const [first, ...others] = living
    if (first === undefined) return undefined
    const state = this.storeOf(first).durableState().join('\n')
    for (const node of others) {
      if (this.storeOf(node).durableState().join('\n') !== state) {
        return `peers ${first.peer.index} and ${node.peer.index} hold other shards`
      }
    }
    const authors = new Set<PeerId>(living.map(({ peer }) => peer.id))
    const lost = this.truth.confirmed.find(
      (record) => authors.has(record.creator) && !this.storeOf(first).hasChangeOf(record)
    )
    return lost === undefined ? undefined : `confirmed record ${lost.id} of a living peer is lost`
  }

  /** Everybody agrees with its neighbours, and equals the others in what is in memory, presences aside. */
  agreement(): string | undefined {
    const states = new Set<string>()
    for (const node of this.living()) {
      if (node.core?.synchronised !== true) return `peer ${node.peer.index} is not synchronised`
      states.add(
        node
          .store!.find({ type: signalType.name })
          .map(({ id, version }) => `${id}@${version}`)
          .join()
      )
    }
    return states.size > 1 ? 'peers hold other ephemeral records' : undefined
  }

  /** One network, in which both sides of every link see it. */
  links(): string | undefined {
    const living = this.living()
    const neighbours = new Map(living.map(({ peer, core }) => [peer.id, core!.neighbours().map((other) => other.peer)]))
    for (const [peer, others] of neighbours) {
      const few = Math.min(FEW_NEIGHBOURS, living.length - 1)
      if (others.length < few) return `${peer} has ${others.length} neighbours`
      if (others.length > MAX_NEIGHBOURS) return `${peer} has ${others.length} neighbours`
      const oneSided = others.find((other) => neighbours.has(other) && !neighbours.get(other)!.includes(peer))
      if (oneSided !== undefined) return `${peer} has a link with ${oneSided}, which knows nothing of it`
    }
    const reached = new Set(living.slice(0, 1).map(({ peer }) => peer.id))
    for (const peer of reached) for (const other of neighbours.get(peer) ?? []) reached.add(other)
    const cutOff = living.find(({ peer }) => !reached.has(peer.id))
    return cutOff === undefined ? undefined : `peer ${cutOff.peer.index} is cut off`
  }

  /** Everybody who lives is present for everybody, and nobody else is. */
  presences(): string | undefined {
    const living = this.living()
    const expected = living.map(({ peer }) => peer.id).sort()
    for (const { peer, core } of living) {
      const seen = core!
        .present()
        .map((presence) => presence.peer)
        .sort()
      if (seen.join() !== expected.join()) return `peer ${peer.index} sees ${seen.length} of ${expected.length} present`
    }
    return undefined
  }

  #node(peer: SimPeer): StoreNode {
    const others = this.world.peers.filter((other) => other !== peer)
    const known = Array.from({ length: this.#init.knows ?? 2 }, () => oneOf(this.#random, others))
    // Everybody was invited by somebody: the first one, or one before.
    const inviter = this.world.peers[below(this.#random, Math.max(1, peer.index))]!
    const named = [...new Set([inviter, ...known])].filter((other) => other !== peer)
    return new StoreNode({
      peer,
      network: this.network,
      knownAddresses: named.map((other) => `${addressText(StoreNetwork.hostOf(other), PORT)}/p2p/${other.id}`),
      openStore: async () => {
        const store = new StoreDouble({
          author: peer.id,
          disk: this.#disks[peer.index]!,
          clock: peer.clock,
          random: peer.random,
          fsyncMs: 4,
          isCredulous: peer.index === this.#init.credulous,
          onWrite: (record) => this.truth.wrote(record)
        })
        return {
          store,
          credentials: () => credentialOf(peer.id),
          admit: async (other, credential) => store.admit(other, credential),
          isMember: (other) => store.isMember(other)
        }
      },
      onUp: (node) => this.#onUp(node)
    })
  }

  #onUp(node: StoreNode): void {
    const { index } = node.peer
    if (index >= this.#honest) return
    for (const kind of ['record:add', 'record:update'] as const) {
      node.store?.on(kind, (record) => this.truth.shown(index, record))
    }
  }

  #startAndWrite(node: StoreNode): void {
    if (node.peer.isAlive) node.start()
    const { healedAtMs } = this.#init.scenario
    const random = randomStream(this.world.seed, 'writes', node.peer.index)
    for (let write = 0; write < this.#init.writes; write++) {
      const atMs = 5_000 + random.fraction() * (healedAtMs - 5_000)
      const [kind, chance] = [random.fraction(), random.fraction()]
      this.world.at(atMs, () => {
        if (node.peer.state === 'running') this.#write(node, write, kind, chance)
      })
    }
    if (node.peer.index >= this.#honest) this.#doHarm(node, random)
  }

  #write({ store, peer }: StoreNode, write: number, kind: number, chance: number): void {
    if (store === undefined) return
    const data = `${peer.index} ${write}`
    if (kind < 0.3) return void store.add(signalType, { data })
    const confirm = (record: Parameters<StoreTruth['wrote']>[0]): unknown => this.truth.confirmed.push(record)
    const type = chance < 0.1 ? largeType : durableType
    const id = namedRecordId(peer.id, `${type.name} ${Math.floor(chance * 100) % 7}`)
    if (kind < 0.9) void store.add(type, { data, id }).then(confirm)
    else if (store.get(id) !== undefined) void store.delete(id)
  }

  /** Everything a member can send that is not right, to whoever is linked with it. */
  #doHarm(node: StoreNode, random: Random): void {
    const { healedAtMs } = this.#init.scenario
    for (let at = 6_000; at < healedAtMs; at += 500 + random.fraction() * 4_000) {
      const kind = below(random, 5)
      this.world.at(at, () => {
        if (node.peer.state !== 'running') return
        const frames = this.#harmful(kind, random)
        for (const channel of this.network.channelsOf(node.peer)) {
          for (const frame of frames) void channel.send(frame).catch(() => {})
        }
      })
    }
  }

  #harmful(kind: number, random: Random): Uint8Array[] {
    const victim = oneOf(this.#random, this.world.peers.slice(0, this.#honest)).id
    const forged = {
      id: namedRecordId(victim, 'forged'),
      type: 'sim.book',
      creator: victim,
      lastModifiedBy: victim,
      version: 1_000 + below(random, 1_000),
      createdAtMs: 1,
      modifiedAtMs: 1,
      expiresAtMs: Number.MAX_SAFE_INTEGER,
      deleted: false,
      data: ''
    }
    const mallory = this.world.peers[this.#honest]!.id
    switch (kind) {
      case 0: // Somebody else's record, not signed by it.
        return [itemFrame(encodeItem({ type: 'ephemeral', envelope: encode({ body: forged, signer: mallory }) }))]
      case 1: {
        const change = encode({ actor: 'x', sequence: 1, startOperation: 1, dependencies: [], record: forged })
        const head = encode({ body: { author: victim, shard: 1, changes: 1, heads: ['00'] }, signer: mallory })
        return [itemFrame(encodeItem({ type: 'shard-update', head, change }))]
      }
      case 2: // Larger than any item may be.
        return [itemFrame(new Uint8Array(200_000))]
      case 3: // The same thing, authentic, over and over.
        return Array.from({ length: 200 }, () =>
          itemFrame(encodeItem({ type: 'credential', bytes: credentialOf(mallory) }))
        )
      default: // No frame at all.
        return [random.bytes(64)]
    }
  }

  /** Multicast: everybody is seen by whom it reaches, and somebody announces what leads nowhere. */
  #sight(random: Random): void {
    this.world.in(MDNS_INTERVAL_MS, () => {
      for (const node of this.living()) {
        for (const other of this.world.peers) {
          if (other.state !== 'running' || !this.world.network.reaches(node.peer, other)) continue
          node.core?.foundPeer(other.id, [addressText(StoreNetwork.hostOf(other), PORT)], 'mdns')
        }
        const nowhere = addressText(`10.9.0.${below(random, 250)}`, PORT)
        node.core?.foundPeer(person(`stranger ${below(random, 50)}`).peer, [nowhere], 'mdns')
      }
      this.#sight(random)
    })
  }

  #look(): void {
    this.world.in(1_000, () => {
      for (const node of this.living()) this.truth.lookAt(node, this.storeOf(node))
      this.#look()
    })
  }
}
