// Which edits of a collaborative record take the place of which others, and what its tombstones hide: by name, not by version.
import type { PeerId } from '../base/index.js'
import { MAX_DELETED_EDITS, MAX_OVERWRITES, type AttributeEdit, type OverwrittenEdit } from '../record/index.js'
import type { Contribution } from './shared-record.js'

/** What names an edit: two machines of one author may write one version, but hardly in one millisecond. */
export function dotOf(name: string, { author, version, modifiedAtMs }: OverwrittenEdit): string {
  return `${author} ${version} ${modifiedAtMs} ${name}`
}

/** What names a contribution, and its edits of whatever name. */
export function contributionName(author: PeerId, version: number, modifiedAtMs: number): string {
  return `${author} ${version} ${modifiedAtMs}`
}

/** Edits of one author, named one by one or up to a version. */
class Named {
  readonly #names = new Set<string>()
  readonly #upToVersion = new Map<string, number>()

  add(name: string, edit: OverwrittenEdit): void {
    this.#names.add(dotOf(name, edit))
  }

  addUpTo(name: string, { author, version }: OverwrittenEdit): void {
    const key = `${author} ${name}`
    this.#upToVersion.set(key, Math.max(version, this.#upToVersion.get(key) ?? 0))
  }

  has(name: string, edit: OverwrittenEdit): boolean {
    return this.#names.has(dotOf(name, edit)) || edit.version <= (this.#upToVersion.get(`${edit.author} ${name}`) ?? 0)
  }
}

/**
 * A list that is full speaks, for each edit in it that stands here, for all before it by the same author too: so that few who
 * write much leave nobody without a last word. Only for those: a list of edits that nobody wrote reaches nothing that is
 * still to be written.
 */
export class Overwrites {
  readonly #overwritten = new Named()
  /** Tombstones that an edit of any name overwrites, since they hid them all. */
  readonly #brought = new Named()
  readonly #hidden = new Named()

  /** @param contributions current ones of one record */
  constructor(contributions: readonly Contribution[]) {
    const standing = new Set<string>()
    for (const { lastModifiedBy: author, edits } of contributions) {
      for (const { version, modifiedAtMs } of edits) standing.add(contributionName(author, version, modifiedAtMs))
    }
    for (const { deleted, edits } of contributions) if (!deleted) this.#takeEdits(edits, standing)
    for (const { lastModifiedBy: author, deleted, edits } of contributions) {
      for (const edit of edits) if (deleted && !this.#brought.has('', { ...edit, author })) this.#hide(edit, standing)
    }
  }

  isOverwritten(name: string, edit: OverwrittenEdit): boolean {
    return this.#overwritten.has(name, edit)
  }

  isBrought(tombstone: OverwrittenEdit): boolean {
    return this.#brought.has('', tombstone)
  }

  /** Whether a tombstone that nobody overwrote names it. */
  isHidden(edit: OverwrittenEdit): boolean {
    return this.#hidden.has('', edit)
  }

  #takeEdits(edits: readonly AttributeEdit[], standing: ReadonlySet<string>): void {
    for (const { name, overwrites } of edits) {
      const isFull = overwrites.length >= MAX_OVERWRITES
      for (const other of overwrites) {
        this.#overwritten.add(name, other)
        this.#brought.add('', other)
        if (!isFull || !standing.has(nameOf(other))) continue
        this.#overwritten.addUpTo(name, other)
        this.#brought.addUpTo('', other)
      }
    }
  }

  #hide({ overwrites }: AttributeEdit, standing: ReadonlySet<string>): void {
    const isFull = overwrites.length >= MAX_DELETED_EDITS
    for (const other of overwrites) {
      this.#hidden.add('', other)
      if (isFull && standing.has(nameOf(other))) this.#hidden.addUpTo('', other)
    }
  }
}

function nameOf({ author, version, modifiedAtMs }: OverwrittenEdit): string {
  return contributionName(author, version, modifiedAtMs)
}
