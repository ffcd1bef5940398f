// What two stores compare of membership objects and of ephemeral records: the digest of each, and one digest over all. Kept
// as objects come and go: a neighbour asks again and again, and each question would otherwise cost a sort of everything.
import { sha256, toHex } from '../base/index.js'
import { SYNC_DIGEST_BYTES } from './defaults.js'

export interface SyncedSet {
  /** Whether it is here, also where it is not passed on any more. */
  has(digest: string): boolean
  /** What may be passed on. */
  get(digest: string): Uint8Array | undefined
  /** Of all that may be passed on, or of some types. */
  digests(types?: readonly string[]): string[]
  /** One digest over {@link digests}, whatever their order. */
  summary(types?: readonly string[]): string
}

/** Things by digest, in the order of their digests. A change costs sorting a 256th of them, once, when somebody asks. */
export class SortedDigests<Item> {
  readonly #parts = new Map<number, { readonly items: Map<string, Item>; sorted: readonly Item[] | undefined }>()

  set(digest: string, item: Item): void {
    const place = placeOf(digest)
    const part = this.#parts.get(place)
    if (part === undefined) return void this.#parts.set(place, { items: new Map([[digest, item]]), sorted: undefined })
    part.items.set(digest, item)
    part.sorted = undefined
  }

  get(digest: string): Item | undefined {
    return this.#parts.get(placeOf(digest))?.items.get(digest)
  }

  delete(digest: string): void {
    const part = this.#parts.get(placeOf(digest))
    if (part?.items.delete(digest) === true) part.sorted = undefined
  }

  *all(): Generator<Item, void> {
    for (let place = 0; place < 256; place++) {
      const part = this.#parts.get(place)
      if (part === undefined) continue
      part.sorted ??= [...part.items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
      yield* part.sorted
    }
  }
}

/** Membership objects: few change, and whoever has them says all of them each time. */
export class ListedObjects {
  #list: readonly Uint8Array[] = []
  #set = setOf(new Map())

  of(list: readonly Uint8Array[]): SyncedSet {
    if (list.length !== this.#list.length || list.some((object, index) => object !== this.#list[index])) {
      this.#list = [...list]
      this.#set = setOf(new Map(list.map((object) => [objectDigest(object), object])))
    }
    return this.#set
  }
}

/** Of objects without types that do not change. */
export function setOf(items: ReadonlyMap<string, Uint8Array>): SyncedSet {
  let summary: string | undefined
  return {
    has: (digest) => items.has(digest),
    get: (digest) => items.get(digest),
    digests: () => [...items.keys()],
    summary: () => (summary ??= summaryOf([...items.keys()].sort()))
  }
}

/** @param digests ascending, in hex */
export function summaryOf(digests: readonly string[]): string {
  return toHex(sha256(Buffer.from(digests.join(''), 'hex')).subarray(0, SYNC_DIGEST_BYTES))
}

const objectDigests = new WeakMap<Uint8Array, string>()

function objectDigest(object: Uint8Array): string {
  let digest = objectDigests.get(object)
  if (digest === undefined) {
    digest = toHex(sha256(object).subarray(0, SYNC_DIGEST_BYTES))
    objectDigests.set(object, digest)
  }
  return digest
}

function placeOf(digest: string): number {
  return Number.parseInt(digest.slice(0, 2), 16)
}
