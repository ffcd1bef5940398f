// Keeps our own presence written, and tells who else is present: living records less those we could not reach since.
import type { Clock, Logger, PeerId, Random, Timer } from '../base/index.js'
import { readData, type GroupRecord } from '../record/index.js'
import type { Store } from '../store/index.js'
import { PRESENCE_RENEWALS, PRESENCE_TTL_MS, RENEWAL_JITTER, SOUGHT_REWRITE_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import type { AnnouncedPresence, Presence } from './graph.js'
import { nodeChanges, nodeInfo, type NodeChange, type NodeFacts, type NodeId, type NodeInfo } from './nodes.js'
import { presenceId, presenceType, type PresenceData } from './presence.js'
import { PresencePolicy, presenceLifetimeMs, type PresencePolicyInput } from './presence-policy.js'

export interface PresenceBoardInit {
  self: PeerId
  /** Of this run. */
  nodeId: NodeId
  store: Store
  /** Where we are reached, as interfaces are now. */
  hosts(): string[]
  /** Where others dial us; 0: nowhere. */
  graphPort(): number
  /** How long our presence lives, ms; it is renewed in a third of that. @default {@link PRESENCE_TTL_MS} */
  presenceTtlMs?: (() => number) | undefined
  /** How many nodes publish their presence; -1: all, 0: none but those that are told to. @default -1 */
  presenceMax?: (() => number) | undefined
  /** The IP address by which we are linked with a peer. */
  linkedHost(peer: PeerId): string | undefined
  /** A member said where it can be dialled. */
  onAddresses(peer: PeerId, hosts: readonly string[], port: number): void
  /** Its presence ended. */
  onAbsent(peer: PeerId): void
  onChange(peer: PeerId): void
  /** Of others. */
  onNode(change: NodeChange): void
  clock: Clock
  random: Random
  logger: Logger
}

export class PresenceBoard {
  readonly #init: PresenceBoardInit
  readonly #forget: (() => void)[]
  #renewal: Timer | undefined
  #announced: AnnouncedPresence = { contentPort: 0, uplink: 'unknown', serves: 'unknown', load: 0, merit: 0 }
  #writing: Promise<void> = Promise.resolve()
  /** As of when we last wrote, or moved: to ask the system takes longer than all else that a look-up does. */
  #hosts: string[]
  #attributes = ''
  #closed = false
  #writtenAtMs = Number.NEGATIVE_INFINITY
  /** Version of the presence that was there when we lost the peer: a newer one shows it again. */
  readonly #hidden = new Map<PeerId, number>()
  /** Others' that live, hidden or not. */
  readonly #living = new Map<PeerId, PresenceData>()
  /** As {@link PresenceBoardInit.onNode} was told. */
  readonly #told = new Map<PeerId, NodeFacts>()
  readonly #policy: PresencePolicy
  #policyTimer: Timer | undefined

  constructor(init: PresenceBoardInit) {
    this.#init = init
    this.#hosts = init.hosts()
    this.#policy = new PresencePolicy(init.random)
    const { store } = init
    this.#forget = [
      store.on('record:add', (record) => this.#heard(record)),
      store.on('record:update', (record) => this.#heard(record)),
      store.on('record:delete', (record) => this.#gone(record)),
      store.on('record:expire', (record) => this.#gone(record))
    ]
    for (const record of store.find({ type: presenceType.name })) this.#heard(record)
  }

  /** Others can reach us from now on: writes our first presence, where the graph wants it. Never rejects. */
  start(): Promise<void> {
    this.#count() // So few may be present that nothing has asked how many are wanted.
    this.#decide({ type: 'listening', nowMs: this.#nowMs() })
    return this.#writing
  }

  /**
   * Changes what our presence says, and writes it where it is published; also for what was decided elsewhere: how long presences
   * live, and how many. Never rejects: what fails is written again with the next renewal.
   */
  announce(change: Partial<AnnouncedPresence>): Promise<void> {
    this.announceLater(change)
    this.#count()
    return this.#write()
  }

  /** Changes what our presence says when it is written next: at its renewal at the latest. */
  announceLater(change: Partial<AnnouncedPresence>): void {
    this.#announced = { ...this.#announced, ...change }
  }

  /** Our addresses changed, or we slept, so that our presence may have expired. Never rejects. */
  moved(): Promise<void> {
    this.#hosts = this.#init.hosts()
    return this.announce({})
  }

  /** What an application says of this node. Never rejects. */
  setAttributes(attributes: string): Promise<void> {
    this.#attributes = attributes
    return this.#write()
  }

  /** Publishes our presence however many there are; else it is up to the graph again. Never rejects. */
  force(isForced: boolean): Promise<void> {
    this.#decide({ type: 'forced', isForced, nowMs: this.#nowMs() })
    return this.#writing
  }

  /** A member looks for us: our presence is published for one life at least. */
  sought(): void {
    const nowMs = this.#nowMs()
    const isOld = this.#policy.isPublished && nowMs - this.#writtenAtMs >= SOUGHT_REWRITE_MS
    this.#decide({ type: 'sought', untilMs: nowMs + this.#ttlMs(), nowMs })
    if (isOld) void this.#write()
  }

  /** Where a peer that can be reached says that it is, as multiaddrs; none: it does not say. */
  addressesOf(peer: PeerId): readonly string[] {
    const facts = this.#told.get(peer)
    return facts === undefined ? [] : nodeInfo(peer, facts).addresses
  }

  /** This node. */
  own(): NodeInfo {
    const { self, nodeId, graphPort } = this.#init
    return nodeInfo(self, { hosts: this.#init.hosts(), graphPort: graphPort(), nodeId, attributes: this.#attributes })
  }

  /** Those whose presence is published, this one too, less those that we could not reach since. */
  nodes(): NodeInfo[] {
    const others = [...this.#told].map(([peer, facts]) => nodeInfo(peer, facts))
    return this.#policy.isPublished ? [this.own(), ...others] : others
  }

  /** Ourselves first, then by id. */
  present(): Presence[] {
    const { self, store } = this.#init
    const present: Presence[] = [{ peer: self, hosts: this.#hosts, ...this.#announced }]
    for (const record of store.find({ type: presenceType.name })) {
      const data = record.creator === self || this.#isHidden(record) ? undefined : read(record)
      if (data !== undefined) present.push(this.#presenceOf(record.creator, data))
    }
    return present
  }

  hide(peer: PeerId): void {
    const record = this.#init.store.get(presenceId(peer))
    if (record === undefined || this.#hidden.get(peer) === record.version) return
    this.#hidden.set(peer, record.version)
    this.#init.onChange(peer)
    this.#tell(peer)
  }

  show(peer: PeerId): void {
    if (!this.#hidden.delete(peer)) return
    this.#init.onChange(peer)
    this.#tell(peer)
  }

  /** Takes our presence back, so that the others drop us at once. Never rejects. */
  async close(): Promise<void> {
    this.#closed = true
    this.#policyTimer?.cancel()
    this.#renewal?.cancel()
    for (const forget of this.#forget) forget()
    await this.#writing
    await this.#withdraw()
  }

  /** Asks the policy, and does what it says. */
  #decide(input: PresencePolicyInput): void {
    if (this.#closed) return
    for (const output of this.#policy.handle(input)) {
      if (output === 'publish') void this.#write()
      else this.#writing = this.#writing.then(() => this.#withdraw())
    }
    this.#policyTimer?.cancel()
    const inMs = this.#policy.wakeAtMs - this.#nowMs()
    const wake = (): void => this.#decide({ type: 'tick', nowMs: this.#nowMs() })
    this.#policyTimer = inMs === Infinity ? undefined : this.#init.clock.setTimer(Math.max(0, inMs), wake)
  }

  #count(): void {
    const max = this.#init.presenceMax?.() ?? -1
    this.#decide({ type: 'count', present: this.#present, max, nowMs: this.#nowMs() })
  }

  get #present(): number {
    return this.#living.size + Number(this.#policy.isPublished)
  }

  /** One after the other, so that versions rise in the order of what they say. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      if (this.#closed || !this.#policy.isPublished) return
      const { self, store, graphPort, nodeId, clock, random, logger } = this.#init
      const hosts = this.#init.hosts()
      this.#hosts = hosts
      this.#writtenAtMs = this.#nowMs()
      const ttlMs = this.#ttlMs()
      const jitter = 1 - RENEWAL_JITTER * random.fraction()
      this.#renewal?.cancel()
      this.#renewal = clock.setTimer((ttlMs / PRESENCE_RENEWALS) * jitter, () => void this.#write())
      const attributes = this.#attributes
      const data: PresenceData = { ...this.#announced, hosts, graphPort: graphPort(), nodeId, attributes }
      try {
        const id = presenceId(self)
        if (store.get(id) === undefined) await store.add(presenceType, { id, data, ttlMs })
        else await store.update(presenceType, id, { data, ttlMs })
      } catch (thrown) {
        logger(`cannot write our presence: ${reasonOf(thrown)}`)
      }
    })
    return this.#writing
  }

  #ttlMs(): number {
    return presenceLifetimeMs(this.#init.presenceTtlMs?.() ?? PRESENCE_TTL_MS, this.#present)
  }

  async #withdraw(): Promise<void> {
    const { store, self, logger } = this.#init
    this.#renewal?.cancel()
    try {
      if (store.get(presenceId(self)) !== undefined) await store.delete(presenceId(self))
    } catch (thrown) {
      logger(`cannot take our presence back: ${reasonOf(thrown)}`)
    }
  }

  #heard(record: GroupRecord): void {
    const { self, onAddresses, onChange } = this.#init
    const data = record.creator === self ? undefined : read(record)
    if (data === undefined) return
    if (!this.#isHidden(record)) this.#hidden.delete(record.creator)
    this.#living.set(record.creator, data)
    this.#count()
    this.#tell(record.creator)
    if (data.graphPort > 0) onAddresses(record.creator, data.hosts, data.graphPort)
    onChange(record.creator)
  }

  #gone(record: GroupRecord): void {
    if (record.type !== presenceType.name || record.creator === this.#init.self) return
    this.#hidden.delete(record.creator)
    this.#living.delete(record.creator)
    this.#count()
    this.#init.onAbsent(record.creator)
    this.#init.onChange(record.creator)
    this.#tell(record.creator)
  }

  #tell(peer: PeerId): void {
    const now = this.#hidden.has(peer) ? undefined : this.#living.get(peer)
    const changes = nodeChanges(peer, this.#told.get(peer), now)
    if (now === undefined) this.#told.delete(peer)
    else this.#told.set(peer, now)
    for (const change of changes) this.#init.onNode(change)
  }

  #isHidden({ creator, version }: GroupRecord): boolean {
    return version <= (this.#hidden.get(creator) ?? 0)
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }

  #presenceOf(peer: PeerId, { hosts, contentPort, uplink, serves, load, merit, carries }: PresenceData): Presence {
    const linked = this.#init.linkedHost(peer)
    const ordered = linked === undefined ? hosts : [linked, ...hosts.filter((host) => host !== linked)]
    return { peer, hosts: ordered, contentPort, uplink, serves, load, merit, ...(carries === true && { carries }) }
  }
}

/** What was read of a record: who is present is asked for with every look-up. */
const readBefore = new WeakMap<GroupRecord, { data: PresenceData | undefined }>()

/** Only a member's word about itself counts. */
function read(record: GroupRecord): PresenceData | undefined {
  const before = readBefore.get(record)
  if (before !== undefined) return before.data
  const isOwnWord = record.id === presenceId(record.creator) && record.lastModifiedBy === record.creator
  const data = record.type === presenceType.name && isOwnWord ? readData(presenceType, record) : undefined
  if (record.type === presenceType.name) readBefore.set(record, { data })
  return data
}
