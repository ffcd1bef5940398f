// Which records are visible now: the index that lookups read, kept right when versions come in, when members change and
// as time passes; and what it tells of it.
import type { Clock, PeerId, Timer } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { nextCountsAtMs } from './counted-expiry.js'
import { EXPIRY_CHECK_MS } from './defaults.js'
import type { EphemeralRecords } from './ephemeral.js'
import { ExpiryQueue } from './expiry-queue.js'
import { RecordIndex } from './record-index.js'
import type { RecordVersions } from './record-versions.js'
import { SharedViews } from './shared-view.js'
import type { StoreEvents } from './store.js'
import type { DeclaredType, TypeRules } from './type-rules.js'
import { chooseVersion, type View } from './view.js'
import { OWN_TYPE_PREFIX } from './write-rules.js'

export interface VisibilityInit {
  clock: Clock
  rules: TypeRules
  ephemeral: EphemeralRecords
  /** Of durable records. */
  versions(): RecordVersions
  /** What counts of a durable record was looked at. @param view undefined: nothing */
  onView(id: RecordId, view: View | undefined): void
  emit<Name extends keyof StoreEvents>(name: Name, detail: StoreEvents[Name]): void
}

export class Visibility {
  readonly index = new RecordIndex()
  /** Of collaborative records. */
  readonly shared: SharedViews
  readonly #init: VisibilityInit
  readonly #expiries = new ExpiryQueue()
  /** Deleted here only. */
  readonly #hidden = new Set<RecordId>()
  readonly #deferred = new Set<RecordId>()
  /** Since when nothing durable expires; undefined: as time goes. */
  #aloneSinceMs: number | undefined
  #timer: Timer | undefined
  #isClosed = false

  constructor(init: VisibilityInit) {
    this.#init = init
    this.shared = new SharedViews({
      ...init,
      nowMs: () => this.#aloneSinceMs ?? init.clock.nowMs(),
      clockMs: () => init.clock.nowMs(),
      contributionsOf: (id) => init.versions().contributions.of(id)
    })
  }

  declare(type: DeclaredType): void {
    this.index.indexAttributes(type.name, type.indexed)
    if (!this.#init.rules.declare(type)) return
    const ephemeral = [...this.#init.ephemeral.all()].filter(({ record }) => record.type === type.name)
    const ids = ephemeral.map(({ record }) => record.id)
    for (const id of new Set([...ids, ...this.#init.versions().idsOfType(type.name)])) this.look(id)
  }

  /** Hides what is larger, and shows what was hidden for it, from now on. */
  limitRecordBytes(maxBytes: number): void {
    if (!this.#init.rules.limitRecordBytes(maxBytes)) return
    for (const { record } of [...this.#init.ephemeral.all()]) this.look(record.id)
    this.judgeAll()
  }

  /** Of a durable record, whatever its type says about how long it lives. */
  viewOf(id: RecordId): View | undefined {
    const clockMs = this.#init.clock.nowMs()
    return chooseVersion(this.#init.versions().of(id), this.#init.rules, this.#aloneSinceMs ?? clockMs, clockMs)
  }

  /** Until when some version could be in force, whoever turns out to be allowed what, peer time, ms; Infinity: it may be now. */
  endedAtMs(id: RecordId): number {
    const clockMs = this.#init.clock.nowMs()
    const versions = this.#init.versions().of(id)
    const untilMs = chooseVersion(versions, this.#init.rules.widest, -Infinity, clockMs)?.expiresAtMs ?? 0
    return untilMs > (this.#aloneSinceMs ?? clockMs) ? Infinity : untilMs
  }

  othersMayChange(type: string): boolean {
    return this.#init.rules.othersMayChange(type)
  }

  judgeAll(): void {
    for (const author of [...this.#init.versions().authors()]) this.judgeAuthor(author)
  }

  judgeAuthor(author: PeerId): void {
    for (const { record } of [...this.#init.ephemeral.all()]) if (record.creator === author) this.look(record.id)
    for (const id of [...this.#init.versions().idsOf(author)]) this.look(id)
  }

  /** Decides anew what of an id is visible, and tells. */
  look(id: RecordId): void {
    const before = this.index.get(id)
    const now = this.#current(id)
    this.#noteDeferred(id)
    const isHidden = this.#hidden.has(id)
    const shown = now === undefined || now.deleted || isHidden ? undefined : now
    if (shown === before) return
    if (shown !== undefined) {
      this.index.set(shown)
      this.#init.emit(before === undefined ? 'record:add' : 'record:update', shown)
    } else if (before !== undefined) {
      this.index.delete(id)
      const isDeleted = isHidden || now?.deleted === true || this.#isTakenBack(before)
      this.#init.emit(isDeleted ? 'record:delete' : 'record:expire', before)
    }
  }

  /** Ids of which some version is neither visible nor rejected: its type's validator cannot tell yet. */
  deferredIds(): RecordId[] {
    return [...this.#deferred].sort()
  }

  /** Judges deferred records again, as if they had just come. @param ids all where none are given */
  validateDeferred(ids: Iterable<RecordId> = this.#deferred): void {
    for (const id of [...ids]) {
      if (!this.#deferred.has(id)) continue
      for (const record of this.#versionsOf(id)) this.#init.rules.forgetDeferred(record)
      this.look(id)
    }
  }

  /** Peer time, ms; undefined: it is not alone. */
  get aloneSinceMs(): number | undefined {
    return this.#aloneSinceMs
  }

  /**
   * While alone no durable record expires: what counts stays as it was then. Afterwards everything is judged again.
   * @param sinceMs peer time, ms @default now
   */
  setAlone(isAlone: boolean, sinceMs = Infinity): void {
    if (isAlone === (this.#aloneSinceMs !== undefined)) return
    this.#aloneSinceMs = isAlone ? Math.min(sinceMs, this.#init.clock.nowMs()) : undefined
    if (!isAlone) this.judgeAll()
  }

  /** Has a record vanish here, until {@link showHidden}. */
  hide(id: RecordId): void {
    this.#hidden.add(id)
    this.look(id)
  }

  /** @param ids all that are hidden where none are given */
  showHidden(ids: Iterable<RecordId> = this.#hidden): void {
    for (const id of [...ids]) if (this.#hidden.delete(id)) this.look(id)
  }

  /** What is visible, or would be, were it not deleted here only: other members still show it. */
  standing(id: RecordId): GroupRecord | undefined {
    if (!this.#hidden.has(id)) return this.index.get(id)
    const current = this.#current(id)
    return current?.deleted === true ? undefined : current
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
  }

  /** What counts, be it a tombstone. Looks again when that ends. */
  #current(id: RecordId): GroupRecord | undefined {
    const current = this.#whatCounts(id)
    return current?.type.startsWith(OWN_TYPE_PREFIX) === true ? undefined : current
  }

  #whatCounts(id: RecordId): GroupRecord | undefined {
    const { ephemeral, rules } = this.#init
    const kept = ephemeral.get(id)
    if (kept !== undefined && rules.livesAs('ephemeral', kept.record)) {
      const nowMs = this.#init.clock.nowMs()
      const untilMs = Math.min(kept.record.expiresAtMs, rules.memberUntilMs(kept.record.creator) ?? 0)
      if (untilMs > nowMs) {
        this.#lookAgain(untilMs, id)
        return rules.accepts(kept.record) ? kept.record : undefined
      }
      if (kept.forgetAtMs <= nowMs) ephemeral.remove(id)
      else this.#lookAgain(kept.forgetAtMs, id)
      return undefined
    }
    const view = this.viewOf(id)
    if (view?.winner.record.type.startsWith(OWN_TYPE_PREFIX) === true) return undefined // Nobody's to adopt or renew.
    this.#init.onView(id, view)
    const counts =
      view !== undefined && rules.livesAs('durable', view.winner.record)
        ? { record: view.winner.record, untilMs: view.untilMs }
        : this.shared.of(id)
    const versions = this.#versionsOf(id)
    if (versions.length === 0) this.#expiries.drop(id)
    const nextAtMs = nextCountsAtMs(versions, this.#init.clock.nowMs())
    if (nextAtMs !== undefined) this.#lookAgain(nextAtMs, id)
    if (counts === undefined) return undefined
    this.#lookAgain(counts.untilMs, id)
    return counts.record
  }

  #noteDeferred(id: RecordId): void {
    if (!this.#init.rules.hasValidators) return
    if (this.#versionsOf(id).some((record) => this.#init.rules.isDeferred(record))) this.#deferred.add(id)
    else this.#deferred.delete(id)
  }

  #versionsOf(id: RecordId): GroupRecord[] {
    const versions = this.#init.versions()
    const records = [...versions.of(id).map(({ record }) => record), ...versions.contributions.of(id)]
    const kept = this.#init.ephemeral.get(id)
    return kept === undefined ? records : [...records, kept.record]
  }

  /**
   * Gone before its time, since nobody says it any more: its author has deleted it, and that deletion has ended too; or what is
   * said instead does not count, or not yet.
   */
  #isTakenBack({ id, expiresAtMs }: GroupRecord): boolean {
    const { rules, clock } = this.#init
    const versions = this.#versionsOf(id)
    if (expiresAtMs <= clock.nowMs()) return false
    return versions.length === 0 || versions.some((version) => rules.isRefused(version))
  }

  #lookAgain(atMs: number, id: RecordId): void {
    const before = this.#expiries.nextAtMs
    this.#expiries.add(atMs, id)
    if (this.#expiries.nextAtMs !== before) this.#setTimer()
  }

  #setTimer(): void {
    this.#timer?.cancel()
    const { clock } = this.#init
    const nextAtMs = this.#expiries.nextAtMs
    if (nextAtMs === undefined || this.#isClosed) return
    const inMs = Math.min(EXPIRY_CHECK_MS, Math.max(1, nextAtMs - clock.nowMs()))
    this.#timer = clock.setTimer(inMs, () => {
      for (const id of this.#expiries.takeDue(clock.nowMs())) this.look(id)
      this.#setTimer()
    })
  }
}
