// Every durable version that may still matter: of each record id, what each author said last.
import type { PeerId } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { Contributions } from './contributions.js'
import { isContribution } from './shared-record.js'
import { compareVersions, type AuthorVersion } from './version-order.js'

export class RecordVersions {
  /** Of collaborative records: they are merged, not chosen from. */
  readonly contributions = new Contributions()
  readonly #byId = new Map<RecordId, AuthorVersion[]>()
  /** Where a version that counts no more was higher than all that do: renewed often, by a machine that was apart. */
  readonly #highestEnded = new Map<RecordId, number>()
  readonly #idsByAuthor = new Map<PeerId, Set<RecordId>>()

  /** @param hash of the change that `record` stands in */
  add(record: GroupRecord, hash: string): void {
    const { id, lastModifiedBy: author } = record
    const ids = this.#idsByAuthor.get(author)
    if (ids === undefined) this.#idsByAuthor.set(author, new Set([id]))
    else ids.add(id)
    if (isContribution(record)) return this.contributions.add(record, hash)
    const added: AuthorVersion = { record, hash }
    const versions = this.#byId.get(id)
    if (versions === undefined) this.#byId.set(id, [added])
    else {
      const at = versions.findIndex((version) => version.record.lastModifiedBy === author)
      if (at < 0) versions.push(added)
      else {
        const ended = compareVersions(added, versions[at]!) > 0 ? versions.splice(at, 1, added)[0]! : added
        if (ended.record.version > versions[at]!.record.version) {
          this.#highestEnded.set(id, Math.max(ended.record.version, this.#highestEnded.get(id) ?? 0))
        }
      }
    }
  }

  of(id: RecordId): readonly AuthorVersion[] {
    return this.#byId.get(id) ?? []
  }

  /** Ever seen here; 0 where nothing is known of the id. */
  highestVersion(id: RecordId): number {
    return Math.max(this.#highestEnded.get(id) ?? 0, ...this.of(id).map((version) => version.record.version))
  }

  /** Of which something of this type was said. Looks at everything. */
  *idsOfType(type: string): Iterable<RecordId> {
    for (const [id, versions] of this.#byId) if (versions.some(({ record }) => record.type === type)) yield id
    yield* this.contributions.idsOfType(type)
  }

  authors(): Iterable<PeerId> {
    return this.#idsByAuthor.keys()
  }

  idsOf(author: PeerId): Iterable<RecordId> {
    return this.#idsByAuthor.get(author) ?? []
  }

  /** Forgets all an author said. @returns the ids it said something about */
  removeAuthor(author: PeerId): RecordId[] {
    const ids = [...this.idsOf(author)]
    this.#idsByAuthor.delete(author)
    for (const id of ids) {
      this.contributions.remove(id, author)
      const rest = this.of(id).filter((version) => version.record.lastModifiedBy !== author)
      if (rest.length === 0) this.#byId.delete(id)
      else this.#byId.set(id, rest)
    }
    return ids
  }
}
