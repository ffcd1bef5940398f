// One member of a simulated group that elects: the product's machine, a flood over its neighbours, rounds of synchronising, and whom it
// takes to be present. Records are as the store keeps them: the newest of each author and type.
import type { PeerId } from '../../src/base/index.js'
import type { Criteria } from '../../src/flows/election/criteria.js'
import { Election, type ElectionInit } from '../../src/flows/election/election.js'
import type { ElectionInput, ElectionOutput } from '../../src/flows/election/election-events.js'
import type { ElectionPacket, ElectionResult } from '../../src/flows/election/election-records.js'
import { meritOf, type SaidMerit } from '../../src/flows/election/merit.js'
import type { ElectionGroup } from './election-group.js'
import type { SimPeer } from './sim-peer.js'

export type SimItem = { readonly author: PeerId; readonly version: number } & (
  | { readonly type: 'packet'; readonly packet: ElectionPacket }
  /** undefined: deleted. */
  | { readonly type: 'result'; readonly result: ElectionResult | undefined }
)

export class ElectionNode {
  machine: Election
  /** Members it takes to be gone; all others are present. */
  readonly hidden = new Set<PeerId>()
  /** Of others, the bandwidth it measured, as a class. */
  readonly measured = new Map<PeerId, number>()
  neighbours: readonly ElectionNode[] = []
  /** What its peer time differs by. */
  clockErrorMs = 0
  /** It means harm, floods and synchronises like all. */
  isHostile = false
  /** Its machine is not asked: a test publishes in its name. */
  isScripted = false
  /** On its disk: its own result, too. */
  readonly #items = new Map<string, SimItem>()
  #version = 0
  #upSinceMs = Infinity
  readonly #merit: number

  constructor(
    readonly group: ElectionGroup,
    readonly peer: SimPeer,
    readonly criteria: Criteria,
    readonly responseDelayMs: ElectionInit['responseDelayMs']
  ) {
    this.#merit = meritOf(criteria)
    this.machine = this.#boot()
  }

  /** Peer time as this node has it. */
  get nowMs(): number {
    return this.group.world.nowMs + this.group.startedAtMs + this.clockErrorMs
  }

  /** Its process comes up: what was in memory is gone, the results on its disk are not. */
  start(): void {
    this.#upSinceMs = this.group.world.nowMs
    for (const [key, { type }] of this.#items) if (type === 'packet') this.#items.delete(key)
    this.machine = this.#boot()
    this.give({ type: 'wish' })
    this.give({ type: 'values', criteria: this.group.mayProvide(this.peer.id) ? this.criteria : undefined })
    for (const item of this.#items.values()) this.#tell(item)
    this.give({ type: 'start', reason: 'start' })
  }

  give(input: ElectionInput): void {
    if (this.peer.state === 'running' && !this.isScripted)
      this.#carryOut(this.machine.handle(input, this.nowMs, this.group.world.nowMs))
  }

  /** What a store makes of a record that came over a link, or was written here. */
  hear(item: SimItem, from?: ElectionNode): void {
    const key = `${item.type}/${item.author}`
    const known = this.#items.get(key)
    if (known !== undefined && known.version >= item.version) return
    this.#items.set(key, item)
    for (const to of this.neighbours) if (to !== from) this.group.send(this, to, item)
    this.#tell(item)
  }

  /** All that lives is pulled from a neighbour: nothing of a round is lost, for links repeat. */
  pull(from: ElectionNode): void {
    for (const item of from.#items.values()) if (this.#lives(item)) this.hear(item, from)
  }

  /** What it has of others, sent once more as it came: stores that have it know. */
  replay(): void {
    for (const item of this.#items.values()) for (const to of this.neighbours) this.group.send(this, to, item)
  }

  hide(peer: PeerId): void {
    if (this.hidden.has(peer)) return
    this.hidden.add(peer)
    this.give({ type: 'presence', peer, present: false })
  }

  show(peer: PeerId): void {
    if (this.hidden.delete(peer)) this.give({ type: 'presence', peer, present: true })
  }

  publish(
    body: { type: 'packet'; packet: ElectionPacket } | { type: 'result'; result: ElectionResult | undefined }
  ): void {
    this.#version = Math.max(this.#version + 1, Math.floor(this.nowMs))
    this.hear({ ...body, author: this.peer.id, version: this.#version })
  }

  #boot(): Election {
    const { group, peer } = this
    return new Election({
      kind: '',
      self: peer.id,
      random: peer.random,
      nowMs: this.nowMs,
      ...(this.responseDelayMs === undefined ? {} : { responseDelayMs: this.responseDelayMs }),
      view: {
        isPresent: (other) => !this.hidden.has(other),
        mayProvide: (other) => group.mayProvide(other),
        measuredBandwidth: (other) => this.measured.get(other),
        presentCount: () => group.nodes.length - this.hidden.size,
        others: () => this.#others()
      }
    })
  }

  /** A presence says what its member would stand with, once it has reached all. */
  *#others(): Iterable<SaidMerit> {
    for (const other of this.group.nodes) {
      const { id } = other.peer
      if (other === this || this.hidden.has(id) || !this.group.mayProvide(id)) continue
      const isKnown = !this.group.isSilent && this.group.world.nowMs >= other.#upSinceMs + this.group.floodMs
      yield { peer: id, merit: isKnown ? other.#merit : undefined }
    }
  }

  #tell(item: SimItem): void {
    if (!this.#lives(item)) return
    const { author } = item
    if (item.type === 'packet') this.give({ type: 'packet', packet: item.packet })
    else
      this.give(item.result === undefined ? { type: 'result-gone', author } : { type: 'result', result: item.result })
  }

  #lives(item: SimItem): boolean {
    return (item.type === 'packet' ? item.packet.expiresAtMs : (item.result?.untilMs ?? Infinity)) > this.nowMs
  }

  #carryOut(outputs: readonly ElectionOutput[]): void {
    const author = this.peer.id
    for (const output of outputs) {
      switch (output.type) {
        case 'publish-packet':
          this.group.packets++
          this.publish({ type: 'packet', packet: { ...output.packet, author } })
          break
        case 'publish-result':
          this.group.results++
          this.publish({ type: 'result', result: { ...output.result, author } })
          break
        case 'withdraw-result':
          this.publish({ type: 'result', result: undefined })
          break
        case 'set-timer':
          this.peer.clock.setTimer(output.inMs, () => this.give(output.then))
          break
        case 'provider-changed':
          this.group.changes++
          break
        default:
          break
      }
    }
  }
}
