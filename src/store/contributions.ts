// The contributions to collaborative records that are here, less those that their authors have replaced.
import type { PeerId } from '../base/index.js'
import { MAX_REPLACES, type RecordId } from '../record/index.js'
import { MAX_REPLACED_NAMES } from './defaults.js'
import { contributionName } from './shared-overwrites.js'
import type { Contribution } from './shared-record.js'

interface Held {
  readonly contribution: Contribution
  /** Of its envelope. */
  readonly hash: string
}

/** What names a contribution among those of its author, and orders them. */
type Name = Pick<Contribution, 'version' | 'modifiedAtMs'>

/** What one author says of one record. */
interface Said {
  /** By version, then time, then hash. */
  readonly held: Held[]
  readonly byHash: Map<string, Contribution>
  /** Names of contributions that were replaced, so that one that comes late does not count again. */
  readonly replaced: Set<string>
}

/** So many of one author count, the highest: one for each of its machines that have not heard of each other, and replaced at once. */
const MAX_COUNTING = MAX_REPLACES + 1

export class Contributions {
  readonly #byId = new Map<RecordId, Map<PeerId, Said>>()

  /** @returns hashes of those that count no more, whatever comes */
  add(contribution: Contribution, hash: string): string[] {
    const { id, lastModifiedBy: author } = contribution
    let authors = this.#byId.get(id)
    if (authors === undefined) this.#byId.set(id, (authors = new Map<PeerId, Said>()))
    let said = authors.get(author)
    if (said === undefined) authors.set(author, (said = { held: [], byHash: new Map(), replaced: new Set() }))
    const gone: string[] = []
    for (const other of contribution.replaces ?? []) {
      said.replaced.add(nameOf(author, other))
      gone.push(...takeOut(said, other))
    }
    for (const name of said.replaced) {
      if (said.replaced.size <= MAX_REPLACED_NAMES) break
      said.replaced.delete(name) // The oldest: it would have to come very late.
    }
    if (said.replaced.has(nameOf(author, contribution))) gone.push(hash)
    else if (!said.byHash.has(hash)) {
      said.byHash.set(hash, contribution)
      said.held.splice(placeOf(said.held, contribution, hash), 0, { contribution, hash })
    }
    return gone
  }

  /** Those that count: of each author the highest {@link MAX_COUNTING}, by version, then time, then hash. */
  of(id: RecordId): readonly Contribution[] {
    const authors = [...(this.#byId.get(id)?.values() ?? [])]
    return authors.flatMap(({ held }) => held.slice(-MAX_COUNTING).map(({ contribution }) => contribution))
  }

  /** Whether it is here, and not replaced. @param hash as it was added with */
  holds(id: RecordId, author: PeerId, hash: string): boolean {
    return this.get(id, author, hash) !== undefined
  }

  /** One that is here, and not replaced. @param hash as it was added with */
  get(id: RecordId, author: PeerId, hash: string): Contribution | undefined {
    return this.#byId.get(id)?.get(author)?.byHash.get(hash)
  }

  *idsOfType(type: string): Iterable<RecordId> {
    for (const id of this.#byId.keys()) if (this.of(id).some((contribution) => contribution.type === type)) yield id
  }

  /** Forgets all that an author said of a record, and what that replaced. @returns hashes of those that count no more */
  forget(id: RecordId, author: PeerId): string[] {
    const hashes = [...(this.#byId.get(id)?.get(author)?.byHash.keys() ?? [])]
    this.#byId.get(id)?.delete(author)
    this.#forgetEmpty(id)
    return hashes
  }

  /** Forgets those of an author, or the one that was added with this hash; not what they replaced, while others say something. */
  remove(id: RecordId, author: PeerId, hash?: string): void {
    const said = this.#byId.get(id)?.get(author)
    if (said === undefined) return
    const contribution = hash === undefined ? undefined : said.byHash.get(hash)
    if (hash === undefined) {
      said.held.length = 0
      said.byHash.clear()
    } else if (contribution !== undefined) {
      said.held.splice(placeOf(said.held, contribution, hash), 1)
      said.byHash.delete(hash)
    }
    this.#forgetEmpty(id)
  }

  #forgetEmpty(id: RecordId): void {
    const authors = this.#byId.get(id)
    if (authors !== undefined && [...authors.values()].every(({ held }) => held.length === 0)) this.#byId.delete(id)
  }
}

/** Removes those of a name. @returns their hashes */
function takeOut({ held, byHash }: Said, name: Name): string[] {
  const from = placeOf(held, name, '')
  let to = from
  while (to < held.length && compareNames(held[to]!.contribution, name) === 0) to++
  const gone = held.splice(from, to - from).map(({ hash }) => hash)
  for (const hash of gone) byHash.delete(hash)
  return gone
}

/** Where one stands, or would. */
function placeOf(held: readonly Held[], name: Name, hash: string): number {
  let [low, high] = [0, held.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = held[middle]!
    const order = compareNames(other.contribution, name) || (other.hash < hash ? -1 : other.hash > hash ? 1 : 0)
    if (order < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareNames(a: Name, b: Name): number {
  return a.version - b.version || a.modifiedAtMs - b.modifiedAtMs
}

function nameOf(author: PeerId, { version, modifiedAtMs }: Name): string {
  return contributionName(author, version, modifiedAtMs)
}
