// The contributions to collaborative records that are here, less those that their authors have replaced.
import type { PeerId } from '../base/index.js'
import type { RecordId } from '../record/index.js'
import { MAX_REPLACED_NAMES } from './defaults.js'
import { contributionName } from './shared-overwrites.js'
import type { Contribution } from './shared-record.js'

interface Held {
  readonly contribution: Contribution
  /** Of its envelope. */
  readonly hash: string
}

interface SharedRecord {
  held: Held[]
  /** Names of contributions that were replaced, so that one that comes late does not count again. */
  readonly replaced: Set<string>
}

export class Contributions {
  readonly #byId = new Map<RecordId, SharedRecord>()

  /** @returns hashes of those that count no more */
  add(contribution: Contribution, hash: string): string[] {
    const { id, lastModifiedBy: author } = contribution
    let shared = this.#byId.get(id)
    if (shared === undefined) this.#byId.set(id, (shared = { held: [], replaced: new Set() }))
    const { held, replaced } = shared
    for (const other of contribution.replaces ?? []) {
      replaced.add(contributionName(author, other.version, other.modifiedAtMs))
    }
    for (const name of replaced) {
      if (replaced.size <= MAX_REPLACED_NAMES) break
      replaced.delete(name) // The oldest: it would have to come very late.
    }
    if (!held.some((other) => other.hash === hash)) held.push({ contribution, hash })
    const isReplaced = (other: Held): boolean => replaced.has(nameOf(other.contribution))
    shared.held = held.filter((other) => !isReplaced(other))
    return held.filter(isReplaced).map((other) => other.hash)
  }

  of(id: RecordId): readonly Contribution[] {
    return this.#byId.get(id)?.held.map(({ contribution }) => contribution) ?? []
  }

  /** @param hash as it was added with */
  holds(id: RecordId, hash: string): boolean {
    return this.#byId.get(id)?.held.some((other) => other.hash === hash) === true
  }

  /** Forgets all that an author said of a record, and what that replaced. @returns hashes of those that count no more */
  forget(id: RecordId, author: PeerId): string[] {
    const shared = this.#byId.get(id)
    if (shared === undefined) return []
    for (const name of shared.replaced) if (name.startsWith(`${author} `)) shared.replaced.delete(name)
    const isTheirs = ({ contribution }: Held): boolean => contribution.lastModifiedBy === author
    const theirs = shared.held.filter(isTheirs).map(({ hash }) => hash)
    shared.held = shared.held.filter((other) => !isTheirs(other))
    if (shared.held.length === 0 && shared.replaced.size === 0) this.#byId.delete(id)
    return theirs
  }

  *idsOfType(type: string): Iterable<RecordId> {
    for (const [id, { held }] of this.#byId) if (held.some(({ contribution }) => contribution.type === type)) yield id
  }

  /** Forgets those of an author, or the one in a change. */
  remove(id: RecordId, author: PeerId, hash?: string): void {
    const shared = this.#byId.get(id)
    if (shared === undefined) return
    shared.held = shared.held.filter((other) => {
      return other.contribution.lastModifiedBy !== author || (hash !== undefined && other.hash !== hash)
    })
    if (shared.held.length === 0) this.#byId.delete(id)
  }
}

function nameOf({ lastModifiedBy, version, modifiedAtMs }: Contribution): string {
  return contributionName(lastModifiedBy, version, modifiedAtMs)
}
