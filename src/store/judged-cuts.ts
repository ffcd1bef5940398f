// What a store does about removals: takes back what they cut off, says what one made now would let count, and has a re-invited author
// write again what it wrote outside. Spec: docs/protocols/shard.md, "Cuts".
import type { PeerId } from '../base/index.js'
import { isCounted } from './cuts.js'
import type { DurableState, JudgedChange, SealedRecord } from './durable-state.js'
import { fittingCut, type ShardCut } from './shard-cut.js'
import type { ShardDropping } from './shard-dropping.js'
import type { LinkedChange, ShardLog } from './shard-log.js'

/** @returns whether anything was another before */
export function judgeCutsAgain(state: DurableState, dropping: ShardDropping, author: PeerId): boolean {
  const { cuts, logs } = state
  const asked = cuts.ask(author)
  if (asked === undefined) return false
  const [gone, come]: [LinkedChange[], LinkedChange[]] = [[], []]
  for (const shard of logs.shardsOf(author)) {
    const name = { author, shard }
    const log = logs.get(name)
    for (const change of log?.unordered() ?? []) {
      const [before, now] = [isCounted(asked.before, name, log, change), cuts.counts(name, change)]
      if (before !== now) (now ? come : gone).push(change)
    }
  }
  dropping.readAgain(author, gone, come)
  return true
}

/** As {@link Store.cutOf}. */
export function cutHere({ logs, cuts }: DurableState, author: PeerId): ShardCut[] {
  const shards = logs.shardsOf(author).sort((a, b) => a - b)
  return fittingCut(
    shards.flatMap((shard) => {
      const name = { author, shard }
      const log = logs.get(name)
      const extent = cuts.extentOf(name)
      if (log === undefined || extent === undefined || extent.size === 0) return []
      return { shard, heads: cuts.ruleOf(name) === 'all' ? log.heads() : headsWithin(log, name, cuts), extent }
    })
  )
}

function headsWithin(log: ShardLog, name: { author: PeerId; shard: number }, cuts: DurableState['cuts']): string[] {
  const counted = [...log.unordered()].filter((change) => cuts.counts(name, change))
  const inner = new Set(counted.flatMap(({ dependencies }) => dependencies))
  return counted
    .filter((change) => !inner.has(change))
    .map(({ hash }) => hash)
    .sort()
}

/** What we wrote outside of what removals let count, once we are back. */
export class OutsideOwnCuts {
  readonly #state: DurableState
  readonly #addAgain: (cutOff: readonly SealedRecord[]) => Promise<boolean>
  #isNoted = true
  #isWriting = false

  /** @param addAgain resolves to whether all is written */
  constructor(state: DurableState, addAgain: (cutOff: readonly SealedRecord[]) => Promise<boolean>) {
    this.#state = state
    this.#addAgain = addAgain
  }

  /** Whether there may be something that is ours to write again: not while we are removed, and not where nothing is trusted. */
  get isDue(): boolean {
    const { author, cuts } = this.#state
    return (this.#isNoted || this.#isWriting) && cuts.of(author)?.letsWriteAgain === true
  }

  /** There may be some. */
  note(): void {
    this.#isNoted = true
  }

  /** Not before a round with somebody was whole: on a disk that was put back may be what was deleted since. */
  async writeAgain(): Promise<void> {
    if (!this.#isNoted || this.#isWriting) return
    this.#isNoted = false
    this.#isWriting = true
    const isDone = await this.#addAgain(this.#state.sealedIn(this.#found()))
    this.#isWriting = false
    if (!isDone) this.#isNoted = true // The disk refused: after the next round.
  }

  /** What lives of it; a deletion, too. */
  #found(): JudgedChange[] {
    const { author, logs, cuts, init } = this.#state
    return logs.shardsOf(author).flatMap((shard) => {
      const name = { author, shard }
      if (cuts.ruleOf(name) === 'all') return []
      const cutOff = (logs.get(name)?.changes() ?? []).filter(
        (change) => !cuts.counts(name, change) && !this.#state.hasEnded(name, change)
      )
      return this.#state.judgedOnDisk(name, cutOff).filter(({ record }) => record.expiresAtMs > init.clock.nowMs())
    })
  }
}
