// What a collaborative record says: one register for each attribute and one for the data, merged from its authors'
// contributions. A pure function of them: any order of arrival, duplicates and partitions end the same everywhere
// (docs/decisions/0004, docs/protocols/record.md).
import type { PeerId } from '../base/index.js'
import {
  frozenAttributes,
  MAX_ATTRIBUTES,
  type AttributeEdit,
  type Attributes,
  type AttributeValue,
  type GroupRecord
} from '../record/index.js'
import { MAX_VERSION_LEAD } from './defaults.js'
import { dataHashOf } from './held-record.js'
import { contributionName, dotOf, Overwrites } from './shared-overwrites.js'

/** One author's word on a shared record: a record with edits. */
export type Contribution = GroupRecord & { readonly edits: readonly AttributeEdit[] }

/** An edit with who wrote it. Its value is read by {@link editedValue}, since large data rest on disk. */
export interface SharedEdit extends AttributeEdit {
  readonly author: PeerId
  readonly contribution: Contribution
}

export interface MergedRecord {
  /** By name, the removed ones too. Of values, at most {@link MAX_ATTRIBUTES}. */
  readonly winners: ReadonlyMap<string, SharedEdit>
  /** Edits beside a winner that nobody has overwritten yet, the strongest first, by name. */
  readonly losers: readonly SharedEdit[]
  /** Attributes that members who were apart wrote beyond {@link MAX_ATTRIBUTES}: the last written stay out until others go. */
  readonly withoutRoom: readonly SharedEdit[]
  /** The tombstone that hides all this; undefined: the record lives. */
  readonly deletion: SharedEdit | undefined
  /** What the record was changed by last: by version, then time, then author. */
  readonly latest: Contribution
  /** Contributions with a living edit, or the tombstone's: their expiries count. */
  readonly counting: readonly Contribution[]
}

export function isContribution(record: GroupRecord): record is Contribution {
  return record.edits !== undefined
}

/**
 * Those that no other contribution of their author replaces. Usually one an author; two machines of one author, or a backup
 * that was restored, are two writers until one of them has seen the other.
 */
export function currentContributions<Item extends { readonly record: GroupRecord }>(all: readonly Item[]): Item[] {
  const replaced = new Set<string>()
  for (const { record } of all) {
    for (const { version, modifiedAtMs } of record.replaces ?? []) {
      replaced.add(contributionName(record.lastModifiedBy, version, modifiedAtMs))
    }
  }
  return all.filter(({ record }) => {
    return !replaced.has(contributionName(record.lastModifiedBy, record.version, record.modifiedAtMs))
  })
}

/** @param contributions current ones by authors who may write, of one record and type. @returns undefined: of nothing */
export function mergeContributions(contributions: readonly Contribution[]): MergedRecord | undefined {
  const trusted = trustedVersions(contributions)
  const strongestFirst = (a: SharedEdit, b: SharedEdit): number => compareEdits(trusted, b, a)
  const overwrites = new Overwrites(contributions)
  const byName = new Map<string, SharedEdit[]>()
  const deletions: SharedEdit[] = []
  for (const edit of distinctEdits(contributions)) {
    if (edit.contribution.deleted) {
      if (!overwrites.isBrought(edit)) deletions.push(edit)
    } else {
      const others = byName.get(edit.name)
      if (others === undefined) byName.set(edit.name, [edit])
      else others.push(edit)
    }
  }

  const winners = new Map<string, SharedEdit>()
  const losers: SharedEdit[] = []
  for (const name of [...byName.keys()].sort()) {
    const all = byName.get(name)!
    const living = all.filter((edit) => !overwrites.isOverwritten(name, edit))
    // Only liars' edits can overwrite each other in a circle: then all of them count, so that there is always a winner.
    const [winner, ...others] = (living.length > 0 ? living : all).sort(strongestFirst)
    winners.set(name, winner!)
    losers.push(...others)
  }
  const values = [...winners.values()].filter(({ name, removed }) => name !== '' && !removed)
  const withoutRoom = values.sort(strongestFirst).reverse().slice(MAX_ATTRIBUTES)
  for (const { name } of withoutRoom) winners.delete(name)

  const living = [...winners.values(), ...withoutRoom, ...losers].sort(strongestFirst)
  const deletion = deletions.sort(strongestFirst)[0]
  // What it saw it names; an edit beside it, which it has not seen, survives, whatever the versions of both.
  if (deletion !== undefined && living.every((edit) => overwrites.isHidden(edit))) {
    const { contribution } = deletion
    return { winners, losers, withoutRoom, deletion, latest: contribution, counting: [contribution] }
  }
  const [latest] = contributions.filter(({ deleted }) => !deleted).sort((a, b) => compareContributions(trusted, b, a))
  if (latest === undefined) return undefined
  const livingDots = new Set(living.map((edit) => dotOf(edit.name, edit)))
  const counting = contributions.filter(({ lastModifiedBy: author, deleted, edits }) => {
    return !deleted && edits.some((edit) => livingDots.has(dotOf(edit.name, { ...edit, author })))
  })
  return {
    winners,
    losers,
    withoutRoom,
    deletion: undefined,
    latest,
    counting: counting.length > 0 ? counting : [latest]
  }
}

/** What an edit says; undefined: that there is no such attribute, or no data. */
export function editedValue({ name, removed, contribution }: SharedEdit): AttributeValue | Uint8Array | undefined {
  if (removed) return undefined
  return name === '' ? contribution.data : contribution.attributes[name]
}

/** Of two edits of one name. Data are compared by their hashes: large ones rest on disk, and nothing is read here. */
export function isSameValue(a: SharedEdit, b: SharedEdit): boolean {
  return compareValues(a, b) === 0
}

/** Attributes as the winners say. */
export function mergedAttributes({ winners }: MergedRecord): Attributes {
  const shown = [...winners.values()].filter(({ name, removed }) => name !== '' && !removed)
  return frozenAttributes(shown.map((edit) => [edit.name, editedValue(edit) as AttributeValue]))
}

/**
 * The highest version that counts as seen: what the next edit is above. No author can push it further than
 * {@link MAX_VERSION_LEAD} above what the others wrote, so that nobody uses up the versions of a record.
 */
export function highestTrustedVersion(contributions: readonly Contribution[]): number {
  return trustedVersions(contributions).highest
}

/** Two contributions of one author may repeat the same edit. */
function distinctEdits(contributions: readonly Contribution[]): SharedEdit[] {
  const byDot = new Map<string, SharedEdit[]>()
  for (const contribution of contributions) {
    const author = contribution.lastModifiedBy
    for (const written of contribution.edits) {
      const edit: SharedEdit = { ...written, author, contribution }
      const dot = `${contribution.deleted ? '-' : '+'}${dotOf(edit.name, edit)}`
      const same = byDot.get(dot)
      if (same === undefined) byDot.set(dot, [edit])
      else same.push(edit)
    }
  }
  return [...byDot.values()].flatMap((same) => {
    if (same.length === 1) return same
    const values = new Set<string>()
    return same.filter((edit) => values.size < values.add(spellValue(edit)).size)
  })
}

interface TrustedVersions {
  readonly highest: number
  of(author: PeerId, version: number): number
}

/** From the author with the lowest highest version on, each may be so far above those before. */
function trustedVersions(contributions: readonly Contribution[]): TrustedVersions {
  const highestOf = new Map<PeerId, number>()
  for (const { lastModifiedBy: author, version } of contributions) {
    highestOf.set(author, Math.max(version, highestOf.get(author) ?? 0))
  }
  const limits = new Map<PeerId, number>()
  let highest = 0
  for (const [author, version] of [...highestOf].sort((a, b) => a[1] - b[1] || compareText(a[0], b[0]))) {
    const limit = highest + MAX_VERSION_LEAD
    limits.set(author, limit)
    highest = Math.max(highest, Math.min(version, limit))
  }
  return { highest, of: (author, version) => Math.min(version, limits.get(author) ?? 0) }
}

/** Higher version, then later, then larger author id: the same order everywhere. */
function compareEdits(trusted: TrustedVersions, a: SharedEdit, b: SharedEdit): number {
  return (
    trusted.of(a.author, a.version) - trusted.of(b.author, b.version) ||
    a.modifiedAtMs - b.modifiedAtMs ||
    compareText(a.author, b.author) ||
    a.version - b.version ||
    compareText(a.name, b.name) ||
    compareValues(a, b)
  )
}

function compareContributions(trusted: TrustedVersions, a: Contribution, b: Contribution): number {
  const [left, right] = [a.lastModifiedBy, b.lastModifiedBy]
  const versions = trusted.of(left, a.version) - trusted.of(right, b.version)
  return versions || a.modifiedAtMs - b.modifiedAtMs || compareText(left, right) || a.version - b.version
}

function compareValues(a: SharedEdit, b: SharedEdit): number {
  if (a.removed || b.removed || a.contribution === b.contribution) return Number(a.removed) - Number(b.removed)
  return compareText(spellValue(a), spellValue(b))
}

/** The same for what says the same. */
function spellValue({ name, removed, contribution }: SharedEdit): string {
  if (removed) return 'removed'
  if (name === '') return `data ${dataHashOf(contribution)}`
  const value = contribution.attributes[name]
  return value instanceof Date ? `date ${value.getTime()}` : `${typeof value} ${String(value)}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
