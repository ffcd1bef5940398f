// Records of applications at this node: every read and write passes the caller's scope here, and every write the limits.
import type { Clock } from '../base/index.js'
import type { Group } from '../group/index.js'
import { namedRecordId, type Attributes, type GroupRecord, type Lifetime, type RecordId } from '../record/index.js'
import type { DeleteOptions, SearchCriteria } from '../store/index.js'
import type { ChangedRecord, EditedRecord, NewRecord, Record as RecordAnswer, RecordConflict } from './api/records.js'
import { MAX_ATTRIBUTES_BYTES, MAX_PAGE_BYTES, RECORDS_PER_PAGE } from './defaults.js'
import { GatewayError } from './errors.js'
import {
  describeConflict,
  describeRecord,
  readAttributes,
  readEdits,
  readFilter,
  readRecordData
} from './record-answer.js'
import { namespaceOf, type RecordScope } from './record-scope.js'
import type { RecordTypes } from './record-types.js'
import { RecordUsage } from './record-usage.js'

export interface RecordPage {
  type: string | undefined
  attribute: string | undefined
  creator: string | undefined
  after: RecordId | undefined
  limit: number | undefined
}

export interface SearchPage {
  types?: readonly string[] | undefined
  after?: RecordId | undefined
  limit?: number | undefined
}

export interface FoundPage {
  records: RecordAnswer[]
  next: RecordId | undefined
}

/** Of one group. */
export class AppRecords {
  readonly #group: Group
  readonly #types: RecordTypes
  readonly #forget: () => void
  readonly usage: RecordUsage

  constructor(init: { group: Group; types: RecordTypes; clock: Clock }) {
    const { group, types, clock } = init
    this.#group = group
    this.#types = types
    this.#forget = types.declareIn(group.store)
    this.usage = new RecordUsage({
      group,
      clock,
      keptOf: (type) => (types.get(type)?.lifetime === 'ephemeral' ? 'ephemeral' : 'durable')
    })
  }

  /** @throws {GatewayError} `NOT_FOUND`: also for what the caller may not read */
  get(scope: RecordScope, id: RecordId): GroupRecord {
    const record = this.#group.store.get(id)
    if (record !== undefined && scope.mayRead(record.type)) return record
    throw new GatewayError('NOT_FOUND', `no record ${id}`)
  }

  /** @throws {GatewayError} `FORBIDDEN`, `NOT_INDEXED` */
  page(scope: RecordScope, page: RecordPage): FoundPage {
    const { type, attribute, creator, after = '', limit = RECORDS_PER_PAGE } = page
    if (type === undefined ? scope.namespace !== undefined : !scope.mayRead(type)) {
      const what = type === undefined ? 'of all types: name one' : `of type ${type}`
      throw new GatewayError('FORBIDDEN', `this token may not read records ${what}`)
    }
    const filter = attribute === undefined ? undefined : readFilter(attribute)
    if (filter !== undefined && type !== undefined) this.#types.requireIndexed(type, filter.name)
    const found = this.#group.store.find({
      ...(type !== undefined && { type }),
      ...(creator !== undefined && { creator }),
      ...(filter && { attribute: filter }),
      after,
      limit: limit + 1 // One more says whether there are more.
    })
    return pageOf(found, limit)
  }

  /**
   * @param criteria of the store, or a search in XML
   * @throws {GatewayError} `FORBIDDEN`; {StoreError} `INVALID_SEARCH`, `INVALID_ARGUMENT`
   */
  search(scope: RecordScope, criteria: SearchCriteria | string, asked: SearchPage): FoundPage {
    const { types, after, limit = RECORDS_PER_PAGE } = asked
    const foreign = types?.find((type) => !scope.mayRead(type))
    if (foreign !== undefined) throw new GatewayError('FORBIDDEN', `this token may not read records of type ${foreign}`)
    const found = this.#group.store.search(criteria, {
      types: types ?? ((type) => scope.mayRead(type)),
      limit: limit + 1, // One more says whether there are more.
      ...(after !== undefined && { after })
    })
    return pageOf(found.next(limit + 1), limit)
  }

  /** @throws {GatewayError} `FORBIDDEN`, `UNKNOWN_TYPE`, `RECORD_EXISTS`, `LIMIT_REACHED`, `TOO_LARGE`; those of the store */
  async add(scope: RecordScope, { type, name, ttlMs, autoRefresh, ...given }: NewRecord): Promise<GroupRecord> {
    if (!scope.mayWrite(type)) throw new GatewayError('FORBIDDEN', `this token may not write records of type ${type}`)
    const declared = this.#types.require(type)
    const { store, self } = this.#group
    // Names live below their type, so none of them is the id of a record of Potluck's own.
    const id = name === undefined ? undefined : namedRecordId(self, `${type}/${name}`)
    if (id !== undefined && store.standing(id) !== undefined) {
      throw new GatewayError('RECORD_EXISTS', `there is a record of ${type} named ${JSON.stringify(name)}: ${id}`)
    }
    const lives = { ...ttlOf(declared, ttlMs), ...refreshOf(declared, autoRefresh) }
    const init = { ...readGiven(given), ...lives, ...(id !== undefined && { id }) }
    return await this.usage.during({ type, bytes: init.data.byteLength }, () => store.add(declared, init))
  }

  /** @throws {GatewayError} `NOT_FOUND`, `NOT_YOURS`, `UNKNOWN_TYPE`, `LIMIT_REACHED`, `TOO_LARGE`; those of the store */
  async update(scope: RecordScope, id: RecordId, changed: ChangedRecord): Promise<GroupRecord> {
    const { ttlMs, autoRefresh, ...given } = changed
    const { type } = this.#writable(scope, id)
    const declared = this.#types.require(type)
    const init = { ...readGiven(given), ...ttlOf(declared, ttlMs), ...refreshOf(declared, autoRefresh) }
    return await this.usage.during({ type, id, bytes: init.data.byteLength }, () =>
      ifAllowed(id, this.#group.store.update(declared, id, init))
    )
  }

  /** Of a collaborative record. @throws {GatewayError} as `update`; `BAD_REQUEST` for another one */
  async edit(scope: RecordScope, id: RecordId, { attributes, ttlMs, ...given }: EditedRecord): Promise<GroupRecord> {
    const { type, data: before } = this.#writable(scope, id)
    const declared = this.#types.require(type)
    if (declared.lifetime !== 'collaborative') {
      throw new GatewayError('BAD_REQUEST', `${type} is ${declared.lifetime}: only collaborative records are edited`)
    }
    const edits = readEdits(attributes)
    requireSmall(edits)
    const data = readEditedData(given)
    const init = { attributes: edits, ...(data !== undefined && { data }), ...ttlOf(declared, ttlMs) }
    const bytes = data === undefined ? before.byteLength : (data?.byteLength ?? 0)
    return await this.usage.during({ type, id, bytes }, () => ifAllowed(id, this.#group.store.edit(declared, id, init)))
  }

  /** @throws {GatewayError} `NOT_FOUND` */
  conflicts(scope: RecordScope, id: RecordId): { conflicts: RecordConflict[]; truncated: boolean } {
    this.get(scope, id)
    const conflicts: RecordConflict[] = []
    let bytes = 0
    for (const conflict of this.#group.store.conflicts(id)) {
      if (bytes > MAX_PAGE_BYTES) return { conflicts, truncated: true }
      const { value } = conflict
      bytes += value instanceof Uint8Array ? value.byteLength : typeof value === 'string' ? value.length : 8
      conflicts.push(describeConflict(conflict))
    }
    return { conflicts, truncated: false }
  }

  /** @throws {GatewayError} `NOT_FOUND`, `NOT_YOURS`; those of the store */
  async delete(scope: RecordScope, id: RecordId, options: DeleteOptions = {}): Promise<void> {
    this.#writable(scope, id)
    await ifAllowed(id, this.#group.store.delete(id, options))
  }

  close(): void {
    this.#forget()
    this.usage.close()
  }

  /** One of an application: what it allows whom besides, the store says. */
  #writable(scope: RecordScope, id: RecordId): GroupRecord {
    const record = this.get(scope, id)
    if (namespaceOf(record.type) !== undefined && scope.mayWrite(record.type)) return record
    throw new GatewayError('NOT_YOURS', `record ${id} is Potluck's own (${record.type})`)
  }
}

/** @throws {GatewayError} `NOT_YOURS` */
async function ifAllowed<Result>(id: RecordId, written: Promise<Result>): Promise<Result> {
  try {
    return await written
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'NOT_ALLOWED') throw error
    const why = `record ${id} is another member's, and its type does not let this node change it`
    throw new GatewayError('NOT_YOURS', why, { cause: error })
  }
}

/** @param found in the order of their ids */
function pageOf(found: readonly GroupRecord[], limit: number): FoundPage {
  const records: RecordAnswer[] = []
  let bytes = 0
  for (const record of found) {
    if (records.length === limit || bytes > MAX_PAGE_BYTES) return { records, next: records.at(-1)?.id }
    const described = describeRecord(record)
    bytes += described.bytes
    records.push(described)
  }
  return { records, next: undefined }
}

/** @throws {GatewayError} `TOO_LARGE`, `BAD_REQUEST` */
function readGiven(given: Pick<NewRecord, 'attributes' | 'data' | 'json'>): {
  attributes: Attributes
  data: Uint8Array
} {
  const attributes = readAttributes(given.attributes)
  requireSmall(attributes)
  return { attributes, data: readRecordData(given) }
}

/** undefined: as they are; null: none any more. @throws {GatewayError} `BAD_REQUEST` */
function readEditedData({ data, json }: Pick<EditedRecord, 'data' | 'json'>): Uint8Array | null | undefined {
  if (data === null) return null
  return data === undefined && json === undefined ? undefined : readRecordData({ data, json })
}

/** @throws {GatewayError} `TOO_LARGE` */
function requireSmall(attributes: { readonly [name: string]: unknown }): void {
  let bytes = 0
  for (const [name, value] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 8)
  }
  if (bytes <= MAX_ATTRIBUTES_BYTES) return
  throw new GatewayError('TOO_LARGE', `the attributes have ${bytes} bytes, the limit is ${MAX_ATTRIBUTES_BYTES}`)
}

function refreshOf(
  type: { name: string; lifetime: Lifetime },
  autoRefresh: boolean | undefined
): { autoRefresh?: boolean } {
  if (autoRefresh === undefined) return {}
  if (!autoRefresh || type.lifetime === 'durable') return { autoRefresh }
  throw new GatewayError('BAD_REQUEST', `${type.name} is ${type.lifetime}: only durable records are renewed`)
}

function ttlOf(type: { name: string; ttlMs: number }, ttlMs: number | undefined): { ttlMs?: number } {
  if (ttlMs === undefined) return {}
  if (ttlMs <= type.ttlMs) return { ttlMs }
  throw new GatewayError('BAD_REQUEST', `records of ${type.name} live ${type.ttlMs} ms at most, not ${ttlMs}`)
}
