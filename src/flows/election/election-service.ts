// Elections of one group at this node: hears records, presence, membership and rights, and runs a driver for each kind. Fills content's
// port `Provider`. Spec: docs/protocols/election.md.
import {
  EventSource,
  setRepeating,
  type Clock,
  type Logger,
  type PeerId,
  type Random,
  type Timer
} from '../../base/index.js'
import type { Provider } from '../../content/index.js'
import type { Group } from '../../group/index.js'
import type { GroupRecord, RecordId } from '../../record/index.js'
import { FlowError } from '../errors.js'
import { bandwidthValue, criteriaOf, type Criteria } from './criteria.js'
import { applicationCriteria } from './application-criteria.js'
import { MAX_HEARD_KINDS_BY_AUTHOR, VALUES_EVERY_MS } from './driver-defaults.js'
import { Election } from './election.js'
import type { ElectionInput, ElectionView } from './election-events.js'
import {
  packetRecordId,
  packetType,
  readPacket,
  readResult,
  resultRecordId,
  resultType,
  type PacketData,
  type ResultData
} from './election-records.js'
import type {
  ApplicationCriteria,
  ElectedProvider,
  ElectionEvents,
  ElectionExplanation,
  Elections,
  StartElection
} from './elections.js'
import { KindElection } from './kind-election.js'
import { checkedKind, GROUP_KIND, MAX_ELECTION_KINDS, shownKind } from './kinds.js'
import type { Measures } from './measure.js'
import { meritOf, type SaidMerit } from './merit.js'

/** What elections need of a group. */
export type ElectionGroup = Pick<Group, 'self' | 'isMember' | 'limitsOf' | 'on' | 'peerTimeMs'> & {
  readonly store: Pick<Group['store'], 'declare' | 'add' | 'delete' | 'find' | 'on'>
  readonly graph: Pick<Group['graph'], 'announceLater' | 'present' | 'on' | 'synchronised'>
}

export interface ElectionServiceInit {
  readonly group: ElectionGroup
  readonly measures: Measures
  /** What a member brought as a downloader, bytes a second; see the ledger. */
  downloadRate(peer: PeerId): number | undefined
  /** Of the settings: `group`, or names of applications. */
  readonly kinds: readonly string[]
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

/** By whom a kind came here: this node wishes it, a program asked who provides, a member wished it, or a member had won it. */
type Bringer = { readonly by: 'own' | 'asked' } | { readonly by: 'wish' | 'result'; readonly peer: PeerId }

interface TakenPart {
  readonly election: KindElection
  bringer: Bringer
  /** It knows what there is. */
  isReady: boolean
}

export class ElectionService implements Elections, Provider {
  readonly #init: ElectionServiceInit
  readonly #logger: Logger
  readonly #events = new EventSource<ElectionEvents>()
  /** By their names in records. */
  readonly #kinds = new Map<string, TakenPart>()
  /** Of results that count or may count, by their records: what is gone says its kind no more. */
  readonly #results = new Map<RecordId, { kind: string; author: PeerId }>()
  readonly #view: ElectionView
  /** Of the group's own kind, whose provider is asked for content. */
  readonly #groupView: ElectionView
  /** Others, with what their presences say that they are worth; 0: nothing. */
  #present: ReadonlyMap<PeerId, number> = new Map()
  #forget: (() => void)[] = []
  #timer: Timer | undefined
  #isReady = false
  #isClosed = false

  constructor(init: ElectionServiceInit) {
    this.#init = init
    this.#logger = init.logger.forComponent('election')
    const { group, downloadRate } = init
    this.#view = {
      isPresent: (peer) => peer === group.self || this.#present.has(peer),
      mayProvide: (peer) => group.isMember(peer) && group.limitsOf(peer).mayProvide,
      measuredBandwidth: (peer) => {
        const rate = downloadRate(peer)
        return rate === undefined ? undefined : bandwidthValue(rate)
      },
      presentCount: () => this.#present.size + 1,
      others: () => this.#others()
    }
    this.#groupView = { ...this.#view, mayProvide: (peer) => this.#view.mayProvide(peer) && this.#mayFetch(peer) }
  }

  /** Takes up what the store has; elects where settings name a kind and nobody who is elected is here. */
  async open(): Promise<void> {
    const { group, clock, kinds, measures } = this.#init
    const { store, graph } = group
    for (const type of [packetType, resultType]) store.declare(type)
    await measures.start()
    this.#lookWhoIsHere()
    this.#tellMerit()
    for (const kind of kinds) this.#takePart(checkedKind(kind), { by: 'own' })
    const heard = (record: GroupRecord): void => this.#heard(record)
    const gone = (record: GroupRecord): void => this.#gone(record)
    this.#forget = [
      store.on('record:add', heard),
      store.on('record:update', heard),
      store.on('record:delete', gone),
      store.on('record:expire', gone),
      graph.on('presence:change', (peer) => this.#presenceChanged(peer)),
      group.on('member:change', () => this.#lookAtOwn()),
      graph.on('synchronised', () => this.#becomeReady())
    ]
    for (const { name } of [resultType, packetType])
      for (const record of store.find({ type: name })) this.#heard(record)
    this.#timer = setRepeating(clock, VALUES_EVERY_MS, () => this.#lookAtOwn())
    if (graph.synchronised) this.#becomeReady()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#timer?.cancel()
    for (const forget of this.#forget) forget()
    this.#init.measures.stop()
    for (const { election } of this.#kinds.values()) election.close()
  }

  kinds(): string[] {
    return [...this.#kinds.keys()].map(shownKind).sort()
  }

  async start(kind: string, { criteria, signal }: StartElection = {}): Promise<ElectedProvider> {
    signal?.throwIfAborted()
    if (criteria !== undefined) this.offer(kind, criteria)
    return await this.#required(kind).start(signal)
  }

  offer(kind: string, criteria: ApplicationCriteria): void {
    const checked = applicationCriteria(criteria)
    this.#required(kind).offer(checked)
  }

  provider(kind: string): ElectedProvider | undefined {
    return this.#askedFor(checkedKind(kind))?.elected()
  }

  explain(kind: string): ElectionExplanation {
    const asked = this.#askedFor(checkedKind(kind))
    if (asked !== undefined) return asked.explain()
    throw new FlowError('NO_ELECTION', `this node has heard of no election for ${kind}`)
  }

  on<Name extends keyof ElectionEvents>(name: Name, listener: (detail: ElectionEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  current(): PeerId | undefined {
    const provider = this.#kinds.get('')?.election.provider
    return provider !== undefined && this.#view.isPresent(provider) ? provider : undefined
  }

  onChange(listener: () => void): () => void {
    return this.on('change', ({ kind }) => {
      if (kind === GROUP_KIND) listener()
    })
  }

  /** @throws {FlowError} `BAD_KIND`, `TOO_MANY_KINDS`, `CLOSED` */
  #required(kind: string): KindElection {
    if (this.#isClosed) throw new FlowError('CLOSED', 'the group is being closed')
    const taken = this.#takePart(checkedKind(kind), { by: 'own' })
    if (taken !== undefined) return taken
    throw new FlowError('TOO_MANY_KINDS', `this node takes part in ${MAX_ELECTION_KINDS} kinds of its own already`)
  }

  /** What there was no room for when it was heard is read again from the store: a program asks for it. */
  #askedFor(kind: string): KindElection | undefined {
    const known = this.#kinds.get(kind)
    if (known !== undefined || this.#isClosed) return known?.election
    const results = this.#init.group.store.find({ type: resultType.name })
    const heard = results.filter((record) => readResult(record)?.kind === kind)
    if (heard.length === 0 || this.#takePart(kind, { by: 'asked' }) === undefined) return undefined
    for (const record of heard) this.#heard(record)
    return this.#kinds.get(kind)?.election
  }

  /** @returns undefined: there is no room */
  #takePart(kind: string, bringer: Bringer): KindElection | undefined {
    const known = this.#kinds.get(kind)
    if (known !== undefined) {
      if (bringer.by === 'own') this.#wish(known)
      return known.election
    }
    if (!this.#makeRoom(kind, bringer)) return undefined
    const { group, clock, random, measures } = this.#init
    const view = kind === '' ? this.#groupView : this.#view
    const election = new KindElection({
      ...{ kind, self: group.self, view, clock, logger: this.#logger },
      machine: new Election({ kind, self: group.self, view, random, nowMs: group.peerTimeMs() }),
      nowMs: () => group.peerTimeMs(),
      ownCriteria: (application): Criteria | undefined =>
        this.#whyNot(kind) === undefined ? criteriaOf(measures.now(), application) : undefined,
      whyNotOwn: () => this.#whyNot(kind) ?? '',
      publish: (record) => this.#publish(record),
      withdraw: () => this.#withdraw(resultRecordId(group.self, kind))
    })
    const taken: TakenPart = { election, bringer, isReady: false }
    this.#kinds.set(kind, taken)
    election.on('change', (provider) => this.#events.emit('change', { kind: shownKind(kind), provider }))
    election.lookAtOwn()
    if (bringer.by === 'own') this.#wish(taken)
    this.#makeReady(taken)
    return election
  }

  #wish(taken: TakenPart): void {
    taken.bringer = { by: 'own' }
    taken.election.handle({ type: 'wish' })
  }

  /**
   * What nobody was elected for makes room. So does, for what is wished or asked for now, what only has a result of others: the store has
   * that, too. What this node won keeps its place, so that whoever wishes one kind after another has it write no more than there is room for.
   */
  #makeRoom(kind: string, bringer: Bringer): boolean {
    this.#dropWhere(({ election }) => !election.hasResult)
    // Content asks for the group's provider only when that changes.
    if (kind === '') return true
    const isFull = (): boolean => {
      const taken = [...this.#kinds.values()].map((one) => one.bringer)
      if (bringer.by === 'own') return taken.filter(({ by }) => by === 'own').length >= MAX_ELECTION_KINDS
      const ofAuthor = taken.filter((one) => 'peer' in bringer && 'peer' in one && one.peer === bringer.peer)
      const heard = taken.filter(({ by }) => by !== 'own')
      return heard.length >= MAX_ELECTION_KINDS || ofAuthor.length >= MAX_HEARD_KINDS_BY_AUTHOR
    }
    if (isFull() && (bringer.by === 'wish' || bringer.by === 'asked')) {
      this.#dropWhere(({ bringer: { by }, election }) => by !== 'wish' && !election.isWished && !election.hasOwnResult)
    }
    return !isFull()
  }

  #dropWhere(isNeedless: (taken: TakenPart) => boolean): void {
    for (const [kind, taken] of this.#kinds) {
      if (taken.bringer.by === 'own' || !taken.election.isIdle || !isNeedless(taken)) continue
      taken.election.close()
      this.#kinds.delete(kind)
    }
  }

  #heard(record: GroupRecord): void {
    if (record.type === packetType.name) {
      const packet = readPacket(record)
      // Who only answers says nothing of a kind that nobody wished here.
      if (packet === undefined || !(packet.wished || this.#kinds.has(packet.kind))) return
      this.#tell(packet.kind, { by: 'wish', peer: packet.author }, { type: 'packet', packet })
    } else if (record.type === resultType.name) {
      const result = readResult(record)
      if (result === undefined) return this.#gone(record) // What it said before its author says no more.
      this.#results.set(record.id, result)
      const isTaken = this.#tell(result.kind, { by: 'result', peer: result.author }, { type: 'result', result })
      if (!isTaken) this.#results.delete(record.id)
    }
  }

  #gone(record: GroupRecord): void {
    const result = this.#results.get(record.id)
    if (result === undefined) return
    this.#results.delete(record.id)
    this.#kinds.get(result.kind)?.election.handle({ type: 'result-gone', author: result.author })
  }

  /** @returns whether this node takes part in that kind */
  #tell(kind: string, bringer: Bringer, input: ElectionInput): boolean {
    if (kind === GROUP_KIND) return false // No application is called so.
    const election = this.#takePart(kind, bringer)
    election?.handle(input)
    return election !== undefined
  }

  #tellAll(input: ElectionInput): void {
    for (const { election } of this.#kinds.values()) election.handle(input)
  }

  #presenceChanged(peer: PeerId): void {
    const was = this.#present
    this.#lookWhoIsHere()
    if (peer === this.#init.group.self) return
    const present = this.#present.has(peer)
    for (const { election } of this.#kinds.values()) {
      if (was.has(peer) !== present || (present && election.misses(peer)))
        election.handle({ type: 'presence', peer, present })
    }
  }

  #lookWhoIsHere(): void {
    const { graph, self } = this.#init.group
    const others = graph.present().filter(({ peer }) => peer !== self)
    this.#present = new Map(others.map(({ peer, merit }) => [peer, merit]))
  }

  /** Whether others would ask it for content that it does not have (content's CrossingView). */
  #mayFetch(peer: PeerId): boolean {
    const { mayServe, mayUseUplinks } = this.#init.group.limitsOf(peer)
    return mayServe && mayUseUplinks
  }

  /** Why this node does not stand, in words; undefined: it does. */
  #whyNot(kind: string): string | undefined {
    const { self, graph } = this.#init.group
    if (!this.#view.mayProvide(self)) return 'its certificate says that it may not provide'
    if (kind !== '') return undefined
    if (!this.#mayFetch(self)) return 'its certificate says that others fetch nothing from it'
    const isReached = graph.present().find(({ peer }) => peer === self)?.serves !== 'no'
    return isReached ? undefined : 'members cannot reach its content port'
  }

  *#others(): Iterable<SaidMerit> {
    for (const [peer, merit] of this.#present)
      if (this.#view.mayProvide(peer)) yield { peer, merit: merit === 0 ? undefined : merit }
  }

  /** In our presence, when that is written next. */
  #tellMerit(): void {
    const { group, measures } = this.#init
    group.graph.announceLater({ merit: this.#view.mayProvide(group.self) ? meritOf(criteriaOf(measures.now())) : 0 })
  }

  /** What is measured changes without anybody saying so; so do the rights that the certificate gives. */
  #lookAtOwn(): void {
    this.#tellMerit()
    for (const { election } of this.#kinds.values()) election.lookAtOwn()
    this.#tellAll({ type: 'view' })
  }

  /** What others have of elections is here: from now on whom nobody provides for calls one. */
  #becomeReady(): void {
    this.#isReady = true
    for (const taken of this.#kinds.values()) this.#makeReady(taken)
  }

  #makeReady(taken: TakenPart): void {
    if (!this.#isReady || taken.isReady) return
    taken.isReady = true
    taken.election.handle({ type: 'start', reason: 'start' })
  }

  /** What cannot be told now others make up for: their time-outs end. */
  #publish(record: { packet: PacketData } | { result: ResultData }): void {
    const { store, self } = this.#init.group
    const [what, written] =
      'packet' in record
        ? [
            packetType.name,
            store.add(packetType, { id: packetRecordId(self, record.packet.kind), data: record.packet })
          ]
        : [
            resultType.name,
            store.add(resultType, { id: resultRecordId(self, record.result.kind), data: record.result })
          ]
    written.catch((error: unknown) => {
      this.#logger(`${what} was not told: ${String(error)}`)
      // Nobody else knows that it won: it has not.
      const gone = { type: 'result-gone', author: self } as const
      if ('result' in record) this.#kinds.get(record.result.kind)?.election.handle(gone)
    })
  }

  #withdraw(id: RecordId): void {
    const { store } = this.#init.group
    store.delete(id).catch((error: unknown) => this.#logger(`a result was not taken back: ${String(error)}`))
  }
}
