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

/** What stands in contributions under one author, version and time: edits of some names, or a tombstone. */
interface Standing {
  /** Of the attributes whose edit is overwritten. */
  readonly overwritten: Set<string>
  /** By an edit of any name: a tombstone hid them all. */
  isOverwritten: boolean
  isHidden: boolean
}

/** What a full list speaks for, of one author. */
interface UpToVersion {
  /** By name of the attribute. */
  readonly overwritten: Map<string, number>
  brought: number
  hidden: number
}

/** Of one author. */
interface Said {
  /** By version, then time. */
  readonly standing: Map<number, Map<number, Standing>>
  readonly upTo: UpToVersion
}

/**
 * A list that is full speaks, for each edit in it that stands here, for all before it by the same author too: so that few who
 * write much leave nobody without a last word. Only for those: a list of edits that nobody wrote reaches nothing that is
 * still to be written.
 *
 * Lists may have many thousands of names, and are gone through whenever one of the contributions comes: each name is looked up
 * among what stands, and no text is made of it.
 */
export class Overwrites {
  readonly #said = new Map<PeerId, Said>()

  /** @param contributions current ones of one record */
  constructor(contributions: readonly Contribution[]) {
    for (const { lastModifiedBy: author, edits } of contributions) for (const edit of edits) this.#stand(author, edit)
    for (const { deleted, edits } of contributions) if (!deleted) this.#takeEdits(edits)
    for (const { lastModifiedBy: author, deleted, edits } of contributions) {
      for (const edit of edits) if (deleted && !this.isBrought({ ...edit, author })) this.#hide(edit)
    }
  }

  isOverwritten(name: string, edit: OverwrittenEdit): boolean {
    const upTo = this.#said.get(edit.author)?.upTo.overwritten.get(name) ?? 0
    return edit.version <= upTo || this.#find(edit)?.overwritten.has(name) === true
  }

  /** Whether an edit of any name overwrites a tombstone. */
  isBrought(tombstone: OverwrittenEdit): boolean {
    const upTo = this.#said.get(tombstone.author)?.upTo.brought ?? 0
    return tombstone.version <= upTo || this.#find(tombstone)?.isOverwritten === true
  }

  /** Whether a tombstone that nobody overwrote names it. */
  isHidden(edit: OverwrittenEdit): boolean {
    return edit.version <= (this.#said.get(edit.author)?.upTo.hidden ?? 0) || this.#find(edit)?.isHidden === true
  }

  #stand(author: PeerId, { version, modifiedAtMs }: AttributeEdit): void {
    let said = this.#said.get(author)
    if (said === undefined) {
      said = { standing: new Map(), upTo: { overwritten: new Map(), brought: 0, hidden: 0 } }
      this.#said.set(author, said)
    }
    let byTime = said.standing.get(version)
    if (byTime === undefined) said.standing.set(version, (byTime = new Map<number, Standing>()))
    if (byTime.has(modifiedAtMs)) return
    byTime.set(modifiedAtMs, { overwritten: new Set(), isOverwritten: false, isHidden: false })
  }

  #find({ author, version, modifiedAtMs }: OverwrittenEdit): Standing | undefined {
    return this.#said.get(author)?.standing.get(version)?.get(modifiedAtMs)
  }

  #takeEdits(edits: readonly AttributeEdit[]): void {
    for (const { name, overwrites } of edits) {
      const isFull = overwrites.length >= MAX_OVERWRITES
      for (const other of overwrites) {
        const standing = this.#find(other)
        if (standing === undefined) continue
        standing.overwritten.add(name)
        standing.isOverwritten = true
        if (!isFull) continue
        const { upTo } = this.#said.get(other.author)!
        upTo.overwritten.set(name, Math.max(other.version, upTo.overwritten.get(name) ?? 0))
        upTo.brought = Math.max(other.version, upTo.brought)
      }
    }
  }

  #hide({ overwrites }: AttributeEdit): void {
    const isFull = overwrites.length >= MAX_DELETED_EDITS
    for (const other of overwrites) {
      const standing = this.#find(other)
      if (standing === undefined) continue
      standing.isHidden = true
      if (!isFull) continue
      const { upTo } = this.#said.get(other.author)!
      upTo.hidden = Math.max(other.version, upTo.hidden)
    }
  }
}
