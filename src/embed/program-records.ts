// The store as programs see it through their group: all of it to read, and to write what is not of Potluck's own types. Those say who is
// who, what the group has agreed on and who holds what: declared or written otherwise by a program, other members would believe it.
import { RecordError } from '../record/index.js'
import type { Store } from '../store/index.js'
import { OWN_TYPES } from './group-event.js'
import type { GroupRecords } from './peer-group.js'

/**
 * Writing, declaring and deleting what is of a type of ours is refused: {RecordError} `BAD_RECORD`. Reading goes on after closing, as long as
 * another of the program holds the group.
 * @param check throws where the program has closed it: nothing is written then
 */
export function programRecords(store: Store, check: () => void): GroupRecords {
  const mayWrite = (type: string): void => {
    check()
    requireProgramsType(type)
  }
  return {
    declare: (type) => {
      mayWrite(type.name)
      store.declare(type)
    },
    add: async (type, init) => {
      mayWrite(type.name)
      return store.add(type, init)
    },
    update: async (type, id, init) => {
      mayWrite(type.name)
      return store.update(type, id, init)
    },
    edit: async (type, id, init) => {
      mayWrite(type.name)
      return store.edit(type, id, init)
    },
    delete: async (id, options) => {
      check()
      requireProgramsType(store.standing(id)?.type ?? '')
      return store.delete(id, options)
    },
    conflicts: (id) => store.conflicts(id),
    get: (id) => store.get(id),
    find: (query) => store.find(query),
    search: (criteria, options) => store.search(criteria, options),
    enumerate: (query) => store.enumerate(query),
    watch: (filter, listener) => store.watch(filter, listener),
    deferredIds: () => store.deferredIds(),
    validateDeferredRecords: (ids) => {
      check()
      return store.validateDeferredRecords(ids)
    },
    evidence: (author) => store.evidence(author),
    on: (name, listener) => store.on(name, listener)
  }
}

function requireProgramsType(name: string): void {
  const own = OWN_TYPES.find((prefix) => name.startsWith(prefix))
  if (own !== undefined) throw new RecordError('BAD_RECORD', `record types of ${own} are Potluck's own`)
}
