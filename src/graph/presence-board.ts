// Keeps our own presence written, and tells who else is present: living records less those we could not reach since.
import { setRepeating, type Clock, type Logger, type PeerId, type Timer } from '../base/index.js'
import { readData, type GroupRecord } from '../record/index.js'
import type { Store } from '../store/index.js'
import { HOUSEKEEPING_MS, PRESENCE_RENEWALS, PRESENCE_TTL_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import type { AnnouncedPresence, Presence } from './graph.js'
import { presenceId, presenceType, type PresenceData } from './presence.js'

export interface PresenceBoardInit {
  self: PeerId
  store: Store
  /** Where we are reached, as interfaces are now. */
  hosts(): string[]
  /** Where others dial us; 0: nowhere. */
  graphPort(): number
  /** How long our presence lives, ms; it is renewed in a third of that. @default {@link PRESENCE_TTL_MS} */
  presenceTtlMs?: (() => number) | undefined
  /** The IP address by which we are linked with a peer. */
  linkedHost(peer: PeerId): string | undefined
  /** A member said where it can be dialled. */
  onAddresses(peer: PeerId, hosts: readonly string[], port: number): void
  /** Its presence ended. */
  onAbsent(peer: PeerId): void
  onChange(peer: PeerId): void
  clock: Clock
  logger: Logger
}

export class PresenceBoard {
  readonly #init: PresenceBoardInit
  readonly #forget: (() => void)[]
  readonly #timers: Timer[]
  #renewal: Timer | undefined
  #announced: AnnouncedPresence = { contentPort: 0, uplink: 'unknown', serves: 'unknown', load: 0 }
  #writing: Promise<void> = Promise.resolve()
  /** As of the last housekeeping: to ask the system takes longer than all else that a look-up does. */
  #hosts: string[]
  #isStarted = false
  #closed = false
  /** Version of the presence that was there when we lost the peer: a newer one shows it again. */
  readonly #hidden = new Map<PeerId, number>()

  constructor(init: PresenceBoardInit) {
    this.#init = init
    this.#hosts = init.hosts()
    const { store, clock } = init
    this.#forget = [
      store.on('record:add', (record) => this.#heard(record)),
      store.on('record:update', (record) => this.#heard(record)),
      store.on('record:delete', (record) => this.#gone(record)),
      store.on('record:expire', (record) => this.#gone(record))
    ]
    this.#timers = [
      setRepeating(clock, HOUSEKEEPING_MS, () => {
        if (this.#isStarted && init.hosts().join() !== this.#hosts.join()) void this.#write()
      })
    ]
    for (const record of store.find({ type: presenceType.name })) this.#heard(record)
  }

  /** Writes our first presence: others can reach us from now on. Never rejects. */
  start(): Promise<void> {
    this.#isStarted = true
    return this.#write()
  }

  /**
   * Changes what our presence says, and writes it where there is one. Never rejects: what fails is written again with the next
   * renewal.
   */
  async announce(change: Partial<AnnouncedPresence>): Promise<void> {
    this.#announced = { ...this.#announced, ...change }
    if (this.#isStarted) await this.#write()
  }

  /** Ourselves first, then by id. */
  present(): Presence[] {
    const { self, store } = this.#init
    const { contentPort, uplink, serves, load } = this.#announced
    const present: Presence[] = [{ peer: self, hosts: this.#hosts, contentPort, uplink, serves, load }]
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
  }

  show(peer: PeerId): void {
    if (this.#hidden.delete(peer)) this.#init.onChange(peer)
  }

  /** Takes our presence back, so that the others drop us at once. Never rejects. */
  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) timer.cancel()
    this.#renewal?.cancel()
    for (const forget of this.#forget) forget()
    await this.#writing
    const { store, self, logger } = this.#init
    try {
      if (store.get(presenceId(self)) !== undefined) await store.delete(presenceId(self))
    } catch (thrown) {
      logger(`cannot take our presence back: ${reasonOf(thrown)}`)
    }
  }

  /** One after the other, so that versions rise in the order of what they say. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      if (this.#closed) return
      const { self, store, graphPort, logger } = this.#init
      const hosts = this.#init.hosts()
      this.#hosts = hosts
      const ttlMs = this.#init.presenceTtlMs?.() ?? PRESENCE_TTL_MS
      this.#renewal?.cancel()
      this.#renewal = this.#init.clock.setTimer(ttlMs / PRESENCE_RENEWALS, () => void this.#write())
      const data: PresenceData = { ...this.#announced, hosts, graphPort: graphPort() }
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

  #heard(record: GroupRecord): void {
    const { self, onAddresses, onChange } = this.#init
    const data = record.creator === self ? undefined : read(record)
    if (data === undefined) return
    if (!this.#isHidden(record)) this.#hidden.delete(record.creator)
    if (data.graphPort > 0) onAddresses(record.creator, data.hosts, data.graphPort)
    onChange(record.creator)
  }

  #gone(record: GroupRecord): void {
    if (record.type !== presenceType.name || record.creator === this.#init.self) return
    this.#hidden.delete(record.creator)
    this.#init.onAbsent(record.creator)
    this.#init.onChange(record.creator)
  }

  #isHidden({ creator, version }: GroupRecord): boolean {
    return version <= (this.#hidden.get(creator) ?? 0)
  }

  #presenceOf(peer: PeerId, { hosts, contentPort, uplink, serves, load }: PresenceData): Presence {
    const linked = this.#init.linkedHost(peer)
    const ordered = linked === undefined ? hosts : [linked, ...hosts.filter((host) => host !== linked)]
    return { peer, hosts: ordered, contentPort, uplink, serves, load }
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
