// What this node holds and no record tells: what it took from a local source, and all of it where it asks first. By URL key and digest.
import { MAX_UNTOLD_LOCATIONS } from './crossing-defaults.js'
import { diskError } from './errors.js'
import type { Location } from './location.js'
import type { UntoldFiles } from './untold-files.js'

export interface UntoldLocation {
  readonly location: Location
  /** No record tells it because of how this node asks, and one does when that is another; else none ever does. */
  readonly isToTell: boolean
  /** What it was taken for, where that was said: patterns may forbid it later. */
  readonly heldForUrl: string | undefined
  /** Which state of its source was taken. */
  readonly version: string | undefined
  /** Another member said that it was published: until when that is gone by here, ms. */
  readonly publishedUntilMs?: number | undefined
}

export class UntoldLocations {
  readonly #files: UntoldFiles | undefined
  readonly #most: number
  /** The last write of each whose file is being written. */
  readonly #writing = new Map<string, Promise<void>>()
  /** By record id, the oldest first. */
  readonly #all = new Map<string, UntoldLocation>()
  readonly #byUrlKey = new Map<string, Set<string>>()
  readonly #byDigest = new Map<string, Set<string>>()

  /** @param files where they outlast this process. @default nowhere */
  constructor(files?: UntoldFiles, most = MAX_UNTOLD_LOCATIONS) {
    this.#files = files
    this.#most = most
  }

  /** Brings back those of earlier runs. @throws {ContentError} `DISK` */
  async load(): Promise<void> {
    try {
      for (const untold of (await this.#files?.load()) ?? []) this.#remember(untold)
      await this.#dropOldest()
    } catch (error) {
      throw diskError(error)
    }
  }

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

  /**
   * Counts at once, and after a power cut when it resolves; of more than {@link MAX_UNTOLD_LOCATIONS} the oldest is forgotten.
   * @throws {ContentError} `DISK`: then it does not count
   */
  async put(untold: UntoldLocation): Promise<void> {
    const { recordId } = untold.location
    this.#forget(recordId)
    this.#remember(untold)
    try {
      await this.#write(recordId)
      await this.#dropOldest()
    } catch (error) {
      if (this.#all.get(recordId) === untold) this.#forget(recordId)
      throw diskError(error)
    }
  }

  /** Counts no more at once. @throws {ContentError} `DISK`: then it may be back after a restart */
  async remove(recordId: string): Promise<void> {
    if (!this.#all.has(recordId)) return
    this.#forget(recordId)
    await this.#write(recordId).catch((error: unknown) => {
      throw diskError(error)
    })
  }

  async #dropOldest(): Promise<void> {
    for (const [oldest] of this.#all) {
      if (this.#all.size <= this.#most) return
      await this.remove(oldest)
    }
  }

  /** Makes its file what is known of it, after what is being written of it: so the last call decides. */
  #write(recordId: string): Promise<void> {
    const files = this.#files
    if (files === undefined) return Promise.resolve()
    const before = this.#writing.get(recordId) ?? Promise.resolve()
    const write = async (): Promise<void> => {
      const untold = this.#all.get(recordId)
      if (untold === undefined) await files.remove(recordId)
      else await files.save(untold)
    }
    const writing = before.then(write)
    const settled = writing
      .catch(() => {})
      .then(() => {
        if (this.#writing.get(recordId) === settled) this.#writing.delete(recordId)
      })
    this.#writing.set(recordId, settled)
    return writing
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
