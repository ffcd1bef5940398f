// What of a collaborative record everybody sees: the merge of the contributions by those who may write it. Remembers what
// it showed, so that an unchanged record stays the same object.
import type { PeerId } from '../base/index.js'
import { namedRecordId, type AttributeValue, type GroupRecord, type RecordId } from '../record/index.js'
import { countedExpiresAtMs } from './counted-expiry.js'
import { heldRecord } from './held-record.js'
import { dotOf } from './shared-overwrites.js'
import {
  editedValue,
  isSameValue,
  mergeContributions,
  mergedAttributes,
  type Contribution,
  type MergedRecord,
  type SharedEdit
} from './shared-record.js'
import type { TypeRules } from './type-rules.js'

/** An edit that lost against another one that had not seen it, or had no room. */
export interface RecordConflict {
  /** Of the attribute; empty: the data. */
  readonly name: string
  /** undefined: it removed the attribute, or the data. */
  readonly value: AttributeValue | Uint8Array | undefined
  readonly author: PeerId
  readonly version: number
  /** Peer time, ms. */
  readonly modifiedAtMs: number
  /** `overruled`: another value stands. `no-room`: the record has as many attributes as one may have. */
  readonly why: 'overruled' | 'no-room'
}

export interface SharedView {
  readonly record: GroupRecord
  readonly merged: MergedRecord
  /** By authors who may write it now. */
  readonly counted: readonly Contribution[]
  /** To be looked at again then, peer time, ms: it expires, unless that waits, or the membership of somebody who wrote it ends. */
  readonly untilMs: number
}

/** A record, and what its data are read from: another contribution of the same author may come to say the same. */
interface ShownView extends SharedView {
  readonly data: { from: Contribution | undefined }
}

export interface SharedViewsInit {
  /** As of when expiry is judged, peer time, ms. */
  nowMs(): number
  /** Peer time, ms, as of when memberships are judged; later than `nowMs` where expiry waits. */
  clockMs(): number
  rules: TypeRules
  contributionsOf(id: RecordId): readonly Contribution[]
}

export class SharedViews {
  readonly #init: SharedViewsInit
  readonly #shown = new Map<RecordId, { readonly says: string; readonly view: ShownView }>()

  constructor(init: SharedViewsInit) {
    this.#init = init
  }

  /** undefined: nobody who may wrote it, or it has expired. */
  of(id: RecordId): SharedView | undefined {
    const shown = this.#shown.get(id)
    const view = this.#merge(id)
    const says = view === undefined ? '' : signatureOf(view)
    if (view === undefined) this.#shown.delete(id)
    else if (shown?.says === says && sayTheSame(shown.view, view)) {
      const { record, data } = shown.view
      data.from = view.data.from // The one that said it before may end.
      const same = { ...view, record, data }
      this.#shown.set(id, { says, view: same })
      return same
    } else this.#shown.set(id, { says, view })
    return view
  }

  conflicts(id: RecordId): RecordConflict[] {
    const view = this.of(id)
    if (view === undefined || view.record.deleted) return []
    const { losers, withoutRoom } = view.merged
    return [
      ...losers.map((edit) => describe(edit, 'overruled')),
      ...withoutRoom.map((edit) => describe(edit, 'no-room'))
    ]
  }

  /** Of attributes that the record has. */
  writers(id: RecordId): Map<string, PeerId> {
    const view = this.of(id)
    if (view === undefined || view.record.deleted) return new Map()
    const values = [...view.merged.winners.values()].filter(({ name, removed }) => name !== '' && !removed)
    return new Map(values.map(({ name, author }) => [name, author]))
  }

  /**
   * Until when somebody needs one of ours, peer time, ms; Infinity: now, too. It has expired then, and so has everything that
   * could show the record, or that it hides. What others overwrote stays until then: it shows again where they lose their right.
   */
  endedAtMs(contribution: Contribution): number {
    const { id, type, deleted } = contribution
    const { widest } = this.#init.rules
    const held = this.#init.contributionsOf(id)
    const expiresAtMs = this.#expiriesAmong(held)
    const needing = held.filter(({ lastModifiedBy: author, creator, type: itsType }) => {
      return deleted || (itsType === type && widest.mayChange(author, creator, type))
    })
    const untilMs = Math.max(...[contribution, ...needing].map(expiresAtMs))
    return untilMs > this.#init.nowMs() ? Infinity : untilMs
  }

  #merge(id: RecordId): ShownView | undefined {
    const { rules } = this.#init
    const counted = this.#countedOf(this.#init.contributionsOf(id))
    const merged = mergeContributions(counted)
    if (merged === undefined || !rules.livesAs('collaborative', merged.latest)) return undefined
    const recordsUntilMs = ({ lastModifiedBy }: Contribution): number => rules.recordsUntilMs(lastModifiedBy) ?? 0
    const expiresAtMsOf = this.#expiriesAmong(counted)
    const expiresAtMs = Math.max(...merged.counting.map(expiresAtMsOf))
    if (expiresAtMs <= this.#init.nowMs()) return undefined
    const ends = counted.map(recordsUntilMs)
    const untilMs = Math.min(...ends, expiresAtMs > this.#init.clockMs() ? expiresAtMs : Infinity)
    const written = merged.deletion === undefined ? merged.winners.get('') : undefined
    const data = { from: written?.removed === false ? written.contribution : undefined }
    return { record: shownRecord(merged, counted, expiresAtMs, data), data, merged, counted, untilMs }
  }

  /**
   * Who may write, and the type: that of the creator's contribution, or else the one after which the id is named, or else one
   * that is known here, or else an administrator's, or else the oldest, so that nobody takes a record away by calling it
   * something else.
   */
  #countedOf(held: readonly Contribution[]): Contribution[] {
    const { rules } = this.#init
    const allowed = held.filter((contribution) => this.#mayWrite(contribution) && rules.accepts(contribution))
    const first = allowed[0]
    if (first === undefined || allowed.every(({ type }) => type === first.type)) return allowed
    const rank = ({ id, lastModifiedBy: author, creator, type }: Contribution): number => {
      if (author === creator) return 0
      if (namedRecordId(creator, type) === id) return 1
      return (rules.isDeclared(type) ? 2 : 4) + (rules.isAdministrator(author) ? 0 : 1)
    }
    const ranked = allowed.map((contribution) => ({ contribution, rank: rank(contribution) }))
    ranked.sort((a, b) => {
      const [left, right] = [a.contribution, b.contribution]
      const byType = left.type < right.type ? -1 : left.type > right.type ? 1 : 0
      return a.rank - b.rank || left.createdAtMs - right.createdAtMs || byType
    })
    return allowed.filter(({ type }) => type === ranked[0]!.contribution.type)
  }

  #expiriesAmong(contributions: readonly Contribution[]): (one: Contribution) => number {
    const clockMs = this.#init.clockMs()
    const creators = contributions.filter(({ creator, lastModifiedBy: author }) => author === creator)
    const creatorsExpiresAtMs = Math.max(0, ...creators.map(({ expiresAtMs }) => expiresAtMs))
    return (one) => countedExpiresAtMs(one, creatorsExpiresAtMs, clockMs)
  }

  #mayWrite({ lastModifiedBy: author, creator, type }: Contribution): boolean {
    const { rules, clockMs } = this.#init
    return (rules.recordsUntilMs(author) ?? 0) > clockMs() && rules.mayChange(author, creator, type)
  }
}

function shownRecord(
  merged: MergedRecord,
  counted: readonly Contribution[],
  expiresAtMs: number,
  data: ShownView['data']
): GroupRecord {
  const { latest, deletion } = merged
  const { id, type, creator, lastModifiedBy, version, modifiedAtMs } = latest
  const founding = counted.filter(({ lastModifiedBy: author }) => author === creator)
  const createdAtMs = Math.min(...(founding.length > 0 ? founding : counted).map((one) => one.createdAtMs))
  const fields = {
    ...{ id, type, creator, lastModifiedBy, version, createdAtMs, modifiedAtMs, expiresAtMs },
    deleted: deletion !== undefined,
    attributes: deletion === undefined ? mergedAttributes(merged) : {},
    ...{ autoRefresh: false, renewals: 0, renewedAtMs: 0 }
  }
  // Large data rest on disk, and are read when somebody looks.
  return heldRecord(fields, () => data.from?.data ?? new Uint8Array())
}

/** Two views with the same one show the same, as far as nobody repeats an edit of its own with another value. */
function signatureOf({ merged, record }: SharedView): string {
  const { winners, losers, withoutRoom, latest } = merged
  const edits = [...winners.values(), ...losers, ...withoutRoom].map((edit) => dotOf(edit.name, edit))
  const says = [
    record.type,
    record.deleted,
    record.createdAtMs,
    record.expiresAtMs,
    latest.lastModifiedBy,
    latest.version,
    latest.modifiedAtMs
  ]
  return [...says, ...edits].join('\n')
}

/** Of views with the same signature: looks at values only where they come from another contribution than before. */
function sayTheSame({ merged: { winners: before } }: SharedView, { merged: { winners } }: SharedView): boolean {
  if (winners.size !== before.size) return false
  return [...winners.values()].every((edit) => {
    const known = before.get(edit.name)
    return known !== undefined && isSameValue(known, edit)
  })
}

function describe(edit: SharedEdit, why: RecordConflict['why']): RecordConflict {
  const { name, author, version, modifiedAtMs } = edit
  return { name, value: editedValue(edit), author, version, modifiedAtMs, why }
}
