// Carries out one history: members' machines, what happens to them, and what of it must not get lost.
import type { PeerId } from '../../src/base/index.js'
import { namedRecordId, type GroupRecord } from '../../src/record/index.js'
import { FAKE_NOW_MS, settle } from '../support/fake-clock.js'
import { person, type Person } from '../support/people.js'
import type { DiskBackup } from './disk.js'
import { randomStream } from './streams.js'
import { Harmful } from './replica-harm.js'
import { countedPlaces, cutBy, cutsAmong, type Cut, type Decision } from './replica-cuts.js'
import { Facts, type Fact } from './replica-facts.js'
import { ReplicaMemory, type Counts } from './replica-memory.js'
import { ReplicaNetwork } from './replica-network.js'
import { compareFacts, type OracleJudge } from './replica-oracle.js'
import type { TimedStep } from './replica-steps.js'
import { mayChange, Replica, type Plant } from './replica.js'
import type { Scenario } from './simulation.js'

/** Steps, and how many members; where `twin` is set, the first has a second machine. */
export interface HistoryScenario extends Scenario {
  readonly steps: readonly TimedStep[]
  readonly twin: boolean
  readonly shardClosesAtChanges: number
  /** Whether shards are cleaned. */
  readonly endsHistory: boolean
}

/** More than stays in memory, and little enough for many. */
const LARGE_BYTES = 5_000

/** Longest sleep of a timer of the store: after so much all that was due was looked at. */
const TIMERS_MS = 61_000

export class ReplicaGroup {
  readonly replicas: readonly Replica[]
  readonly facts: Facts
  readonly network: ReplicaNetwork
  readonly #memory: ReplicaMemory
  readonly people: readonly Person[]
  readonly #scenario: HistoryScenario
  /** About who is a member, oldest first. */
  readonly #decisions: Decision[] = []
  readonly #plant: Plant
  readonly #harmful: Harmful
  /** Who was removed before a machine lost something: what counted may have stood there alone. */
  readonly #removedBefore = new Set<PeerId>()
  /** Members with two machines, or one whose disk was put back. */
  readonly #withCopies = new Set<PeerId>()

  /** @param plant a bug in the first machine, to see that it is noticed */
  constructor(scenario: HistoryScenario, plant: Plant = {}) {
    this.#scenario = scenario
    this.#plant = plant
    const [mallory, newcomer] = [person('harmful'), person('newcomer')]
    const members = Array.from({ length: scenario.peers }, (_, index) => person(`replica ${index}`))
    this.people = [...members, mallory, newcomer]
    this.facts = new Facts([...members, newcomer].map(({ peer }) => peer))
    this.#memory = new ReplicaMemory(this.facts, (replica, record) => this.#counts(replica, record))
    if (scenario.twin) this.#withCopies.add(members[0]!.peer)
    const owners = scenario.twin ? [...members, members[0]!] : members
    this.replicas = owners.map((owner, index) => this.machine(owner, index))
    this.network = new ReplicaNetwork(this.replicas, this.facts)
    this.#harmful = new Harmful(mallory, this.facts, this.network)
  }

  get living(): Replica[] {
    return this.replicas.filter(({ store }) => store !== undefined)
  }

  /** Whether the last word about a member was that it is one. */
  isMember(member: PeerId): boolean {
    return this.#decisions.findLast((decision) => decision.member === member)?.isMember ?? true
  }

  machine(owner: Person, index: number): Replica {
    const replica: Replica = new Replica({
      index,
      person: owner,
      people: this.people,
      facts: this.facts,
      seed: this.#scenario.seed,
      startMs: FAKE_NOW_MS + index,
      shardClosesAtChanges: this.#scenario.shardClosesAtChanges,
      endsHistory: this.#scenario.endsHistory,
      plant: index === 0 ? this.#plant : {},
      onItem: (item) => this.network.flood(replica, item),
      onShown: (record) => this.#memory.shown(replica, record),
      onHidden: (record, why) => this.#memory.hidden(replica, record, why)
    })
    replica.policy.setAdministrator(this.people[0]!.peer, true)
    return replica
  }

  /** In the end, as everybody must see it. */
  get judge(): OracleJudge {
    const first = this.people[0]!.peer
    const onDisks = new Set(this.replicas.flatMap(({ disk }) => [...disk.values().keys()]))
    const isCut = (author: PeerId): boolean => cutsAmong(this.#decisions, author).length > 0
    return {
      memberUntilMs: (author) => (this.isMember(author) || isCut(author) ? Number.MAX_SAFE_INTEGER : undefined),
      counts: (fact) => !isCut(fact.record.lastModifiedBy) || countedPlaces(fact, this.#decisions).length > 0,
      isCertain: (fact) =>
        fact.isCertain &&
        (!this.#removedBefore.has(fact.record.lastModifiedBy) ||
          countedPlaces(fact, this.#decisions).some((place) => onDisks.has(place))),
      mayChange: (author, type) => mayChange(type, author === first),
      hasCopies: (author) => this.#withCopies.has(author)
    }
  }

  async start(): Promise<void> {
    for (const replica of this.replicas) await replica.start()
  }

  async run(): Promise<void> {
    for (const step of this.#scenario.steps) {
      await this.#do(step)
      if (step.turns === 9) for (const replica of this.replicas) await replica.idle()
      for (let turn = 0; turn < step.turns; turn++) await settle()
      this.check()
    }
  }

  check(): void {
    if (this.facts.wrong !== undefined) throw this.facts.wrong
  }

  async end(): Promise<void> {
    for (const replica of this.replicas) await replica.stop('closed')
  }

  /** For every machine. */
  async pass(forMs: number): Promise<void> {
    for (const { clock } of this.replicas) clock.jump(forMs)
    for (const { clock } of this.replicas) await clock.advanceAsync(Math.min(forMs, TIMERS_MS))
  }

  /** What `replica` has not heard about who is a member. */
  tell(replica: Replica, upTo = this.#decisions.length): void {
    while (replica.heard < upTo) {
      const { member, isMember, cut } = this.#decisions[replica.heard++]!
      if (cut !== undefined) replica.policy.remove(member, cut.removal, cut.shards)
      else if (isMember) replica.policy.takeBack(member)
      else replica.policy.setMember(member, undefined)
    }
  }

  /** Membership objects go first. */
  async meet(a: Replica, b: Replica, cutAfter?: number): Promise<boolean> {
    if (!this.network.reaches(a, b)) return false
    for (const replica of [a, b]) this.tell(replica, Math.max(a.heard, b.heard))
    return this.network.meet(a, b, cutAfter)
  }

  #at(number: number): Replica {
    return this.replicas[number % this.replicas.length]!
  }

  async #do(step: TimedStep): Promise<void> {
    switch (step.do) {
      case 'add': {
        const replica = this.#at(step.at)
        const id = step.name === undefined ? undefined : namedRecordId(replica.person.peer, `name ${step.name}`)
        const autoRefresh = step.refresh
        const data = filled(step.content, step)
        const init = { data, ttlMs: step.ttlMs, autoRefresh, ...(id === undefined ? {} : { id }) }
        return replica.write({ id, content: data }, (store) => store.add(replica.types[step.kind], init))
      }
      case 'update': {
        const replica = this.#at(step.at)
        const record = replica.pick(step.pick)
        const type = Object.values(replica.types).find(({ name }) => name === record?.type)
        if (record === undefined || type === undefined) return
        const { id } = record
        for (let time = 0; time < step.times; time++) {
          const data = filled(`${step.content}.${time}`, step)
          const init = { data, ttlMs: step.ttlMs }
          replica.write({ id, content: data }, (store) => store.update(type, id, init))
        }
        return
      }
      case 'edit': {
        const replica = this.#at(step.at)
        const creator = this.people[0]!.peer
        const id = namedRecordId(creator, `joint ${step.name}`)
        const content = filled(step.content, step)
        const said = step.isLarge === true ? { data: content } : { attributes: { [step.attribute]: content } }
        const init = { creator, ...said }
        return replica.write({ id, content }, (store) => store.edit(replica.types.joint, id, init))
      }
      case 'delete': {
        const replica = this.#at(step.at)
        const record = replica.pick(step.pick)
        if (record === undefined) return
        const { id } = record
        if (!step.here) return replica.write({ id, content: undefined }, (store) => store.delete(id))
        this.#memory.hiddenHere(replica, id)
        return replica.during(replica.store!.delete(id, { localOnly: true }))
      }
      case 'meet':
        return void (await this.meet(this.#at(step.a), this.#at(step.b), step.cutAfter))
      case 'deliver':
        return this.network.deliver(step.many, step.dice)
      case 'lose':
        return this.network.lose(step.many, step.dice)
      case 'split':
        return this.network.split(step.side)
      case 'pass':
        return this.pass(step.forMs)
      case 'restart':
        await this.#stop(this.#at(step.at), step.how)
        return this.#at(step.at).start()
      case 'off':
        return this.#stop(this.#at(step.at), 'closed')
      case 'on':
        return this.#at(step.at).start()
      case 'backup':
        this.#at(step.at).backup = this.#at(step.at).disk.backup()
        return
      case 'restore':
        return this.#restore(this.#at(step.at))
      case 'unsure':
        return this.#at(step.at).setUnsure(step.is)
      case 'alone':
        return this.#at(step.at).store?.setAlone(step.is)
      case 'remove':
      case 'admit':
        return this.#decide(step.member, step.do === 'admit', step.hears)
      case 'cut': {
        const by = this.#at(step.by)
        const member = this.people[step.member % (this.people.length - 1)]!.peer
        if (by.store === undefined || by.person.peer === member) return
        await by.idle()
        const cut = cutBy(by, member, `removal ${this.#decisions.length}`)
        this.#decide(step.member, false, step.hears, cut)
        return this.tell(by) // From now on it keeps what it named.
      }
      case 'harm':
        return this.#harmful.do(step.what, this.#at(step.to), this.#at(step.other), randomStream(step.dice, 'harm'))
    }
  }

  async #restore(replica: Replica): Promise<void> {
    const { backup } = replica
    if (backup === undefined) return
    this.#withCopies.add(replica.person.peer)
    await this.#stop(replica, 'killed', backup)
    await replica.start()
  }

  /** What only this disk had may be lost with what happens to it, and what had been thrown away may be there again. */
  async #stop(replica: Replica, how: 'closed' | 'killed' | 'power', backup?: DiskBackup): Promise<void> {
    const disks = this.replicas.map(({ disk }) => disk)
    const before = this.facts.on(disks)
    await replica.stop(how)
    if (backup !== undefined) replica.disk.putBack(backup)
    const after = this.facts.on(disks)
    for (const fact of before) if (!after.has(fact)) this.#lose(fact, after)
    if (how !== 'closed') for (const { member, cut } of this.#decisions) if (cut) this.#removedBefore.add(member)
    // A killed one may have shown what was still on its way to the disk.
    if (how !== 'closed') this.#memory.forget(replica)
  }

  /**
   * As far as the machine has heard: `nowhere` it may show, or it `may` where it has it (so of all that a member signed that means harm and
   * was removed), or it has it where it counts.
   */
  #counts(replica: Replica, record: GroupRecord): Counts {
    const heard = this.#decisions.slice(0, replica.heard)
    if (cutsAmong(heard, record.lastModifiedBy).length === 0) return 'here'
    const fact = this.facts.find(record)
    if (fact?.isHarm === true) return 'may'
    const places = fact === undefined ? [] : countedPlaces(fact, heard)
    // What its author wrote again elsewhere may have ended here, and is fetched again.
    return places.some((place) => replica.disk.values().has(place)) ? 'here' : places.length > 0 ? 'may' : 'nowhere'
  }

  /** With it went what its author had replaced by it, where that had ended: nobody is left to say either. */
  #lose(fact: Fact, kept: ReadonlySet<Fact>): void {
    fact.isCertain = false
    for (const other of this.facts.of(fact.record.id)) {
      const isOfOne = other.record.lastModifiedBy === fact.record.lastModifiedBy
      if (isOfOne && !kept.has(other) && compareFacts(other.record, fact.record) < 0) other.isCertain = false
    }
  }

  #decide(number: number, isMember: boolean, hears: number, cut?: Cut): void {
    const member = this.people[number % (this.people.length - 1)]!.peer // The newcomer stays one.
    this.#decisions.push({ member, isMember, ...(cut && { cut }) })
    for (const replica of this.replicas) if (((hears >> replica.index) & 1) === 1) this.tell(replica)
  }
}

function filled(content: string, { isLarge }: { isLarge?: true }): string {
  return isLarge === true ? content.padEnd(LARGE_BYTES, '.') : content
}
