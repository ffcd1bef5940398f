// The asking side of synchronising with one neighbour, as a machine: membership objects first, then shards whose bucket
// digests differ, ephemeral records last; types with precedence before the others (design section 3). Spec:
// docs/protocols/store-sync.md.
import {
  MAX_DIGESTS_PER_FRAME,
  MAX_DIGESTS_PER_ROUND,
  MAX_ENTRIES_PER_ROUND,
  MAX_GAPS,
  MAX_LACKING_PER_ROUND,
  MAX_SHARD_BYTES,
  MAX_SHARD_CHANGES,
  MAX_WANTS_PER_FRAME
} from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import type { ShardEntry, SyncBody, SyncFrame, SyncSet } from './sync-frame.js'

/** What the machine reads of the store: at once, without IO. */
export interface SyncView {
  /** Whether this side holds it. */
  has(set: SyncSet, digest: string): boolean
  /** One digest over all of them, or over those of some types. */
  summary(set: SyncSet, types?: readonly string[]): string
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
  | { type: 'took-nothing'; name: ShardName }
  /** Of this type everything is here that the peer had. */
  | { type: 'type-synchronised'; recordType: string }
  /** `isPartial`: the peer named more than one round asks for. */
  | { type: 'synchronised'; isPartial: boolean }
  | { type: 'gaps-filled' }
  | { type: 'refuse'; reason: string }

/** Ephemeral records of types with precedence come before the shards. */
type Phase = 'credentials' | 'first-ephemeral' | 'ephemeral'

type Stage =
  | { name: 'idle' }
  | { name: 'digests'; phase: Phase; missing: string[]; seen: number }
  | { name: 'items'; phase: Phase; asked: number; left: string[] }
  /** `ends`: of each type, after how many of the lacking shards all that hold records of it were named. */
  | { name: 'entries'; lacking: Map<string, ShardName>; ends: number[]; seen: number }
  | ShardsStage

interface ShardsStage {
  name: 'shards'
  /** The question under way. */
  asked: ShardName[]
  left: readonly ShardName[]
  receiving: Receiving | undefined
  /** Of types that are not synchronised yet, after how many shards they are. */
  ends: number[]
  taken: number
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
  readonly #precedence: readonly string[]
  #stage: Stage = { name: 'idle' }
  #round = 0
  /** The peer has more than this round asks for. */
  #isPartial = false
  /** Another round was asked for while one ran. */
  #again = false
  readonly #gaps = new Map<string, ShardName>()

  /** @param precedence types that come first, in this order; at most {@link MAX_PRECEDENCE_TYPES} */
  constructor(view: SyncView, precedence: readonly string[] = []) {
    this.#view = view
    this.#precedence = precedence
  }

  get isIdle(): boolean {
    return this.#stage.name === 'idle'
  }

  /** The number of the round that runs, or ran last. */
  get round(): number {
    return this.#round
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
    this.#again = this.#isPartial = false
    this.#round++
    return this.#askSet('credentials')
  }

  #answer(body: SyncBody): SyncOutput[] {
    const stage = this.#stage
    if (stage.name === 'digests' && body.type === 'set-digests' && body.set === setOf(stage.phase)) {
      return this.#onDigests(stage, body.digests, body.last)
    }
    if (stage.name === 'items' && body.type === 'set-items' && body.set === setOf(stage.phase)) {
      return this.#onItems(stage, body.items, body.last)
    }
    if (stage.name === 'entries' && body.type === 'shard-entries') {
      return this.#onEntries(stage, body.entries, body.types ?? 0, body.last)
    }
    if (stage.name === 'shards' && body.type === 'shard-heads') return this.#onHeads(stage, body.name, body.heads)
    if (stage.name === 'shards' && body.type === 'shard-changes') return this.#onChanges(stage, body.changes, body.last)
    return [{ type: 'refuse', reason: `${body.type} was not asked for` }]
  }

  #askSet(phase: Phase): SyncOutput[] {
    this.#stage = { name: 'digests', phase, missing: [], seen: 0 }
    const set = setOf(phase)
    if (phase !== 'first-ephemeral') return [this.#send({ type: 'set-ask', set, summary: this.#view.summary(set) })]
    const types = this.#precedence
    return [this.#send({ type: 'set-ask', set, summary: this.#view.summary(set, types), types })]
  }

  #onDigests(stage: Stage & { name: 'digests' }, digests: readonly string[], last: boolean): SyncOutput[] {
    stage.seen += digests.length
    if (stage.seen > MAX_DIGESTS_PER_ROUND || (digests.length === 0 && !last)) {
      return [{ type: 'refuse', reason: 'too many digests' }]
    }
    const set = setOf(stage.phase)
    for (const digest of digests) if (!this.#view.has(set, digest)) stage.missing.push(digest)
    if (!last) return []
    return this.#wantItems(stage.phase, stage.missing)
  }

  #wantItems(phase: Phase, missing: string[]): SyncOutput[] {
    if (missing.length === 0) return this.#afterSet(phase)
    const asked = missing.slice(0, MAX_DIGESTS_PER_FRAME)
    this.#stage = { name: 'items', phase, asked: asked.length, left: missing.slice(asked.length) }
    return [this.#send({ type: 'set-want', set: setOf(phase), digests: asked })]
  }

  #onItems(stage: Stage & { name: 'items' }, items: readonly Uint8Array[], last: boolean): SyncOutput[] {
    stage.asked -= items.length
    if (stage.asked < 0 || (items.length === 0 && !last))
      return [{ type: 'refuse', reason: 'more items than asked for' }]
    const taken: SyncOutput[] = items.length === 0 ? [] : [{ type: 'take-items', set: setOf(stage.phase), items }]
    return last ? [...taken, ...this.#wantItems(stage.phase, stage.left)] : taken
  }

  #afterSet(phase: Phase): SyncOutput[] {
    if (phase === 'ephemeral') return [{ type: 'synchronised', isPartial: this.#isPartial }, ...this.#idle()]
    if (phase === 'credentials' && this.#precedence.length > 0) return this.#askSet('first-ephemeral')
    this.#stage = { name: 'entries', lacking: new Map(), ends: [], seen: 0 }
    const buckets = this.#view.buckets()
    return [this.#send({ type: 'shard-ask', buckets, types: this.#precedence })]
  }

  #onEntries(
    stage: Stage & { name: 'entries' },
    entries: readonly ShardEntry[],
    types: number,
    last: boolean
  ): SyncOutput[] {
    const { lacking, ends } = stage
    stage.seen += entries.length
    if (stage.seen > MAX_ENTRIES_PER_ROUND || (entries.length === 0 && !last)) {
      return [{ type: 'refuse', reason: 'too many shards' }]
    }
    if (types > this.#precedence.length) return [{ type: 'refuse', reason: 'types that were not asked for' }]
    const end = (named: number): void => {
      while (ends.length < named) ends.push(this.#isPartial ? Infinity : lacking.size)
    }
    end(types)
    for (const entry of entries) {
      if (!this.#view.lacks(entry)) continue
      if (lacking.size >= MAX_LACKING_PER_ROUND) this.#isPartial = true
      else lacking.set(shardText(entry), { author: entry.author, shard: entry.shard })
    }
    if (stage.seen >= MAX_ENTRIES_PER_ROUND) this.#isPartial = true
    if (last) end(this.#precedence.length) // Also of a peer that knows no precedence.
    return last ? this.#wantShards([...lacking.values()], ends, 'ephemeral') : []
  }

  #wantShards(left: readonly ShardName[], ends: number[], then: 'ephemeral' | 'idle'): SyncOutput[] {
    return this.#wantMore({ name: 'shards', asked: [], left, receiving: undefined, ends: [...ends], taken: 0, then })
  }

  #wantMore(stage: ShardsStage): SyncOutput[] {
    const ended = this.#typesEnded(stage)
    if (stage.left.length === 0) {
      if (stage.then === 'ephemeral') return [...ended, ...this.#askSet('ephemeral')]
      return [{ type: 'gaps-filled' }, ...this.#idle()]
    }
    stage.asked = stage.left.slice(0, MAX_WANTS_PER_FRAME)
    stage.left = stage.left.slice(stage.asked.length)
    this.#stage = stage
    const wants = stage.asked.map((name) => ({ ...name, heads: this.#view.headsOf(name) }))
    return [...ended, this.#send({ type: 'shard-want', wants })]
  }

  #typesEnded(stage: ShardsStage): SyncOutput[] {
    const ended: SyncOutput[] = []
    for (; stage.ends.length > 0 && stage.ends[0]! <= stage.taken; stage.ends.shift()) {
      ended.push({ type: 'type-synchronised', recordType: this.#precedence.at(-stage.ends.length)! })
    }
    return ended
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
    stage.taken++
    const { shard: name, heads, changes: taken } = receiving
    const took: SyncOutput =
      taken.length === 0 ? { type: 'took-nothing', name } : { type: 'take-shard', name, heads, changes: taken }
    return [took, ...(stage.asked.length > 0 ? this.#typesEnded(stage) : this.#wantMore(stage))]
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
    return this.#wantShards(wanted, [], 'idle')
  }

  #send(body: SyncBody): SyncOutput {
    return { type: 'send', frame: { round: this.#round, ...body } }
  }
}

function setOf(phase: Phase): SyncSet {
  return phase === 'credentials' ? 'credentials' : 'ephemeral'
}
