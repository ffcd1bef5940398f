// What an author writes next to a collaborative record: a pure function of what it has seen. It says everything again that
// still counts of the author's own, so that its contributions before this one can go.
import type { PeerId } from '../base/index.js'
import {
  MAX_ATTRIBUTES,
  MAX_DELETED_EDITS,
  MAX_DURABLE_VERSION,
  MAX_EDITS,
  MAX_OVERWRITES,
  MAX_REPLACES,
  RecordError,
  type AttributeEdit,
  type Attributes,
  type AttributeValue,
  type GroupRecord,
  type OverwrittenEdit,
  type ReplacedContribution
} from '../record/index.js'
import { contributionName, dotOf } from './shared-overwrites.js'
import { currentContributions, highestTrustedVersion, mergeContributions, type Contribution } from './shared-record.js'

/**
 * Removals that nothing here needs are said on, the newest: what was removed may come once more, in a copy that another machine of its
 * author made, or from a backup, when more was written since than `replaces` names. As many as that.
 */
const MAX_NEEDLESS_REMOVALS = MAX_REPLACES

/** By name; the data under the empty name. null: removed. */
export type Changes = ReadonlyMap<string, AttributeValue | Uint8Array | null>

export interface WriteInit {
  readonly self: PeerId
  /** Everything here of that record, also by authors who may not write now: they may come back. */
  readonly held: readonly Contribution[]
  /** Of the record's type, by authors who may write it; and our own, whoever else counts them. */
  readonly seen: readonly Contribution[]
  /** Of the record, for all its contributions. */
  readonly fixed: Pick<GroupRecord, 'id' | 'type' | 'creator' | 'createdAtMs'>
  readonly nowMs: number
  readonly expiresAtMs: number
}

/** Writes some values over all that was seen of them. @throws {RecordError} `TOO_LARGE`, `BAD_RECORD` */
export function writeEdits(init: WriteInit, changes: Changes): Contribution {
  const { self, held, seen, nowMs } = init
  const version = nextVersion(init)
  const edits = new Map<string, AttributeEdit>()
  const attributes = Object.create(null) as { [name: string]: AttributeValue }
  let carriesData: Contribution | undefined

  const living = livingDots(seen)
  const current = currentOf(held)
  const own = current.filter(({ lastModifiedBy }) => lastModifiedBy === self)
  const replaced: Contribution[] = []
  for (const contribution of own.sort((a, b) => b.version - a.version || b.modifiedAtMs - a.modifiedAtMs)) {
    const kept = contribution.deleted
      ? []
      : contribution.edits.filter((edit) => {
          if (changes.has(edit.name) || !living.has(dotOf(edit.name, { ...edit, author: self }))) return false
          // Of two removals that nobody needs one is enough.
          return !(edit.removed && edits.get(edit.name)?.removed === true) || isStillNeeded(edit, held, current)
        })
    // Of two own edits of one name, written on two machines, each stays in its contribution until somebody overwrites both.
    const isSame = (edit: AttributeEdit): boolean => {
      const other = edits.get(edit.name)
      return other === undefined || (other.version === edit.version && other.modifiedAtMs === edit.modifiedAtMs)
    }
    if (!kept.every(isSame)) continue
    replaced.push(contribution)
    for (const edit of kept) {
      edits.set(edit.name, edit)
      if (edit.name === '') carriesData = edit.removed ? undefined : contribution
      else if (!edit.removed) attributes[edit.name] = contribution.attributes[edit.name]!
    }
  }

  let data: Uint8Array = carriesData?.data ?? new Uint8Array()
  for (const [name, value] of changes) {
    const overwrites = overwritten((other) => other === name, init, replaced, MAX_OVERWRITES)
    if (value === null && overwrites.length === 0) continue // There is none.
    edits.set(name, { name, version, modifiedAtMs: nowMs, removed: value === null, overwrites })
    if (name === '') data = (value ?? new Uint8Array()) as Uint8Array
    else if (value !== null) attributes[name] = value as AttributeValue
  }
  const others = current.filter((contribution) => !replaced.includes(contribution))
  for (const { name } of removalsWithoutRoom([...edits.values()], held, others)) edits.delete(name)
  if (Object.keys(attributes).length > MAX_ATTRIBUTES) {
    throw new RecordError('TOO_LARGE', `record ${init.fixed.id} would have more than ${MAX_ATTRIBUTES} attributes`)
  }
  return seal(init, version, { attributes, data, edits: [...edits.values()], replaces: replaces(replaced) })
}

/**
 * Removals that are said no more, since too many are: those that nothing needs first, then the oldest. Better that what others wrote shows
 * again than that nobody can write over it.
 */
function removalsWithoutRoom(
  edits: readonly AttributeEdit[],
  held: readonly Contribution[],
  others: readonly Contribution[]
): AttributeEdit[] {
  const removals = edits.filter(({ removed }) => removed).sort((a, b) => b.version - a.version)
  const needed = removals.filter((edit) => isStillNeeded(edit, held, others))
  const needless = removals.filter((edit) => !needed.includes(edit))
  const said = [...needed, ...needless.slice(0, MAX_NEEDLESS_REMOVALS)].slice(
    0,
    MAX_EDITS - (edits.length - removals.length)
  )
  return removals.filter((edit) => !said.includes(edit))
}

/**
 * Hides the record from everybody who wrote nothing beside this: names every edit that stands, whatever its version.
 * @throws {RecordError} `BAD_RECORD`
 */
export function writeDeletion(init: WriteInit): Contribution {
  const version = nextVersion(init)
  const own = currentOf(init.held).filter(({ lastModifiedBy }) => lastModifiedBy === init.self)
  const overwrites = overwritten(() => true, init, own, MAX_DELETED_EDITS)
  const deletion = { name: '', version, modifiedAtMs: init.nowMs, removed: true, overwrites }
  const said = { attributes: {}, data: new Uint8Array(), edits: [deletion], replaces: replaces(own) }
  return { ...seal(init, version, said), deleted: true }
}

function seal(
  { self, fixed, nowMs, expiresAtMs }: WriteInit,
  version: number,
  said: { attributes: Attributes; data: Uint8Array; edits: readonly AttributeEdit[]; replaces: ReplacedContribution[] }
): Contribution {
  const { replaces: named, ...values } = said
  return {
    ...fixed,
    createdAtMs: Math.min(fixed.createdAtMs, nowMs),
    lastModifiedBy: self,
    version,
    modifiedAtMs: nowMs,
    expiresAtMs: Math.max(expiresAtMs, nowMs + 1),
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    ...values,
    ...(named.length > 0 && { replaces: named })
  }
}

/** Above everything that was seen and is believed, and above everything of our own: a key is written once. */
function nextVersion({ self, held, fixed }: WriteInit): number {
  const own = held.filter(({ lastModifiedBy }) => lastModifiedBy === self).map(({ version }) => version)
  const version = Math.max(highestTrustedVersion(held), ...own) + 1
  if (version > MAX_DURABLE_VERSION) throw new RecordError('BAD_RECORD', `record ${fixed.id} has no versions left`)
  return version
}

/**
 * What an edit takes the place of: every edit of its name that stands in a contribution of somebody, overwritten already or
 * not; every tombstone; our own last ones, since a backup that is restored brings them again; and what all these had
 * overwritten of authors whose contributions have not come here yet. What is beyond the limit falls off, in the reverse order
 * and from the lowest version; of each author that stands the newest falls off last, since a full list speaks for those
 * before it too.
 * @param isTaken by name: a tombstone takes the place of all
 */
function overwritten(
  isTaken: (name: string) => boolean,
  { self, held }: WriteInit,
  replaced: readonly Contribution[],
  limit: number
): OverwrittenEdit[] {
  const standing: OverwrittenEdit[] = []
  const own: OverwrittenEdit[] = []
  const ownBefore: OverwrittenEdit[] = []
  const carried: OverwrittenEdit[] = []
  for (const contribution of currentOf(held)) {
    const author = contribution.lastModifiedBy
    const isReplaced = replaced.includes(contribution)
    for (const edit of contribution.edits) {
      if (contribution.deleted) standing.push({ ...edit, author })
      else if (isTaken(edit.name)) {
        if (!isReplaced) standing.push({ ...edit, author })
        else {
          own.push({ ...edit, author })
          ownBefore.push(...edit.overwrites.filter((other) => other.author === self))
        }
      }
    }
  }
  for (const { edits } of held) {
    for (const edit of edits) {
      if (isTaken(edit.name)) carried.push(...edit.overwrites.filter((other) => !hasCome(other, held)))
    }
  }
  const stands = distinct(standing)
  const authors = new Set<PeerId>()
  const newestOfEach = stands.filter(({ author }) => !authors.has(author) && authors.add(author))
  const before = distinct(ownBefore).slice(0, MAX_REPLACES)
  const all = new Map<string, OverwrittenEdit>()
  for (const edit of [...newestOfEach, ...stands, ...distinct(own), ...before, ...distinct(carried)]) {
    const name = contributionName(edit.author, edit.version, edit.modifiedAtMs)
    if (all.size < limit) all.set(name, edit)
  }
  return [...all.values()]
}

/** The newest first, and of each only what names it. */
function distinct(edits: readonly OverwrittenEdit[]): OverwrittenEdit[] {
  const byName = new Map<string, OverwrittenEdit>()
  const newestFirst = [...edits].sort((a, b) => b.version - a.version || b.modifiedAtMs - a.modifiedAtMs)
  for (const { author, version, modifiedAtMs } of newestFirst) {
    byName.set(contributionName(author, version, modifiedAtMs), { author, version, modifiedAtMs })
  }
  return [...byName.values()]
}

/** Whether what a removal takes the place of stands in a contribution of somebody, or may come in one. */
function isStillNeeded(
  { name, overwrites }: AttributeEdit,
  held: readonly Contribution[],
  standing: readonly Contribution[]
): boolean {
  return overwrites.some((other) => {
    if (!hasCome(other, held)) return true
    return standing.some(({ lastModifiedBy: author, edits }) => {
      const isSame = (edit: AttributeEdit): boolean => {
        return edit.version === other.version && edit.modifiedAtMs === other.modifiedAtMs && edit.name === name
      }
      return author === other.author && edits.some(isSame)
    })
  })
}

/** Whether what its author said then or later is here. */
function hasCome({ author, version }: OverwrittenEdit, held: readonly Contribution[]): boolean {
  return held.some((contribution) => contribution.lastModifiedBy === author && contribution.version >= version)
}

/** What is replaced, then what that had replaced, the newest first. */
function replaces(replaced: readonly Contribution[]): ReplacedContribution[] {
  const before = replaced.flatMap((contribution) => contribution.replaces ?? [])
  const all = [...replaced, ...before.sort((a, b) => b.version - a.version)]
  const distinct = new Map<string, ReplacedContribution>()
  for (const { version, modifiedAtMs } of all) {
    const key = `${version} ${modifiedAtMs}`
    if (distinct.size < MAX_REPLACES && !distinct.has(key)) distinct.set(key, { version, modifiedAtMs })
  }
  return [...distinct.values()]
}

function livingDots(seen: readonly Contribution[]): Set<string> {
  const merged = mergeContributions(seen)
  const living = merged === undefined ? [] : [...merged.winners.values(), ...merged.losers, ...merged.withoutRoom]
  return new Set(living.map((edit) => dotOf(edit.name, edit)))
}

function currentOf(held: readonly Contribution[]): Contribution[] {
  return currentContributions(held.map((record) => ({ record }))).map(({ record }) => record)
}
