// What this node holds and no record tells: what it took from a local source, and all of it where it asks first. By URL key and digest.
import type { Location } from './location.js'

export interface UntoldLocation {
  readonly location: Location
  /** No record tells it because of how this node asks, and one does when that is another; else none ever does. */
  readonly isToTell: boolean
  /** What it was taken for, where that was said: patterns may forbid it later. */
  readonly heldForUrl: string | undefined
  /** Which state of its source was taken. */
  readonly version: string | undefined
}

export class UntoldLocations {
  /** By record id, the oldest first. */
  readonly #all = new Map<string, UntoldLocation>()
  readonly #byUrlKey = new Map<string, Set<string>>()
  readonly #byDigest = new Map<string, Set<string>>()

  all(): UntoldLocation[] {
    return [...this.#all.values()]
  }

  get(recordId: string): UntoldLocation | undefined {
    return this.#all.get(recordId)
  }

  byUrlKey(urlKey: string): UntoldLocation[] {
    return this.#found(this.#byUrlKey.get(urlKey))
  }

  byDigest(digest: string): UntoldLocation[] {
    return this.#found(this.#byDigest.get(digest))
  }

  async put(untold: UntoldLocation): Promise<void> {
    this.#forget(untold.location.recordId)
    this.#remember(untold)
  }

  async remove(recordId: string): Promise<void> {
    this.#forget(recordId)
  }

  #found(ids: ReadonlySet<string> | undefined): UntoldLocation[] {
    return [...(ids ?? [])].flatMap((id) => this.#all.get(id) ?? [])
  }

  #remember(untold: UntoldLocation): void {
    const { recordId, urlKey, digest } = untold.location
    this.#all.set(recordId, untold)
    if (urlKey !== undefined) add(this.#byUrlKey, urlKey, recordId)
    add(this.#byDigest, digest, recordId)
  }

  #forget(recordId: string): void {
    const untold = this.#all.get(recordId)
    if (untold === undefined) return
    const { urlKey, digest } = untold.location
    this.#all.delete(recordId)
    if (urlKey !== undefined) remove(this.#byUrlKey, urlKey, recordId)
    remove(this.#byDigest, digest, recordId)
  }
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  index.set(key, (index.get(key) ?? new Set()).add(id))
}

function remove(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key)
  ids?.delete(id)
  if (ids?.size === 0) index.delete(key)
}
