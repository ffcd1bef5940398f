// Every durable version that may still matter: of each record id, what each author said last.
import type { PeerId } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { Contributions } from './contributions.js'
import { MAX_STRANGERS_VERSION } from './defaults.js'
import { isContribution } from './shared-record.js'
import { compareVersions, type AuthorVersion } from './version-order.js'

export class RecordVersions {
  /** Of collaborative records: they are merged, not chosen from. */
  readonly contributions = new Contributions()
  readonly #byId = new Map<RecordId, AuthorVersion[]>()
  /** By id and author, where a version that counts no more was higher: renewed often, by a machine that was apart. */
  readonly #highestEnded = new Map<string, number>()
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
          const name = `${id} ${author}`
          this.#highestEnded.set(name, Math.max(ended.record.version, this.#highestEnded.get(name) ?? 0))
        }
      }
    }
  }

  of(id: RecordId): readonly AuthorVersion[] {
    return this.#byId.get(id) ?? []
  }

  /**
   * Ever seen here; 0 where nothing is known of the id.
   * @param mayChange of a version, whether its author may write any: else it counts up to {@link MAX_STRANGERS_VERSION}
   */
  highestVersion(id: RecordId, mayChange: (version: AuthorVersion) => boolean): number {
    let highest = 0
    for (const version of this.of(id)) {
      const ended = this.#highestEnded.get(`${id} ${version.record.lastModifiedBy}`) ?? 0
      const mine = Math.max(version.record.version, ended)
      if (mine > highest && (mine <= MAX_STRANGERS_VERSION || mayChange(version))) highest = mine
    }
    return highest
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
