// One machine of a member: a real store over a disk that loses what was not synced, with a clock of its own. Processes come and
// go on it.
import { seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import { defineRecordType, type GroupRecord, type RecordType } from '../../src/record/index.js'
import type { Storage, Store } from '../../src/store/index.js'
import { openWithHistory } from '../../src/store/open-store.js'
import { TEST_GROUP } from '../support/changes.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import type { Person } from '../support/people.js'
import { TestPolicy } from '../support/store-peers.js'
import { SimulatedDisk, type DiskBackup } from './disk.js'
import type { Asked, Facts } from './replica-facts.js'
import type { RecordKind } from './replica-steps.js'
import { randomStream } from './streams.js'

const codec: RecordType<string>['codec'] = {
  encode: (text) => Buffer.from(text),
  decode: (bytes) => Buffer.from(bytes).toString()
}

const shape = { lifetime: 'durable', ttlMs: 86_400_000, codec } as const

export const TYPES: Readonly<Record<RecordKind, RecordType<string>>> = {
  own: defineRecordType({ ...shape, name: 'sim.own', changeableBy: 'creator' }),
  ruled: defineRecordType({ ...shape, name: 'sim.ruled', changeableBy: 'administrators' }),
  open: defineRecordType({ ...shape, name: 'sim.open', changeableBy: 'members' }),
  judged: defineRecordType({ ...shape, name: 'sim.judged', changeableBy: 'members' }),
  joint: defineRecordType({
    ...shape,
    name: 'sim.joint',
    lifetime: 'collaborative',
    ttlMs: 400 * 86_400_000,
    changeableBy: 'members'
  })
}

/** A record that another member created. */
export function mayChange(type: string, isAdministrator: boolean): boolean {
  if (type === TYPES.own.name) return false
  return isAdministrator || [TYPES.open.name, TYPES.judged.name, TYPES.joint.name].includes(type)
}

/** A bug put in between. */
export interface Plant {
  storage?(storage: Storage): Storage
  store?(store: Store): Store
  policy?: TestPolicy
}

export interface ReplicaInit {
  index: number
  person: Person
  /** Everybody who ever is a member. */
  people: readonly Person[]
  facts: Facts
  seed: number
  startMs: number
  shardClosesAtChanges: number
  endsHistory: boolean
  plant: Plant
  /** What it wants to be flooded. */
  onItem(item: Uint8Array): void
  onShown(record: GroupRecord): void
  onHidden(record: GroupRecord, why: 'deleted' | 'expired'): void
}

export class Replica {
  readonly index: number
  readonly person: Person
  readonly policy: TestPolicy
  readonly disk: SimulatedDisk
  readonly #init: ReplicaInit
  readonly #asked = new Set<Asked>()
  readonly #running = new Set<Promise<unknown>>()
  clock: FakeClock
  /** Of the process that runs. */
  store: Store | undefined
  backup: DiskBackup | undefined
  /** How many decisions about members it has heard of. */
  heard = 0
  #processes = 0
  /** Cannot judge records of the kind `judged`. */
  isUnsure = false
  readonly types = {
    ...TYPES,
    judged: { ...TYPES.judged, validate: () => (this.isUnsure ? ('deferred' as const) : ('valid' as const)) }
  }

  constructor(init: ReplicaInit) {
    this.#init = init
    this.index = init.index
    this.person = init.person
    this.policy = init.plant.policy ?? new TestPolicy(init.people)
    this.policy.refuses = () => true // There are none but those that decisions tell of.
    this.disk = new SimulatedDisk({ random: randomStream(init.seed, 'disk', init.index) })
    this.clock = new FakeClock(init.startMs)
  }

  async start(): Promise<void> {
    if (this.store !== undefined) return
    const { index, person, facts, seed, plant, shardClosesAtChanges, endsHistory } = this.#init
    const process = ++this.#processes
    this.clock = new FakeClock(this.clock.nowMs()) // Timers of the process before die with it.
    const random = seededRandom(((seed * 31 + index) * 31 + process) | 0)
    const outside = { keyPair: person.keyPair, policy: this.policy, clock: this.clock, random, logger: silentLogger }
    const disk = this.disk.open()
    const storage = this.#observed(plant.storage?.(disk) ?? disk)
    const opened = await openWithHistory(
      { ...outside, storage },
      {
        group: TEST_GROUP,
        shardClosesAtChanges,
        endsHistory,
        deferExpirationWhileAlone: true
      }
    )
    const store = plant.store?.(opened) ?? opened
    for (const type of Object.values(this.types)) store.declare(type)
    const isCurrent = (): boolean => this.#processes === process && this.store !== undefined
    store.on('item:local', (item) => {
      if (!isCurrent()) return
      facts.leaves(item, person.peer, this.disk)
      this.#init.onItem(item)
    })
    store.on('record:add', (record) => isCurrent() && this.#init.onShown(record))
    store.on('record:update', (record) => isCurrent() && this.#init.onShown(record))
    store.on('record:delete', (record) => isCurrent() && this.#init.onHidden(record, 'deleted'))
    store.on('record:expire', (record) => isCurrent() && this.#init.onHidden(record, 'expired'))
    this.store = store
    for (const record of this.visible()) this.#init.onShown(record)
  }

  /** The process ends. `killed` and `power`: in the middle of what it does. */
  async stop(how: 'closed' | 'killed' | 'power'): Promise<void> {
    const { store } = this
    if (store === undefined) return
    if (how === 'closed') await this.idle()
    this.store = undefined
    if (how === 'killed') this.disk.killProcess()
    if (how === 'power') this.disk.losePower()
    await this.idle()
    await store.close().catch(() => {}) // Of a killed one: its disk is not its own any more.
  }

  /** What its user asked it for; what comes of it is heard by the facts. */
  write(asked: Asked, work: (store: Store) => Promise<GroupRecord | void>): void {
    const { store } = this
    if (store === undefined) return
    const seen = asked.id === undefined ? undefined : store.get(asked.id)
    this.#asked.add(asked)
    this.during(
      work(store).then(
        (record) => {
          // Of a collaborative record it is told what all wrote together.
          const isOwn = record !== undefined && record.type !== TYPES.joint.name
          this.#init.facts.confirmed(asked, isOwn ? record : undefined, this.disk)
        },
        (error: unknown) => {
          this.#asked.delete(asked) // What is written later is for somebody else's asking.
          if (this.store === store) this.#refused(asked, seen, error) // Else its disk went.
        }
      )
    )
  }

  /** Work that ends with the process at the latest. */
  during(work: Promise<unknown>): void {
    const running = work.finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  /** Until all that runs has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.race([...this.#running, settle()])
    }
    await settle()
  }

  setUnsure(isUnsure: boolean): void {
    this.isUnsure = isUnsure
    if (!isUnsure) this.store?.validateDeferredRecords()
  }

  visible(): GroupRecord[] {
    return this.store?.find({}).filter(({ type }) => type.startsWith('sim.')) ?? []
  }

  pick(number: number): GroupRecord | undefined {
    const visible = this.visible()
    return visible[number % Math.max(1, visible.length)]
  }

  /**
   * The record may have gone meanwhile. Who may write any record may use up the versions there are; else there are enough.
   * @param seen what its user saw when he asked
   */
  #refused({ id }: Asked, seen: GroupRecord | undefined, error: unknown): void {
    const { code } = error as { code?: string }
    const record = (id === undefined ? undefined : this.store?.get(id)) ?? seen
    if (
      code === 'NOT_FOUND' ||
      (code === 'NOT_A_MEMBER' && this.policy.memberUntilMs(this.person.peer) === undefined) ||
      // An edit that came while it was being deleted.
      (code === 'NOT_DELETED' && record?.type === TYPES.joint.name) ||
      (code === 'NOT_ALLOWED' && record !== undefined && !this.mayChange(record, this.person.peer))
    )
      return
    if (code === 'BAD_RECORD' && record !== undefined && record.type !== TYPES.own.name) return
    this.#init.facts.complain('who may write can', String(error))
  }

  /** As far as this machine has heard. */
  mayChange({ creator, type }: GroupRecord, author: PeerId): boolean {
    return author === creator || mayChange(type, this.policy.isAdministrator(author))
  }

  #observed(storage: Storage): Storage {
    return {
      get: (key) => storage.get(key),
      entries: (range) => storage.entries(range),
      snapshot: () => storage.snapshot(),
      close: () => storage.close(),
      write: (batch, options) => {
        for (const { key, value } of batch) {
          if (value !== undefined) this.#init.facts.written(key, value, this.person.peer, this.#asked)
        }
        return storage.write(batch, options)
      }
    }
  }
}
