// Records as they were when they were asked for, taken a few at a time (reference section 1.16).
import type { GroupRecord } from '../record/index.js'

/** A snapshot: what changes later does not show in it. Need not be ended. */
export interface RecordEnumeration extends AsyncIterable<GroupRecord> {
  /** Of all records in it, taken or not. */
  readonly count: number
  /** The next ones, `count` at most; none at the end. */
  next(count: number): GroupRecord[]
  /** Drops the rest. */
  end(): void
}

/** `for await` and `next` share one place: each goes on where the other stopped. */
export function enumerateRecords(records: readonly GroupRecord[]): RecordEnumeration {
  let [left, at] = [records, 0]
  return {
    count: records.length,
    next: (count) => {
      const taken = left.slice(at, at + Math.max(0, count))
      at += taken.length
      return taken
    },
    end: () => {
      left = []
    },
    async *[Symbol.asyncIterator]() {
      while (at < left.length) yield left[at++]!
    }
  }
}
