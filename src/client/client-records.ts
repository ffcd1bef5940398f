// Records of an application: declared types, written here, read by every member.
import type {
  DeleteOptions,
  NewRecord,
  PotluckRecord,
  RecordConflicts,
  RecordEdit,
  RecordInit,
  RecordQuery,
  RecordType,
  RecordTypeInit,
  RecordTypes,
  SearchCriteria,
  SearchScope
} from './record-answers.js'
import { RECORDS_PAGE } from './defaults.js'
import { pathPart } from './path-part.js'
import type { Query, Transport, WaitOptions } from './transport.js'

/** Needs a token with the right `records`; it writes in its own namespace alone, and changes of other nodes' records what their types allow. */
export class ClientRecords {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** Types that were declared at the node, and what each namespace uses. */
  async types(options: WaitOptions = {}): Promise<RecordTypes> {
    return (await this.#transport.json('/v1/records/types', options)) as RecordTypes
  }

  /**
   * Declares a type, here and at every later start of the node. @param name `app.<namespace>.<name>`
   * @throws {PotluckError} `FORBIDDEN`, `TYPE_CONFLICT`, `LIMIT_REACHED`
   */
  async declare(name: string, init: RecordTypeInit, options: WaitOptions = {}): Promise<RecordType> {
    const path = `/v1/records/types/${pathPart(name)}`
    return (await this.#transport.json(path, { ...options, method: 'PUT', json: init })) as RecordType
  }

  /**
   * Resolves when a durable one is on disk; the others have it moments later.
   * @throws {PotluckError} `FORBIDDEN`, `UNKNOWN_TYPE`, `RECORD_EXISTS`, `LIMIT_REACHED`, `TOO_LARGE`, `BAD_RECORD`
   */
  async add(record: NewRecord, options: WaitOptions = {}): Promise<PotluckRecord> {
    return (await this.#transport.json('/v1/records', { ...options, method: 'POST', json: record })) as PotluckRecord
  }

  /** @throws {PotluckError} `NOT_FOUND` */
  async get(id: string, options: WaitOptions = {}): Promise<PotluckRecord> {
    return (await this.#transport.json(pathOf(id), options)) as PotluckRecord
  }

  /** Writes the next version. @throws {PotluckError} `NOT_FOUND`; `NOT_YOURS`: its type does not let this node change it; and as {@link add} */
  async update(id: string, init: RecordInit, options: WaitOptions = {}): Promise<PotluckRecord> {
    return (await this.#transport.json(pathOf(id), { ...options, method: 'PUT', json: init })) as PotluckRecord
  }

  /**
   * Writes some values of a collaborative record. Values that others write meanwhile stand beside these; of one value written by
   * two that were apart, {@link conflicts} has the one that lost.
   * @throws {PotluckError} as {@link update}; `BAD_REQUEST` where the record is not collaborative
   */
  async edit(id: string, edit: RecordEdit, options: WaitOptions = {}): Promise<PotluckRecord> {
    return (await this.#transport.json(pathOf(id), { ...options, method: 'PATCH', json: edit })) as PotluckRecord
  }

  /** Of a record that is not collaborative there are none. @throws {PotluckError} `NOT_FOUND` */
  async conflicts(id: string, options: WaitOptions = {}): Promise<RecordConflicts> {
    return (await this.#transport.json(`${pathOf(id)}/conflicts`, options)) as RecordConflicts
  }

  /** For every member. @throws {PotluckError} `NOT_FOUND`, `NOT_YOURS`; `NOT_DELETED`: of a collaborative one an edit stands */
  async delete(id: string, { localOnly, ...options }: DeleteOptions & WaitOptions = {}): Promise<void> {
    const query: Query = localOnly === true ? { localOnly: 'true' } : {}
    await this.#transport.json(pathOf(id), { ...options, method: 'DELETE', query })
  }

  /**
   * All that fit, in the order of their ids, page after page as they are read. Each page has the budget.
   * @throws {PotluckError} `FORBIDDEN`, `NOT_INDEXED`
   */
  async *list(query: RecordQuery = {}, options: WaitOptions = {}): AsyncGenerator<PotluckRecord, void, undefined> {
    yield* this.#pages((after) => {
      const asked: Query = { ...recordQuery(query), after, limit: RECORDS_PAGE }
      return this.#transport.json('/v1/records', { ...options, query: asked })
    })
  }

  /**
   * All that fit, in the order of their ids, page after page as they are read: each page as the records are then.
   * @param criteria or text in the XML search language of the Windows Peer API
   * @throws {PotluckError} `INVALID_SEARCH`, `INVALID_ARGUMENT`, `FORBIDDEN`
   */
  async *search(
    criteria: SearchCriteria | string,
    { types, ...options }: SearchScope & WaitOptions = {}
  ): AsyncGenerator<PotluckRecord, void, undefined> {
    const asked = typeof criteria === 'string' ? { xml: criteria } : { criteria }
    yield* this.#pages((after) => {
      const json = { ...asked, types, after, limit: RECORDS_PAGE }
      return this.#transport.json('/v1/records/search', { ...options, method: 'POST', json })
    })
  }

  async *#pages(ask: (after: string | undefined) => Promise<unknown>): AsyncGenerator<PotluckRecord, void, undefined> {
    let after: string | undefined
    do {
      const page = (await ask(after)) as { records: readonly PotluckRecord[]; next?: string }
      yield* page.records
      after = page.next
    } while (after !== undefined)
  }
}

export function recordQuery({ type, creator, attribute }: RecordQuery): Query {
  if (attribute === undefined) return { type, creator }
  const { name, value } = attribute
  return { type, creator, attribute: `${name}:${typeof value === 'object' ? value.dateMs : value}` }
}

function pathOf(id: string): string {
  return `/v1/records/${pathPart(id)}`
}
