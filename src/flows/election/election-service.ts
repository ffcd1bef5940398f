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
import { GROUP_KIND, kindInRecords, MAX_ELECTION_KINDS, shownKind } from './kinds.js'
import type { Measures } from './measure.js'

/** What elections need of a group. */
export type ElectionGroup = Pick<Group, 'self' | 'isMember' | 'limitsOf' | 'on' | 'peerTimeMs'> & {
  readonly store: Pick<Group['store'], 'declare' | 'add' | 'delete' | 'find' | 'on'>
  readonly graph: Pick<Group['graph'], 'present' | 'on' | 'synchronised'>
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

interface TakenPart {
  readonly election: KindElection
  /** Who brought it here; undefined: this node's settings or programs. */
  heardFrom: PeerId | undefined
  /** It calls elections by itself. */
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
  #present: ReadonlySet<PeerId> = new Set()
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
      presentCount: () => this.#present.size + 1
    }
  }

  /** Takes up what the store has; elects where settings name a kind and nobody who is elected is here. */
  async open(): Promise<void> {
    const { group, clock, kinds, measures } = this.#init
    const { store, graph } = group
    for (const type of [packetType, resultType]) store.declare(type)
    await measures.start()
    this.#lookWhoIsHere()
    for (const kind of kinds) this.#takePart(this.#checked(kind), undefined)
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
    return this.#kinds.get(this.#checked(kind))?.election.elected()
  }

  explain(kind: string): ElectionExplanation {
    const taken = this.#kinds.get(this.#checked(kind))
    if (taken !== undefined) return taken.election.explain()
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

  /** @throws {FlowError} `BAD_KIND` */
  #checked(kind: string): string {
    const inRecords = kindInRecords(kind)
    if (inRecords !== undefined) return inRecords
    throw new FlowError(
      'BAD_KIND',
      `${JSON.stringify(kind.slice(0, 80))} is no kind: \`group\`, or 1 to 64 of a-z, 0-9, dot, dash and underscore`
    )
  }

  /** @throws {FlowError} `BAD_KIND`, `TOO_MANY_KINDS`, `CLOSED` */
  #required(kind: string): KindElection {
    if (this.#isClosed) throw new FlowError('CLOSED', 'the group is being closed')
    const taken = this.#takePart(this.#checked(kind), undefined)
    if (taken !== undefined) return taken
    throw new FlowError('TOO_MANY_KINDS', `this node takes part in ${MAX_ELECTION_KINDS} kinds of its own already`)
  }

  /** @param heardFrom undefined: this node's own wish, for which what others brought makes room @returns undefined: there is no room */
  #takePart(kind: string, heardFrom: PeerId | undefined): KindElection | undefined {
    const known = this.#kinds.get(kind)
    if (known !== undefined) {
      if (heardFrom === undefined) known.heardFrom = undefined
      this.#makeReady(known)
      return known.election
    }
    if (!this.#hasRoom(heardFrom)) return undefined
    const { group, clock, random, measures } = this.#init
    const view = this.#view
    const election = new KindElection({
      ...{ kind, self: group.self, view, clock, logger: this.#logger },
      machine: new Election({ kind, self: group.self, view, random, nowMs: group.peerTimeMs() }),
      nowMs: () => group.peerTimeMs(),
      ownCriteria: (application): Criteria | undefined =>
        view.mayProvide(group.self) ? criteriaOf(measures.now(), application) : undefined,
      publish: (record) => this.#publish(record),
      withdraw: () => this.#withdraw(resultRecordId(group.self, kind))
    })
    const taken = { election, heardFrom, isReady: false }
    this.#kinds.set(kind, taken)
    election.on('change', (provider) => this.#events.emit('change', { kind: shownKind(kind), provider }))
    election.lookAtOwn()
    this.#makeReady(taken)
    return election
  }

  #hasRoom(heardFrom: PeerId | undefined): boolean {
    for (const [kind, { election, heardFrom: who }] of this.#kinds) {
      if (who === undefined || !election.isIdle || election.hasResult) continue
      election.close()
      this.#kinds.delete(kind)
    }
    const others = [...this.#kinds.values()].filter(
      (taken) => (taken.heardFrom === undefined) === (heardFrom === undefined)
    )
    const byAuthor = others.filter((taken) => heardFrom !== undefined && taken.heardFrom === heardFrom)
    return others.length < MAX_ELECTION_KINDS && byAuthor.length < MAX_HEARD_KINDS_BY_AUTHOR
  }

  #heard(record: GroupRecord): void {
    if (record.type === packetType.name) {
      const packet = readPacket(record)
      if (packet !== undefined) this.#tell(packet.kind, packet.author, { type: 'packet', packet })
    } else if (record.type === resultType.name) {
      const result = readResult(record)
      if (result === undefined) return
      if (this.#tell(result.kind, result.author, { type: 'result', result })) this.#results.set(record.id, result)
    }
  }

  #gone(record: GroupRecord): void {
    const result = this.#results.get(record.id)
    if (result === undefined) return
    this.#results.delete(record.id)
    this.#kinds.get(result.kind)?.election.handle({ type: 'result-gone', author: result.author })
  }

  /** @returns whether this node takes part in that kind */
  #tell(kind: string, author: PeerId, input: ElectionInput): boolean {
    if (kind === GROUP_KIND) return false // No application is called so.
    const election = this.#takePart(kind, author)
    election?.handle(input)
    const taken = this.#kinds.get(kind)
    if (taken !== undefined) this.#makeReady(taken)
    return election !== undefined
  }

  #tellAll(input: ElectionInput): void {
    for (const { election } of this.#kinds.values()) election.handle(input)
  }

  #presenceChanged(peer: PeerId): void {
    const was = this.#present
    this.#lookWhoIsHere()
    if (peer === this.#init.group.self || was.has(peer) === this.#present.has(peer)) return
    this.#tellAll({ type: 'presence', peer, present: this.#present.has(peer) })
  }

  #lookWhoIsHere(): void {
    const { graph, self } = this.#init.group
    this.#present = new Set(graph.present().flatMap(({ peer }) => (peer === self ? [] : [peer])))
  }

  /** What is measured changes without anybody saying so; so do the rights that the certificate gives. */
  #lookAtOwn(): void {
    for (const { election } of this.#kinds.values()) election.lookAtOwn()
    this.#tellAll({ type: 'view' })
  }

  /** What others have of elections is here: from now on whom nobody provides for calls one. */
  #becomeReady(): void {
    this.#isReady = true
    for (const taken of this.#kinds.values()) this.#makeReady(taken)
  }

  /** What nobody here wishes, and nobody was elected for, is no reason to call elections: a packet alone is anybody's word. */
  #makeReady(taken: TakenPart): void {
    const isWanted = taken.heardFrom === undefined || taken.election.hasResult
    if (!this.#isReady || taken.isReady || !isWanted) return
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
    written.catch((error: unknown) => this.#logger(`${what} was not told: ${String(error)}`))
  }

  #withdraw(id: RecordId): void {
    const { store } = this.#init.group
    store.delete(id).catch((error: unknown) => this.#logger(`a result was not taken back: ${String(error)}`))
  }
}
