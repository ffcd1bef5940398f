// What becomes of records, by type and kind of change (reference section 2.2: RECORD_CHANGED).
import type { TypedEvents } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import type { StoreEvents } from './store.js'

/** `deleted` by somebody, or written anew as what does not count, or not yet; `expired`, or its author is no member any more. */
export type RecordChange = 'added' | 'updated' | 'deleted' | 'expired'

export interface RecordFilter {
  /** @default all */
  types?: readonly string[]
  /** @default all */
  changes?: readonly RecordChange[]
}

export interface ChangedRecord {
  readonly change: RecordChange
  /** As it is now; of what is gone, as it was last. */
  readonly record: GroupRecord
}

const EVENTS = {
  added: 'record:add',
  updated: 'record:update',
  deleted: 'record:delete',
  expired: 'record:expire'
} as const satisfies { [change in RecordChange]: keyof StoreEvents }

/** @returns a function that ends it */
export function watchRecords(
  store: TypedEvents<StoreEvents>,
  { types, changes = ['added', 'updated', 'deleted', 'expired'] }: RecordFilter,
  listener: (changed: ChangedRecord) => void
): () => void {
  const ends = [...new Set(changes)].map((change) =>
    store.on(EVENTS[change], (record) => {
      if (types?.includes(record.type) ?? true) listener({ change, record })
    })
  )
  return () => ends.forEach((end) => end())
}
