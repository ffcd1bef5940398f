// The contributions to collaborative records that are here, and which of them their authors have replaced.
import type { PeerId } from '../base/index.js'
import { MAX_REPLACES, type RecordId } from '../record/index.js'
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
  /** All that are here. */
  readonly byHash: Map<string, Contribution>
  /** How many of these replace those of each name. */
  readonly replacing: Map<string, number>
  /** Those that nobody replaces: by version, then time, then hash. Never empty, since the highest of all is one. */
  readonly standing: Held[]
  /** The others, by name: they stand again where what replaces them goes. */
  readonly replaced: Map<string, Held[]>
}

/** So many of one author count, the highest: one for each of its machines that have not heard of each other, and replaced at once. */
const MAX_COUNTING = MAX_REPLACES + 1

/** What stands is a function of what is here, in whatever order it came, and whatever has gone again. */
export class Contributions {
  readonly #byId = new Map<RecordId, Map<PeerId, Said>>()

  /** @returns hashes of those that stand no more, perhaps its own */
  add(contribution: Contribution, hash: string): string[] {
    const { id, lastModifiedBy: author } = contribution
    let authors = this.#byId.get(id)
    if (authors === undefined) this.#byId.set(id, (authors = new Map<PeerId, Said>()))
    let said = authors.get(author)
    if (said === undefined) {
      authors.set(author, (said = { byHash: new Map(), replacing: new Map(), standing: [], replaced: new Map() }))
    }
    if (said.byHash.has(hash)) return []
    said.byHash.set(hash, contribution)
    const gone: string[] = []
    for (const name of namesReplacedBy(contribution)) {
      const before = said.replacing.get(spell(name)) ?? 0
      said.replacing.set(spell(name), before + 1)
      if (before === 0) gone.push(...replace(said, name))
    }
    const name = spell(contribution)
    if (said.replacing.has(name)) {
      said.replaced.set(name, [...(said.replaced.get(name) ?? []), { contribution, hash }])
      gone.push(hash)
    } else stand(said, { contribution, hash })
    return gone
  }

  /** Those that count: of each author the highest {@link MAX_COUNTING} that stand, by version, then time, then hash. */
  of(id: RecordId): readonly Contribution[] {
    const authors = [...(this.#byId.get(id)?.values() ?? [])]
    return authors.flatMap(({ standing }) => standing.slice(-MAX_COUNTING).map(({ contribution }) => contribution))
  }

  /** Whether it is here, and not replaced. @param hash as it was added with */
  holds(id: RecordId, author: PeerId, hash: string): boolean {
    return this.get(id, author, hash) !== undefined
  }

  /** One that is here, and not replaced. @param hash as it was added with */
  get(id: RecordId, author: PeerId, hash: string): Contribution | undefined {
    const said = this.#byId.get(id)?.get(author)
    const contribution = said?.byHash.get(hash)
    return contribution !== undefined && !said!.replacing.has(spell(contribution)) ? contribution : undefined
  }

  *idsOfType(type: string): Iterable<RecordId> {
    for (const id of this.#byId.keys()) if (this.of(id).some((contribution) => contribution.type === type)) yield id
  }

  /** Forgets the one that was added with this hash. @returns hashes of those that stand again */
  remove(id: RecordId, author: PeerId, hash: string): string[] {
    const authors = this.#byId.get(id)
    const said = authors?.get(author)
    const contribution = said?.byHash.get(hash)
    if (authors === undefined || said === undefined || contribution === undefined) return []
    said.byHash.delete(hash)
    const name = spell(contribution)
    const alike = said.replaced.get(name)
    if (alike === undefined) said.standing.splice(placeOf(said.standing, contribution, hash), 1)
    else if (alike.length === 1) said.replaced.delete(name)
    else
      said.replaced.set(
        name,
        alike.filter((held) => held.hash !== hash)
      )
    const back: string[] = []
    for (const replaced of namesReplacedBy(contribution)) {
      const left = said.replacing.get(spell(replaced))! - 1
      if (left > 0) said.replacing.set(spell(replaced), left)
      else back.push(...standAgain(said, spell(replaced)))
    }
    if (said.byHash.size === 0) authors.delete(author)
    if (authors.size === 0) this.#byId.delete(id)
    return back
  }
}

/** Each once: its author may have named one twice. */
function namesReplacedBy({ replaces = [] }: Contribution): Name[] {
  return [...new Map(replaces.map((name) => [spell(name), name])).values()]
}

function stand({ standing }: Said, held: Held): void {
  standing.splice(placeOf(standing, held.contribution, held.hash), 0, held)
}

/** @returns hashes of those that stand no more */
function replace({ standing, replaced }: Said, name: Name): string[] {
  const from = placeOf(standing, name, '')
  let to = from
  while (to < standing.length && compareNames(standing[to]!.contribution, name) === 0) to++
  const gone = standing.splice(from, to - from)
  if (gone.length > 0) replaced.set(spell(name), gone)
  return gone.map(({ hash }) => hash)
}

/** @returns hashes of those that do */
function standAgain(said: Said, name: string): string[] {
  said.replacing.delete(name)
  const back = said.replaced.get(name) ?? []
  said.replaced.delete(name)
  for (const held of back) stand(said, held)
  return back.map(({ hash }) => hash)
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

function spell({ version, modifiedAtMs }: Name): string {
  return `${version} ${modifiedAtMs}`
}
