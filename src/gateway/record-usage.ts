// How much the applications of this node have written into one group, so that none fills what members keep of this node, and
// the node's own records (locations, claims, presence) always find room.
import type { Clock } from '../base/index.js'
import type { Group } from '../group/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import type { NamespaceUsage } from './api/record-types.js'
import {
  MAX_EPHEMERAL_BYTES_OF_APPLICATIONS,
  MAX_EPHEMERAL_OF_APPLICATIONS,
  MAX_NAMESPACE_BYTES,
  MAX_NAMESPACE_EPHEMERAL,
  MAX_NAMESPACE_EPHEMERAL_BYTES,
  MAX_NAMESPACE_RECORDS,
  MAX_OWN_LIVING_BYTES
} from './defaults.js'
import { GatewayError } from './errors.js'
import { namespaceOf } from './record-scope.js'

/** Collaborative records lie where durable ones do, and count with them. */
type Kept = keyof NamespaceUsage

interface Use {
  readonly namespace: string
  readonly kept: Kept
  readonly bytes: number
  readonly untilMs: number
}

interface Limits {
  readonly maxRecords: number
  readonly maxBytes: number
}

const OF_NAMESPACE: { readonly [kept in Kept]: Limits } = {
  durable: { maxRecords: MAX_NAMESPACE_RECORDS, maxBytes: MAX_NAMESPACE_BYTES },
  ephemeral: { maxRecords: MAX_NAMESPACE_EPHEMERAL, maxBytes: MAX_NAMESPACE_EPHEMERAL_BYTES }
}
const OF_ALL_EPHEMERAL: Limits = {
  maxRecords: MAX_EPHEMERAL_OF_APPLICATIONS,
  maxBytes: MAX_EPHEMERAL_BYTES_OF_APPLICATIONS
}

export interface UsageInit {
  group: Pick<Group, 'self'> & { readonly store: Pick<Group['store'], 'on' | 'find' | 'search' | 'status'> }
  clock: Clock
  keptOf(type: string): Kept
}

export interface PlannedWrite {
  readonly type: string
  readonly bytes: number
  /** Of the record that is replaced. */
  readonly id?: RecordId
}

export class RecordUsage {
  readonly #init: UsageInit
  readonly #uses = new Map<RecordId | symbol, Use>()
  readonly #forget: (() => void)[]
  /** Durable ones that are being written, and that the store does not count yet. */
  #plannedBytes = 0

  constructor(init: UsageInit) {
    this.#init = init
    const { store, self } = init.group
    for (const record of store.find({ creator: self })) this.#take(record)
    for (const record of store.search({ attribute: 'peerlastmodifiedby', value: self }).next(Infinity))
      this.#take(record)
    const gone = ({ id }: GroupRecord): void => this.#gone(id)
    this.#forget = [
      store.on('record:add', (record) => this.#take(record)),
      store.on('record:update', (record) => this.#take(record)),
      store.on('record:delete', gone),
      store.on('record:expire', gone)
    ]
  }

  of(namespace: string): NamespaceUsage {
    return { durable: this.#sum('durable', namespace), ephemeral: this.#sum('ephemeral', namespace) }
  }

  /** Runs `write` with room kept for it. @throws {GatewayError} `LIMIT_REACHED` */
  async during<T>({ type, bytes, id }: PlannedWrite, write: () => Promise<T>): Promise<T> {
    const namespace = namespaceOf(type) ?? ''
    const kept = this.#init.keptOf(type)
    const before = id === undefined ? undefined : this.#uses.get(id)
    const records = before === undefined ? 1 : 0
    const more = bytes - (before?.bytes ?? 0)
    this.#require(`namespace ${namespace}`, kept, this.#sum(kept, namespace), { records, more })
    if (kept === 'ephemeral') {
      this.#require('all applications', kept, { ...this.#sum('ephemeral'), ...OF_ALL_EPHEMERAL }, { records, more })
    } else this.#requireLivingRoom(more)
    const planned = Symbol()
    const plannedBytes = Math.max(0, more)
    this.#uses.set(planned, { namespace, kept, bytes: plannedBytes, untilMs: Infinity })
    if (kept === 'durable') this.#plannedBytes += plannedBytes
    try {
      return await write()
    } finally {
      this.#uses.delete(planned)
      if (kept === 'durable') this.#plannedBytes -= plannedBytes
    }
  }

  close(): void {
    for (const forget of this.#forget) forget()
  }

  #require(
    whose: string,
    kept: Kept,
    used: NamespaceUsage['durable'],
    { records, more }: { records: number; more: number }
  ): void {
    if (records > 0 && used.records + records > used.maxRecords) {
      throw new GatewayError('LIMIT_REACHED', `${whose} has ${used.records} ${kept} records, the limit at one node`)
    }
    if (more > 0 && used.bytes + more > used.maxBytes) {
      const sizes = `${used.bytes} bytes of ${used.maxBytes}, and ${more} more do not fit`
      throw new GatewayError('LIMIT_REACHED', `${whose} uses ${sizes} (${kept} records of one node)`)
    }
  }

  /** What is dead does not count: the store cleans it away, and has writers wait meanwhile. */
  #requireLivingRoom(more: number): void {
    const living = this.#init.group.store.status().ownLivingBytes + this.#plannedBytes
    if (more <= 0 || living + more <= MAX_OWN_LIVING_BYTES) return
    const sizes = `${living} bytes of ${MAX_OWN_LIVING_BYTES}, and ${more} more do not fit`
    throw new GatewayError('LIMIT_REACHED', `this node's durable records use ${sizes}`)
  }

  /** @param namespace undefined: of all */
  #sum(kept: Kept, namespace?: string): NamespaceUsage['durable'] {
    const nowMs = this.#init.clock.nowMs()
    let records = 0
    let bytes = 0
    for (const [id, use] of this.#uses) {
      if (use.untilMs <= nowMs) this.#uses.delete(id)
      else if (use.kept === kept && (namespace === undefined || use.namespace === namespace)) {
        records++
        bytes += use.bytes
      }
    }
    return { records, bytes, ...OF_NAMESPACE[kept] }
  }

  /** What this node created, and what it wrote last of others': until its creator's node, or somebody else, writes over it. */
  #take(record: GroupRecord): void {
    const { id, type, creator, lastModifiedBy, expiresAtMs } = record
    const { self } = this.#init.group
    const namespace = creator === self || lastModifiedBy === self ? namespaceOf(type) : undefined
    if (namespace === undefined) {
      this.#uses.delete(id)
      return
    }
    const kept = this.#init.keptOf(type)
    this.#uses.set(id, { namespace, kept, bytes: bytesOf(record), untilMs: expiresAtMs })
  }

  /** Members remember an ephemeral record until it would have expired, so that no older version comes back. */
  #gone(id: RecordId): void {
    if (this.#uses.get(id)?.kept !== 'ephemeral') this.#uses.delete(id)
  }
}

/** Large data are read from the disk: of those that it has lost nothing is here, which is no reason to fail. */
function bytesOf(record: GroupRecord): number {
  try {
    return record.data.byteLength
  } catch {
    return 0
  }
}
