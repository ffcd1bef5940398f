// Snapshots, taken a few at a time (reference section 1.16).
import type { Enumeration } from './peer-graph.js'

export function enumerate<Item>(items: readonly Item[]): Enumeration<Item> {
  let left = [...items]
  return {
    count: items.length,
    next: (count) => left.splice(0, Math.max(0, count)),
    end: () => {
      left = []
    },
    async *[Symbol.asyncIterator]() {
      for (let item = left.shift(); item !== undefined; item = left.shift()) yield item
    }
  }
}
