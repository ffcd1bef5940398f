// A member that means harm, in histories of replicas: what it signs and sends. All it may reach is that its own records, and
// those that any member may change, say what it wants.
import { utf8, type Random } from '../../src/base/index.js'
import { MAX_DURABLE_VERSION, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { spellKey } from '../../src/store/change-check.js'
import { signHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import { checked, forged, ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import type { Person } from '../support/people.js'
import { readPlace } from './replica-cuts.js'
import type { Facts } from './replica-facts.js'
import type { Harm } from './replica-steps.js'
import type { ReplicaNetwork } from './replica-network.js'
import type { Replica } from './replica.js'
import { below, oneOf } from './streams.js'

const CENTURY_MS = 100 * 365 * 86_400_000

export class Harmful {
  readonly #person: Person
  readonly #facts: Facts
  readonly #network: ReplicaNetwork
  /** It begins a shard each time, so that what it did before never stands in its way. */
  #shard = 0

  constructor(person: Person, facts: Facts, network: ReplicaNetwork) {
    this.#person = person
    this.#facts = facts
    this.#network = network
  }

  /** Does it to `to` and, where it tells two stories, the other one to `other`. */
  async do(what: Harm, to: Replica, other: Replica, random: Random): Promise<void> {
    switch (what) {
      case 'rubbish':
        return this.#sendRubbish(to, random)
      case 'two-histories':
        return this.#tellTwo(to, other, random)
      case 'overwrite':
        return this.#overwrite(to)
      case 'stolen':
        return this.#steal(to, random)
      case 'overreach':
        return this.#overreach(to, random)
      case 'rival':
        return this.#rival(to, other, random)
    }
  }

  async #sendRubbish(to: Replica, random: Random): Promise<void> {
    const item = random.bytes(below(random, 300))
    await this.#give(to, item, ['refused', 'ignored']) // It may read as an item of a later version.
    const session = to.store?.openSync({
      peer: this.#person.peer,
      send: async () => {},
      onSynchronised: () => {},
      onRefuse: () => {}
    })
    for (let frame = 0; frame < 3; frame++) await session?.receive(random.bytes(below(random, 300)))
    session?.close()
  }

  /** The same actor, the same numbers, two hashes. */
  async #tellTwo(to: Replica, other: Replica, random: Random): Promise<void> {
    const shard = ++this.#shard
    const common = below(random, 3)
    for (const [index, hearer] of [to, other].entries()) {
      const writer = new ShardWriter(this.#person, `harm ${shard}`)
      for (let change = 0; change < common + 1 + below(random, 3); change++) {
        const data = change < common ? `common ${change}` : `story ${index} ${change}`
        const item = this.#write(writer, shard, { data: utf8(data) }, `${shard} ${change}`)
        // The one that heard the other story first ignores this one, unless it wins.
        await this.#give(hearer, item, ['applied', 'known', 'ignored', 'held'])
      }
    }
  }

  /** In the place of a change of its own that `to` has, with a head over it, for `other`. */
  async #rival(to: Replica, other: Replica, random: Random): Promise<void> {
    const own = [...to.disk.values()].filter(([place]) => readPlace(place)?.author === this.#person.peer)
    if (own.length === 0) return
    const [place, bytes] = oneOf(random, own)
    const { shard } = readPlace(place)!
    const record = testRecord(this.#person, `rival ${below(random, 5)}`, { type: 'sim.own', data: utf8('rival') })
    this.#facts.forged(record)
    const value = sealRecord(record, TEST_GROUP, this.#person.keyPair)
    const change = forged(bytes, { key: spellKey(record.id, record.version), value })
    const item = this.#signed(change, shard, checked(change).startOperation)
    await this.#give(other, item, ['applied', 'known', 'ignored', 'held', 'refused'])
  }

  /** A second value for a key of its own: no honest author does. */
  async #overwrite(to: Replica): Promise<void> {
    const shard = ++this.#shard
    const writer = new ShardWriter(this.#person, `harm ${shard}`)
    await this.#give(to, this.#write(writer, shard, { data: utf8('first') }, `${shard}`), ['applied'])
    writer.write('second')
    const [first, second] = writer.changes.map(checked)
    const change = forged(second!.bytes, { key: first!.key, value: first!.value })
    await this.#give(to, this.#signed(change, shard, 2), ['refused'])
  }

  /** What another member wrote, in a shard of its own. */
  async #steal(to: Replica, random: Random): Promise<void> {
    const record = this.#someRecord(to, random)
    const place = record && [...(this.#facts.find(record)?.places ?? [])].find((key) => to.disk.values().has(key))
    if (place === undefined || record?.lastModifiedBy === this.#person.peer) return
    const { key, value } = checked(to.disk.values().get(place)!)
    const writer = new ShardWriter(this.#person, `harm ${++this.#shard}`)
    const change = writer.document.write(key, value)
    await this.#give(to, this.#signed(change, this.#shard, 1), ['refused'])
  }

  /** A version of another member's record, in its own name, with a version, times and a type that suit it. */
  async #overreach(to: Replica, random: Random): Promise<void> {
    const record = this.#someRecord(to, random)
    if (record === undefined) return
    const shard = ++this.#shard
    const nowMs = Math.max(record.createdAtMs, to.clock.nowMs())
    const version = oneOf(random, [record.version, record.version + 1, record.version + 1_000, MAX_DURABLE_VERSION])
    const content = { deleted: false, autoRefresh: false, data: utf8(`harm ${shard}`) }
    const changed: Partial<GroupRecord> = {
      ...record,
      lastModifiedBy: this.#person.peer,
      version,
      modifiedAtMs: oneOf(random, [record.createdAtMs, nowMs, nowMs + CENTURY_MS]),
      expiresAtMs: nowMs + 2 * CENTURY_MS,
      type: oneOf(random, [record.type, record.type, 'sim.open', 'sim.other']),
      renewals: 0,
      renewedAtMs: 0,
      ...oneOf(random, [
        content,
        { ...content, autoRefresh: true, renewals: version - 1, renewedAtMs: version > 1 ? nowMs + CENTURY_MS : 0 },
        { ...content, deleted: true, data: new Uint8Array() }
      ])
    }
    const writer = new ShardWriter(this.#person, `harm ${shard}`)
    await this.#give(to, this.#write(writer, shard, changed, `${shard}`), ['applied', 'ignored'])
  }

  #write(writer: ShardWriter, shard: number, changed: Partial<GroupRecord>, name: string): Uint8Array {
    const record = testRecord(this.#person, `harm ${name}`, { type: 'sim.own', ...changed })
    this.#facts.forged(record)
    const change = writer.write(`harm ${name}`, record)
    return encodeItem({ type: 'shard-update', head: writer.sign(shard).bytes, change })
  }

  #signed(change: Uint8Array, shard: number, changes: number): Uint8Array {
    const statement = { shard, firstLivingShard: 1, changes, heads: [checked(change).hash] }
    const head = signHead(statement, TEST_GROUP, this.#person.keyPair)
    return encodeItem({ type: 'shard-update', head: head.bytes, change })
  }

  #someRecord(at: Replica, random: Random): GroupRecord | undefined {
    const visible = at.visible().filter(({ type }) => type !== 'sim.joint')
    return visible.length === 0 ? undefined : oneOf(random, visible)
  }

  async #give(to: Replica, item: Uint8Array, expected: readonly string[]): Promise<void> {
    const outcome = await this.#network.hear(to, item)
    const isCut = to.policy.cutsOf(this.#person.peer).length > 0 && outcome?.outcome === 'ignored'
    if (outcome !== undefined && !isCut && !expected.includes(outcome.outcome)) {
      this.#facts.complain('harm is refused', `${JSON.stringify(outcome)} instead of ${expected.join(' or ')}`)
    }
  }
}
