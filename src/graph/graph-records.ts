// The store as programs see it through their graph: once it has synchronised.
import type { Store } from '../store/index.js'
import type { GraphRecords } from './peer-graph.js'

export interface GraphRecordsInit {
  store: Store
  /** @throws {GraphError} `NOT_READY`, `SHUTTING_DOWN`, `CLOSED` */
  checkReady(): void
}

export function graphRecords({ store, checkReady }: GraphRecordsInit): GraphRecords {
  return {
    declare: (type) => store.declare(type),
    add: async (type, init) => {
      checkReady()
      return store.add(type, init)
    },
    update: async (type, id, init) => {
      checkReady()
      return store.update(type, id, init)
    },
    delete: async (id, options) => {
      checkReady()
      return store.delete(id, options)
    },
    edit: async (type, id, init) => {
      checkReady()
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
