// The store as programs see it through their graph: once it has synchronised.
import type { Store } from '../store/index.js'
import type { GraphRecords } from './peer-graph.js'

export interface GraphRecordsInit {
  store: Store
  /** @throws {GraphError} `SHUTTING_DOWN`, `CLOSED`; where it is to have synchronised once `NOT_READY` */
  check(needs: 'open' | 'ready'): void
}

export function graphRecords({ store, check }: GraphRecordsInit): GraphRecords {
  const open = (): Store => {
    check('open')
    return store
  }
  return {
    declare: (type) => open().declare(type),
    add: async (type, init) => {
      check('ready')
      return store.add(type, init)
    },
    update: async (type, id, init) => {
      check('ready')
      return store.update(type, id, init)
    },
    delete: async (id, options) => {
      check('ready')
      return store.delete(id, options)
    },
    edit: async (type, id, init) => {
      check('ready')
      return store.edit(type, id, init)
    },
    conflicts: (id) => open().conflicts(id),
    get: (id) => {
      check('ready')
      return store.get(id)
    },
    find: (query) => open().find(query),
    search: (criteria, options) => open().search(criteria, options),
    enumerate: (query) => open().enumerate(query),
    watch: (filter, listener) => open().watch(filter, listener),
    deferredIds: () => open().deferredIds(),
    validateDeferredRecords: (ids) => open().validateDeferredRecords(ids),
    evidence: (author) => open().evidence(author),
    on: (name, listener) => open().on(name, listener)
  }
}
