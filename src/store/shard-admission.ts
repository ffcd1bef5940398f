// Takes the changes of shards that peers send, once they are judged one by one: into the log, the versions, the disk.
import type { CheckedChange } from './change-check.js'
import { MAX_UNSAVED_BYTES } from './defaults.js'
import type { DurableState, JudgedChange, SealedRecord } from './durable-state.js'
import type { EvidenceKeeper } from './evidence-keeper.js'
import { HeldUpdates } from './held-updates.js'
import { putChange, putHead, removeChange, removeHead, shardText, type ShardName } from './log-keys.js'
import type { ShardDropping } from './shard-dropping.js'
import type { Admission, LinkedChange } from './shard-log.js'
import { SHARDS_STATEMENT_TYPE } from './shards-statement.js'
import { readHead, type SignedHead } from './signed-head.js'
import { encodeItem } from './store-item.js'
import type { ReceiveOutcome } from './store.js'

type Found = ReturnType<EvidenceKeeper['find']>
type Admitted = Extract<Admission, { outcome: 'admitted' }>

/** What became of changes, known at once, and when all that follows from it is done: they are on the disk. */
interface Admitting {
  readonly outcome: ReceiveOutcome
  readonly done: Promise<void>
}

const KNOWN: ReceiveOutcome = { outcome: 'known' }

export interface ShardAdmissionInit {
  state: DurableState
  dropping: ShardDropping
  evidence: EvidenceKeeper
  /** Something of ours came from elsewhere. */
  onOwnHistory(): void
  /** Records that we signed, in changes of ours that fell: somebody, or a copy of this process, has signed others in their place. */
  addAgain(fallen: readonly SealedRecord[]): void
  /** Something of ours came that a removal cut off. */
  onCutOff(): void
}

export class ShardAdmission {
  readonly #state: DurableState
  readonly #dropping: ShardDropping
  readonly #onOwnHistory: () => void
  readonly #evidence: EvidenceKeeper
  readonly #addAgain: (fallen: readonly SealedRecord[]) => void
  readonly #onCutOff: () => void
  readonly #held = new HeldUpdates()

  constructor({ state, dropping, evidence, onOwnHistory, addAgain, onCutOff }: ShardAdmissionInit) {
    this.#state = state
    this.#dropping = dropping
    this.#evidence = evidence
    this.#onOwnHistory = onOwnHistory
    this.#addAgain = addAgain
    this.#onCutOff = onCutOff
  }

  /** One change with the head over it, flooded by a peer. */
  async receiveUpdate(headBytes: Uint8Array, changeBytes: Uint8Array | undefined): Promise<ReceiveOutcome> {
    const { init, logs } = this.#state
    const head = readHead(headBytes, init.group)
    if (head === undefined) return { outcome: 'refused', reason: 'head-malformed' }
    if (!this.#state.takesFrom(head.author)) return { outcome: 'ignored' }
    const log = logs.get(head)
    if (!this.#mayMatter(head) || (log === undefined && this.#isOthersEnded(head))) return { outcome: 'ignored' }
    if (head.heads.every((hash) => log?.has(hash) === true)) return { outcome: 'known' }
    // Whoever passes on what a removal cut off may not have heard of it.
    if (this.#state.cuts.isComplete(head)) return { outcome: 'ignored' }
    if (changeBytes === undefined) {
      if (!head.verify()) return { outcome: 'refused', reason: 'head-signature' }
      return { outcome: 'held', author: head.author, shard: head.shard }
    }
    const judged = this.#state.judge(changeBytes, head)
    if ('reason' in judged) return { outcome: 'refused', reason: judged.reason }
    if (this.#state.hasEnded(head, judged.change)) return KNOWN
    if (!head.heads.includes(judged.change.hash)) return { outcome: 'refused', reason: 'head-of-another-change' }
    if (!head.verify()) return { outcome: 'refused', reason: 'head-signature' }
    const { outcome, done } = this.#admit(head, [judged], [head], false)
    if (outcome.outcome === 'held') {
      const update = { head, ...judged, heldAtMs: init.clock.nowMs() }
      this.#held.hold(update, init.clock.nowMs())
    }
    const held = outcome.outcome === 'applied' ? this.#admitHeld(head) : { released: [], done: [] }
    await Promise.all([done, ...held.done])
    return held.released.length === 0 ? outcome : { outcome: 'applied', released: held.released }
  }

  /**
   * Changes of one shard (a change after those it depends on) with the heads that cover them: what synchronising brings.
   * All or nothing.
   */
  async receiveShard(
    name: ShardName,
    heads: readonly Uint8Array[],
    changes: readonly Uint8Array[]
  ): Promise<ReceiveOutcome> {
    const { init } = this.#state
    const { cuts, author } = this.#state
    if (!this.#state.takesFrom(name.author) || !this.#mayMatter(name)) return { outcome: 'ignored' }
    if (name.author !== author && cuts.isComplete(name)) return { outcome: 'ignored' }
    const signed: SignedHead[] = []
    for (const bytes of heads) {
      const head = readHead(bytes, init.group)
      if (head === undefined || shardText(head) !== shardText(name))
        return { outcome: 'refused', reason: 'head-malformed' }
      if (!head.verify()) return { outcome: 'refused', reason: 'head-signature' }
      signed.push(head)
    }
    const judged: JudgedChange[] = []
    for (const bytes of changes) {
      const verdict = this.#state.judge(bytes, name)
      if ('reason' in verdict) return { outcome: 'refused', reason: verdict.reason }
      judged.push(verdict)
    }
    if (judged.every(({ change }) => this.#state.hasEnded(name, change))) return { outcome: 'ignored' }
    if (name.author === author && cuts.of(author)?.letsWriteAgain === true) this.#addCutOff(name, judged)
    const { outcome, done } = this.#admit(name, judged, signed, true)
    const held = outcome.outcome === 'applied' ? this.#admitHeld(name) : { released: [], done: [] }
    await Promise.all([done, ...held.done])
    for (const item of held.released) init.flood(item)
    return outcome
  }

  /** Of ours, what a removal cut off and this node does not have: where it comes from is the only place that has it. */
  #addCutOff(name: ShardName, judged: readonly JudgedChange[]): void {
    const { cuts, logs } = this.#state
    if (
      cuts.wants(
        name,
        judged.map(({ change }) => change)
      )
    )
      return // Then it is kept.
    const log = logs.get(name)
    const cutOff = judged.filter(({ change }) => log?.has(change.hash) !== true && !this.#state.hasEnded(name, change))
    if (cuts.ruleOf(name) !== 'all') this.#addAgain(this.#state.sealedIn(cutOff))
  }

  /** In a shard that has ended may be what its author did not know of. */
  #mayMatter(name: ShardName): boolean {
    return this.#state.ended.endOf(name) !== 'all'
  }

  /** Of such a shard, where it is not here, one change alone mostly says what has ended: it comes when stores synchronise. */
  #isOthersEnded(name: ShardName): boolean {
    return name.author !== this.#state.author && this.#state.ended.endOf(name) !== undefined
  }

  #admit(name: ShardName, judged: readonly JudgedChange[], heads: readonly SignedHead[], isBulk: boolean): Admitting {
    const { logs, queue, init } = this.#state
    const bytes = judged.reduce((sum, { change }) => sum + change.bytes.byteLength, 0)
    const { author } = name
    const { cuts } = this.#state
    if (
      !cuts.wants(
        name,
        judged.map(({ change }) => change)
      )
    )
      return withoutMore({ outcome: 'ignored' })
    const isUncut = cuts.ruleOf(name) === 'all' // Else its author says nothing about its shards any more.
    const said = isUncut ? heads.map((head) => head.firstLivingShard) : []
    const firstLivingShard = Math.max(this.#state.ended.firstLivingShard(author), ...said)
    if (!logs.hasRoomFor(name, bytes, firstLivingShard) || queue.unsavedBytes > MAX_UNSAVED_BYTES)
      return withoutMore({ outcome: 'ignored' })
    const found = this.#evidence.find(name, judged, heads)
    const isUnsure = !isUncut
    const admission = logs.admit(
      name,
      judged.map(({ change }) => change),
      heads
    )
    switch (admission.outcome) {
      case 'known':
        return withoutMore(KNOWN)
      case 'missing':
        return withoutMore({ outcome: 'held', author: name.author, shard: name.shard })
      case 'contradicts':
        init.logger(`${name.author} signed two histories of shard ${name.shard}; the one here stays`)
        return { outcome: { outcome: 'ignored' }, done: this.#keepOut(name, judged, found) }
      case 'full':
        return withoutMore({ outcome: 'ignored' })
      case 'refused':
        return withoutMore({ outcome: 'refused', reason: admission.reason })
      case 'admitted':
        return {
          outcome: { outcome: 'applied' },
          done: this.#take(name, judged, admission, { isBulk, isUnsure, found })
        }
    }
  }

  async #take(
    name: ShardName,
    judged: readonly JudgedChange[],
    admission: Admitted,
    { isBulk, isUnsure, found }: { isBulk: boolean; isUnsure: boolean; found: Found }
  ): Promise<void> {
    const isOwn = name.author === this.#state.author
    const fallen = isOwn ? this.#state.sealedIn(this.#state.judgedOnDisk(name, admission.removed)) : []
    const added = new Set(admission.added.map(({ hash }) => hash))
    const fresh = judged.filter(({ change }) => added.has(change.hash))
    for (const one of fresh) if (!this.#state.hasEnded(name, one.change)) this.#state.addVersion(name, one)
    const freshChanges = fresh.map(({ change }) => change)
    if (found !== undefined) this.#evidence.note(found.put.key)
    const kept = this.#keep(name, freshChanges, admission, found)
    this.#meetAutomerge(name, freshChanges, isBulk)
    for (const id of new Set(fresh.map(({ record }) => record.id))) this.#state.init.onVersion(id)
    if (admission.removed.length > 0) this.#readAgain(name, admission.removed)
    if (isUnsure) this.#judgeSurely(name, added)
    if (found !== undefined) this.#state.init.onEvidence?.(found.evidence)
    await kept
    if (fallen.length > 0) this.#addAgain(fallen)
    if (isOwn && isUnsure) this.#onCutOff()
    await this.#dropping.dropEnded(name.author)
    if (isOwn && this.#isToClean(fresh)) this.#onOwnHistory()
  }

  /**
   * In the same turn as what they were held for, so that nothing that comes later is passed on before them.
   * @returns what nobody has passed on so far, in order
   */
  #admitHeld(name: ShardName): { readonly released: Uint8Array[]; readonly done: Promise<void>[] } {
    const released: Uint8Array[] = []
    const allDone: Promise<void>[] = []
    for (const held of this.#held.of(name)) {
      const hasEnded = this.#state.hasEnded(name, held.change)
      const { outcome, done } = hasEnded ? withoutMore(KNOWN) : this.#admit(name, [held], [held.head], false)
      allDone.push(done)
      if (outcome.outcome !== 'held') this.#held.drop(held.change.hash)
      if (outcome.outcome !== 'applied') continue
      released.push(encodeItem({ type: 'shard-update', head: held.head.bytes, change: held.change.bytes }))
    }
    return { released, done: allDone }
  }

  /** Where the disk fails, they are here all the same, and are written with whatever is written next. */
  async #keep(
    name: ShardName,
    changes: readonly CheckedChange[],
    { keptHeads, droppedHeads, removed }: Admitted,
    found: Found
  ): Promise<void> {
    const own = name.author === this.#state.author // Our history coming back after a lost disk: as precious as when written.
    const removals = [...removed.map((change) => removeChange(name, change)), ...droppedHeads.map(removeHead)]
    const puts = [
      ...changes.map((change) => putChange(name, change)),
      ...keptHeads.map(putHead),
      ...(found ? [found.put] : [])
    ]
    try {
      await this.#state.queue.keep([...removals, ...puts], own)
    } catch (error) {
      this.#state.init.logger(`foreign changes of ${shardText(name)} are not on the disk yet: ${String(error)}`)
    }
  }

  /** Each look at what is to be cleaned counts all our records: a change of another machine of ours is no reason by itself. */
  #isToClean(fresh: readonly JudgedChange[]): boolean {
    const { author, logs, ended } = this.#state
    if (fresh.some(({ record }) => record.type === SHARDS_STATEMENT_TYPE)) return true
    return logs.lowestOf(author) < ended.firstLivingShard(author)
  }

  async #keepOut(name: ShardName, judged: readonly JudgedChange[], found: Found): Promise<void> {
    await this.#keepAgainst(found)
    if (name.author === this.#state.author) this.#addAgain(this.#state.sealedIn(judged))
  }

  async #keepAgainst(found: Found): Promise<void> {
    if (found === undefined) return
    const { init, queue } = this.#state
    this.#evidence.note(found.put.key)
    init.onEvidence?.(found.evidence)
    try {
      await queue.keep([found.put], false)
    } catch (error) {
      init.logger(`evidence against ${found.evidence.author} is not on the disk yet: ${String(error)}`)
    }
  }

  /** The heads that a removal names are here now: what was judged without them may stand otherwise. @param added judged with them */
  #judgeSurely(name: ShardName, added: ReadonlySet<string>): void {
    const { cuts, logs } = this.#state
    const [rule, log] = [cuts.ruleOf(name), logs.get(name)]
    if (typeof rule === 'string' || log === undefined || !rule.isComplete(log)) return
    const before = [...log.unordered()].filter(({ hash }) => !added.has(hash))
    const other = before.filter((change) => rule.isWithinExtents(change) !== rule.counts(log, change))
    if (other.length === 0) return
    this.#dropping.readAgain(
      name.author,
      other.filter((change) => !rule.counts(log, change)),
      other.filter((change) => rule.counts(log, change))
    )
  }

  /** One of two histories fell: of what it spoke of, its author says what its shards say now. */
  #readAgain(name: ShardName, removed: readonly LinkedChange[]): void {
    const { init, documents } = this.#state
    init.logger(`${name.author} signed two histories of shard ${name.shard}; one has fallen`)
    documents.drop(name)
    this.#dropping.readAgain(name.author, removed)
  }

  /**
   * Automerge's second opinion on what floods, some milliseconds later and a batch at a time. It can only repeat our
   * check (docs/decisions/0001); so shards that synchronising brings in bulk rest as bytes until somebody needs them.
   */
  #meetAutomerge(name: ShardName, changes: readonly CheckedChange[], isBulk: boolean): void {
    const { documents, author } = this.#state
    if (isBulk && name.author !== author) return documents.drop(name)
    documents.collect(
      name,
      changes.map(({ bytes }) => bytes)
    )
  }
}

function withoutMore(outcome: ReceiveOutcome): Admitting {
  return { outcome, done: Promise.resolve() }
}
