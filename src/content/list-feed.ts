// The signed list of a running transfer as its readers are given it, at its downloader and at every relay alike.
import { setRepeating, type Clock } from '../base/index.js'
import { HEARTBEAT_MS } from './crossing-defaults.js'
import type { Notifier } from './notifier.js'
import { heartbeat, partsUpTo, type SignedStatement } from './transfer-list.js'

/** What there is to tell by now. */
export interface ToldList {
  /** The newest. */
  readonly signed: SignedStatement | undefined
  /** What is held here of the content. */
  readonly heldLeaves: number
  /** Nothing more will be told, though the transfer has not ended. */
  readonly isClosed: boolean
  /** Of leaves that `signed` covers. */
  hashes(fromLeaf: number, toLeaf: number): Uint8Array
}

/** Always from the first leaf: the hash in a statement, and so the signature, is over the whole list. */
export async function* listParts(
  list: ToldList,
  { changed, clock, signal }: { changed: Notifier; clock: Clock; signal: AbortSignal }
): AsyncGenerator<Uint8Array> {
  let told = 0
  let isBeatDue = true
  const beats = setRepeating(clock, HEARTBEAT_MS, () => {
    isBeatDue = true
    changed.notify()
  })
  try {
    for (;;) {
      const { signed } = list
      const leaves = signed?.statement.leaves ?? 0
      const hasEnded = signed?.statement.end !== undefined
      if (signed !== undefined && (hasEnded || leaves > told)) {
        const from = told
        told = leaves
        isBeatDue = false
        yield* partsUpTo(signed, from, list.hashes(from, leaves), list.heldLeaves)
        if (hasEnded) return
      } else if (list.isClosed) return
      else if (isBeatDue) {
        isBeatDue = false
        yield heartbeat(list.heldLeaves)
      } else await changed.next(signal)
    }
  } finally {
    beats.cancel()
  }
}
