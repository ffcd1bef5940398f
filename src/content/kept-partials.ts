// Downloads that were left half done, by URL key: this run, or the next one, goes on with them (design section 6).
import { mkdir, readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { withBudget, type Clock } from '../base/index.js'
import { isDigest, partialPaths, RESUME_SUFFIX, type PartialPaths } from './blob-files.js'
import { HASH_BYTES, KEPT_PARTIAL_TTL_MS, LEAF_BYTES, MAX_KEPT_PARTIALS, SUSPEND_BUDGET_MS } from './defaults.js'
import { readResumeNotes, type ResumeFacts } from './resume-notes.js'

export interface KeptPartial {
  /** Of whole leaves whose hashes are known. They are checked when it is taken. */
  readonly bytes: number
  readonly facts: ResumeFacts
  /** When it was written to last, ms. */
  readonly keptAtMs: number
}

export class KeptPartials {
  readonly #directory: string
  readonly #clock: Clock
  /** The oldest first. */
  readonly #kept = new Map<string, KeptPartial>()
  /** Keys whose files somebody writes or removes now. */
  readonly #busy = new Set<string>()
  /** Keys that are being kept, or released: when that is done. */
  readonly #suspending = new Map<string, Promise<void>>()
  #bytes = 0

  private constructor(directory: string, clock: Clock) {
    this.#directory = directory
    this.#clock = clock
  }

  /** Finds what an earlier run left. Everything else in its folder goes. */
  static async open(directory: string, clock: Clock): Promise<KeptPartials> {
    const { folder } = partialPaths(directory, '')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const partials = new KeptPartials(directory, clock)
    const found: [string, KeptPartial][] = []
    const names = await readdir(folder)
    for (const name of names) {
      const kept = isDigest(name) ? await findKept(partialPaths(directory, name)) : undefined
      if (kept !== undefined) found.push([name, kept])
    }
    found.sort(([, a], [, b]) => a.keptAtMs - b.keptAtMs)
    for (const [key, kept] of found) partials.#add(key, kept)
    const ours = new Set(found.flatMap(([key]) => [key, key + RESUME_SUFFIX]))
    for (const name of names) if (!ours.has(name)) await rm(join(folder, name), { recursive: true, force: true })
    await partials.sweep()
    return partials
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): KeptPartial | undefined {
    const kept = this.#kept.get(key)
    return kept !== undefined && this.#isFresh(kept) ? kept : undefined
  }

  /** The key's files are the caller's until it releases or keeps them. Undefined where they are somebody's already. */
  take(key: string): { paths: PartialPaths; kept: KeptPartial | undefined } | undefined {
    if (this.#busy.has(key)) return undefined
    const kept = this.get(key)
    this.#forget(key)
    this.#busy.add(key)
    return { paths: partialPaths(this.#directory, key), kept }
  }

  /** @param done resolves when the key is kept or released, which begins now */
  suspends(key: string, done: Promise<void>): void {
    const forget = (): void => {
      if (this.#suspending.get(key) === ended) this.#suspending.delete(key)
    }
    const ended = done.then(forget, forget)
    this.#suspending.set(key, ended)
  }

  /** Resolves when the key is not being kept or released any more; or after a while, where the disk stands still. */
  async suspended(key: string): Promise<void> {
    const suspending = this.#suspending.get(key)
    if (suspending === undefined) return
    await withBudget(this.#clock, SUSPEND_BUDGET_MS, suspending, () => new Error('late')).catch(() => {})
  }

  /** Its files lie there for who comes next. */
  keep(key: string, bytes: number, facts: ResumeFacts): void {
    this.#busy.delete(key)
    this.#add(key, { bytes, facts, keptAtMs: this.#clock.nowMs() })
  }

  /** Its files are gone. */
  release(key: string): void {
    this.#busy.delete(key)
  }

  /** Lets the oldest go. Resolves when its files are gone; undefined where there is none. */
  dropOldest(): Promise<void> | undefined {
    const [oldest] = this.#kept
    return oldest === undefined ? undefined : this.#drop(oldest[0])
  }

  /** Lets go what is too old, or too many. */
  async sweep(): Promise<void> {
    for (const [key, kept] of this.#kept) {
      if (this.#kept.size > MAX_KEPT_PARTIALS || !this.#isFresh(kept)) await this.#drop(key)
    }
  }

  /** A clock that was set back makes nothing old, and one that was wrong makes it old once. */
  #isFresh(kept: KeptPartial): boolean {
    return this.#clock.nowMs() - kept.keptAtMs <= KEPT_PARTIAL_TTL_MS
  }

  #add(key: string, kept: KeptPartial): void {
    this.#kept.set(key, kept)
    this.#bytes += kept.bytes
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.delete(key)
  }

  async #drop(key: string): Promise<void> {
    this.#forget(key)
    this.#busy.add(key)
    try {
      await removePartialFiles(partialPaths(this.#directory, key))
    } finally {
      this.#busy.delete(key)
    }
  }
}

/** The bytes first: notes alone are harmless. Missing files are fine. */
export async function removePartialFiles(paths: PartialPaths): Promise<void> {
  for (const path of [paths.blob, paths.sidecar, paths.resume]) await rm(path, { force: true })
}

/** Undefined where there is nothing to go on with. What is no whole leaf, or has no hash, is cut off. */
async function findKept(paths: PartialPaths): Promise<KeptPartial | undefined> {
  try {
    const [file, { facts, hashes }] = await Promise.all([stat(paths.blob), readResumeNotes(paths.resume)])
    const bytes = LEAF_BYTES * Math.min(Math.floor(file.size / LEAF_BYTES), hashes.byteLength / HASH_BYTES)
    if (!file.isFile() || bytes === 0) return undefined
    if (file.size > bytes) await truncate(paths.blob, bytes)
    return { bytes, facts, keptAtMs: file.mtimeMs }
  } catch {
    return undefined // Missing or mangled.
  }
}
