// Fifty members of whom some mean harm, under no faults: honest nodes are the graph room as it is, over simulated connections. Multicast
// reaches nobody, so that whom they dial is what they were told, and what members say.
import { utf8, type PeerId, type Random } from '../../src/base/index.js'
import { addressText } from '../../src/graph/addresses.js'
import { WANTED_NEIGHBOURS } from '../../src/graph/defaults.js'
import type { Dialler } from '../../src/graph/dialler.js'
import { defineRecordType } from '../../src/record/index.js'
import type { ReceiveOutcome } from '../../src/store/index.js'
import { HostileMember, type HostileInit } from './hostile-member.js'
import type { SimPeer } from './sim-peer.js'
import { credentialOf, StoreDouble } from './store-double.js'
import { StoreDisk } from './store-double-durable.js'
import { PORT, StoreNetwork, type Listener } from './store-network.js'
import { StoreNode } from './store-node.js'
import { below, oneOf, randomStream } from './streams.js'
import { World } from './world.js'

export const noteType = defineRecordType<string>({
  name: 'sim.note',
  lifetime: 'ephemeral',
  ttlMs: 600_000,
  codec: { encode: (text) => utf8(text), decode: (bytes) => Buffer.from(bytes).toString() }
})

export interface HostileGroupInit {
  seed: number
  peers: number
  /** How many of them, the last ones, mean harm. */
  hostile: number
  /** Honest ones start within so long, the first one, whom harm is meant to, at its end. @default 20 s */
  startsWithinMs?: number
  /** What hostile ones do with links and presences. @default they take all */
  plan?: (group: HostileGroup, peer: SimPeer) => Pick<HostileInit, 'takes' | 'referrals' | 'hosts'>
  /** What is broken on purpose, so that a rule must notice. */
  breakage?: HostileBreakage | undefined
}

/** Nodes do not dial while they have as many links as they want; stores do not say who signed an item, so no author has a limit. */
export type HostileBreakage = 'no-own-choice' | 'no-authors'

/** Counts what honest nodes dial. */
class CountingNetwork extends StoreNetwork {
  readonly dialled = new Map<PeerId, { dials: number; failed: number }>()
  /** Whether a node may dial now. */
  mayDial: (peer: PeerId) => boolean = () => true

  override dialler(self: Listener): Dialler {
    const dialler = super.dialler(self)
    const counts = { dials: 0, failed: 0 }
    this.dialled.set(self.peer.id, counts)
    return {
      ...dialler,
      dial: async (...to) => {
        if (!this.mayDial(self.peer.id)) throw new Error('does not dial')
        counts.dials += 1
        try {
          return await dialler.dial(...to)
        } catch (thrown) {
          counts.failed += 1
          throw thrown
        }
      }
    }
  }
}

class JudgingStore extends StoreDouble {
  judged = 0

  override receive(item: Uint8Array): Promise<ReceiveOutcome> {
    this.judged += 1
    return super.receive(item)
  }
}

class HidingStore extends JudgingStore {
  override authorOf(): undefined {
    return undefined
  }
}

export class HostileGroup {
  readonly world: World
  readonly network: CountingNetwork
  readonly honest: readonly StoreNode[]
  readonly hostile: readonly HostileMember[]
  /** Records of {@link noteType} that a node shows, by peer index: when each was written, and how long it took. */
  readonly #heard = new Map<number, { atMs: number; tookMs: number }[]>()
  readonly #random
  readonly #isHostile: ReadonlySet<PeerId>
  readonly #writtenAtMs = new Map<string, number>()

  constructor(init: HostileGroupInit) {
    const { seed, peers, hostile, startsWithinMs = 20_000 } = init
    this.world = new World({ seed, peers, latencyMs: [0.3, 10], maxSteps: Infinity })
    this.#random = randomStream(seed, 'hostile')
    this.network = new CountingNetwork(this.world)
    const mean = this.world.peers.slice(peers - hostile)
    this.#isHostile = new Set(mean.map(({ id }) => id))
    this.hostile = mean.map((peer) => {
      const plan = init.plan?.(this, peer) ?? { takes: () => true, referrals: () => [], hosts: () => [hostOf(peer)] }
      const disk = new StoreDisk()
      return new HostileMember({ peer, network: this.network, friends: this.#isHostile, ...plan }, { disk, fsyncMs: 1 })
    })
    this.honest = this.world.peers.slice(0, peers - hostile).map((peer) => this.#node(peer, init))
    for (const { peer } of this.honest) this.#heard.set(peer.index, [])
    if (init.breakage === 'no-own-choice') {
      const links = (self: PeerId): number =>
        this.honest.find(({ peer }) => peer.id === self)?.core?.neighbours().length ?? 0
      this.network.mayDial = (self) => links(self) < WANTED_NEIGHBOURS
    }
    for (const [index, node] of this.honest.entries()) {
      const atMs = index === 0 ? startsWithinMs : this.#random.fraction() * startsWithinMs
      this.world.in(atMs, () => node.start())
    }
  }

  isHostile(peer: PeerId): boolean {
    return this.#isHostile.has(peer)
  }

  honestLinks(node: StoreNode): number {
    return (node.core?.neighbours() ?? []).filter(({ peer }) => !this.isHostile(peer)).length
  }

  hostileLinks(node: StoreNode): number {
    return (node.core?.neighbours() ?? []).filter(({ peer }) => this.isHostile(peer)).length
  }

  /** From then on honest nodes take turns by chance in writing a record, so often. */
  writeFrom(atMs: number, everyMs: number): void {
    this.world.at(atMs, () => {
      const { store } = oneOf(this.#random, this.honest)
      const data = `${this.#writtenAtMs.size}`
      this.#writtenAtMs.set(data, this.world.nowMs)
      void store!.add(noteType, { data })
      this.writeFrom(this.world.nowMs + everyMs, everyMs)
    })
  }

  /** Records written until then that a node does not show. */
  lacking(node: StoreNode, writtenBeforeMs: number): number {
    const isBefore = (atMs: number): boolean => atMs <= writtenBeforeMs
    const heard = this.#heard.get(node.peer.index)!.filter(({ atMs }) => isBefore(atMs)).length
    return [...this.#writtenAtMs.values()].filter(isBefore).length - heard
  }

  /** How long each record took, of those that were written between the two and that the node shows. */
  delaysMs({ peer }: StoreNode, fromMs: number, untilMs = Infinity): number[] {
    const heard = this.#heard.get(peer.index)!
    return heard.flatMap(({ atMs, tookMs }) => (atMs >= fromMs && atMs < untilMs ? [tookMs] : []))
  }

  /** Items that came by flooding and that stores judged, by peer index. */
  judged(): number[] {
    return this.honest.map(({ store }) => (store as JudgingStore).judged)
  }

  /** Looks once a second. */
  async run(untilMs: number, look: () => void): Promise<void> {
    while (this.world.nowMs < untilMs) {
      await this.world.runUntilAsync(Math.min(untilMs, this.world.nowMs + 1_000))
      look()
    }
  }

  #node(peer: SimPeer, { breakage }: HostileGroupInit): StoreNode {
    const others = this.world.peers.filter((other) => other !== peer)
    const honest = others.filter(({ id }) => !this.isHostile(id))
    const known = [oneOf(this.#random, honest), oneOf(this.#random, others)]
    const disk = new StoreDisk()
    return new StoreNode({
      peer,
      network: this.network,
      knownAddresses: known.map((other) => `${addressText(hostOf(other), PORT)}/p2p/${other.id}`),
      openStore: async () => {
        const { clock, random } = peer
        const make = breakage === 'no-authors' ? HidingStore : JudgingStore
        const store = new make({ author: peer.id, disk, clock, random, fsyncMs: 1, onWrite: () => {} })
        return {
          store,
          credentials: () => credentialOf(peer.id),
          admit: async (other, credential) => store.admit(other, credential),
          isMember: (other) => store.isMember(other)
        }
      },
      onUp: ({ store }) => {
        store!.on('record:add', (record) => {
          if (record.type !== noteType.name || this.isHostile(record.creator)) return
          const atMs = this.#writtenAtMs.get(Buffer.from(record.data).toString())
          if (atMs !== undefined) this.#heard.get(peer.index)!.push({ atMs, tookMs: this.world.nowMs - atMs })
        })
      }
    })
  }
}

export function hostOf(peer: SimPeer): string {
  return StoreNetwork.hostOf(peer)
}

/** An address where nobody is. */
export function forgedHost(random: Random): string {
  return `10.${100 + below(random, 100)}.${below(random, 256)}.${below(random, 250) + 1}`
}
