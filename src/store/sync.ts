// The asking side of synchronising with one neighbour, as a machine: membership objects first, then shards whose bucket
// digests differ, ephemeral records last (design section 3). Spec: docs/protocols/store-sync.md.
import {
  MAX_DIGESTS_PER_FRAME,
  MAX_DIGESTS_PER_ROUND,
  MAX_ENTRIES_PER_ROUND,
  MAX_GAPS,
  MAX_SHARD_BYTES,
  MAX_SHARD_CHANGES,
  MAX_WANTS_PER_FRAME
} from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import type { ShardEntry, SyncBody, SyncFrame, SyncSet } from './sync-frame.js'

/** What the machine reads of the store: at once, without IO. */
export interface SyncView {
  /** Digests of all that this side holds of a set. */
  digests(set: SyncSet): ReadonlySet<string>
  /** One digest over all of them. */
  summary(set: SyncSet): string
  buckets(): Uint8Array
  headsOf(name: ShardName): readonly string[]
  /** Whether the author is known and a head is not here: the rest would cost bytes for nothing. */
  lacks(entry: ShardEntry): boolean
}

export type SyncInput =
  | { type: 'start' }
  /** Nothing came for long: a running round is begun anew. */
  | { type: 'stalled' }
  | { type: 'gap'; name: ShardName }
  /** An answer of the peer. After an output `take-…` the next frame may only be given when that is done. */
  | { type: 'frame'; frame: SyncFrame }

export type SyncOutput =
  | { type: 'send'; frame: SyncFrame }
  | { type: 'take-items'; set: SyncSet; items: readonly Uint8Array[] }
  | { type: 'take-shard'; name: ShardName; heads: readonly Uint8Array[]; changes: readonly Uint8Array[] }
  | { type: 'synchronised' }
  | { type: 'gaps-filled' }
  | { type: 'refuse'; reason: string }

type Stage =
  | { name: 'idle' }
  | { name: 'digests'; set: SyncSet; missing: string[]; seen: number }
  | { name: 'items'; set: SyncSet; asked: number; left: string[] }
  | { name: 'entries'; differing: Map<string, ShardName>; seen: number }
  | {
      name: 'shards'
      asked: ShardName[]
      left: readonly ShardName[]
      receiving: Receiving | undefined
      then: 'ephemeral' | 'idle'
    }

/** One shard's answer under way: the only foreign bytes that wait. */
interface Receiving {
  readonly shard: ShardName
  readonly heads: readonly Uint8Array[]
  readonly changes: Uint8Array[]
  bytes: number
}

export class SyncMachine {
  readonly #view: SyncView
  #stage: Stage = { name: 'idle' }
  #round = 0
  /** Another round was asked for while one ran. */
  #again = false
  readonly #gaps = new Map<string, ShardName>()

  constructor(view: SyncView) {
    this.#view = view
  }

  get isIdle(): boolean {
    return this.#stage.name === 'idle'
  }

  handle(input: SyncInput): SyncOutput[] {
    switch (input.type) {
      case 'start':
        if (this.#stage.name === 'idle') return this.#start()
        this.#again = true // However slow the link: what runs comes to its end first.
        return []
      case 'stalled':
        return this.#stage.name === 'idle' ? [] : this.#start()
      case 'gap':
        if (this.#gaps.size >= MAX_GAPS) return []
        this.#gaps.set(shardText(input.name), input.name)
        return this.#stage.name === 'idle' ? this.#fillGaps() : []
      case 'frame':
        if (input.frame.round !== this.#round) return [] // An answer to a round that was begun anew.
        return this.#answer(input.frame)
    }
  }

  #start(): SyncOutput[] {
    this.#again = false
    this.#round++
    return this.#askSet('credentials')
  }

  #answer(body: SyncBody): SyncOutput[] {
    const stage = this.#stage
    if (stage.name === 'digests' && body.type === 'set-digests' && body.set === stage.set) {
      return this.#onDigests(stage, body.digests, body.last)
    }
    if (stage.name === 'items' && body.type === 'set-items' && body.set === stage.set) {
      return this.#onItems(stage, body.items, body.last)
    }
    if (stage.name === 'entries' && body.type === 'shard-entries')
      return this.#onEntries(stage, body.entries, body.last)
    if (stage.name === 'shards' && body.type === 'shard-heads') return this.#onHeads(stage, body.name, body.heads)
    if (stage.name === 'shards' && body.type === 'shard-changes') return this.#onChanges(stage, body.changes, body.last)
    return [{ type: 'refuse', reason: `${body.type} was not asked for` }]
  }

  #askSet(set: SyncSet): SyncOutput[] {
    this.#stage = { name: 'digests', set, missing: [], seen: 0 }
    return [this.#send({ type: 'set-ask', set, summary: this.#view.summary(set) })]
  }

  #onDigests(stage: Stage & { name: 'digests' }, digests: readonly string[], last: boolean): SyncOutput[] {
    stage.seen += digests.length
    if (stage.seen > MAX_DIGESTS_PER_ROUND || (digests.length === 0 && !last)) {
      return [{ type: 'refuse', reason: 'too many digests' }]
    }
    const here = this.#view.digests(stage.set)
    for (const digest of digests) if (!here.has(digest)) stage.missing.push(digest)
    if (!last) return []
    return this.#wantItems(stage.set, stage.missing)
  }

  #wantItems(set: SyncSet, missing: string[]): SyncOutput[] {
    if (missing.length === 0) return this.#afterSet(set)
    const asked = missing.slice(0, MAX_DIGESTS_PER_FRAME)
    this.#stage = { name: 'items', set, asked: asked.length, left: missing.slice(asked.length) }
    return [this.#send({ type: 'set-want', set, digests: asked })]
  }

  #onItems(stage: Stage & { name: 'items' }, items: readonly Uint8Array[], last: boolean): SyncOutput[] {
    stage.asked -= items.length
    if (stage.asked < 0 || (items.length === 0 && !last))
      return [{ type: 'refuse', reason: 'more items than asked for' }]
    const taken: SyncOutput[] = items.length === 0 ? [] : [{ type: 'take-items', set: stage.set, items }]
    return last ? [...taken, ...this.#wantItems(stage.set, stage.left)] : taken
  }

  #afterSet(set: SyncSet): SyncOutput[] {
    if (set === 'ephemeral') return [{ type: 'synchronised' }, ...this.#idle()]
    this.#stage = { name: 'entries', differing: new Map(), seen: 0 }
    return [this.#send({ type: 'shard-ask', buckets: this.#view.buckets() })]
  }

  #onEntries(stage: Stage & { name: 'entries' }, entries: readonly ShardEntry[], last: boolean): SyncOutput[] {
    stage.seen += entries.length
    if (stage.seen > MAX_ENTRIES_PER_ROUND || (entries.length === 0 && !last)) {
      return [{ type: 'refuse', reason: 'too many shards' }]
    }
    for (const entry of entries) if (this.#view.lacks(entry)) stage.differing.set(shardText(entry), entry)
    return last ? this.#wantShards([...stage.differing.values()], 'ephemeral') : []
  }

  #wantShards(wanted: readonly ShardName[], then: 'ephemeral' | 'idle'): SyncOutput[] {
    if (wanted.length === 0) {
      return then === 'ephemeral' ? this.#askSet('ephemeral') : [{ type: 'gaps-filled' }, ...this.#idle()]
    }
    const asked = wanted.slice(0, MAX_WANTS_PER_FRAME).map((name) => ({
      author: name.author,
      shard: name.shard,
      heads: this.#view.headsOf(name)
    }))
    const left = wanted.slice(asked.length)
    this.#stage = { name: 'shards', asked, left, receiving: undefined, then }
    return [this.#send({ type: 'shard-want', wants: asked })]
  }

  #onHeads(stage: Stage & { name: 'shards' }, name: ShardName, heads: readonly Uint8Array[]): SyncOutput[] {
    const next = stage.asked[0]
    if (stage.receiving !== undefined || next === undefined || shardText(next) !== shardText(name)) {
      return [{ type: 'refuse', reason: 'another shard than asked for' }]
    }
    stage.receiving = { shard: name, heads, changes: [], bytes: 0 }
    return []
  }

  #onChanges(stage: Stage & { name: 'shards' }, changes: readonly Uint8Array[], last: boolean): SyncOutput[] {
    const { receiving } = stage
    if (receiving === undefined || (changes.length === 0 && !last)) {
      return [{ type: 'refuse', reason: 'changes without heads' }]
    }
    for (const change of changes) {
      receiving.changes.push(change)
      receiving.bytes += change.byteLength
    }
    if (receiving.changes.length > MAX_SHARD_CHANGES || receiving.bytes > MAX_SHARD_BYTES) {
      return [{ type: 'refuse', reason: 'a shard over its limits' }]
    }
    if (!last) return []
    stage.receiving = undefined
    stage.asked.shift()
    const { shard: name, heads } = receiving
    const taken: SyncOutput[] =
      receiving.changes.length === 0 ? [] : [{ type: 'take-shard', name, heads, changes: receiving.changes }]
    return stage.asked.length > 0 ? taken : [...taken, ...this.#wantShards(stage.left, stage.then)]
  }

  #idle(): SyncOutput[] {
    this.#stage = { name: 'idle' }
    if (this.#gaps.size > 0) return this.#fillGaps()
    return this.#again ? this.#start() : []
  }

  #fillGaps(): SyncOutput[] {
    const wanted = [...this.#gaps.values()]
    this.#gaps.clear()
    this.#round++
    return this.#wantShards(wanted, 'idle')
  }

  #send(body: SyncBody): SyncOutput {
    return { type: 'send', frame: { round: this.#round, ...body } }
  }
}
