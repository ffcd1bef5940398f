// Many crossing machines in one process under simulated time: floods with a delay per link, one shared uplink, reading
// along, copying. One seed replays a run.
import { seededRandom, type PeerId, type Random } from '../../src/base/index.js'
import type { CrossingInput, CrossingOutput } from '../../src/content/crossing-events.js'
import { Crossing } from '../../src/content/download.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { person } from './people.js'

export interface WorldInit {
  seed: number
  peers: number
  totalBytes: number
  /** One-way delay of a flood between two peers, drawn once per pair. */
  latencyMs: [number, number]
  originFirstByteMs: number
  uplinkBytesPerMs: number
  /** Whom each peer believes to be able to download. @default everybody */
  view?: (peer: number, random: Random) => number[]
}

interface Source {
  kind: 'origin' | 'member' | 'holders'
  /** Where a member or holder is read from. */
  from: number[]
  transferId?: string
  stopAtBytes: number
  /** First byte not before. */
  opensAtMs: number
}

interface Peer {
  readonly index: number
  readonly id: PeerId
  crossing: Crossing | undefined
  readonly claims: Map<PeerId, { transferId: string; verifiedBytes: number }>
  /** Verified bytes here; grow in leaves. */
  bytes: number
  complete: boolean
  alive: boolean
  asked: boolean
  originBytes: number
  inVain: number
  gaveUp: boolean
  source: Source | undefined
  transferId: string | undefined
  originBroken: boolean
  originAnswer: 'shareable' | 'private'
}

/** Simulated milliseconds between two moves of bytes. */
const TICK_MS = 5

export class CrossingWorld {
  readonly random: Random
  readonly peers: Peer[] = []
  nowMs = 0
  readonly history: string[] = []
  readonly #init: WorldInit
  readonly #latency: number[][] = []
  readonly #queue: { atMs: number; order: number; run: () => void }[] = []
  #order = 0
  #moving = false

  constructor(init: WorldInit) {
    this.#init = init
    this.random = seededRandom(init.seed)
    for (let index = 0; index < init.peers; index++) {
      this.peers.push({
        index,
        id: person(`simulated ${index}`).peer,
        crossing: undefined,
        claims: new Map(),
        bytes: 0,
        complete: false,
        alive: true,
        asked: false,
        originBytes: 0,
        inVain: 0,
        gaveUp: false,
        source: undefined,
        transferId: undefined,
        originBroken: false,
        originAnswer: 'shareable'
      })
    }
    const [from, to] = init.latencyMs
    for (let a = 0; a < init.peers; a++) {
      this.#latency.push(
        this.peers.map((_, b) => (b < a ? this.#latency[b]![a]! : from + this.random.fraction() * (to - from)))
      )
    }
  }

  /** `index` asks at `atMs`. */
  askAt(atMs: number, index: number): void {
    this.#at(atMs, () => {
      const peer = this.peers[index]!
      if (!peer.alive) return
      peer.asked = true
      if (!peer.complete) this.#give(peer, { type: 'ask' })
    })
  }

  /** The process of `index` ends without a word. */
  killAt(atMs: number, index: number): void {
    this.#at(atMs, () => {
      const peer = this.peers[index]!
      peer.alive = false
      peer.source = undefined
    })
  }

  /** @returns whether nothing was left to do before `untilMs` */
  runUntil(untilMs: number): boolean {
    for (;;) {
      this.#queue.sort((a, b) => a.atMs - b.atMs || a.order - b.order)
      const next = this.#queue[0]
      if (next === undefined) return true
      if (next.atMs > untilMs) return false
      this.#queue.shift()
      this.nowMs = next.atMs
      next.run()
    }
  }

  get originBytes(): number {
    return this.peers.reduce((sum, peer) => sum + peer.originBytes, 0)
  }

  #at(atMs: number, run: () => void): void {
    this.#queue.push({ atMs, order: this.#order++, run })
  }

  #give(peer: Peer, input: CrossingInput): void {
    if (!peer.alive) return
    if (peer.crossing === undefined) {
      peer.crossing = new Crossing({ self: peer.id, urlKey: 'ab'.repeat(32), transferSeed: Uint8Array.of(peer.index) })
      this.#giveView(peer)
      for (const [claimant, claim] of peer.claims) this.#give(peer, { type: 'claim', claim: { claimant, ...claim } })
    }
    for (const output of peer.crossing.handle(input)) this.#carryOut(peer, output)
  }

  #giveView(peer: Peer): void {
    const seen = this.#init.view?.(peer.index, this.random) ?? this.peers.map(({ index }) => index)
    const holders = this.peers.filter(
      (other) => other !== peer && other.complete && other.alive && other.originAnswer !== 'private'
    )
    const candidates = [...new Set([...seen, peer.index])].map((index) => this.peers[index]!.id)
    this.#give(peer, { type: 'view', candidates, holders: holders.map(({ id }) => id), uplink: 'unknown' })
  }

  #flood(from: Peer, deliver: (to: Peer) => void): void {
    for (const to of this.peers) {
      if (to !== from) this.#at(this.nowMs + this.#latency[from.index]![to.index]!, () => to.alive && deliver(to))
    }
  }

  #carryOut(peer: Peer, output: CrossingOutput): void {
    this.history.push(`${this.nowMs.toFixed(1)} ${peer.index} ${JSON.stringify(output)}`)
    switch (output.type) {
      case 'publish-need':
        return this.#flood(peer, (to) => {
          if (!to.complete) this.#give(to, { type: 'need', excluded: output.excluded })
        })
      case 'publish-claim': {
        const { transferId, verifiedBytes } = output
        peer.transferId = transferId
        return this.#flood(peer, (to) => {
          to.claims.set(peer.id, { transferId, verifiedBytes })
          if (to.crossing !== undefined) {
            this.#give(to, { type: 'claim', claim: { claimant: peer.id, transferId, verifiedBytes } })
          }
        })
      }
      case 'end-claim': {
        const { transferId, end } = output
        if (peer.transferId === transferId && end !== 'complete') peer.transferId = undefined
        return this.#flood(peer, (to) => {
          if (to.claims.get(peer.id)?.transferId === transferId) to.claims.delete(peer.id)
          if (to.crossing !== undefined) this.#give(to, { type: 'claim-end', claimant: peer.id, transferId, end })
        })
      }
      case 'read-origin':
        peer.source = {
          kind: 'origin',
          from: [],
          stopAtBytes: output.maxBytes ?? Infinity,
          opensAtMs: this.nowMs + this.#init.originFirstByteMs
        }
        return this.#move()
      case 'read-on':
        if (peer.source !== undefined) peer.source.stopAtBytes = Infinity
        return this.#move()
      case 'follow':
        peer.source = {
          kind: 'member',
          from: [this.peers.findIndex(({ id }) => id === output.claimant)],
          transferId: output.transferId,
          stopAtBytes: Infinity,
          opensAtMs: this.nowMs + 30
        }
        return this.#move()
      case 'copy':
        peer.source = {
          kind: 'holders',
          from: output.holders.map((holder) => this.peers.findIndex(({ id }) => id === holder)),
          stopAtBytes: Infinity,
          opensAtMs: this.nowMs + 30
        }
        return this.#move()
      case 'stop-source':
        peer.source = undefined
        return
      case 'set-timer':
        return this.#at(this.nowMs + output.inMs, () => peer.crossing !== undefined && this.#give(peer, output.then))
      case 'asked-in-vain':
        peer.inVain++
        return
      case 'give-up':
        peer.gaveUp = true
        return
      case 'ended':
        peer.crossing = undefined
        return
      case 'keep-private':
        return
    }
  }

  /** Starts the tick that moves bytes, where none runs. */
  #move(): void {
    if (this.#moving) return
    this.#moving = true
    this.#at(this.nowMs + TICK_MS, () => this.#tick())
  }

  #tick(): void {
    this.#moving = false
    const reading = this.peers.filter(
      ({ source, alive }) => alive && source?.kind === 'origin' && source.opensAtMs <= this.nowMs
    )
    for (const peer of this.peers) {
      const { source } = peer
      if (!peer.alive || source === undefined || source.opensAtMs > this.nowMs) continue
      if (source.kind === 'origin') this.#readOrigin(peer, source, reading.length)
      else this.#readMember(peer, source)
    }
    if (this.peers.some(({ source, alive }) => alive && source !== undefined)) this.#move()
  }

  #readOrigin(peer: Peer, source: Source, readers: number): void {
    if (peer.originBroken) {
      peer.source = undefined
      return this.#give(peer, { type: 'origin-failed', offline: false })
    }
    if (peer.originAnswer === 'private' && peer.crossing?.phase !== 'direct') {
      this.#give(peer, { type: 'origin-answered', shareable: false })
      if (peer.source === undefined) return
    }
    const share = (this.#init.uplinkBytesPerMs * TICK_MS) / readers
    const upTo = Math.min(peer.originBytes + share, source.stopAtBytes, this.#init.totalBytes)
    if (upTo <= peer.originBytes) return
    peer.originBytes = upTo
    this.#grow(peer, upTo)
  }

  #readMember(peer: Peer, source: Source): void {
    const from = source.from
      .map((index) => this.peers[index]!)
      .find((other) => other.alive && this.#serves(other, source))
    if (from === undefined) {
      peer.source = undefined
      return this.#give(peer, { type: 'source-failed', end: undefined, wrong: false, silent: false })
    }
    this.#grow(peer, from.bytes)
  }

  #serves(other: Peer, source: Source): boolean {
    return source.kind === 'holders' ? other.complete : other.transferId === source.transferId
  }

  #grow(peer: Peer, upTo: number): void {
    const verified = upTo >= this.#init.totalBytes ? this.#init.totalBytes : upTo - (upTo % LEAF_BYTES)
    if (verified <= peer.bytes) return
    peer.bytes = verified
    this.#give(peer, { type: 'progress', verifiedBytes: verified })
    if (verified < this.#init.totalBytes || peer.complete) return
    peer.source = undefined
    peer.complete = true
    this.#give(peer, { type: 'complete' })
    // The location record: durable, so slower than what is kept in memory.
    if (peer.originAnswer === 'private') return
    this.#at(this.nowMs + 40, () => this.#flood(peer, (to) => to.crossing !== undefined && this.#giveView(to)))
  }
}
