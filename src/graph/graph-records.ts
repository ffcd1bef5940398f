// The store as programs see it through their graph: once it has synchronised, and within what the graph allows.
import type { Attributes, AttributeValue } from '../record/index.js'
import type { RecordType } from '../record/index.js'
import type { Store } from '../store/index.js'
import { GraphError } from './errors.js'
import type { GraphRecords } from './peer-graph.js'

export interface GraphRecordsInit {
  store: Store
  /** @throws {GraphError} `NOT_READY`, `SHUTTING_DOWN`, `CLOSED` */
  checkReady(): void
  /** Of one record, data and attributes. */
  maxRecordBytes(): number
}

export function graphRecords({ store, checkReady, maxRecordBytes }: GraphRecordsInit): GraphRecords {
  /** @throws {GraphError} also `TOO_LARGE` */
  const check = <Data>(type: RecordType<Data>, written: Written<Data>): void => {
    checkReady()
    const bytes = sizeOf(type, written)
    const most = maxRecordBytes()
    if (bytes > most)
      throw new GraphError('TOO_LARGE', `a record has at most ${most} bytes in this graph, not ${bytes}`)
  }
  return {
    declare: (type) => store.declare(type),
    add: async (type, init) => {
      check(type, init)
      return store.add(type, init)
    },
    update: async (type, id, init) => {
      check(type, init)
      return store.update(type, id, init)
    },
    delete: async (id, options) => {
      checkReady()
      return store.delete(id, options)
    },
    edit: async (type, id, init) => {
      check(type, init)
      return store.edit(type, id, init)
    },
    conflicts: (id) => store.conflicts(id),
    get: (id) => {
      checkReady()
      return store.get(id)
    },
    find: (query) => store.find(query),
    search: (criteria, options) => store.search(criteria, options),
    enumerate: (query) => store.enumerate(query),
    watch: (filter, listener) => store.watch(filter, listener),
    deferredIds: () => store.deferredIds(),
    validateDeferredRecords: (ids) => store.validateDeferredRecords(ids),
    evidence: (author) => store.evidence(author),
    on: (name, listener) => store.on(name, listener)
  }
}

interface Written<Data> {
  readonly data?: Data | null
  readonly attributes?: Attributes | { readonly [name: string]: AttributeValue | null }
}

function sizeOf<Data>(type: RecordType<Data>, { data, attributes = {} }: Written<Data>): number {
  let bytes = data == null ? 0 : type.codec.encode(data).byteLength
  for (const [name, value] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 8)
  }
  return bytes
}
