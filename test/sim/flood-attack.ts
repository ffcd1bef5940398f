// One member that sends all it can to everybody it is linked with, or to one of them: what becomes of the others' records, of what waits
// at each node, and of the member.
import { namedRecordId, type GroupRecord } from '../../src/record/index.js'
import {
  ITEMS_BURST,
  ITEMS_PER_SECOND,
  MAX_JUDGING_BYTES,
  MAX_JUDGING_ITEMS,
  MAX_QUEUED_ITEM_BYTES,
  MAX_QUEUED_ITEMS
} from '../../src/graph/defaults.js'
import { itemFrame, pullFrame } from '../../src/graph/link-frame.js'
import { presenceId, presenceType } from '../../src/graph/presence.js'
import { encodeItem } from '../../src/store/store-item.js'
import { SimulationFailure } from './checkers.js'
import { HostileGroup, noteType, type HostileBreakage } from './hostile-group.js'
import type { HostileMember } from './hostile-member.js'
import { encode, recordToDouble } from './store-double-wire.js'

const PEERS = 8
const MEASURED_FROM_MS = 10_000
const ATTACK_FROM_MS = 20_000
const WRITE_EVERY_MS = 50
const BURST_EVERY_MS = 50

export interface Attack {
  /**
   * `items`: small, valid, distinct; `large`: of 48 KiB; `presences`: its own, again and again; `forged`: in the name of others;
   * `pulls`: no items at all.
   */
  readonly kind: 'items' | 'large' | 'presences' | 'forged' | 'pulls'
  readonly perSecond: number
  /** Each to another of its neighbours in turn, or all to one. */
  readonly to: 'all' | 'one'
  readonly lastsMs: number
}

export interface FloodStory {
  /** Of others' records: before, and during the attack, simulated ms. */
  readonly p99BeforeMs: number
  readonly p99DuringMs: number
  readonly sent: number
  /** By the node that judged most, a second of the attack. */
  readonly judgedPerSecond: number
  readonly mostWaitingItems: number
  readonly mostWaitingBytes: number
  /** How many honest nodes are linked with it at the end. */
  readonly linkedAtTheEnd: number
  /** How often it was turned away, after it had a link. */
  readonly refused: number
}

/** @throws {SimulationFailure} where a record takes more than twice as long, more waits than may, or honest nodes part */
export async function runFloodAttack(seed: number, attack: Attack, breakage?: HostileBreakage): Promise<FloodStory> {
  const group = new HostileGroup({ seed, peers: PEERS, hostile: 1, startsWithinMs: 2_000, breakage })
  const { world, honest } = group
  const [member] = group.hostile
  for (const { peer } of honest) member!.pester(peer, 500)
  group.writeFrom(MEASURED_FROM_MS - 1_000, WRITE_EVERY_MS)
  await group.run(ATTACK_FROM_MS, () => {})
  const linksBefore = honest.map((node) => group.honestLinks(node))
  const judgedBefore = group.judged()
  const endMs = ATTACK_FROM_MS + attack.lastsMs
  const flood = new Flood(group, member!, attack, endMs)
  let mostWaitingItems = 0
  let mostWaitingBytes = 0
  const look = (): void => {
    for (const { core } of honest) {
      for (const { items, itemBytes, judgingItems, judgingBytes } of core!.waiting()) {
        mostWaitingItems = Math.max(mostWaitingItems, items, judgingItems)
        mostWaitingBytes = Math.max(mostWaitingBytes, itemBytes, judgingBytes)
        if (items > MAX_QUEUED_ITEMS || itemBytes > MAX_QUEUED_ITEM_BYTES) {
          throw new SimulationFailure('queues are bounded', `${items} items of ${itemBytes} bytes wait`)
        }
        // One more may be taken from the stream before reading stops.
        if (judgingItems > MAX_JUDGING_ITEMS + 1 || judgingBytes > 2 * MAX_JUDGING_BYTES) {
          throw new SimulationFailure('what is judged is bounded', `${judgingItems} items of ${judgingBytes} bytes`)
        }
      }
    }
  }
  const watch = (): void => {
    look()
    if (world.nowMs < endMs) world.in(10, watch)
  }
  watch()
  await group.run(endMs, () => {})
  const seconds = attack.lastsMs / 1000
  const judged = group.judged().map((count, i) => count - judgedBefore[i]!)
  const mostJudged = Math.max(...judged)
  if (mostJudged > PEERS * (ITEMS_BURST + seconds * ITEMS_PER_SECOND)) {
    throw new SimulationFailure('work is bounded', `${mostJudged} items judged by one node in ${seconds} s`)
  }
  await group.run(endMs + 2_000, () => {})
  for (const [i, node] of honest.entries()) {
    if (group.honestLinks(node) < linksBefore[i]!) {
      throw new SimulationFailure('honest nodes stay together', `peer ${i} lost an honest neighbour`)
    }
    const lacks = group.lacking(node, endMs)
    if (lacks > 0) throw new SimulationFailure('all is heard', `peer ${i} lacks ${lacks} of the others’ records`)
  }
  const delays = (fromMs: number, untilMs: number): number[] =>
    honest.flatMap((node) => group.delaysMs(node, fromMs, untilMs))
  const p99BeforeMs = p99(delays(MEASURED_FROM_MS, ATTACK_FROM_MS))
  const p99DuringMs = p99(delays(ATTACK_FROM_MS, endMs))
  if (p99DuringMs > 2 * p99BeforeMs) {
    throw new SimulationFailure('others go on', `p99 of a record rose from ${p99BeforeMs} to ${p99DuringMs} ms`)
  }
  return {
    p99BeforeMs,
    p99DuringMs,
    sent: flood.sent,
    judgedPerSecond: Math.round(mostJudged / seconds),
    mostWaitingItems,
    mostWaitingBytes,
    linkedAtTheEnd: honest.filter((node) => group.hostileLinks(node) > 0).length,
    refused: member!.counts.refused
  }
}

class Flood {
  sent = 0
  readonly #group: HostileGroup
  readonly #member: HostileMember
  readonly #attack: Attack
  readonly #data: string

  constructor(group: HostileGroup, member: HostileMember, attack: Attack, endMs: number) {
    this.#group = group
    this.#member = member
    this.#attack = attack
    this.#data = 'x'.repeat(attack.kind === 'large' ? 36 * 1024 : 20)
    this.#burst(endMs)
  }

  #burst(endMs: number): void {
    const { world } = this.#group
    const { channels } = this.#member
    const one = channels.get(this.#group.honest[0]!.peer.id)
    const to = this.#attack.to === 'all' ? [...channels.values()] : one === undefined ? [] : [one]
    const count = (this.#attack.perSecond * BURST_EVERY_MS) / 1000
    for (let i = 0; i < count && to.length > 0; i++) {
      const channel = to[i % to.length]!
      void channel.send(this.#attack.kind === 'pulls' ? pullFrame() : itemFrame(this.#item())).catch(() => {})
      this.sent += 1
    }
    if (world.nowMs + BURST_EVERY_MS < endMs) world.in(BURST_EVERY_MS, () => this.#burst(endMs))
  }

  #item(): Uint8Array {
    const { honest } = this.#group
    const { kind } = this.#attack
    const self = this.#member.peer.id
    const creator = kind === 'forged' ? honest[0]!.peer.id : self
    const isPresence = kind === 'presences'
    const nowMs = this.#member.peer.clock.nowMs()
    const record: GroupRecord = {
      id: isPresence ? presenceId(self) : namedRecordId(creator, `flood ${this.sent}`),
      type: isPresence ? presenceType.name : noteType.name,
      creator,
      lastModifiedBy: creator,
      version: nowMs + (isPresence ? this.sent : 0),
      createdAtMs: nowMs,
      modifiedAtMs: nowMs,
      expiresAtMs: nowMs + 300_000,
      deleted: false,
      autoRefresh: false,
      renewals: 0,
      renewedAtMs: 0,
      attributes: {},
      data: isPresence
        ? presenceType.codec.encode({ ...SAID, load: this.sent % 100 })
        : new Uint8Array(Buffer.from(`${this.sent} ${this.#data}`))
    }
    return encodeItem({ type: 'ephemeral', envelope: encode({ body: recordToDouble(record), signer: self }) })
  }
}

const SAID = {
  hosts: ['10.200.0.1', '10.200.0.2'],
  graphPort: 1967,
  contentPort: 0,
  uplink: 'unknown',
  serves: 'unknown',
  nodeId: undefined,
  attributes: '',
  merit: 0
} as const

function p99(values: number[]): number {
  return Math.round(values.sort((a, b) => a - b)[Math.floor(0.99 * values.length)]! * 10) / 10
}
